"""Cache of what counts where copies are counted once: the articles left out, and what stands for.

The one place where that setting takes effect: whoever counts asks `counted` for the articles.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd
import streamlit as st

from components.analysis.collection.first_prints import (
    Copies,
    find_copies,
    order_versions,
    stand_for,
)
from components.analysis.selection import Selection, is_among, keep_rows
from components.app import state
from components.app.caches import open_library
from components.app.tables.snapshot import Corpus
from components.views.copies import describe_counted_once

Pair = tuple[str, str]


def counted(corpus: Corpus, selection: Selection, ignoring: Collection[str] = ()) -> pd.DataFrame:
    """The articles of a selection that count: `open_library.narrowed` without copies, if so set."""
    shown = open_library.narrowed(corpus, selection, ignoring)
    return count_once(shown, find_left_out(corpus, selection, ignoring))


def count_once(shown: pd.DataFrame, left_out: Mapping[str, str]) -> pd.DataFrame:
    """Some rows of `articles` without those that others stand for."""
    return keep_rows(shown, ~is_among(shown["id"], left_out)) if left_out else shown


def count_others(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """The articles that are not selected and count, copies among them left out if so set."""
    return count_among(corpus, corpus.articles.drop(open_library.narrowed(corpus, selection).index))


def count_among(corpus: Corpus, rows: pd.DataFrame) -> pd.DataFrame:
    """Some rows of `articles`, without copies of others among them if so set."""
    once = state.settings().once
    if not once:
        return rows
    copies = _copies(corpus.stamp, once, corpus)
    return count_once(rows, stand_for(copies, set(rows["id"])))


def leave_out_copies(corpus: Corpus, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some articles that count among these, all of them unless copies count once."""
    once = state.settings().once
    left_out = stand_for(_copies(corpus.stamp, once, corpus), set(ids)) if once else {}
    return tuple(id for id in ids if id not in left_out)


def find_left_out(
    corpus: Corpus, selection: Selection, ignoring: Collection[str] = ()
) -> Mapping[str, str]:
    """By selected article that does not count the one that counts for it; empty if all count."""
    once = state.settings().once
    if not once:
        return {}
    asked = selection.without(*ignoring)
    return _find_left_out(open_library.stamp_of(corpus, asked), corpus.stamp, once, asked, corpus)


@st.cache_resource(show_spinner=False, max_entries=32)
def _find_left_out(
    searched: str, stamp: str, once: int, asked: Selection, _corpus: Corpus
) -> dict[str, str]:
    shown = open_library.narrowed(_corpus, asked)
    return stand_for(_copies(stamp, once, _corpus), set(shown["id"]))


@st.cache_resource(show_spinner=False, max_entries=4)
def _copies(stamp: str, once: int, _corpus: Corpus) -> Copies:
    # Any copies are in one family at the usual share, in the order that its lineage has.
    ordered = order_versions(_corpus.families, _corpus.relations, read_days(_corpus))
    return find_copies(ordered, _corpus.relations, once / 100)


def read_shares(corpus: Corpus, pairs: tuple[Pair, ...]) -> dict[Pair, float]:
    """For each pair the share of the words of the first that are in the second."""
    return _read_shares(corpus.stamp, pairs, corpus)


@st.cache_resource(show_spinner=False, max_entries=32)
def _read_shares(stamp: str, pairs: tuple[Pair, ...], _corpus: Corpus) -> dict[Pair, float]:
    shares: dict[Pair, float] = {}
    for copy in {copy for copy, _ in pairs}:
        own = _corpus.rows_about("relations", copy)
        for a, b, a_in_b, b_in_a in own[["a", "b", "a_in_b", "b_in_a"]].itertuples(index=False):
            shares |= {(a, b): a_in_b, (b, a): b_in_a}
    return shares


def read_days(corpus: Corpus) -> dict[str, date | None]:
    """The day of publication of each article, None where it is not known."""
    days = corpus.articles["published"]
    # As objects: of days of which none is known pandas makes times again, which None is not one of.
    known = days.dt.date.astype(object).where(days.notna(), None)
    return dict(zip(corpus.articles["id"], known, strict=True))


def describe_left_out(corpus: Corpus, selection: Selection, ignoring: Collection[str] = ()) -> str:
    """What counting copies once did to the counts of a selection; "" where every article counts."""
    once = state.settings().once
    if not once:
        return ""
    return describe_counted_once(find_left_out(corpus, selection, ignoring), once)
