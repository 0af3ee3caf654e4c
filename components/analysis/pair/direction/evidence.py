"""Evidence of direction: what speaks for each text as the taker, and the verdict it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from components.analysis.pair.alignment import Alignment
from components.analysis.pair.direction.credits import Credit, find_credits
from components.analysis.pair.edits import Side
from components.text.segment import Span

SECOND_FROM_FIRST = "second from first"
FIRST_FROM_SECOND = "first from second"
COMMON_SOURCE = "common source"
CANNOT_TELL = "cannot tell"

_LEAST_WEIGHT, _LEAST_LEAD = 1.0, 0.5
_STRONG, _LIKELY = 3.0, 1.6
_FEWEST_AGREEING = 3
# All say that one text is longer than the other.
_OF_LENGTH = ("containment", "material", "ending")
_NAMED = ("{first}", "{second}")
_MIRRORED = {SECOND_FROM_FIRST: FIRST_FROM_SECOND, FIRST_FROM_SECOND: SECOND_FROM_FIRST}


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence for or against a direction.

    `kind`: what it is ("date", "credit", "dateline", …). `template`: the reason for the reader, as
    `describe_evidence` fills it; `quoted`: the words of the articles in it. `points`: the verdict
    it supports. `weight`: how much, from 0; not comparable with the weights of edits. `first` and
    `second`: the spans it rests on in either text, which may be none. `id`: the same as long as
    what it rests on is the same, also when it is mirrored.
    """

    kind: str
    template: str
    points: str
    weight: float
    first: tuple[Span, ...] = ()
    second: tuple[Span, ...] = ()
    quoted: tuple[str, ...] = ()
    id: str = ""


def describe_evidence(
    evidence: Evidence, first: str = "the first", second: str = "the second"
) -> str:
    """The sentence of a piece of evidence, with these names for the two texts."""
    return evidence.template.format(*evidence.quoted, first=first, second=second)


def mirror_evidence(evidence: Evidence) -> Evidence:
    """The same piece, with its id, for the pair the other way round."""
    numbers = (f"{{{number}}}" for number in range(len(evidence.quoted)))
    return replace(
        evidence,
        template=evidence.template.format(*numbers, first=_NAMED[1], second=_NAMED[0]),
        points=mirror_verdict(evidence.points),
        first=evidence.second,
        second=evidence.first,
    )


def mirror_verdict(verdict: str) -> str:
    """The verdict for the pair the other way round; one without a side stays."""
    return _MIRRORED.get(verdict, verdict)


def identify(evidence: Evidence) -> Evidence:
    """The same piece with its id: a digest of all but the weight."""
    told = replace(evidence, weight=0.0, id="")
    return replace(evidence, id=sha256(repr(told).encode()).hexdigest()[:12])


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
    def share(self) -> float:
        """How much of the text of which more is shared is in the other, 0 to 1."""
        return max(self.alignment.a_in_b, self.alignment.b_in_a)

    @property
    def names(self) -> tuple[str, str]:
        """What stands for the taker and for the giver in a template."""
        return _NAMED[self.number], _NAMED[1 - self.number]

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
        template: str,
        weight: float,
        own: Sequence[Span],
        other: Sequence[Span],
        *,
        points: str = "",
        quoted: tuple[str, ...] = (),
    ) -> Evidence:
        """Evidence for the verdict `points`, by default for the assumption.

        `own` are spans in the taker, `other` spans in the giver. Words of the articles go into
        `quoted`, and `{0}` into the template, as they may have braces of their own.
        """
        spans = tuple(own), tuple(other)
        first, second = spans if self.number == 0 else spans[::-1]
        return Evidence(kind, template, points or self.verdict, weight, first, second, quoted)


def weigh(evidence: Sequence[Evidence]) -> tuple[str, str]:
    """The verdict and the confidence that pieces of evidence give, in order of weight.

    "cannot tell" and "" without any, and where they are weak or speak for two verdicts alike.
    """
    totals = {
        verdict: sum(found.weight for found in evidence if found.points == verdict)
        for verdict in (SECOND_FROM_FIRST, FIRST_FROM_SECOND, COMMON_SOURCE)
    }
    if totals[COMMON_SOURCE] >= _STRONG and not _credits_the_other(evidence):
        # What copying leaves behind is left by copying from the third outlet as well.
        for verdict in (SECOND_FROM_FIRST, FIRST_FROM_SECOND):
            totals[verdict] /= 2
    best, next_best = sorted(totals, key=lambda verdict: -totals[verdict])[:2]
    lead = totals[best] - totals[next_best]
    if totals[best] < _LEAST_WEIGHT or lead < _LEAST_LEAD:
        return (best, "weak") if _agree(evidence) else (CANNOT_TELL, "")
    if lead >= _STRONG and _is_anchored(best, evidence):
        return best, "strong"
    attested = any(found.kind in ("date", "credit") for found in evidence if found.points == best)
    return best, "likely" if lead >= _LIKELY and attested else "weak"


def _agree(evidence: Sequence[Evidence]) -> bool:
    """Whether three or more pieces, however light, speak for one verdict and none for another."""
    told = [found for found in evidence if found.points != CANNOT_TELL and found.weight]
    of_length = sum(found.kind in _OF_LENGTH for found in told)
    facts = len(told) - max(0, of_length - 1)
    return facts >= _FEWEST_AGREEING and len({found.points for found in told}) == 1


def _credits_the_other(evidence: Sequence[Evidence]) -> bool:
    return any(found.kind == "credit" and found.points != COMMON_SOURCE for found in evidence)


def _is_anchored(verdict: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a day or a credit to a known outlet supports the verdict, and no day opposes it."""
    days = [found.points for found in evidence if found.kind == "date"]
    against = any(points != verdict for points in days) and verdict != COMMON_SOURCE
    credited = any(
        found.kind == "credit" and found.points == verdict and found.weight >= _STRONG
        for found in evidence
    )
    return (credited or verdict in days) and not against
