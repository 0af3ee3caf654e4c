"""Similarity of the selected articles: the matrix, the most similar pairs, one pair in detail."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.collection.pairs import LEAST_SCORE, PARTNERS, SMALL
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import comparison_cache, open_library
from components.app.caches.drawn_cache import DrawnChart, drawn, finish
from components.app.cards import card, in_one_line, note, note_cut, stand_in, waiting
from components.app.navigation import COMPARE, earlier_first, open_pair, select_pair
from components.app.tables.snapshot import Corpus
from components.views.compare.aligned_panes import describe_alignment
from components.views.compare.ledger_rows import (
    NO_VERSIONS,
    empty_verdicts,
    ledger_rows,
    ledger_table,
    sentence_id,
)
from components.views.locale_formatting import count_of, format_count, format_decimal, shorten
from components.views.measures.measure_explanations import explain
from components.views.naming.disambiguated_titles import name_choices
from components.views.overview.similarity import similarity_matrix
from components.views.pairs import pair_rows, pair_table

PAIRS_SHOWN = 30
PREVIEWED = 8
ORDERS = ("Similarity", "Date", "Source")

# Of the card of one pair, which must keep its height when another is selected, and of the list of
# changes in it. In pixels.
_PAIR_HEIGHT, _CHANGES_HEIGHT = 560, 336
_LONGEST_TITLE = 72
_PAIR = (
    "The selected pair or, if none is selected, the two most similar of the selected articles "
    "whose texts are not the same, and the changes between them. Two articles of the invented "
    "sample are shown here only if there is nothing else."
)
# A pair with the same text is first in the list, and nothing was changed in it.
_DIFFERING, _ALIKE = "The most similar pair that differs", "The most similar pair"
_COSINE = explain("cosine")
_ACROSS = (
    "Words are compared, and articles in different languages have few in common: a low number "
    "between two of them does not say that they tell of different things."
)
_FOUND_NONE = "No two of these articles were found to be similar."
_FINDING = "Similar pairs are being found; they will appear here when this is finished."


def show_matrix(corpus: Corpus, selection: Selection) -> None:
    """Draw the matrix of cosines of up to `SMALL` articles; a cell selects the pair."""
    shown = open_library.narrowed(corpus, selection, ignoring=["pair"])
    if len(shown) > SMALL:
        note(
            f"A matrix compares up to {SMALL} articles with each other: draw around some on the "
            "map, or select a source, a name or some days."
        )
        return
    pairs = comparison_cache.pairs_among(corpus, shown)
    table = partial(pair_table, pairs, corpus.labels)
    with card("How similar the articles are", _COSINE, table, pin="matrix"):
        if "pairs" not in corpus.fresh and pairs.empty:
            stand_in(corpus, "pairs", 300)
            return
        if len(shown) < 2:
            note(
                "At least two articles are needed for a comparison. Clear a filter or add an "
                "article."
            )
            return
        with in_one_line("Order"):
            chosen = st.segmented_control(
                "Order", ORDERS, default=ORDERS[0], key="matrix-order", bind="query-params",
                required=True, label_visibility="collapsed",
            )  # fmt: skip
        chart = drawn(
            "matrix", corpus, selection, chosen,
            make=lambda: _draw_matrix(corpus, selection, shown, pairs, chosen),
        )  # fmt: skip
        custom_components.chart_json(chart.figure, key="matrix", alt=chart.alt, on_event=_pick_cell)
        if shown["language"].nunique() > 1:
            note(_ACROSS)


def _draw_matrix(
    corpus: Corpus, selection: Selection, shown: pd.DataFrame, pairs: pd.DataFrame, by: str | None
) -> DrawnChart:
    order, mode = _sort_articles(corpus, shown, by), custom_components.mode()
    chart = similarity_matrix(
        pairs, order, corpus.labels, mode, ticks=corpus.ticks, selected=selection.pair
    )
    return finish(chart, _describe_matrix(len(shown), pairs.iloc[0] if len(pairs) else None))


def _sort_articles(corpus: Corpus, shown: pd.DataFrame, chosen: str | None) -> list[str]:
    if chosen == "Date":
        return shown["id"].tolist()
    if chosen == "Source":
        return shown.sort_values(["source", "published"], kind="stable")["id"].tolist()
    return comparison_cache.cluster_articles(corpus, shown)


def show_pairs(corpus: Corpus, selection: Selection) -> None:
    """Draw the most similar pairs, each with the reason; a row selects the pair."""
    shown = open_library.narrowed(corpus, selection, ignoring=["pair"])
    pairs = drawn("similar", corpus, selection, make=lambda: _find_similar(corpus, shown))
    with card("Most similar pairs", _COSINE, lambda: pair_table(pairs, corpus.labels), pin="pairs"):
        if pairs.empty:
            fresh = "pairs" in corpus.fresh
            note(_FOUND_NONE if fresh else waiting(corpus, "pairs", _FINDING))
            return
        rows = drawn(
            "pairs", corpus, selection,
            make=lambda: pair_rows(pairs.head(PAIRS_SHOWN), corpus.labels, selection.pair),
        )  # fmt: skip
        list_pairs(rows, len(pairs), key="pairs", label="Most similar pairs", height=440)
        if len(shown) > SMALL:
            least = format_decimal(LEAST_SCORE, 2)
            note_cut(
                f"Only pairs with a similarity of {least} or more are kept, up to {PARTNERS} "
                "per article."
            )


def _find_similar(corpus: Corpus, shown: pd.DataFrame) -> pd.DataFrame:
    pairs = comparison_cache.pairs_among(corpus, shown)
    return pairs[pairs["score"] > 0]


def show_pair(corpus: Corpus, selection: Selection) -> None:
    """Draw the most important changes of the selected pair, else of the most similar two."""
    pair = drawn("pair", corpus, selection, make=lambda: _find_pair(corpus, selection))
    if pair is None:
        return
    is_selected = pair == selection.pair
    changes = comparison_cache.ledger(corpus.stamp, *pair).head(PREVIEWED)
    proposed = _ALIKE if changes.empty else _DIFFERING
    title = "The selected pair" if is_selected else proposed
    with (
        card(title, _PAIR, partial(_list_changes, corpus.stamp, pair), key="pair"),
        st.container(height=_PAIR_HEIGHT, border=False, key="pair-frame"),
    ):
        alignment = comparison_cache.alignment(*pair)
        directed = comparison_cache.relation(corpus.stamp, *pair).is_told
        two = name_choices(pair, corpus.ticks, corpus.labels)
        told = [f"{a}  {shorten(two[i], _LONGEST_TITLE)}" for a, i in zip("AB", pair, strict=True)]
        st.text("\n".join([*told, describe_alignment(alignment, directed=directed)]))
        with st.container(horizontal=True):
            if st.button("Compare side by side", type="primary"):
                open_pair(*pair)
            if is_selected:
                st.button("Clear", on_click=state.clear, args=("pair",))
        if not is_selected and corpus.sample.isdisjoint(pair) and corpus.sample:
            note("The articles of the sample are left out here.")
        if changes.empty:
            note("There are no changes between the two.")
        else:
            telling = "The most important changes; select one to see it in context."
            note(telling if alignment.links else NO_VERSIONS)
            rows = ledger_rows(changes, {})
            go = partial(_open_change, pair)
            # Each pair has a list of its own, so a late click cannot mean a change of another pair.
            key = f"preview-{'-'.join(pair)}"
            custom_components.rows(
                rows, key=key, label="Changes", on_event=go, height=_CHANGES_HEIGHT
            )


def _list_changes(stamp: str, pair: tuple[str, str]) -> pd.DataFrame:
    return ledger_table(comparison_cache.ledger(stamp, *pair), empty_verdicts())


def _find_pair(corpus: Corpus, selection: Selection) -> tuple[str, str] | None:
    if selection.pair and corpus.labels.keys() >= {*selection.pair}:
        return selection.pair
    shown = open_library.narrowed(corpus, selection, ignoring=["pair"])
    best = corpus.worth_comparing(comparison_cache.pairs_among(corpus, shown)).head(1)
    similar = best.loc[best["score"] > 0, ["a", "b"]].itertuples(index=False, name=None)
    return next((earlier_first(corpus, *two) for two in similar), None)


def _describe_matrix(count: int, best: pd.Series | None) -> str:
    words = f"Similarity of {count_of(count, 'article', 'articles')} with each other."
    if best is None:
        return words
    return f"{words} The most similar two have a cosine of {format_decimal(best['score'], 2)}."


def _pick_cell(event: dict[str, Any]) -> None:
    """The first click selects the pair in every chart; a second one opens it on Compare."""
    first, second = event["selected"]
    if first == second:
        return
    if set(state.read().pair or ()) == {first, second}:
        state.switch_page(COMPARE)
    select_pair(first, second)


def list_pairs(
    rows: list[dict[str, Any]], total: int, *, key: str, label: str, height: int
) -> None:
    """Draw the first of `total` pairs; a row, whose id is `first.second`, selects the pair."""
    if total > len(rows):
        note_cut(f"The first {len(rows)} of {format_count(total)}; the table has all.")
    custom_components.rows(rows, key=key, label=label, on_event=_pick_pair_row, height=height)


def _pick_pair_row(event: dict[str, Any]) -> None:
    """Select the pair of a row `first.second`; its action "compare" goes to Compare."""
    first, _, second = event["row"].partition(".")
    select_pair(first, second)
    if event["action"] == "compare":
        state.switch_page(COMPARE)


def _open_change(pair: tuple[str, str], event: dict[str, Any]) -> None:
    ledger = comparison_cache.ledger(open_library.corpus().stamp, *pair).set_index("id", drop=False)
    state.put("pair", pair)
    state.keep("change", event["row"])
    state.keep("focus", f"{sentence_id(dict(ledger.loc[event['row']]))}@{event['n']}")
    state.switch_page(COMPARE)
