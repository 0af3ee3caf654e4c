"""Families: connected components of articles that share text, and their sentences by version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from components.analysis.pair.alignment import Alignment, Link
from components.analysis.pair.sentence_normalisation import find_tokens
from components.text.segment import Span


def label_connected(count: int, edges: ArrayLike) -> NDArray[np.int64]:
    """The number of the component of each of `count` nodes, which are numbered from 0.

    `edges` has two node numbers in each row, or no row; direction, repeats and an edge from a node
    to itself make no difference. Components are numbered from 0 in the order of their first nodes;
    a node without edges is one of its own, and no nodes give an empty array. Time is linear in
    nodes and edges.
    """
    # Here, because the dashboard opens before SciPy is loaded.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    first, second = np.asarray(edges, dtype=np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(first), dtype=bool), (first, second)), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    codes, _ = pd.factorize(labels)
    return codes.astype(np.int64)


USUAL_SHARE = 30  # per cent
UNRELATED = "unrelated"


def families(pairs: pd.DataFrame, threshold: float = USUAL_SHARE / 100) -> pd.DataFrame:
    """Group the articles that are joined by pairs with a share of at least `threshold`.

    `pairs` has columns `a`, `b` (ids of any type) and `a_in_b`, `b_in_a`, of which the larger
    counts, as the table of relations has; the pairs that are "unrelated" by its column `decided`
    are left out. Columns `article` and `family` (from 0, the largest first, equal ones by the first
    article in `pairs`), in this order. An article without such a pair is in no family; without any
    there are no rows. Two articles of a family need not share text with each other, only with
    others in it.
    """
    related = leave_out_unrelated(pairs)
    joined = related[related[["a_in_b", "b_in_a"]].max(axis=1) >= threshold]
    codes, articles = pd.factorize(pd.concat([joined["a"], joined["b"]], ignore_index=True))
    labels = label_connected(len(articles), codes.reshape(2, -1).T)
    sizes = np.bincount(labels)
    order = np.argsort(-sizes, kind="stable")
    number = np.empty(len(sizes), dtype=np.int64)
    number[order] = np.arange(len(sizes))
    table = pd.DataFrame({"article": articles, "family": number[labels]})
    return table.sort_values("family", kind="stable").reset_index(drop=True)


def leave_out_unrelated(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs without those decided to be unrelated; all where nothing can have been decided."""
    return pairs[pairs["decided"] != UNRELATED] if "decided" in pairs else pairs


def count_families(members: pd.DataFrame) -> int:
    """How many families there are."""
    return int(members["family"].nunique())


def describe_families(
    members: pd.DataFrame, pairs: pd.DataFrame, published: Mapping[str, date | None]
) -> pd.DataFrame:
    """One row for each family: `size`, `first`, `last`, `days`, `overlap` and `least`.

    `members` is the result of `families` for `pairs`. `first` and `last` are the dates of its
    articles (None when no date is known), `days` the number of days between them (NA then);
    `overlap` is the mean of the larger share over all pairs of members, 0 where two share nothing:
    1 for copies, near 0 where articles are only joined in a chain; `least` is the smallest of them.
    """
    family_of = members.set_index("article")["family"]
    own = leave_out_unrelated(pairs)
    own = own.assign(family=own["a"].map(family_of), other=own["b"].map(family_of))
    own = own[own["family"] == own["other"]]
    shares = own[["a_in_b", "b_in_a"]].max(axis=1).groupby(own["family"])
    days = [one.toordinal() if (one := published.get(id)) else np.nan for id in members["article"]]
    grouped = members.assign(day=np.array(days, dtype=float)).groupby("family")
    size, first, last = grouped.size(), grouped["day"].min(), grouped["day"].max()
    every = size * (size - 1) / 2
    table = pd.DataFrame(
        {
            "size": size,
            "first": pd.Series(map(_day, first), size.index, dtype=object),
            "last": pd.Series(map(_day, last), size.index, dtype=object),
            "days": (last - first).astype("Int64"),
            "overlap": shares.sum() / every,
            "least": shares.min().where(shares.size() == every, 0.0),
        }
    )
    return table.reset_index()


def _day(ordinal: float) -> date | None:
    return None if np.isnan(ordinal) else date.fromordinal(int(ordinal))


def closest_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """As few of these pairs as still join every family, those with the largest shares.

    `pairs` as for `families`. The rows of a maximum spanning forest over the larger share of each
    pair (Kruskal), largest first: a family of n articles has n - 1 of them.
    """
    # Here, because the dashboard opens before SciPy is loaded.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import minimum_spanning_tree

    related = leave_out_unrelated(pairs)
    shares = related[["a_in_b", "b_in_a"]].max(axis=1)
    ordered = related.loc[shares.sort_values(ascending=False, kind="stable").index]
    codes, articles = pd.factorize(pd.concat([ordered["a"], ordered["b"]], ignore_index=True))
    # By its rank no pair is as light as another, so the tree is one and the first of equals is in.
    ranks = np.arange(1, len(ordered) + 1)
    graph = coo_array((ranks, codes.reshape(2, -1)), shape=(len(articles), len(articles)))
    kept = np.sort(minimum_spanning_tree(graph).data.astype(np.int64))
    return ordered.iloc[kept - 1]


Pair = tuple[int, int]
Node = tuple[int, int]  # version, number of the sentence
Row = dict[int, list[int]]  # for each version its sentences, which stand side by side


def sentence_table(order: Sequence[int], alignments: Mapping[Pair, Alignment]) -> pd.DataFrame:
    """Put the sentences of a family in rows, one cell for each row and version.

    `order` names the versions, likely givers first; `alignments` has pairs of them. Columns `row`
    (from 0, in the order of reading), `version`, `state` and the span `start`, `end` in the text of
    the version, NA where the sentence is absent. `state` is `first` in the first version with the
    sentence; in the others `same` (equal but for case, space and punctuation style), `edited` or
    `absent`.

    Sentences are in one row when alignments link them, also by way of other versions. Equal ones
    are joined first; two sentences of one version only when they are neighbours.
    """
    texts, spans = _versions(alignments)
    rows = _reading_order(order, spans, _join_links(spans, alignments))
    cells = [
        cell for number, row in enumerate(rows) for cell in _cells(number, row, order, texts, spans)
    ]
    table = pd.DataFrame(cells, columns=["row", "version", "state", "start", "end"])
    return table.astype({"row": "int64", "version": "int64", "start": "Int64", "end": "Int64"})


def _versions(
    alignments: Mapping[Pair, Alignment],
) -> tuple[dict[int, str], dict[int, list[Span]]]:
    texts, spans = {}, {}
    for (a, b), one in alignments.items():
        texts[a], texts[b] = one.first_text, one.second_text
        spans[a], spans[b] = one.first, one.second
    return texts, spans


def _join_links(
    spans: Mapping[int, list[Span]], alignments: Mapping[Pair, Alignment]
) -> dict[Node, Row]:
    """The row of each sentence."""
    row_of: dict[Node, Row] = {
        (version, place): {version: [place]}
        for version, sentences in spans.items()
        for place in range(len(sentences))
    }
    for (a, b), link in _surest_first(alignments):
        places = [*((a, place) for place in link.first), *((b, place) for place in link.second)]
        for place in places[1:]:
            _join(row_of, row_of[places[0]], row_of[place])
    return row_of


def _surest_first(alignments: Mapping[Pair, Alignment]) -> Iterator[tuple[Pair, Link]]:
    links = [(pair, link) for pair, one in alignments.items() for link in one.links]
    return iter(
        sorted(links, key=lambda found: (found[1].changed, len(found[1].first + found[1].second)))
    )


def _join(row_of: dict[Node, Row], row: Row, other: Row) -> None:
    if row is other:
        return
    for version in row.keys() & other.keys():
        places = sorted(row[version] + other[version])
        if places[-1] - places[0] >= len(places):
            return
    for version, places in other.items():
        row[version] = sorted(row.get(version, []) + places)
        for place in places:
            row_of[version, place] = row


def _reading_order(
    order: Sequence[int], spans: Mapping[int, list[Span]], row_of: Mapping[Node, Row]
) -> list[Row]:
    """The rows in the order of the first version; what another adds follows the row before it."""
    rows: list[Row] = []
    placed: set[int] = set()
    for version in order:
        behind = 0
        for place in range(len(spans.get(version, []))):
            row = row_of[version, place]
            if id(row) not in placed:
                placed.add(id(row))
                rows.insert(behind, row)
                behind += 1
            else:
                behind = _find(rows, row, behind) + 1
    return rows


def _find(rows: Sequence[Row], wanted: Row, near: int) -> int:
    """The index of a row; most often it is `near`, so the search begins there."""
    places = chain(range(near, len(rows)), range(near))
    return next(place for place in places if rows[place] is wanted)


def _cells(
    number: int,
    row: Row,
    order: Sequence[int],
    texts: Mapping[int, str],
    spans: Mapping[int, list[Span]],
) -> Iterator[tuple[int, int, str, int | None, int | None]]:
    first: list[str] | None = None
    for version in order:
        if version not in row:
            yield number, version, "absent", None, None
            continue
        own = [spans[version][place] for place in row[version]]
        said = find_tokens(texts[version], own).keys
        state = "first" if first is None else "same" if said == first else "edited"
        first = said if first is None else first
        yield number, version, state, own[0][0], own[-1][1]
