"""Co-occurrence graph of entities, with the sentences that name two of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.entities.mention_counts import find_cooccurrence
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.caches.counting_cache import counted
from components.app.caches.drawn_cache import DrawnChart, drawn, finish
from components.app.caches.selection_cache import CooccurrenceGraph, find_cooccurrence_graph
from components.app.cards import beside, card, note, note_cut
from components.app.entities.entity_counts import Shown
from components.app.fragments import section
from components.app.navigation import open_place
from components.app.tables.snapshot import Corpus
from components.views.entities.cooccurrence_graph import cooccurrence_graph
from components.views.entities.entity_rows import sentence_rows
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain

SENTENCES_READ = 25
_TIE = "tie"
_TOGETHER = explain(
    "together",
    lead="Select the mark on a line to read the places, or a circle to select an entity.",
)


@section
def show_cooccurrence(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """Draw who is named with whom as a graph, and the sentences behind the selected tie.

    A tie is two entities named in the same sentence or article.
    """
    left, right = beside("together", 3, 2)
    title, among = "Who is named with whom", selection.without("entity")
    with left, card(title, _TOGETHER, lambda: graph.ties, pin="together", counts=among):
        unit, size = _choose_unit()
        graph = find_cooccurrence_graph(corpus, selection, shown.kinds, unit, size)
        if graph.ties.empty:
            note(f"No two of these entities are named in the same {unit} of the selected articles.")
            return
        tie = _find_tie(graph.drawn)
        choices = (shown.kinds, unit, size, selection.entity, tie)
        chart = drawn(
            "together", corpus, among, *choices,
            make=lambda: _draw(graph, unit, selection.entity, tie),
        )  # fmt: skip
        _show(graph, chart)
    with right:
        _show_tie(corpus, selection, graph.drawn, tie, unit)


def _find_tie(ties: pd.DataFrame) -> tuple[str, str]:
    """The selected tie while it is drawn, else the strongest."""
    pairs = list(ties[["a", "b"]].itertuples(index=False, name=None))
    kept = state.kept(_TIE)
    return kept if kept in pairs else pairs[0]


def _draw(graph: CooccurrenceGraph, unit: str, entity: str, tie: tuple[str, str]) -> DrawnChart:
    chart = cooccurrence_graph(
        graph.counts,
        graph.drawn,
        graph.spread,
        unit,
        custom_components.mode(),
        selected=entity,
        tie=tie,
    )
    alt = (
        f"Named together: {count_of(len(graph.counts), 'entity', 'entities')}, "
        f"{count_of(len(graph.ties), 'pair', 'pairs')}."
    )
    return finish(chart, alt)


def _show(graph: CooccurrenceGraph, chart: DrawnChart) -> None:
    custom_components.chart_json(chart.figure, key="together", alt=chart.alt, on_event=_pick_mark)
    entities, all_entities = format_count(len(graph.counts)), format_count(graph.of)
    ties, all_ties = format_count(len(graph.drawn)), format_count(len(graph.ties))
    note_cut(
        f"The {entities} most named of {all_entities} entities, and the {ties} most frequent of "
        f"{all_ties} pairs."
    )


def _choose_unit() -> tuple[str, int]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        unit = st.segmented_control(
            "Named in the same",
            ["sentence", "article"],
            default="sentence",
            required=True,
            key="together-in",
            bind="query-params",
        )
        size = st.slider(
            "Entities shown", *(10, 60, 25, 5), key="together-size", bind="query-params", width=260
        )
    return str(unit), int(size)


def _show_tie(
    corpus: Corpus, selection: Selection, ties: pd.DataFrame, tie: tuple[str, str], unit: str
) -> None:
    among = selection.without("entity")
    both = drawn("tie", corpus, among, tie, unit, make=lambda: _find_both(corpus, among, tie, unit))
    lead = "Select a sentence to read it in context."
    table = both.assign(article=both["article"].astype(str).map(corpus.labels))
    with card("Named together here", lead, table, counts=among):
        _choose_tie(ties, tie)
        places = both[["article", "sentence"]].drop_duplicates()
        some = places.head(SENTENCES_READ)
        shown_rows = both.merge(some, on=["article", "sentence"])
        texts = open_library.store().texts(list(dict.fromkeys(some["article"].astype(str))))
        custom_components.rows(
            sentence_rows(shown_rows, texts, corpus.labels),
            key="tie-sentences",
            label="Sentences that name both",
            on_event=lambda event: open_place(event["row"]),
            height=480,
        )
        if unit == "article":
            note("For each article, the first sentences that name either of them.")
        if len(places) > SENTENCES_READ:
            note_cut(f"The first {SENTENCES_READ} of {format_count(len(places))} sentences.")


def _find_both(corpus: Corpus, among: Selection, tie: tuple[str, str], unit: str) -> pd.DataFrame:
    """The mentions of two entities where both are named."""
    inside = corpus.mentions[corpus.mentions["entity"].isin(tie)]
    inside = inside[inside["article"].isin(counted(corpus, among)["id"])]
    both = find_cooccurrence(inside, *tie, unit)
    return both.drop_duplicates(["article", "entity"]) if unit == "article" else both


def _choose_tie(ties: pd.DataFrame, tie: tuple[str, str]) -> None:
    """The ties of the graph in a selectbox, for the keyboard."""
    counts = {(a, b): n for a, b, n in ties[["a", "b", "together"]].itertuples(index=False)}
    key = "tie-choice"
    state.preset(key, tie)
    st.selectbox(
        "Named together",
        list(counts),
        format_func=lambda pair: f"{pair[0]} and {pair[1]} ({format_count(counts[pair])})",
        label_visibility="collapsed",
        key=key,
        on_change=lambda: state.keep(_TIE, state.widget(key)),
    )


def _pick_mark(event: dict[str, Any]) -> None:
    if event["kind"] != "click":
        return
    if isinstance(event["selected"], list):
        state.keep(_TIE, (str(event["selected"][0]), str(event["selected"][1])))
    else:
        state.pick("entity", event["selected"])
