"""The words that two utterances share: whether they are one quotation, and what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from components.analysis.quotations.utterances import Utterance
from components.analysis.quotations.variants.written_forms import (
    Words,
    common_words,
    is_spelling,
    spell,
)

NEAR, _STRAY, _FAR = 3, 2, 8
# A bracket of an editor stands for so many words at most; an exchange of more at an end is none.
_MOST_REPLACED = 3
_ENDED = re.compile(r"[.!?…]")
_DASH = re.compile("[—–-]")
_DOTS = re.compile(r"…|\.\.+|\. \. ?\.")


class Block(NamedTuple):
    """`length` equal words from word number `here` of one utterance and `there` of another."""

    here: int
    there: int
    length: int


@dataclass(frozen=True)
class Changes:
    """What an utterance leaves out, changes, has in addition, and has in an editor's brackets."""

    left_out: list[str] = field(default_factory=list)
    edits: list[tuple[str, str]] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)


def find_blocks(one: Sequence[str], other: Sequence[str], common: frozenset[str]) -> list[Block]:
    """Equal words in order; function words far from all runs are none.

    At an end they must be nearer than between two runs.
    """
    found = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    blocks = [Block(*block) for block in found if block.size]
    firm = [
        block.length > _STRAY or not common.issuperset(one[block.here : block.here + block.length])
        for block in blocks
    ]
    return [
        block
        for number, block in enumerate(blocks)
        if firm[number]
        or is_near_a_run(block, blocks, NEAR)
        or (any(firm[:number]) and any(firm[number:]) and is_near_a_run(block, blocks, _FAR))
    ]


def is_near_a_run(block: Block, blocks: Sequence[Block], most: int) -> bool:
    """Whether a block is a run, or at most so many words from one in both utterances."""
    return block.length >= NEAR or any(
        run.length >= NEAR and _distance(block, run) <= most for run in blocks
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
    blocks = find_blocks(spell(base.keys), spell(other.keys), common_words(base.language))
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
    if is_spelling(base, here, other, there):
        return
    here, there = _without_equal_start(base, here, other, there)
    before, after = base.words(*here), other.words(*there)
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
    elif _is_said_apart(base, here, other, there):
        here, there = _split_off(found, base, here, other, there)
        found.left_out.extend(filter(None, [base.words(*here)]))
        found.more.extend(filter(None, [other.words(*there)]))
    else:
        found.edits.append((before, after))


def _without_equal_start(
    base: Utterance, here: Words, other: Utterance, there: Words
) -> tuple[Words, Words]:
    """Two runs of words without what begins both, written in other ways: 150 million, 150m."""
    for size in range(1, min(_MOST_REPLACED, here[1] - here[0]) + 1):
        for length in range(1, min(_MOST_REPLACED, there[1] - there[0]) + 1):
            ends = here[0] + size, there[0] + length
            if is_spelling(base, (here[0], ends[0]), other, (there[0], ends[1])):
                return (ends[0], here[1]), (ends[1], there[1])
    return here, there


def _is_said_apart(base: Utterance, here: Words, other: Utterance, there: Words) -> bool:
    """Whether two runs of words are no forms of one: long, of other lengths, behind a pause."""
    fewer, more = sorted((here[1] - here[0], there[1] - there[0]))
    if here[0] == there[0] == 0:
        paused = here[1] in base.breaks or there[1] in other.breaks
    else:
        paused = here[0] in base.breaks and there[0] in other.breaks
    return fewer > _MOST_REPLACED or more > fewer + _MOST_REPLACED or paused


def _split_off(
    found: Changes, base: Utterance, here: Words, other: Utterance, there: Words
) -> tuple[Words, Words]:
    """What is left of two runs at an end when the sentence beside the shared words was edited.

    "It rained. This is" and "My is": only "This" became "My".
    """
    at_start, at_end = here[0] == there[0] == 0, here[1] == len(base.keys)
    if not at_start and not (at_end and there[1] == len(other.keys)):
        return here, there
    cuts = [_edge(one, span, at_start) for one, span in ((base, here), (other, there))]
    edited = [
        (cut, span[1]) if at_start else (span[0], cut)
        for cut, span in zip(cuts, (here, there), strict=True)
    ]
    sizes = [end - start for start, end in edited]
    if not all(sizes) or abs(sizes[0] - sizes[1]) > _MOST_REPLACED:
        return here, there
    if not is_spelling(base, edited[0], other, edited[1]):
        found.edits.append((base.words(*edited[0]), other.words(*edited[1])))
    if at_start:
        return (here[0], cuts[0]), (there[0], cuts[1])
    return (cuts[0], here[1]), (cuts[1], there[1])


def _edge(one: Utterance, span: Words, at_start: bool) -> int:
    """Where the last sentence of some words begins, or the first one ends."""
    numbers = range(span[1], span[0], -1) if at_start else range(span[0], span[1])
    ended = (number for number in numbers if _ENDED.search(_between(one, number)))
    return next(ended, span[0] if at_start else span[1])


def _is_told_or_long(base: Utterance, here: Words, other: Utterance, there: Words) -> bool:
    """Whether a gap is at an end, or marked, or of many words: a "not" less is more than a cut."""
    at_an_end = here[0] == 0 or here[1] == len(base.keys)
    return at_an_end or here[1] - here[0] > _MOST_REPLACED or _is_open(other, there)


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
    """Whether round brackets enclose words, which an editor put in as others do in square ones.

    Or only close behind them, and a dash is before them: (in spring — Ed.).
    """
    before = _between(one, span[0])
    return ("(" in before or bool(_DASH.search(before))) and ")" in _between(one, span[1])


def _is_replaced(base: Utterance, here: Words, other: Utterance, there: Words) -> bool:
    """Whether an editor's square brackets on one side stand for a few words of the other."""
    sizes = here[1] - here[0], there[1] - there[0]
    if min(sizes) or max(sizes) > _MOST_REPLACED:
        return False
    blank, place = (base, here[0]) if sizes[1] else (other, there[0])
    between = _between(blank, place)
    return bool(blank.inserted) and "[" in between and not _DOTS.search(between)
