"""Cache of what is counted over the word index: terms over time, neighbours, groups.

Functions take a corpus and a selection; the cached ones below them have a stamp as their key.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from components.analysis.article.outline import set_aside
from components.analysis.collection.concordance import Places, articles_of, find_places
from components.analysis.collection.keyness import Apart
from components.analysis.collection.word_index import WordTable
from components.analysis.collection.words import neighbours, trends
from components.analysis.collection.words.group_keyness import compare_groups, compare_two
from components.analysis.collection.words.neighbours import Neighbours
from components.analysis.collection.words.own_stop_words import mark_terms
from components.analysis.collection.words.trends import Trends
from components.analysis.selection import Selection
from components.app.caches.counting_cache import count_among, counted
from components.app.caches.open_library import narrowed, stamp_of, store
from components.app.tables.snapshot import Corpus
from components.views.overview.colour_groups import UNNAMED_SOURCES, largest_groups

UNKNOWN_SOURCE, OTHER_SOURCES = UNNAMED_SOURCES
# Groups of articles: the name and the ids of each.
Groups: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


def mark_counted(corpus: Corpus, table: WordTable) -> NDArray[np.bool_]:
    """Which words of the table count by the present settings; boilerplate mostly does not."""
    return _mark_counted(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _mark_counted(stamp: str, _corpus: Corpus, _table: WordTable) -> NDArray[np.bool_]:
    left = _corpus.decided.left.keys() & _corpus.known
    having = {*_corpus.lines["article"], *_corpus.quotations["article"], *left}
    parts = _corpus.parts(store().texts(sorted(having)))
    aside = {id: set_aside(own, _corpus.settings) for id, own in parts.items()}
    return _table.mark_outside({id: spans for id, spans in aside.items() if spans})


def counted_words(corpus: Corpus, table: WordTable) -> WordTable:
    """The table of the words that count by the present settings."""
    return _counted_words(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _counted_words(stamp: str, _corpus: Corpus, _table: WordTable) -> WordTable:
    return _table.only(mark_counted(_corpus, _table))


def mark_own_stop_words(corpus: Corpus, table: WordTable) -> NDArray[np.bool_]:
    """Which terms of the table the analyst leaves out of all counts."""
    return _mark_own(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _mark_own(stamp: str, _corpus: Corpus, _table: WordTable) -> NDArray[np.bool_]:
    return mark_terms(_table, _corpus.decided.stop_words, _corpus.languages.values())


def list_frequent(corpus: Corpus, table: WordTable, most: int) -> list[str]:
    """The most frequent words that count, without stop words."""
    return _list_frequent(corpus.stamp, most, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _list_frequent(stamp: str, most: int, _corpus: Corpus, _table: WordTable) -> list[str]:
    words = counted_words(_corpus, _table)
    used = np.bincount(words.term_of[words.forms], minlength=len(_table.labels))
    used[_table.common | mark_own_stop_words(_corpus, _table)] = 0
    order = np.argsort(-used, kind="stable")[:most]
    return [str(word) for word in _table.labels[order[used[order] > 0]]]


def count_over_time(
    corpus: Corpus,
    selection: Selection,
    table: WordTable,
    terms: tuple[str, ...],
    step: str,
    split: bool,
) -> Trends:
    """How often terms stand in the articles of the selection, by period; with `split` by source."""
    stamp = stamp_of(corpus, selection)
    return _count_over_time(stamp, selection, terms, step, split, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=32)
def _count_over_time(
    stamp: str,
    selection: Selection,
    terms: tuple[str, ...],
    step: str,
    split: bool,
    _corpus: Corpus,
    _table: WordTable,
) -> Trends:
    shown = counted(_corpus, selection)
    rows = _table.find_rows(shown["id"])
    groups, names = largest_groups(shown["source"], UNKNOWN_SOURCE, OTHER_SOURCES)
    articles = pd.DataFrame(
        {
            "row": rows,
            "published": shown["published"].to_numpy(),
            # As a category, so that the sources stand in the order of their size.
            "group": pd.Categorical(groups, names) if split else "",
        }
    )
    languages = set(_corpus.languages.values())
    found = {term: find_places(_table, term, languages) for term in terms}
    words = mark_counted(_corpus, _table)
    return trends.count_over_time(_table, words, articles[articles["row"] >= 0], found, step)


def find_near(
    corpus: Corpus, selection: Selection, table: WordTable, places: Places, within: int
) -> Neighbours:
    """The words near places of a term in the articles of the selection, in what counts of them.

    `places` are those of the term or the entity of the selection.
    """
    stamp = stamp_of(corpus, selection)
    return _find_near(stamp, selection, within, corpus, table, places)


@st.cache_resource(show_spinner=False, max_entries=32)
def _find_near(
    stamp: str,
    selection: Selection,
    within: int,
    _corpus: Corpus,
    _table: WordTable,
    _places: Places,
) -> Neighbours:
    here = _table.find_rows(counted(_corpus, selection.without("term", "speaker"))["id"])
    chosen = np.zeros(len(_table.articles), dtype=bool)
    chosen[here[here >= 0]] = True
    # Among words of another language every word of this one would be near more than elsewhere.
    spoken = np.array([_corpus.languages.get(id, "") for id in _table.articles], dtype=object)
    own = articles_of(_table, _places)
    chosen &= np.isin(spoken, np.unique(spoken[own[chosen[own]]]).astype(object))
    words = mark_counted(_corpus, _table) & np.repeat(chosen, np.diff(_table.bounds))
    found = neighbours.find_neighbours(_table, words, _places, within)
    left = ~mark_own_stop_words(_corpus, _table)[found.words["term"].to_numpy(dtype=np.int64)]
    return replace(found, words=found.words[left].reset_index(drop=True))


def compare_side_by_side(
    corpus: Corpus, selection: Selection, table: WordTable, groups: Groups
) -> dict[str, Apart]:
    """The keyness of each group (name and ids) against the other articles of the selection."""
    return _compare_groups(stamp_of(corpus, selection), selection, groups, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=16)
def _compare_groups(
    stamp: str, selection: Selection, groups: Groups, _corpus: Corpus, _table: WordTable
) -> dict[str, Apart]:
    words, aside = counted_words(_corpus, _table), mark_own_stop_words(_corpus, _table)
    shown = narrowed(_corpus, selection)
    return compare_groups(
        words, shown, dict(groups), aside, lambda rows: count_among(_corpus, rows)
    )


def compare_against(
    corpus: Corpus, table: WordTable, first: tuple[str, ...], second: tuple[str, ...]
) -> Apart:
    """The keyness of one group of articles (ids) against another one."""
    return _compare_two(stamp_of(corpus, Selection()), first, second, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=16)
def _compare_two(
    stamp: str, first: tuple[str, ...], second: tuple[str, ...], _corpus: Corpus, _table: WordTable
) -> Apart:
    words, aside = counted_words(_corpus, _table), mark_own_stop_words(_corpus, _table)
    articles = _corpus.articles
    sides = [count_among(_corpus, articles[articles["id"].isin(one)]) for one in (first, second)]
    both = pd.concat(sides).drop_duplicates("id").sort_index()
    return compare_two(words, both, first, second, aside)
