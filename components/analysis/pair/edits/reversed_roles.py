"""Semantic roles that are reversed: X and Y changed places around the words between them.

The rules look at runs of words, without a parser. Words that carry meaning are matched across two
linked sentences and joined to blocks; where three blocks X P Y became Y P X, X and Y changed sides
of P. That reverses who did what to whom, unless the sentence still says the same: in the passive
voice; with phrases that took their preposition or case along; with words of time and manner; in a
list; with verbs that are the same both ways round (met, married); or when only the speaker moved
behind the words spoken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.analysis.pair.edits.changed_quotations import is_verb_of_attribution
from components.analysis.pair.edits.edit import words
from components.analysis.pair.edits.shared_blocks import (
    CYRILLIC,
    Block,
    Match,
    Sentence,
    is_day,
    join_blocks,
    match_words,
    reversed_blocks,
    says_when_or_how,
)
from components.analysis.pair.sentence_normalisation import Tokens
from components.text.segment import Span

_SPEECH_MARKS = re.compile(r"[,:“”„«»\"]")
_MOST_WORDS = 150
# More words of meaning than this that only one side has, and the sentence was rewritten.
_MOST_NEW = 1


def find_turned(
    first: str, tokens: Tokens, second: str, others: Tokens
) -> tuple[Span, Span] | None:
    """Find the spans of two linked sentences in which roles are reversed; None when they are not.

    None as well above 150 words, for so long a link is several sentences.
    """
    if max(len(tokens.keys), len(others.keys)) > _MOST_WORDS:
        return None
    pair = Sentence(first, tokens, 0), Sentence(second, others, 1)
    matched = match_words(*pair)
    blocks = join_blocks(matched)
    for told in (blocks, [block for block in blocks if not says_when_or_how(pair, block)]):
        for swap in (_Swap(pair, matched, *three) for three in reversed_blocks(told)):
            if swap.is_turned():
                shown = swap.with_mates(blocks)
                return pair[0].stretch(shown), pair[1].stretch(shown)
    return _turned_by_voice(pair, matched)


@dataclass(frozen=True)
class _Swap:
    """X and Y, which changed places around `pivot`; None for no word that carries meaning."""

    pair: tuple[Sentence, Sentence]
    matched: Sequence[Match]
    x: Block
    pivot: Block | None
    y: Block

    def rows(self) -> Iterator[tuple[Sentence, Block, Block]]:
        """Both sentences, each with the block that is first in it and the one that is last."""
        yield self.pair[0], self.x, self.y
        yield self.pair[1], self.y, self.x

    def is_turned(self) -> bool:
        """Whether the swap reversed the roles of X and Y."""
        if any(says_when_or_how(self.pair, block) for block in (self.x, self.y)):
            return self._are_days() and self._is_joined() and not self._took_along()
        if self._are_directions() and not self._is_joined():
            return False
        if self._was_rewritten() or self._took_along():
            return False
        if self.pivot is None:
            return self._stands_between()
        return (
            not self._is_list(self.pivot)
            and not self._is_attribution(self.pivot)
            and (self._is_joined() or self._is_directed(self.pivot))
            and self._is_held_alike(self.pivot)
        )

    def _are_days(self) -> bool:
        """Whether X and Y are the days of two statements: "rose in May and fell in June"."""
        return self.pivot is not None and all(
            is_day(self.pair[0].within(block)[-1], self.pair[0].shown(block)[-1])
            and block.first[0] == block.first[1]
            for block in (self.x, self.y)
        )

    def _are_directions(self) -> bool:
        return any(
            words("roles", "directions").issuperset(self.pair[0].within(block))
            for block in (self.x, self.y)
        )

    def with_mates(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks to show; between joined statements also what stayed beside X or Y.

        `rose and imports fell` is shown as `exports rose and imports fell`.
        """
        told, first = [self.x, self.y], self.pair[0]
        if self.pivot is None or not self._is_joined():
            return told
        before, behind = blocks.index(self.x) - 1, blocks.index(self.y) + 1
        held = [first.between(self.x, self.pivot), first.between(self.pivot, self.y)]
        if before >= 0 and first.between(blocks[before], self.x) == held[1]:
            told.append(blocks[before])
        if behind < len(blocks) and first.between(self.y, blocks[behind]) == held[0]:
            told.append(blocks[behind])
        return told

    def _was_rewritten(self) -> bool:
        """Whether new words came, or words of the blocks are more frequent in one sentence."""
        blocks = [block for block in (self.x, self.pivot, self.y) if block]
        repeated = [
            sum(sentence.keys.count(key) for block in blocks for key in sentence.within(block))
            for sentence in self.pair
        ]
        if repeated[0] != repeated[1]:
            return True
        for sentence, start, end in self.rows():
            known = {match[sentence.side] for match in self.matched}
            region = range(start.at(sentence.side)[0], end.at(sentence.side)[1] + 1)
            counts = Counter(sentence.keys)
            new = [n for n in region if n not in known and sentence.carries(n)]
            most = 0 if sentence.keys[region[0]][0].isdecimal() else _MOST_NEW
            if sum(counts[sentence.keys[n]] == 1 for n in new) > most:
                return True
        return False

    def _took_along(self) -> bool:
        """Whether X or Y kept a preposition or case of its own where it went.

        When both have the same one (in the north, in the south), only between two joined
        statements.
        """
        known = [{match[sentence.side] for match in self.matched} for sentence in self.pair]
        governed = [
            [sentence.governor(block, known[sentence.side]) for sentence in self.pair]
            for block in (self.x, self.y)
        ]
        kept = [before if before == after else "" for before, after in governed]
        return any(kept) and (kept[0] != kept[1] or not self._is_joined())

    def _is_joined(self) -> bool:
        """Whether two statements are joined between X and Y: "rose and", "fell, but"."""
        return all("," in sentence.bonds(start, end) for sentence, start, end in self.rows())

    def _stands_between(self) -> bool:
        """Whether a small word with a direction (to, not) stayed between X and Y."""
        gaps = [set(sentence.between(start, end)) for sentence, start, end in self.rows()]
        if gaps[0] & gaps[1] & words("roles", "contrasts"):
            return True
        if any(_SPEECH_MARKS.search(one.marks(start, end)) for one, start, end in self.rows()):
            return False
        before = self.pair[0].keys[max(0, self.x.first[0] - 2) : self.x.first[0]]
        return (
            bool(gaps[0] & gaps[1] & words("roles", "directed"))
            and not any(gap & words("roles", "joins") for gap in gaps)
            and words("roles", "ranges").isdisjoint(before)
        )

    def _is_list(self, pivot: Block) -> bool:
        """Whether the three blocks are a list, with commas or `and` between them."""
        return all(
            "," in sentence.bonds(start, pivot) and "," in sentence.bonds(pivot, end)
            for sentence, start, end in self.rows()
        )

    def _is_attribution(self, pivot: Block) -> bool:
        """Whether the pivot names a speaker: "…, said police"; "police said …"."""
        return any(map(is_verb_of_attribution, self.pair[0].within(pivot))) and any(
            _SPEECH_MARKS.search(sentence.marks(start, pivot) + sentence.marks(pivot, end))
            for sentence, start, end in self.rows()
        )

    def _is_directed(self, pivot: Block) -> bool:
        """Whether the pivot means something else the other way round, and is no chain of genitives.

        In languages with cases the order of words is free: there a form has to have changed as
        well.
        """
        if words("roles", "symmetric").intersection(self.pair[0].within(pivot)):
            return False
        for sentence, start, end in self.rows():
            if "of" in sentence.between(start, pivot) and "of" in sentence.between(pivot, end):
                return False
        return not CYRILLIC.search(self.pair[0].text) or any(
            self.pair[0].within(block) != self.pair[1].within(block)
            for block in (self.x, pivot, self.y)
        )

    def _is_held_alike(self, pivot: Block) -> bool:
        """Whether the pivot is joined to both sides by the same words as before.

        `X shot Y` and `Y was shot by X` are not, nor are `Harbour Bank clerk Vollan` and `Vollan,
        a clerk at Harbour Bank`.
        """
        held = [
            [sentence.bonds(start, pivot), sentence.bonds(pivot, end)]
            for sentence, start, end in self.rows()
        ]
        return held[0] == held[1]


def _turned_by_voice(
    pair: tuple[Sentence, Sentence], matched: Sequence[Match]
) -> tuple[Span, Span] | None:
    """Find `X shot Y` that became `X was shot by Y`, or the other way round."""
    blocks = [Block((place, place), (there, there)) for place, there in matched]
    for x, verb, y in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if not x.second < verb.second < y.second:
            continue
        voices = {_voice(sentence, x, verb, y) for sentence in pair}
        if voices == {"active", "passive"} and not says_when_or_how(pair, y):
            return pair[0].stretch([x, y]), pair[1].stretch([x, y])
    return None


def _voice(sentence: Sentence, x: Block, verb: Block, y: Block) -> str:
    """`active` for "X shot the Y", `passive` for "X was shot by the Y", "" for anything else."""
    before, behind = sentence.between(x, verb), sentence.between(verb, y)
    articles, auxiliaries = words("roles", "articles"), words("roles", "passive")
    if _SPEECH_MARKS.search(sentence.marks(x, y)) or not words("roles", "held").issuperset(before):
        return ""
    if behind and behind[0] in words("roles", "agents") and auxiliaries.intersection(before):
        return "passive" if articles.issuperset(behind[1:]) else ""
    return "active" if articles.issuperset(behind) and not auxiliaries.intersection(before) else ""
