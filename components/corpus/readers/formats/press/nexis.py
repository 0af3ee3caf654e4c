"""Exports of Nexis Uni: each article has field lines, a body, and a line that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.corpus.readers.drafts import Refused, Results
from components.corpus.readers.formats.press.export_days import is_day_line
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_document,
    fold,
    join_lines,
    read_number,
)
from components.corpus.readers.formats.press.persons import clean_author

_ENDS = frozenset(
    (
        *("end of document", "ende des dokuments", "fin du document", "fin de document"),
        *("fin del documento", "einde van document", "einde van het document"),
        "fine del documento",
    )
)
_BODIES = frozenset(("body", "textkörper", "corps", "cuerpo", "hoofdtekst", "corpo", "volltext"))
_KEYS = {
    **dict.fromkeys(("section", "rubrik", "rubrique", "sección", "sectie"), "section"),
    **dict.fromkeys(("length", "länge", "longueur", "lengte", "longitud", "extensión"), "words"),
    **dict.fromkeys(("byline", "autor", "auteur", "author"), "author"),
    **dict.fromkeys(("dateline", "datumszeile"), "place"),
    **dict.fromkeys(("language", "sprache", "langue", "taal", "idioma"), "language"),
    **dict.fromkeys(("edition", "ausgabe", "édition", "editie", "edición"), "edition"),
    **dict.fromkeys(("load-date", "highlight", "publication-type", "journal code", "subject"), ""),
    **dict.fromkeys(("url", "graphic", "correction-date", "series", "type", "distribution"), ""),
    **dict.fromkeys(("organization", "company", "person", "geographic", "industry", "ticker"), ""),
}
_FIELD = re.compile(r"([^\W\d_][\w-]{2,16}(?: [Cc]ode)?): ?(.*)", re.DOTALL)
_AFTER_TEXT = ("classification", "klassifizierung", "graphic", "grafik", "graphique", "notes")
_DATED_AFTER = ("load-date", "update", "date-chargement", "ladedatum")
_ENTRY = re.compile(r"(\d{1,4})\. ?(.+)", re.DOTALL)
_OF_CONTENTS = re.compile(
    r"(?:client/matter|search (?:terms|type)|narrowed by|content type|documents? ?\(|job number"
    r"|user name|date and time)\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:copyright|©|\(c\)|all rights reserved|alle rechte)", re.IGNORECASE)
_PAGE_FOOT = re.compile(r"page \d+ of \d+", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:pgs?|pages?|p|s|seite|blz|pag|pág|pagina|стр)(?:\. ?| )([A-Z]{0,4}-?\d[\w.-]*)(?:,.*)?",
    re.I,
)
_EDITION = re.compile(r"(?:\s|^)(?:ausg|ed|edition|ausgabe)\.? ?(\S+)$", re.IGNORECASE)
_MOST_OF_TITLE = 4
"""Lines over which a headline may be broken, where lines are those of a page."""


def is_nexis(lines: Sequence[str]) -> bool:
    """Whether a document is a Nexis export: it has lines that say where a body begins and ends."""
    short = {line.strip().casefold() for line in lines if len(line) < 40}
    if short.isdisjoint(_ENDS) or short.isdisjoint(_BODIES):
        return False
    return any(_field(line.strip()) for line in lines if len(line) < 400)


def split_nexis(lines: Sequence[str]) -> Results:
    """One draft for each `End of Document`; a list of contents before the first is left out."""
    titles: dict[int, str] = {}
    for number, part in enumerate(_list_parts(lines), 1):
        plain = [line.strip() for line in part if line.strip()]
        if number == 1:
            titles = _list_contents(plain)
        bodies = [i for i, line in enumerate(part) if line.strip().casefold() in _BODIES]
        day = next((i for i, line in enumerate(part) if is_day_line(line.strip())), 0)
        head_end = next((i for i in bodies if i > day), bodies[0] if bodies else -1)
        if head_end < 0:
            yield Refused(f"Document {number} has no body: export it again with its full text.")
            continue
        document = Document(number)
        head = [line.strip() for line in part[:head_end] if line.strip()]
        _read_head(document, head, titles.get(number, ""))
        _read_text(document, part[head_end + 1 :])
        yield from draft_document(document)


def _list_parts(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        if line.strip().casefold() in _ENDS:
            yield part
            part = []
        elif not _PAGE_FOOT.fullmatch(line.strip()):
            part.append(line)


def _list_contents(lines: Sequence[str]) -> dict[int, str]:
    """The headlines in the list of contents by their numbers, which count up from 1."""
    titles: dict[int, str] = {}
    for line in lines:
        found = _ENTRY.fullmatch(line)
        if found and int(found[1]) == len(titles) + 1:
            titles[len(titles) + 1] = found[2]
    return titles


def _read_head(document: Document, head: Sequence[str], listed: str) -> None:
    """The fields above the body: headline, publication and day, and below these the others."""
    days = [i for i, line in enumerate(head) if is_day_line(line) and not _field(line)]
    # Above the last day stands the list of contents, whose lines may hold days as well.
    at = days[-1] if days else _find_first_field(head)
    if days:
        document.say("published", head[at], "the line below the publication")
    above = [line for line in head[:at] if not _RIGHTS.match(line)]
    if len(above) > 1:
        document.say("source", above[-1], "the line below the headline")
        above.pop()
    document.say("title", _join_title(above, listed), "the first line of the document")
    for line in head[at:]:
        if found := _field(line):
            say_field(document, _KEYS[found[0]], found[1], found[0].capitalize())


def _find_first_field(head: Sequence[str]) -> int:
    found = (i for i, line in enumerate(head) if _field(line) or _RIGHTS.match(line))
    return next((i for i in found if i > 1), len(head))


def _join_title(above: Sequence[str], listed: str) -> str:
    """The headline: the line above the publication, or those that the list of contents names."""
    if listed:
        for count in range(1, _MOST_OF_TITLE + 1):
            joined = " ".join(above[-count:])
            if fold(joined) == fold(listed):
                return joined
    last = above[-1:]
    return "" if not last or _OF_CONTENTS.match(last[0]) else last[0]


def _read_text(document: Document, after: Sequence[str]) -> None:
    closed = next((i for i, line in enumerate(after) if _closes(line.strip())), len(after))
    has_blank = any(not line.strip() for line in after)
    title = document.said["title"].value if "title" in document.said else ""
    # A printed page has the headline above its text once more.
    kept = [line for line in after[:closed] if not title or line.strip() != title]
    document.text = join_lines(kept, has_blank)
    for line in after[closed:]:
        found = _field(line.strip())
        if found and _KEYS[found[0]] == "language":
            document.say("language", found[1], "field Language of the export")


def _closes(line: str) -> bool:
    """Whether a line is a heading of what follows a text, not a sentence that begins like one."""
    folded = line.casefold().rstrip(":")
    if folded in _AFTER_TEXT:
        return True
    name, colon, value = line.partition(":")
    return bool(colon) and name.casefold() in _DATED_AFTER and is_day_line(value)


def _field(line: str) -> tuple[str, str] | None:
    """The name in small letters and the value of a field, None for any other line."""
    found = _FIELD.fullmatch(line.replace("\xa0", " "))
    return (
        (found[1].casefold(), found[2].strip()) if found and found[1].casefold() in _KEYS else None
    )


def say_field(document: Document, key: str, value: str, name: str) -> None:
    """Keep the value of a field of LexisNexis, taken apart where it holds several things."""
    basis = f"field {name} of the export"
    if key == "author":
        is_turned = name.casefold() in ("autor", "auteur", "author")
        document.say(key, clean_author(value, is_surname_first=is_turned), basis)
    elif key == "words":
        document.say(key, read_number(value), basis)
    elif key == "section":
        _say_section(document, value, basis)
    elif key:
        document.say(key, value, basis)


def _say_section(document: Document, value: str, basis: str) -> None:
    """Section, page and edition, as in "NEWS; Pg. 1" and "POLITIK; S. 114 Ausg. 9"."""
    kept = []
    for part in map(str.strip, re.split(r";|, (?=Pg)", value)):
        if found := _EDITION.search(part):
            document.say("edition", found[1], basis)
            part = part[: found.start()].strip()
        if found := _PAGE.fullmatch(part):
            document.say("page", found[1], basis)
        elif part:
            kept.append(part)
    document.say("section", "; ".join(kept), basis)
