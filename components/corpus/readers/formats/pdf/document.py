"""PDF files, by PDFium: one article, from their text layer."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from pypdfium2 import PdfDocument, PdfiumError, PdfPage  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Note, Reader, Results, Scan, UnreadableError
from components.corpus.readers.formats.document_paragraphs import meaningful_title, remove_title
from components.corpus.readers.formats.pdf.letters import (
    MOST_CHARACTERS,
    Line,
    Row,
    join_rows,
    read_rows,
    split_row,
)
from components.corpus.readers.formats.pdf.reading_order import (
    join_drop_caps,
    join_lines,
    order_lines,
    split_title,
)
from components.corpus.readers.formats.pdf.right_to_left import (
    is_right_to_left,
    order_letters,
    read_lines,
)
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.plural import agree

MOST_PAGES = 2_000
LETTERS_OF_A_SCAN = 20
"""Letters a page, on average: below that the text is a stamp or a number on pictures of pages."""
_DAMAGED = "It is damaged or not a PDF: open it and print it to a PDF again."
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_PROGRAMS = ("administrator", "admin", "user", "root", "unknown", "anonymous", "author")

AT_THE_EDGE = 3
"""Lines from the top and from the bottom among which running heads are looked for."""
LONGEST_HEAD = 150
SET_APART = 1.3
"""Steps from line to line that lie between a running head and the text, at least."""
_NUMBER = re.compile(r"\d+")
_Key = tuple[str, int]


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
        pages = [_read_lines(document[number]) for number in range(len(document))]
    except PdfiumError as problem:
        raise UnreadableError(_DAMAGED) from problem
    if _is_scan(pages):
        yield Scan()
        return
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if empty:
        which = f"{agree(len(empty), 'page', 'pages')} {', '.join(empty[:20])}"
        yield Note(f"No text was found on {which}: text in pictures cannot be read.")
    text = "\n".join(line.text for lines in pages for line in lines)
    pages, dropped = _drop_running_heads([join_drop_caps(lines, text) for lines in pages])
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


def _read_lines(page: PdfPage) -> list[Line]:
    """The lines of a page, parted where a gap is wider than a letter, in no order to rely on."""
    textpage = page.get_textpage()
    if textpage.count_chars() > MOST_CHARACTERS:
        raise UnreadableError(
            "One of its pages has more text than a page can have: the file may be damaged."
        )
    rows = list(read_rows(textpage))
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


def _draft(properties: dict[str, str], pages: list[list[Line]]) -> Draft:
    blocks = [block for lines in pages for block in order_lines(lines)]
    title = meaningful_title(properties.get("Title", ""))
    if len(title.split()) < 2:  # none, or perhaps the name of a file
        found, blocks = split_title(blocks)
        title = found or title
    made = _DAY.match(properties.get("CreationDate", ""))
    author = properties.get("Author", "").strip()
    return Draft(
        text=remove_title(join_lines(blocks), title),
        title=title,
        author="" if author.casefold() in _PROGRAMS else author,
        published=parse_day("-".join(made.groups())) if made else None,
    )


def _drop_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without running heads and feet, and one example of each that was dropped.

    A line is one when at the same height of at least a third of the pages, three at least (two of
    two), stands the same but for the number of the page, and it is outside of all text of its page
    and, unless a number, set apart. A page of nothing else keeps what is none elsewhere.
    """
    repeated = _find_repeated([_find_edges(lines) for lines in pages])
    gone = [_find_set_apart(lines, keys) for lines, keys in zip(pages, repeated, strict=True)]
    dropped = {key: line.text for page in reversed(gone) for line, key in reversed(page.items())}
    kept: list[list[Line]] = []
    for lines, keys in zip(pages, repeated, strict=True):
        is_text = len(keys) < len(lines)
        away = gone[len(kept)] if is_text else {x for x, key in keys.items() if key in dropped}
        kept.append([line for line in lines if line not in away])
    return kept, list(reversed(dropped.values()))


def _find_edges(lines: list[Line]) -> dict[Line, _Key]:
    """The lines at the edges of a page, with what makes them the same as those of another page."""
    down = sorted(lines, key=lambda line: -line.top)
    short = [
        line
        for line in {*down[:AT_THE_EDGE], *down[-AT_THE_EDGE:]}
        if len(line.text) <= LONGEST_HEAD
    ]
    return {
        line: (_NUMBER.sub("#", line.text).casefold(), round(line.bottom / 8)) for line in short
    }


def _find_repeated(edges: list[dict[Line, _Key]]) -> list[dict[Line, _Key]]:
    """Of each page the lines that stand at the same place of enough others."""
    places: dict[_Key, list[tuple[int, str]]] = defaultdict(list)
    for number, page in enumerate(edges):
        for key, text in {key: line.text for line, key in page.items()}.items():
            places[key].append((number, text))
    filled = sum(bool(page) for page in edges)
    needed = 2 if filled == 2 else max(3, filled / 3)
    enough = {key for key, on in places.items() if len(on) >= needed and _only_pages_differ(on)}
    return [{line: key for line, key in page.items() if key in enough} for page in edges]


def _only_pages_differ(places: list[tuple[int, str]]) -> bool:
    """Whether the numbers in these lines are the same, or one of them counts the pages."""
    numbers = [[int(found) for found in _NUMBER.findall(text)] for _, text in places]
    if all(found == numbers[0] for found in numbers):
        return True
    offsets = zip(
        *([x - page for x in found] for (page, _), found in zip(places, numbers, strict=True)),
        strict=False,
    )
    return any(len(set(position)) == 1 for position in offsets)


def _find_set_apart(lines: list[Line], repeated: dict[Line, _Key]) -> dict[Line, _Key]:
    """Those of the repeated lines of a page above or below which no line is near."""
    text = sorted((x for x in lines if x not in repeated), key=lambda line: -line.bottom)
    steps = [a.bottom - b.bottom for a, b in pairwise(text) if a.bottom - b.bottom > 1]
    found = {}
    for line, key in repeated.items():
        others = [x.bottom - line.bottom for x in text if abs(x.bottom - line.bottom) > 2]
        is_outside = all(step > 0 for step in others) or all(step < 0 for step in others)
        step = statistics.median(steps) if steps else line.height
        is_number = not any(map(str.isalpha, line.text))
        is_apart = is_number or (others and min(map(abs, others)) > SET_APART * step)
        if is_outside and is_apart:
            found[line] = key
    return found


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
