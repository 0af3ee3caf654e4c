"""Which articles use the same words, and which words make them alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from components.analysis.tfidf import TermWeights

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]

BLOCK = 256


def similar_pairs(
    weights: TermWeights, *, threshold: float, top: int | None = None, run: Run = map
) -> pd.DataFrame:
    """Find the pairs of articles whose cosine is at least `threshold`.

    Columns `a`, `b` (row numbers, a < b) and `score` (cosine, 0 to 1), best first, equal scores by
    row number. Exact: no pair is missed. With `top`, a pair stays only while it is among the `top`
    best of at least one of its two articles. `run` is any `map`, so the blocks may be spread over
    processes or machines. The cosine tells a common subject, not copying: two reports of one event
    without a sentence in common can reach 0.6. Time grows with the square of the number of
    articles, memory with a block of rows.
    """
    blocks = range(0, weights.matrix.shape[0], BLOCK)
    find = partial(_pairs_of_block, weights.matrix, threshold, top)
    found = pd.concat([_NONE, *run(find, blocks)], ignore_index=True)
    if top is not None:
        found = _keep_best(found, top)
    found = found.sort_values(["score", "a", "b"], ascending=[False, True, True])
    return found.reset_index(drop=True)


def explain(weights: TermWeights, a: int, b: int) -> pd.DataFrame:
    """Name the terms that make two articles alike.

    Columns `term` and `share`, largest first; the shares add up to the cosine of the two. Without a
    term in common the frame is empty.
    """
    common = weights.matrix[a].multiply(weights.matrix[b]).tocoo()
    shares = pd.DataFrame({"term": weights.terms[common.col], "share": common.data})
    return shares.sort_values(["share", "term"], ascending=[False, True]).reset_index(drop=True)


def best_terms(weights: TermWeights, a: np.ndarray, b: np.ndarray, most: int) -> list[list[str]]:
    """For each pair of rows the `most` terms that `explain` names first; [] without a common one.

    Some twenty microseconds a pair.
    """
    found: list[list[str]] = []
    for start in range(0, len(a), BLOCK):
        chunk = slice(start, start + BLOCK)
        common = weights.matrix[a[chunk]].multiply(weights.matrix[b[chunk]]).tocsr()
        common.sort_indices()
        for first, behind in pairwise(common.indptr.tolist()):
            # The terms are sorted, so equal shares come by term.
            best = np.argsort(-common.data[first:behind], kind="stable")[:most]
            found.append(weights.terms[common.indices[first:behind][best]].tolist())
    return found


_NONE = pd.DataFrame(
    {"a": np.array([], dtype=np.int64), "b": np.array([], dtype=np.int64), "score": np.array([])}
)


def find_closest(pairs: pd.DataFrame) -> dict[str, str]:
    """The most similar other article of each article that has one in `pairs`, the best first.

    `pairs` has columns `a`, `b` and `score`; pairs with nothing in common (0) do not count.
    """
    near = pairs.loc[pairs["score"] > 0, ["a", "b"]]
    turned = near.rename(columns={"a": "b", "b": "a"})
    best = pd.concat([near, turned]).sort_index().drop_duplicates("a")
    return dict(zip(best["a"], best["b"], strict=True))


def _pairs_of_block(
    matrix: csr_matrix, threshold: float, top: int | None, start: int
) -> pd.DataFrame:
    cosines = np.clip((matrix[start : start + BLOCK] @ matrix.T).toarray(), 0.0, 1.0)
    rows = np.arange(start, start + len(cosines))
    if top is None:
        keep = cosines >= threshold
        keep &= np.arange(matrix.shape[0]) > rows[:, None]
    else:
        cosines[np.arange(len(rows)), rows] = -1.0
        keep = (cosines >= threshold) & _is_among_best(cosines, top)
    first, second = np.nonzero(keep)
    a, b = rows[first], second
    return pd.DataFrame(
        {"a": np.minimum(a, b), "b": np.maximum(a, b), "score": cosines[first, second]}
    )


def _is_among_best(cosines: np.ndarray, top: int) -> np.ndarray:
    if cosines.shape[1] <= top:
        return np.ones(cosines.shape, dtype=bool)
    least = np.partition(cosines, -top, axis=1)[:, -top]
    kept: np.ndarray = cosines >= least[:, None]
    return kept


def _keep_best(found: pd.DataFrame, top: int) -> pd.DataFrame:
    """A row's best were found from its own side, so a pair may stand here twice."""
    once = found.drop_duplicates(["a", "b"])
    sides = pd.concat([once.assign(of=once["a"]), once.assign(of=once["b"])])
    sides = sides.sort_values(["score", "a", "b"], ascending=[False, True, True])
    best: Iterator[int] | pd.Index = sides.groupby("of").head(top).index.unique()
    return once.loc[best]
