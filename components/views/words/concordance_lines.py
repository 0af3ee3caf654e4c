"""Concordance as lines and as a table: a term in all its contexts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from components.views.locale_formatting import shorten

CONTEXT = 90


def concordance_lines(
    places: pd.DataFrame, texts: Mapping[str, str], ticks: Mapping[str, str]
) -> list[dict[str, str]]:
    """Lines of a concordance (KWIC): each place with `CONTEXT` characters before and after it.

    `places` has columns `article`, `start` and `end`; `ticks` are short names of articles. The id
    of a line is `article.start.end`.
    """
    return [
        {
            "id": f"{row.article}.{row.start}.{row.end}",
            **_cut(texts[str(row.article)], int(row.start), int(row.end)),
            "label": shorten(ticks[str(row.article)], 40),
        }
        for row in places.itertuples()
    ]


def _cut(text: str, start: int, end: int) -> dict[str, str]:
    pieces = {
        "before": text[max(0, start - CONTEXT) : start],
        "hit": text[start:end],
        "after": text[end : end + CONTEXT],
    }
    return {name: " ".join(piece.split("\n")) for name, piece in pieces.items()}


def concordance_table(
    places: pd.DataFrame, texts: Mapping[str, str], articles: pd.DataFrame
) -> pd.DataFrame:
    """The concordance as a table for export; `articles` is the store's table."""
    cut = [_cut(texts[str(r.article)], int(r.start), int(r.end)) for r in places.itertuples()]
    known = articles.set_index("id")[["label", "source", "published"]]
    about = known.loc[places["article"]].reset_index(drop=True)
    lines = pd.DataFrame(cut, columns=["before", "hit", "after"])
    table = pd.concat([lines, about, places[["start", "end"]].reset_index(drop=True)], axis=1)
    return table.rename(columns={"hit": "word", "label": "title"})
