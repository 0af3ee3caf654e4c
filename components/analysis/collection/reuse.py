"""Text reuse: which articles share copied passages, and how much of each is in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, compress, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.analysis.article.boilerplate import find_boilerplate
from components.analysis.collection.repeats.passages import FRESH, WORDS, Words, common_passages
from components.analysis.collection.shingles import (
    BLOCK,
    Keys,
    Mask,
    ShingleIndex,
    index_shingles,
    is_in,
    shared_counts,
    stock_shingles,
    stock_words,
    word_keys,
)
from components.analysis.collection.similarity import MapLike
from components.text.segment import Span, words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# A passage of twelve words holds eight runs of five; with a word changed in its midst, three.
LEAST_RUNS = 3
LEAST_SHARE = 0.2
# Texts alike by this share have more than phrases in common, though each phrase be stock.
ALIKE = 0.3
_TEXTS = 500
_PAIRS = 2_000

Pairs = NDArray[np.int64]  # two columns
Found = tuple[int, int, float, float]
Shares = tuple[float, float]
Measured = tuple[bytes, bytes]


def reused_pairs(
    texts: Sequence[str], *, aside: Sequence[Sequence[Span]] | None = None, run: MapLike = map
) -> pd.DataFrame:
    """Find the pairs of texts that share copied passages, whatever their lengths.

    Columns `a`, `b` (row numbers, a < b), `score` (the larger share), `a_in_b`, `b_in_a` (the share
    of the words of each text that are in passages found in the other, 0 to 1; a word that differs
    within a passage does not count), best first. A passage has twelve words or more; a shared
    phrase is none. Set aside are the words of boilerplate, in the spans `aside` of each text or
    else as `find_boilerplate` finds them, and stock runs, which eight unrelated texts or more have.
    Copying without a change is always found. `run` is any `map`. Memory grows with the words, time
    with words and pairs: 32,000 articles take under a minute of one core.
    """
    spans = aside if aside is not None else [None] * len(texts)
    chunks = run(read_texts, _cut(list(zip(texts, spans, strict=True)), _TEXTS))
    return pairs_of_words([text for chunk in chunks for text in chunk], {}, run=run)


def pairs_of_words(
    texts: Sequence[Words], known: dict[Measured, Shares | None], *, run: MapLike = map
) -> pd.DataFrame:
    """The pairs of `reused_pairs`, of texts whose words were read.

    `known` has the shares of pairs that were measured before, None where nothing is shared; it is
    left with those of the pairs that were looked at now.
    """
    rows = _group_equal(texts)
    distinct = list(rows)
    index = index_shingles([text.runs for text in distinct])
    stock = stock_shingles(index)
    pairs = _candidates(index, ~is_in(index.shingles, stock))
    several = [place for place, equal in enumerate(rows.values()) if len(equal) > 1]
    for place in {*pairs.ravel().tolist(), *several}:  # of the others it does not matter
        distinct[place] = _mark_stock(distinct[place], stock)
    names = [(distinct[a].digest, distinct[b].digest) for a, b in pairs.tolist()]
    is_new = [name not in known for name in names]
    measured = [one for job in run(_measure, _jobs(distinct, pairs[is_new])) for one in job]
    shares_of = known | dict(zip(compress(names, is_new), measured, strict=True))
    known.clear()
    known.update((name, shares_of[name]) for name in names)
    found = [
        (a, b, *shares)
        for (a, b), name in zip(pairs.tolist(), names, strict=True)
        if (shares := known[name]) is not None
    ]
    return _table(found, distinct, list(rows.values()))


def _cut(entries: Any, size: int) -> Iterator[Any]:
    return (entries[start : start + size] for start in range(0, len(entries), size))


def read_texts(texts: Sequence[tuple[str, Sequence[Span] | None]]) -> list[Words]:
    """The words of texts, those set aside that begin in the spans of each, or in boilerplate."""
    read = ((word_keys(text), _begins_in(text, spans)) for text, spans in texts)
    return [Words(keys, aside, np.zeros(len(keys), dtype=bool)) for keys, aside in read]


def _begins_in(text: str, spans: Sequence[Span] | None) -> Mask:
    """The words of `text` that begin within one of the spans, or in boilerplate for None."""
    if spans is None:
        spans = [(one.start, one.end) for one in find_boilerplate(text)]
    starts = np.array([start for start, _ in words(text)], dtype=np.int64)
    inside = np.zeros(len(starts), dtype=bool)
    for start, end in spans:
        inside[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = True
    return inside


def _group_equal(texts: Sequence[Words]) -> dict[Words, list[int]]:
    """The different texts, each with its rows: equal texts are compared once."""
    known: dict[tuple[bytes, bytes], Words] = {}
    rows: dict[Words, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        rows[known.setdefault((text.keys.tobytes(), text.aside.tobytes()), text)].append(row)
    return rows


def _mark_stock(text: Words, stock: Keys) -> Words:
    """Set aside the stock blocks, and mark the stock phrases."""
    phrases, blocks = stock_words(text.keys, stock)
    return Words(text.keys, text.aside | blocks, phrases)


def _candidates(index: ShingleIndex, own: Mask) -> Pairs:
    """Rows of texts that share enough runs of their own, or enough of any, to be measured."""
    # Not by `run`: to send the index to other processes takes longer.
    starts = range(0, index.matrix.shape[0], BLOCK)
    find = partial(_candidates_of_block, index, index.matrix[:, own].tocsr())
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *map(find, starts)])


def _candidates_of_block(index: ShingleIndex, own: csr_matrix, start: int) -> Pairs:
    enough = shared_counts(own, start)
    enough.data = enough.data >= LEAST_RUNS
    alike = shared_counts(index.matrix, start)
    sizes = np.minimum(index.sizes[alike.row + start], index.sizes[alike.col])
    alike.data = alike.data >= LEAST_SHARE * sizes
    found = (enough.tocsr() + alike.tocsr()).tocoo()
    rows = found.row + start
    likely = found.data & (rows < found.col)
    return np.stack([rows[likely], found.col[likely]], axis=1).astype(np.int64)


def _jobs(texts: Sequence[Words], pairs: Pairs) -> Iterator[tuple[Pairs, dict[int, Words]]]:
    """Some pairs at a time, each time with only the texts they need."""
    for some in _cut(pairs, _PAIRS):
        yield some, {int(row): texts[row] for row in np.unique(some)}


def _measure(job: tuple[Pairs, Mapping[int, Words]]) -> list[Shares | None]:
    """For each pair the shares of both texts; None for those without a passage in common."""
    pairs, texts = job
    found: list[Shares | None] = []
    for a, b in pairs.tolist():
        in_first, in_second = common_passages(texts[a], texts[b])
        shares = _share(in_first, texts[a]), _share(in_second, texts[b])
        own = np.count_nonzero(in_first & ~texts[a].stock)
        found.append(shares if max(shares) >= ALIKE or own >= WORDS else None)
    return found


def _share(found: Mask, text: Words) -> float:
    return float(np.count_nonzero(found) / max(1, text.fresh))


def _table(
    found: Sequence[Found], distinct: Sequence[Words], rows: list[list[int]]
) -> pd.DataFrame:
    """One row for each pair of texts, equal ones included."""
    pairs = [
        (min(a, b), max(a, b), *(shares if a < b else shares[::-1]))
        for one, other, *shares in found
        for a, b in product(rows[one], rows[other])
    ]
    pairs += [
        (a, b, 1.0, 1.0)
        for text, equal in zip(distinct, rows, strict=True)
        if len(equal) > 1 and len(text.keys) >= WORDS and text.fresh >= FRESH
        for a, b in combinations(equal, 2)
    ]
    table = pd.DataFrame(pairs, columns=["a", "b", "a_in_b", "b_in_a"])
    table = table.astype({"a": "int64", "b": "int64", "a_in_b": "float64", "b_in_a": "float64"})
    table["score"] = table[["a_in_b", "b_in_a"]].max(axis=1)
    table = table.sort_values(["score", "a", "b"], ascending=[False, True, True])
    return table[["a", "b", "score", "a_in_b", "b_in_a"]].reset_index(drop=True)
