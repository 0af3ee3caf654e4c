"""Cosine by parts: which terms and parts make two articles similar, and the cosine without each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

import pandas as pd

from components.analysis.article.outline import ALL_PARTS, Parts
from components.analysis.collection.tfidf import TfidfSettings, count_terms


@dataclass(frozen=True)
class Frequencies:
    """In how many of the `total` articles of a corpus a term is; 1 for a term not listed."""

    total: int
    articles: Mapping[str, int]

    def idf(self, term: str) -> float:
        """Smoothed inverse document frequency as in scikit-learn: ln((1 + n) / (1 + df)) + 1."""
        return log((1 + self.total) / (1 + self.articles.get(term, 1))) + 1


@dataclass(frozen=True)
class Counted:
    """How often each term is in each part of one article."""

    parts: Mapping[str, Counter[str]]

    def of(self, names: tuple[str, ...]) -> Counter[str]:
        """The counts over all of the named parts."""
        return sum((self.parts[name] for name in names), Counter())


@dataclass(frozen=True)
class SimilarityParts:
    """`split` is the result of `split_cosine`, `without` that of `cosines_without`."""

    split: pd.DataFrame
    without: dict[str, float]


def explain_similarity(
    first: Parts,
    second: Parts,
    frequencies: Frequencies,
    settings: TfidfSettings,
    counting: tuple[str, ...] = ALL_PARTS,
) -> SimilarityParts:
    """Explain why two articles are similar; `counting` are the parts that count in `split`."""
    counted = count_parts(first, settings), count_parts(second, settings)
    return SimilarityParts(
        split_cosine(*counted, frequencies, settings, counting),
        cosines_without(*counted, frequencies, settings),
    )


def count_parts(article: Parts, settings: TfidfSettings) -> Counted:
    """Count the terms in each of `ALL_PARTS`. A term across two parts is counted in neither."""
    return Counted({name: count_terms(article.words_of(name), settings) for name in ALL_PARTS})


def split_cosine(
    first: Counted,
    second: Counted,
    frequencies: Frequencies,
    settings: TfidfSettings,
    counting: tuple[str, ...] = ALL_PARTS,
) -> pd.DataFrame:
    """Split the cosine of two articles by common term and by part.

    Columns `term`, `share` (largest first; their sum is the cosine) and one for each of
    `ALL_PARTS`, which add up to `share`: half of it is divided by the places of the term in the
    first article, half by those in the second. Parts that are not in `counting` have 0. Without a
    common term the table has no rows.
    """
    sides = (first, second)
    weights = [_weigh(side.of(counting), frequencies, settings) for side in sides]
    rows = []
    for term in weights[0].keys() & weights[1].keys():
        share = weights[0][term] * weights[1][term]
        row: dict[str, float | str] = {"term": term, "share": share}
        for name in ALL_PARTS:
            row[name] = share * sum(_portion(side, term, name, counting) for side in sides) / 2
        rows.append(row)
    table = pd.DataFrame(rows, columns=["term", "share", *ALL_PARTS])
    return table.sort_values(["share", "term"], ascending=[False, True]).reset_index(drop=True)


def cosines_without(
    first: Counted, second: Counted, frequencies: Frequencies, settings: TfidfSettings
) -> dict[str, float]:
    """The cosine of the whole articles ("everything") and without each part in turn, 0 to 1.

    The frequencies of the corpus stay as they are, so only the part makes the difference.
    """
    kept = {"everything": ALL_PARTS} | {
        name: tuple(other for other in ALL_PARTS if other != name) for name in ALL_PARTS
    }
    return {
        name: _cosine(first.of(names), second.of(names), frequencies, settings)
        for name, names in kept.items()
    }


def _portion(side: Counted, term: str, name: str, counting: tuple[str, ...]) -> float:
    total = sum(side.parts[part][term] for part in counting)
    return side.parts[name][term] / total if name in counting and total else 0.0


def _cosine(
    first: Counter[str], second: Counter[str], frequencies: Frequencies, settings: TfidfSettings
) -> float:
    one, other = (_weigh(counts, frequencies, settings) for counts in (first, second))
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def _weigh(
    counts: Counter[str], frequencies: Frequencies, settings: TfidfSettings
) -> dict[str, float]:
    weights = {
        term: (1 + log(count) if settings.sublinear else count) * frequencies.idf(term)
        for term, count in counts.items()
        if frequencies.articles.get(term, 1) >= settings.min_articles
    }
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}
