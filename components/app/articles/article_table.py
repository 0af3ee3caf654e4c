"""Search results with their passages, and the table of the selected articles with its actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.articles import details_form, table_editing
from components.app.articles.reading import is_open
from components.app.caches import open_library
from components.app.cards import card, note, note_cut
from components.app.change_and_undo import change, remove_articles
from components.app.search import search_help
from components.app.tables.snapshot import Corpus
from components.app.widgets import keyed_callback
from components.corpus.search.search_articles import Hit
from components.views.article_details import describe_article
from components.views.articles import hit_rows
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain

HITS_AT_ONCE = 20
# So many times that number of hits is looked through where filters take most of them away.
LOOKED_THROUGH = 5
_TICKED = "ticked"
_ANY, _ALL = "Any word", "All words"
_SEARCH = explain("rank", lead="Select a passage to read it in context.")
_TABLE = (
    "Click a cell to read that article; tick rows to edit, tag or remove them together. The list "
    "is limited to what is selected on the other pages."
)
# Pixels of the column of titles beside an article that is read, and without one.
_TITLE, _LONG_TITLE = 260, 420
_COLUMNS = {
    "source": st.column_config.TextColumn("source"),
    "published": st.column_config.DateColumn("published", format="localized", width=120),
    "modified": st.column_config.DateColumn(
        "changed", format="localized", help="The day of the last change that the file states"
    ),
    "tags": st.column_config.MultiselectColumn("tags", width="small"),
    "notes": st.column_config.NumberColumn("notes", width="small", format="localized"),
    "author": st.column_config.TextColumn("author"),
    "language": st.column_config.TextColumn("language", width="small"),
    "words": st.column_config.NumberColumn("words", width="small", format="localized"),
}


def show_search_results(corpus: Corpus) -> None:
    """Draw the best hits among the selected articles, with passages; nothing without a query."""
    selection = state.read()
    if not selection.query:
        return
    more = f"more-{selection.query}"
    wanted = HITS_AT_ONCE * state.kept(more, 1)
    matching = frozenset(open_library.narrowed(corpus, selection)["id"])
    hits, looked, total = _collect(selection, matching, wanted)
    with card("Search results", _SEARCH):
        _choose_words(selection)
        for told in open_library.store().readings(selection.query):
            st.text(told)
        if not matching:
            search_help.show_nothing_found(corpus, selection)
            return
        if not hits:
            note("Those that match are not among the first ranked; the table below has them.")
        rows = corpus.articles.set_index("id").loc[[hit.id for hit in hits]]
        titles = {
            id: (row["label"], describe_article(row)) for id, row in rows.to_dict("index").items()
        }
        custom_components.rows(
            hit_rows(hits, titles),
            key="found",
            label="Search results",
            on_event=_go_to_place,
            height=480,
        )
        note_cut(
            f"{format_count(len(hits))} of "
            f"{count_of(len(matching), 'matching article', 'matching articles')}, best first "
            f"({format_count(looked)} ranked)."
        )
        if looked < total and len(hits) < len(matching):
            st.button("Show more", on_click=lambda: state.keep(more, state.kept(more, 1) + 1))


def _choose_words(selection: Selection) -> None:
    """Draw the switch between any and all of the words; the choice is in the link."""
    key = f"match-{selection.query}-{selection.all_words}"
    st.segmented_control(
        "Articles with",
        (_ANY, _ALL),
        default=_ALL if selection.all_words else _ANY,
        required=True,
        help="If you type several words: articles with any of them (those with all of them "
        "first), or only articles with all of them. Words in quotation marks and fields "
        "must match in both cases.",
        key=key,
        on_change=keyed_callback(
            "match", key, lambda: state.put("all_words", state.widget(key) == _ALL)
        ),
    )


def _collect(
    selection: Selection, matching: frozenset[str], wanted: int
) -> tuple[list[Hit], int, int]:
    """The first hits that match the filters, how many were looked through, and all there are."""
    annotations = open_library.written()
    hits: list[Hit] = []
    looked = total = 0
    for page in range(LOOKED_THROUGH * wanted // HITS_AT_ONCE):
        first = page * HITS_AT_ONCE
        result = annotations.search(selection.query, HITS_AT_ONCE, first, selection.all_words)
        looked, total = looked + len(result.hits), result.total
        hits += [hit for hit in result.hits if hit.id in matching]
        if len(hits) >= wanted or looked >= total:
            break
    return hits[:wanted], looked, total


def _go_to_place(event: dict[str, Any]) -> None:
    """Open an article in the reading view; a row `article.start.end` names a place in it, too."""
    article, *place = event["row"].split(".")
    state.keep("read", article)
    state.keep("place", (int(place[0]), int(place[1])) if place else None)
    state.keep("asked", event["n"])


def show_table(corpus: Corpus) -> None:
    """Draw the selected articles: to read, to tick, to tag and edit, or as a sheet to type in."""
    with card("Articles", _TABLE, lambda: _make_table(shown)):
        shown = pd.DataFrame()
        if table_editing.is_editing():
            table_editing.show_editor()
            return
        shown = _with_annotations(corpus, open_library.narrowed(corpus, state.read()))
        if shown.empty:
            note("No article matches. Clear a filter, or change the search.")
            return
        ids = shown["id"].tolist()
        shown_ids = frozenset(ids)
        ticked = [id for id in state.kept(_TICKED, ()) if id in shown_ids]
        _show_tools(shown, ticked)
        _show_rows(corpus, shown, ids, ticked)
        total = count_of(len(corpus.articles), "article", "articles")
        note(f"{format_count(len(shown))} of {total}.")


def _make_table(shown: pd.DataFrame) -> pd.DataFrame:
    columns = ["label", "source", "author", "published", "language", "words", "tags", "notes"]
    if shown["status"].any():
        columns.insert(1, "status")
    if shown["modified"].notna().any():
        columns.insert(columns.index("published") + 1, "modified")
    known = [column for column in [*columns, "url", "name", "id"] if column in shown]
    return shown[known].rename(columns={"label": "title", "name": "file", "modified": "changed"})


def _with_annotations(corpus: Corpus, articles: pd.DataFrame) -> pd.DataFrame:
    annotations = open_library.written()
    return articles.assign(
        tags=_spread(corpus, annotations.tags, [])[articles.index],
        notes=pd.array(_spread(corpus, annotations.notes, pd.NA)[articles.index], dtype="Int64"),
    ).reset_index(drop=True)


def _spread(corpus: Corpus, known: Mapping[str, Any], without: object) -> NDArray[np.object_]:
    """A value for each article, in their order; `without` for those that `known` does not have."""
    values = np.empty(len(corpus.articles), dtype=object)
    values.fill(without)
    for row, value in zip(corpus.rows.get_indexer(list(known)), known.values(), strict=True):
        if row >= 0:
            values[row] = value
    return values


def _show_tools(shown: pd.DataFrame, ticked: Sequence[str]) -> None:
    ids = shown["id"].tolist()
    with st.container(horizontal=True, vertical_alignment="center", key="tools"):
        many = f"{format_count(len(ticked))} selected" if ticked else "selected"
        st.button(f"Edit {many}", disabled=not ticked, on_click=_edit, args=(ids,))
        st.button(f"Remove {many}", disabled=not ticked, on_click=_remove, args=(ids,))
        st.button("Select all", on_click=_tick, args=(ids,), type="tertiary")
        if ticked:
            st.button("Select none", on_click=_tick, args=([],), type="tertiary")
        begin = table_editing.begin_editing
        st.button("Edit in the table", on_click=begin, args=(shown,), type="tertiary")


def _tick(ids: Sequence[str]) -> None:
    state.keep(_TICKED, tuple(ids))
    state.keep("picking", state.kept("picking", 0) + 1)


def _edit(ids: list[str]) -> None:
    details_form.begin_editing(_read_ticked(ids))


def _remove(ids: list[str]) -> None:
    ticked = _read_ticked(ids)
    words = details_form.name_articles(ticked)
    change(lambda: remove_articles(ticked, words))


def _read_ticked(ids: list[str]) -> list[str]:
    """The articles whose rows are ticked at this moment."""
    chosen = state.widget(_table_key(ids))
    if chosen is None:
        return []
    return [ids[row] for row in chosen.selection.rows if row < len(ids)]


def _table_key(ids: list[str]) -> str:
    # The key changes with the rows, so a row number can never point into another list.
    return f"table-{hash(tuple(ids))}-{state.kept('picking', 0)}"


def _show_rows(corpus: Corpus, shown: pd.DataFrame, ids: list[str], ticked: Sequence[str]) -> None:
    key = _table_key(ids)

    def take() -> None:
        state.keep(_TICKED, tuple(_read_ticked(ids)))
        cells = [row for row, _ in state.widget(key).selection.cells if row < len(ids)]
        if cells:
            state.keep("read", ids[cells[0]])
            state.keep("place", None)

    rows = {id: row for row, id in enumerate(ids)}
    is_stated = shown["modified"].notna().any()
    columns = ["label", *(name for name in _COLUMNS if name != "modified" or is_stated)]
    title = st.column_config.TextColumn("title", width=_TITLE if is_open(corpus) else _LONG_TITLE)
    st.dataframe(
        shown, column_order=columns, column_config=_COLUMNS | {"label": title}, hide_index=True,
        placeholder="", on_select=take, selection_mode=["multi-row", "single-cell"],
        selection_default={"selection": {"rows": [rows[id] for id in ticked]}}, key=key,
        height=table_editing.table_height(len(shown)), alt="The articles, one per row",
    )  # fmt: skip
