"""Who is named together with whom, and the sentences behind each tie."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.selection import Selection
from components.analysis.together import find_together
from components.app import cached, linked, state
from components.app.cards import beside, card, note, note_cut
from components.app.entities.cached import Ties, tie_together
from components.app.entities.counts import Shown
from components.app.moving import open_place
from components.app.section import section
from components.app.snapshot import Corpus
from components.views.local import count_of, say_count
from components.views.measures import explain
from components.views.mentions import sentence_rows
from components.views.together import together_graph

SENTENCES_READ = 25
_TIE = "tie"
_HELP = explain(
    "together",
    lead="Select the mark on a line to read the places, or a circle to select an entity.",
)


@section
def show_together(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """The graph of who is named with whom, and what is behind the picked line."""
    left, right = beside("together", 3, 2)
    with left, card("Who is named with whom", _HELP, lambda: graph.ties, pin="together"):
        unit, size = _choose()
        graph = tie_together(corpus, selection, shown.kinds, unit, size)
        if graph.ties.empty:
            note(f"No two of these entities are named in the same {unit} of the selected articles.")
            return
        tie = _picked_tie(graph.drawn)
        _draw(graph, unit, selection.entity, tie)
    with right:
        _show_tie(corpus, selection, graph.drawn, tie, unit)


def _picked_tie(ties: pd.DataFrame) -> tuple[str, str]:
    """The tie that was picked, while it is there, else the strongest."""
    pairs = list(ties[["a", "b"]].itertuples(index=False, name=None))
    kept = state.kept(_TIE)
    return kept if kept in pairs else pairs[0]


def _draw(graph: Ties, unit: str, entity: str, tie: tuple[str, str]) -> None:
    figure = together_graph(
        graph.counts, graph.drawn, graph.places, unit, linked.mode(), picked=entity, tie=tie
    )
    alt = (
        f"Named together: {count_of(len(graph.counts), 'entity', 'entities')}, "
        f"{count_of(len(graph.ties), 'pair', 'pairs')}."
    )
    linked.chart(figure, key="together", alt=alt, on_pick=_pick)
    note_cut(
        f"The {say_count(len(graph.counts))} most named of {say_count(graph.of)} entities, and "
        f"the {say_count(len(graph.drawn))} most frequent of {say_count(len(graph.ties))} pairs."
    )


def _choose() -> tuple[str, int]:
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
    shown = cached.narrowed(corpus, selection, ignoring=["entity"])
    inside = corpus.mentions[corpus.mentions["entity"].isin(tie)]
    both = find_together(inside[inside["article"].isin(shown["id"])], *tie, unit)
    if unit == "article":
        both = both.drop_duplicates(["article", "entity"])
    with card("Named together here", "Select a sentence to read it in context.", both):
        _choose_tie(ties, tie)
        places = both[["article", "sentence"]].drop_duplicates()
        some = places.head(SENTENCES_READ)
        shown_rows = both.merge(some, on=["article", "sentence"])
        texts = cached.store().texts(list(dict.fromkeys(some["article"].astype(str))))
        linked.rows(
            sentence_rows(shown_rows, texts, corpus.labels),
            key="tie-sentences",
            label="Sentences that name both",
            on_pick=_open,
            height=480,
        )
        if unit == "article":
            note("For each article, the first sentences that name either of them.")
        if len(places) > SENTENCES_READ:
            note_cut(f"The first {SENTENCES_READ} of {say_count(len(places))} sentences.")


def _choose_tie(ties: pd.DataFrame, tie: tuple[str, str]) -> None:
    """The lines of the graph as a list, for the keyboard."""
    counts = {(a, b): n for a, b, n in ties[["a", "b", "together"]].itertuples(index=False)}
    key = "tie-choice"
    state.preset(key, tie)
    st.selectbox(
        "Named together",
        list(counts),
        format_func=lambda pair: f"{pair[0]} and {pair[1]} ({say_count(counts[pair])})",
        label_visibility="collapsed",
        key=key,
        on_change=lambda: state.keep(_TIE, state.widget(key)),
    )


def _pick(event: dict[str, Any]) -> None:
    if event["kind"] != "click":
        return
    if isinstance(event["picked"], list):
        state.keep(_TIE, (str(event["picked"][0]), str(event["picked"][1])))
    else:
        state.pick("entity", event["picked"])


def _open(event: dict[str, Any]) -> None:
    open_place(event["row"])
