"""Days such as 03/05/2024 settled by the others of their outlet, in their file and the library."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from components.corpus.article import Article
from components.corpus.readers.drafts import Draft, Note, Result
from components.corpus.readers.shaping.column_days import DayOrders, Proof
from components.corpus.readers.shaping.publication_days import is_plausible, possible_days
from components.corpus.readers.shaping.settle_day import OPEN
from components.corpus.readers.shaping.source_names import host_of
from components.text.plural import agree

TWO_WAYS = "can be read in two ways"
IN_LIBRARY = ", as other days of the same outlet in the library: "
"""Between the words of a day and why it is read so, in what a day rests on."""
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
        yield Note(_tell_open(next(iter(left)), left.total()))


def _outlet(one: Draft | Article) -> str:
    return one.source.casefold() or host_of(one.url)


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


def _tell_open(first: str, number: int) -> str:
    """That dates were left empty: how many there are, and the first of them."""
    which = f"The date “{first}”" if number == 1 else f"{number:,} dates such as “{first}”"
    verb = agree(number, "was", "were")
    order = agree(number, "its order", "their order")
    return (
        f"{which} {TWO_WAYS} and {verb} left empty: choose {order} under Read it otherwise › Days "
        "in numbers."
    )


def _shown(draft: Draft) -> str:
    return " ".join(draft.day_words.split())[:40]


# A table is written by another hand than the pages of the outlets in it.
_TABLE = re.compile(r"\.(?:csv|tsv|tab|xls[xmb]?|ods|parquet|jsonl?|ndjson)(?:\.gz)?\Z", re.I)
_OPEN = f" ({OPEN})"


def settle_in_library(articles: Iterable[Article]) -> dict[str, Article]:
    """Of these articles those whose day is to be another by the others, by id, as they are to be.

    Days that are open are read in the one order in which all days of their outlet can be read,
    those of tables apart from those of documents; a day settled in this way before is open again
    when there is no such order now. Without source and address an article has no outlet.
    """
    orders: defaultdict[tuple[str, bool], DayOrders] = defaultdict(DayOrders)
    waiting: list[Article] = []
    for one in articles:
        if is_settled_by_others(one) or _is_open_article(one):
            waiting.append(one)
        if not is_settled_by_others(one):
            orders[_maker(one)].take(_written(one), one.name, one.published)
    given = [_read_as_others(one, orders[_maker(one)]) for one in waiting if _outlet(one)]
    before = {one.id: one for one in waiting}
    return {
        one.id: one
        for one in given
        if (one.published, one.bases) != (before[one.id].published, before[one.id].bases)
    }


def is_settled_by_others(one: Article) -> bool:
    """Whether the day rests on other articles of its outlet."""
    return one.published is not None and IN_LIBRARY in one.bases.get("published", "")


def tell_settled(articles: Sequence[Article]) -> tuple[str, ...]:
    """What is told of the days of a file's articles: those read as others, and those left open.

    Empty where none is read as others: then what was told of the file stays right.
    """
    told: dict[str, str] = {}
    for one in filter(is_settled_by_others, articles):
        written, _, reason = one.bases["published"].partition(IN_LIBRARY)
        of = f" of {one.source}" if one.source else ""
        told.setdefault(_outlet(one), f"Dates{of} such as “{written}” are {reason}.")
    left = [_written(one) for one in articles if _is_open_article(one)]
    open_ones = [_tell_open(left[0], len(left))] if left and told else []
    return (*told.values(), *open_ones)


def _maker(one: Article) -> tuple[str, bool]:
    return _outlet(one), bool(_TABLE.search(one.name))


def _is_open_article(one: Article) -> bool:
    return one.published is None and one.details.get("other_day", "").endswith(_OPEN)


def _written(one: Article) -> str:
    words = one.details.get("other_day", "").removesuffix(_OPEN).split("; ")[-1]
    return one.details.get("written", words if _is_open_article(one) else "")


def _read_as_others(one: Article, orders: DayOrders) -> Article:
    proof = orders.prove()
    day = possible_days(_written(one)).get(proof.order)
    bases = {name: told for name, told in one.bases.items() if name != "published"}
    details = {name: told for name, told in one.details.items() if name != "other_day"}
    if day and is_plausible(day):
        bases["published"] = f"{_written(one)}{IN_LIBRARY}{proof.reason.removesuffix('.')}"
        return replace(one, published=day, basis="metadata", bases=bases, details=details)
    details["other_day"] = one.details.get("other_day") or f"{_written(one)}{_OPEN}"
    return replace(one, published=None, basis="unknown", bases=bases, details=details)
