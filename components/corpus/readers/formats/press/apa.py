"""Exports of APA, the Austrian agency, from its online manager and from DeFacto."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.export_days import find_day
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_documents,
    join_lines,
    list_pieces,
    parse_page,
    split_at,
)
from components.corpus.readers.formats.press.persons import clean_author

_HEAD = re.compile(
    r"[\"„“»](.{2,80}?)[\"“”«](?: (.{1,60}?))? (?:vom|gefunden am) (\d{1,2}\.\d{1,2}\.\d{4})"
    r"(?:,? \d{1,2}[.:]\d{2}(?: Uhr)?)?(?:,? *Seite:? *([A-Z]*\d[\w-]*))?(.{0,60})"
)
_PLAIN_HEAD = re.compile(
    r"\s*+\"?(.{2,80}?)\"?(?:\s+Nr\.? ?\d+)?\s+vom (\d{1,2}\.\d{1,2}\.\d{4})"
    r"(?: \d{1,2}[.:]\d{2})?(?:.{0,40}?Seite:? *([A-Z]*\d[\w-]*))?"
)
_RULE = re.compile(r"\s*_{20,}\s*")
_SECTION = re.compile(r"Ressort: *(.+)")
_AUTHOR = re.compile(r"Von [^\d.!?]{3,80}")
_PAGE = re.compile(r"Seite:? *([A-Z]*\d[\w-]*)")
_EDITIONS = ("abend", "morgen", "mittag", "früh", "nacht")
_STOP = re.compile(
    r"(?:gespeicherte[rn]? anh[aä]ng|der gegenständliche text ist eine abschrift"
    r"|dieses dokument dient ausschließlich)",
    re.IGNORECASE,
)
_FIRST = 6
"""Lines at the top among which the first head stands: only then it is an export."""


def is_apa(lines: Sequence[str]) -> bool:
    """Whether a text is an export of APA: it begins with a paper in quotation marks and its day."""
    top = [line.strip() for line in lines[:40] if line.strip()][:_FIRST]
    return any(map(_begins, top))


def split_apa(lines: Sequence[str]) -> Results:
    """One draft for each article."""
    has_blank = any(not line.strip() for line in lines)
    parts = split_at((line for line in lines if not _RULE.fullmatch(line)), _begins)
    return draft_documents(_read(number, part, has_blank) for number, part in enumerate(parts, 1))


def _begins(line: str) -> bool:
    return len(line) < 200 and _HEAD.fullmatch(line.strip()) is not None


def _read(number: int, part: Sequence[str], has_blank: bool) -> Document:
    document = Document(number)
    if found := _HEAD.fullmatch(part[0].strip()):
        document.say("source", found[1], "the line above the headline")
        document.say("section", found[2] or "", "the line above the headline")
        document.say("published", found[3], "the line above the headline")
        document.say("page", found[4] or "", "the line above the headline")
    end = next((i for i, line in enumerate(part) if _STOP.match(line.strip())), len(part))
    places = [i for i in range(1, end) if part[i].strip()]
    while places and _says(document, part[places[0]].strip()):
        places.pop(0)
    if not places:
        return document
    # A line that ends with a colon stands above the headline and leads to it.
    is_kicker = len(places) > 2 and part[places[0]].strip().endswith(":")
    title = places.pop(1 if is_kicker and len(part[places[1]]) < 160 else 0)
    document.say("title", part[title], "the first line below the fields")
    kept = [line for i, line in enumerate(part) if places and places[0] <= i < end and i != title]
    document.text = join_lines(kept, has_blank).strip()
    return document


def _says(document: Document, line: str) -> bool:
    """Whether a line below the first is a field of the head: its value is kept."""
    if found := _SECTION.fullmatch(line):
        document.say("section", found[1], "field Ressort of the export")
    elif found := _PAGE.fullmatch(line):
        document.say("page", found[1], "field Seite of the export")
    elif _AUTHOR.fullmatch(line):
        document.say("author", clean_author(line), "the line above the headline")
    elif line.casefold() in _EDITIONS:
        document.say("edition", line, "the line above the headline")
    else:
        return False
    return True


def is_defacto(markup: str) -> bool:
    """Whether a page is a list of articles printed from DeFacto."""
    return 'class="eintrag' in markup or "class=eintrag" in markup


def split_defacto(markup: str) -> Results:
    """One draft for each entry."""
    entries = parse_page(markup).xpath("//div[contains(concat(' ', @class, ' '), ' eintrag ')]")
    return draft_documents(_read_entry(n, entry) for n, entry in enumerate(entries, 1))


def _read_entry(number: int, entry: object) -> Document:
    document = Document(number)
    paragraphs = []
    for piece in list_pieces(entry):
        if piece.marks & {"<h1>", "<h2>", "<h3>", "<h4>"}:
            document.say("title", piece.text, "the headline of the entry")
        elif "<pre>" in piece.marks:
            _read_line(document, piece.text)
        elif "<p>" in piece.marks:
            paragraphs.append(piece.text)
    document.text = "\n\n".join(paragraphs)
    return document


def _read_line(document: Document, line: str) -> None:
    if (found := _PLAIN_HEAD.match(line)) and find_day(found[2]):
        document.say("source", found[1].strip(' "'), "the line above the article")
        document.say("published", found[2], "the line above the article")
        document.say("page", found[3] or "", "the line above the article")
    if found := re.search(r"Ressort: *([^\n:]{2,60})", line):
        document.say("section", found[1], "field Ressort of the export")


_DISPATCH = re.compile(
    r"\s*((APA|OTS)\d{4}) +\d +[A-Z]{2} +\d{4}\b.{0,40}? (?:Mo|Di|Mi|Do|Fr|Sa|So), *"
    r"(\d{1,2})\. ?([^\W\d_]{3,9})\.? +(\d{4})\s*"
)
_SUBJECTS = re.compile(r"[^\s/]+(?: [^\s/]+)?(?:/[^/]{2,30}){1,6}")
_BELOW_TITLE = re.compile(r"Utl\.: ?(?s:.+)")
_DISPATCH_END = re.compile(
    r"\(Schluss\).{0,40}|(?:Rückfragehinweis|Rückfragen & Kontakt):.*|\*{3} .*"
)


def is_apa_wire(lines: Sequence[str]) -> bool:
    """Whether a text is one of APA's dispatches or press releases (OTS), or several."""
    top = [line for line in lines[:40] if line.strip()][:_FIRST]
    return any(len(line) < 120 and _DISPATCH.fullmatch(line) for line in top)


def split_apa_wire(lines: Sequence[str]) -> Results:
    """One draft for each dispatch, without the line below its headline and what follows its end."""
    parts = split_at(lines, lambda line: len(line) < 120 and bool(_DISPATCH.fullmatch(line)))
    return draft_documents(_read_dispatch(number, part) for number, part in enumerate(parts, 1))


def _read_dispatch(number: int, part: Sequence[str]) -> Document:
    document = Document(number)
    found = _DISPATCH.fullmatch(part[0])
    foot = found[1] if found else ""
    if found:
        document.say("source", found[2], "the line above the headline")
        day = f"{found[3]}. {found[4]} {found[5]}"
        document.say("published", day, "the line above the headline")
    pieces = [one for one in join_lines(part[1:], has_blank=True).split("\n\n") if one.strip()]
    if len(pieces) > 1 and _SUBJECTS.fullmatch(pieces[0].strip()):
        document.say("section", pieces.pop(0), "the line above the headline")
    if pieces:
        document.say("title", pieces.pop(0).strip().removesuffix("="), "the headline")
    ends = (i for i, one in enumerate(pieces) if _DISPATCH_END.match(one.strip()))
    end = next(ends, len(pieces))
    kept = [one.strip() for one in pieces[:end] if not one.startswith(foot or "\0")]
    document.text = "\n\n".join(one for one in kept if not _BELOW_TITLE.fullmatch(one))
    return document
