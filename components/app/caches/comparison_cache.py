"""Cache of comparisons between articles: alignments, similarity, edits, direction, families.

Keys are ids and `stamp`, that of `open_library.stamp`: the tables and settings of the answer.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import combinations

import pandas as pd
import streamlit as st

from components.analysis.article.outline import (
    counting_parts,
    set_aside,
)
from components.analysis.collection import families as find
from components.analysis.collection.lineage import Lineage
from components.analysis.collection.pairs import SMALL, tfidf_settings
from components.analysis.pair import omissions
from components.analysis.pair.alignment import Alignment
from components.analysis.pair.headlines import align_headlines, names_in_headline
from components.analysis.pair.relation import Relation
from components.analysis.pair.similarity_parts import (
    Frequencies,
    SimilarityParts,
    explain_similarity,
)
from components.analysis.pipeline.step_inputs import Pair, canonical, digest
from components.analysis.pipeline.step_table import STEP_OF
from components.app.caches import open_library
from components.app.caches.counting_cache import read_days
from components.app.tables.read_corpus import read_frequencies, read_similar
from components.app.tables.read_pairs import (
    PairDecisions,
    read_alignments,
    read_inputs,
    read_lineage,
    read_pair_decisions,
    read_relations,
)
from components.app.tables.snapshot import Corpus
from components.app.worker.pair_keys import make_keys
from components.app.worker.stored_inputs import StoredInputs
from components.views.panes import ExcludedText

# Pairs that are kept one by one, so that none of them is made again among others.
_FEW = 6


def aside(corpus: Corpus, article: str, text: str) -> ExcludedText:
    """What of an article does not count by the present settings, and its boilerplate."""
    spans = set_aside(corpus.parts({article: text})[article], corpus.settings)
    lines = corpus.lines_of(article) if "boilerplate" in corpus.settings.without else ()
    return ExcludedText(article, spans, lines)


def alignment(first: str, second: str) -> Alignment:
    """The alignment of two articles in what counts of them; offsets are of the whole texts."""
    return alignments(open_library.corpus().stamp, ((first, second),))[first, second]


def alignments(stamp: str, pairs: tuple[Pair, ...]) -> dict[Pair, Alignment]:
    """The alignment of each pair, in its own order, with the names that are known in its texts."""
    parts = [pairs] if len(pairs) > _FEW else [(pair,) for pair in pairs]
    return {pair: one for part in parts for pair, one in _align(stamp, part).items()}


@st.cache_resource(show_spinner=False, max_entries=256)
def _align(stamp: str, pairs: tuple[Pair, ...]) -> dict[Pair, Alignment]:
    corpus = open_library.corpus_at(stamp)
    names = {id: [one[:4] for one in corpus.names_in(id)] for pair in pairs for id in pair}
    return {
        (first, second): replace(one, mentions=(names[first], names[second]))
        for (first, second), one in read_alignments(_inputs(stamp), pairs).items()
    }


@st.cache_resource(show_spinner=False, max_entries=4)
def _inputs(stamp: str) -> StoredInputs:
    return read_inputs(open_library.store(), open_library.corpus_at(stamp))


def texts(*ids: str) -> tuple[str, ...]:
    """The texts of these articles, in the order of the ids."""
    found = open_library.store().texts(ids)
    return tuple(found[i] for i in ids)


def similarity_parts(stamp: str, first: str, second: str) -> SimilarityParts:
    """What the cosine of two articles is made of: by term, and by part of the articles."""
    return _similarity_parts(stamp, *sorted((first, second)))


@st.cache_resource(show_spinner=False, max_entries=128)
def _similarity_parts(stamp: str, first: str, second: str) -> SimilarityParts:
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
    return read_similar(open_library.store(), _corpus, _shown, lambda: _frequencies(stamp))


def find_scores(corpus: Corpus, article: str, others: Collection[str]) -> dict[str, float]:
    """The cosines that are known between one article and others, those of `others` among them."""
    scores = _known_scores(corpus.stamp, article)
    missing = set(others) - scores.keys() - {article}
    return scores | {other: _find_cosine(corpus.stamp, article, other) for other in missing}


def _find_cosine(stamp: str, first: str, second: str) -> float:
    return float(similarity_parts(stamp, first, second).split["share"].sum())


@st.cache_resource(show_spinner=False, max_entries=64)
def _known_scores(stamp: str, article: str) -> dict[str, float]:
    own = open_library.corpus_at(stamp).rows_about("pairs", article)
    rows = zip(own["a"].tolist(), own["b"].tolist(), own["score"].tolist(), strict=True)
    return {b if a == article else a: score for a, b, score in rows}


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

    apart = None if relation(stamp, first, second).is_told else (letters[0], letters[1])
    aligned = alignments(stamp, ((first, second),))[first, second]
    return keep_ledger(aligned, apart=apart)


def mark_ledgers(stamp: str, pairs: tuple[Pair, ...]) -> list[str]:
    """For each pair a mark of what its ledger rests on, equal from one stamp to the next.

    That are the texts with what counts of them, the names in them, and whether it is told who took
    from whom.
    """
    corpus, related = open_library.corpus_at(stamp), relations(stamp, pairs)
    keys = make_keys(_inputs(stamp), STEP_OF["relations"], [canonical(*pair) for pair in pairs])
    names = {id: [one[:4] for one in corpus.names_in(id)] for pair in pairs for id in pair}
    return [
        digest((keys[canonical(*pair)], related[pair].is_told, *(names[id] for id in pair)))
        for pair in pairs
    ]


@st.cache_resource(show_spinner=False, max_entries=64)
def headline_ledger(stamp: str, first: str, second: str, letters: str = "AB") -> pd.DataFrame:
    """The same of the headlines of two articles; without rows where they have the same words."""
    from components.analysis.pair.ledger import ledger as keep_ledger

    corpus = open_library.corpus_at(stamp)
    titles = [str(corpus.articles["title"].iloc[corpus.rows.get_loc(id)]) for id in (first, second)]
    known = [[one[:4] for one in corpus.names_in(id)] for id in (first, second)]
    one, other = map(names_in_headline, titles, texts(first, second), known)
    apart = None if relation(stamp, first, second).is_told else (letters[0], letters[1])
    return keep_ledger(align_headlines(*titles), (one, other), apart=apart)


def relation(stamp: str, first: str, second: str) -> Relation:
    """How two articles stand to each other, with the evidence and what analysts decided."""
    return relations(stamp, ((first, second),))[first, second]


@st.cache_resource(show_spinner=False, max_entries=256)
def relations(stamp: str, pairs: tuple[Pair, ...]) -> dict[Pair, Relation]:
    """The relation of each pair, in its own order."""
    return read_relations(_inputs(stamp), pairs, _decisions(stamp))


@st.cache_resource(show_spinner=False, max_entries=8)
def _decisions(stamp: str) -> PairDecisions:
    return read_pair_decisions(open_library.store())


@st.cache_resource(show_spinner=False, max_entries=32)
def families(stamp: str, share: int) -> pd.DataFrame:
    """The families of articles that share at least `share` per cent of the shorter text."""
    return find.families(open_library.corpus_at(stamp).relations, share / 100)


@st.cache_resource(show_spinner=False, max_entries=32)
def describe_families(stamp: str, share: int) -> pd.DataFrame:
    """A row for each family, the largest first, as `families.describe_families` in analysis.

    Column `articles` has a tuple of ids by day of publication, those of one day by id. `share` is
    in per cent.
    """
    corpus, members = open_library.corpus_at(stamp), families(stamp, share)
    days = corpus.articles["published"].iloc[corpus.rows.get_indexer(members["article"])]
    dated = members.assign(published=days.to_numpy())
    table = find.describe_families(members, corpus.relations, read_days(corpus))
    ordered = dated.sort_values(["family", "published", "article"])
    articles = ordered.groupby("family")["article"].agg(tuple)
    return table.assign(articles=table["family"].map(articles))


@st.cache_resource(show_spinner=False, max_entries=16)
def trace_lineage(stamp: str, family: tuple[str, ...]) -> Lineage:
    """The lineage of a family, given by its ids in order of publication."""
    corpus = open_library.corpus_at(stamp)
    return read_lineage(_inputs(stamp), corpus, family, _decisions(stamp))


@st.cache_resource(show_spinner=False, max_entries=32)
def find_omissions(stamp: str, article: str, versions: tuple[str, ...]) -> pd.DataFrame:
    """What an article lacks that its other versions have, and what it alone has."""
    pairs = tuple(combinations((article, *versions), 2))
    return omissions.find_omissions(article, alignments(stamp, pairs))
