"""Values of figures: which are of one thing, and which of those cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import floor, inf, isclose, log10

from components.analysis.article.figures import Figure
from components.analysis.word_lists import read_words
from components.text.normalisation import fold

# "About 500" may be so much more or less.
_ABOUT = 0.1
# A rounded value is not further from the exact one than this share of it.
_ROUNDING = 0.05
# Two of "at least 50" and "at least 53" may be one count at two hours; from this ratio on, hardly.
_APART, _FAR_APART = 1.25, 1.5
_MOST_SUMMED = 6
_POINT, _THOUSAND = re.compile(r"\d{1,3}\.\d{3}(?!\d)"), 1000


def are_of_one_thing(one: Figure, other: Figure, same_event: bool = False) -> bool:
    """Whether two figures have one unit and count the same, or people at large in one event."""
    if one.unit != other.unit or rate_of(one) != rate_of(other):
        return False
    if heads_of(one) & heads_of(other):
        return True
    if same_event:
        return counts_anyone(one.counts) and counts_anyone(other.counts)
    return not one.counts and not other.counts and one.unit != ""


def things_of(figure: Figure) -> set[tuple[str, ...]]:
    """What two figures have in common where `are_of_one_thing` says so, in one event or not."""
    things = {("head", head) for head in heads_of(figure)}
    if counts_anyone(figure.counts):
        things.add(("people", ""))
    if not figure.counts and figure.unit:
        things.add(("unit", ""))
    return {(figure.unit, rate_of(figure), *thing) for thing in things}


def heads_of(figure: Figure) -> set[str]:
    """The words for what is counted, in the singular."""
    return {fold(word).removesuffix("s") for word in figure.counts.split()} - {"per"}


def is_told_of(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether one of some figures has the same value for it, whatever it is told by."""
    same = [one for one in others if are_equal(one, figure) and one.unit == figure.unit]
    plain = _without_rate(figure)
    return any(are_of_one_thing(_without_rate(one), plain, same_event=True) for one in same)


def _without_rate(figure: Figure) -> Figure:
    return replace(figure, counts=f" {figure.counts}".partition(" per ")[0].strip())


def rate_of(figure: Figure) -> str:
    """What a figure is told by, as English has it ("barrel" of "per barrel"); "" for no rate."""
    return f" {figure.counts}".partition(" per ")[2]


def exclude(one: Figure, other: Figure) -> bool:
    """Whether two figures of one quantity cannot both be right.

    "At least 50" and 53 can, as can "about 500" and 530, or 12,000 and 12,340, of which the first
    is rounded. Of two figures with the same bound, such as "at least 45" and "at least 82", each
    says what was counted; they exclude each other when they are far apart.
    """
    if _is_grouped(one, other) or _is_grouped(other, one):
        return False
    if one.qualifier and one.qualifier == other.qualifier and one.qualifier != "~":
        low, high = sorted((abs(one.value), abs(other.value)))
        return high > low * _APART
    (low, high), (low_there, high_there) = _bounds(one), _bounds(other)
    if max(low, low_there) <= min(high, high_there):
        return False
    return not (_is_rounded(one, other) or _is_rounded(other, one))


def _is_grouped(one: Figure, other: Figure) -> bool:
    """Whether the point in a number may group its digits, as 23.000 may be 23 thousand."""
    return bool(_POINT.match(one.text)) and isclose(one.value * _THOUSAND, other.value)


def are_bounds_nearby(one: Figure, other: Figure) -> bool:
    """Whether both are "at least" (or the like) so much, and not half as much again."""
    low, high = sorted((abs(one.value), abs(other.value)))
    return bool(one.qualifier) and one.qualifier == other.qualifier and high < low * _FAR_APART


def is_trifle(qualifier: str, other: str) -> bool:
    """Whether two qualifiers of one number say the same: "about 500" and 500, >= and >."""
    both = {qualifier, other}
    return "~" in both or both <= {">", ">="} or both <= {"<", "<="}


def are_equal(one: Figure, other: Figure) -> bool:
    """Whether two figures have the same value, whatever their qualifiers."""
    return (one.value, one.high) == (other.value, other.high)


def is_sum(figure: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a figure is the sum of two or three of `parts`, of which the first six count."""
    values = [part.value for part in parts[:_MOST_SUMMED]]
    return any(
        isclose(sum(some), figure.value) for count in (2, 3) for some in combinations(values, count)
    )


def _bounds(figure: Figure) -> tuple[float, float]:
    value, high = figure.value, figure.value if figure.high is None else figure.high
    if figure.qualifier in (">", ">="):
        return value, inf
    if figure.qualifier in ("<", "<="):
        return -inf, high
    if figure.qualifier == "~":
        return value - abs(value) * _ABOUT, high + abs(high) * _ABOUT
    return value, high


def _is_rounded(one: Figure, other: Figure) -> bool:
    """Whether the first is the second with fewer digits: 12,000 for 12,340, 3.5 for 3.46."""
    if one.high is not None or other.high is not None or not one.value or not other.value:
        return False
    if abs(one.value - other.value) > _ROUNDING * abs(other.value):
        return False
    shown = _last_place(one.value)
    if shown < 1 or shown >= 100:
        return _last_place(other.value) < shown and round(other.value / shown) * shown == one.value
    return shown == 1 and other.value != floor(other.value) and round(other.value) == one.value


def _last_place(value: float) -> float:
    """The place of the last digit that is not zero: 100 of 12,300, 0.1 of 3.5, 1 of 7."""
    for place in range(-4, int(log10(abs(value))) + 1 if abs(value) >= 1 else 1):
        scaled = value / 10.0**place
        if not isclose(scaled / 10, round(scaled / 10), abs_tol=1e-9):
            return 10.0**place
    return 10.0 ** int(log10(abs(value))) if abs(value) >= 1 else 1.0


def counts_anyone(counts: str) -> bool:
    """Whether what is counted are people at large, or is not said."""
    heads = {fold(word) for word in counts.split()}
    return not heads or bool(heads & read_words("pair/contradicting", "quantities", "anyone"))
