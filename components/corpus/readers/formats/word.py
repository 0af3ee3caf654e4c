"""Word documents (DOCX), by python-docx; one article, or all of a Nexis export."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from components.corpus.readers.formats.pdf.drop_caps import join_initial
from components.corpus.readers.formats.press_databases import is_nexis, split_nexis
from components.corpus.readers.formats.zip_files import open_document
from components.corpus.readers.shaping.drafts import Draft, Parts, UnreadableError
from components.corpus.readers.shaping.paragraphs import (
    Paragraph,
    draft_paragraphs,
    meaningful_title,
)

_TEXT, _TAB, _BREAK, _RETURN = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_HYPHEN, _PARAGRAPH, _STYLE = qn("w:noBreakHyphen"), qn("w:p"), qn("w:pStyle")
_DROP_CAP = qn("w:dropCap")
_FRAME = f"{qn('w:pPr')}/{qn('w:framePr')}[@{_DROP_CAP}]"
_SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOVED_AWAY, _DELETED = qn("w:moveFrom"), qn("w:del")
_OF_THE_TEMPLATE = (date(2013, 12, 23), "python-docx")


def read(data: bytes) -> Parts:
    """One article with the document's properties, its title also from a title or heading style.

    Text in tables, boxes and content controls stands where it stands in the file; deleted text of
    tracked changes is left out, inserted text stays. The day is that on which the document was
    made.
    """
    source = io.BytesIO(data)
    names = open_document(source).namelist()
    if not any(name.startswith("word/") for name in names):
        raise UnreadableError("It is not a Word document: open it in Word and save it as .docx.")
    try:
        document = docx.Document(source)
    except (OpcError, KeyError, ValueError) as problem:
        raise UnreadableError(
            "It is a damaged Word document: open it in Word and save it again."
        ) from problem
    styles = {s.style_id: str(s.name) for s in document.styles}
    found = [p for p in _placed(_paragraphs(document.element.body, styles)) if p.text.strip()]
    if is_nexis([p.text for p in found]):
        yield from split_nexis([p.text for p in found])
    else:
        draft = draft_paragraphs(found)
        # Without this part python-docx invents one.
        stated = "docProps/core.xml" in names
        yield _add_properties(document.core_properties, draft) if stated else draft


def _placed(paragraphs: list[tuple[Paragraph, bool]]) -> Iterator[Paragraph]:
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


def _paragraphs(body: Any, styles: dict[str, str]) -> list[tuple[Paragraph, bool]]:
    """The paragraphs in their order, and whether each is a drop cap, framed beside the next."""
    found = []
    for element in body.iter(_PARAGRAPH):
        if any(above.tag == _SECOND_COPY for above in element.iterancestors(_SECOND_COPY)):
            continue
        style = next((e.get(qn("w:val")) for e in element.iter(_STYLE)), "")
        paragraph = Paragraph("".join(_pieces(element)), styles.get(style, ""))
        frame = element.find(_FRAME)
        found.append((paragraph, frame is not None and frame.get(_DROP_CAP) != "none"))
    return found


def _pieces(element: Any) -> Iterator[str]:
    """The text of a paragraph, without that of boxes anchored in it: they have their own."""
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in (_TAB, _BREAK, _RETURN):
            yield " " if child.tag == _TAB else "\n"
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag not in (_PARAGRAPH, _SECOND_COPY, _DELETED, _MOVED_AWAY):
            yield from _pieces(child)


def _add_properties(properties: Any, draft: Draft) -> Draft:
    made = properties.created.date() if properties.created else None
    author = (properties.author or "").strip()
    return Draft(
        text=draft.text,
        title=draft.title or meaningful_title(properties.title or ""),
        author="" if author in _OF_THE_TEMPLATE else author,
        published=None if made in _OF_THE_TEMPLATE else made,
    )


def _sample() -> bytes:
    document = docx.Document()
    document.add_paragraph("The text of an article stands here.")
    document.save(packed := io.BytesIO())
    return packed.getvalue()


SAMPLE = _sample()
