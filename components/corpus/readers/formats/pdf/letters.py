"""Letters of a page of a PDF, by PDFium: where they stand, and the lines they make from the left.

Lengths are points from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
import math
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pypdfium2 import PdfTextPage  # type: ignore[import-untyped]
from pypdfium2.raw import (  # type: ignore[import-untyped]
    FS_MATRIX,
    FPDFText_GetCharOrigin,
    FPDFText_GetFontSize,
    FPDFText_GetMatrix,
    FPDFText_GetUnicode,
)

DEPTH, RISE = 0.25, 0.9
"""Sizes of the letters that a line reaches below and above the place where they stand."""
MOST_CHARACTERS = 200_000
SLANTED = -1
"""The turn of letters that stand neither upright nor on a side."""
STRAIGHT = 0.12
"""Quarters by which a letter may lean and still count as straight."""
WIDEST_GAP = 1.2
"""Heights of letters between two words of a line; beyond that another line begins."""
INITIAL = 1.8
"""How much larger than the letters after it a letter is that begins a line of its own."""


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


class Letter(NamedTuple):
    """A character; `origin` is where its pen was put down, `word` counts the spaces before it.

    `turn` counts the quarters by which it is turned against the clock, or is `SLANTED`.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    origin: tuple[float, float] = (0.0, 0.0)
    word: int = 0
    turn: int = 0

    @property
    def height(self) -> float:
        """Its size."""
        return self.top - self.bottom


Row = list[Letter]
"""Letters and spaces between two line breaks."""


def read_rows(textpage: PdfTextPage) -> Iterator[Row]:
    """The rows of a page, between the line breaks that PDFium found, in its order."""
    row: Row = []
    word = turn = 0
    x, y, form = ctypes.c_double(), ctypes.c_double(), FS_MATRIX()
    for number in range(textpage.count_chars()):
        character = chr(FPDFText_GetUnicode(textpage, number) or 0xFFFD)
        if character in "\r\n":
            yield row
            row = []
            word += 1
            continue
        box = textpage.get_charbox(number, loose=True)
        FPDFText_GetCharOrigin(textpage, number, x, y)
        FPDFText_GetMatrix(textpage, number, form)
        # Of a space that PDFium puts in itself it tells no form.
        turn = turn if character.isspace() and row else _turn_of(form)
        size = FPDFText_GetFontSize(textpage, number) * math.hypot(form.c, form.d)
        word += character.isspace() and character >= " "
        left, bottom, right, top = _box_of_font(box, (x.value, y.value), size, turn)
        sides = (left, bottom, right, max(top, bottom + 1))
        row.append(Letter(character, *sides, (x.value, y.value), word, turn))
    yield row


def _turn_of(form: FS_MATRIX) -> int:
    """The quarter turns of a letter; one that is mirrored counts as upright."""
    if form.a * form.d - form.b * form.c <= 0 or (form.a > 0 and form.b == 0):
        return 0
    quarters = math.atan2(form.b, form.a) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < STRAIGHT else SLANTED


def _box_of_font(
    box: tuple[float, float, float, float], origin: tuple[float, float], size: float, turn: int
) -> tuple[float, float, float, float]:
    """The box of a letter with the height of its font.

    As the file has it a box is that of the font or of the letter alone: the size is certain.
    """
    left, bottom, right, top = box
    x, y = origin
    if size <= 1:
        return box
    match turn:
        case 1:
            return x - RISE * size, bottom, x + DEPTH * size, top
        case 2:
            return left, y - RISE * size, right, y + DEPTH * size
        case 3:
            return x - DEPTH * size, bottom, x + RISE * size, top
    return left, y - DEPTH * size, right, y + RISE * size


def join_rows(rows: list[Row]) -> list[Row]:
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
    rows = [[one for one in row if not is_mark(one)] or row for row in (first, second)]
    height = max(one.height for row in rows for one in row)
    bases = [statistics.median(one.origin[1] for one in row) for row in rows]
    left = max(min(one.left for one in row) for row in rows)
    right = min(max(one.right for one in row) for row in rows)
    return abs(bases[0] - bases[1]) < height / 8 and abs(left - right) < WIDEST_GAP * height


def split_row(row: Row) -> Iterator[Line]:
    """The lines of a row in which all letters are in their order."""
    letters: Row = []
    for letter in row:
        filled = [one for one in letters[-3:] if not is_blank(one)]
        is_initial = (
            len(letters) < 4 and bool(filled) and filled[-1].height > INITIAL * letter.height
        )
        if filled and not is_blank(letter) and (is_initial or not _continues(filled[-1], letter)):
            yield from _line(letters)
            letters = []
        letters.append(letter)
    yield from _line(letters)


def _line(letters: Row) -> list[Line]:
    """One line of these letters, or none when they are all blank."""
    filled = [one for one in letters if not is_blank(one)]
    return [make_line("".join(one.text for one in letters).strip(), filled)] if filled else []


def make_line(text: str, filled: Row) -> Line:
    """A line with this text, and the sides and the size of its letters (one at least)."""
    largest = max(filled, key=lambda one: one.height)
    left, right = min(one.left for one in filled), max(one.right for one in filled)
    return Line(text, left, largest.bottom, right, largest.top)


def _continues(first: Letter, second: Letter) -> bool:
    """Whether the second letter stands on the line of the first, a word's gap after it at most."""
    height = min(first.height, second.height)
    overlap = min(first.top, second.top) - max(first.bottom, second.bottom)
    return overlap > 0.3 * height and abs(second.left - first.right) < WIDEST_GAP * height


def is_blank(letter: Letter) -> bool:
    """Whether it is a space."""
    # Signs that the file gives no letter for come as control characters, blank to Python.
    return letter.text.isspace() and letter.text >= " "


def is_mark(letter: Letter) -> bool:
    """Whether it is a mark on another letter, or has no form of its own."""
    return unicodedata.category(letter.text) in ("Mn", "Cf")
