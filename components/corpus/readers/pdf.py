"""PDF files, by PDFium: one article, from their text layer."""

from __future__ import annotations

import re

from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

from components.corpus.readers.days import parse_day
from components.corpus.readers.drafts import Draft, Note, Parts, UnreadableError
from components.corpus.readers.drop_caps import place_drop_caps
from components.corpus.readers.furniture import drop_furniture
from components.corpus.readers.headings import meaningful_title, without_title
from components.corpus.readers.letters import Line, page_lines
from components.corpus.readers.pages import join_lines, order_lines, split_title
from components.text.plural import agree

MOST_PAGES = 2_000
LETTERS_OF_A_SCAN = 20
"""Letters a page, on average: below that the text is a stamp or a number on pictures of pages."""
_DAMAGED = "It is damaged or not a PDF: open it and print it to a PDF again."
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_PROGRAMS = ("administrator", "admin", "user", "root", "unknown", "anonymous", "author")


def read(data: bytes) -> Parts:
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
        pages = [page_lines(document[number]) for number in range(len(document))]
    except PdfiumError as problem:
        raise UnreadableError(_DAMAGED) from problem
    _refuse_scan(pages)
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if empty:
        which = f"{agree(len(empty), 'page', 'pages')} {', '.join(empty[:20])}"
        yield Note(f"No text was found on {which}: text in pictures cannot be read.")
    text = "\n".join(line.text for lines in pages for line in lines)
    pages, dropped = drop_furniture([place_drop_caps(lines, text) for lines in pages])
    if dropped:
        shown = ", ".join(f"“{line[:60]}”" for line in dropped[:5])
        yield Note(f"Lines that repeat on its pages were left out: {shown}.")
    yield _draft(document.get_metadata_dict(), pages)


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


def _refuse_scan(pages: list[list[Line]]) -> None:
    letters = sum(len(line.text) for lines in pages for line in lines)
    if letters and (letters >= LETTERS_OF_A_SCAN * len(pages) or len(pages) == 1):
        return
    raise UnreadableError(
        "It contains pictures of pages and no text, like a scan: run text recognition (OCR) on it "
        "and load it again."
    )


def _draft(properties: dict[str, str], pages: list[list[Line]]) -> Draft:
    blocks = [block for lines in pages for block in order_lines(lines)]
    title = meaningful_title(properties.get("Title", ""))
    if len(title.split()) < 2:  # none, or perhaps the name of a file
        found, blocks = split_title(blocks)
        title = found or title
    made = _DAY.match(properties.get("CreationDate", ""))
    author = properties.get("Author", "").strip()
    return Draft(
        text=without_title(join_lines(blocks), title),
        title=title,
        author="" if author.casefold() in _PROGRAMS else author,
        published=parse_day("-".join(made.groups())) if made else None,
    )


SAMPLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 51>>stream\nBT /F 12 Tf 20 200 Td (The text stands here.) Tj ET\nendstream"
    b" endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
)
