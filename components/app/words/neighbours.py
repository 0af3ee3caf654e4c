"""Neighbours of the term of the concordance: the words before and after it, as bars."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.collection.concordance import Places
from components.analysis.collection.word_index import WordTable
from components.analysis.collection.words.neighbours import (
    ENOUGH_PLACES,
    MOST_WITHIN,
    WITHIN,
    Neighbours,
    keep_with,
)
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import word_cache
from components.app.caches.selection_cache import find_term
from components.app.cards import card, note, note_cut
from components.app.tables.snapshot import Corpus
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain
from components.views.words.neighbour_chart import (
    MEANINGS,
    MEASURES,
    neighbour_chart,
    neighbour_table,
)

PLACE = "neighbour"
WORDS_SHOWN = 25
# Once is no habit; with few places once is all there is.
_LEAST_TOGETHER = 2
_HELP = explain("neighbours", lead="Select a bar to read the sentences with both words.")


def within() -> int:
    """How many words before and after the term are its neighbours."""
    asked = state.widget("neighbours-within")
    return asked if isinstance(asked, int) and 1 <= asked <= MOST_WITHIN else WITHIN


def only_with_neighbour(corpus: Corpus, table: WordTable, places: Places) -> Places:
    """The places that have the selected neighbour near them; all when none is selected."""
    word = str(state.kept(PLACE) or "")
    if not word:
        return places
    return keep_with(table, places, find_term(corpus, word, table), within())


def say_only() -> None:
    """Say that only lines with the selected neighbour are shown, and offer all of them."""
    word = str(state.kept(PLACE) or "")
    if not word:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="only-with"):
        st.text(f"Only lines with “{word}” within {count_of(within(), 'word', 'words')}")
        st.button("Show all lines", on_click=state.keep, args=(PLACE, ""), type="tertiary")


def show_neighbours(corpus: Corpus, selection: Selection, table: WordTable, places: Places) -> None:
    """Draw the neighbours of a term, given by its places, in the selected articles."""
    drawn: dict[str, pd.DataFrame] = {}
    among = selection.without("term", "speaker")
    with card(
        "Neighbours", _HELP, lambda: neighbour_table(drawn["words"]), key="neighbours",
        counts=among,
    ):  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                "Words before and after", 1, MOST_WITHIN, WITHIN, key="neighbours-within",
                bind="query-params", width=180,
            )  # fmt: skip
            measure = st.segmented_control(
                "Ordered by", list(MEASURES), default=next(iter(MEASURES)),
                key="neighbours-by", bind="query-params", required=True,
            )  # fmt: skip
            common = st.toggle("Function words too", key="neighbours-common", bind="query-params")
        found = word_cache.find_near(corpus, selection, table, places, within())
        words = _choose(found, str(measure), common)
        drawn["words"] = words
        _tell(found, len(words), str(measure))
        if words.empty:
            return
        shown = words.head(WORDS_SHOWN)
        lit = str(state.kept(PLACE) or "")
        lit = lit if lit in set(shown["word"]) else ""
        chart = neighbour_chart(shown, custom_components.mode(), str(measure), selected=lit)
        top = shown.iloc[0]
        alt = (
            f"Neighbours: first {top['word']}, {format_count(top['before'])} before and "
            f"{format_count(top['after'])} after."
        )
        custom_components.chart(chart, key="neighbours-chart", alt=alt, on_event=_pick)


def _choose(found: Neighbours, measure: str, common: bool) -> pd.DataFrame:
    words = found.words if common else found.words[~found.words["common"].astype(bool)]
    least = _LEAST_TOGETHER if found.places >= ENOUGH_PLACES else 1
    words = words[words["together"] >= least]
    by = [MEASURES[measure], "together", "term"]
    return words.sort_values(by, ascending=[False, False, True], ignore_index=True)


def _tell(found: Neighbours, words: int, measure: str) -> None:
    places = count_of(found.places, "place", "places")
    if not found.places:
        note("The term does not occur in what counts of the selected articles.")
    elif found.places < ENOUGH_PLACES:
        note_cut(
            f"Only {places}: too few for the measures to say much, so read the counts and the "
            "sentences."
        )
    elif words:
        note(
            f"Around {places} in the selected articles. The numbers on the right, {measure}: "
            f"{MEANINGS[measure]}."
        )
    if found.places and not words:
        note("No word stands near it more often than elsewhere.")
    if words > WORDS_SHOWN:
        note_cut(f"The first {WORDS_SHOWN} of {format_count(words)} words; the table has all.")


def _pick(event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        word = event["selected"]
        state.keep(PLACE, "" if state.kept(PLACE) == word else word)
        for side in ("here", "others"):
            state.keep(f"lines-{side}", "")
