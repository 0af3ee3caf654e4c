"""Word documents (DOCX, by python-docx) and OpenDocument texts (ODT); and safe opening of both.

Each gives one article; a Word document that is a Nexis export gives all of its articles.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Reader, Results, UnreadableError
from components.corpus.readers.formats.archives import (
    HIGHEST_RATIO,
    is_bomb,
    open_package,
    read_chunks,
)
from components.corpus.readers.formats.document_paragraphs import (
    Paragraph,
    draft_paragraphs,
    join_initial,
    meaningful_title,
)
from components.corpus.readers.formats.press.recognise import split_lines
from components.corpus.readers.sandbox.limits import DEFAULT_LIMITS
from components.corpus.readers.shaping.publication_days import parse_day

MOST_PARTS_SIZE = 200 << 20
"""Bytes of all parts of an office document, unpacked."""
MOST_SPACES = 100
"""A file may claim two thousand million of them."""
_LOCKED = "It is protected by a password: save it without one and load it again."

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _STYLE = f"{_W}p", f"{_W}pStyle"
_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DROP_CAP = f"{_W}dropCap"
_DROP_CAP_FRAME = f"{_W}pPr/{_W}framePr[@{_DROP_CAP}]"
_APART = (_PARAGRAPH, _SECOND_COPY, f"{_W}del", f"{_W}moveFrom")
_OF_THE_TEMPLATE = (date(2013, 12, 23), "python-docx")

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
_NOT_TEXT = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content")


def read_word(data: bytes) -> Results:
    """One article with the document's properties, its title also from a title or heading style.

    Text in tables, boxes and content controls stands where it stands in the file; deleted text of
    tracked changes is left out, inserted text stays. The day is that on which the document was
    made.
    """
    import docx
    from docx.opc.exceptions import OpcError

    stream = io.BytesIO(data)
    names = open_document(stream).namelist()
    if not any(name.startswith("word/") for name in names):
        raise UnreadableError("It is not a Word document: open it in Word and save it as .docx.")
    try:
        document = docx.Document(stream)
    except (OpcError, KeyError, ValueError) as problem:
        raise UnreadableError(
            "It is a damaged Word document: open it in Word and save it again."
        ) from problem
    styles = {s.style_id: str(s.name) for s in document.styles}
    joined = _join_drop_caps(_word_paragraphs(document.element.body, styles))
    found = [paragraph for paragraph in joined if paragraph.text.strip()]
    texts = [paragraph.text for paragraph in found]
    if articles := split_lines(texts):
        yield from articles
    else:
        draft = draft_paragraphs(found)
        # Without this part python-docx invents one.
        stated = "docProps/core.xml" in names
        yield _add_properties(document.core_properties, draft) if stated else draft


def _join_drop_caps(paragraphs: list[tuple[Paragraph, bool]]) -> Iterator[Paragraph]:
    """The paragraphs, each drop cap joined to the one that begins with it."""
    text = "\n".join(paragraph.text for paragraph, _ in paragraphs)
    initial = ""
    for paragraph, is_drop_cap in paragraphs:
        if is_drop_cap:
            initial += paragraph.text.strip()
        elif initial and paragraph.text.strip():
            yield replace(paragraph, text=join_initial(initial, paragraph.text, text))
            initial = ""
        else:
            yield paragraph
    yield Paragraph(initial)


def _word_paragraphs(body: Any, styles: dict[str, str]) -> list[tuple[Paragraph, bool]]:
    """The paragraphs in their order, and whether each is a drop cap, framed beside the next."""
    found = []
    for element in body.iter(_PARAGRAPH):
        if any(above.tag == _SECOND_COPY for above in element.iterancestors(_SECOND_COPY)):
            continue
        style = next((e.get(f"{_W}val") for e in element.iter(_STYLE)), "")
        paragraph = Paragraph("".join(_word_words(element)), styles.get(style, ""))
        frame = element.find(_DROP_CAP_FRAME)
        found.append((paragraph, frame is not None and frame.get(_DROP_CAP) != "none"))
    return found


def _word_words(element: Any) -> Iterator[str]:
    """The text of a paragraph, without that of boxes anchored in it: they have their own."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _APART:
            yield from _word_words(child)


def _add_properties(properties: Any, draft: Draft) -> Draft:
    made = properties.created.date() if properties.created else None
    author = (properties.author or "").strip()
    return Draft(
        text=draft.text,
        title=draft.title or meaningful_title(properties.title or ""),
        made_by="" if author in _OF_THE_TEMPLATE else author,
        made=None if made in _OF_THE_TEMPLATE else made,
    )


def _make_docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("The text of an article stands here.")
    document.save(packed := io.BytesIO())
    return packed.getvalue()


def read_opendocument(data: bytes) -> Results:
    """One article with the document's properties, its title also from a first heading.

    Tables, lists and footnotes stand where they stand in the file; comments, deleted text and
    tables of contents are left out.
    """
    package = open_document(io.BytesIO(data))
    names = package.namelist()
    if "content.xml" not in names:
        raise UnreadableError("It is not an OpenDocument text: open it and save it as .odt again.")
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise UnreadableError(_LOCKED)
    found = [p for p in _opendocument_paragraphs(_parse(package, "content.xml")) if p.text.strip()]
    draft = draft_paragraphs(found)
    values = _properties(package) if "meta.xml" in names else {}
    yield Draft(
        text=draft.text,
        title=draft.title or meaningful_title(values.get(f"{_DC}title", "")),
        made_by=values.get(f"{_META}initial-creator", "") or values.get(f"{_DC}creator", ""),
        made=parse_day(values.get(f"{_META}creation-date", "")),
    )


def _parse(package: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(name), parser)


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    elements = _parse(package, "meta.xml").iter(etree.Element)
    return {element.tag: (element.text or "").strip() for element in elements}


def _opendocument_paragraphs(root: Any) -> Iterator[Paragraph]:
    for element in root.iter(*_BLOCKS):
        if any(above.tag in _NOT_TEXT for above in element.iterancestors()):
            continue
        is_title = element.tag == f"{_TEXT}h" or element.get(f"{_TEXT}style-name") == "Title"
        yield Paragraph("".join(_opendocument_words(element)), "title" if is_title else "")


def _opendocument_words(element: Any) -> Iterator[str]:
    """The text of a paragraph, without paragraphs within it, which come by themselves."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(MOST_SPACES, int(child.get(f"{_TEXT}c", "1")))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield "\n" if child.tag.endswith("break") else " "
        elif child.tag not in _BLOCKS and child.tag not in _NOT_TEXT and _is_element(child):
            yield from _opendocument_words(child)
        yield child.tail or ""


def _is_element(child: Any) -> bool:
    return isinstance(child.tag, str)


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
