"""Alignment of two texts: links between their sentences, and the edits within each link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from components.analysis.pair.edits import Edit, Mention, Side, read_side, type_edits
from components.analysis.pair.edits.reversed_roles import find_turned
from components.analysis.pair.sentence_matching import match_sentences
from components.analysis.pair.sentence_normalisation import (
    Form,
    Tokens,
    find_tokens,
    sentence_forms,
)
from components.analysis.pair.split_sentences import Group
from components.analysis.pair.word_diff import Run, changed_runs, equal_tokens, heaviest_rising
from components.text.segment import Span, sentences, words

# Raised whenever texts are aligned by other rules: stored alignments are then made again.
ALIGNMENT_VERSION = "alignment 2"


@dataclass(frozen=True)
class CountedText:
    """A text in which what does not count is blanked, and the sentence spans of the whole text.

    The blanked text is as long as the whole one; the spans are in order and do not overlap.
    """

    text: str = field(repr=False)
    sentences: Sequence[Sequence[int]]


@dataclass(frozen=True)
class Link:
    """Sentences of the first and of the second text that match, by number.

    `kind` is `same` (equal but for case, space and punctuation style), `edited`, or `moved` (in
    another order; the words may be the same or edited). `changed` says whether the words differ.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    kind: str
    changed: bool = False


Mentions: TypeAlias = tuple[Sequence[Mention], Sequence[Mention]]


@dataclass(frozen=True)
class Counts:
    """How many sentences were kept, edited, moved, dropped and added.

    `first` and `second` count the sentences of either text. All but `second` and `added` count
    sentences of the first text: `kept` those in a link, `edited` and `moved` some of these; a
    sentence may be both.
    """

    first: int
    second: int
    kept: int
    edited: int
    moved: int
    dropped: int
    added: int


@dataclass(frozen=True)
class Alignment:
    """Sentence spans of two texts and the links between them, in the order of the first.

    Sentences without a link were dropped (first text) or added (second text). The shares are 0 for
    a text without words. `mentions` are the names in both texts, where they are known (start, end,
    type, entity): they make edits of names more certain.
    """

    first_text: str = field(repr=False)
    second_text: str = field(repr=False)
    first: list[Span]
    second: list[Span]
    links: list[Link]
    mentions: Mentions | None = field(default=None, repr=False, compare=False)

    def edits(self, link: Link) -> list[Edit]:
        """The edits within `link`, in order; spans never cut a word. Empty when nothing changed.

        A `same` link has only cosmetic edits, where the case of a word changed. They are worked out
        once and kept.
        """
        if link not in self._edits:
            self._edits[link] = self._find_edits(link)
        return self._edits[link]

    def _find_edits(self, link: Link) -> list[Edit]:
        first, second = self._tokens(link)
        starts = (self.first[link.first[0]][0], self.second[link.second[0]][0])
        runs = changed_runs(first, second)
        spans = [
            (_span(first, start, end, starts[0]), _span(second, other_start, other_end, starts[1]))
            for start, end, other_start, other_end in runs
        ]
        if not spans:
            return []
        turned = find_turned(self.first_text, first, self.second_text, second)
        kept = _kept_spans(first, second, runs) if turned else []
        return type_edits(*self.sides, spans, turned, kept)

    @cached_property
    def _edits(self) -> dict[Link, list[Edit]]:
        return {}

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """Both texts with their sentences, and with the mentions where these are known."""
        first, second = self.mentions or (None, None)
        return (
            read_side(self.first_text, self.first, first),
            read_side(self.second_text, self.second, second),
        )

    @property
    def dropped(self) -> list[int]:
        """The numbers of the sentences of the first text that have no link."""
        linked = {place for link in self.links for place in link.first}
        return [place for place in range(len(self.first)) if place not in linked]

    @property
    def added(self) -> list[int]:
        """The numbers of the sentences of the second text that have no link."""
        linked = {place for link in self.links for place in link.second}
        return [place for place in range(len(self.second)) if place not in linked]

    def counts(self) -> Counts:
        """How many sentences were kept, edited, moved, dropped and added."""
        dropped, added = len(self.dropped), len(self.added)
        return Counts(
            first=len(self.first),
            second=len(self.second),
            kept=len(self.first) - dropped,
            edited=sum(len(link.first) for link in self.links if link.changed),
            moved=sum(len(link.first) for link in self.links if link.kind == "moved"),
            dropped=dropped,
            added=added,
        )

    @cached_property
    def a_in_b(self) -> float:
        """The share of words of the first text that the second has unchanged, 0 to 1."""
        return self._kept_words / max(1, len(words(self.first_text)))

    @cached_property
    def b_in_a(self) -> float:
        """The share of words of the second text that the first has unchanged, 0 to 1."""
        return self._kept_words / max(1, len(words(self.second_text)))

    @cached_property
    def _kept_words(self) -> int:
        kept = 0
        for link in self.links:
            first, second = self._tokens(link)
            kept += sum(first.keys[place][0].isalnum() for place, _ in equal_tokens(first, second))
        return kept

    def _tokens(self, link: Link) -> tuple[Tokens, Tokens]:
        return (
            find_tokens(self.first_text, [self.first[place] for place in link.first]),
            find_tokens(self.second_text, [self.second[place] for place in link.second]),
        )


def align(first: str, second: str, *, language: str) -> Alignment:
    """Align two texts: equal, edited, split, merged and moved sentences are linked.

    A sentence with hardly a word in common with any other stays without a link. `language` is that
    of the sentence rules. Empty texts give no links. Two texts of 1,000 words take some hundredths
    of a second, two of 25,000 words under three seconds.
    """
    return align_counted(split_text(first, language), split_text(second, language))


def split_text(text: str, language: str) -> CountedText:
    """A text, perhaps with parts blanked, with the sentences that it has by itself."""
    return CountedText(text, sentences(text, language))


def align_counted(first: CountedText, second: CountedText) -> Alignment:
    """Align what counts of two texts by the sentences of the whole texts.

    A sentence of which only space is left is left out, and each span is trimmed to what is left.
    """
    return align_sentences(first.text, _counted_spans(first), second.text, _counted_spans(second))


def _counted_spans(counted: CountedText) -> list[Span]:
    found: list[Span] = []
    for start, end in counted.sentences:
        left = counted.text[start:end]
        if kept := left.strip():
            begin = start + len(left) - len(left.lstrip())
            found.append((begin, begin + len(kept)))
    return found


def align_sentences(
    first: str, first_spans: list[Span], second: str, second_spans: list[Span]
) -> Alignment:
    """Align two texts whose sentence spans are known; spans in order, not overlapping."""
    forms, others = sentence_forms(first, first_spans, second, second_spans)
    groups = match_sentences(forms, others)
    sizes = [sum(len(forms[place].key) for place in group[0]) for group in groups]
    in_order = heaviest_rising([group[1][0] for group in groups], sizes)
    links = [
        _link(group, forms, others, number not in in_order) for number, group in enumerate(groups)
    ]
    return Alignment(first, second, first_spans, second_spans, links)


def _kept_spans(first: Tokens, second: Tokens, runs: Sequence[Run]) -> list[tuple[Span, Span]]:
    """The spans of each pair of tokens between the changed runs, which are equal."""
    kept: list[tuple[Span, Span]] = []
    start, other_start = 0, 0
    length, other_length = len(first.keys), len(second.keys)
    for end, after, other_end, other_after in [*runs, (length, length, other_length, other_length)]:
        near, far = first.spans[start:end], second.spans[other_start:other_end]
        kept.extend(zip(near, far, strict=True))
        start, other_start = after, other_after
    return kept


def _link(group: Group, forms: Sequence[Form], others: Sequence[Form], moved: bool) -> Link:
    near = [key for place in group[0] for key in forms[place].key]
    far = [key for place in group[1] for key in others[place].key]
    changed = near != far
    kind = "moved" if moved else "edited" if changed else "same"
    return Link(group[0], group[1], kind, changed)


def _span(tokens: Tokens, start: int, end: int, origin: int) -> Span:
    """The span of a run of tokens; that of an empty run is behind the token before it."""
    if start < end:
        return tokens.spans[start][0], tokens.spans[end - 1][1]
    place = tokens.spans[start - 1][1] if start else origin
    return place, place
