"""Cache of comparisons between articles: alignments, similarity, edits, direction, families.

Keys are ids and `stamp`, that of `open_library.stamp`: the tables and settings of the answer.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import streamlit as st

from components.analysis.article.outline import (
    Parts,
    blank,
    counted_text,
    counting_parts,
    set_aside,
)
from components.analysis.collection import families as find
from components.analysis.collection.lineage import Lineage, align_versions, trace
from components.analysis.collection.pairs import SMALL, tfidf_settings
from components.analysis.pair import omissions
from components.analysis.pair.alignment import Alignment, align
from components.analysis.pair.direction import Direction, argue_direction
from components.analysis.pair.similarity_parts import (
    Frequencies,
    SimilarityParts,
    explain_similarity,
)
from components.app import state
from components.app.caches import open_library
from components.app.caches.read_corpus import read_frequencies, read_pairs
from components.app.caches.snapshot import Corpus
from components.text.segment import Span
from components.views.pairs import signed_confidence
from components.views.panes import ExcludedText


def parts(*ids: str) -> dict[str, Parts]:
    """The parts of these articles, by id."""
    return open_library.corpus().parts(open_library.store().texts(ids))


def aside(article: str) -> ExcludedText:
    """What of an article does not count by the present settings, and its boilerplate."""
    known = open_library.corpus()
    spans = set_aside(parts(article)[article], known.settings)
    lines = known.lines_of(article) if "boilerplate" in known.settings.without else ()
    return ExcludedText(article, spans, lines)


def alignment(first: str, second: str) -> Alignment:
    """The alignment of two articles in what counts of them; offsets are of the whole texts."""
    settings = state.settings()
    aside = [set_aside(one, settings) for one in parts(first, second).values()]
    return _alignment(open_library.address(), first, second, *aside)


@st.cache_resource(show_spinner=False, max_entries=256)
def _alignment(
    address: str,
    first: str,
    second: str,
    aside: tuple[Span, ...],
    other_aside: tuple[Span, ...],
) -> Alignment:
    one, other = texts(first, second)
    return align(blank(one, aside), blank(other, other_aside))


def texts(*ids: str) -> tuple[str, ...]:
    """The texts of these articles, in the order of the ids."""
    found = open_library.store().texts(ids)
    return tuple(found[i] for i in ids)


@st.cache_resource(show_spinner=False, max_entries=128)
def similarity_parts(stamp: str, first: str, second: str) -> SimilarityParts:
    """What the cosine of two articles is made of: by term, and by part of the articles."""
    known = open_library.corpus_at(stamp)
    both = known.telling(known.parts(open_library.store().texts([first, second])))
    return explain_similarity(
        both[first],
        both[second],
        _frequencies(stamp),
        tfidf_settings(known.settings),
        counting_parts(known.settings),
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _frequencies(stamp: str) -> Frequencies:
    return read_frequencies(open_library.store(), open_library.corpus_at(stamp))


def pairs_among(corpus: Corpus, shown: pd.DataFrame) -> pd.DataFrame:
    """The pairs of some rows of `articles`, best score first; every pair of up to `SMALL` ones."""
    if len(shown) > SMALL:
        return corpus.among("pairs", shown)
    return _pairs_among(corpus.stamp, tuple(shown["id"]), corpus, shown)


@st.cache_resource(show_spinner=False, max_entries=64)
def _pairs_among(
    stamp: str, ids: tuple[str, ...], _corpus: Corpus, _shown: pd.DataFrame
) -> pd.DataFrame:
    return read_pairs(open_library.store(), _corpus, _shown, lambda: _frequencies(stamp))


def cluster_articles(corpus: Corpus, shown: pd.DataFrame) -> list[str]:
    """The ids of some rows of `articles`, ordered so that similar ones are neighbours."""
    return _order(corpus.stamp, tuple(shown["id"]), pairs_among(corpus, shown))


@st.cache_data(show_spinner=False, max_entries=256)
def _order(stamp: str, ids: tuple[str, ...], _pairs: pd.DataFrame) -> list[str]:
    from components.analysis.collection.similarity import cluster_order

    return cluster_order(ids, _pairs)


@st.cache_resource(show_spinner=False, max_entries=64)
def ledger(stamp: str, first: str, second: str, letters: str = "AB") -> pd.DataFrame:
    """The edit ledger of two articles, the most telling edit first.

    Where it is undecided which was taken from which, edits say what either article has, named by
    `letters`.
    """
    from components.analysis.pair.ledger import ledger as keep_ledger

    mentions = open_library.corpus_at(stamp).names
    names = _names(mentions, first), _names(mentions, second)
    apart = None if direction(stamp, first, second).is_told else (letters[0], letters[1])
    return keep_ledger(alignment(first, second), names, apart=apart)


def _names(mentions: pd.DataFrame, article: str) -> list[tuple[int, int, str, str]]:
    own = mentions.loc[mentions["article"] == article, ["start", "end", "type", "entity"]]
    return [(int(s), int(e), str(t), str(n)) for s, e, t, n in own.itertuples(index=False)]


@st.cache_resource(show_spinner=False, max_entries=256)
def direction(stamp: str, first: str, second: str) -> Direction:
    """Which of two articles was taken from the other, with the evidence."""
    rows = open_library.corpus_at(stamp).articles.set_index("id").loc[[first, second]]
    days = [None if pd.isna(day) else day.date() for day in rows["published"]]
    one, other = texts(first, second)
    return argue_direction(
        one,
        other,
        alignment(first, second),
        published=(days[0], days[1]),
        sources=(rows["source"].iloc[0], rows["source"].iloc[1]),
    )


@st.cache_resource(show_spinner=False, max_entries=32)
def families(stamp: str, share: int) -> pd.DataFrame:
    """The families of articles that share at least `share` per cent of the shorter text."""
    return find.families(open_library.corpus().reuse, share / 100)


@st.cache_resource(show_spinner=False, max_entries=32)
def describe_families(stamp: str, share: int) -> pd.DataFrame:
    """A row for each family, the largest first, as `families.describe_families` in analysis.

    Column `articles` has a tuple of ids in order of publication. `share` is in per cent.
    """
    corpus, members = open_library.corpus(), families(stamp, share)
    places = corpus.rows.get_indexer(members["article"])
    ordered = members.iloc[places.argsort(kind="stable")]
    days = corpus.articles["published"].iloc[places]
    known = {
        article: None if pd.isna(day) else day.date()
        for article, day in zip(members["article"], days, strict=True)
    }
    table = find.describe_families(members, corpus.reuse, known)
    articles = ordered.groupby("family")["article"].agg(tuple)
    return table.assign(articles=table["family"].map(articles))


@st.cache_data(show_spinner=False, max_entries=64)
def family(stamp: str, article: str) -> tuple[str, ...]:
    """The ids of an article's family by publication, at the default threshold; its own if alone."""
    corpus = open_library.corpus()
    members = corpus.families
    own = set(members.loc[members["article"] == article, "family"])
    ids = {article, *members.loc[members["family"].isin(own), "article"]}
    return tuple(i for i in corpus.articles["id"] if i in ids)


@st.cache_resource(show_spinner=False, max_entries=16)
def trace_lineage(stamp: str, family: tuple[str, ...]) -> Lineage:
    """The lineage of a family, given by its ids in order of publication."""
    settings = open_library.corpus().settings
    found = {id: counted_text(one, settings) for id, one in parts(*family).items()}
    days = open_library.corpus().articles.set_index("id")["published"].loc[list(family)]
    alignments = align_versions([found[i] for i in family])
    leanings = {
        (a, b): signed_confidence(direction(stamp, family[a], family[b])) for a, b in alignments
    }
    published = [None if pd.isna(day) else day.date() for day in days]
    return trace(published, alignments, leanings)


@st.cache_resource(show_spinner=False, max_entries=32)
def find_omissions(stamp: str, article: str, versions: tuple[str, ...]) -> pd.DataFrame:
    """What an article lacks that its other versions have, and what it alone has."""
    pairs = combinations((article, *versions), 2)
    return omissions.find_omissions(article, {pair: alignment(*pair) for pair in pairs})
