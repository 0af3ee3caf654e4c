"""Days that stand in a page for its readers: marked as times, named by a label, or in a short line.

What programs write into the head of a page is weighed against them: see `page_days`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from components.text.dates.said_days import SaidDay, find_said_days, strip_days

CHANGED = "changed"
LONGEST_LINE, FEW_INSIDE = 100, 3
_IN_LINE = frozenset(("p", "li", "td", "blockquote", "dd", "figcaption"))
_MOST_ELEMENTS, _MOST_TIMES = 20_000, 200
_OF_OTHERS = re.compile(
    r"(?i)modif|(?:start|end)(?:date|time)|expires|valid(?:from|thr)|schema\.org/\w*Event"
)
"""Names of times (schema.org) of an event, an offer or a change."""
_OF_COMMENTS = frozenset(
    ("comment", "comments", "commentlist", "comment-list", "comments-area", "disqus_thread")
)
_SOME_DAY = "2021-03-04"
_TIME = "a time element above the text"
# Characters beside a day in a line that tells author and day.
_LONGEST_BY_LINE = 60
# Around an article: days in them are those of other things.
_ASIDE = frozenset(("aside", "nav", "footer", "figure", "form", "table"))
_SHORT = ("span", "div", "p", "time", "li", "small", "h2", "h3", "h4", "strong", "em", "b", "nobr")
_NAMED_DAY = re.compile(
    r"(?i)(?<!up)(?<!candi)(?:date|datum|fecha|timestamp|timedata|time)(?![a-z])"
)
"""Classes of elements with a day: `news-date`, `articleDate`, `datum`."""
_BESIDE = re.compile(r"(?i)comment|related|recommend|widget|footer")
# Labels that stand before days of events, films and forms, too.
_VAGUE = re.compile(r"(?i)\W*(?:\w+ )?(?:dated?|datum|data|fecha|дата|created|released?|issued)\W*")
_CLOCK = re.compile(r"(?i)(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d)(?:\s?([ap]\.?m)\b)?")
_LONGEST_LABEL = 4
_FURTHEST_ZONE, _ZONES_APART = timedelta(hours=14), 30 * 60


@dataclass(frozen=True)
class PrintedDay:
    """A line of a page with a day in it, and whether a label calls that the day of publication."""

    written: str
    is_labelled: bool


def find_marked(tree: Any, changes: bool = False) -> Iterator[tuple[str, str]]:
    """Days that are marked as those of publication, or stand alone above a text.

    With `changes` those that the words before them call the last change.
    """
    marked, alone = list[tuple[str, str]](), list[Any]()
    for one in islice(tree.iter("time", "abbr", "span", "div", "meta"), 20_000):
        item, kind = one.get("itemprop") or "", (one.get("class") or "").lower()
        written = one.get("datetime") or one.get("content") or ""
        if "datepublished" in item.lower() and one.tag != "meta":
            marked.append((written or line_of_element(one), "datePublished in the page"))
        elif one.tag == "time" and len(alone) < _MOST_TIMES:
            if one.get("pubdate") is not None or "publi" in kind or "entry-date" in kind:
                marked.append((written or line_of_element(one), "the time element of the article"))
            elif "updated" not in kind and not _OF_OTHERS.search(item):
                alone.append(one)
        elif one.tag == "abbr" and "published" in kind:
            mark = "the mark of the day in the page"
            marked += [(one.get("title") or "", mark), (line_of_element(one), mark)]
    yield from [] if changes else marked
    beside = [one for one in alone if not _stands_in_sentence(one)]
    told = [(str(one.get("datetime") or line_of_element(one)), _kind_of(one)) for one in beside]
    for kind in (CHANGED,) if changes else ("published", ""):
        yield from ((written, _TIME) for written, said in told if said == kind)


def _kind_of(time: Any, is_label: Callable[[str], bool] = bool) -> str:
    """What the words before a time say of it, see `SaidDay`; "" where nothing is said.

    `is_label` tells whether words before the time can be what calls it the day of publication.
    """
    before = _words_before(time)
    said = find_said_days(f"{before} {_SOME_DAY}")
    start = said[-2].day.end if len(said) > 1 else 0
    if not said or (said[-1].kind == "published" and not is_label(before[start:])):
        return ""
    return said[-1].kind


def _words_before(time: Any) -> str:
    """The last words that stand before a time in the elements around it."""
    around, before = time, ""
    for _ in range(2):
        beside = list(islice(around.itersiblings(preceding=True), 3))
        around = around.getparent()
        if around is None or before.strip():
            break
        parts = [
            around.text or "",
            *(f"{line_of_element(one)} {one.tail or ''}" for one in beside[::-1]),
        ]
        before = " ".join(" ".join(parts).split())[-LONGEST_LINE:]
    return before


def is_of_others(element: Any) -> bool:
    """Whether an element is about an event, an offer, a change, or what readers wrote."""
    named = f"{element.get('id') or ''} {element.get('class') or ''}".lower().split()
    item = f"{element.get('itemprop') or ''} {element.get('itemtype') or ''}"
    return not _OF_COMMENTS.isdisjoint(named) or _OF_OTHERS.search(item) is not None


def _stands_in_sentence(time: Any) -> bool:
    """Whether a time is part of a text, or of something beside the article."""
    for above in time.iterancestors():
        if above.tag in _ASIDE or is_of_others(above):
            return True
        if above.tag in _IN_LINE:
            rest = len(above.text_content()) - len(time.text_content())
            goes_on = (time.tail or "").strip()[:1].isalpha()
            return rest > (_LONGEST_BY_LINE / 2 if goes_on else _LONGEST_BY_LINE)
    return False


def line_of_element(element: Any, most: int = 2_000) -> str:
    """The first words of an element on one line."""
    found = ""
    for piece in islice(element.itertext(), 200):
        found += piece
        if len(found) > most:
            break
    return " ".join(found.split())


def find_printed(tree: Any) -> Iterator[PrintedDay]:
    """Lines of a page that are hardly more than a day, outside of comments and asides.

    A label stands before the day, in its line or right before it, or the class of the element
    names it as a day. Days that are called those of a change are left out.
    """
    for one in islice(tree.iter(*_SHORT), _MOST_ELEMENTS):
        if len(one) > FEW_INSIDE or not (words := _parts_of(one)):
            continue
        said = find_said_days(words)
        before = strip_days(words, said)[: said[0].day.start] if said else ""
        is_bare = not any(map(str.isalpha, before))
        if not said or not (is_bare or _is_label(before)):
            continue
        kind = _kind_of(one, _is_label) if is_bare and not said[0].kind else said[0].kind
        is_named = _NAMED_DAY.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        is_day = kind == "published" or (is_bare and not kind and is_named is not None)
        if is_day and not _is_beside(one):
            yield PrintedDay(words[: said[0].day.end], kind == "published")


def find_said_lines(tree: Any) -> Iterator[list[SaidDay]]:
    """The days in each short line of a page, outside of comments and asides."""
    for one in islice(tree.iter(*_SHORT), _MOST_ELEMENTS):
        said = find_said_days(_parts_of(one)) if len(one) <= FEW_INSIDE else []
        if said and not _is_beside(one):
            yield said


def find_own_time(tree: Any, moment: str) -> date | None:
    """The day before or after that of a moment in UTC, where the page prints it with that time.

    "2019-10-18T22:04:00Z" is 19 October in a page with "19. Oktober 2019 00:04 Uhr". None where
    the moment is in another zone, or nothing in the page is the same moment in another zone.
    """
    try:
        stated = datetime.fromisoformat(moment.strip())
    except ValueError:
        return None
    if "T" not in moment or stated.utcoffset() != timedelta(0):
        return None
    stated = stated.replace(tzinfo=None, second=0, microsecond=0)
    shown = {day for one in _times_of(tree) if (day := _same_moment(one, stated))}
    return None if stated.date() in shown else min(shown, default=None)


def _times_of(tree: Any) -> Iterator[str]:
    """The lines of elements that are times, or are named as those of a day."""
    for one in islice(tree.iter("time", *_SHORT), _MOST_ELEMENTS):
        named = one.get("class")
        is_day = one.tag == "time" or (named and _NAMED_DAY.search(named))
        if is_day and len(one) <= FEW_INSIDE and (words := _parts_of(one)):
            yield words


def _same_moment(words: str, stated: datetime) -> date | None:
    """The day of a line with the time at which it is that moment somewhere on Earth."""
    for one in find_said_days(words)[:1]:
        day, clock = one.choose("dmy"), _CLOCK.search(words, one.day.end)
        if day is None or clock is None:
            return None
        hour = int(clock[1]) % 12 if clock[3] else int(clock[1])
        hour += 12 * (clock[3] or "").lower().startswith("p")
        local = datetime.combine(day, time(hour, int(clock[2])))
        is_zone = abs(local - stated) <= _FURTHEST_ZONE
        return day if is_zone and (local - stated).total_seconds() % _ZONES_APART == 0 else None
    return None


def _parts_of(element: Any) -> str:
    """The words of an element, what stands in parts of it parted by blanks; "" for a long line."""
    if not len(element) and not (element.text or "").strip():
        return ""
    parts, size = list[str](), 0
    for piece in islice(element.itertext(), 20):
        size += len(piece.strip())
        if size > LONGEST_LINE:
            return ""
        parts.append(piece)
    words = " ".join(" ".join(parts).split())
    return words if any(map(str.isdigit, words)) else ""


def _is_label(before: str) -> bool:
    """Whether words before a day do nothing but call it that of publication."""
    return len(before.split()) <= _LONGEST_LABEL and not _VAGUE.fullmatch(before)


def _is_beside(element: Any) -> bool:
    """Whether a line belongs to something else than the article: a comment, a menu, a form."""
    return any(
        above.tag in _ASIDE or _BESIDE.search(f"{above.get('class')} {above.get('id')}")
        for above in (element, *element.iterancestors())
    )
