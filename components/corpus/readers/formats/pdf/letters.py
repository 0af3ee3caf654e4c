"""Letters of a page of a PDF, by PDFium: where they stand, and the lines they make from the left.

Lengths are points from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
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
        """Its size."""
        return self.top - self.bottom


Row = list[Letter]
"""Letters and spaces between two line breaks."""


def read_rows(textpage: PdfTextPage) -> Iterator[Row]:
    """The rows of a page, between the line breaks that PDFium found, in its order."""
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
        box = (left, bottom, right, max(top, bottom + 1))
        row.append(Letter(character, *box, (x.value, y.value), word))
    yield row


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
