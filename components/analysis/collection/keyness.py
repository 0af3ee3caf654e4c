"""Keyness: which words are more frequent in some articles than in others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.collection.word_index import Numbers, WordTable

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

LEAST_COUNT = 5
LEAST_WORDS = 100
CHANCE = 0.05

Floats = NDArray[np.float64]
_COLUMNS = [
    "term", "first", "second", "first_words", "second_words",
    "log_ratio", "log_likelihood", "p", "q", "corrected",
]  # fmt: skip


def keyness(
    first: NDArray[np.integer],
    second: NDArray[np.integer],
    *,
    least: int = LEAST_COUNT,
    aside: NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """Compare how frequent each term is in two sets of articles, within each language.

    `first` and `second` have the counts of the same terms, of all terms in either set, because
    their sums are taken for the sizes of the sets: one row of counts, or one for each language. A
    language in which either set has fewer than `LEAST_WORDS` words is left out; `aside` marks terms
    that are not compared, though they count in the sizes. Columns, largest `log_likelihood` first:

    - `term`: the position in the counts; `first`, `second`: its counts. Terms with fewer than
      `least` in both sets together are left out. `first_words`, `second_words`: the sizes of the
      sets in those languages that have the term.
    - `log_ratio`: how many times the relative frequency in the first set doubles that in the
      second, log2((a / E1) / (b / E2)), in one language log2((a / A) / (b / B)); 1 is twice as
      frequent, -1 half; a count of 0 is taken as 0.5 (A. Hardie, "Log Ratio: an informal
      introduction", 2014).
    - `log_likelihood`: G2 = 2 (a ln(a / E1) + b ln(b / E2)), where E1 and E2 are the counts
      expected if the word were equally frequent in both, A (a + b) / (A + B) and likewise for B
      (P. Rayson and R. Garside 2000, after T. Dunning 1993), summed over the languages: so a set
      with more German in it does not make every German word distinctive. It grows with the
      evidence, not with the effect.
    - `p`: the chance of such a G2 with no difference (chi-squared, one degree of freedom); `q`:
      the share of false finds to expect among the terms up to here (Y. Benjamini and Y. Hochberg
      1995); `corrected`: p times the number of terms compared, at most 1 (Bonferroni).

    The test treats every word as drawn independently, but words come in bursts, so p is too small:
    good for ranking, no proof. When no language has enough words the table has no rows.
    """
    first, second = np.atleast_2d(first), np.atleast_2d(second)
    enough = np.minimum(first.sum(axis=1), second.sum(axis=1)) >= LEAST_WORDS
    if not enough.any():
        return pd.DataFrame({name: [] for name in _COLUMNS})
    first, second = first[enough], second[enough]
    often = (first + second).sum(axis=0) >= least
    terms = np.flatnonzero(often if aside is None else often & ~aside)
    sizes = first.sum(axis=1, keepdims=True), second.sum(axis=1, keepdims=True)
    both = first[:, terms] + second[:, terms]
    expected = [(size * both / sum(sizes)).sum(axis=0) for size in sizes]
    a, b = (one[:, terms].sum(axis=0).astype(float) for one in (first, second))
    evidence = 2 * (_surprise(a, expected[0]) + _surprise(b, expected[1]))
    p = _chance(evidence)
    words = [((both > 0) * size).sum(axis=0) for size in sizes]
    table = pd.DataFrame(
        {
            "term": terms,
            "first": first[:, terms].sum(axis=0),
            "second": second[:, terms].sum(axis=0),
            "first_words": words[0],
            "second_words": words[1],
            "log_ratio": np.log2(_held(a) / expected[0]) - np.log2(_held(b) / expected[1]),
            "log_likelihood": evidence,
            "p": p,
            "q": _false_share(p),
            "corrected": np.minimum(p * len(terms), 1.0),
        }
    )
    return table.sort_values(["log_likelihood", "term"], ascending=[False, True], ignore_index=True)


@dataclass(frozen=True)
class Apart:
    """How the words of selected articles differ from those of the others.

    `words`: the result of `set_apart`. `sizes`: the number of words in the selected articles and in
    the others. `selected`, `others`: the numbers of articles.
    """

    words: pd.DataFrame
    sizes: tuple[int, int]
    selected: int
    others: int


def compare_with_others(
    table: WordTable,
    articles: pd.DataFrame,
    selected: Collection[str],
    aside: NDArray[np.bool_] | None = None,
) -> Apart:
    """Compare the selected articles (ids) with all others in the same languages.

    `articles` has `id` and `language`. Words are compared within each language: beside another one
    every word would be distinctive. `aside` marks terms that are not compared.
    """
    rows = table.find_rows(articles["id"])
    known, rows = articles[rows >= 0], rows[rows >= 0]
    is_in = known["id"].isin([*selected]).to_numpy()
    languages = known["language"].to_numpy()
    spoken = pd.unique(languages[is_in])
    sides = [
        (rows[is_in & (languages == one)], rows[~is_in & (languages == one)]) for one in spoken
    ]
    sizes = [sum(int(np.diff(table.bounds)[pair[n]].sum()) for pair in sides) for n in (0, 1)]
    counts = [sum(len(pair[n]) for pair in sides) for n in (0, 1)]
    # Beside nothing no word is distinctive, and to look for one takes seconds in a large library.
    words = set_apart(table, *sides, aside=aside) if all(counts) else set_apart(table)
    return Apart(words, (sizes[0], sizes[1]), counts[0], counts[1])


def set_apart(
    table: WordTable, *sides: tuple[Numbers, Numbers], aside: NDArray[np.bool_] | None = None
) -> pd.DataFrame:
    """The keyness of the words in two sets of articles, given by their numbers in the table.

    `sides` has, for each language, the articles of the first set and those of the second.

    Columns of `keyness` and: `word` (the form of the term that is most frequent in the set that has
    it more often), `common` (a stop word), `first_articles`, `second_articles` (how many articles
    of each set have it). A word that one single article of a set of three or more has is left out:
    it is typical of the article, not of the set.
    """
    if not sides:
        sides = ((np.array([], dtype=np.int64),) * 2,)
    first, second = zip(*sides, strict=True)
    counts = (np.array([_add_rows(table.counts, rows) for rows in one]) for one in (first, second))
    found = keyness(*counts, aside=aside)
    spread = [_add_rows(table.held, np.concatenate(one)) for one in (first, second)]
    terms = found["term"].to_numpy(dtype=np.int64)
    found = found.assign(
        word="",
        common=table.common[terms],
        first_articles=spread[0][terms],
        second_articles=spread[1][terms],
    )
    is_more = found["log_ratio"] > 0
    of_set = found["first_articles"].where(is_more, found["second_articles"])
    fewest = [2 if sum(map(len, one)) > 2 else 1 for one in (first, second)]
    least = pd.Series(fewest[0], index=found.index).where(is_more, fewest[1])
    kept = found[of_set >= least].reset_index(drop=True)
    return kept.assign(word=_name_terms(table, kept, np.concatenate(first), np.concatenate(second)))


def _add_rows(matrix: csr_matrix, rows: Numbers) -> NDArray[np.int64]:
    """The sum of some rows, each once."""
    chosen = np.zeros(matrix.shape[0], dtype=np.int64)
    chosen[rows] = 1
    found: NDArray[np.int64] = matrix.T @ chosen
    return found


def _name_terms(
    table: WordTable, found: pd.DataFrame, first: Numbers, second: Numbers
) -> NDArray[np.object_]:
    """The form of each term in the set, of articles by number, that has it more often."""
    terms, is_more = found["term"].to_numpy(dtype=np.int64), (found["log_ratio"] > 0).to_numpy()
    names = np.empty(len(terms), dtype=object)
    for rows, side in ((first, is_more), (second, ~is_more)):
        names[side] = table.labels_in(rows, terms[side])
    return names


def _surprise(seen: Floats, expected: Floats) -> Floats:
    """Observed times ln(observed / expected), 0 where nothing was observed."""
    some = seen > 0
    ratio = np.divide(seen, expected, out=np.ones_like(seen), where=some)
    surprise: Floats = seen * np.log(ratio)
    return surprise


def _held(count: Floats) -> Floats:
    return np.where(count > 0, count, 0.5)


def _chance(evidence: Floats) -> Floats:
    from scipy.special import erfc

    # Chi-squared with one degree of freedom is the square of a normal variable.
    chance: Floats = erfc(np.sqrt(np.maximum(evidence, 0) / 2))
    return chance


def _false_share(p: Floats) -> Floats:
    order = np.argsort(p)
    raised = p[order] * len(p) / np.arange(1, len(p) + 1)
    falling = np.minimum.accumulate(raised[::-1])[::-1]
    share = np.empty_like(p)
    share[order] = falling
    return share
