"""Cosine by parts: which terms and parts make two articles similar, and the cosine without each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log, sqrt
from typing import Any

import pandas as pd

from components.analysis.article.outline import ALL_PARTS, Parts
from components.analysis.collection.tfidf import TfidfSettings, find_words, join_terms


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
    """The words of one article in order, and the part in which each stands.

    A term of several words belongs to the part of its first.
    """

    words: Sequence[str]
    parts: Sequence[str]
    settings: TfidfSettings

    def of(self, names: tuple[str, ...]) -> dict[str, Counter[str]]:
        """By term how often each of the named parts has it, when only these count."""
        places = self._places(names)
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for first, term in join_terms([self.words[at] for at in places], self.settings):
            found[term][self.parts[places[first]]] += 1
        return found

    def totals(self, names: tuple[str, ...]) -> Counter[str]:
        """How often each term is in the named parts, when only these count; kept."""
        # Most articles lack a part, without which they are as they were.
        here = tuple(name for name in names if name in self._named)
        if here not in self._totals:
            words = [self.words[at] for at in self._places(here)]
            self._totals[here] = Counter(term for _, term in join_terms(words, self.settings))
        return self._totals[here]

    def _places(self, names: tuple[str, ...]) -> list[int]:
        return [at for at, part in enumerate(self.parts) if part in names]

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.parts)

    @cached_property
    def _totals(self) -> dict[tuple[str, ...], Counter[str]]:
        return {}


@dataclass(frozen=True)
class SimilarityParts:
    """`split` is the result of `split_cosine`, `without` that of `cosines_without`.

    `alone` is the cosine of the counted words of the two by themselves: 0 to 1, the same in every
    library, for no word weighs more than another.
    """

    split: pd.DataFrame
    without: dict[str, float]
    alone: float


def explain_similarity(
    first: Parts,
    second: Parts,
    frequencies: Frequencies,
    settings: TfidfSettings,
    counting: tuple[str, ...] = ALL_PARTS,
) -> SimilarityParts:
    """Explain why two articles are similar; `counting` are the parts that count in `split`."""
    counted = count_parts(first, settings), count_parts(second, settings)
    one, other = (side.totals(counting) for side in counted)
    return SimilarityParts(
        split_cosine(*counted, frequencies, settings, counting),
        cosines_without(*counted, frequencies, settings),
        # With a library of nothing the inverse document frequency of every word is the same.
        _cosine(one, other, Frequencies(0, {}), replace(settings, min_articles=1)),
    )


def count_parts(article: Parts, settings: TfidfSettings) -> Counted:
    """The words of an article with the part of each: those of the headline, then of the text."""
    found = [(-1, word, "headline") for _, word in find_words(article.words_of("headline"))]
    for name in ALL_PARTS:
        if name != "headline":
            found += [(at, word, name) for at, word in find_words(article.words_of(name))]
    found.sort(key=lambda one: one[0])
    return Counted([word for _, word, _ in found], [part for _, _, part in found], settings)


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
    sides = (first.of(counting), second.of(counting))
    totals = (first.totals(counting), second.totals(counting))
    weights = [_weigh(side, frequencies, settings) for side in totals]
    rows: list[tuple[Any, ...]] = []
    for term in weights[0].keys() & weights[1].keys():
        share = weights[0][term] * weights[1][term]
        portions = [sum(_portion(side[term], name) for side in sides) / 2 for name in ALL_PARTS]
        rows.append((term, share, *(share * portion for portion in portions)))
    rows.sort(key=lambda row: (-row[1], row[0]))
    return pd.DataFrame(rows, columns=["term", "share", *ALL_PARTS])


def cosines_without(
    first: Counted, second: Counted, frequencies: Frequencies, settings: TfidfSettings
) -> dict[str, float]:
    """The cosine of the whole articles ("whole articles") and without each part in turn, 0 to 1.

    The frequencies of the corpus stay as they are, so only the part makes the difference.
    """
    kept = {"whole articles": ALL_PARTS} | {
        name: tuple(other for other in ALL_PARTS if other != name) for name in ALL_PARTS
    }
    return {
        name: _cosine(first.totals(names), second.totals(names), frequencies, settings)
        for name, names in kept.items()
    }


def _portion(places: Counter[str], name: str) -> float:
    return places[name] / places.total()


def _cosine(
    first: Mapping[str, int],
    second: Mapping[str, int],
    frequencies: Frequencies,
    settings: TfidfSettings,
) -> float:
    one, other = (_weigh(counts, frequencies, settings) for counts in (first, second))
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def _weigh(
    totals: Mapping[str, int], frequencies: Frequencies, settings: TfidfSettings
) -> dict[str, float]:
    weights = {
        term: (1 + log(count) if settings.sublinear else count) * frequencies.idf(term)
        for term, count in totals.items()
        if frequencies.articles.get(term, 1) >= settings.min_articles
    }
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}
