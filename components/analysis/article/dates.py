"""The days that articles talk about beside the days on which they were published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.corpus.readers.shaping.publication_days import parse_day
from components.text.date_expressions import FoundDate, find_dates
from components.text.dateline import day_in_address, find_stated_day
from components.text.segment import Span

__all__ = ["DateGuess", "FoundDate", "find_dates", "published"]

_MARKUP = re.compile(r"(?i)<(?:!doctype html|html|head|meta|body)\b")


@dataclass(frozen=True)
class DateGuess:
    """When an article was published, what that rests on, and where in the text it stands.

    `basis` is `metadata`, `byline` (a line or dateline that gives it), `inferred` (from an address,
    or a dateline whose year stands elsewhere) or `unknown` (`date` is then None). `span` is None
    where the date does not stand in the text.
    """

    date: date | None
    basis: str
    span: Span | None = None


def published(text: str, hint: date | str | None = None) -> DateGuess:
    """When an article was published; `hint` is its metadata: a day, words for it, or its address.

    Metadata goes first, then a line at the top or bottom that gives a date, then a dateline. Dates
    inside sentences are what the article is about and are not taken. A page of HTML is read with
    htmldate.
    """
    if isinstance(hint, date):
        return DateGuess(hint, "metadata")
    if hint and not hint.startswith("http"):
        day = parse_day(hint)
        if day:
            return DateGuess(day, "metadata")
    found = _of_page(text) if _MARKUP.search(text[:2000]) else _of_text(text)
    return found or _of_address(hint or "") or DateGuess(None, "unknown")


def _of_page(text: str) -> DateGuess | None:
    from htmldate import find_date

    written = find_date(text, original_date=True)
    return DateGuess(date.fromisoformat(written), "metadata") if written else None


def _of_text(text: str) -> DateGuess | None:
    found = find_stated_day(text)
    if found is None:
        return None
    return DateGuess(found.date, "inferred" if found.is_inferred else "byline", found.span)


def _of_address(address: str) -> DateGuess | None:
    day = day_in_address(address)
    return DateGuess(day, "inferred") if day else None


_STEPS = ((92, "day", "D"), (800, "week", "W"), (8000, "month", "M"))
_ORDER = {"day": 0, "week": 1, "month": 2, "year": 3}
_MARGIN = pd.Timedelta(days=730)


@dataclass(frozen=True)
class MentionedDates:
    """`bins` has columns `first`, `last`, `named` and `published`, one row a `step` in order.

    `outside` counts dates more than two years before or after all publication, `vague` those that
    name more than a step (a year where days are drawn), `open` those that are not known.
    """

    bins: pd.DataFrame
    step: str
    outside: int
    vague: int
    open: int


def count_days(dates: pd.DataFrame, published: pd.Series) -> MentionedDates:
    """Count the dates named (`first`, `last`, `period`) and the days of publication in bins.

    Bins are days where all lies within three months, else weeks, months or years; empty ones in
    between are there. Both may be empty.
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
