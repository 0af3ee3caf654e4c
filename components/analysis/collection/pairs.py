"""Pairs of articles: their similarity and the words that make it, in one table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from components.analysis.article.outline import Parts, counted_headline, counted_text
from components.analysis.collection.similarity import best_terms, similar_pairs
from components.analysis.collection.tfidf import (
    TermWeights,
    TfidfSettings,
    blank_stop_words,
    weigh_known,
)
from components.analysis.collection.words.term_counts import TermCounts
from components.analysis.pair.similarity_parts import Frequencies
from components.analysis.selection import Settings

if TYPE_CHECKING:
    from components.analysis.collection.words.near_pairs import Near, NearPairs

VERSION = "6"

# Up to SMALL articles every pair is kept, so that every cell of the matrix is exact; above it
# those that anybody would look at.
SMALL = 60
LEAST_SCORE = 0.2
PARTNERS = 50
TERMS = 5


@dataclass(frozen=True)
class Compared:
    """The result of comparing all articles.

    `pairs`: see `compare_all`. `frequencies`: `term` and `articles`, how many articles have it, for
    terms in two or more.
    """

    pairs: pd.DataFrame
    frequencies: pd.DataFrame


def no_pairs() -> pd.DataFrame:
    """The table of pairs of a corpus that has not been compared yet."""
    texts = {name: pd.Series(dtype="str") for name in ("a", "b", "words")}
    return pd.DataFrame({**texts, "score": pd.Series(dtype="float64")})


def compare_all(
    articles: Mapping[str, Parts],
    languages: Mapping[str, str],
    settings: Settings | None = None,
    given: tuple[str, ...] = (),
) -> Compared:
    """Compare the articles of a corpus with each other, by those parts that count.

    `articles` maps ids to articles, `languages` ids to ISO 639-1 codes or `und`. Stop words are
    left out unless the settings keep them: with them any two English texts reach a cosine of 0.5;
    those that analysts have `given` always.
    Up to 60 articles all pairs are listed; above, those with a score from 0.2 that are among the 50
    best of either article.

    Columns: `a`, `b` (ids, a before b in `articles`), `score` (cosine, headlines included, 0 to 1),
    `words` (the terms that make them most similar, with commas).
    """
    chosen = settings or Settings()
    counts = TermCounts(tfidf_settings(chosen))
    counts.put(read_counted(articles, languages, chosen, given))
    return compare_counted(counts, list(articles))


def compare_counted(
    counts: TermCounts,
    ids: Sequence[str],
    near: NearPairs | None = None,
    changed: Collection[str] = (),
) -> Compared:
    """What `compare_all` gives for articles, by id in their order, whose words are counted.

    `near` is what `make_near` gave, kept from call to call, and `changed` are the articles that
    came or changed since it was last used; without it all are compared with all.
    """
    weighed = counts.weigh(ids)
    weights = weighed.weights
    if len(ids) <= SMALL:
        pairs = _find_pairs(weights, ids)
    else:
        found = (near or make_near()).find(weighed, ids, changed)
        pairs = _name_pairs(found, weights, ids)
    return Compared(pairs, _count_articles(weights))


def make_near() -> NearPairs:
    """What keeps the pairs of more than `SMALL` articles; loads the compiled code."""
    from components.analysis.collection.words.near_pairs import NearPairs

    return NearPairs(LEAST_SCORE, PARTNERS, TERMS)


def compare_some(
    articles: Mapping[str, Parts],
    languages: Mapping[str, str],
    frequencies: Frequencies,
    settings: Settings | None = None,
    given: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Every pair of at most `SMALL` articles of a corpus; columns of `compare_all`.

    `languages` (by id) and `frequencies` are those of the whole corpus, so each cosine is the same
    as there.
    """
    chosen = settings or Settings()
    words = [*read_counted(articles, languages, chosen, given).values()]
    weights = weigh_known(words, tfidf_settings(chosen), frequencies.total, frequencies.articles)
    return _find_pairs(weights, list(articles))


def read_counted(
    articles: Mapping[str, Parts],
    languages: Mapping[str, str],
    settings: Settings,
    given: tuple[str, ...],
) -> dict[str, str]:
    """What counts of each of these articles, without the stop words of its language.

    `languages` are those of the whole corpus.
    """
    library = frozenset(languages.values())
    read = {
        id: blank_stop_words(one, languages[id], library, settings.common, given)
        for id, one in articles.items()
    }
    return {
        id: f"{counted_headline(one, settings)}\n\n{counted_text(one, settings)}"
        for id, one in read.items()
    }


def _name_pairs(found: Near, weights: TermWeights, ids: Sequence[str]) -> pd.DataFrame:
    """The table of pairs of rows that were found, with ids and terms."""
    # Where a pair has fewer terms the column is -1.
    named = np.flatnonzero(np.bincount(found.columns.ravel() + 1, minlength=1))
    terms = [weights.terms[column - 1] if column else "" for column in named.tolist()]
    place_of = np.zeros(len(weights.terms) + 1, dtype=np.int64)
    place_of[named] = np.arange(len(named))
    places = place_of[found.columns + 1]
    words = pd.Series(terms, dtype="str").take(places[:, 0]).reset_index(drop=True)
    behind = pd.Series([term and f", {term}" for term in terms], dtype="str")
    for more in range(1, TERMS):
        words += behind.take(places[:, more]).reset_index(drop=True)
    names = pd.Series(ids, dtype="str")
    a, b = (names.take(rows).reset_index(drop=True) for rows in (found.first, found.second))
    return pd.DataFrame({"a": a, "b": b, "score": found.cosines, "words": words})


def _find_pairs(weights: TermWeights, ids: Sequence[str]) -> pd.DataFrame:
    """Every pair of a few articles."""
    pairs = similar_pairs(weights, threshold=0.0)
    reasons = best_terms(weights, pairs["a"].to_numpy(), pairs["b"].to_numpy(), TERMS)
    pairs["words"] = pd.Series([", ".join(terms) for terms in reasons], dtype="str")
    names = np.array(ids, dtype=object)
    return pairs.assign(a=names[pairs["a"]], b=names[pairs["b"]]).astype({"a": "str", "b": "str"})


def _count_articles(weights: TermWeights) -> pd.DataFrame:
    counts = weights.matrix.getnnz(axis=0)
    often = counts > 1
    return pd.DataFrame({"term": weights.terms[often], "articles": counts[often]}).astype(
        {"term": "str", "articles": "int64"}
    )


def tfidf_settings(settings: Settings) -> TfidfSettings:
    """What counts as a term in the texts that `blank_stop_words` gives."""
    return TfidfSettings(
        ngrams=(1, settings.longest),
        sublinear=settings.sublinear,
        min_articles=settings.least,
    )
