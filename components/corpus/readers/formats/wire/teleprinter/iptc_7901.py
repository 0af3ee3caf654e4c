"""IPTC 7901: header, slug, lines of the head of which the last ends in "=", text, day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from components.corpus.readers.drafts import Draft
from components.corpus.readers.formats.wire.body_paragraphs import join_lines
from components.corpus.readers.formats.wire.bylines import begins_as_byline, find_names
from components.corpus.readers.formats.wire.editors_notes import read_statuses
from components.corpus.readers.formats.wire.wire_item import WireItem, keep_filled

_HEADER = re.compile(
    r"(?:(?P<words>\d{1,5})\s{1,9})?(?P<source>[^\W\d_][\w.-]{1,20})\s{1,9}\d{4}\s{0,9}$"
)
_LONGEST_HEADER = 100
_STAMP = re.compile(
    r"(?P<day>\d\d)(?:\d{4})\s{0,3}(?:GMT|UTC|Z|MEZ|MESZ|CET|CEST)?\s{0,3}"
    r"(?P<month>[^\W\d_]{3,9})\.?\s{0,3}(?P<year>\d{2}(?:\d\d)?)\b"
)
_MONTHS = (
    *(("jan", "ene", "gen", "янв"), ("feb", "fev", "fév", "фев"), ("mar", "mär", "mae", "мар")),
    *(("apr", "avr", "abr", "апр"), ("may", "mai", "mag", "maj", "mei", "май")),
    *(("jun", "juin", "giu", "июн"), ("jul", "juil", "lug", "июл")),
    *(("aug", "aoû", "aou", "ago", "авг"), ("sep", "set", "сен"), ("oct", "okt", "ott", "окт")),
    *(("nov", "ноя"), ("dec", "dez", "déc", "dic", "дек")),
)
_MARK = re.compile(
    r"\W{0,3}(?:\d{0,2}(?:st|nd|rd|th|\.)? ?)?(?:refile|extra|lead|leads|roundup|update|urgent"
    r"|flash|alert|bulletin|correct(?:ed|ion)|korrektur|berichtigung|berichtigt|neufassung"
    r"|wiederholung|zusammenfassung|achtung|eil|eilmeldung|kill|withdrawal|advisory|repeat|repeating|add"
    r"|writethru|new|preview|feature|analysis)"
    r"(?:[ \d.:)(-]|lead|roundup|update|refile|extra|1st|2nd|3rd|\dth)*\W{0,3}",
    re.IGNORECASE,
)
_ATTENTION = re.compile(r"\((?:achtung|attention|eds|editors|note)\b.*\)", re.IGNORECASE)
_UPDATES = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|\.)? ?(?:lead|update|roundup|ld|zusammenfassung)\b"
    r"|\b(?:update|neufassung)\b",
    re.IGNORECASE,
)
_REFILES = re.compile(r"\b(?:refile|korrektur|berichtig\w*)\b", re.IGNORECASE)
_BELOW = re.compile(r"# ?\S|\* \* \*|\*\*\*")
_SIGNATURE = re.compile(r"(?:[a-zäöüß]{1,6}[ /-]){1,6}[a-zäöüß]{1,6}")
_PLACE = re.compile(r"([^()\n]{2,60}) \([^()\n]{2,30}\) ?[-–—]")
_MOST_OF_HEAD = 12


def make_7901_item(header: str, text: str, end: str, place: str) -> WireItem:
    """The item of a dispatch, given in its parts; the day is in what stands behind the text."""
    lines = text.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    head, rest = _split_head(lines)
    marks, titles, bylines = _sort_head(head)
    found = _HEADER.search(header.strip().partition("\n")[0][:_LONGEST_HEADER])
    source = found["source"].split("-")[0] if found else ""
    paragraphs = _read_text(rest)
    told = " ".join(marks)
    statuses = read_statuses(told)
    statuses |= {"correction"} if _REFILES.search(told) else frozenset()
    statuses |= {"update"} if _UPDATES.search(told) else frozenset()
    dateline = _PLACE.match(paragraphs[0]) if paragraphs else None
    draft = keep_filled(
        Draft("\n\n".join(paragraphs), " ".join(titles), source),
        author=find_names(" ".join(bylines), [source]),
        published=read_stamp(end),
        place=place,
        bases={
            "title": "headline of the dispatch",
            "source": "header of the dispatch",
            "author": "byline of the dispatch",
            "published": "the time below the text",
        },
        details={
            "note": " ".join(marks) if {"correction", "killed"} & statuses else "",
            "words": (found["words"] or "").lstrip("0") if found else "",
            "place": dateline[1].strip() if dateline else "",
        },
    )
    return WireItem(draft, statuses)


def read_stamp(end: str) -> date | None:
    """The day of `131137 GMT Nov 13`, 13 November 2013; None without one."""
    found = _STAMP.search(end)
    if found is None:
        return None
    word, year = found["month"].casefold(), int(found["year"])
    months = [number for number, starts in enumerate(_MONTHS, 1) if word.startswith(starts)]
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return date(year, months[0], int(found["day"])) if months else None
    except ValueError:
        return None


def _split_head(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lines up to the one that ends in "=", else up to the first blank one; and the others."""
    for number, line in enumerate(lines[:_MOST_OF_HEAD], 1):
        if line.rstrip().endswith("="):
            return list(lines[:number]), list(lines[number:])
    blank = next((n for n, line in enumerate(lines[:_MOST_OF_HEAD]) if not line.strip()), 0)
    return list(lines[:blank]), list(lines[blank:])


def _sort_head(head: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Marks, the lines of the headline, and those of the byline, which is last."""
    marks: list[str] = []
    titles: list[str] = []
    bylines: list[str] = []
    for line in (" ".join(one.split()).rstrip(" =") for one in head):
        if not line:
            continue
        if not titles and (_MARK.fullmatch(line) or _ATTENTION.fullmatch(line)):
            marks.append(line)
        elif bylines or (titles and begins_as_byline(line)):
            bylines.append(line)
        else:
            titles.append(line)
    return marks, titles, bylines


def _read_text(lines: Sequence[str]) -> list[str]:
    """The paragraphs above what is not for publication, without the signs of the desk."""
    ends = (number for number, line in enumerate(lines) if _BELOW.match(line))
    paragraphs = join_lines(lines[: next(ends, len(lines))])
    if len(paragraphs) > 1 and _SIGNATURE.fullmatch(paragraphs[-1]):
        return paragraphs[:-1]
    return paragraphs
