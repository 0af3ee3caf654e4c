"""The words that two utterances share: whether they are one quotation, and what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from components.analysis.pair.edits.surface_changes import american
from components.analysis.quotations.utterances import Utterance
from components.text.language import FUNCTION_WORDS, most_used

# How much must be equal: words in a row, and words among all shared that are no function words.
_LONG_RUN, _RUN, _SHORT_RUN = 7, 5, 4
_LONG_CONTENT, _CONTENT, _FEW = 4, 3, 2
_NEARLY_ALL, _MOST, _HALF = 0.8, 0.6, 0.5
_NEAR, _STRAY, _FAR = 3, 2, 8
_MOST_USED = 60
# A bracket of an editor stands for so many words at most; an exchange of more at an end is none.
_MOST_REPLACED = 3
_JOINED = re.compile(r"[\W_]+(?!\d)|(?<!\d)[\W_]+")
# As printed and in full; ’s may be "is" or "has" or a genitive, and is left as it is.
_CONTRACTIONS = tuple(
    (re.compile(short + r"\b"), full)
    for short, full in (
        ("can't", "can not"), ("cannot", "can not"), ("won't", "will not"), ("shan't", "shall not"),
        ("n't", " not"), ("'re?", " are"), ("'ve", " have"), ("'ll", " will"), ("i'm", "i am"),
    )
)  # fmt: skip
_IN_WORD = re.compile(r"(?<=[^\W\d])[.-](?=[^\W\d]|$)|(?<=\d),(?=\d{3}\b)")
_DOTS = re.compile(r"…|\.\.+|\. \. ?\.")


Words = tuple[int, int]  # the number of the first word, and of the one behind the last


class Block(NamedTuple):
    """`length` equal words from word number `here` of one utterance and `there` of another."""

    here: int
    there: int
    length: int


@dataclass(frozen=True)
class Shared:
    """The equal words of two utterances: `run` in a row at most, `content` no function words.

    `places` are the numbers of those words in the first one that are in runs or near them, `share`
    their part of the shorter one, 0 to 1; `is_whole` says that it is in the longer one unchanged.
    """

    run: int
    places: frozenset[int]
    content: int
    share: float
    is_whole: bool

    def has(self, run: int, content: int) -> bool:
        """Whether so many words in a row are equal, and so many that are no function words."""
        return self.run >= run and self.content >= content


@dataclass(frozen=True)
class Changes:
    """What an utterance leaves out, changes, has in addition, and has in an editor's brackets."""

    left_out: list[str] = field(default_factory=list)
    edits: list[tuple[str, str]] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)


def measure_shared(one: Utterance, other: Utterance) -> Shared:
    """How much of two utterances is equal; spelling does not count, an order of words does."""
    keys = spell(one.keys)
    common = common_words(one.language)
    blocks = _blocks(keys, spell(other.keys), common)
    places = _places(blocks)
    shortest = max(1, min(len(one.keys), len(other.keys)))
    run = max((block.length for block in blocks), default=0)
    content = len({keys[place] for place in places} - common)
    return Shared(run, places, content, len(places) / shortest, run == shortest)


def is_one(shared: Shared, same: bool | None, beside: bool) -> bool:
    """Whether so much in common makes two utterances variants of one quotation.

    `same` says whether one speaker says both, None where that is not known; `beside` that the two
    articles share another quotation. Long equal text joins those of any speakers; of speakers that
    are not known to be one, a shorter one must be equal and of several telling words.
    """
    whole = shared.is_whole and shared.has(_RUN, _CONTENT)
    if same is False:
        return (shared.has(_LONG_RUN, _CONTENT) and shared.share >= _MOST) or (whole and beside)
    if shared.has(_LONG_RUN, _LONG_CONTENT) and shared.share >= (_HALF if same else _MOST):
        return True
    if whole or (beside and shared.is_whole and shared.has(_RUN, _FEW)):
        return True
    if shared.has(_RUN, _LONG_CONTENT if not same else 1) and shared.share >= _NEARLY_ALL:
        return True
    if not same:
        return False
    return (
        (shared.has(_RUN, _CONTENT) and shared.share >= _HALF)
        or (shared.has(_SHORT_RUN, _CONTENT) and shared.share >= _MOST)
        or (shared.has(_NEAR, _FEW) and len(shared.places) >= _RUN and shared.share == 1)
    )


def _blocks(one: Sequence[str], other: Sequence[str], common: frozenset[str]) -> list[Block]:
    """Equal words in order, the longest run first; function words far from all runs are none."""
    found = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    blocks = [Block(*block) for block in found if block.size]
    return [
        block
        for block in blocks
        if block.length > _STRAY
        or not common.issuperset(one[block.here : block.here + block.length])
        or _is_near_a_run(block, blocks, _FAR)
    ]


def _places(blocks: Sequence[Block]) -> frozenset[int]:
    near = [block for block in blocks if _is_near_a_run(block, blocks, _NEAR)]
    return frozenset(n for block in near for n in range(block.here, block.here + block.length))


def _is_near_a_run(block: Block, blocks: Sequence[Block], most: int) -> bool:
    """Whether a block is a run, or at most so many words from one in both utterances."""
    return block.length >= _NEAR or any(
        run.length >= _NEAR and _distance(block, run) <= most for run in blocks
    )


def _distance(block: Block, run: Block) -> int:
    """How many words are between two blocks, in the utterance that has more."""
    first, last = sorted((block, run))
    return max(last.here - first.here, last.there - first.there) - first.length


def compare(base: Utterance, other: Utterance) -> Changes:
    """The runs of words in which an utterance differs from the one that all are compared with.

    Spelling, hyphens and what an editor put in brackets or replaced by them are no difference.
    """
    found = Changes(inserted=list(other.inserted))
    for here, there in _differences(base, other):
        _sort_in(found, base, other, here, there)
    return found


def _differences(base: Utterance, other: Utterance) -> Iterator[tuple[Words, Words]]:
    """The spans of words, of both utterances, between the words that they share."""
    here = there = 0
    blocks = _blocks(spell(base.keys), spell(other.keys), common_words(base.language))
    for block in [*blocks, Block(len(base.keys), len(other.keys), 0)]:
        if (here, there) != (block.here, block.there):
            yield (here, block.here), (there, block.there)
        here, there = block.here + block.length, block.there + block.length


def _sort_in(
    found: Changes,
    base: Utterance,
    other: Utterance,
    here: Words,
    there: Words,
) -> None:
    before, after = base.words(*here), other.words(*there)
    if _letters(base, here) == _letters(other, there):
        return
    if not before and _is_in_brackets(other, there):
        found.inserted.append(after)
    elif (not after and _is_in_brackets(base, here)) or _is_replaced(base, here, other, there):
        return
    elif not after and _is_told_or_long(base, here, other, there):
        found.left_out.append(before)
    elif not after or not (_is_open(base, here) or (before and _is_open(other, there))):
        found.edits.append((before, after))
    elif not before:
        found.more.append(after)
    elif min(here[1] - here[0], there[1] - there[0]) > _MOST_REPLACED:
        found.left_out.append(before)
        found.more.append(after)
    else:
        found.edits.append((before, after))


def _is_told_or_long(base: Utterance, here: Words, other: Utterance, there: Words) -> bool:
    """Whether a gap is at an end, or marked, or of many words: a "not" less is more than a cut."""
    at_an_end = here[0] == 0 or here[1] == len(base.keys)
    return at_an_end or here[1] - here[0] > _MOST_REPLACED or _is_open(other, there)


def _letters(one: Utterance, span: Words) -> str:
    """The letters of some words, contractions in full: they're, they are."""
    said = " ".join(one.keys[slice(*span)])
    for short, full in _CONTRACTIONS:
        said = short.sub(full, said)
    return _JOINED.sub("", "".join(spell(tuple(said.split()))))


def _is_open(one: Utterance, span: Words) -> bool:
    """Whether more may have been said there: at an end, between parts, and at an ellipsis."""
    start, end = span
    if start == 0 or end == len(one.keys) or not one.breaks.isdisjoint(range(start, end + 1)):
        return True
    return any(_DOTS.search(_between(one, number)) for number in range(start, end + 1))


def _between(one: Utterance, number: int) -> str:
    """What is printed between a word and the one before it."""
    start = one.word_spans[number - 1][1] if number else 0
    end = one.word_spans[number][0] if number < len(one.word_spans) else len(one.text)
    return one.text[start:end]


def _is_in_brackets(one: Utterance, span: Words) -> bool:
    """Whether round brackets enclose words, which an editor put in as others do in square ones."""
    return "(" in _between(one, span[0]) and ")" in _between(one, span[1])


def _is_replaced(base: Utterance, here: Words, other: Utterance, there: Words) -> bool:
    """Whether an editor's square brackets on one side stand for a few words of the other."""
    sizes = here[1] - here[0], there[1] - there[0]
    if min(sizes) or max(sizes) > _MOST_REPLACED:
        return False
    blank, place = (base, here[0]) if sizes[1] else (other, there[0])
    between = _between(blank, place)
    return bool(blank.inserted) and "[" in between and not _DOTS.search(between)


@cache
def common_words(language: str) -> frozenset[str]:
    """Function words, with those used most in a language, as `spell` gives them."""
    return frozenset(spell((*FUNCTION_WORDS, *most_used(language, _MOST_USED))))


@lru_cache(maxsize=16_384)
def spell(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The words in the form that their spellings share: U.K., UK; favour, favor."""
    return tuple(american(_IN_WORD.sub("", key)) for key in keys)
