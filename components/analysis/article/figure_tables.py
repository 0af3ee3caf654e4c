"""The numbers and dates of an article, read once, and as tables over the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

import pandas as pd

from components.analysis.article.dates import FoundDate, find_dates
from components.analysis.article.figures import Figure, find_figures

VERSION = "facts 3"
# What a day in a table can be.
_FIRST_YEAR, _LAST_YEAR = 1678, 2261
_TYPES = {
    "start": "int64",
    "end": "int64",
    "text": "str",
    "value": "float64",
    "high": "float64",
    "unit": "str",
    "counts": "str",
    "qualifier": "str",
}
_DATE_TYPES = {"start": "int64", "end": "int64", "text": "str", "period": "str", "basis": "str"}


@dataclass(frozen=True)
class Facts:
    """The numbers and dates of one article, in order of place."""

    figures: tuple[Figure, ...]
    dates: tuple[FoundDate, ...]


def read_facts(text: str, published: date | None, language: str = "en") -> dict[str, Any]:
    """`figures` and `dates` of one article as lists ready for JSON, in order of place."""
    return {
        "figures": [astuple(one) for one in find_figures(text, language)],
        "dates": [astuple(one) for one in find_dates(text, published, language)],
    }


def facts_of(found: Mapping[str, Any]) -> Facts:
    """What `read_facts` gave, as it comes out of JSON."""
    return Facts(
        tuple(Figure(*one) for one in found["figures"]),
        tuple(FoundDate(*one) for one in found["dates"]),
    )


def figure_table(facts: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """A row for each figure: `article` and the fields of `Figure` (`high` NaN for none)."""
    return _table(facts, "figures", [field.name for field in fields(Figure)], _TYPES)


def date_table(facts: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """A row for each date: `article`, the fields of `FoundDate`, and `first` and `last` day.

    Both are NaT while the date is open, or outside the years 1678 to 2261.
    """
    table = _table(facts, "dates", [field.name for field in fields(FoundDate)], _DATE_TYPES)
    first = [_first_day(value) for value in table["value"]]
    starts = pd.Series(pd.to_datetime(pd.Series(first, dtype="str"), errors="coerce"))
    starts = starts.where(starts.dt.year.between(1678, 2261)).astype("datetime64[ns]")
    steps = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
    last = starts.copy()
    for period, step in steps.items():
        own = (table["period"] == period) & starts.notna()
        if own.any():
            last[own] = starts[own].dt.to_period(step).dt.end_time.dt.normalize()
    return table.assign(first=starts, last=last)


def _table(
    facts: Mapping[str, Mapping[str, Any]], kind: str, columns: list[str], types: dict[str, str]
) -> pd.DataFrame:
    articles = [article for article, found in facts.items() for _ in found[kind]]
    rows = [one for found in facts.values() for one in found[kind]]
    table = pd.DataFrame(rows, columns=columns).astype(types)
    table.insert(0, "article", pd.Series(articles, dtype="str"))
    return table


def _first_day(value: object) -> str | None:
    """The first day of "2025-05-14", "2025-05", "2025" or "2025-W20"; None for an open date."""
    if not isinstance(value, str):
        return None
    year, _, rest = value.partition("-")
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    if rest.startswith("W"):
        try:
            return date.fromisocalendar(int(year), int(rest[1:]), 1).isoformat()
        except ValueError:
            return None
    return f"{value}-01-01"[:10] if not rest else f"{value}-01"[:10]
