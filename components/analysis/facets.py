"""Facets: values of articles that are shown alone or left out, and how many articles have each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

KINDS = ("source", "day", "language", "tag", "family")
# Of which kinds an article has at most one value, in a column of its own.
_COLUMNS = {"source": "source", "language": "language"}
# Characters of a year, a month and a day in ISO 8601.
YEAR, MONTH, DAY = 4, 7, 10
# So many months, or days, are listed one by one; more are added up to years, or months.
MOST_MONTHS, MOST_DAYS = 36, 45
_UNITS: Mapping[int, Literal["Y", "M", "D"]] = {YEAR: "Y", MONTH: "M", DAY: "D"}

Rows = NDArray[np.bool_]


@dataclass(frozen=True)
class Facet:
    """One value of a kind; `out` when the articles that have it are left out.

    The value is a source, a language, a tag, the beginning of a day in ISO 8601 (a year, a month, a
    day; "" for articles without one), or the id of an article of a family.
    """

    kind: str
    value: str
    out: bool = False

    @property
    def name(self) -> str:
        """Kind and value."""
        return f"{self.kind}:{self.value}"

    @property
    def written(self) -> str:
        """As it stands in a selection and in a link: `source:Post`, or `-source:Post`."""
        return f"-{self.name}" if self.out else self.name


def read_facets(written: Iterable[str]) -> list[Facet]:
    """The facets that are written so; what has no kind that is known is left out."""
    parted = [(one, one.removeprefix("-").partition(":")) for one in written]
    return [
        Facet(kind, value, one.startswith("-"))
        for one, (kind, colon, value) in parted
        if colon and kind in KINDS
    ]


def find_members(
    facets: Iterable[Facet],
    tags: Callable[[], Mapping[str, Collection[str]]],
    family_of: Callable[[str], Collection[str]],
) -> dict[str, Collection[str]]:
    """The ids of the articles of each facet that is a tag or a family, by its name.

    `tags` gives the tags by article, `family_of` the family of an article.
    """
    found: dict[str, Collection[str]] = {}
    for one in facets:
        if one.kind == "family":
            found[one.name] = family_of(one.value)
        elif one.kind == "tag":
            found[one.name] = [id for id, own in tags().items() if one.value in own]
    return found


def keep_included(
    articles: pd.DataFrame, facets: Iterable[Facet], members: Mapping[str, Collection[str]]
) -> Any:
    """Which rows have, of each kind that is shown alone, one of its values; True for all."""
    keep: Any = True
    by_kind: dict[str, list[Facet]] = {}
    for one in facets:
        if not one.out:
            by_kind.setdefault(one.kind, []).append(one)
    for own in by_kind.values():
        keep &= np.logical_or.reduce([_having(articles, one, members) for one in own])
    return keep


def leave_out(
    articles: pd.DataFrame, facets: Iterable[Facet], members: Mapping[str, Collection[str]]
) -> Rows:
    """Which rows have a value that is left out."""
    having = [_having(articles, one, members) for one in facets if one.out]
    return np.logical_or.reduce([np.zeros(len(articles), dtype=bool), *having])


def _having(articles: pd.DataFrame, one: Facet, members: Mapping[str, Collection[str]]) -> Rows:
    if one.kind in _COLUMNS:
        return np.asarray(articles[_COLUMNS[one.kind]] == one.value, dtype=bool)
    if one.kind == "day":
        return published_in(articles["published"].to_numpy(), one.value)
    ids = frozenset(members.get(one.name, ()))
    return np.fromiter((id in ids for id in articles["id"]), bool, len(articles))


def published_in(days: NDArray[np.datetime64], value: str) -> Rows:
    """Which days lie in a year, a month or a day of ISO 8601; with "" which are not known."""
    if not value:
        return np.isnat(days)
    try:
        first = np.datetime64(value, _UNITS[len(value)])
    except (ValueError, KeyError):
        return np.zeros(len(days), dtype=bool)
    return (days >= first) & (days < first + 1)


def published_within(published: pd.Series, days: tuple[date, date]) -> Rows:
    """Which days lie in a span, its first and its last day included."""
    first, last = (pd.Timestamp(day) for day in days)
    return published.between(first, last + pd.Timedelta(hours=23)).to_numpy(dtype=bool)


@dataclass(frozen=True)
class Column:
    """The values of one kind: article `rows[n]` has `values[codes[n]]`."""

    values: list[str]
    rows: NDArray[np.intp]
    codes: NDArray[np.intp]

    def having(self, wanted: Collection[str], of: int) -> Rows:
        """Which of so many articles have one of these values."""
        known = [code for code, value in enumerate(self.values) if value in set(wanted)]
        keep = np.zeros(of, dtype=bool)
        keep[self.rows[np.isin(self.codes, known)]] = True
        return keep

    def count(self, inside: Rows) -> NDArray[np.intp]:
        """How many of the articles inside have each value."""
        return np.bincount(self.codes[inside[self.rows]], minlength=len(self.values))


def read_column(values: Sequence[Any] | pd.Series) -> Column:
    """A column of one value for each article."""
    codes, known = pd.factorize(np.asarray(values, dtype=object))
    return Column(list(map(str, known)), np.arange(len(codes)), codes)


def _read_days(days: NDArray[np.datetime64]) -> Column:
    codes, known = pd.factorize(days.astype(np.int64))
    values = np.datetime_as_string(known.astype(days.dtype))
    return Column(
        ["" if one == "NaT" else one for one in values.tolist()], np.arange(len(codes)), codes
    )


def join_column(pairs: Iterable[tuple[int, str]]) -> Column:
    """A column of some values for some articles: pairs of a row and a value."""
    rows, values = zip(*found, strict=True) if (found := list(pairs)) else ((), ())
    codes, known = pd.factorize(np.asarray(values, dtype=object))
    return Column(list(map(str, known)), np.asarray(rows, dtype=np.intp), codes)


@dataclass(frozen=True)
class FacetTable:
    """What articles can be counted by, at 100,000 articles within some milliseconds.

    `published` are their days, NaT where not known; `columns` are by kind, without days.
    """

    published: pd.Series
    columns: Mapping[str, Column]

    @cached_property
    def days(self) -> dict[int, Column]:
        """The years, months and days, by their lengths."""
        return {
            length: _read_days(self.published.to_numpy().astype(f"datetime64[{unit}]"))
            for length, unit in _UNITS.items()
        }

    def having(self, kind: str, value: str) -> Rows:
        """Which articles have a value."""
        if kind == "day":
            return published_in(self.published.to_numpy(), value)
        return self.columns[kind].having([value], len(self.published))

    def choose_days(self, inside: Rows) -> Column:
        """Days, months or years of the articles inside, as many as can be read in a list."""
        for length, most in ((DAY, MOST_DAYS), (MONTH, MOST_MONTHS)):
            if np.count_nonzero(self.days[length].count(inside)) <= most:
                return self.days[length]
        return self.days[YEAR]


@dataclass(frozen=True)
class Chosen:
    """What is chosen of one kind: the values shown alone, those left out, and a span of days."""

    alone: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    days: tuple[date, date] | None = None


def count_facets(
    table: FacetTable, base: Rows, chosen: Mapping[str, Chosen]
) -> dict[str, list[tuple[str, int]]]:
    """Values of each kind and how many articles have them, most frequent first, days in order.

    `base` says which articles fit all that is selected otherwise. Each kind ignores what is chosen
    of itself, and what is chosen of it is listed also where no article has it.
    """
    keep = {kind: _keep(table, kind, chosen.get(kind, Chosen())) for kind in KINDS}
    counted: dict[str, list[tuple[str, int]]] = {}
    for kind in KINDS:
        others = [rows for other, rows in keep.items() if other != kind]
        inside = np.logical_and.reduce([base, *others])
        column = table.choose_days(inside) if kind == "day" else table.columns[kind]
        found = dict(zip(column.values, column.count(inside).tolist(), strict=True))
        own = chosen.get(kind, Chosen())
        named = dict.fromkeys((*own.alone, *own.out), 0)
        shown = {**named, **{value: count for value, count in found.items() if count}}
        in_order = sorted(shown.items(), key=lambda pair: (-pair[1], pair[0]))
        by_day = sorted(shown.items(), key=lambda pair: (not pair[0], pair[0]))
        counted[kind] = by_day if kind == "day" else in_order
    return counted


def _keep(table: FacetTable, kind: str, own: Chosen) -> Rows:
    """Which articles are kept by what is chosen of one kind."""
    keep = np.ones(len(table.published), dtype=bool)
    if own.alone:
        keep &= np.logical_or.reduce([table.having(kind, value) for value in own.alone])
    if own.days:
        keep &= published_within(table.published, own.days)
    for value in own.out:
        keep &= ~table.having(kind, value)
    return keep
