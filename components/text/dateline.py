"""The source that an article names as its own: in the line of a feed, a dateline, a copyright."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.text.date_expressions import FoundDate, day_of, find_dates
from components.text.date_words import LANGUAGES
from components.text.segment import Span, paragraphs

_TOP_LINES, _BOTTOM_LINES, _LONGEST_LINE = 8, 4, 160
_DATELINES, _LONGEST_DATELINE = 3, 90
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
    """A day, where it stands in the text, and whether its year had to be taken from elsewhere."""

    date: date
    span: Span
    is_inferred: bool = False


def find_stated_day(text: str) -> StatedDay | None:
    """The day that a line at the top or bottom, or else a dateline, gives as that of the article.

    Days inside sentences are what the article is about and are not taken.
    """
    lines = paragraphs(text)
    return _from_lines(text, lines) or _from_dateline(text, lines[:_DATELINES])


def day_in_address(address: str) -> date | None:
    """The day that is part of the address of a page, as in `https://paper.example/2025/05/05/a`."""
    found = _ADDRESS.match(address)
    return day_of(*map(int, found.groups())) if found else None


def _from_lines(text: str, lines: list[Span]) -> StatedDay | None:
    """The first short line at the top or bottom that is there to give a date."""
    ends = [*lines[:_TOP_LINES], *lines[_TOP_LINES:][-_BOTTOM_LINES:]]
    stamped: list[tuple[int, StatedDay]] = []
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
                stamped.append((rank * len(ends) + number, day))
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


def _from_dateline(text: str, lines: list[Span]) -> StatedDay | None:
    """KYIV, May 5, 2025 (Agency) — …; a missing year is taken from the only year in the text."""
    for start, end in lines:
        led = text[start : min(end, start + _LONGEST_DATELINE)]
        for one in find_dates(led) if any(map(str.isdigit, led)) else ():
            after = start + one.end
            is_led = _PLACE.fullmatch(text, start, start + one.start)
            if not (is_led and one.period == "day" and _AGENCY_DASH.match(text, after)):
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


_TOP_LINES_STATED_SOURCE, _BOTTOM_LINES_STATED_SOURCE, _LONGEST_LINE_STATED_SOURCE = 2, 4, 400
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
    """Who says of the article that it is theirs; empty when nobody does in so many words.

    "The post … appeared first on X", a line "© 2020 X" at the end, or the agency in the dateline
    ("LONDON, May 5 (X) —"). Who is credited besides, or named in a sentence, is not taken.
    """
    lines = [text[start:end] for start, end in paragraphs(text)]
    for line in reversed(lines[-_BOTTOM_LINES_STATED_SOURCE:]):
        if len(line) > _LONGEST_LINE_STATED_SOURCE:
            continue
        for found in (_FEED.search(line), _COPYRIGHT.search(line)):
            name = _NOT_A_NAME.sub("", found["source"]).strip() if found else ""
            if name[:1].isupper():
                return name
    for line in lines[:_TOP_LINES_STATED_SOURCE]:
        if found := _DATELINE.search(line[:_LONGEST_LINE_STATED_SOURCE]):
            return found["source"]
    return ""
