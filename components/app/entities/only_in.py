"""Two sources, or two articles, side by side: who is named in only one of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.counting import compare_counts
from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cards import card, note, note_cut
from components.app.entities.counts import Shown
from components.app.section import section
from components.app.snapshot import Corpus
from components.views.local import count_of, say_count
from components.views.measures import explain
from components.views.mentions import compared_rows

ROWS_SHOWN = 40
_SIDES = "sides"
_HELP = explain("only in one", lead="Also what both name. Select one to see its mentions.")


@section
def show_only_in(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """Choose two sides, and see who is named on which."""
    articles = cached.narrowed(corpus, selection, ignoring=["entity", "pair"])
    with card("Named in only one of them", _HELP, lambda: table):
        sides = _choose(corpus, articles, selection)
        if sides is None:
            note("Two sources or two articles are needed to compare.")
            return
        first, second = (_of_side(articles, *side) for side in sides)
        table = compare_counts(corpus.mentions, first, second)
        table = table[table["type"].isin(shown.kinds)]
        only_first, only_second = table["second"] == 0, table["first"] == 0
        columns = st.columns(3, gap="medium")
        for column, heading, own in (
            (
                columns[0],
                f"Only in the first ({count_of(len(first), 'article', 'articles')})",
                table[only_first],
            ),
            (columns[1], "In both", table[~only_first & ~only_second]),
            (
                columns[2],
                f"Only in the second ({count_of(len(second), 'article', 'articles')})",
                table[only_second],
            ),
        ):
            with column:
                _show_names(heading, own)


def _choose(
    corpus: Corpus, articles: pd.DataFrame, selection: Selection
) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The two sides, each `source` or `article` and which."""
    sources = [name for name in articles["source"].value_counts().index if name]
    kinds = [kind for kind, many in (("source", sources), ("article", articles)) if len(many) > 1]
    if not kinds:
        return None
    usual = "article" if selection.pair and "article" in kinds else kinds[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Compare two", kinds, default=usual, required=True, format_func=lambda k: f"{k}s",
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
    name: str, options: list[str], sides: tuple[str, ...], place: int, labels: dict[str, str]
) -> None:
    key = f"side-{place}"
    state.preset(key, sides[place])
    st.selectbox(
        name,
        options,
        format_func=lambda one: labels.get(one, one),
        key=key,
        on_change=lambda: state.keep(
            _SIDES, (*sides[:place], str(state.widget(key)), *sides[place + 1 :])
        ),
    )


def _of_side(articles: pd.DataFrame, kind: str, one: str) -> list[str]:
    return articles.loc[articles["source" if kind == "source" else "id"] == one, "id"].tolist()


def _show_names(heading: str, table: pd.DataFrame) -> None:
    st.text(f"{heading}: {say_count(len(table))}")
    if table.empty:
        note("None.")
        return
    rows = compared_rows(table.head(ROWS_SHOWN), state.read().entity)
    linked.rows(rows, key=f"only-{heading[:14]}", label=heading, on_pick=_pick, height=360)
    if len(table) > ROWS_SHOWN:
        note_cut(f"The first {ROWS_SHOWN} of {say_count(len(table))}; the table has all.")


def _pick(event: dict[str, Any]) -> None:
    state.pick("entity", event["row"])
