"""Names that only one of two sources or articles has."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.entities.mention_counts import compare_counts
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.caches.drawn_cache import drawn
from components.app.cards import card, note, note_cut
from components.app.entities.entity_counts import Shown
from components.app.fragments import section
from components.app.tables.snapshot import Corpus
from components.views.entities.entity_rows import entity_comparison_rows
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain

NAMES_SHOWN = 40
_SIDES = "sides"
_SIDE_NAMES = {"source": "sources", "article": "articles"}
_ONLY = explain("only in one", lead="Also what both name. Select one to see its mentions.")


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
        table = drawn(
            "only in one", corpus, selection.without("entity", "pair"), shown.kinds, sides,
            make=lambda: _compare(corpus, first, second, shown.kinds),
        )  # fmt: skip
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


def _compare(
    corpus: Corpus, first: list[str], second: list[str], kinds: tuple[str, ...]
) -> pd.DataFrame:
    table = compare_counts(corpus.mentions, first, second)
    return table[table["type"].isin(kinds)]


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
