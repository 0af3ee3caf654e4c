"""Dates of a table's columns: the order of their numbers, by those that have only one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from components.corpus.readers.analyst_answer import DAYS, answered
from components.corpus.readers.drafts import Note, Row, Rows
from components.corpus.readers.shaping.publication_days import (
    parse_day,
    possible_days,
)

OPEN = "open"
"""Of dates that prove both orders: none of those that can be read in two ways is read."""
_FIRST = {"dmy": "the day", "mdy": "the month", "ymd": "the year"}
_SHOWN = 20


@dataclass(frozen=True)
class Proof:
    """The order of a column's dates, "" if nothing tells it, and the dates it rests on.

    `reason` is the sentence to be told after an example, "" with nothing to tell.
    """

    order: str = ""
    reason: str = ""


@dataclass
class DayOrders:
    """What the dates seen so far leave possible: `take` one after the other, then `prove`."""

    possible: set[str] = field(default_factory=lambda: set(_FIRST))
    certain: dict[str, str] = field(default_factory=dict)
    firsts: set[str] = field(default_factory=set)
    lasts: set[str] = field(default_factory=set)

    def take(self, written: str, place: str, day: date | None = None) -> None:
        """Take a date into account, with where it stands, and the day where that is known."""
        ways = possible_days(written)
        if not ways:
            return
        if day in ways.values():
            ways = {order: one for order, one in ways.items() if one == day}
        self.possible &= ways.keys()
        if len(ways) == 1:
            self.certain.setdefault(next(iter(ways)), f"“{written.strip()[:_SHOWN]}” ({place})")
        if "ymd" in ways:
            first, _, last, *_ = re.findall(r"\d+", written)
            self.firsts.add(first)
            self.lasts.add(last)

    def prove(self) -> Proof:
        """The one order in which every date taken names a day."""
        if not self.possible:
            listed = [f"{shown} has {_FIRST[order]} first" for order, shown in self.certain.items()]
            told = " and ".join(listed) or "others have different numbers first"
            return Proof(OPEN, f"left empty where no others of their source tell, because {told}.")
        if len(self.possible) == 1:
            (order,) = self.possible
            shown = self.certain.get(order, "the others together")
            return Proof(
                order,
                f"read with {_FIRST[order]} first, because {shown} cannot be read in another way.",
            )
        return self._by_spread()

    def _by_spread(self) -> Proof:
        """Of years in two digits: what changes least is the year, if another is the day."""
        if self.possible != {"dmy", "ymd"} or len(self.firsts) == len(self.lasts):
            return Proof()
        order = "dmy" if len(self.firsts) > len(self.lasts) else "ymd"
        which = "last" if order == "dmy" else "first"
        reason = f"read with {_FIRST[order]} first, because the {which} number changes"
        return Proof(order, f"{reason} least and is therefore the year.")


class ColumnDays:
    """The days of a table's columns.

    `read` gives its rows from the start; they are gone through, to their end, when the first date
    comes that can be read in two ways, since the one that tells may stand anywhere.
    """

    def __init__(self, read: Callable[[], Rows]) -> None:
        self._read = read
        self._proofs: dict[str, Proof] = {}
        self._notes: list[Note] = []

    def parse(self, name: str, written: str) -> date | None:
        """The day that is written in the column of that name."""
        if answered(DAYS) or len(set(possible_days(written).values())) < 2:
            return parse_day(written)
        if name not in self._proofs:
            self._proofs[name] = proof = _find_order(_cells(self._read(), name))
            if proof.reason:
                shown = written.strip()[:_SHOWN]
                self._notes.append(Note(f"Dates such as “{shown}” are {proof.reason}"))
        return parse_day(written, self._proofs[name].order)

    def take_notes(self) -> Iterator[Note]:
        """What is to be told of columns that were looked at since this was asked."""
        notes, self._notes = self._notes, []
        yield from notes


def _find_order(cells: Iterable[tuple[str, str]]) -> Proof:
    """What the dates of a column prove; each comes with its place."""
    orders = DayOrders()
    for written, place in cells:
        orders.take(written, place)
    return orders.prove()


def _cells(rows: Rows, name: str) -> Iterator[tuple[str, str]]:
    try:
        for one in rows:
            if isinstance(one, Row) and (written := one.values.get(name, "")):
                yield written, one.place
    except MemoryError:
        raise
    except Exception:  # noqa: S110 (what is wrong with the file shows when its rows come)
        pass
