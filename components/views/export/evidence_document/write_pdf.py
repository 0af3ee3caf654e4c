"""Evidence pack as a PDF, with running titles, repeated table heads and its data attached."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from components.corpus.integrity.pack_manifest import DATA_ATTACHMENT
from components.views.export.evidence_document.blocks import (
    Block,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    texts_of,
)
from components.views.export.evidence_document.pack_blocks import pack_blocks
from components.views.export.evidence_document.pdf_fonts import SERIF
from components.views.export.evidence_document.pdf_page import PdfPages
from components.views.export.evidence_pack.pack_records import Pack
from components.views.export.evidence_pack.write import write_json
from components.views.theme import TOKENS

_COLOURS = TOKENS["light"]
# Scripts of the fonts whose letters take their form from their neighbours.
_JOINED = re.compile("[\u0590-\u08ff\u0900-\u0dff\ufb50-\ufdff\ufe70-\ufefc]")
_SIZES = {1: 20, 2: 15, 3: 12}
_BODY, _SMALL = 10, 8.5
# Kept together: a heading and this height below it, in mm.
_AFTER_HEADING = 30
# A table narrower than this share of the page is not stretched over it.
_FEW_COLUMNS, _NARROW = 2, 0.75


def write_pdf(pack: Pack) -> bytes:
    """The pack as PDF.

    Draws Latin, Greek, Cyrillic, Devanagari and Arabic letters. Others are counted where they
    stand, and the first page says so.
    """
    blocks = list(pack_blocks(pack))
    title, about = " ".join(pack.title.split()), pack.about
    pages = PdfPages(f"Evidence: {title}", f"{about.software}, {about.made:%Y-%m-%d %H:%M} UTC")
    pages.set_title(pages.letters(title))
    pages.set_author(pages.letters(about.who))
    pages.set_creation_date(about.made)
    pages.set_lang("en-GB")
    texts = [text for block in blocks for text in texts_of(block)]
    # Slow, and only these scripts join or turn their letters.
    pages.set_text_shaping(any(_JOINED.search(text) for text in texts))
    _draw_pages(pages, blocks, _describe_missing(pages, texts))
    pages.embed_file(
        bytes=write_json(pack), basename=DATA_ATTACHMENT, mime_type="application/json",
        modification_date=pack.about.made, desc="The data of this evidence pack",
    )  # fmt: skip
    return bytes(pages.output())


def _describe_missing(pages: PdfPages, texts: list[str]) -> str:
    missing: Counter[str] = Counter()
    for text in texts:
        missing += pages.missing_letters(text)
    if not missing:
        return ""
    listed = ", ".join(f"{count:,} {script}" for script, count in missing.most_common())
    return (
        f"This PDF has no font for some letters: {listed}. Where they stand, brackets say how many "
        "are left out. The HTML page, the Word document and the data attached to this PDF have "
        "them."
    )


def _draw_pages(pages: PdfPages, blocks: list[Block], warning: str) -> None:
    pages.add_page()
    pages.set_font(SERIF, "", _BODY)
    if warning:
        pages.set_fill_color(_COLOURS["dropped-under"])
        pages.multi_cell(0, 5, warning, border=1, fill=True, new_x="LMARGIN", padding=2)
        pages.ln(3)
    is_fresh = True
    for block in blocks:
        if not (isinstance(block, PageBreak) and is_fresh):
            _draw(pages, block)
        is_fresh = isinstance(block, PageBreak)


def _draw(pages: PdfPages, block: Block) -> None:
    if isinstance(block, PageBreak):
        pages.add_page()
    elif isinstance(block, Heading):
        _draw_heading(pages, block)
    elif isinstance(block, Paragraph):
        _draw_paragraph(pages, block)
    else:
        _draw_table(pages, block)


def _draw_heading(pages: PdfPages, heading: Heading) -> None:
    if pages.will_page_break(_AFTER_HEADING):
        pages.add_page()
    words = " ".join(pages.letters(heading.text).split()) or "–"
    pages.ln(2)
    pages.set_font(SERIF, "B", _SIZES[heading.level])
    pages.start_section(words, heading.level - 1, strict=False)
    pages.multi_cell(0, _SIZES[heading.level] * 0.42, words, align="L", new_x="LMARGIN")
    pages.ln(1.5)
    pages.set_font(SERIF, "", _BODY)


def _draw_paragraph(pages: PdfPages, block: Paragraph) -> None:
    quiet = all(run.mark in ("quiet", "aside") for run in block.runs)
    pages.set_text_color(_COLOURS["quiet" if quiet else "ink"])
    pages.multi_cell(
        0, 5.2, pages.marked(block.runs), align="R" if block.is_right_to_left else "L",
        markdown=True, new_x="LMARGIN",
    )  # fmt: skip
    pages.set_text_color(_COLOURS["ink"])
    pages.ln(1.5)


def _draw_table(pages: PdfPages, grid: Grid) -> None:
    pages.set_font(SERIF, "", _SMALL)
    narrow = len(grid.heads) <= _FEW_COLUMNS and max(grid.widths) < 4
    with pages.table(
        col_widths=grid.widths,
        width=pages.epw * (_NARROW if narrow else 1),
        align="LEFT",
        text_align="LEFT",
        v_align="TOP",
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        line_height=4.2,
        padding=(1, 1.5, 1, 0),
        markdown=True,
        headings_style=FontFace(emphasis="BOLD"),
    ) as table:
        _add_row(table, [" ".join(pages.letters(head).split()) for head in grid.heads])
        for number, row in enumerate(grid.rows):
            fills = grid.fills[number] if grid.fills else ()
            _add_row(table, [pages.marked(runs) for runs in row], fills)
    pages.set_font(SERIF, "", _BODY)
    pages.ln(3)


def _add_row(table: Any, cells: list[str], fills: tuple[str, ...] = ()) -> None:
    row = table.row()
    for place, words in enumerate(cells):
        fill = fills[place] if fills else ""
        style = FontFace(fill_color=_COLOURS[f"{fill}-under"]) if fill else None
        row.cell(words, style=style)
