"""ANPA 1312: head lines from "^" to "<" or "=", then the text in indented paragraphs."""

from __future__ import annotations

import re
from datetime import date

from components.corpus.readers.drafts import Draft
from components.corpus.readers.formats.wire.body_paragraphs import join_lines
from components.corpus.readers.formats.wire.bylines import find_names, is_byline
from components.corpus.readers.formats.wire.editors_notes import choose_notes, read_statuses
from components.corpus.readers.formats.wire.wire_item import WireItem, keep_filled

_HEAD_LINE = re.compile(
    r"[ \t]*\^([^<^\n]{0,400}(?:\n[^<^\n\t][^<^\n]{0,400}){0,3}?)([<=])[ \t]*(?:\n|$)"
)
_ANY = re.compile(r"^\^.{0,400}[<=][ \t]*$", re.MULTILINE)
_BESIDE = re.compile(
    r"(?:\w{2,12} )?(?:photos?|video|graphics?|audio|interactive|links?)\b|eds\b|editors?\b"
    r"|hfr\b|note\b|advisory\b|with \w+ photos?\b|for use\b|urgent$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:eds|editor'?s'?(?: note)?|editors?)\b\W{0,3}", re.IGNORECASE)
_BY = re.compile(r"by\s", re.IGNORECASE)
_POST = re.compile(
    r"\b(?:writer|editor|correspondent|reporter|columnist|analyst|staff|contributor|bureau)s?\b",
    re.IGNORECASE,
)
_STAMP = re.compile(r"([A-Z]{2,6})-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d)(?!\d)")
_UPDATES = re.compile(r"\b\d{1,2}(?:st|nd|rd|th) ?ld\b|writethru|\bupdates?\b", re.IGNORECASE)
_COUNT = re.compile(r",\s{0,3}(\d{1,5})\s{0,3}$")
_AGENCY = re.compile(r"([^()\n]{0,60}?) ?\(([A-Z][\w .&]{1,20})\) ?[_—–-]")
_RULE = re.compile(r"[_\s]{3,}")


def is_anpa(text: str) -> bool:
    """Whether a text begins with a head line of this format."""
    return _ANY.search(text[:2000]) is not None


def make_anpa_item(header: str, text: str, end: str, place: str) -> WireItem:
    """The item of a dispatch, given in its parts.

    The title is the first head line below the slug that names no photo, note or author.
    """
    lines, rest = _take_head(text)
    slug = lines[0][0] if lines else ""
    title, byline, house = _sort_lines([line for line, _ in lines[1:]])
    paragraphs = _read_text(rest)
    dateline = _AGENCY.match(paragraphs[0]) if paragraphs else None
    stamp = _STAMP.search(end) or _STAMP.search(rest[-200:])
    names = find_names(byline)
    company = house if not _POST.search(house) else ""
    if byline and not names and not company:
        company = _BY.sub("", byline, count=1).strip()
    source = company or (dateline[2] if dateline else "") or (stamp[1] if stamp else "")
    told = [line for line, _ in lines if _NOTE.match(line)]
    statuses = frozenset[str]().union(*map(read_statuses, [slug, *told]))
    if _UPDATES.search(f"{header} {slug}"):
        statuses |= {"update"}
    notes = [("", _NOTE.sub("", line, count=1)) for line in told]
    count = _COUNT.search(slug)
    draft = keep_filled(
        Draft("\n\n".join(paragraphs), title, source),
        author=names,
        published=_read_day(stamp),
        place=place,
        bases={
            "title": "headline of the dispatch",
            "source": "byline of the dispatch" if company else "the dateline or the stamp",
            "author": "byline of the dispatch",
            "published": "the stamp below the text",
        },
        details={
            "note": choose_notes(notes, statuses),
            "words": count[1].lstrip("0") if count else "",
            "place": dateline[1].strip() if dateline else "",
        },
    )
    return WireItem(draft, statuses, lack=_describe_lack(rest, paragraphs))


def _take_head(text: str) -> tuple[list[tuple[str, str]], str]:
    """The head lines, each with the sign that ends it, and what stands below them."""
    at, lines = 0, []
    while found := _HEAD_LINE.match(text, at):
        lines.append((" ".join(found[1].split()), found[2]))
        at = found.end()
    return lines, text[at:]


def _sort_lines(lines: list[str]) -> tuple[str, str, str]:
    """Title, byline, and the line below the byline: a post or an agency."""
    at = next((n for n, line in enumerate(lines) if _BY.match(line) and len(line) < 120), None)
    above = lines if at is None else lines[:at]
    title = next((line for line in above if line and not _BESIDE.match(line)), "")
    if at is None:
        return title, "", ""
    below = [line for line in lines[at + 1 :] if line and not _BESIDE.match(line)]
    return title, lines[at], below[0] if below else ""


def _read_text(rest: str) -> list[str]:
    text = rest.replace("``", "“").replace("''", "”")
    lines = [
        line.lstrip("^").rstrip("< ") if "^" in line[:2] else line for line in text.split("\n")
    ]
    return [
        one
        for one in join_lines(lines)
        if not (_RULE.fullmatch(one) or _STAMP.match(one) or is_byline(one))
    ]


def _describe_lack(rest: str, paragraphs: list[str]) -> str:
    return "" if paragraphs or not rest.strip() else "has no text but marks"


def _read_day(stamp: re.Match[str] | None) -> date | None:
    """The day of `AP-WF-11-13-13`: month, day and year."""
    if stamp is None:
        return None
    year = int(stamp[4])
    try:
        return date(year + (2000 if year < 70 else 1900), int(stamp[2]), int(stamp[3]))
    except ValueError:
        return None
