"""Evidence pack as a Word document, with headings, tables, running title and its data inside."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK, WD_UNDERLINE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from components.corpus.integrity.pack_manifest import DATA_ENTRY, DIGEST_ENTRY
from components.text.unsafe_characters import show_unsafe_in_xml
from components.views.export.evidence_document.blocks import (
    Block,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Runs,
)
from components.views.export.evidence_document.pack_blocks import pack_blocks
from components.views.export.evidence_pack.pack_records import Pack
from components.views.export.evidence_pack.write import write_json
from components.views.theme import TOKENS

_COLOURS = TOKENS["light"]
_RELATION = "urn:parallax:evidence"
_TEXT_WIDTH = Mm(180)
_LONGEST_PROPERTY = 255
_TABLE_SIZE = Pt(8.5)


def write_docx(pack: Pack) -> bytes:
    """The pack as DOCX. What XML has no place for is written as ‹U+0001› and so on."""
    document = Document()
    _lay_out(document, pack)
    for block in pack_blocks(pack):
        _draw(document, block)
    _embed(document, DATA_ENTRY, "application/json", write_json(pack))
    digest = sha256(document.part.blob).hexdigest().encode()
    _embed(document, DIGEST_ENTRY, "text/plain", digest)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _embed(document: Any, name: str, kind: str, content: bytes) -> None:
    part = Part(PackURI(f"/{name}"), kind, content, document.part.package)
    document.part.relate_to(part, f"{_RELATION}/{name.rpartition('.')[2]}")


def _lay_out(document: Any, pack: Pack) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(18)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(10)
    normal.paragraph_format.space_after = Pt(5)
    title = show_unsafe_in_xml(" ".join(pack.title.split()))
    properties = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.author = show_unsafe_in_xml(pack.about.who)[:_LONGEST_PROPERTY]
    properties.comments = f"Evidence pack made with {pack.about.software}"[:_LONGEST_PROPERTY]
    properties.created = properties.modified = pack.about.made.replace(tzinfo=None)
    section.header.paragraphs[0].add_run(f"Evidence: {title}").font.size = Pt(8)
    foot = section.footer.paragraphs[0]
    made = f"{pack.about.software}, {pack.about.made:%Y-%m-%d %H:%M} UTC · page "
    foot.add_run(show_unsafe_in_xml(made)).font.size = Pt(8)
    _add_page_number(foot)


def _add_page_number(paragraph: Any) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if words else "w:fldChar")
        if words:
            element.text = words
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _draw(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(show_unsafe_in_xml(block.text), level=block.level)
    elif isinstance(block, Paragraph):
        drawn = document.add_paragraph()
        turned = block.is_right_to_left
        if turned:
            drawn._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        _add_runs(drawn, block.runs, turned)
    elif isinstance(block, PageBreak):
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    else:
        _add_table(document, block)


def _add_table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
    table.autofit = False
    table.style.font.size = _TABLE_SIZE
    whole = sum(grid.widths)
    widths = [int(_TEXT_WIDTH * width / whole) for width in grid.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.paragraphs[0].add_run(show_unsafe_in_xml(head)).bold = True
    _set_row(table.rows[0], "w:tblHeader")
    for number, row in enumerate(grid.rows):
        added = table.add_row()
        _set_row(added, "w:cantSplit")
        fills = grid.fills[number] if grid.fills else ("",) * len(row)
        for cell, width, runs, fill in zip(added.cells, widths, row, fills, strict=True):
            cell.width = width
            _add_runs(cell.paragraphs[0], runs)
            if fill:
                _shade(cell._tc.get_or_add_tcPr(), _COLOURS[f"{fill}-under"])
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    document.add_paragraph()


def _set_row(row: Any, flag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(flag))


def _shade(properties: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour[1:])):
        shading.set(qn(f"w:{name}"), value)
    properties.append(shading)


def _add_runs(paragraph: Any, runs: Runs, turned: bool = False) -> None:
    for one in runs:
        run = paragraph.add_run(show_unsafe_in_xml(one.text))
        if turned:
            run.font.rtl = True
        _mark(run, one.mark)


def _mark(run: Any, mark: str) -> None:
    kind, _, colour = mark.partition(" ")
    font = run.font
    if kind == "strong":
        font.bold = True
    elif kind in ("quiet", "aside"):
        font.color.rgb = _rgb("quiet")
    elif kind == "number":
        font.size, font.color.rgb = Pt(7), _rgb("quiet")
    elif kind == "code":
        font.name, font.size = "Courier New", Pt(8)
    elif kind == "dropped":
        font.strike, font.color.rgb = True, _rgb("dropped")
    elif kind == "added":
        font.underline, font.color.rgb = True, _rgb("added")
    elif kind == "edited":
        font.underline = WD_UNDERLINE.WAVY
        _shade(run._r.get_or_add_rPr(), _COLOURS["edited-under"])
    elif kind == "note":
        font.underline = WD_UNDERLINE.DOUBLE
        _shade(
            run._r.get_or_add_rPr(), _COLOURS[f"note-{colour}-under" if colour else "accent-under"]
        )


def _rgb(token: str) -> RGBColor:
    return RGBColor.from_string(_COLOURS[token][1:])
