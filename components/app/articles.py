"""The parts of the Articles page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.app import cached, linked, state
from components.app.cached import Corpus
from components.app.cards import card, note
from components.app.moving import open_pair
from components.corpus.errors import LibraryError
from components.text.segment import sentences
from components.views.articles import describe
from components.views.panes import reading_side, sentence_at

_COLUMNS = {
    "label": st.column_config.TextColumn("title", width="large"),
    "source": st.column_config.TextColumn("source"),
    "published": st.column_config.DateColumn("published"),
    "language": st.column_config.TextColumn("language", width="small"),
    "words": st.column_config.NumberColumn("words", width="small"),
}


def show_table(corpus: Corpus) -> None:
    """The articles of the selection; a picked row opens beside the table."""
    shown = cached.narrowed(corpus, state.read()).reset_index(drop=True)
    with card("Articles", "Pick a row to read it. Narrowed by what is picked on the other pages."):
        if shown.empty:
            note("No article fits. Clear a filter, or change the search.")
            return
        ids = shown["id"].tolist()
        # The key changes with the rows, so a row number can never point into another list.
        key = f"table-{hash(tuple(ids))}"

        def take() -> None:
            rows = state.widget(key).selection.rows
            if rows and rows[0] < len(ids):
                state.keep("read", ids[rows[0]])
                state.keep("place", None)

        st.dataframe(
            shown,
            column_order=list(_COLUMNS),
            column_config=_COLUMNS,
            hide_index=True,
            on_select=take,
            selection_mode="single-row",
            key=key,
            height=min(36 * len(shown) + 40, 640),
        )
        note(f"{len(shown):,} of {len(corpus.articles):,} articles.")


def show_reading(corpus: Corpus) -> None:
    """One article to read, with the names in it marked."""
    known = corpus.articles.set_index("id", drop=False)
    article = state.kept("read")
    if article not in known.index:
        note("Pick an article to read it here.")
        return
    row = dict(known.loc[article])
    _show_actions(corpus, row)
    text = cached.store().text(article)
    place = state.kept("place")
    mentions = corpus.mentions[corpus.mentions["article"] == article]
    spans = sentences(text, row["language"])
    at = sentence_at(spans, place[0]) if place else None
    linked.panes(
        [reading_side(text, row["label"], describe(row), row["language"], _marks(mentions, place))],
        key="reading",
        version=f"{article}-{place}-{corpus.stamp}-{linked.mode()}",
        on_pick=lambda event: None,
        focus=None if at is None else f"a{at}",
    )


def _show_actions(corpus: Corpus, row: dict[str, Any]) -> None:
    with st.container(horizontal=True):
        st.button("Edit details", on_click=state.keep, args=("editing", row["id"]))
        st.button("Remove", on_click=_remove, args=(row["id"],))
        relatives = corpus.pairs[
            (corpus.pairs["a"] == row["id"]) | (corpus.pairs["b"] == row["id"])
        ]
        if len(relatives):
            best = relatives.iloc[0]
            st.button("Compare with its closest", on_click=open_pair, args=(best["a"], best["b"]))
    if state.kept("editing") == row["id"]:
        _edit(row)


@st.dialog("Edit details", on_dismiss=lambda: state.keep("editing", None))
def _edit(row: dict[str, Any]) -> None:
    article = row["id"]
    with st.form("details", border=False):
        title = st.text_input("Title", row["title"])
        source = st.text_input("Source", row["source"])
        author = st.text_input("Author", row["author"])
        day = None if pd.isna(row["published"]) else row["published"].date()
        published = st.date_input("Published", day, min_value=date(1400, 1, 1))
        if st.form_submit_button("Save", type="primary"):
            _save(article, title=title, source=source, author=author, published=published)


def _save(article: str, **fields: Any) -> None:
    try:
        cached.store().edit(article, **fields)
    except LibraryError as error:
        st.error(str(error))
        return
    state.keep("editing", None)
    st.rerun()


def _remove(article: str) -> None:
    cached.store().remove([article])
    state.keep("read", None)
    st.toast("Moved to the bin, below. It can be restored.")


def show_bin() -> None:
    """What was removed, each with a way back."""
    removed = cached.store().articles(removed=True)
    if removed.empty:
        return
    with st.expander(f"Bin: {len(removed)} removed", key="bin"):
        linked.rows(
            [
                {
                    "id": row["id"],
                    "score": None,
                    "picked": False,
                    "lines": [[[row["label"], "strong"]], [[describe(row), "quiet"]]],
                    "actions": [["restore", "Restore"]],
                }
                for row in removed.to_dict("records")
            ],
            key="removed",
            label="Removed articles",
            on_pick=_restore,
        )


def _restore(event: dict[str, Any]) -> None:
    if event["action"] == "restore":
        cached.store().restore([event["row"]])


def _marks(mentions: pd.DataFrame, place: tuple[int, int] | None) -> list[tuple[int, int, str]]:
    return [
        (int(row.start), int(row.end), "hit" if (row.start, row.end) == place else "named")
        for row in mentions.sort_values("start").itertuples()
    ]
