"""The parts of the Articles page around the reading view: the table, and what to do with it."""

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
from components.app.caches import library_cache
from components.app.caches.snapshot import Corpus
from components.app.cards import card, note, note_cut
from components.app.undo import change, remove_articles
from components.app.widgets import keyed_callback
from components.corpus.search.find import Hit
from components.views.articles import describe_article, hit_rows
from components.views.formatting import count_of, format_count
from components.views.measures import explain

PAGE = 20
# Pages that are looked through when other filters take most of what is found away.
PAGES = 5
_ANY, _ALL = "Any word", "All words"
_HELP = explain("rank", lead="Select a passage to read it in context.")


def show(corpus: Corpus) -> None:
    """The best of what was found among the articles of the selection, with its passages."""
    selection = state.read()
    if not selection.query:
        return
    wanted = PAGE * state.kept(f"more-{selection.query}", 1)
    fitting = frozenset(library_cache.narrowed(corpus, selection)["id"])
    hits, looked, total = _collect(selection, fitting, wanted)
    with card("Search results", _HELP):
        _choose_words(selection)
        if not hits:
            note("No article matches. Change the search, or clear a filter.")
            return
        rows = corpus.articles.set_index("id").loc[[hit.id for hit in hits]]
        heads = {
            id: (row["label"], describe_article(row)) for id, row in rows.to_dict("index").items()
        }
        custom_components.rows(
            hit_rows(hits, heads),
            key="found",
            label="Search results",
            on_pick=go_to_place,
            height=480,
        )
        note_cut(
            f"{format_count(len(hits))} of "
            f"{count_of(len(fitting), 'matching article', 'matching articles')}, best first "
            f"({format_count(looked)} ranked)."
        )
        if looked < total and len(hits) < len(fitting):
            st.button("Show more", on_click=_show_more, args=(selection.query,))


def _choose_words(selection: Selection) -> None:
    """Switch between any and all of the words; the link says which."""
    key = f"match-{selection.query}-{selection.all_words}"

    def take() -> None:
        state.put("all_words", state.widget(key) == _ALL)

    st.segmented_control(
        "Articles with",
        (_ANY, _ALL),
        default=_ALL if selection.all_words else _ANY,
        required=True,
        help="If you type several words: articles with any of them (those with all of them "
        "first), or only articles with all of them. Words in quotation marks and fields "
        "must match in both cases.",
        key=key,
        on_change=keyed_callback("match", key, take),
    )


def _collect(
    selection: Selection, fitting: frozenset[str], wanted: int
) -> tuple[list[Hit], int, int]:
    """The best hits that fit, how many were looked through for them, and how many there are."""
    written = library_cache.written()
    hits: list[Hit] = []
    looked = total = 0
    for page in range(PAGES * wanted // PAGE):
        result = written.search(selection.query, PAGE, page * PAGE, selection.all_words)
        looked, total = looked + len(result.hits), result.total
        hits += [hit for hit in result.hits if hit.id in fitting]
        if len(hits) >= wanted or looked >= total:
            break
    return hits[:wanted], looked, total


def _show_more(query: str) -> None:
    state.keep(f"more-{query}", state.kept(f"more-{query}", 1) + 1)


def go_to_place(event: dict[str, Any]) -> None:
    """Read an article on this page, at a place when the row `article.start.end` names one."""
    article, *place = event["row"].split(".")
    state.keep("read", article)
    state.keep("place", (int(place[0]), int(place[1])) if place else None)
    state.keep("asked", event["n"])


_HELP_TABLE = (
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
    with card("Articles", _HELP_TABLE, lambda: _readable(shown)):
        shown = pd.DataFrame()
        if table_editing.is_open():
            table_editing.show()
            return
        shown = _choose_tags(
            _with_annotations(corpus, library_cache.narrowed(corpus, state.read()))
        )
        if shown.empty:
            note("No article matches. Clear a filter, or change the search.")
            return
        ids = shown["id"].tolist()
        shown_ids = frozenset(ids)
        picked = [id for id in state.kept("picked", ()) if id in shown_ids]
        _show_tools(shown, picked)
        _show_rows(shown, ids, picked)
        note(
            f"{format_count(len(shown))} of {count_of(len(corpus.articles), 'article', 'articles')}."
        )


def _readable(shown: pd.DataFrame) -> pd.DataFrame:
    columns = ["label", "source", "author", "published", "language", "words", "tags", "notes"]
    known = [column for column in [*columns, "url", "name", "id"] if column in shown]
    return shown[known].rename(columns={"label": "title", "name": "file"})


def _with_annotations(corpus: Corpus, articles: pd.DataFrame) -> pd.DataFrame:
    written = library_cache.written()
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
    known = library_cache.written().known_tags
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
        many = f"{format_count(len(picked))} selected" if picked else "picked"
        none = not picked
        st.button(f"Edit {many}", disabled=none, on_click=details_form.begin, args=(picked,))
        st.button(f"Remove {many}", disabled=none, on_click=_remove, args=(picked,))
        st.button("Select all", on_click=_pick, args=(shown["id"].tolist(),), type="tertiary")
        if picked:
            st.button("Select none", on_click=_pick, args=([],), type="tertiary")
        st.button("Edit in the table", on_click=table_editing.begin, args=(shown,), type="tertiary")


def _pick(ids: Sequence[str]) -> None:
    state.keep("picked", tuple(ids))
    state.keep("picking", state.kept("picking", 0) + 1)


def _remove(ids: Sequence[str]) -> None:
    words = details_form.name_articles(ids)
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
