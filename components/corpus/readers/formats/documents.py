"""Word documents (DOCX, by python-docx) and OpenDocument texts (ODT); and safe opening of both.

Each gives one article; a Word document that is a Nexis export gives all of its articles.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Reader, Results, UnreadableError
from components.corpus.readers.formats.archives import (
    HIGHEST_RATIO,
    is_bomb,
    open_package,
    read_chunks,
)
from components.corpus.readers.formats.document_paragraphs import (
    draft_paragraphs,
    meaningful_maker,
    meaningful_title,
    tell_notes,
)
from components.corpus.readers.formats.document_parts.head_lines import draft_document, read_head
from components.corpus.readers.formats.document_parts.opendocument_text import OpenDocumentText
from components.corpus.readers.formats.document_parts.word_text import WordText
from components.corpus.readers.formats.press.recognise import split_lines
from components.corpus.readers.sandbox.limits import DEFAULT_LIMITS
from components.corpus.readers.shaping.publication_days import parse_day

MOST_PARTS_SIZE = 200 << 20
"""Bytes of all parts of an office document, unpacked."""
_LOCKED = "It is protected by a password: save it without one and load it again."

_OF_THE_TEMPLATE = (date(2013, 12, 23), "python-docx")
# python-docx takes for granted that each part is there, unpacks, and has the elements of its kind.
_DAMAGES = (
    *(LookupError, ValueError, AttributeError, TypeError, NotImplementedError),
    *(etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error),
)


class _Properties(NamedTuple):
    """What a Word document says of itself."""

    made: date | None
    author: str
    title: str


_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def read_word(data: bytes) -> Results:
    """One article with the document's properties, its title also from a title or heading style.

    Text in tables, boxes and content controls stands where it stands in the file, footnotes and
    endnotes at the end; hidden text and the deleted text of tracked changes are left out, inserted
    text stays. Day and account of its making count where no line tells a day and an author.
    """
    import docx
    from docx.opc.exceptions import OpcError

    stream = io.BytesIO(data)
    names = open_document(stream).namelist()
    if not any(name.startswith("word/") for name in names):
        raise UnreadableError("It is not a Word document: open it in Word and save it as .docx.")
    try:
        text = WordText(document := docx.Document(stream))
        found, notes = text.paragraphs(), text.notes()
    except (OpcError, *_DAMAGES) as problem:
        raise UnreadableError(
            "It is a damaged Word document: open it in Word and save it again."
        ) from problem
    if articles := split_lines([paragraph.text for paragraph in found]):
        yield from articles
        return
    if notes:
        yield tell_notes(len(notes))
    draft = draft_paragraphs([*found, *notes])
    # Without this part python-docx invents one.
    stated = _word_properties(document) if "docProps/core.xml" in names else None
    yield from read_head(draft) if stated is None else _add_properties(stated, draft)


def _word_properties(document: Any) -> _Properties | None:
    """What the document says of itself; None where that is damaged, its text need not be."""
    try:
        stated = document.core_properties
        made = stated.created.date() if stated.created else None
        return _Properties(made, stated.author or "", stated.title or "")
    except _DAMAGES:
        return None


def _add_properties(properties: _Properties, draft: Draft) -> Results:
    made, author = properties.made, meaningful_maker(properties.author)
    stated = replace(
        draft,
        made_by="" if author in _OF_THE_TEMPLATE else author,
        made=None if made in _OF_THE_TEMPLATE else made,
    )
    return draft_document(stated, meaningful_title(properties.title))


def _make_docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("The text of an article stands here.")
    document.save(packed := io.BytesIO())
    return packed.getvalue()


def read_opendocument(data: bytes) -> Results:
    """One article with the document's properties, its title also from a first heading.

    Tables and lists stand where they stand in the file, footnotes and endnotes at the end;
    comments, deleted and hidden text and tables of contents are left out.
    """
    package = open_document(io.BytesIO(data))
    names = package.namelist()
    if "content.xml" not in names:
        raise UnreadableError("It is not an OpenDocument text: open it and save it as .odt again.")
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise UnreadableError(_LOCKED)
    styles = [_parse(package, "styles.xml")] if "styles.xml" in names else []
    text = OpenDocumentText(_parse(package, "content.xml"), *styles)
    found, notes = text.paragraphs(), text.notes()
    if articles := split_lines([paragraph.text for paragraph in found]):
        yield from articles
        return
    if notes:
        yield tell_notes(len(notes))
    values = _properties(package) if "meta.xml" in names else {}
    maker = values.get(f"{_META}initial-creator", "") or values.get(f"{_DC}creator", "")
    draft = replace(
        draft_paragraphs([*found, *notes]),
        made_by=meaningful_maker(maker),
        made=parse_day(values.get(f"{_META}creation-date", "")),
    )
    yield from draft_document(draft, meaningful_title(values.get(f"{_DC}title", "")))


def _parse(package: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError as problem:
        raise UnreadableError(
            "It is a damaged OpenDocument text: open it and save it as .odt again."
        ) from problem


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    try:
        elements = _parse(package, "meta.xml").iter(etree.Element)
    except UnreadableError:  # which is no reason to lose the text
        return {}
    return {element.tag: (element.text or "").strip() for element in elements}


def _make_odt() -> bytes:
    packed = io.BytesIO()
    space = f'xmlns:text="{_TEXT[1:-1]}"'
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("content.xml", f"<a {space}><text:p>The text of it.</text:p></a>")
    return packed.getvalue()


def open_document(stream: BinaryIO) -> zipfile.ZipFile:
    """Open an office document none of whose parts is a bomb, encrypted, or has a DTD."""
    package = open_package(stream, DEFAULT_LIMITS.members, MOST_PARTS_SIZE)
    for entry in package.infolist():
        if entry.flag_bits & 1:
            raise UnreadableError(_LOCKED)
        if is_bomb(entry):
            raise UnreadableError(
                f"Its part “{entry.filename[:60]}” unpacks to {HIGHEST_RATIO} times its size or "
                "more, which no article does: open it and save it again."
            )
        if entry.filename.lower().endswith((".xml", ".rels")):
            _refuse_dtd(package, entry)
    return package


def _refuse_dtd(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Office programs never write one; what does wants files or memory."""
    before = b""
    for chunk in read_chunks(package, entry):
        plain = (before + chunk).replace(b"\0", b"")
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise UnreadableError(
                "It contains a DTD, which could pull in other files: open it and save it again."
            )
        before = chunk[-40:]


WORD = Reader(_make_docx, whole=read_word)
OPENDOCUMENT = Reader(_make_odt, whole=read_opendocument)
