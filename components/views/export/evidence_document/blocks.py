"""A document as blocks that each writer draws in its own way: headings, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

from components.text.segment import Span
from components.views.export.evidence_pack.html_parts import sentence_name
from components.views.export.evidence_pack.pack_records import PackArticle


@dataclass(frozen=True)
class Run:
    """Words with a mark.

    Marks: "" (plain), `strong`, `quiet`, `code`, `aside` (not counted), `edited`, `dropped`,
    `added`, `number` (of a sentence), `note`, and `note red` and so on.
    """

    text: str
    mark: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (the title) to 3."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Runs of words; `is_text` is the text of an article."""

    runs: Runs
    is_text: bool = False

    @property
    def is_right_to_left(self) -> bool:
        """Whether its first letter belongs to a script that is written from right to left."""
        letters = (letter for run in self.runs for letter in run.text)
        strong = (way for way in map(bidirectional, letters) if way in ("L", "R", "AL"))
        return next(strong, "L") != "L"


@dataclass(frozen=True)
class Grid:
    """A table whose heads are repeated on each page; `widths` are relative.

    `fills` has for each row the mark whose colour is behind each cell, "" for none.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...]
    fills: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Grid | PageBreak


def texts_of(block: Block) -> Iterator[str]:
    """All the words of a block."""
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph):
        yield from (run.text for run in block.runs)
    elif isinstance(block, Grid):
        yield from block.heads
        yield from (run.text for row in block.rows for cell in row for run in cell)


def plain(words: object, mark: str = "") -> Runs:
    """Words as one run; no run for none."""
    return (Run(str(words), mark),) if str(words) else ()


def paragraph(*pieces: str | Runs) -> Paragraph:
    """A paragraph of words and runs."""
    return Paragraph(
        tuple(run for one in pieces for run in (plain(one) if isinstance(one, str) else one))
    )


def place(text: PackArticle, span: Span) -> str:
    """The sentence in which a span begins, and its offsets in code points: `A3 (120–125)`."""
    return f"{sentence_name(text, span)} ({span[0]}–{span[1]})"


def places(text: PackArticle, spans: Sequence[Span]) -> str:
    """Each span by its sentence and its offsets, with commas."""
    return ", ".join(place(text, span) for span in sorted(spans))
