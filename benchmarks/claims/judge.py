"""Judgements on claims, and the figures made of them: precision, recall and their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

_Z = 1.96  # of the normal distribution at 95 %


@dataclass(frozen=True)
class Judged:
    """One claim that is shown, or one that is true, or both.

    `right` says of one that is shown whether it is right, None of one that is not shown. `wanted`
    says whether it is true and should be shown.
    """

    half: str
    right: bool | None
    wanted: bool


def summarise(judged: Sequence[Judged]) -> dict[str, Any]:
    """The figures of each half, `tune` and `measure`."""
    return {half: _measure([one for one in judged if one.half == half]) for half in _halves(judged)}


def _halves(judged: Sequence[Judged]) -> list[str]:
    return sorted({one.half for one in judged}, reverse=True)


def _measure(judged: Sequence[Judged]) -> dict[str, Any]:
    shown = [one for one in judged if one.right is not None]
    right = sum(one.right is True for one in shown)
    wanted = [one for one in judged if one.wanted]
    found = sum(one.right is True for one in wanted)
    return {
        "judged": len(judged),
        "shown": len(shown),
        "right": share_of(right, len(shown)),
        "true": len(wanted),
        "found": share_of(found, len(wanted)),
    }


def share_of(count: int, total: int) -> str:
    """A share with its 95 % interval (E. B. Wilson, JASA 22, 1927); "none" of nothing."""
    if not total:
        return "none"
    share, square = count / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = _Z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    reach /= 1 + square / total
    return f"{share:.2f} ({count} of {total}; {middle - reach:.2f} to {middle + reach:.2f})"
