"""Where in the article a pair differs: a bar of its parts above the ledger, which it narrows."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from components.analysis.pair.change_places import HEADLINE, PLACES, find_places, place_changes
from components.app import custom_components, state
from components.app.caches import comparison_cache
from components.app.tables.snapshot import Corpus
from components.views.compare.change_bar import change_bar
from components.views.compare.ledger_rows import ledger_table, sentence_id

Pair = tuple[str, str]


def place_ledger(stamp: str, pair: Pair, letters: str) -> pd.DataFrame:
    """The changes of a pair, those of their headlines first, with a column `place`.

    That is one of `change_places.PLACES`. Headlines of articles that share no text have none.
    """
    text = comparison_cache.ledger(stamp, *pair, letters.upper())
    aligned = comparison_cache.alignments(stamp, (pair,))[pair]
    placed = text.assign(place=place_changes(text, aligned))
    if not aligned.links:
        return placed
    headline = comparison_cache.headline_ledger(stamp, *pair, letters.upper())
    return pd.concat([headline.assign(place=HEADLINE), placed], ignore_index=True)


def placed_table(stamp: str, pair: Pair, letters: str, judged: pd.DataFrame) -> pd.DataFrame:
    """The ledger and the changes of the headlines for export, and where each stands."""
    placed = place_ledger(stamp, pair, letters)
    return ledger_table(placed, judged).assign(where=placed["place"])


def narrow_to_place(corpus: Corpus, pair: Pair, letters: str, ledger: pd.DataFrame) -> pd.DataFrame:
    """Draw the bar of places; gives the changes of the chosen one, else the `ledger`."""
    placed = place_ledger(corpus.stamp, pair, letters)
    aligned = comparison_cache.alignments(corpus.stamp, (pair,))[pair]
    sizes = Counter(find_places(aligned.first_text, aligned.first))
    chosen = state.kept("where")
    bar = change_bar(list(placed["change"]), list(placed["place"]), sizes, chosen or "")
    custom_components.change_places(
        bar, key="places", label="Where in the article", on_event=_take_place
    )
    return placed[placed["place"] == chosen] if chosen in PLACES else ledger


def count_in_headlines(corpus: Corpus, pair: Pair, letters: str) -> int:
    """The changes of the headlines that are not in the list, for no place is chosen."""
    if state.kept("where"):
        return 0
    return int((place_ledger(corpus.stamp, pair, letters)["place"] == HEADLINE).sum())


def _take_place(event: dict[str, Any]) -> None:
    state.keep("where", "" if event["part"] == state.kept("where") else event["part"])


def locate_change(stamp: str, pair: Pair, letters: str, change: str) -> str | None:
    """The id, in the panes, of the sentence or headline of a change; None when it is not there."""
    placed = place_ledger(stamp, pair, letters)
    for row in placed[placed["id"] == change].to_dict("records"):
        return f"{letters[0]}h" if row["place"] == HEADLINE else sentence_id(row, letters)
    return None


def focus_on_change(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Scroll the texts to a change that the link names, unless something else was clicked here."""
    change = state.kept("change")
    if not change or state.kept("focus"):
        return
    if place := locate_change(corpus.stamp, pair, letters, change):
        state.keep("focus", f"{place}@{change}")
