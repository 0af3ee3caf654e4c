"""Days such as 03/05/2024 settled by the other days of their outlet in the same file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from components.corpus.readers.drafts import Draft, Note, Result
from components.corpus.readers.shaping.column_days import DayOrders, Proof
from components.corpus.readers.shaping.publication_days import is_plausible, possible_days
from components.corpus.readers.shaping.source_names import host_of
from components.text.plural import agree

TWO_WAYS = "can be read in two ways"
MOST_HELD = 500
"""Results that wait for a day that tells; then those left open stay open."""


def settle_by_outlet(results: Iterable[Result]) -> Iterator[Result]:
    """The same results in the same order, days that were left open read as others of their outlet.

    An outlet is the source of the drafts, else their host; drafts that name none are together. How
    many stay open is told by one note, the last result.
    """
    orders: defaultdict[str, DayOrders] = defaultdict(DayOrders)
    told: set[str] = set()
    left: Counter[str] = Counter()
    held: list[Result] = []
    for result in results:
        if isinstance(result, Draft) and result.day_words:
            orders[_outlet(result)].take(result.day_words, result.place or "another article")
        if held or _is_open(result):
            held.append(result)
            if len(held) < MOST_HELD:
                continue
            yield from _settle(held, orders, told, left)
            held = []
        else:
            yield result
    yield from _settle(held, orders, told, left)
    if left:
        yield _note_open(next(iter(left)), left.total())


def _outlet(draft: Draft) -> str:
    return draft.source.casefold() or host_of(draft.url)


def _is_open(result: Result) -> bool:
    return (
        isinstance(result, Draft)
        and result.published is None
        and len(set(possible_days(result.day_words).values())) > 1
    )


def _settle(
    held: list[Result],
    orders: defaultdict[str, DayOrders],
    told: set[str],
    left: Counter[str],
) -> Iterator[Result]:
    for result in held:
        if isinstance(result, Draft) and _is_open(result):
            proof = orders[_outlet(result)].prove()
            day = possible_days(result.day_words).get(proof.order)
            if day and is_plausible(day):
                yield from _tell(result, proof, told)
                result = _with_day(result, day)
            else:
                left[_shown(result)] += 1
        yield result


def _tell(draft: Draft, proof: Proof, told: set[str]) -> Iterator[Note]:
    outlet = _outlet(draft)
    if outlet not in told:
        told.add(outlet)
        of = f" of {draft.source}" if draft.source else ""
        yield Note(f"Dates{of} such as “{_shown(draft)}” are {proof.reason}")


def _with_day(draft: Draft, day: date) -> Draft:
    details = {key: value for key, value in draft.details.items() if key != "other_day"}
    basis = f"{draft.day_words.strip()[:40]}, in the order of other days of the same outlet"
    bases = {**draft.bases, "published": basis}
    return replace(draft, published=day, basis="metadata", bases=bases, details=details)


def _note_open(first: str, number: int) -> Note:
    """That dates were left empty: how many there are, and the first of them."""
    which = f"The date “{first}”" if number == 1 else f"{number:,} dates such as “{first}”"
    verb = agree(number, "was", "were")
    order = agree(number, "its order", "their order")
    return Note(
        f"{which} {TWO_WAYS} and {verb} left empty: choose {order} under Read it otherwise › Days "
        "in numbers."
    )


def _shown(draft: Draft) -> str:
    return " ".join(draft.day_words.split())[:40]
