"""Exports of the Belgian archives: Mediargus, and GoPress after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.export_days import find_day
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_documents,
    fold,
    join_lines,
    split_at,
)
from components.corpus.readers.formats.press.persons import are_names, clean_author

_NUMBERED = re.compile(r"\W{0,2}(\d{1,5})\. (\S.*)")
_LISTED = re.compile(r"(.{2,60}?), (.{8,40}), p\. ?([\w-]{1,8}), (\d{1,6}) ?(?:w|m)\.?")
_BODY = re.compile(r"(\d{2}-\d{2}-\d{4}), p\. ?([\w-]{1,8})")
_RIGHTS = re.compile(r"(?:©|copyright\b|\(c\) )", re.IGNORECASE)
_MOST_SAME = 100
"""Entries with one headline that are looked at."""
_NO_TITLE = ("artikel zonder titel", "article sans titre")
_DAY_AND_PAGE = re.compile(
    r"(\d{1,2} [^\W\d_]{3,10}\.? \d{4}), ?((?:pagina|page|blz\.?|p\.) ?[A-Z]{0,3}\d{1,4}[A-Z]?)",
    re.IGNORECASE,
)
_OF_GOPRESS = re.compile(r"(?:©|copyright).{0,20}gopress\b", re.IGNORECASE)
_HEAD = re.compile(r"(.{2,60}?)\*? [-–] (\d{1,2} [^\W\d_]{3,10}\.? \d{4})")
_PAGE = re.compile(r"(?:pagina|page|bladzijde|blz\.?|p\.?|pg\.?) ?([A-Z]{0,3}\d{1,4}[A-Z]?)", re.I)


@dataclass(frozen=True)
class _Entry:
    """A line of the list of contents: headline, publication, day, page and count of words."""

    title: str
    source: str
    day: str
    page: str
    words: str


def is_mediargus(lines: Sequence[str]) -> bool:
    """Whether a text is an export of Mediargus: a list of articles, and these with day and page."""
    has_body = any(len(line) < 40 and _BODY.fullmatch(line.strip()) for line in lines)
    return has_body and bool(_list_entries(lines))


def split_mediargus(lines: Sequence[str]) -> Results:
    """One draft for each article; what the list says of it is found by its place and headline."""
    entries = _list_entries(lines)
    has_blank = any(not line.strip() for line in lines)
    parts = [*split_at(lines, _begins)]
    titles: dict[str, list[_Entry]] = {}
    for entry in entries:
        titles.setdefault(fold(entry.title), []).append(entry)
    listed = entries if len(parts) == len(entries) else [None] * len(parts)
    return draft_documents(
        _read(number, part, _find_entry(part, entry, titles), has_blank)
        for number, (part, entry) in enumerate(zip(parts, listed, strict=True), 1)
    )


def _list_entries(lines: Sequence[str]) -> list[_Entry]:
    plain = [line.strip() for line in lines if line.strip()]
    entries = []
    for above, line in pairwise(plain):
        found = _LISTED.fullmatch(line) if len(line) < 140 else None
        number = _NUMBERED.fullmatch(above) if found else None
        if found and number and find_day(found[2]):
            entries.append(_Entry(number[2].strip(), found[1], found[2], found[3], found[4]))
    return entries


def _begins(line: str) -> bool:
    return len(line) < 40 and _BODY.fullmatch(line.strip()) is not None


def _find_entry(
    part: Sequence[str], listed: _Entry | None, titles: dict[str, list[_Entry]]
) -> _Entry | None:
    """The entry at the same place, or the one with this headline and page, or with the former."""
    head = _BODY.fullmatch(part[0].strip())
    first = [fold(line) for line in part[1:12] if line.strip()][:3]
    if listed and (fold(listed.title) in first or not first):
        return listed
    same = [entry for title in first for entry in titles.get(title, ())[:_MOST_SAME]]
    exact = [entry for entry in same if head and entry.page == head[2]]
    return next(iter((*exact, *same)), listed)


def _read(number: int, part: Sequence[str], entry: _Entry | None, has_blank: bool) -> Document:
    document = Document(number)
    head = _BODY.fullmatch(part[0].strip())
    if head:
        document.say("published", head[1], "the line above the article")
        document.say("page", head[2], "the line above the article")
    end = next((i for i, line in enumerate(part) if _RIGHTS.match(line.strip())), len(part))
    places = [i for i in range(1, end) if part[i].strip()]
    wanted = fold(entry.title) if entry else ""
    at = next((k for k, i in enumerate(places[:3]) if wanted and fold(part[i]) == wanted), -1)
    if entry:
        document.say("source", entry.source, "the list of contents")
        document.say("words", entry.words, "the list of contents")
    if at < 0 and entry and entry.title.casefold() in _NO_TITLE:
        if len(places) > 1 and _is_section(part[places[0]]):
            document.say("section", part[places.pop(0)], "the line below the day")
    elif at < 0:
        at = 0
    if at >= 0 and places:
        document.say("title", part[places[at]], "the line above the text")
        document.say(
            "section", " ".join(part[i].strip() for i in places[:at]), "the line below the day"
        )
    start = places[at + 1] if at + 1 < len(places) else end
    document.text = join_lines(part[start:end], has_blank).strip()
    return document


def _is_section(line: str) -> bool:
    return len(line.split()) <= 4 and not line.rstrip().endswith((".", "?", "!"))


def is_gopress(lines: Sequence[str]) -> bool:
    """Whether a text is an export of GoPress: a line with paper and day, and one with the page.

    Where its own line of rights tells it, paper and day with page may be the lines.
    """
    return bool(_list_heads(_join_heads([line.strip() for line in lines if line.strip()])))


def _join_heads(plain: Sequence[str]) -> list[str]:
    """The lines with paper, and day with page, made into paper with day, and page."""
    joined = list(plain)
    if not any(len(line) < 120 and _OF_GOPRESS.match(line) for line in plain):
        return joined
    for i, line in enumerate(plain):
        found = _DAY_AND_PAGE.fullmatch(line) if i and len(line) < 60 else None
        if found and len(plain[i - 1]) <= 60:
            joined[i - 1 : i + 1] = f"{plain[i - 1]} - {found[1]}", found[2]
    return joined


def _list_heads(plain: Sequence[str]) -> list[int]:
    return [
        i
        for i, line in enumerate(plain[:-1])
        if len(line) < 90 and _HEAD.fullmatch(line) and _PAGE.fullmatch(plain[i + 1])
        if find_day(line)
    ]


def split_gopress(lines: Sequence[str]) -> Results:
    """One draft for each article; the headline stands above or below paper, day and page."""
    places = [i for i, line in enumerate(lines) if line.strip()]
    plain = _join_heads([lines[i].strip() for i in places])
    heads = _list_heads(plain)
    is_above = heads[0] > 0
    has_blank = any(not line.strip() for line in lines)

    def read(number: int, at: int, following: int) -> Document:
        document = Document(number)
        found = _HEAD.fullmatch(plain[at])
        page = _PAGE.fullmatch(plain[at + 1])
        if found and page:
            document.say("source", found[1], "the line with paper and day")
            document.say("published", found[2], "the line with paper and day")
            document.say("page", page[1], "the line below paper and day")
        title_at = at - 1 if is_above else at + 2
        first = at + 2 if is_above else at + 3
        last = following - 1 if is_above and following < len(plain) else following
        if title_at < len(plain):
            document.say("title", plain[title_at], "the headline of the article")
        if not is_above and first + 1 < last and are_names(plain[first], 3):
            document.say("author", clean_author(plain[first]), "the line below the headline")
            first += 1
        if first < last:
            end = next((k for k in range(first, last) if _RIGHTS.match(plain[k])), last)
            body = lines[places[first] : places[end - 1] + 1] if end > first else []
            document.text = join_lines(body, has_blank)
        return document

    bounds = zip(heads, [*heads[1:], len(plain)], strict=True)
    return draft_documents(read(n, at, after) for n, (at, after) in enumerate(bounds, 1))
