"""The letters of a page of a PDF, where they stand, and the lines that they make.

Lengths are points from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
import statistics
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from pypdfium2 import PdfPage, PdfTextPage  # type: ignore[import-untyped]
from pypdfium2.raw import (  # type: ignore[import-untyped]
    FS_MATRIX,
    FPDFText_GetCharOrigin,
    FPDFText_GetFontSize,
    FPDFText_GetMatrix,
    FPDFText_GetUnicode,
)

from components.corpus.readers.formats.pdf.bidi import (
    is_backwards,
    is_right_to_left,
    join_signs,
    read_signs,
    without_stretches,
)
from components.corpus.readers.shaping.drafts import UnreadableError

DEPTH, RISE = 0.25, 0.9
"""Sizes of the letters that a line reaches below and above the place where they stand."""
MOST_CHARACTERS = 200_000
WIDEST_GAP = 1.2
"""Heights of letters between two words of a line; beyond that another line begins."""
INITIAL = 1.8
"""How much larger than the letters after it a letter is that begins a line of its own."""
SPACE = 0.2
"""Heights of letters between a word and a bracket or stop that a space stands between."""


@dataclass(frozen=True)
class Line:
    """A piece of a line that no wide gap interrupts; top and bottom are those of its font.

    On a page that is read from right to left all sides are mirrored, so that a line begins at its
    `left` there too.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The size of its letters."""
        return self.top - self.bottom


class _Letter(NamedTuple):
    """A character; `origin` is where its pen was put down, `word` counts the spaces before it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    origin: tuple[float, float] = (0.0, 0.0)
    word: int = 0

    @property
    def height(self) -> float:
        return self.top - self.bottom


Row = list[_Letter]


def page_lines(page: PdfPage) -> list[Line]:
    """The lines of a page, parted where a gap is wider than a letter, in no order to rely on."""
    textpage = page.get_textpage()
    if textpage.count_chars() > MOST_CHARACTERS:
        raise UnreadableError(
            "One of its pages has more text than a page can have: the file may be damaged."
        )
    rows = list(_rows(textpage))
    characters = [letter.text for row in rows for letter in row]
    turned = sum(map(is_right_to_left, characters))
    if not turned:
        return [line for row in rows for line in _lines(row)]
    from_right = 2 * turned > sum(character.isalpha() for character in characters)
    lines: list[Line] = []
    placed: list[Row] = []
    for row in _rejoined(rows):
        if from_right or any(is_right_to_left(letter.text) for letter in row):
            placed += _placed(row)
        else:
            lines += _lines(row)
    lines += _turned_lines(placed, from_right)
    return [replace(x, left=-x.right, right=-x.left) for x in lines] if from_right else lines


def _turned_lines(placed: list[Row], from_right: bool) -> list[Line]:
    """Lines of letters that stand from left to right and are, in part, read the other way."""
    signs = without_stretches([_signs(piece) for piece in placed])
    texts = [read_signs(piece, from_right) for piece in signs]
    if is_backwards("\n".join(texts)):
        texts = [join_signs(piece) for piece in signs]
    return [_line_of(text.strip(), row) for text, row in zip(texts, placed, strict=True)]


def _rows(textpage: PdfTextPage) -> Iterator[Row]:
    """Letters and spaces between the line breaks that PDFium found."""
    row: Row = []
    word = 0
    x, y, scale = ctypes.c_double(), ctypes.c_double(), FS_MATRIX()
    for number in range(textpage.count_chars()):
        character = chr(FPDFText_GetUnicode(textpage, number) or 0xFFFD)
        if character in "\r\n":
            yield row
            row = []
            word += 1
            continue
        left, bottom, right, top = textpage.get_charbox(number, loose=True)
        FPDFText_GetCharOrigin(textpage, number, x, y)
        FPDFText_GetMatrix(textpage, number, scale)
        # A box is that of the font or of the letter alone, as the file has it: the size is certain.
        if (size := FPDFText_GetFontSize(textpage, number) * abs(scale.d)) > 1:
            bottom, top = y.value - DEPTH * size, y.value + RISE * size
        word += character.isspace() and character >= " "
        place = (left, bottom, right, max(top, bottom + 1))
        row.append(_Letter(character, *place, (x.value, y.value), word))
    yield row


def _lines(row: Row) -> Iterator[Line]:
    """The lines of a row in which all letters are in their order."""
    letters: Row = []
    for letter in row:
        filled = [one for one in letters[-3:] if not _is_blank(one)]
        is_initial = (
            len(letters) < 4 and bool(filled) and filled[-1].height > INITIAL * letter.height
        )
        if filled and not _is_blank(letter) and (is_initial or not _continues(filled[-1], letter)):
            yield from _line(letters)
            letters = []
        letters.append(letter)
    yield from _line(letters)


def _line(letters: Row) -> list[Line]:
    """One line of these letters, or none when they are all blank."""
    filled = [one for one in letters if not _is_blank(one)]
    return [_line_of("".join(one.text for one in letters).strip(), filled)] if filled else []


def _line_of(text: str, filled: Row) -> Line:
    largest = max(filled, key=lambda one: one.height)
    left, right = min(one.left for one in filled), max(one.right for one in filled)
    return Line(text, left, largest.bottom, right, largest.top)


def _continues(first: _Letter, second: _Letter) -> bool:
    """Whether the second letter stands on the line of the first, a word's gap after it at most."""
    height = min(first.height, second.height)
    overlap = min(first.top, second.top) - max(first.bottom, second.bottom)
    return overlap > 0.3 * height and abs(second.left - first.right) < WIDEST_GAP * height


def _rejoined(rows: list[Row]) -> list[Row]:
    """The rows, those as one that PDFium parted within a line, as it does at a mark."""
    joined: list[Row] = []
    for row in filter(None, rows):
        if joined and _are_beside(joined[-1], row):
            joined[-1] = joined[-1] + row
        else:
            joined.append(row)
    return joined


def _are_beside(first: Row, second: Row) -> bool:
    """Whether two rows stand on one line, one after the other."""
    rows = [[one for one in row if not _is_mark(one)] or row for row in (first, second)]
    height = max(one.height for row in rows for one in row)
    bases = [statistics.median(one.origin[1] for one in row) for row in rows]
    left = max(min(one.left for one in row) for row in rows)
    right = min(max(one.right for one in row) for row in rows)
    return abs(bases[0] - bases[1]) < height / 8 and abs(left - right) < WIDEST_GAP * height


def _placed(row: Row) -> Iterator[Row]:
    """The letters of each line of a row from the left to the right, whatever their order."""
    # PDFium puts spaces of no width between words where it finds them, at any place.
    letters = [one for one in row if not _is_blank(one) or one.right - one.left > 0.1]
    height = max((one.height for one in letters), default=0.0)
    level: Row = []
    for letter in sorted(letters, key=lambda one: -one.origin[1]):
        if level and level[0].origin[1] - letter.origin[1] > height / 2:
            yield from _parted(level, height)
            level = []
        level.append(letter)
    yield from _parted(level, height)


def _parted(level: Row, height: float) -> Iterator[Row]:
    """The letters of one line, parted at wide gaps."""
    piece: Row = []
    for letter in sorted(level, key=lambda one: one.origin[0]):
        filled = [one.right for one in piece[-9:] if not _is_blank(one)]
        if filled and letter.left - max(filled) > WIDEST_GAP * height:
            yield piece
            piece = []
        if filled or not _is_blank(letter):
            piece.append(letter)
    if piece:
        yield piece


def _signs(piece: Row) -> list[str]:
    """From left to right each letter with its marks, a ligature's letters as one, and spaces."""
    clusters: list[Row] = []
    for letter in piece:
        if not _is_mark(letter):
            if clusters and clusters[-1][0].origin[0] == letter.origin[0]:
                clusters[-1].append(letter)
            else:
                clusters.append([letter])
    if not clusters:
        return [one.text for one in piece]
    marks = _marks(piece, clusters)
    height = max(one.height for one in piece)
    signs: list[str] = []
    for place, cluster in enumerate(clusters):
        if place and _is_space_between(clusters[place - 1][-1], cluster[0], height):
            signs.append(" ")
        signs.append(_together(cluster) + marks.get(place, ""))
    return signs


def _is_blank(letter: _Letter) -> bool:
    # Signs that the file gives no letter for come as control characters, blank to Python.
    return letter.text.isspace() and letter.text >= " "


def _is_mark(letter: _Letter) -> bool:
    return unicodedata.category(letter.text) in ("Mn", "Cf")


def _marks(piece: Row, clusters: list[Row]) -> dict[int, str]:
    """The marks that belong to each cluster: to the letter at whose middle they stand."""
    middles = [
        ((min(one.left for one in cluster) + max(one.right for one in cluster)) / 2, place)
        for place, cluster in enumerate(clusters)
        if cluster[0].text.isalpha()
    ]
    marks: dict[int, str] = {}
    for mark in filter(_is_mark, piece):
        middle = (mark.left + mark.right) / 2
        after = bisect(middles, (middle, 0))
        near = min(
            middles[max(0, after - 1) : after + 1],
            key=lambda place: abs(place[0] - middle),
            default=(0.0, 0),
        )[1]
        marks[near] = marks.get(near, "") + mark.text
    return marks


def _together(cluster: Row) -> str:
    """A letter, or those that one sign stands for: PDFium gives them the wrong way round."""
    text = "".join(one.text for one in cluster)
    if len(set(text)) == 1:  # printed twice, to be bold
        return text[0]
    wrong = len(text) > 1 and is_right_to_left(text) and not text.startswith("ل")
    return text[::-1] if wrong else text


def _is_space_between(first: _Letter, second: _Letter, height: float) -> bool:
    """Whether a space that the file does not hold is to be seen between two signs."""
    if _is_blank(first) or _is_blank(second):
        return False
    gap = second.left - first.right
    if first.text.isalnum() and second.text.isalnum():
        return first.word != second.word and gap > SPACE / 2 * height
    # What words PDFium counts brackets and stops to is a guess.
    return gap > SPACE * height
