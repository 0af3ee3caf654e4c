"""Weighing: the verdict and its confidence that pieces of evidence give."""

from __future__ import annotations

from collections.abc import Sequence

from components.analysis.pair.direction.evidence import (
    CANNOT_TELL,
    COMMON_SOURCE,
    FIRST_FROM_SECOND,
    SECOND_FROM_FIRST,
    Evidence,
)

_LEAST_WEIGHT, _LEAST_LEAD = 1.0, 0.5
_STRONG, _LIKELY = 3.0, 1.6
_FEWEST_AGREEING = 3
# All say that one text is longer than the other.
_OF_LENGTH = ("containment", "material", "ending")


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
