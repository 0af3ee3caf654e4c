"""Who did what to whom, turned round: two things that changed places around what stayed.

Rules over runs of words, no parse. Words that carry meaning are matched across two versions of a
sentence and joined to blocks that stay together; where three blocks X P Y became Y P X, X and Y
changed sides of P. That is a change of roles, unless the sentence says the same: the passive voice,
phrases that took their preposition or their case along, words of time and manner, a list, words
that are the same both ways round (met, married), or who is told to have said it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from components.analysis.edits.figures import month
from components.analysis.edits.read_tables import read_table, values, words
from components.analysis.edits.speech import is_verb_of_attribution
from components.analysis.sentence_forms import Tokens
from components.text.function_words import FUNCTION_WORDS
from components.text.segment import Span

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LIST_MARKS = re.compile(r"[,;]")
_SPEECH_MARKS = re.compile(r"[,:“”„«»\"]")
_ENDINGS = frozenset(["", "s", "es", "'s", "e", "n", "en", "d", "ed", "ing"])
_LONGEST_ENDING, _SHORTEST_STEM = 3, 4
_MOST_WORDS = 150
# More words of meaning than this that only one side has, and the sentence was rewritten.
_MOST_NEW = 1


@dataclass(frozen=True)
class _Version:
    """One version of the sentence: its text and its words."""

    text: str
    tokens: Tokens

    def key(self, place: int) -> str:
        """The folded word at a place."""
        return self.tokens.keys[place]

    def carries(self, place: int) -> bool:
        """Whether the word says who, what or how many."""
        key = self.key(place)
        return key in _subjects() or (
            key[0].isalnum() and key not in FUNCTION_WORDS | words("roles", "small")
        )

    def between(self, start: int, end: int) -> list[str]:
        """The folded words from one place to before another."""
        return list(self.tokens.keys[start:end])

    def marks(self, start: int, end: int) -> str:
        """What stands between the words at two places, the words in between left out."""
        spans = self.tokens.spans
        return "".join(self.text[a[1] : b[0]] for a, b in pairwise(spans[start : end + 1]))


@dataclass(frozen=True)
class _Block:
    """Words that stand together in both versions: first and last place in either."""

    first: tuple[int, int]
    second: tuple[int, int]

    def at(self, side: int) -> tuple[int, int]:
        """First and last place on one side, 0 or 1."""
        return self.second if side else self.first


def find_turned(
    first: str, tokens: Tokens, second: str, others: Tokens
) -> tuple[Span, Span] | None:
    """The stretches of two versions of a sentence in which roles are turned round, if they are."""
    if max(len(tokens.keys), len(others.keys)) > _MOST_WORDS:
        return None
    pair = _Version(first, tokens), _Version(second, others)
    matched = _match(*pair)
    blocks = _join(matched)
    for told in (blocks, [block for block in blocks if not _says_when_or_how(pair[0], block)]):
        for x, pivot, y in _reversed(told):
            if _is_turned(pair, matched, x, pivot, y):
                told = _with_mates(pair[0], blocks, x, pivot, y)
                return _stretch(pair[0], told, 0), _stretch(pair[1], told, 1)
    return _turned_by_voice(pair, matched)


def _match(first: _Version, second: _Version) -> list[tuple[int, int]]:
    """Places of words that carry meaning and stand once in either version, by first place."""
    own, other = _single(first), _single(second)
    pairs = {(own[key], other[key]) for key in own.keys() & other.keys()}
    left = {key: place for key, place in own.items() if key not in other}
    free = {key: place for key, place in other.items() if key not in own}
    for key, place in left.items():
        alike = [there for there in free if _is_form_of(key, there)]
        if len(alike) == 1:
            pairs.add((place, free.pop(alike[0])))
    return sorted(pairs)


def _single(version: _Version) -> dict[str, int]:
    keys = version.tokens.keys
    found = [(_subjects().get(key, key), n) for n, key in enumerate(keys) if version.carries(n)]
    counts = Counter(key for key, _ in found)
    return {key: place for key, place in found if counts[key] == 1}


@cache
def _subjects() -> dict[str, str]:
    """Each pronoun to the form in which it is the subject."""
    table = read_table("roles")["subjects"]
    forms = {form: subject for subject in table for form in table[subject].split()}
    return {**forms, **{subject: subject for subject in table}}


def _is_form_of(one: str, other: str) -> bool:
    """Whether two words are one, but for a number or case: повстанці, повстанців."""
    if one[0].isdigit() or other[0].isdigit():
        return False
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    shared = min(len(one), len(other)) if shared is None else shared
    tails = one[shared:], other[shared:]
    if shared < _SHORTEST_STEM or max(map(len, tails)) > _LONGEST_ENDING:
        return False
    return bool(_CYRILLIC.search(one)) or _ENDINGS.issuperset(tails)


def _join(matched: Sequence[tuple[int, int]]) -> list[_Block]:
    """Matched words as blocks that follow on each other in both versions."""
    rank = {there: number for number, (_, there) in enumerate(sorted(matched, key=lambda m: m[1]))}
    blocks: list[_Block] = []
    for place, there in matched:
        if blocks and rank[there] == rank[blocks[-1].second[1]] + 1:
            last = blocks.pop()
            blocks.append(_Block((last.first[0], place), (last.second[0], there)))
        else:
            blocks.append(_Block((place, place), (there, there)))
    return blocks


def _reversed(blocks: Sequence[_Block]) -> Iterator[tuple[_Block, _Block | None, _Block]]:
    """Neighbours X, P, Y that stand as Y, P, X, and X, Y that stand as Y, X."""
    order = {block: n for n, block in enumerate(sorted(blocks, key=lambda block: block.second))}
    for number, (one, other) in enumerate(pairwise(blocks)):
        if order[one] == order[other] + 1:
            yield one, None, other
        behind = blocks[number + 2] if number + 2 < len(blocks) else None
        if behind and order[one] == order[other] + 1 == order[behind] + 2:
            yield one, other, behind


def _says_when_or_how(version: _Version, block: _Block) -> bool:
    keys = version.between(block.first[0], block.first[1] + 1)
    shown = version.tokens.shown[block.first[0] : block.first[1] + 1]
    return all(
        key.endswith("ly")
        or key in words("roles", "adverbs")
        or (key in FUNCTION_WORDS and key not in _subjects())
        or key in values("dates", "weekdays")
        or bool(month(word))
        for key, word in zip(keys, shown, strict=True)
    )


def _is_turned(
    pair: tuple[_Version, _Version],
    matched: Sequence[tuple[int, int]],
    x: _Block,
    pivot: _Block | None,
    y: _Block,
) -> bool:
    """Whether X and Y, which changed sides, changed roles by it."""
    if any(_says_when_or_how(pair[0], block) for block in (x, y)):
        return False
    if _was_rewritten(pair, matched, x, y):
        return False
    governed = [[_governor(pair[side], block, matched, side) for side in (0, 1)] for block in (x, y)]
    if _took_along(governed):
        return False
    joined = all(_is_joined(pair[side], *ends, side) for side, ends in ((0, (x, y)), (1, (y, x))))
    if governed[0] == governed[1] and governed[0][0] and not joined:
        return False
    if pivot is None:
        return _stands_between(pair, x, y)
    if _is_list(pair, x, pivot, y) or _is_attribution(pair, x, pivot, y):
        return False
    if not joined and not _is_directed(pair, pivot):
        return False
    if not joined and _CYRILLIC.search(pair[0].text) and not _is_inflected(pair, x, pivot, y):
        return False
    return _is_passive(pair[0], pivot.first, governed[1][0]) == _is_passive(
        pair[1], pivot.second, governed[0][1]
    )


def _was_rewritten(
    pair: tuple[_Version, _Version], matched: Sequence[tuple[int, int]], x: _Block, y: _Block
) -> bool:
    for side, (start, end) in ((0, (x, y)), (1, (y, x))):
        known = {places[side] for places in matched}
        region = range(start.at(side)[0], end.at(side)[1] + 1)
        repeated = Counter(pair[side].tokens.keys)
        new = [n for n in region if n not in known and pair[side].carries(n)]
        if sum(repeated[pair[side].key(n)] == 1 for n in new) > _MOST_NEW:
            return True
    return False


def _governor(
    version: _Version, block: _Block, matched: Sequence[tuple[int, int]], side: int
) -> str:
    """The preposition that a block follows, or the case its article shows; '' for none."""
    known = {places[side] for places in matched}
    place = block.at(side)[0] - 1
    telling = words("roles", "prepositions") | words("roles", "cases")
    while place >= 0 and place not in known:
        key = version.key(place)
        if key in telling:
            return key
        if key in words("roles", "joins") or _LIST_MARKS.search(version.marks(place, place + 1)):
            return ""
        place -= 1
    return ""


def _took_along(governed: Sequence[Sequence[str]]) -> bool:
    """Whether one of the two kept a preposition or case of its own where it went."""
    kept = [before if before == after else "" for before, after in governed]
    return any(kept) and kept[0] != kept[1]


def _is_joined(version: _Version, start: _Block, end: _Block, side: int) -> bool:
    """Whether two statements are joined between the blocks: rose and, fell, but."""
    places = start.at(side)[1], end.at(side)[0]
    return bool(
        words("roles", "joins").intersection(version.between(places[0] + 1, places[1]))
    ) or bool(_LIST_MARKS.search(version.marks(*places)))


def _stands_between(pair: tuple[_Version, _Version], x: _Block, y: _Block) -> bool:
    """Whether a small word that has a direction kept its place between X and Y: to, against."""
    gaps = [
        set(version.between(start.at(side)[1] + 1, end.at(side)[0]))
        for side, (version, start, end) in enumerate(((pair[0], x, y), (pair[1], y, x)))
    ]
    return bool(gaps[0] & gaps[1] & words("roles", "directed")) and not any(
        gap & words("roles", "joins") for gap in gaps
    )


def _is_list(pair: tuple[_Version, _Version], x: _Block, pivot: _Block, y: _Block) -> bool:
    """Whether the three stand in a row, with commas or `and` between them."""
    rows = ((pair[0], (x, pivot, y)), (pair[1], (y, pivot, x)))
    return all(
        _is_joined(version, one, other, side)
        for side, (version, row) in enumerate(rows)
        for one, other in pairwise(row)
    )


def _is_attribution(pair: tuple[_Version, _Version], x: _Block, pivot: _Block, y: _Block) -> bool:
    """Whether the pivot says who said it: …, said police; police said …"""
    keys = pair[0].between(pivot.first[0], pivot.first[1] + 1)
    if not any(map(is_verb_of_attribution, keys)):
        return False
    marks = [
        version.marks(start.at(side)[1], pivot.at(side)[0])
        + version.marks(pivot.at(side)[1], end.at(side)[0])
        for side, (version, start, end) in enumerate(((pair[0], x, y), (pair[1], y, x)))
    ]
    return any(_SPEECH_MARKS.search(found) for found in marks)


def _is_directed(pair: tuple[_Version, _Version], pivot: _Block) -> bool:
    """Whether the pivot is not the same both ways round, and no chain of genitives."""
    keys = pair[0].between(pivot.first[0], pivot.first[1] + 1)
    if words("roles", "symmetric").intersection(keys):
        return False
    for side, version in enumerate(pair):
        start, end = pivot.at(side)
        around = version.between(max(0, start - 2), start), version.between(end + 1, end + 3)
        if all("of" in near for near in around):
            return False
    return True


def _is_inflected(pair: tuple[_Version, _Version], x: _Block, pivot: _Block, y: _Block) -> bool:
    """Whether forms show the new roles, where words may stand in any order."""
    changed = [
        pair[0].between(block.first[0], block.first[1] + 1)
        != pair[1].between(block.second[0], block.second[1] + 1)
        for block in (x, pivot, y)
    ]
    return (changed[0] and changed[2]) or changed[1]


def _is_passive(version: _Version, verb: tuple[int, int], governor: str) -> bool:
    """Whether a form of to be stands before the verb, and `by` before what stands behind it."""
    before = version.between(max(0, verb[0] - 3), verb[0])
    auxiliary = words("roles", "passive").intersection(before)
    return bool(auxiliary) and governor in words("roles", "agents")


def _turned_by_voice(
    pair: tuple[_Version, _Version], matched: Sequence[tuple[int, int]]
) -> tuple[Span, Span] | None:
    """`X shot Y` became `X was shot by Y`, or the other way round."""
    order = [there for _, there in matched]
    blocks = [_Block((place, place), (there, there)) for place, there in matched]
    for number in range(1, len(blocks) - 1):
        x, verb, y = blocks[number - 1 : number + 2]
        if order[number - 1 : number + 2] != sorted(order[number - 1 : number + 2]):
            continue
        governors = [_governor(version, y, matched, side) for side, version in enumerate(pair)]
        passive = [
            _is_passive(version, verb.at(side), governors[side])
            for side, version in enumerate(pair)
        ]
        agents = sum(governor in words("roles", "agents") for governor in governors)
        if passive[0] != passive[1] and agents == 1 and not _was_rewritten(pair, matched, x, y):
            return _stretch(pair[0], [x, y], 0), _stretch(pair[1], [x, y], 1)
    return None


def _with_mates(
    version: _Version, blocks: Sequence[_Block], x: _Block, pivot: _Block | None, y: _Block
) -> list[_Block]:
    """The blocks to show: where two statements are joined also what stayed with either.

    `rose and imports fell` is told as `exports rose and imports fell`.
    """
    told = [x, y]
    if pivot is None or not _is_joined(version, x, y, 0):
        return told
    before, behind = blocks.index(x) - 1, blocks.index(y) + 1
    if before >= 0 and _gap(version, blocks[before], x) == _gap(version, pivot, y):
        told.append(blocks[before])
    if behind < len(blocks) and _gap(version, y, blocks[behind]) == _gap(version, x, pivot):
        told.append(blocks[behind])
    return told


def _gap(version: _Version, one: _Block, other: _Block) -> list[str]:
    end, start = one.first[1], other.first[0]
    return [*version.between(end + 1, start), version.marks(end, start).strip()]


def _stretch(version: _Version, blocks: Sequence[_Block], side: int) -> Span:
    """The text from the first word of some blocks to their last, with the article before it."""
    places = sorted(place for block in blocks for place in block.at(side))
    place = places[0]
    if place and version.key(place - 1) in {"the", "a", "an"}:
        place -= 1
    return version.tokens.spans[place][0], version.tokens.spans[places[-1]][1]
