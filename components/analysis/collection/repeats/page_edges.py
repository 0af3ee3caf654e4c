"""Edges of pages: what pages of one outlet repeat at their beginning or end, story after story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from components.analysis.collection.repeats.page_stories import (
    Page,
    count_stories,
    number_stories,
)
from components.analysis.collection.repeats.passages import end_with_marks
from components.analysis.collection.repeats.placed_runs import PlacedRuns, place_known
from components.analysis.collection.shingles import Mask, in_long_runs, index_shingles, is_in
from components.text.segment import Span, sentences, words

# A run is the outlet's own when as many of its stories have it, or this share of them.
_LEAST_STORIES, _SHARE_OF_STORIES = 3, 0.1
# As many words of runs that so much of its stories have are the outlet's own wherever they stand.
_MOST_STORIES, _LONG_RUN, _SHORT = 0.3, 15, 60
# An edge has at least so many words of such runs. A sentence belongs to it when so much of it is
# repeated. So many others in a row may stand between two that do, of so many words at most.
_LEAST_OWN, _REPEATED, _MOST_BETWEEN, _LONGEST_BETWEEN = 8, 0.8, 2, 45
# The sentence behind an edge is cut when so many of its words go on with it.
_LEAST_CUT = 4
# Runs that two stories share are an edge's when so much of their places is in edges.
_AT_EDGES = 0.7


class _Read:
    """The text of a page: the spans of its words, and of its sentences in numbers of words."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language, self.words = text, language, words(text)

    @cached_property
    def sentences(self) -> list[Span]:
        """The numbers of the words that begin a sentence and stand behind it."""
        begins = np.array([start for start, _ in self.words])
        spans = sentences(self.text, self.language)
        places = [np.searchsorted(begins, span).tolist() for span in spans]
        return [(first, behind) for first, behind in places if first < behind]


@dataclass
class KnownPage:
    """What was found of a page, with what it was found from; see `find_edges`.

    `edges` are in numbers of words, before it is known what else stands at edges; `spans` are those
    of its text that are no story.
    """

    page: Page
    edges_from: bytes = b""
    edges: list[Span] = field(default_factory=list)
    spans_from: bytes = b""
    spans: list[Span] = field(default_factory=list)


KnownPages = dict[str, KnownPage]
Read = Callable[[Iterable[str]], Mapping[str, str]]


def find_edges(pages: Mapping[str, Page], read: Read, known: KnownPages) -> KnownPages:
    """For each page of one outlet, by id, the `spans` that are no story, in order.

    These are menus, offers, teasers and footers: text that the outlet prints with story after
    story, at the beginning and end of its pages or, where most pages have it, anywhere; also where
    it is most of a page. Versions of one story count as one. Fewer than three stories tell nothing.

    `known` is what was found before, {} at first: only pages of which other words are repeated now
    are looked at again. Their texts are read by their ids; no text ever changes.
    """
    found = {id: _take_known(page, known.get(id)) for id, page in pages.items()}
    own_pages = [one.page for one in found.values()]
    index = index_shingles([page.distinct for page in own_pages])
    stories = number_stories(own_pages, index)
    told = len(np.unique(stories))
    if told < _LEAST_STORIES:
        return {id: KnownPage(one.page) for id, one in found.items()}
    counts = count_stories(index, stories)
    least = max(_LEAST_STORIES, _SHARE_OF_STORIES * told)
    own = np.sort(np.concatenate([index.shingles[counts >= least], index.everywhere]))
    shared = np.union1d(own, index.shingles[counts >= 2])
    always = np.sort(index.shingles[counts >= max(_LEAST_STORIES, _MOST_STORIES * told)])
    texts = _Texts(pages, read)
    placed = place_known([page.keys for page in own_pages], shared)
    is_own, is_always = is_in(shared, own), is_in(shared, always)
    owned, repeated = placed.mark(is_own), placed.mark(np.ones(len(shared), dtype=bool))
    _mark_edges(found, placed, (owned, repeated), texts)
    repeated = placed.mark(is_own | _at_edges(found, placed, len(shared)))
    _mark_spans(found, placed, (owned, repeated, placed.mark(is_always)), texts)
    return found


def _take_known(page: Page, known: KnownPage | None) -> KnownPage:
    """What is known of a page; nothing where its headline or its language was another."""
    about = page.title, page.language
    if known is None or (known.page.title, known.page.language) != about:
        return KnownPage(page)
    return replace(known)


class _Texts:
    """Texts of pages, read where they are needed, each once."""

    def __init__(self, pages: Mapping[str, Page], read: Read) -> None:
        self._pages, self._read = pages, read
        self._found: dict[str, _Read] = {}

    def read(self, ids: Iterable[str]) -> dict[str, _Read]:
        """The texts of these pages, by id."""
        wanted = list(ids)
        missing = [id for id in wanted if id not in self._found]
        for id, text in self._read(missing).items():
            self._found[id] = _Read(text, self._pages[id].language)
        return {id: self._found[id] for id in wanted}


def _mark_edges(
    pages: KnownPages, placed: PlacedRuns, masks: tuple[Mask, Mask], texts: _Texts
) -> None:
    """Look for the edges of the pages of which other words are owned or repeated than before."""
    before = {id: one.edges_from for id, one in pages.items()}
    changed = _list_changed(before, placed, masks)
    likely = texts.read(id for id, (_, own) in changed.items() if own[0].sum() >= _LEAST_OWN)
    for id, (packed, own) in changed.items():
        one = pages[id]
        one.edges = _find_edges(likely[id], *own) if id in likely else []
        one.edges_from = packed


def _mark_spans(
    pages: KnownPages, placed: PlacedRuns, masks: tuple[Mask, Mask, Mask], texts: _Texts
) -> None:
    """Look for what is no story in the pages of which others are owned, repeated or everywhere."""
    before = {id: one.spans_from for id, one in pages.items()}
    changed = _list_changed(before, placed, masks)
    likely = texts.read(
        id for id, (_, own) in changed.items() if own[0].sum() >= _LEAST_OWN or own[2].any()
    )
    for id, (packed, own) in changed.items():
        one = pages[id]
        one.spans = _find_spans(one.page, likely[id], *own) if id in likely else []
        one.spans_from = packed


def _list_changed(
    before: Mapping[str, bytes], placed: PlacedRuns, masks: Sequence[Mask]
) -> dict[str, tuple[bytes, list[Mask]]]:
    """The pages of whose words the masks are others than those packed before, packed and plain."""
    bits = np.zeros(placed.begins[-1], dtype=np.uint8)
    for number, mask in enumerate(masks):
        bits |= mask.view(np.uint8) << np.uint8(number)
    bounds = pairwise(placed.begins.tolist())
    found = {}
    for (id, known), (start, end) in zip(before.items(), bounds, strict=True):
        packed = bits[start:end].tobytes()
        if packed != known:
            found[id] = packed, [mask[start:end] for mask in masks]
    return found


def _find_spans(page: Page, read: _Read, owned: Mask, repeated: Mask, inside: Mask) -> list[Span]:
    """The spans of a page that are edges, or long runs that the outlet prints with most stories."""
    held = in_long_runs(inside, _LONG_RUN)
    for first, behind in _find_edges(read, owned, repeated):
        held[first:behind] = True
    return [
        (read.words[first][0], end_with_marks(read.text, read.words[behind - 1][1]))
        for first, behind in _runs_of(held)
        if not _tells_all(page, first, behind)
    ]


def _tells_all(page: Page, first: int, behind: int) -> bool:
    """Whether a short block has all of the headline: it is the story."""
    own = np.isin(page.named, page.keys[first:behind])
    return behind - first < _SHORT and len(own) > 0 and bool(own.all())


def _runs_of(held: Mask) -> list[Span]:
    places = np.flatnonzero(np.diff(np.concatenate([[0], held, [0]])))
    return [(first, behind) for first, behind in places.reshape(-1, 2).tolist()]


def _find_edges(read: _Read, owned: Mask, repeated: Mask) -> list[Span]:
    """The edges of a page, as numbers of words: the first, and the one behind the last."""
    count = len(read.words)
    if owned.sum() < _LEAST_OWN:
        return []
    head = _go_in(read.sentences, owned, 0)
    turned = [(count - behind, count - first) for first, behind in reversed(read.sentences)]
    tail = _go_in(turned, repeated[::-1], _MOST_BETWEEN)
    found = [(0, head), (max(head, count - tail), count)]
    return [(a, b) for a, b in found if owned[a:b].sum() >= _LEAST_OWN]


def _go_in(spans: Sequence[Span], repeated: Mask, most_between: int) -> int:
    """How many words from the beginning on are an edge."""
    reached, between = 0, 0
    for first, behind in spans:
        held = np.flatnonzero(repeated[first:behind])
        plain = np.flatnonzero(~repeated[first:behind])
        most = len(held) >= _REPEATED * (behind - first)
        if most and behind - first - held[-1] <= _LEAST_CUT:
            reached, between = behind, 0
            continue
        if most or (first == reached and plain[0] >= _LEAST_CUT):
            reached = first + int(held[-1] + 1 if most else plain[0])
            between = 0 if most else between
        between += 1
        if between > most_between or behind - first > _LONGEST_BETWEEN:
            break
    return reached


def _at_edges(pages: KnownPages, placed: PlacedRuns, count: int) -> Mask:
    """Which of the known runs, `count` in all, stand for the most part in edges."""
    at_edge = np.zeros(placed.begins[-1], dtype=bool)
    for begin, one in zip(placed.begins.tolist(), pages.values(), strict=False):
        for first, behind in one.edges:
            at_edge[begin + first : begin + behind] = True
    everywhere = np.bincount(placed.numbers, minlength=count)
    inside = np.bincount(placed.numbers[at_edge[placed.places]], minlength=count)
    found: Mask = inside >= _AT_EDGES * np.maximum(1, everywhere)
    return found
