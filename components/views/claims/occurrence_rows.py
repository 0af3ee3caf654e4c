"""Occurrences of a claim: rows in their context, a citation, and a table for export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import pandas as pd

from components.analysis.claims.judgements import make_place, read_place
from components.analysis.claims.occurrences import SAME_WORDS
from components.text.segment import Span, sentences
from components.views.locale_formatting import format_day, format_share
from components.views.panes import cut_pieces, list_row, sentence_at
from components.views.quotations import STATES

_STATES = STATES | {SAME_WORDS: "the same words, not read as a quotation"}
TABLE = (
    *("article", "title", "source", "published", "url", "original sha256", "text sha256"),
    *("start", "end", "words", "context", "state", "about", "certainty", "grounds"),
    *("verdict", "who", "when"),
)


@dataclass(frozen=True)
class Library:
    """What occurrences are shown with: texts by id, the rows of their articles, and labels."""

    texts: Mapping[str, str]
    articles: Mapping[str, Mapping[Any, Any]]
    labels: Mapping[str, str]


def context_of(text: str, span: Span, language: str) -> Span:
    """The span of the sentences that a span is in, with the sentence before and the one after."""
    spans = sentences(text, language)
    first, last = sentence_at(spans, span[0]), sentence_at(spans, max(span[1] - 1, span[0]))
    if first is None or last is None:
        return span
    return spans[max(first - 1, 0)][0], max(spans[min(last + 1, len(spans) - 1)][1], span[1])


def describe_state(row: Mapping[Any, Any]) -> str:
    """How an occurrence stands to the claim, in words."""
    told = _STATES.get(row["state"], row["state"])
    return f"{told}, attributed otherwise" if row["reattributed"] else told


def occurrence_rows(occurrences: pd.DataFrame, library: Library, own: str) -> list[dict[str, Any]]:
    """Each occurrence in its context, with buttons to read it there and to compare the articles.

    One of which something is read has a button to check that. `own` is the place of the claim
    itself. A row's id is `article.start.end`.
    """
    return [_row(row, library, own) for row in occurrences.to_dict("records")]


def _row(row: Mapping[Any, Any], library: Library, own: str) -> dict[str, Any]:
    article, place = str(row["article"]), make_place(row)
    about = library.articles[article]
    text, span = library.texts[article], (int(row["start"]), int(row["end"]))
    around = context_of(text, span, str(about["language"]))
    pieces = cut_pieces(text, around, [(*span, "hit")])
    day = "" if pd.isna(about["published"]) else format_day(about["published"])
    origin = " · ".join(part for part in (str(about["source"]), day) if part)
    label = library.labels[article]
    head = [[origin or label, "strong"], [f"  {describe_state(row)}", "quiet"]]
    read = _describe_reading(row)
    lines = [
        head,
        *([[[label, "quiet"]]] if origin else []),
        [[" ".join(piece.split("\n")), kind or "text"] for piece, kind in pieces],
        *([[[read, "quiet"]]] if read else []),
    ]
    is_other = article != own.partition(".")[0]
    actions = [["read", "Read"], *([["compare", "Compare"]] if is_other else [])]
    if place != own and row["about"]:
        actions.append(["check", "Check"])
    return list_row(place, lines, actions=actions, selected=place == own)


def _describe_reading(row: Mapping[Any, Any]) -> str:
    """What is read there, how certain, and why."""
    sure = "" if pd.isna(row["certainty"]) else f"{format_share(row['certainty'])} sure"
    return " · ".join(part for part in (row["about"], sure if row["about"] else "", row["grounds"])
                      if part)  # fmt: skip


def cite(place: str, library: Library, name: str) -> str:
    """The words at a place with where they are from, as plain text; "" when they are not there.

    `name` is that of the library. The hash is SHA-256 of the text in UTF-8, so that who has the
    library can find the words by their characters, which are counted from 0 in code points.
    """
    known = read_place(place)
    if known is None or known[0] not in library.texts:
        return ""
    article, start, end = known
    text, about = library.texts[article], library.articles[article]
    day = "" if pd.isna(about["published"]) else f"{about['published']:%Y-%m-%d}"
    origin = [str(about["source"]), str(about["title"]) or library.labels[article], day]
    return "\n".join(
        part
        for part in (
            f"“{text[start:end]}”",
            ", ".join(one for one in origin if one) + ".",
            str(about["url"]),
            f"Characters {start} to {end} of the text with SHA-256 {hash_text(text)}, in the "
            f"library {name} (article {article}).",
        )
        if part
    )


def hash_text(text: str) -> str:
    """SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def occurrence_table(
    occurrences: pd.DataFrame, library: Library, verdicts: Mapping[str, Mapping[Any, Any]]
) -> pd.DataFrame:
    """Occurrences as a table for export, columns `TABLE`; offsets are in code points of the text.

    `verdicts` have `value`, `who` and `when`, by the place that they are about.
    """
    rows = []
    for row in occurrences.to_dict("records"):
        article, place = str(row["article"]), make_place(row)
        text, about = library.texts[article], library.articles[article]
        span = int(row["start"]), int(row["end"])
        first, last = context_of(text, span, str(about["language"]))
        told = verdicts.get(place, {})
        when = told.get("when")
        rows.append(
            (
                *(article, about["title"], about["source"], about["published"], about["url"]),
                *(about["sha256"], hash_text(text), *span, text[slice(*span)], text[first:last]),
                *(describe_state(row), row["about"], row["certainty"], row["grounds"]),
                *(" ".join(str(told.get("value", "")).split("\n")), told.get("who", "")),
                when.isoformat() if isinstance(when, datetime) else "",
            )
        )
    return pd.DataFrame(rows, columns=list(TABLE))


def write_occurrences(table: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """The table as JSON: `about`, what the export says of itself, and `occurrences`."""
    import orjson

    plain = table.assign(
        published=[None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in table["published"]],
        certainty=[None if pd.isna(one) else float(one) for one in table["certainty"]],
    ).astype({"start": object, "end": object})
    rows = plain.to_dict("records")
    return orjson.dumps({"about": dict(about), "occurrences": rows}, option=orjson.OPT_INDENT_2)
