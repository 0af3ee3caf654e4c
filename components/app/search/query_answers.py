"""What the searches of a list find: a table, and a matrix by source or article."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from components.app import custom_components, state
from components.app.articles.table_editing import table_height
from components.app.caches.query_list_cache import Search
from components.app.cards import card, note, note_cut
from components.app.tables.snapshot import Corpus
from components.app.widgets import localise
from components.corpus.search.query_list import QueryList
from components.views.locale_formatting import format_count
from components.views.search.query_table import (
    MOST_COLUMNS,
    MOST_ROWS,
    count_by_article,
    count_by_source,
    query_grid,
)

_WIDE = ("query", "remarks")


def show_table(table: pd.DataFrame, name: str, every: bool) -> None:
    """Draw the table; a click on a row makes its query the search."""
    key = f"list-{name}-{every}-{state.kept('lists-asked', 0)}"

    def take() -> None:
        for row, _ in state.widget(key).selection.cells:
            _search_for(str(table["query"].iloc[row]), every)

    wide = {name: st.column_config.TextColumn(name, width="large") for name in _WIDE}
    columns = {**localise(table), **wide}
    st.dataframe(
        table, hide_index=True, placeholder="", column_config=columns, key=key, on_select=take,
        selection_mode="single-cell", height=table_height(len(table)),
        alt="The searches, one per row",
    )  # fmt: skip


def _search_for(query: str, every: bool, **filters: Any) -> None:
    state.keep("lists-asked", state.kept("lists-asked", 0) + 1)
    state.keep("desk", "")
    state.select(state.read().changed(query=query, all_words=every, **filters))


def show_matrix(
    corpus: Corpus, found: QueryList, search: Search, inside: NDArray[np.bool_], every: bool
) -> None:
    """Draw which sources, or which articles, each search finds, where that is few enough to see."""
    if len(search.answers) > MOST_ROWS:
        return
    ways = {"By source": count_by_source, "By article": count_by_article}
    with card("What each search finds", "Click a number to search for it there.",
              lambda: _export(counts, found, corpus), key="list-matrix"):  # fmt: skip
        way = st.segmented_control("Columns", list(ways), default="By source", required=True,
                                   key="list-columns", label_visibility="collapsed")  # fmt: skip
        counts = ways[str(way)](search.answers, corpus.articles, inside)
        if counts.empty or not len(counts.columns):
            note("None of the searches finds an article.")
            return
        grid = query_grid(counts, found.queries, corpus.labels, "Search")
        take = partial(_take_cell, found, counts, every, way == "By source")
        custom_components.grid(grid, key="list-grid", label="What each search finds", on_event=take)
        if len(counts.columns) > MOST_COLUMNS:
            total = format_count(len(counts.columns))
            note_cut(f"The first {MOST_COLUMNS} of {total} columns; the export has all.")


def _export(counts: pd.DataFrame, found: QueryList, corpus: Corpus) -> pd.DataFrame:
    asked = found.queries[: len(counts)]
    named = counts.rename(columns=lambda one: corpus.labels.get(one, one) or "not known")
    named.insert(0, "query", [one.query for one in asked])
    named.insert(0, "name", [one.name for one in asked])
    return named


def _take_cell(
    found: QueryList, counts: pd.DataFrame, every: bool, by_source: bool, event: dict[str, Any]
) -> None:
    row, column = map(int, event["place"].split("."))
    where = str(counts.columns[column])
    _search_for(
        found.queries[row].query, every, **{"sources" if by_source else "articles": (where,)}
    )
    if not by_source:
        state.keep("read", where)
