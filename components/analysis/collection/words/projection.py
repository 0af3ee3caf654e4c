"""Projection: articles on a plane, similar ones near each other; places stay as articles come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.collection.tfidf import TermWeights, TfidfSettings, weigh_known

VERSION = "5"
# At most so many articles are projected, which takes time with nearly their square.
LANDMARKS = 3_000
NEIGHBOURS = 8
# A map is kept while at least this share of the articles has its place from when it was made; then
# all are placed again.
STAYS_FOR = 2 / 3
COMPONENTS = 50
_SEED = 0
_PROJECTED, _BESIDE, _LATER = "projected", "by neighbours", "later, by neighbours"
Points = NDArray[np.float64]


@dataclass(frozen=True)
class Reduced:
    """Articles as vectors of length 1 in at most 50 dimensions, by id.

    `articles` says in how many of the `total` articles, of which the dimensions were made, a term
    was; `axes` has a row for each of these terms, in their order, and a column for each dimension.
    """

    vectors: dict[str, Points]
    articles: Mapping[str, int]
    total: int
    axes: NDArray[np.float32]
    _rows: dict[str, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._rows.update((term, row) for row, term in enumerate(self.articles))

    def put(self, texts: Mapping[str, str]) -> None:
        """Reduce other articles as these were; words that were in none of these are left out."""
        weights = weigh_known(list(texts.values()), TfidfSettings(), self.total, self.articles)
        rows = [self._rows.get(term, -1) for term in weights.terms]
        known = [place for place, row in enumerate(rows) if row >= 0]
        found = weights.matrix[:, known] @ self.axes[[rows[place] for place in known]]
        self.vectors.update(zip(texts, map(_unit, found), strict=True))

    def drop(self, ids: Iterable[str]) -> None:
        """Forget articles."""
        for id in ids:
            self.vectors.pop(id, None)


def _unit(vector: Points) -> Points:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def no_points() -> pd.DataFrame:
    """The table of a projection without articles."""
    return pd.DataFrame({"article": pd.Series(dtype=str), "x": [], "y": [], "placed": []})


def reduce_articles(ids: Sequence[str], weights: TermWeights) -> Reduced | None:
    """The rows of `weights` (TF-IDF, in the order of `ids`) by truncated SVD, with a fixed seed.

    None for fewer than three articles, or articles without terms.
    """
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize
    from threadpoolctl import threadpool_limits

    if len(ids) < 3 or not weights.matrix.nnz:
        return None
    size = max(min(COMPONENTS, min(weights.matrix.shape) - 1), 1)
    with threadpool_limits(1):  # on which sums depend
        svd = TruncatedSVD(size, random_state=_SEED)
        vectors = normalize(svd.fit_transform(weights.matrix))
    held = np.bincount(weights.matrix.indices, minlength=len(weights.terms)).tolist()
    return Reduced(
        vectors=dict(zip(ids, vectors, strict=True)),
        articles=dict(zip(weights.terms.tolist(), held, strict=True)),
        total=len(ids),
        axes=svd.components_.T.astype(np.float32),
    )


def stays(ids: Sequence[str], known: pd.DataFrame | None) -> bool:
    """Whether an earlier map is still that of most of these articles."""
    if known is None or known.empty or not len(ids):
        return False
    first = known.loc[known["placed"] != _LATER, "article"]
    return len({*ids}.intersection(first.tolist())) >= STAYS_FOR * len(ids)


def place_articles(
    ids: Sequence[str], reduced: Reduced | None, known: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Place articles on a plane so that neighbours are similar; great distances mean little.

    The vectors are reduced to two dimensions by t-SNE (van der Maaten and Hinton 2008), with a
    fixed seed and one thread, on which sums depend: the same articles give the same points. Of more
    than `LANDMARKS` articles only so many, evenly spread over `ids`, are projected, and each other
    one is placed at the median of its nearest `NEIGHBOURS`. `known` is an earlier result: while it
    stays, articles keep their points and only new ones are placed.

    Columns `article`, `x`, `y` (-1 to 1), `placed` ("projected", "by neighbours" or "later, by
    neighbours"). No rows where nothing could be reduced.
    """
    from threadpoolctl import threadpool_limits

    if reduced is None:
        return no_points()
    vectors = np.array([reduced.vectors[id] for id in ids])
    with threadpool_limits(1):
        if known is not None and stays(ids, known):
            table = known.set_index("article").reindex(list(ids))
            points = table[["x", "y"]].to_numpy(dtype=float, copy=True)
            how = table["placed"].fillna(_LATER).to_numpy(dtype=object)
        else:
            points = _project(vectors)
            how = np.where(np.isnan(points[:, 0]), _BESIDE, _PROJECTED)
        rest = np.flatnonzero(np.isnan(points[:, 0]))
        points[rest] = _among_neighbours(vectors, points, np.flatnonzero(how == _PROJECTED), rest)
    return pd.DataFrame({"article": list(ids), "x": points[:, 0], "y": points[:, 1], "placed": how})


def _project(vectors: Points) -> Points:
    """The points of the landmarks; those of other articles are not known."""
    from sklearn.manifold import TSNE

    count = len(vectors)
    chosen = np.unique(np.linspace(0, count - 1, min(count, LANDMARKS)).astype(int))
    wide = min(30.0, (len(chosen) - 1) / 3)
    start = "pca" if min(len(chosen), vectors.shape[1]) > 1 else "random"
    plane = TSNE(perplexity=wide, init=start, random_state=_SEED).fit_transform(vectors[chosen])
    middle = (plane.max(axis=0) + plane.min(axis=0)) / 2
    points = np.full((count, 2), np.nan)
    points[chosen] = (plane - middle) / max(float(np.abs(plane - middle).max()), 1e-9)
    return points


def _among_neighbours(
    vectors: Points, points: Points, fixed: NDArray[np.intp], rest: NDArray[np.intp]
) -> Points:
    from sklearn.neighbors import NearestNeighbors

    if not len(rest):
        return points[rest]
    near = NearestNeighbors(n_neighbors=min(NEIGHBOURS, len(fixed))).fit(vectors[fixed])
    _, found = near.kneighbors(vectors[rest])
    # The median: a mean would put what lies between two groups into the empty space between them.
    middle: Points = np.median(points[fixed[found]], axis=1)
    return middle
