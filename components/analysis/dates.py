"""When an article was published; `find_dates` gives the dates it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.corpus.readers.days import parse_day
from components.text.dated import FoundDate, find_dates
from components.text.segment import Span
from components.text.stated_day import day_in_address, find_stated_day

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
