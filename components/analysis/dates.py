"""When an article was published; `find_dates` gives the dates it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.analysis.date_words import LANGUAGES
from components.analysis.dated import FoundDate, day_of, find_dates
from components.corpus.readers.days import parse_day
from components.text.segment import Span, paragraphs

__all__ = ["DateGuess", "FoundDate", "find_dates", "published"]

_TOP_LINES, _BOTTOM_LINES, _LONGEST_LINE = 8, 4, 160
_LONGEST_DATELINE = 90
_STAMP = re.compile(
    r"(?i)\b(?:published|posted|publi[ée]|veröffentlicht|опубліковано|опубликовано|date|dated?)\b"
)
_CHANGED = re.compile(r"(?i)\b(?:updated?|modified|last|accessed|retrieved|copyright|©)")
_BYLINE = re.compile(r"(?i)^(?:by|von|par|por|автор)\b")
_PLACE = re.compile(r"[^\W\d_][\w.,’' /-]{1,50}, ?")
_AGENCY_DASH = re.compile(r"\s?(?:\([\w /.-]{2,30}\)\s?)?(?:[—–-]|:)\s?")
_MARKUP = re.compile(r"(?i)<(?:!doctype html|html|head|meta|body)\b")
_ADDRESS = re.compile(r"https?://[^\s?#]*?/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|\b)")


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
    if _MARKUP.search(text[:2000]):
        found = _of_page(text)
    else:
        found = _from_lines(text) or _from_dateline(text)
    return found or _from_address(hint or "") or DateGuess(None, "unknown")


def _of_page(text: str) -> DateGuess | None:
    from htmldate import find_date

    written = find_date(text, original_date=True)
    return DateGuess(date.fromisoformat(written), "metadata") if written else None


def _from_address(address: str) -> DateGuess | None:
    found = _ADDRESS.match(address)
    day = day_of(*map(int, found.groups())) if found else None
    return DateGuess(day, "inferred") if day else None


def _from_lines(text: str) -> DateGuess | None:
    """The first short line at the top or bottom that is there to give a date."""
    lines = paragraphs(text)
    ends = [*lines[:_TOP_LINES], *lines[_TOP_LINES:][-_BOTTOM_LINES:]]
    stamped: list[tuple[int, DateGuess]] = []
    for number, (start, end) in enumerate(ends):
        if end - start > _LONGEST_LINE:
            continue
        line = text[start:end]
        for language in sorted(LANGUAGES):
            full = [d for d in find_dates(line, None, language) if d.period == "day" and d.value]
            if not full:
                continue
            rank = _rank_of_line(line, full[0])
            if rank is not None:
                span = (start + full[0].start, start + full[0].end)
                guess = DateGuess(date.fromisoformat(full[0].value or ""), "byline", span)
                stamped.append((rank * len(ends) + number, guess))
            break
    return min(stamped, key=lambda one: one[0])[1] if stamped else None


def _rank_of_line(line: str, found: FoundDate) -> int | None:
    """How plainly a line says when the article was published (0 most), None if it does not."""
    before = line[: found.start]
    if _STAMP.search(before) and not _CHANGED.search(before):
        return 0
    if _CHANGED.search(before):
        return 3
    rest = line[: found.start] + line[found.end :]
    if _BYLINE.match(line) or sum(map(str.isalpha, rest)) <= 12:
        return 1
    return 2 if "|" in rest or "·" in rest or "•" in rest else None


def _from_dateline(text: str) -> DateGuess | None:
    """KYIV, May 5, 2025 (Agency) — …; a missing year is taken from the only year in the text."""
    for start, end in paragraphs(text)[:3]:
        for one in find_dates(text[start : min(end, start + _LONGEST_DATELINE)]):
            after = start + one.end
            is_led = _PLACE.fullmatch(text, start, start + one.start)
            if not (is_led and one.period == "day" and _AGENCY_DASH.match(text, after)):
                continue
            span = (start + one.start, after)
            if one.value:
                return DateGuess(date.fromisoformat(one.value), "byline", span)
            years = {int(found) for found in re.findall(r"\b(?:19|20)\d\d\b", text)}
            day = _nearest(one.text, years)
            return DateGuess(day, "inferred", span) if day else None
    return None


def _nearest(written: str, years: set[int]) -> date | None:
    if len(years) != 1:
        return None
    named = find_dates(f"{written}, {years.pop()}")
    return date.fromisoformat(named[0].value) if named and named[0].value else None
