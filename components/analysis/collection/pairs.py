"""Pairs of articles: similarity, its words, and what their alignments count, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from components.analysis.article.outline import Parts, counted_headline, counted_text
from components.analysis.collection.similarity import best_terms, similar_pairs
from components.analysis.collection.tfidf import (
    TermWeights,
    TfidfSettings,
    blank_stop_words,
    term_weights,
    weigh_known,
)
from components.analysis.pair.alignment import align
from components.analysis.pair.similarity_parts import Frequencies
from components.analysis.selection import Settings

VERSION = "5"

# Up to SMALL articles every pair is kept, so that every cell of the matrix is exact; above it
# those that anybody would look at.
SMALL = 60
LEAST_SCORE = 0.2
PARTNERS = 50
# Alignment costs milliseconds a pair, so only likely relatives are aligned beforehand.
ALIGNED_FROM = 0.3
MOST_ALIGNED = 400
TERMS = 5

_COUNTS = ["shared", "edited", "moved", "sentences_a", "sentences_b", "a_in_b", "b_in_a"]
# By these a later comparison knows that a text is the one that was aligned.
_MARKS = ["mark_a", "mark_b"]


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
    counts = {name: pd.Series(dtype="Float64") for name in _COUNTS}
    marks = {name: pd.Series(dtype="int64") for name in _MARKS}
    return pd.DataFrame({**texts, "score": pd.Series(dtype="float64"), **counts, **marks})


def compare_all(
    articles: Mapping[str, Parts],
    languages: Mapping[str, str],
    known: pd.DataFrame | None = None,
    settings: Settings | None = None,
) -> Compared:
    """Compare the articles of a corpus with each other, by those parts that count.

    `articles` maps ids to articles, `languages` ids to ISO 639-1 codes or `und`. Stop words are
    left out unless the settings keep them: with them any two English texts reach a cosine of 0.5.
    Up to 60 articles all pairs are listed; above, those with a score from 0.2 that are among the 50
    best of either article. `known` is an earlier result, from which the counts of unchanged texts
    are taken.

    Columns: `a`, `b` (ids, a before b in `articles`), `score` (cosine, headlines included, 0 to 1),
    `words` (the terms that make them most similar, with commas), and from their alignment `shared`
    (sentences of a kept in b), `edited`, `moved`, `sentences_a`, `sentences_b` (counts), `a_in_b`,
    `b_in_a` (shares of words, 0 to 1), all NA for pairs that were not aligned.
    """
    chosen = settings or Settings()
    ids = list(articles)
    texts = {id: counted_text(one, chosen) for id, one in articles.items()}
    weights = term_weights(_counted_words(articles, languages, chosen), tfidf_settings(chosen))
    pairs = _find_pairs(weights, ids)
    return Compared(_add_counts(pairs, texts, known), _count_articles(weights))


def compare_some(
    articles: Mapping[str, Parts],
    languages: Mapping[str, str],
    frequencies: Frequencies,
    known: pd.DataFrame,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """Every pair of at most `SMALL` articles of a corpus; columns of `compare_all` without marks.

    `languages` (by id) and `frequencies` are those of the whole corpus, so each cosine is the same
    as there. The counts are taken from `known`, the table of the corpus, and NA for all other
    pairs.
    """
    chosen = settings or Settings()
    words = _counted_words(articles, languages, chosen)
    weights = weigh_known(words, tfidf_settings(chosen), frequencies.total, frequencies.articles)
    pairs = _find_pairs(weights, list(articles))
    return pairs.merge(known[["a", "b", *_COUNTS]], on=["a", "b"], how="left")


def _counted_words(
    articles: Mapping[str, Parts], languages: Mapping[str, str], settings: Settings
) -> list[str]:
    """The words that count of each article, without the stop words of its language."""
    library = frozenset(languages.values())
    read = (
        blank_stop_words(a, languages[id], library, settings.common) for id, a in articles.items()
    )
    return [f"{counted_headline(a, settings)}\n\n{counted_text(a, settings)}" for a in read]


def _find_pairs(weights: TermWeights, ids: Sequence[str]) -> pd.DataFrame:
    small = weights.matrix.shape[0] <= SMALL
    pairs = similar_pairs(
        weights, threshold=0.0 if small else LEAST_SCORE, top=None if small else PARTNERS
    )
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


def _add_counts(
    pairs: pd.DataFrame, texts: Mapping[str, str], known: pd.DataFrame | None
) -> pd.DataFrame:
    marks = {id: crc32(text.encode("utf-8", "surrogatepass")) for id, text in texts.items()}
    pairs["mark_a"] = pairs["a"].map(marks).astype("int64")
    pairs["mark_b"] = pairs["b"].map(marks).astype("int64")
    likely = pairs[pairs["score"] >= ALIGNED_FROM].head(MOST_ALIGNED)
    earlier = _earlier(known)
    counts = {
        key[:2]: earlier.get(key) or _count(texts[key[0]], texts[key[1]])
        for key in zip(*(likely[c] for c in ("a", "b", *_MARKS)), strict=True)
    }
    table = [counts.get(pair, {}) for pair in zip(pairs["a"], pairs["b"], strict=True)]
    for column in _COUNTS:
        pairs[column] = pd.array([row.get(column) for row in table], dtype="Float64")
    return pairs


def _earlier(known: pd.DataFrame | None) -> dict[tuple[Any, ...], dict[str, Any]]:
    if known is None:
        return {}
    aligned = known[known["shared"].notna()]
    return {
        tuple(row[c] for c in ("a", "b", *_MARKS)): {c: row[c] for c in _COUNTS}
        for row in aligned.to_dict("records")
    }


def _count(first: str, second: str) -> dict[str, Any]:
    alignment = align(first, second)
    counts = alignment.counts()
    return {
        "shared": counts.kept,
        "edited": counts.edited,
        "moved": counts.moved,
        "sentences_a": counts.first,
        "sentences_b": counts.second,
        "a_in_b": alignment.a_in_b,
        "b_in_a": alignment.b_in_a,
    }
