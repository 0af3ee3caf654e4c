"""Cache of what depends on a selection: counts, mentions, co-occurrence, words, the map.

Functions take a corpus and a selection; the cached ones below them have a stamp as their key.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from components.analysis.collection.concordance import Places, find_places
from components.analysis.collection.keyness import Apart, compare_with_others
from components.analysis.collection.word_index import WordTable, gather
from components.analysis.entities import find_perhaps_same, read_decisions
from components.analysis.entities.mention_counts import (
    count_cooccurrence,
    count_entities,
    find_in_headlines,
    lay_out,
    place_mentions,
)
from components.analysis.selection import Selection
from components.app.caches.counting_cache import count_others, counted
from components.app.caches.open_library import address, stamp_of, store
from components.app.caches.word_cache import counted_words, mark_own_stop_words
from components.app.tables.snapshot import WORDS, Corpus
from components.views.entities.cooccurrence_graph import SpreadNames, spread_entities
from components.views.locale_formatting import escape, reader_language, shorten
from components.views.overview.similarity import PreparedMap, prepare_map
from components.views.theme import Mode

# Lines drawn for each entity: with more of them the graph cannot be read.
TIES_EACH = 1.8
FORMS_LISTED = 5_000


def count_selected(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """How often each entity is named in the articles of the selection's other filters."""
    asked = selection.without("entity")
    return _count(stamp_of(corpus, selection), repr(asked), asked, corpus)


@st.cache_resource(show_spinner=False, max_entries=64)
def _count(stamp: str, key: str, _selection: Selection, _corpus: Corpus) -> pd.DataFrame:
    return count_entities(_corpus.among("mentions", counted(_corpus, _selection)))


def find_named(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """Where the selected entity is named in the selected articles, and in which part of each.

    Columns `article`, `start`, `end`, `surface`, `place`, headlines first.
    """
    return _find_named(stamp_of(corpus, selection), selection, corpus)


@st.cache_resource(show_spinner=False, max_entries=16)
def _find_named(stamp: str, selection: Selection, _corpus: Corpus) -> pd.DataFrame:
    shown = counted(_corpus, selection.without("entity"))
    own = _corpus.mentions[_corpus.mentions["entity"] == selection.entity]
    own = own[own["article"].isin(shown["id"])].astype({"article": "str"})
    said = _corpus.quotations[_corpus.quotations["kind"] == "direct"]
    placed = place_mentions(own, said[said["article"].isin(own["article"].unique())])
    naming = shown[shown["id"].isin(own["article"].unique())]
    heads = find_in_headlines(naming, own["surface"].unique())
    columns = ["article", "start", "end", "surface", "place"]
    return pd.concat([heads, placed[columns]], ignore_index=True)


@dataclass(frozen=True)
class CooccurrenceGraph:
    """The entities named most, who is named with whom, and a position for each.

    `counts` are those entities, out of `of` in all; `drawn` are the strongest of `ties`; `spread`
    has the places of their circles.
    """

    counts: pd.DataFrame
    of: int
    ties: pd.DataFrame
    drawn: pd.DataFrame
    spread: SpreadNames


def find_cooccurrence_graph(
    corpus: Corpus, selection: Selection, kinds: tuple[str, ...], unit: str, size: int
) -> CooccurrenceGraph:
    """Who is named with whom in the articles of the selection's other filters.

    `unit` is sentence or article, `size` the number of entities, `kinds` their types.
    """
    stamp = stamp_of(corpus, selection)
    return _count_together(stamp, selection.without("entity"), kinds, unit, size, corpus)


@st.cache_resource(show_spinner=False, max_entries=32)
def _count_together(
    stamp: str,
    selection: Selection,
    kinds: tuple[str, ...],
    unit: str,
    size: int,
    _corpus: Corpus,
) -> CooccurrenceGraph:
    every = count_selected(_corpus, selection)
    every = every[every["type"].isin(kinds)].drop_duplicates("entity")
    most = every.head(size).astype({"entity": "str", "type": "str"})
    inside = _corpus.mentions["article"].isin(counted(_corpus, selection)["id"])
    ties = count_cooccurrence(_corpus.mentions[inside], most["entity"].tolist(), unit)
    drawn = ties.head(int(TIES_EACH * len(most)))
    spread = spread_entities(most, lay_out(most["entity"].tolist(), drawn))
    return CooccurrenceGraph(most, len(every), ties, drawn, spread)


def list_forms(corpus: Corpus) -> pd.DataFrame:
    """The entities named most, `FORMS_LISTED` at most: columns `entity`, `type`, `forms`."""
    return _list_forms(corpus.stamp, corpus)


@st.cache_resource(show_spinner=False, max_entries=2)
def _list_forms(stamp: str, _corpus: Corpus) -> pd.DataFrame:
    counts = count_entities(_corpus.mentions, _corpus.articles["id"]).head(FORMS_LISTED)
    own = _corpus.mentions[_corpus.mentions["entity"].isin(counts["entity"])]
    forms = own.groupby(["entity", "type"], observed=True)["surface"].agg(
        lambda surfaces: list(surfaces.value_counts().index)
    )
    return counts[["entity", "type"]].merge(forms.rename("forms").reset_index())


def list_perhaps_same(corpus: Corpus) -> pd.DataFrame:
    """Pairs of entities of the library that may be one, as `find_perhaps_same` gives them."""
    return _list_perhaps_same(corpus.stamp, corpus)


@st.cache_resource(show_spinner=False, max_entries=2)
def _list_perhaps_same(stamp: str, _corpus: Corpus) -> pd.DataFrame:
    decisions = read_decisions(store().verdicts.all("entity")["value"])
    return find_perhaps_same(_corpus.mentions, decisions)


def word_table() -> WordTable | None:
    """Every word of the library; None before it is made. May be behind the articles."""
    made = store().results.frame_made(WORDS)
    return _word_table(address(), *made) if made else None


@st.cache_resource(show_spinner=False, max_entries=2)
def _word_table(address: str, version: str, revision: int) -> WordTable | None:
    table, vocabulary = (store().results.frame(name) for name in (WORDS, "vocabulary"))
    if not table or not vocabulary or not table.revision == vocabulary.revision == revision:
        return None  # the worker is just writing the next one
    return gather(table.frame, vocabulary.frame, store().articles()["id"])


def compare_words(corpus: Corpus, selection: Selection, table: WordTable) -> Apart:
    """The keyness of words in the selected articles against the others, in what counts of them."""
    return _compare_words(stamp_of(corpus, selection), corpus.stamp, selection, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=64)
def _compare_words(
    searched: str, stamp: str, selection: Selection, _corpus: Corpus, _table: WordTable
) -> Apart:
    selected = counted(_corpus, selection)
    both = pd.concat([selected, count_others(_corpus, selection)]).sort_index()
    words, aside = counted_words(_corpus, _table), mark_own_stop_words(_corpus, _table)
    return compare_with_others(words, both, selected["id"].tolist(), aside)


def find_term(corpus: Corpus, term: str, table: WordTable) -> Places:
    """Every place of a term, boilerplate and other text that does not count included."""
    return _find_term(corpus.stamp, term, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=64)
def _find_term(stamp: str, term: str, _corpus: Corpus, _table: WordTable) -> Places:
    return find_places(_table, term, set(_corpus.articles["language"]))


def find_rows(corpus: Corpus, table: WordTable) -> NDArray[np.intp]:
    """The row in the word table of each article of the corpus; -1 when it has none yet."""
    return _find_rows(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _find_rows(stamp: str, _corpus: Corpus, _table: WordTable) -> NDArray[np.intp]:
    return _table.find_rows(_corpus.articles["id"])


def describe_rows(corpus: Corpus, table: WordTable) -> pd.DataFrame:
    """Columns `published` and `source` for each row of the word table."""
    return _describe_rows(corpus.stamp, corpus, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _describe_rows(stamp: str, _corpus: Corpus, _table: WordTable) -> pd.DataFrame:
    known = _corpus.articles.set_index("id")[["published", "source"]]
    return known.reindex(_table.articles).reset_index(drop=True)


def draw_articles_map(corpus: Corpus, colour: str, mode: Mode) -> PreparedMap:
    """The map of the articles, coloured by one of `COLOURS`; a selection only dims its points."""
    return _draw_articles_map(corpus.stamp, colour, mode, reader_language(), corpus)


@st.cache_resource(show_spinner=False, max_entries=8)
def _draw_articles_map(
    stamp: str, colour: str, mode: Mode, locale: str, _corpus: Corpus
) -> PreparedMap:
    points, ticks = _corpus.points, _corpus.ticks
    hover = [
        f"{escape(shorten(label, 80))}<br>{escape(shorten(ticks[article], 40))}"
        for article, label in zip(points["article"], points["label"], strict=True)
    ]
    return prepare_map(points.assign(hover=hover), colour, mode)
