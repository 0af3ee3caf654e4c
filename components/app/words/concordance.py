"""Concordance (KWIC): every place of a word, a phrase or an entity in its context, as lines."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from components.analysis.collection.concordance import (
    ORDERS,
    Places,
    articles_of,
    forms_found,
    places_of_spans,
    read_term,
    sort_places,
    spans,
)
from components.analysis.collection.word_index import WordTable
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.caches.counting_cache import count_others, counted
from components.app.caches.selection_cache import describe_rows, find_rows, find_term
from components.app.cards import card, note, note_cut
from components.app.navigation import open_place
from components.app.tables.snapshot import Corpus
from components.app.widgets import as_written
from components.app.words import neighbours, over_time, own_stop_words
from components.views.locale_formatting import count_of, format_count, format_decimal
from components.views.measures.measure_explanations import explain
from components.views.words.concordance_lines import concordance_lines, concordance_table
from components.views.words.keyness_chart import PER

LINES_AT_ONCE = 15
LINES_IN_TABLE = 2_000
_SIDES = {"here": "In the selected articles", "others": "In the others"}

_TERMS = (
    "A word is found in all its forms; in “quotation marks” as it is written; with * at the end, "
    "as the beginning of a word."
)
_HELP = explain("concordance", lead="Select a line to read it in context.")


def show_concordance(corpus: Corpus, selection: Selection, table: WordTable) -> None:
    """Draw the field for a term, and its lines in the selected articles and in the others."""
    order = _ask_term(corpus, selection)
    asked = _name_term(selection)
    if not asked:
        note("Select a word above, or type one, to see every place where it occurs.")
    elif read_term(asked) is None:
        note("This contains no word; type letters or digits.")
    else:
        places = _find_places(corpus, selection, table)
        _note_forms(corpus, selection, table, places)
    neighbours.say_only()
    for side in _SIDES:
        shown = state.selection_of(f"kwic-{side}")
        if read_term(_name_term(shown)) is not None:
            _show_side(corpus, shown, table, side, order)
    if read_term(asked) is not None:
        neighbours.show_neighbours(corpus, selection, table, places)


def _name_term(selection: Selection) -> str:
    return selection.term or selection.entity


def _find_places(corpus: Corpus, selection: Selection, table: WordTable) -> Places:
    if selection.term:
        return find_term(corpus, selection.term, table)
    return _find_mentions(corpus, table, selection.entity)


def _ask_term(corpus: Corpus, selection: Selection) -> str:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "A word or a phrase", selection.term, key=f"term-{selection.term}", type="search",
            help=_TERMS, placeholder=selection.entity or "ferry, peace talks, minist*", width=360,
            on_change=lambda: state.put("term", (state.widget(f"term-{selection.term}") or "")),
        )  # fmt: skip
        order = st.selectbox(
            "Order of the lines", ORDERS, key="lines-order", bind="query-params", width=180,
            on_change=_go_to_first_pages,
            help="By day, by source, or by the first, second or third word to the left or right.",
        )  # fmt: skip
        if selection.term:
            over_time.offer_to_follow(selection.term)
            own_stop_words.offer_to_leave_out(corpus, selection.term)
    return str(order)


def _go_to_first_pages() -> None:
    for side in _SIDES:
        state.keep(f"lines-{side}", "")


def _find_mentions(corpus: Corpus, table: WordTable, entity: str) -> Places:
    own = corpus.mentions[corpus.mentions["entity"] == entity]
    return places_of_spans(table, own["article"].tolist(), own["start"], own["end"])


def _show_side(
    corpus: Corpus, selection: Selection, table: WordTable, side: str, order: str
) -> None:
    among = selection.without("term", "speaker")
    all_selected = len(open_library.narrowed(corpus, among)) == len(corpus.articles)
    if all_selected and side == "others":
        return
    all_rows = find_rows(corpus, table)
    counts = counted(corpus, among) if side == "here" else count_others(corpus, among)
    chosen = _mark(table, all_rows[counts.index])
    places = _find_places(corpus, selection, table)
    places = neighbours.only_with_neighbour(corpus, table, places)
    own = places.take(chosen[articles_of(table, places)])
    ordered = sort_places(table, own, order, describe_rows(corpus, table))
    title = "Every place" if all_selected else _SIDES[side]
    make_table = functools.partial(_lines_table, corpus, table, ordered)
    told = among if side == "here" else None
    lines = make_table if len(ordered) else None
    with card(title, _HELP, lines, pin=f"kwic-{side}", counts=told):
        if not len(ordered):
            note("It does not occur here.")
            return
        _note_count(table, ordered, int(np.diff(table.bounds)[chosen].sum()))
        page = _choose_page(
            f"{side}-{_name_term(selection)}-{order}", side, -(-len(ordered) // LINES_AT_ONCE)
        )
        shown = spans(table, ordered.take(slice((page - 1) * LINES_AT_ONCE, page * LINES_AT_ONCE)))
        texts = open_library.store().texts(dict.fromkeys(shown["article"]))
        custom_components.concordance(
            concordance_lines(shown, texts, corpus.ticks),
            key=f"lines-{side}",
            label=title,
            on_event=lambda event: open_place(event["row"]),
        )


def _note_count(table: WordTable, places: Places, size: int) -> None:
    articles = len(np.unique(articles_of(table, places)))
    rate = len(places) * PER / size if size else 0.0
    where = (
        f"{count_of(len(places), 'place', 'places')} in {count_of(articles, 'article', 'articles')}"
    )
    count = f"{where}, {format_decimal(rate, 1)} per {format_count(PER)} words."
    if len(places) > LINES_IN_TABLE:
        note_cut(f"{count} The table and its export have the first {format_count(LINES_IN_TABLE)}.")
    else:
        note(count)


def _choose_page(begins: str, side: str, pages: int) -> int:
    """The number of the page to show; another term or order begins on the first one."""
    if pages < 2:
        return 1
    name = f"lines-{side}"
    key = f"page-{begins}-{pages}"
    return st.pagination(
        pages,
        default=min(max(state.kept_number(name), 1), pages),
        key=key,
        on_change=lambda: state.keep(name, str(state.widget(key))),
    )


def _lines_table(corpus: Corpus, table: WordTable, places: Places) -> pd.DataFrame:
    shown = spans(table, places.take(slice(0, LINES_IN_TABLE)))
    texts = open_library.store().texts(dict.fromkeys(shown["article"]))
    return concordance_table(shown, texts, corpus.articles)


def _mark(table: WordTable, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which articles of the table are among these rows; -1 is none."""
    marked = np.zeros(len(table.articles), dtype=bool)
    marked[rows[rows >= 0]] = True
    return marked


def _note_forms(corpus: Corpus, selection: Selection, table: WordTable, places: Places) -> None:
    forms = forms_found(table, places)
    if len(forms) > 1:
        note("Written as " + ", ".join(map(as_written, forms)))
    rows = find_rows(corpus, table)
    unread = int((rows < 0).sum())
    if unread:
        note(
            f"{count_of(unread, 'new article is', 'new articles are')} still to be read and not "
            "in these lines."
        )
    if selection.term:
        found = rows[open_library.narrowed(corpus, Selection(term=selection.term)).index]
        titled = len(set(found[found >= 0].tolist()) - set(articles_of(table, places).tolist()))
        if titled:
            note(
                f"{count_of(titled, 'more article has', 'more articles have')} it only in the "
                "title."
            )
