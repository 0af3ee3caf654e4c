"""The parts of the Articles page around the reading view: the table, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from components.app import cached, state
from components.app.articles import editing, table_editing
from components.app.cards import card, note
from components.app.changing import change, remove_articles
from components.app.snapshot import Corpus
from components.views.local import count_of, say_count

_HELP = (
    "Click a cell to read that article; tick rows to edit, tag or remove them together. The list "
    "is limited to what is selected on the other pages."
)
_COLUMNS = {
    "label": st.column_config.TextColumn("title", width="large"),
    "source": st.column_config.TextColumn("source"),
    "published": st.column_config.DateColumn("published", format="localized"),
    "tags": st.column_config.MultiselectColumn("tags", width="small"),
    "notes": st.column_config.NumberColumn("notes", width="small", format="localized"),
    "author": st.column_config.TextColumn("author"),
    "language": st.column_config.TextColumn("language", width="small"),
    "words": st.column_config.NumberColumn("words", width="small", format="localized"),
}


def show_table(corpus: Corpus) -> None:
    """The articles of the selection: to read, to pick, to edit."""
    with card("Articles", _HELP, lambda: _readable(shown)):
        shown = pd.DataFrame()
        if table_editing.is_open():
            table_editing.show()
            return
        shown = _choose_tags(_with_annotations(corpus, cached.narrowed(corpus, state.read())))
        if shown.empty:
            note("No article matches. Clear a filter, or change the search.")
            return
        ids = shown["id"].tolist()
        shown_ids = frozenset(ids)
        picked = [id for id in state.kept("picked", ()) if id in shown_ids]
        _show_tools(shown, picked)
        _show_rows(shown, ids, picked)
        note(f"{say_count(len(shown))} of {count_of(len(corpus.articles), 'article', 'articles')}.")


def _readable(shown: pd.DataFrame) -> pd.DataFrame:
    columns = ["label", "source", "author", "published", "language", "words", "tags", "notes"]
    known = [column for column in [*columns, "url", "name", "id"] if column in shown]
    return shown[known].rename(columns={"label": "title", "name": "file"})


def _with_annotations(corpus: Corpus, articles: pd.DataFrame) -> pd.DataFrame:
    written = cached.written()
    return articles.assign(
        tags=_beside(corpus, written.tags, [])[articles.index],
        notes=pd.array(_beside(corpus, written.notes, pd.NA)[articles.index], dtype="Int64"),
    ).reset_index(drop=True)


def _beside(corpus: Corpus, known: Mapping[str, Any], without: object) -> NDArray[np.object_]:
    """A value for each article: few have any, and those alone are looked up."""
    values = np.empty(len(corpus.articles), dtype=object)
    values.fill(without)
    for row, value in zip(corpus.rows.get_indexer(list(known)), known.values(), strict=True):
        if row >= 0:
            values[row] = value
    return values


def _choose_tags(articles: pd.DataFrame) -> pd.DataFrame:
    """Those with all the tags that are chosen, once there is any tag to choose."""
    known = cached.written().known_tags
    if not known:
        return articles
    chosen = st.multiselect(
        "With the tags", known, key="tags", bind="query-params", placeholder="any or none",
        select_all=False,
    )  # fmt: skip
    if not chosen:
        return articles
    return articles[[set(chosen) <= set(own) for own in articles["tags"]]].reset_index(drop=True)


def _show_tools(shown: pd.DataFrame, picked: Sequence[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="tools"):
        many = f"{say_count(len(picked))} selected" if picked else "picked"
        none = not picked
        st.button(f"Edit {many}", disabled=none, on_click=editing.begin, args=(picked,))
        st.button(f"Remove {many}", disabled=none, on_click=_remove, args=(picked,))
        st.button("Select all", on_click=_pick, args=(shown["id"].tolist(),), type="tertiary")
        if picked:
            st.button("Select none", on_click=_pick, args=([],), type="tertiary")
        st.button("Edit in the table", on_click=table_editing.begin, args=(shown,), type="tertiary")


def _pick(ids: Sequence[str]) -> None:
    state.keep("picked", tuple(ids))
    state.keep("picking", state.kept("picking", 0) + 1)


def _remove(ids: Sequence[str]) -> None:
    words = editing.name_articles(ids)
    change(lambda: remove_articles(ids, words))


def _show_rows(shown: pd.DataFrame, ids: list[str], picked: Sequence[str]) -> None:
    # The key changes with the rows, so a row number can never point into another list.
    key = f"table-{hash(tuple(ids))}-{state.kept('picking', 0)}"

    def take() -> None:
        selection = state.widget(key).selection
        rows = [row for row in selection.rows if row < len(ids)]
        state.keep("picked", tuple(ids[row] for row in rows))
        cells = [row for row, _ in selection.cells if row < len(ids)]
        if cells:
            state.keep("read", ids[cells[0]])
            state.keep("place", None)

    at = {id: row for row, id in enumerate(ids)}
    st.dataframe(
        shown,
        column_order=list(_COLUMNS),
        column_config=_COLUMNS,
        hide_index=True,
        placeholder="",
        on_select=take,
        selection_mode=["multi-row", "single-cell"],
        selection_default={"selection": {"rows": [at[id] for id in picked]}},
        key=key,
        height=table_editing.table_height(len(shown)),
        alt="The articles, one per row",
    )
