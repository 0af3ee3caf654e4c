"""Evidence of direction, gathered once with each of two texts as the assumed taker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from components.analysis.pair.alignment import Alignment
from components.analysis.pair.direction.credits import Credit, find_credits
from components.analysis.pair.edits import Side
from components.text.segment import Span

SECOND_FROM_FIRST = "second from first"
FIRST_FROM_SECOND = "first from second"
COMMON_SOURCE = "common source"
CANNOT_TELL = "cannot tell"

_NAMED = ("first", "second")


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence for or against a direction.

    `kind`: what it is ("date", "credit", "dateline", …). `sentence`: the reason for the reader.
    `points`: the verdict it supports. `weight`: how much, from 0; not comparable with the weights
    of edits. `first` and `second`: the spans it rests on in either text, which may be none.
    """

    kind: str
    sentence: str
    points: str
    weight: float
    first: tuple[Span, ...] = ()
    second: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Assumption:
    """The assumption that text `number` (0 the first, 1 the second) was taken from the other."""

    alignment: Alignment
    sides: tuple[Side, Side]
    number: int
    sources: tuple[str, str]

    @property
    def taker(self) -> Side:
        """The text that was taken, as assumed."""
        return self.sides[self.number]

    @property
    def giver(self) -> Side:
        """The text it was taken from, as assumed."""
        return self.sides[1 - self.number]

    @property
    def outlets(self) -> tuple[str, str]:
        """The outlets of the taker and of the giver, "" where unknown."""
        return self.sources[self.number], self.sources[1 - self.number]

    @cached_property
    def credits(self) -> tuple[list[Credit], list[Credit]]:
        """The credits to outlets in the taker and in the giver."""
        own, other = (find_credits(side.text, self.sources) for side in (self.taker, self.giver))
        return own, other

    @property
    def names(self) -> tuple[str, str]:
        """The words for the taker and for the giver: "the first", "the second"."""
        return f"the {_NAMED[self.number]}", f"the {_NAMED[1 - self.number]}"

    @property
    def verdict(self) -> str:
        """The verdict when the assumption is right."""
        return (FIRST_FROM_SECOND, SECOND_FROM_FIRST)[self.number]

    @cached_property
    def partners(self) -> dict[int, int]:
        """Each linked sentence of the taker to the first of the giver that it is linked with."""
        pairs = [(link.first, link.second) for link in self.alignment.links]
        return {place: pair[1 - self.number][0] for pair in pairs for place in pair[self.number]}

    @cached_property
    def spans(self) -> tuple[list[Span], list[Span]]:
        """The sentences of the taker and of the giver."""
        both = self.alignment.first, self.alignment.second
        return both[self.number], both[1 - self.number]

    def support(
        self,
        kind: str,
        sentence: str,
        weight: float,
        own: Sequence[Span],
        other: Sequence[Span],
        points: str = "",
    ) -> Evidence:
        """Evidence for the verdict `points`, by default for the assumption.

        `own` are spans in the taker, `other` spans in the giver.
        """
        spans = tuple(own), tuple(other)
        first, second = spans if self.number == 0 else spans[::-1]
        return Evidence(kind, sentence, points or self.verdict, weight, first, second)
