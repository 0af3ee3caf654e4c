"""Dates of articles: the day of publication, and the dates that the text mentions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import pandas as pd

from components.corpus.readers.shaping.publication_days import parse_day
from components.corpus.readers.shaping.settle_day import Stated, settle_day
from components.text.date_expressions import FoundDate
from components.text.segment import Span

_MARKUP = re.compile(r"(?i)<(?:!doctype html|html|head|meta|body)\b")
_DATE_TYPES = {
    **dict.fromkeys(("start", "end"), "int64"),
    **dict.fromkeys(("text", "value", "period", "basis"), "str"),
}
# Outside these years pandas has no time stamps.
_FIRST_YEAR, _LAST_YEAR = 1678, 2261
# The most days that are counted in bins of one step, the step, and its code in pandas.
_STEPS = ((92, "day", "D"), (800, "week", "W"), (8000, "month", "M"))
_ORDER = {"day": 0, "week": 1, "month": 2, "year": 3}
# Days further from all publication are counted apart.
_MARGIN = pd.Timedelta(days=730)


@dataclass(frozen=True)
class DateGuess:
    """The day on which an article was published, and the evidence for it.

    `basis` is `metadata`, `byline` (a line or dateline that gives it), `inferred` (from an address,
    or from a dateline with a year that stands elsewhere) or `unknown` (then `date` is None). `span`
    is where the text gives the day; None where it does not.
    """

    date: date | None
    basis: str
    span: Span | None = None


def published(text: str, hint: date | str | None = None) -> DateGuess:
    """Find the day on which an article was published.

    `hint` is what its metadata says: a day, the words for one, or the address of the article. In
    order of preference: a day in the metadata, a line at the top or bottom of the text that gives a
    date, a dateline, a day in the address, which goes first where it is weeks from the others. The
    rules are those by which files are read. Dates inside sentences belong to the story and are not
    used. `text` may be a page of HTML, which htmldate reads. An empty text without a hint gives the
    basis `unknown`.
    """
    if isinstance(hint, date):
        return DateGuess(hint, "metadata")
    address = hint if hint and hint.startswith(("http://", "https://")) else ""
    written = "" if address else hint or ""
    day, shown = parse_day(written), text
    if _MARKUP.search(text[:2000]):
        day, shown = day or _day_of_page(text), ""
    settled = settle_day(shown, Stated(day, address=address))
    return DateGuess(settled.date, settled.basis, settled.span)


def _day_of_page(markup: str) -> date | None:
    from htmldate import find_date

    written = find_date(markup, original_date=True)
    return date.fromisoformat(written) if written else None


def date_table(facts: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """One row for each date: `article`, the fields of `FoundDate`, and the days `first` and `last`.

    `facts` are results of `figures.read_facts` by article id. `first` and `last` are NaT where the
    date is not known or outside the years 1678 to 2261. Without dates the table has no rows.
    """
    table = stack_found(facts, "dates", [field.name for field in fields(FoundDate)], _DATE_TYPES)
    first = [_first_day(value) for value in table["value"]]
    starts = pd.Series(pd.to_datetime(pd.Series(first, dtype="str"), errors="coerce"))
    starts = starts.where(starts.dt.year.between(_FIRST_YEAR, _LAST_YEAR)).astype("datetime64[ns]")
    steps = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
    last = starts.copy()
    for period, step in steps.items():
        own = (table["period"] == period) & starts.notna()
        if own.any():
            last[own] = starts[own].dt.to_period(step).dt.end_time.dt.normalize()
    return table.assign(first=starts, last=last)


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


def stack_found(
    facts: Mapping[str, Mapping[str, Any]], kind: str, columns: list[str], types: dict[str, str]
) -> pd.DataFrame:
    """One row for each entry of `facts[article][kind]`: `article`, then `columns` of `types`."""
    articles = [article for article, found in facts.items() for _ in found[kind]]
    rows = [one for found in facts.values() for one in found[kind]]
    table = pd.DataFrame(rows, columns=columns).astype(types)
    table.insert(0, "article", pd.Series(articles, dtype="str"))
    return table


@dataclass(frozen=True)
class MentionedDates:
    """How often dates are mentioned over time, beside how many articles were published.

    `bins`: one row for each `step` ("day", "week", "month", "year") in order, none left out;
    columns `first` and `last` (the days it covers), `named` and `published` (counts). Dates in no
    bin are counted: `outside`, more than two years before the first or after the last publication;
    `vague`, longer than a step (a month where days are counted); `open`, not known.
    """

    bins: pd.DataFrame
    step: str
    outside: int
    vague: int
    open: int


def count_days(dates: pd.DataFrame, published: pd.Series) -> MentionedDates:
    """Count mentioned dates and publications by day, week, month or year.

    `dates` has columns `first` and `period` (see `date_table`); `published` are days of
    publication, NaT where not known. The step is a day up to three months in all, a week up to some
    two years, a month up to some 22 years, else a year. Either may be empty; with both empty there
    are no bins.
    """
    known = dates[dates["first"].notna()]
    days = published.dropna()
    inside = known
    if len(days):
        inside = known[known["first"].between(days.min() - _MARGIN, days.max() + _MARGIN)]
    every = pd.concat([inside["first"], days])
    span = (every.max() - every.min()).days if len(every) else 0
    step, code = next(((name, code) for most, name, code in _STEPS if span <= most), ("year", "Y"))
    fitting = inside[inside["period"].map(_ORDER) <= _ORDER[step]]
    named = fitting["first"].dt.to_period(code).value_counts()
    printed = days.dt.to_period(code).value_counts()
    counts = pd.concat([named.rename("named"), printed.rename("published")], axis=1)
    if len(counts):
        index = pd.period_range(counts.index.min(), counts.index.max(), freq=code)
        counts = counts.reindex(index)
    counts = counts.fillna(0).astype("int64")
    index = pd.PeriodIndex(counts.index, freq=code)
    bins = pd.DataFrame(
        {
            "first": index.start_time.normalize(),
            "last": index.end_time.normalize(),
            "named": counts["named"].to_numpy(),
            "published": counts["published"].to_numpy(),
        }
    )
    outside = len(known) - len(inside)
    return MentionedDates(bins, step, outside, len(inside) - len(fitting), len(dates) - len(known))
