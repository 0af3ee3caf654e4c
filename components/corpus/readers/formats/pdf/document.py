"""PDF files, by PDFium: one article, from their text layer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pypdfium2 import PdfDocument, PdfiumError, PdfPage  # type: ignore[import-untyped]

from components.corpus.readers.analyst_answer import ASK, LANGUAGES, answered
from components.corpus.readers.drafts import (
    Draft,
    Kind,
    Note,
    Reader,
    Results,
    Scan,
    UnreadableError,
)
from components.corpus.readers.formats.document_paragraphs import meaningful_maker, meaningful_title
from components.corpus.readers.formats.document_parts.head_lines import read_head
from components.corpus.readers.formats.pdf.letters import (
    MOST_CHARACTERS,
    SLANTED,
    Line,
    Row,
    join_rows,
    read_rows,
    split_row,
)
from components.corpus.readers.formats.pdf.reading_order import (
    Block,
    join_drop_caps,
    join_lines,
    list_lines,
    order_lines,
    split_title,
)
from components.corpus.readers.formats.pdf.right_to_left import (
    is_right_to_left,
    order_letters,
    read_lines,
)
from components.corpus.readers.formats.pdf.running_heads import drop_running_heads
from components.corpus.readers.formats.pdf.turned_letters import part_by_turn
from components.corpus.readers.formats.press.recognise import is_export, split_lines
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.plural import agree

MOST_PAGES = 2_000
PARTLY_SCANNED = "a PDF with pages that may be scanned"
LETTERS_OF_A_SCAN = 20
"""Letters a page, on average: below that the text is a stamp or a number on pictures of pages."""
_DAMAGED = "It is damaged or not a PDF: open it and print it to a PDF again."
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes) -> Results:
    """One article with the document's properties, its title also from its largest letters.

    Columns come one after the other, words hyphenated at a line's end are joined, and lines that
    repeat on the pages are left out with a note. The day is that on which the file was made.
    """
    document = _open(data)
    if len(document) > MOST_PAGES:
        raise UnreadableError(
            f"It has {len(document):,} pages, more than {MOST_PAGES:,}: split it."
        )
    try:
        read = [_read_page(document[number]) for number in range(len(document))]
    except PdfiumError as problem:
        raise UnreadableError(_DAMAGED) from problem
    pages = [page.lines for page in read]
    if _is_scan(pages):
        yield Scan(tuple(() for _ in pages))
        return
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if empty and answered(LANGUAGES) not in ("", ASK):
        yield _scan_partly(document.get_metadata_dict(), pages)
        return
    if empty:
        yield Kind(PARTLY_SCANNED)
        which = f"{agree(len(empty), 'page', 'pages')} {', '.join(map(str, empty[:20]))}"
        yield Note(
            f"No text was found on {which}: if they are scans, have them recognised under Read it "
            "otherwise › Languages of the scan."
        )
    all_lines = [line.text for lines in pages for line in lines]
    if is_export(all_lines):
        # What repeats on its pages are names of papers, days and counts of documents.
        blocks = [block for lines in pages for block in order_lines(lines)]
        if articles := split_lines(list_lines(blocks)):
            yield from articles
            return
    text = "\n".join(all_lines)
    pages, dropped = drop_running_heads([join_drop_caps(lines, text) for lines in pages])
    if dropped:
        shown = ", ".join(f"“{line[:60]}”" for line in dropped[:5])
        yield Note(f"Lines that repeat on its pages were left out: {shown}.")
    yield from _tell_turned(read)
    blocks = [block for lines in pages for block in order_lines(lines)]
    beside = [order_lines(lines) for page in read for lines in page.turned]
    yield from _draft(document.get_metadata_dict(), blocks, beside)


def _scan_partly(properties: dict[str, str], pages: list[list[Line]]) -> Scan:
    """The paragraphs of the pages with text, whose others are to be recognised."""
    kept, _ = drop_running_heads(pages)
    blocks = [order_lines(lines) for lines in kept]
    title = meaningful_title(properties.get("Title", ""))
    if len(title.split()) < 2 and blocks[0]:
        title, blocks[0] = split_title(blocks[0])
    return Scan(tuple(tuple(join_lines([b]) for b in page) for page in blocks), title)


def _open(data: bytes) -> PdfDocument:
    try:
        document = PdfDocument(data)
        if len(document):
            return document
    except PdfiumError as problem:
        if "assword" in str(problem):
            raise UnreadableError(
                "It is protected by a password: save it without one and load it again."
            ) from problem
    raise UnreadableError(_DAMAGED)


@dataclass(frozen=True)
class _Page:
    """The lines of a page, those that stand on a side or upside down, and words across it.

    Where all letters are turned, the page is.
    """

    lines: list[Line]
    turned: list[list[Line]]
    slanted: str


def _read_page(page: PdfPage) -> _Page:
    textpage = page.get_textpage()
    if textpage.count_chars() > MOST_CHARACTERS:
        raise UnreadableError(
            "One of its pages has more text than a page can have: the file may be damaged."
        )
    parts = part_by_turn(list(read_rows(textpage)))
    slanted = [letter.text for row in parts.pop(SLANTED, []) for letter in row]
    lines, *turned = [_find_lines(rows) for rows in parts.values()] or [[]]
    return _Page(lines, turned, "".join(slanted).strip())


def _find_lines(rows: list[Row]) -> list[Line]:
    """The lines of a page, parted where a gap is wider than a letter, in no order to rely on."""
    characters = [letter.text for row in rows for letter in row]
    turned = sum(map(is_right_to_left, characters))
    if not turned:
        return [line for row in rows for line in split_row(row)]
    from_right = 2 * turned > sum(character.isalpha() for character in characters)
    lines: list[Line] = []
    placed: list[Row] = []
    for row in join_rows(rows):
        if from_right or any(is_right_to_left(letter.text) for letter in row):
            placed += order_letters(row)
        else:
            lines += split_row(row)
    lines += read_lines(placed, from_right)
    return [replace(x, left=-x.right, right=-x.left) for x in lines] if from_right else lines


def _is_scan(pages: list[list[Line]]) -> bool:
    letters = sum(len(line.text) for lines in pages for line in lines)
    return not letters or (letters < LETTERS_OF_A_SCAN * len(pages) and len(pages) > 1)


def _tell_turned(pages: list[_Page]) -> Iterator[Note]:
    """What is said of letters that are not upright."""
    turned = [str(number) for number, page in enumerate(pages, 1) if page.turned]
    if turned:
        which = f"{agree(len(turned), 'page', 'pages')} {', '.join(turned[:20])}"
        yield Note(f"Text that stands on its side on {which} was put behind the rest.")
    slanted = list(dict.fromkeys(page.slanted for page in pages if page.slanted))
    if slanted:
        shown = ", ".join(f"“{words[:60]}”" for words in slanted[:5])
        yield Note(f"Words across its pages were left out: {shown}.")


def _draft(properties: dict[str, str], blocks: list[Block], turned: list[list[Block]]) -> Results:
    title = meaningful_title(properties.get("Title", ""))
    basis = "the title in the properties of the file"
    if len(title.split()) < 2:  # none, or perhaps the name of a file
        found, blocks = split_title(blocks)
        title, basis = (found, "the largest letters at its beginning") if found else (title, basis)
    made = _DAY.match(properties.get("CreationDate", ""))
    beside = dict.fromkeys(map(join_lines, turned))
    draft = Draft(
        text="\n\n".join([join_lines(blocks), *beside]),
        title=title,
        bases={"title": basis} if title else {},
        made_by=meaningful_maker(properties.get("Author", "")),
        made=parse_day("-".join(made.groups())) if made else None,
    )
    return read_head(draft, above_credit=True)


_SAMPLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 51>>stream\nBT /F 12 Tf 20 200 Td (The text stands here.) Tj ET\nendstream"
    b" endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
)
PDF = Reader(lambda: _SAMPLE, whole=read_pdf)
