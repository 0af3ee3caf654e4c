"""Day and source that an article states: in a byline, dateline, credit, copyright, or address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.text.date_expressions import FoundDate, day_of, find_dates
from components.text.date_words import LANGUAGES
from components.text.segment import Span, paragraphs

# Lines at the top and bottom that may state a day, and characters of such a line.
_TOP_LINES, _BOTTOM_LINES, _LONGEST_LINE = 8, 4, 160
# Lines that may begin with a dateline, and characters of one.
_DATELINES, _LONGEST_DATELINE = 3, 90
# The same for sources: lines that may begin with a dateline, and characters of any line.
_SOURCE_DATELINES, _LONGEST_SOURCE_LINE = 2, 400
_YEAR = re.compile(r"\d{4}")
_STAMP = re.compile(
    r"(?i)\b(?:published|posted|publi[ée]|veröffentlicht|опубліковано|опубликовано|date|dated?)\b"
)
_CHANGED = re.compile(r"(?i)\b(?:updated?|modified|last|accessed|retrieved|copyright|©)")
_BYLINE = re.compile(r"(?i)^(?:by|von|par|por|автор)\b")
_PLACE = re.compile(r"[^\W\d_][\w.,’' /-]{1,50}, ?")
_AGENCY_DASH = re.compile(r"\s?(?:\([\w /.-]{2,30}\)\s?)?(?:[—–-]|:)\s?")
_ADDRESS = re.compile(r"https?://[^\s?#]*?/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|\b)")


@dataclass(frozen=True)
class StatedDay:
    """A day, its span in the text, and whether its year was inferred from elsewhere in the text."""

    date: date
    span: Span
    is_inferred: bool = False


def find_stated_day(text: str) -> StatedDay | None:
    """The day of publication that a line at the top or bottom, or else a dateline, states.

    None when no line does. Days inside sentences are what the article is about and do not count.
    """
    lines = paragraphs(text)
    return _from_lines(text, lines) or _from_dateline(text, lines[:_DATELINES])


def day_in_address(address: str) -> date | None:
    """The day in the address of a page, as in `https://paper.example/2025/05/05/a`, or None."""
    found = _ADDRESS.match(address)
    return day_of(*map(int, found.groups())) if found else None


def _from_lines(text: str, lines: list[Span]) -> StatedDay | None:
    """The day in the short line at the top or bottom that most plainly states one."""
    ends = [*lines[:_TOP_LINES], *lines[_TOP_LINES:][-_BOTTOM_LINES:]]
    found: list[tuple[int, StatedDay]] = []
    for number, (start, end) in enumerate(ends):
        line = text[start:end]
        if len(line) > _LONGEST_LINE or not _YEAR.search(line):
            continue
        for language in sorted(LANGUAGES):
            full = [d for d in find_dates(line, None, language) if d.period == "day" and d.value]
            if not full:
                continue
            rank = _rank_of_line(line, full[0])
            if rank is not None:
                span = (start + full[0].start, start + full[0].end)
                day = StatedDay(date.fromisoformat(full[0].value or ""), span)
                found.append((rank * len(ends) + number, day))
            break
    return min(found, key=lambda one: one[0])[1] if found else None


def _rank_of_line(line: str, found: FoundDate) -> int | None:
    """Rank of how plainly a line states the day of publication, 0 first; None if it does not."""
    before = line[: found.start]
    if _STAMP.search(before) and not _CHANGED.search(before):
        return 0
    if _CHANGED.search(before):
        return 3
    rest = line[: found.start] + line[found.end :]
    if _BYLINE.match(line) or sum(map(str.isalpha, rest)) <= 12:
        return 1
    return 2 if "|" in rest or "·" in rest or "•" in rest else None


def _from_dateline(text: str, lines: list[Span]) -> StatedDay | None:
    """KYIV, May 5, 2025 (Agency) — …; a missing year is the only year in the text, or None."""
    for start, end in lines:
        beginning = text[start : min(end, start + _LONGEST_DATELINE)]
        for one in find_dates(beginning) if any(map(str.isdigit, beginning)) else ():
            after = start + one.end
            has_place = _PLACE.fullmatch(text, start, start + one.start)
            if not (has_place and one.period == "day" and _AGENCY_DASH.match(text, after)):
                continue
            span = (start + one.start, after)
            if one.value:
                return StatedDay(date.fromisoformat(one.value), span)
            years = {int(found) for found in re.findall(r"\b(?:19|20)\d\d\b", text)}
            day = _nearest(one.text, years)
            return StatedDay(day, span, is_inferred=True) if day else None
    return None


def _nearest(written: str, years: set[int]) -> date | None:
    if len(years) != 1:
        return None
    named = find_dates(f"{written}, {years.pop()}")
    return date.fromisoformat(named[0].value) if named and named[0].value else None


_FEED = re.compile(r"^The post .{1,300} appeared first on (?P<source>[^.:;!?]{2,60})\.?$")
_COPYRIGHT = re.compile(
    r"^(?:©|\([cC]\)|[Cc]opyright)(?: ©| \([cC]\))? (?:\d{4}(?:[–-]\d{4})?,? )?"
    r"(?P<source>[^\W\d_][^.:;!?,|©]{1,60})"
)
_AGENCIES = (
    "AFP|ANI|ANSA|AP|APA|Bloomberg|BTA|CTK|dpa|EFE|IANS|Interfax|Kyodo|PA|PAP|PTI|Reuters|RIA|SDA|"
    "TASS|UNIAN|Ukrinform|UPI|Xinhua|Yonhap"
)
_DATELINE = re.compile(rf"^[^()\n]{{2,60}}\((?P<source>{_AGENCIES})\) ?[—–-]")
_NOT_A_NAME = re.compile(r"(?i)\b(?:all rights reserved|the authors?|reserved)\b.*")


def find_stated_source(text: str) -> str:
    """The source that an article states as its own, "" for none.

    From "The post … appeared first on X" or "© 2020 X" in one of the last lines, else the agency in
    the dateline ("LONDON, May 5 (X) —"). Names in sentences and other credits do not count.
    """
    lines = [text[start:end] for start, end in paragraphs(text)]
    for line in reversed(lines[-_BOTTOM_LINES:]):
        if len(line) > _LONGEST_SOURCE_LINE:
            continue
        for found in (_FEED.search(line), _COPYRIGHT.search(line)):
            name = _NOT_A_NAME.sub("", found["source"]).strip() if found else ""
            if name[:1].isupper():
                return name
    for line in lines[:_SOURCE_DATELINES]:
        if found := _DATELINE.search(line[:_LONGEST_SOURCE_LINE]):
            return found["source"]
    return ""
