"""Blocks of words that two linked sentences share, each as one run in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from components.analysis.pair.edits.changed_figures import month
from components.analysis.pair.edits.edit import values, words
from components.analysis.pair.sentence_normalisation import Tokens
from components.analysis.word_lists import read_table
from components.text.language import FUNCTION_WORDS
from components.text.segment import Span

CYRILLIC = re.compile("[\u0400-\u04ff]")
_LIST_MARKS = re.compile(r"[,;]")
_ENDINGS = frozenset(["", "s", "es", "'s", "e", "n", "en", "d", "ed", "ing"])
_LONGEST_ENDING, _SHORTEST_STEM = 3, 4

Match = tuple[int, int]  # places of one word in the first and in the second sentence


@dataclass(frozen=True)
class Block:
    """A run of matched words: its first and last place in either sentence."""

    first: tuple[int, int]
    second: tuple[int, int]

    def at(self, side: int) -> tuple[int, int]:
        """The first and the last place on a side, 0 or 1."""
        return self.second if side else self.first


@dataclass(frozen=True)
class Sentence:
    """One of two linked sentences: its text, its tokens, and its `side`, 0 or 1."""

    text: str
    tokens: Tokens
    side: int

    @property
    def keys(self) -> list[str]:
        """The folded words and telling marks."""
        return self.tokens.keys

    def carries(self, place: int) -> bool:
        """Whether the word at a place says who, what or how many."""
        key = self.keys[place]
        small = FUNCTION_WORDS | words("roles", "small")
        told = key in subjects() or key in words("roles", "directions")
        return (
            told or bool(month(self.tokens.shown[place])) or (key[0].isalnum() and key not in small)
        )

    @cached_property
    def firsts(self) -> dict[str, int]:
        """The first place of each word that carries meaning; a pronoun counts as its subject form.

        A figure that is there twice is left out, for each may belong to another thing.
        """
        found: dict[str, int] = {}
        for place, key in enumerate(self.keys):
            if self.carries(place) and not (key[0].isdecimal() and self.keys.count(key) > 1):
                found.setdefault(subjects().get(key, key), place)
        return found

    def within(self, block: Block) -> list[str]:
        """The folded words from the first to the last place of a block."""
        start, end = block.at(self.side)
        return self.keys[start : end + 1]

    def shown(self, block: Block) -> list[str]:
        """The same words as they are written."""
        start, end = block.at(self.side)
        return self.tokens.shown[start : end + 1]

    def between(self, one: Block, other: Block) -> list[str]:
        """The folded words between two blocks."""
        return self.keys[one.at(self.side)[1] + 1 : other.at(self.side)[0]]

    def marks(self, one: Block, other: Block) -> str:
        """The text between two blocks without its words."""
        return self._marks(one.at(self.side)[1], other.at(self.side)[0])

    def _marks(self, start: int, end: int) -> str:
        spans = self.tokens.spans[start : end + 1]
        return "".join(self.text[a[1] : b[0]] for a, b in pairwise(spans))

    def governor(self, block: Block, known: set[int]) -> str:
        """The preposition before a block, or the case that its article shows; "" without either.

        `known` are the places of the words that both sentences have.
        """
        telling = words("roles", "prepositions") | words("roles", "cases")
        place = block.at(self.side)[0] - 1
        while place >= 0 and place not in known:
            key = self.keys[place]
            if key in telling:
                return key
            if key in words("roles", "joins") or _LIST_MARKS.search(self._marks(place, place + 1)):
                return ""
            place -= 1
        return ""

    def bonds(self, one: Block, other: Block) -> list[str]:
        """Prepositions between two blocks, and "," for what joins statements or a list."""
        joins = words("roles", "joins")
        kept = joins | words("roles", "prepositions")
        found = ["," if key in joins else key for key in self.between(one, other) if key in kept]
        has_mark = "," not in found and _LIST_MARKS.search(self.marks(one, other))
        return [*found, ","] if has_mark else found

    def stretch(self, blocks: Sequence[Block]) -> Span:
        """The span from the first word of some blocks to their last, with the article before it."""
        places = sorted(place for block in blocks for place in block.at(self.side))
        start = places[0]
        if start and self.keys[start - 1] in {"the", "a", "an"}:
            start -= 1
        return self.tokens.spans[start][0], self.tokens.spans[places[-1]][1]


@cache
def subjects() -> dict[str, str]:
    """Each pronoun to its subject form: him to he."""
    table = read_table("pair/edits", "roles")["subjects"]
    forms = {form: subject for subject in table for form in table[subject].split()}
    return {**forms, **{subject: subject for subject in table}}


def match_words(first: Sentence, second: Sentence) -> list[Match]:
    """Match the words that carry meaning, by their first places in both sentences.

    Equal words match, and then words that differ only in an ending. In the order of the first.
    """
    own, other = first.firsts, second.firsts
    pairs = {(own[key], other[key]) for key in own.keys() & other.keys()}
    free = {key: place for key, place in other.items() if key not in own}
    for key, place in own.items():
        alike = [there for there in free if key not in other and _is_form_of(key, there)]
        if len(alike) == 1:
            pairs.add((place, free.pop(alike[0])))
    return sorted(pairs)


def _is_form_of(one: str, other: str) -> bool:
    """Whether two words differ only in number or case: повстанці, повстанців."""
    if one[0].isdecimal() or other[0].isdecimal():
        return False
    differ = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    shared = next(differ, min(len(one), len(other)))
    tails = one[shared:], other[shared:]
    if shared < _SHORTEST_STEM or max(map(len, tails)) > _LONGEST_ENDING:
        return False
    return bool(CYRILLIC.search(one)) or _ENDINGS.issuperset(tails)


def join_blocks(matched: Sequence[Match]) -> list[Block]:
    """Join matched words to blocks, runs in both sentences; in the order of the first."""
    rank = {there: number for number, there in enumerate(sorted(b for _, b in matched))}
    blocks: list[Block] = []
    for place, there in matched:
        if blocks and rank[there] == rank[blocks[-1].second[1]] + 1:
            last = blocks.pop()
            blocks.append(Block((last.first[0], place), (last.second[0], there)))
        else:
            blocks.append(Block((place, place), (there, there)))
    return blocks


def reversed_blocks(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None, Block]]:
    """Neighbours X, P, Y that are Y, P, X in the second sentence; (X, None, Y) for Y, X."""
    order = {block: n for n, block in enumerate(sorted(blocks, key=lambda block: block.second))}
    for number, (one, other) in enumerate(pairwise(blocks)):
        if order[one] == order[other] + 1:
            yield one, None, other
        behind = blocks[number + 2] if number + 2 < len(blocks) else None
        if behind and order[one] == order[other] + 1 == order[behind] + 2:
            yield one, other, behind


def says_when_or_how(pair: tuple[Sentence, Sentence], block: Block) -> bool:
    """Whether a block has only words of time and manner ("quickly", not "Italy" or "supply")."""
    lower = {
        key
        for sentence in pair
        for key, word in zip(sentence.within(block), sentence.shown(block), strict=True)
        if word[0].islower()
    }
    return all(
        (key.endswith("ly") and key in lower and key not in words("roles", "no_adverbs"))
        or key in words("roles", "adverbs")
        or _is_small(key)
        or is_day(key, word)
        for key, word in zip(pair[0].within(block), pair[0].shown(block), strict=True)
    )


def _is_small(key: str) -> bool:
    return (
        key in FUNCTION_WORDS and key not in subjects() and key not in words("roles", "directions")
    )


def is_day(key: str, word: str) -> bool:
    """Whether a word, folded and as shown, is a weekday or a month."""
    return key in values("dates", "weekdays") or bool(month(word))
