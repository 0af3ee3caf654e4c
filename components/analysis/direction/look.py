"""A pair of texts, looked at with one as the possible taker, and what is found by looking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from components.analysis.alignment import Alignment
from components.analysis.direction.credits import Credit, find_credits
from components.analysis.edits import Side
from components.text.segment import Span

SECOND_FROM_FIRST = "second from first"
FIRST_FROM_SECOND = "first from second"
COMMON_SOURCE = "common source"
CANNOT_TELL = "cannot tell"

_NAMED = ("first", "second")


@dataclass(frozen=True)
class Evidence:
    """One reason: what it is, the sentence for a person, which verdict it speaks for, how much.

    `first` and `second` are the spans it rests on in either text.
    """

    kind: str
    sentence: str
    points: str
    weight: float
    first: tuple[Span, ...] = ()
    second: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Look:
    """The pair as seen with one text as the possible taker (0 the first, 1 the second)."""

    alignment: Alignment
    sides: tuple[Side, Side]
    taker: int
    sources: tuple[str, str]

    @property
    def own(self) -> Side:
        """The possible taker's text."""
        return self.sides[self.taker]

    @property
    def other(self) -> Side:
        """The text it may have been taken from."""
        return self.sides[1 - self.taker]

    @property
    def source(self) -> tuple[str, str]:
        """The outlets of the taker and of the other, "" when unknown."""
        return self.sources[self.taker], self.sources[1 - self.taker]

    @cached_property
    def credits(self) -> tuple[list[Credit], list[Credit]]:
        """The outlets that the taker credits, and those that the other does."""
        own, other = (find_credits(side.text, self.sources) for side in (self.own, self.other))
        return own, other

    @property
    def names(self) -> tuple[str, str]:
        """The words for the taker and for the other text."""
        return f"the {_NAMED[self.taker]}", f"the {_NAMED[1 - self.taker]}"

    @property
    def verdict(self) -> str:
        """What is said when the taker did take."""
        return (FIRST_FROM_SECOND, SECOND_FROM_FIRST)[self.taker]

    @cached_property
    def partners(self) -> dict[int, int]:
        """For each linked sentence of the taker, the first one it answers to in the other."""
        pairs = [(link.first, link.second) for link in self.alignment.links]
        return {place: pair[1 - self.taker][0] for pair in pairs for place in pair[self.taker]}

    @cached_property
    def spans(self) -> tuple[list[Span], list[Span]]:
        """Sentences of the taker and of the other."""
        both = self.alignment.first, self.alignment.second
        return both[self.taker], both[1 - self.taker]

    def evidence(
        self,
        kind: str,
        sentence: str,
        weight: float,
        own: Sequence[Span],
        other: Sequence[Span],
        points: str = "",
    ) -> Evidence:
        """Evidence, if nothing else is said that the taker took, with spans of both texts."""
        spans = tuple(own), tuple(other)
        first, second = spans if self.taker == 0 else spans[::-1]
        return Evidence(kind, sentence, points or self.verdict, weight, first, second)
