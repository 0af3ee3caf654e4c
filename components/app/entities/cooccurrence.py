"""Co-occurrence graph of entities with its sentences; and names that only one of two sides has."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.entities.mention_counts import compare_counts, find_cooccurrence
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.caches.counting_cache import counted
from components.app.caches.selection_cache import CooccurrenceGraph, find_cooccurrence_graph
from components.app.cards import beside, card, note, note_cut
from components.app.entities.entity_counts import Shown
from components.app.fragments import section
from components.app.navigation import open_place
from components.app.tables.snapshot import Corpus
from components.views.entities.cooccurrence_graph import cooccurrence_graph
from components.views.entities.entity_rows import entity_comparison_rows, sentence_rows
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain

SENTENCES_READ = 25
NAMES_SHOWN = 40
_TIE, _SIDES = "tie", "sides"
_SIDE_NAMES = {"source": "sources", "article": "articles"}
_TOGETHER = explain(
    "together",
    lead="Select the mark on a line to read the places, or a circle to select an entity.",
)
_ONLY = explain("only in one", lead="Also what both name. Select one to see its mentions.")


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
        _draw(graph, unit, selection.entity, tie)
    with right:
        _show_tie(corpus, selection, graph.drawn, tie, unit)


def _find_tie(ties: pd.DataFrame) -> tuple[str, str]:
    """The selected tie while it is drawn, else the strongest."""
    pairs = list(ties[["a", "b"]].itertuples(index=False, name=None))
    kept = state.kept(_TIE)
    return kept if kept in pairs else pairs[0]


def _draw(graph: CooccurrenceGraph, unit: str, entity: str, tie: tuple[str, str]) -> None:
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
    custom_components.chart(chart, key="together", alt=alt, on_event=_pick_mark)
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
    shown = counted(corpus, among)
    inside = corpus.mentions[corpus.mentions["entity"].isin(tie)]
    both = find_cooccurrence(inside[inside["article"].isin(shown["id"])], *tie, unit)
    if unit == "article":
        both = both.drop_duplicates(["article", "entity"])
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


@section
def show_only_in_one(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """Draw two sources or articles to choose, and who is named in one of them or in both."""
    articles = open_library.narrowed(corpus, selection, ignoring=["entity", "pair"])
    with card("Named in only one of them", _ONLY, lambda: table):
        sides = _choose_sides(corpus, articles, selection)
        if sides is None:
            note("Two sources or two articles are needed to compare.")
            return
        first, second = (_find_articles(articles, *side) for side in sides)
        table = compare_counts(corpus.mentions, first, second)
        table = table[table["type"].isin(shown.kinds)]
        only_first, only_second = table["second"] == 0, table["first"] == 0
        sizes = [count_of(len(own), "article", "articles") for own in (first, second)]
        lists = (
            (f"Only in the first ({sizes[0]})", table[only_first]),
            ("In both", table[~only_first & ~only_second]),
            (f"Only in the second ({sizes[1]})", table[only_second]),
        )
        for column, (heading, own) in zip(st.columns(3, gap="medium"), lists, strict=True):
            with column:
                _show_names(heading, own)


def _choose_sides(
    corpus: Corpus, articles: pd.DataFrame, selection: Selection
) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The two sides, each as `source` or `article` and its name or id; None if there are no two."""
    sources = [name for name in articles["source"].value_counts().index if name]
    kinds = [kind for kind, many in (("source", sources), ("article", articles)) if len(many) > 1]
    if not kinds:
        return None
    usual = "article" if selection.pair and "article" in kinds else kinds[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Compare two", kinds, default=usual, required=True, format_func=_SIDE_NAMES.__getitem__,
            key=f"sides-of-{usual}", bind="query-params",
        )  # fmt: skip
        options = sources if kind == "source" else articles["id"].tolist()
        pair = selection.pair if kind == "article" else None
        sides = next(
            two
            for two in (state.kept(_SIDES), pair, options[:2])
            if two and len(two) == 2 and {*two} <= {*options}
        )
        labels = corpus.labels if kind == "article" else {}
        _choose_side("First", options, tuple(sides), 0, labels)
        _choose_side("Second", options, tuple(sides), 1, labels)
    return (str(kind), str(sides[0])), (str(kind), str(sides[1]))


def _choose_side(
    name: str, options: list[str], sides: tuple[str, ...], number: int, labels: dict[str, str]
) -> None:
    key = f"side-{number}"
    state.preset(key, sides[number])
    st.selectbox(
        name,
        options,
        format_func=lambda one: labels.get(one, one),
        key=key,
        on_change=_keep_sides,
    )


def _keep_sides() -> None:
    state.keep(_SIDES, (str(state.widget("side-0")), str(state.widget("side-1"))))


def _find_articles(articles: pd.DataFrame, kind: str, one: str) -> list[str]:
    return articles.loc[articles["source" if kind == "source" else "id"] == one, "id"].tolist()


def _show_names(heading: str, table: pd.DataFrame) -> None:
    st.text(f"{heading}: {format_count(len(table))}")
    if table.empty:
        note("None.")
        return
    rows = entity_comparison_rows(table.head(NAMES_SHOWN), state.read().entity)
    custom_components.rows(
        rows, key=f"only-{heading[:14]}", label=heading, on_event=_pick, height=360
    )
    if len(table) > NAMES_SHOWN:
        note_cut(f"The first {NAMES_SHOWN} of {format_count(len(table))}; the table has all.")


def _pick(event: dict[str, Any]) -> None:
    state.pick("entity", event["row"])
