"""Day and source that an article states: in a byline, dateline, credit or copyright line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from components.text.date_expressions import find_dates
from components.text.dates.full_days import find_full_days
from components.text.dates.said_days import SaidDay, choose_published, find_said_days, strip_days
from components.text.role_words import AGENCIES
from components.text.segment import Span, paragraphs

# Lines at the top and bottom that may state a day, and characters of such a line.
_TOP_LINES, _BOTTOM_LINES, _LONGEST_LINE = 8, 4, 160
# Lines that may begin with a dateline, and characters of one.
_DATELINES, _LONGEST_DATELINE = 3, 90
# The same for sources: lines that may begin with a dateline, and characters of any line.
_SOURCE_DATELINES, _LONGEST_SOURCE_LINE = 2, 400
_BYLINE = re.compile(r"(?i)^(?:by|von|par|por|автор)\b")
_PLACE = re.compile(r"[^\W\d_][\w.,’' /-]{1,50}, ?")
_AGENCY_DASH = re.compile(r"\s?(?:\([\w /.-]{2,30}\)\s?)?(?:[—–-]|:)\s?")
_WORDS = re.compile(r"[^\W\d_]+")
# Letters of a line that is hardly more than its day.
_FEW_LETTERS = 12
_TIME_WORDS = frozenset(
    (
        *("uhr", "gmt", "utc", "est", "edt", "cet", "cest", "bst", "pst", "pdt", "heures", "hrs"),
        *("am", "pm", "at", "um", "à", "le", "on", "den", "o", "г", "р", "року", "года", "klo"),
    )
)
# What parts a day from the name and page of a paper: Wick Courier, 4 June 1913; pg. 4
_PARTS, _STRONG_PARTS = frozenset(";,|·•—–("), frozenset(";|·•")
_PAGE = re.compile(
    r"(?i)\b(?:(?:pg?|pp|nr|no|vol|str|стр?)\.? ?[a-z]?\d|№|page|seite|edition|ausgabe|s\. ?\d)"
)
_SENTENCE_END = re.compile(r"(?<!\bp)(?<!\bpg)[.!?…]['”’\")]?$")
_MOST_WORDS = 14
_RANK_OF_PUBLISHED, _RANK_OF_LINE, _RANK_OF_PARTS, _RANK_OF_CITATION = range(4)


@dataclass(frozen=True)
class StatedDay:
    """A day, its span in the text, and whether its year was inferred from elsewhere in the text."""

    date: date
    span: Span
    is_inferred: bool = False


@dataclass(frozen=True)
class StatedDays:
    """What the lines of a text state: the day of publication, and what else must not be lost.

    `written` are the words of the day when it is in numbers; without `published` they may be one of
    two days. `changed` is a day of the last change, the only one that is stated.
    """

    published: StatedDay | None = None
    written: str = ""
    changed: date | None = None


def find_stated_day(text: str) -> StatedDay | None:
    """The day of publication that a line at the top or bottom, or else a dateline, states.

    None when no line does. Days inside sentences are what the article is about and do not count.
    """
    return read_stated_days(text).published


def read_stated_days(text: str) -> StatedDays:
    """The same with what is stated beside it, or instead of it."""
    lines = paragraphs(text)
    found = _from_lines(text, lines)
    if found.published or found.written:
        return found
    return replace(found, published=_from_dateline(text, lines[:_DATELINES]))


def _from_lines(text: str, lines: list[Span]) -> StatedDays:
    """The day in the short line at the top or bottom that most plainly states one."""
    ends = [*lines[:_TOP_LINES], *lines[_TOP_LINES:][-_BOTTOM_LINES:]]
    found: list[tuple[int, int, SaidDay]] = []
    changed = None
    for start, end in ends:
        if end - start > _LONGEST_LINE:
            continue
        line = text[start:end]
        said = find_said_days(line)
        changed = changed or next((one.choose() for one in said if one.kind == "changed"), None)
        one = choose_published(said)
        rank = _rank_of_line(line, said, one) if one else None
        if one and rank is not None:
            found.append((rank, start, one))
    if not found:
        return StatedDays(changed=changed)
    best = min(found, key=lambda one: one[0])
    days = [day for _, _, one in found if (day := one.choose())]
    _, start, said_day = best
    span = (start + said_day.day.start, start + said_day.day.end)
    day = said_day.choose() or next((d for d in days if d in said_day.day.ways.values()), None)
    written = text[slice(*span)] if "" not in said_day.day.ways else ""
    return StatedDays(StatedDay(day, span) if day else None, written)


def _rank_of_line(line: str, said: list[SaidDay], one: SaidDay) -> int | None:
    """Rank of how plainly a line states the day of publication, 0 first; None if it does not."""
    rest = strip_days(line, said)
    words = [word for word in _WORDS.findall(rest) if word.casefold() not in _TIME_WORDS]
    is_sentence = len(words) > _MOST_WORDS or bool(_SENTENCE_END.search(line.rstrip()))
    if one.kind == "published":
        return None if is_sentence and len(words) > _MOST_WORDS // 2 else _RANK_OF_PUBLISHED
    if _BYLINE.match(line) or sum(map(len, words)) <= _FEW_LETTERS:
        return _RANK_OF_LINE
    if "|" in rest or "·" in rest or "•" in rest:
        return _RANK_OF_PARTS
    return _RANK_OF_CITATION if not is_sentence and _is_apart(rest, one) else None


def _is_apart(rest: str, one: SaidDay) -> bool:
    """Whether signs part a day, with its weekday and time, from all else in its line."""
    before, after = rest[: one.day.start].rstrip(), rest[one.day.end :].lstrip()
    if (before and before[-1] not in _PARTS) or (after and after[0] not in _PARTS):
        return False
    return (
        not before
        or not after
        or not _STRONG_PARTS.isdisjoint(rest)
        or _PAGE.search(rest) is not None
    )


def _from_dateline(text: str, lines: list[Span]) -> StatedDay | None:
    """KYIV, May 5, 2025 (Agency) — …; a missing year is the only year in the text, or None."""
    for start, end in lines:
        beginning = text[start : min(end, start + _LONGEST_DATELINE)]
        for full in find_full_days(beginning):
            span, day = (start + full.start, start + full.end), full.choose()
            has_place = _PLACE.fullmatch(text, start, span[0])
            if day and has_place and _AGENCY_DASH.match(text, span[1]):
                return StatedDay(day, span)
        for one in find_dates(beginning) if any(map(str.isdigit, beginning)) else ():
            after = start + one.end
            has_place = _PLACE.fullmatch(text, start, start + one.start)
            if one.value or not (
                has_place and one.period == "day" and _AGENCY_DASH.match(text, after)
            ):
                continue
            span = (start + one.start, after)
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
_DATELINE = re.compile(rf"^[^()\n]{{2,60}}\((?P<source>{AGENCIES})\) ?[—–-]")
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
