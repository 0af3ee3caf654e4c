"""Whether linked sentences of two texts are of one report, or of reports that come again."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis.collection.families import USUAL_SHARE
from components.analysis.pair.alignment import Alignment, Link
from components.analysis.pair.contradicting.candidates import Side, differ, within, without_same
from components.analysis.pair.contradicting.statements import COPIES, LINKED, TWINS, VERSIONS
from components.text.date_expressions import FoundDate, ends_period

# From these shares on two texts are versions, or copies, in which a sentence needs no name.
LEAST_OF_VERSIONS, _COPIED, _EQUAL = USUAL_SHARE / 100, 0.6, 0.8


def share_of(alignment: Alignment) -> float:
    """How much of the shorter of two texts stands in the other, 0 to 1."""
    return max(alignment.a_in_b, alignment.b_in_a)


def joined_by(alignment: Alignment, sides: tuple[Side, Side], *, of_numbers: bool) -> str:
    """How linked sentences of two texts belong together: `TWINS` to `LINKED`."""
    share = share_of(alignment)
    if of_numbers and _are_of_other_days(alignment, sides):
        return LINKED
    if share >= _COPIED:
        return TWINS if share >= _EQUAL else COPIES
    return VERSIONS if share >= LEAST_OF_VERSIONS else LINKED


def _are_of_other_days(alignment: Alignment, sides: tuple[Side, Side]) -> bool:
    """Whether the later text has later days in linked sentences."""
    first, second = sides[0].day, sides[1].day
    if first is None or second is None or first == second:
        return False
    return any(
        differ(a, b) and (str(a.value) < str(b.value)) == (first < second)
        for a, b in _days_apart(alignment, sides)
    )


def have_days_of_other_periods(alignment: Alignment, sides: tuple[Side, Side]) -> bool:
    """Whether two texts report on periods that end on other days: "in the week ended May 11"."""
    return any(
        a.text != b.text
        and ends_period(sides[0].text, a.start)
        and ends_period(sides[1].text, b.start)
        for a, b in _days_apart(alignment, sides)
    )


def _days_apart(
    alignment: Alignment, sides: tuple[Side, Side]
) -> Iterator[tuple[FoundDate, FoundDate]]:
    """Days of linked sentences that only one of them has, each with each."""
    for link in alignment.links:
        here, there = own_dates(link, alignment, sides)
        yield from ((a, b) for a in here for b in there if a.period == b.period == "day")


def own_dates(
    link: Link, alignment: Alignment, sides: tuple[Side, Side]
) -> tuple[list[FoundDate], list[FoundDate]]:
    """The dates of linked sentences that only one of them has."""
    here = within(sides[0].dates, [alignment.first[number] for number in link.first])
    there = within(sides[1].dates, [alignment.second[number] for number in link.second])
    return without_same(here, there), without_same(there, here)
