"""The table of pairs that the screens read: how alike, by which words, sharing how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from components.analysis.alignment import align
from components.analysis.similarity import explain, similar_pairs
from components.analysis.stop_words import stop_words
from components.analysis.tfidf import TermWeights, TfidfSettings, term_weights

VERSION = "1"

# Up to SMALL articles every pair is kept, so that every cell of the matrix is exact; above it
# those that anybody would look at.
SMALL = 60
LEAST_SCORE = 0.2
PARTNERS = 50
# Alignment costs milliseconds a pair, so only likely relatives are aligned beforehand.
ALIGNED_FROM = 0.3
MOST_ALIGNED = 400
TERMS = 12

_COUNTS = ["shared", "edited", "moved", "sentences_a", "sentences_b", "a_in_b", "b_in_a"]


def no_pairs() -> pd.DataFrame:
    """The table of a corpus that was not compared yet."""
    texts = {name: pd.Series(dtype="str") for name in ("a", "b")}
    lists = {name: pd.Series(dtype="object") for name in ("terms", "shares")}
    counts = {name: pd.Series(dtype="Float64") for name in _COUNTS}
    return pd.DataFrame({**texts, "score": pd.Series(dtype="float64"), **lists, **counts})


def compare_all(
    texts: Mapping[str, str], languages: Iterable[str], known: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Compare the articles of a corpus with each other.

    `texts` maps ids to texts; the common words of the `languages` are left out, for with them any
    two English texts reach a cosine of 0.5. Columns `a`, `b` (ids, a before b in `texts`), `score`
    (cosine), `terms` and `shares` (lists, the words that make them alike), and of the aligned
    sentences `shared` (sentences of a that stand in b), `edited`, `moved`, `sentences_a`,
    `sentences_b` (counts), `a_in_b`, `b_in_a` (shares by words, 0 to 1); the latter seven are NA
    for pairs that were not aligned. Up to 60 articles all pairs are there; above, those from 0.2
    among the 50 best of either article. `known` is an earlier result for some of the same texts,
    whose alignments are taken over.
    """
    ids = list(texts)
    settings = TfidfSettings(stop_words=stop_words(languages))
    weights = term_weights(list(texts.values()), settings)
    small = len(ids) <= SMALL
    pairs = similar_pairs(
        weights, threshold=0.0 if small else LEAST_SCORE, top=None if small else PARTNERS
    )
    reasons = [_reason(weights, a, b) for a, b in zip(pairs["a"], pairs["b"], strict=True)]
    pairs["terms"] = [terms for terms, _ in reasons]
    pairs["shares"] = [shares for _, shares in reasons]
    pairs["a"] = [ids[row] for row in pairs["a"]]
    pairs["b"] = [ids[row] for row in pairs["b"]]
    return _add_counts(pairs, texts, known)


def _reason(weights: TermWeights, a: int, b: int) -> tuple[list[str], list[float]]:
    best = explain(weights, a, b).head(TERMS)
    return [str(term) for term in best["term"]], [float(share) for share in best["share"]]


def _add_counts(
    pairs: pd.DataFrame, texts: Mapping[str, str], known: pd.DataFrame | None
) -> pd.DataFrame:
    likely = pairs[pairs["score"] >= ALIGNED_FROM].head(MOST_ALIGNED)
    earlier = _earlier(known)
    counts = {
        (a, b): earlier.get((a, b)) or _count(texts[a], texts[b])
        for a, b in zip(likely["a"], likely["b"], strict=True)
    }
    table = [counts.get(pair, {}) for pair in zip(pairs["a"], pairs["b"], strict=True)]
    for column in _COUNTS:
        pairs[column] = pd.array([row.get(column) for row in table], dtype="Float64")
    return pairs


def _earlier(known: pd.DataFrame | None) -> dict[tuple[str, str], dict[str, Any]]:
    if known is None:
        return {}
    aligned = known[known["shared"].notna()]
    return {
        (row["a"], row["b"]): {c: row[c] for c in _COUNTS} for row in aligned.to_dict("records")
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
