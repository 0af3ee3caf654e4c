"""Text reuse: which articles share copied passages, and how much of each is in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import Any

import numpy as np
import pandas as pd

from components.analysis.article.boilerplate import find_boilerplate
from components.analysis.collection.repeats.passages import FRESH, WORDS, Words, common_passages
from components.analysis.collection.repeats.shared_runs import SharedRuns
from components.analysis.collection.shingles import BLOCK, Keys, Mask, stock_words, word_keys
from components.analysis.collection.similarity import MapLike
from components.text.segment import Span, words

# A passage of twelve words holds eight runs of five; with a word changed in its midst, three.
LEAST_RUNS = 3
LEAST_SHARE = 0.2
# Texts alike by this share have more than phrases in common, though each phrase be stock.
ALIKE = 0.3
_TEXTS = 500
_PAIRS = 2_000

Pair = tuple[int, int]
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
    return ReusedPairs().find([text for chunk in chunks for text in chunk], run=run)


class ReusedPairs:
    """The pairs of `reused_pairs`, of texts whose words were read, kept while texts come and go.

    Pairs of texts that stay, and of which the same is stock, are not measured again.
    """

    def __init__(self) -> None:
        self._shared = SharedRuns()
        # By a digest of each different text its number, which is never used again.
        self._numbers: dict[bytes, int] = {}
        self._count = 0
        # The texts to measure each with, and the words of such a text, marked for what is stock.
        self._near: dict[int, set[int]] = {}
        self._marked: dict[int, Words] = {}
        self._measured: dict[Measured, Shares | None] = {}

    def find(self, texts: Sequence[Words], *, run: MapLike = map) -> pd.DataFrame:
        """The table of `reused_pairs` for all texts that are there now."""
        rows: dict[bytes, list[int]] = defaultdict(list)
        for row, text in enumerate(texts):
            rows[text.digest].append(row)
        here = {self._number(digest): texts[own[0]] for digest, own in rows.items()}
        places = dict(zip(here, rows.values(), strict=True))
        self._update(here)
        pairs = [(a, b) for a in here for b in self._near[a] if places[a] < places[b]]
        several = [number for number, equal in places.items() if len(equal) > 1]
        for number in {*chain.from_iterable(pairs), *several} - self._marked.keys():
            self._marked[number] = _mark_stock(here[number], self._shared.stock)
        names = {(a, b): (self._marked[a].digest, self._marked[b].digest) for a, b in pairs}
        new = [pair for pair, name in names.items() if name not in self._measured]
        found = (one for job in run(_measure, _jobs(self._marked, new)) for one in job)
        known = self._measured | {
            names[pair]: shares for pair, shares in zip(new, found, strict=True)
        }
        self._measured = {name: known[name] for name in names.values()}
        return _table(
            [
                (places[a], places[b], shares)
                for (a, b), name in names.items()
                if (shares := known[name])
            ],
            [(self._marked[number], places[number]) for number in several],
        )

    def _number(self, digest: bytes) -> int:
        if digest not in self._numbers:
            self._numbers[digest] = self._count
            self._count += 1
        return self._numbers[digest]

    def _update(self, here: Mapping[int, Words]) -> None:
        """Find the texts near those that came, and near those of which something else is stock."""
        gone = [number for number in self._near if number not in here]
        came = {number: text.runs for number, text in here.items() if number not in self._near}
        turned = self._shared.update(gone, came)
        changed = {*came, *self._shared.holders(turned)}
        self._numbers = {digest: one for digest, one in self._numbers.items() if one in here}
        for number in {*gone, *changed}:
            self._marked.pop(number, None)
            for other in self._near.pop(number, ()):
                self._near.get(other, set()).discard(number)
        for number in changed:
            self._near[number] = set()
        for some in _cut(sorted(changed), BLOCK):
            for number, other in _list_near(self._shared, some):
                self._near[number].add(other)
                self._near[other].add(number)


def _list_near(shared: SharedRuns, some: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Which texts share enough runs of their own, or enough of any, to be measured with some."""
    own = shared.common(some, without=shared.stock)
    enough = own.runs >= LEAST_RUNS
    yield from zip(own.first[enough].tolist(), own.other[enough].tolist(), strict=True)
    common = shared.common(some)
    sizes = np.minimum(shared.sizes(common.first), shared.sizes(common.other))
    alike = common.runs >= LEAST_SHARE * sizes
    yield from zip(common.first[alike].tolist(), common.other[alike].tolist(), strict=True)


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


def _mark_stock(text: Words, stock: Keys) -> Words:
    """Set aside the stock blocks, and mark the stock phrases."""
    phrases, blocks = stock_words(text.keys, stock)
    return Words(text.keys, text.aside | blocks, phrases)


def _jobs(
    texts: Mapping[int, Words], pairs: Sequence[Pair]
) -> Iterator[tuple[Sequence[Pair], dict[int, Words]]]:
    """Some pairs at a time, each time with only the texts they need."""
    for some in _cut(pairs, _PAIRS):
        yield some, {number: texts[number] for pair in some for number in pair}


def _measure(job: tuple[Sequence[Pair], Mapping[int, Words]]) -> list[Shares | None]:
    """For each pair the shares of both texts; None for those without a passage in common."""
    pairs, texts = job
    found: list[Shares | None] = []
    for a, b in pairs:
        in_first, in_second = common_passages(texts[a], texts[b])
        shares = _share(in_first, texts[a]), _share(in_second, texts[b])
        own = np.count_nonzero(in_first & ~texts[a].stock)
        found.append(shares if max(shares) >= ALIKE or own >= WORDS else None)
    return found


def _share(found: Mask, text: Words) -> float:
    return float(np.count_nonzero(found) / max(1, text.fresh))


def _table(
    found: Sequence[tuple[list[int], list[int], Shares]],
    several: Sequence[tuple[Words, list[int]]],
) -> pd.DataFrame:
    """One row for each pair of texts: of the rows of two with their shares, and of equal ones."""
    pairs = [
        (min(a, b), max(a, b), *(shares if a < b else shares[::-1]))
        for one, other, shares in found
        for a, b in product(one, other)
    ]
    pairs += [
        (a, b, 1.0, 1.0)
        for text, equal in several
        if len(text.keys) >= WORDS and text.fresh >= FRESH
        for a, b in combinations(equal, 2)
    ]
    table = pd.DataFrame(pairs, columns=["a", "b", "a_in_b", "b_in_a"])
    table = table.astype({"a": "int64", "b": "int64", "a_in_b": "float64", "b_in_a": "float64"})
    table["score"] = table[["a_in_b", "b_in_a"]].max(axis=1)
    table = table.sort_values(["score", "a", "b"], ascending=[False, True, True])
    return table[["a", "b", "score", "a_in_b", "b_in_a"]].reset_index(drop=True)
