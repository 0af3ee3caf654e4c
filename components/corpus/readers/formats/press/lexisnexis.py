"""Exports of the classic LexisNexis as text and as web pages: "1 of 20 DOCUMENTS".

Above each text stand publication, day and headline, then fields with labels, below it more fields.
A speaker of an interview looks like a label: in a text the known labels are believed, on a page
those in bold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.export_days import is_day_line
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_documents,
    list_pieces,
    parse_page,
)
from components.corpus.readers.formats.press.nexis import say_field
from components.corpus.readers.formats.xml_tree import line_of

_COUNT = re.compile(
    r"\s*(?:FOCUS ?-? ?)?(?:\d{1,5} (?:of|von|de|van|di|из|av) \d{1,5} "
    r"(?:dokument|document|документ)\w*"
    r"|(?:dokument|document|documento) \d{1,5} (?:of|von|de|van|di) \d{1,5})\s*",
    re.IGNORECASE,
)
_TITLES = ("HEADLINE", "TITLE", "TITEL", "TITRE", "KOP", "UBERSCHRIFT", "TITOLO", "TITULO")
_TEXTS = ("BODY", "TEXT", "TEXTE", "TEKST", "VOLLTEXT", "TEXTO", "TESTO")
_KEYS = {
    **dict.fromkeys(_TITLES, "title"),
    **dict.fromkeys(("BYLINE", "AUTHOR", "AUTOR", "AUTEUR", "AUTORE", "VERFASSER"), "author"),
    **dict.fromkeys(("SECTION", "RUBRIK", "RUBRIQUE", "SECTIE", "RUBRIEK", "SECCION"), "section"),
    **dict.fromkeys(("LENGTH", "LANGE", "LONGUEUR", "LENGTE", "LONGITUD", "LUNGHEZZA"), "words"),
    **dict.fromkeys(("LANGUAGE", "SPRACHE", "LANGUE", "TAAL", "IDIOMA", "LINGUA"), "language"),
    **dict.fromkeys(("DATELINE", "ORT", "LIEU"), "place"),
    **dict.fromkeys(("EDITION", "AUSGABE", "EDITIE", "EDICION"), "edition"),
    **dict.fromkeys(("PAGE", "SEITE", "PAGINA", "BLADZIJDE"), "page"),
    **dict.fromkeys(_TEXTS, "text"),
}
_OTHER_LABELS = (
    *("HIGHLIGHT", "SERIES", "SERIE", "TYPE", "DISTRIBUTION", "ANLASS", "LEAD", "NAME", "BIO"),
    *("CONTACT", "SOURCE", "QUELLE", "KEYWORDS", "CORRECTION-DATE", "STATUS"),
    *("ENCART", "ACCROCHE", "SURTITRE", "DESTACADO"),
)
_AFTER_TEXT = (
    *("LOAD-DATE", "DATE-CHARGEMENT", "UPDATE", "LADEDATUM", "LAAD-DATUM", "FECHA-CARGA"),
    *("PUBLICATION-TYPE", "TYPE-PUBLICATION", "PUB-TYPE", "PUBLIKATIONSTYP", "TIPO-PUBLICACION"),
    *("JOURNAL-CODE", "ZEITUNGS-CODE", "CODE-REVUE", "GRAPHIC", "GRAFIK", "GRAPHIQUE", "GRAFIEK"),
    *("LANGUAGE", "SPRACHE", "LANGUE", "TAAL", "IDIOMA", "LINGUA", "PUB-SUBJECT", "ACC-NO"),
)
_DATED = ("LOAD-DATE", "DATE-CHARGEMENT", "UPDATE", "LADEDATUM", "LAAD-DATUM", "FECHA-CARGA")
_CAPITAL = "A-ZÀ-ÖØ-ÞŒА-ЯЁІЇЄ"
_LABEL = re.compile(rf"([{_CAPITAL}][{_CAPITAL}/ -]{{1,30}}): ?(.*)", re.DOTALL)
_SHARE = re.compile(r"\(\d\d%\)")
_RIGHTS = re.compile(
    r"(?:copyright\b|©|\(c\) \d|all rights reserved|alle rechte? vorbehalten|tous droits"
    r"|alle rechten|todos los derechos|tutti i diritti)",
    re.IGNORECASE,
)
_EDITION = re.compile(r".{0,40}(?:editions?|ausgabe|éditions?|editie)\b.{0,20};?$", re.IGNORECASE)
_CENTRED = 8
"""Spaces before a line of the head that is set in the middle."""


@dataclass(frozen=True)
class Block:
    """Lines that stand together, and the label before them, if any."""

    lines: tuple[str, ...]
    label: str = ""
    is_centred: bool = False


def is_lexisnexis(lines: Sequence[str]) -> bool:
    """Whether a text is an export: it counts its documents, and has the labels of their fields."""
    if not any(len(line) < 120 and _COUNT.fullmatch(line) for line in lines):
        return False
    return any(_known_label(line.strip()) for line in lines if len(line) < 2_000)


def split_lexisnexis(lines: Sequence[str]) -> Results:
    """One draft for each document that is counted; what stands before the first is left out."""
    has_blank = any(not line.strip() for line in lines)
    parts = enumerate(_list_parts(lines), 1)
    return draft_documents(
        _read(number, [*_list_blocks(part, has_blank)]) for number, part in parts
    )


def _list_parts(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] | None = None
    for line in lines:
        if len(line) < 120 and _COUNT.fullmatch(line):
            if part is not None:
                yield part
            part = []
        elif part is not None:
            part.append(line)
    if part is not None:
        yield part


def _list_blocks(lines: Sequence[str], has_blank: bool) -> Iterator[Block]:
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
        if block and (not line.strip() or not has_blank):
            yield from _cut_at_labels(block)
            block = []


def _cut_at_labels(block: list[str]) -> Iterator[Block]:
    """The block, or one for each label within it."""
    starts = [i for i, line in enumerate(block) if _known_label(line.strip())]
    for start, end in zip([0, *starts], [*starts, len(block)], strict=True):
        lines = [line.strip() for line in block[start:end]]
        if not lines:
            continue
        label = _known_label(lines[0]) if start in starts else ""
        if label:
            lines[0] = lines[0].partition(":")[2].strip()
        is_centred = not label and block[start].startswith(" " * _CENTRED)
        if _KEYS.get(label) == "words":
            # A count is one line: what stands close below it, as on a page of a PDF, is text.
            yield Block((lines[0],), label)
            label, lines = "", lines[1:]
        if lines or label:
            yield Block(tuple(filter(None, lines)), label, is_centred)


def _plain(label: str) -> str:
    """A label without the accents, which are not always written."""
    return "".join(x for x in unicodedata.normalize("NFKD", label) if not unicodedata.combining(x))


def _known_label(line: str) -> str:
    """The label that a line begins with, when it is one that the makers use, without accents."""
    found = _LABEL.fullmatch(line)
    if found is None:
        return ""
    name, value = _plain(found[1].strip()), found[2]
    if name in _DATED:
        return name if is_day_line(value) else ""
    known = name in _KEYS or name in _OTHER_LABELS or name in _AFTER_TEXT
    return name if known or _SHARE.search(value) else ""


def is_lexisnexis_page(markup: str) -> bool:
    """Whether a page is an export of LexisNexis."""
    return "<DOCFULL>" in markup and "<DOC NUMBER=" in markup


_DOCUMENT = re.compile(
    r"<DOCFULL> ?-->(.*?)(?:<!--[^<>]{0,80}</DOCFULL>|(?=<DOC NUMBER=)|\Z)", re.S
)
_BOLD = re.compile(r"\.(c\d{1,4})\s*\{[^{}]{0,300}font-weight: ?bold", re.IGNORECASE)
_LABEL_OF_PAGE = re.compile(rf"[{_CAPITAL}][{_CAPITAL}/ -]{{1,40}}: ?")


def split_lexisnexis_page(markup: str) -> Results:
    """One draft for each document; the cover page with the search is left out."""
    bold = frozenset(_BOLD.findall(markup[:200_000]))
    found = enumerate(_DOCUMENT.finditer(markup), 1)
    return draft_documents(
        _read(number, [*_list_blocks_of_page(part[1], bold)]) for number, part in found
    )


def _list_blocks_of_page(markup: str, bold: frozenset[str]) -> Iterator[Block]:
    tree = parse_page(f"<html><body>{markup}</body></html>")
    for paragraph in tree.iter("p"):
        spans = [span for span in paragraph.iter("span") if span.text_content().strip()]
        lines = [piece.text for piece in list_pieces(paragraph)]
        first = line_of(spans[0]) if spans else ""
        is_bold = bool(spans) and spans[0].get("class") in bold
        if is_bold and _LABEL_OF_PAGE.fullmatch(first) and lines:
            rest = lines[0].removeprefix(first).strip()
            yield Block(tuple(filter(None, [rest, *lines[1:]])), _plain(first.rstrip(": ")))
        elif lines and not _COUNT.fullmatch(lines[0]):
            yield Block(tuple(lines))


def _read(number: int, blocks: Sequence[Block]) -> Document:
    document = Document(number)
    first = next((i for i, block in enumerate(blocks) if block.label), len(blocks))
    below_title = _read_head(document, blocks[:first])
    start = first
    while start < len(blocks) and blocks[start].label and not _is_text(blocks[start]):
        start += 1
    if start == len(blocks) or _ends(blocks[start]):
        # All labels stand below the text.
        start = below_title
    end = next((i for i in range(start, len(blocks)) if _ends(blocks[i])), len(blocks))
    document.text = "\n\n".join(filter(None, map(_write, blocks[start:end])))
    for block in (*blocks[first:start], *blocks[end:]):
        key = _KEYS.get(block.label, "")
        say_field(document, "" if key == "text" else key, " ".join(block.lines), block.label)
    return document


def _is_text(block: Block) -> bool:
    return _KEYS.get(block.label) == "text"


def _ends(block: Block) -> bool:
    """Whether a block is the first below the text."""
    if block.label:
        return not _is_text(block) and block.label not in _OTHER_LABELS
    return bool(block.lines) and _RIGHTS.match(block.lines[0]) is not None


def _write(block: Block) -> str:
    label = f"{block.label}: " if block.label and not _is_text(block) else ""
    return label + "\n".join(block.lines)


def _read_head(document: Document, head: Sequence[Block]) -> int:
    """Publication, day and headline from the blocks above the labels; where the headline ends."""
    plain = [
        (i, line, block.is_centred)
        for i, block in enumerate(head)
        for line in block.lines
        if not _RIGHTS.match(line)
    ]
    day = next((k for k, (_, line, _) in enumerate(plain) if is_day_line(line)), -1)
    if day >= 0:
        document.say("published", plain[day][1], "the line below the publication")
    sources = [line for _, line, _ in plain[: max(day, 1 if day < 0 else 0)]]
    if sources:
        document.say("source", sources[-1], "the line above the day")
    rest = plain[day + 1 if day >= 0 else len(sources) :]
    while rest and (rest[0][2] or is_day_line(rest[0][1]) or _EDITION.match(rest[0][1])):
        document.say(
            "edition", "" if is_day_line(rest[0][1]) else rest[0][1], "the line below the day"
        )
        rest = rest[1:]
    if not rest:
        return len(head)
    block = rest[0][0]
    title = " ".join(line for i, line, _ in rest if i == block)
    document.say("title", title.rstrip(";"), "the line above the fields")
    return block + 1
