"""Reading order of the lines of a PDF's page: columns, title, paragraphs, drop caps.

Lengths are points from the lower left corner of the page.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from components.corpus.readers.formats.document_paragraphs import is_initial, join_initial
from components.corpus.readers.formats.pdf.letters import Line
from components.text.byline import read_byline

NARROWEST_COLUMN = 60
FEWEST_LINES_OF_COLUMN = 3
DEEPEST = 6
LARGER = 1.2
"""How much larger than the text a title is."""
LEAST_HEIGHT = 1.6
"""Heights of a line from which a letter beside it is a drop cap."""
_HYPHENS = "\x02\ufffe\u00ad"
_STOPS = (
    *(".", "!", "?", "…", "。", "！", "？", "؟", "۔", ":"),
    *(".”", '."', "!”", "?”", ".’", ".»", ".)"),
)
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
Block = list[Line]
"""Lines of one column, from its top to its bottom."""


def order_lines(lines: list[Line], depth: int = 0) -> list[Block]:
    """Columns from left to right, between lines that go across them."""
    gutter = _find_gutter(lines) if depth < DEEPEST else None
    if gutter is None:
        return [sorted(lines, key=lambda line: (-round(line.bottom), line.left))] if lines else []
    blocks: list[Block] = []
    across = sorted((x for x in lines if _crosses(x, gutter)), key=lambda line: -line.top)
    rest = [line for line in lines if not _crosses(line, gutter)]
    for line in [*across, None]:
        band = [x for x in rest if line is None or x.bottom >= line.top - 1]
        rest = [x for x in rest if x not in band]
        for side in (True, False):
            part = [x for x in band if (x.right <= gutter + 1) is side]
            blocks += order_lines(part, depth + 1)
        if line is not None:
            blocks.append([line])
    return blocks


def split_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The title, in letters larger than most, from the beginning of a document; and the rest."""
    flat = [line for block in blocks for line in block]
    if len(flat) < 4:
        return "", blocks
    usual = statistics.median(line.height for line in flat)
    head = flat[:12]
    largest = max(line.height for line in head)
    if largest < LARGER * usual:
        return "", blocks
    start = next(i for i, line in enumerate(head) if line.height > 0.95 * largest)
    end = start
    while end < len(flat) and flat[end].height > 0.95 * largest:
        end += 1
    taken = set(flat[start:end])
    title = _join_all([line.text for line in flat[start:end]], set())
    if len(title) > 300 or end == len(flat):
        return "", blocks
    return title, [[line for line in block if line not in taken] for block in blocks]


def join_lines(blocks: list[Block]) -> str:
    """Paragraphs with a blank line between them; a paragraph may go on in the next column."""
    known = {word.casefold() for b in blocks for line in b for word in _WORDS.findall(line.text)}
    paragraphs: list[list[str]] = []
    for block in blocks:
        for number, paragraph in enumerate(_paragraphs(block)):
            goes_on = not number and paragraphs and _goes_on(paragraphs[-1][-1], paragraph[0])
            if goes_on:
                paragraphs[-1] += paragraph
            else:
                paragraphs.append(paragraph)
    return "\n\n".join(_join_all(lines, known) for lines in paragraphs)


def list_lines(blocks: list[Block]) -> list[str]:
    """All lines as they stand, with a blank one after each paragraph."""
    paragraphs = (paragraph for block in blocks for paragraph in _paragraphs(block))
    return [text for lines in paragraphs for text in (*lines, "")]


def _find_gutter(lines: list[Line]) -> float | None:
    """The x with text on both sides, side by side, that the fewest lines go across; or None."""
    best: tuple[int, float] | None = None
    for gutter in sorted({round(line.left) - 1.0 for line in lines}):
        left = [x for x in lines if x.right <= gutter + 1]
        right = [x for x in lines if x.left >= gutter - 1]
        across = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < FEWEST_LINES_OF_COLUMN or across > len(lines) / 4:
            continue
        if _are_side_by_side(left, right) and (best is None or across < best[0]):
            best = (across, gutter)
    return best[1] if best else None


def _are_side_by_side(left: list[Line], right: list[Line]) -> bool:
    """Whether both are columns of text, and not a list with its numbers or a table."""
    for side in (left, right):
        if statistics.median(x.right - x.left for x in side) < NARROWEST_COLUMN:
            return False
    top = min(max(x.top for x in left), max(x.top for x in right))
    bottom = max(min(x.bottom for x in left), min(x.bottom for x in right))
    shortest = min(max(x.top for x in s) - min(x.bottom for x in s) for s in (left, right))
    return top - bottom > 0.5 * shortest


def _crosses(line: Line, gutter: float) -> bool:
    return line.left < gutter - 1 and line.right > gutter + 1


def _paragraphs(block: Block) -> Iterator[list[str]]:
    if not block:
        return
    steps = [a.bottom - b.bottom for a, b in pairwise(block) if a.bottom - b.bottom > 1]
    usual = statistics.median(steps) if steps else 0.0
    edge = max(line.right for line in block)
    margin = min(line.left for line in block)
    lines = [block[0].text]
    for first, second in pairwise(block):
        if _starts_paragraph(first, second, usual, (margin, edge)):
            yield lines
            lines = []
        lines.append(second.text)
    yield lines


def _starts_paragraph(first: Line, second: Line, usual: float, sides: tuple[float, float]) -> bool:
    margin, edge = sides
    if abs(first.bottom - second.bottom) <= 1:
        return False
    apart = first.bottom - second.bottom > 1.35 * usual
    other_size = abs(first.height - second.height) > 0.2 * min(first.height, second.height)
    indented = (
        second.left - margin > 0.5 * second.height and first.left - margin < 0.3 * first.height
    )
    letter = (second.right - second.left) / max(1, len(second.text))
    word = len(second.text.split(" ", 1)[0]) * letter
    had_room = first.right + letter + word < edge
    ended = had_room and first.text.rstrip().endswith(_STOPS)
    # Of a line that is not half full the next word was not moved to the next line.
    is_short = had_room and 0 <= first.left - margin < first.height
    alone = is_short and first.right - margin < (edge - margin) / 2 and _may_begin_text(second.text)
    return apart or other_size or indented or ended or alone or bool(read_byline(first.text)[0])


def _may_begin_text(line: str) -> bool:
    return line[:1].isupper() or line[:1].isdigit()


def _goes_on(last: str, following: str) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    ended = last.rstrip().endswith(_STOPS)
    return not ended and (following[:1].islower() or last.rstrip(" ")[-1:] in _HYPHENS)


def _join_all(lines: list[str], known: set[str]) -> str:
    text = ""
    for line in lines:
        text = _join_two(text, line.strip(" "), known) if text else line.strip(" ")
    return text.translate(dict.fromkeys(map(ord, _HYPHENS)))


def _join_two(first: str, second: str, known: set[str]) -> str:
    if first[-1:] not in (*_HYPHENS, "-", "‐"):
        return f"{first} {second}"
    stem = first[:-1]
    before = (_WORDS.findall(stem[-60:]) or [""])[-1]
    after = (_WORDS.match(second) or [""])[0]
    compound = f"{before}-{after}".casefold() in known
    if not stem[-1:].isalpha() or not second[:1].islower() or compound:
        return f"{stem}-{second}" if stem[-1:].isalnum() else f"{first} {second}"
    return stem + second


def join_drop_caps(lines: list[Line], text: str) -> list[Line]:
    """The lines of a page, each lone large letter joined to the line that begins with it.

    The lines beside it begin where it does, as those below. `text` is that of the document.
    """
    for initial in [line for line in lines if is_initial(line.text)]:
        beside = sorted(
            (line for line in lines if _is_beside(initial, line)), key=lambda line: -line.top
        )
        if beside:
            moved = {line: replace(line, left=initial.left) for line in beside}
            # A space after it shows: the lines below begin nearer to it.
            apart = len(beside) > 1 and beside[0].left - beside[1].left > 0.1 * beside[0].height
            rest = f" {beside[0].text}" if apart else beside[0].text
            begun = join_initial(initial.text, rest, text)
            moved[beside[0]] = replace(moved[beside[0]], text=begun)
            lines = [moved.get(line, line) for line in lines if line is not initial]
    return lines


def _is_beside(initial: Line, line: Line) -> bool:
    middle = (line.top + line.bottom) / 2
    gap = line.left - initial.right
    return (
        initial.bottom < middle < initial.top
        and LEAST_HEIGHT * line.height < initial.height
        and -0.5 * line.height < gap < 1.2 * line.height
    )
