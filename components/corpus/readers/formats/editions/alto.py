"""Pages of recognised print in ALTO of any version: their words in order, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Note, Results, UnreadableError
from components.corpus.readers.formats.editions.printed_words import (
    PrintedWord,
    join_words,
    mean_confidence,
    printed_language,
)
from components.corpus.readers.formats.xml_tree import local_name

_HALVES = {"HypPart1": 1, "HypPart2": 2}
_NUMBERS = ("PRINTED_IMG_NR", "PHYSICAL_IMG_NR")
_MOST_BLOCKS = 1_000_000
"""No page has more: so no two blocks of several pages have one number."""
_TOUCHING = 2.0
"""Between two strings of one word lies no more than that, in whatever unit the page is measured."""


@dataclass
class PrintedPage:
    """The words of a page; `spans` has for each id of the file the words it stands for (from, to).

    `blocks` are the spans of its blocks of text in the order in which they are read. `confidence`
    is how sure recognition was of the whole page (per cent), where the page says it.
    """

    number: str = ""
    words: list[PrintedWord] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    blocks: list[tuple[int, int]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    confidence: str = ""


def read_alto(root: Any) -> Results:
    """Each page of the file as one article, which is told: ALTO knows no articles."""
    pages = read_pages(root)
    if not pages:
        raise UnreadableError("It is an ALTO file without a page: make it again from the scan.")
    yield Note(
        "It is a scanned page (ALTO), read as one article: to have its articles, put the pages and "
        "the METS file of the issue into one ZIP or TAR file and load that."
    )
    for number, page in enumerate(pages, 1):
        yield draft_page(page, "" if len(pages) == 1 else f"page {number}")


def draft_page(page: PrintedPage, place: str) -> Draft:
    """A page as one article, a paragraph for each block."""
    paragraphs = [join_words(page.words[start:end]) for start, end in page.blocks]
    text = "\n\n".join(filter(None, paragraphs))
    details = {"page": page.number, "confidence": mean_confidence(page.words) or page.confidence}
    return Draft(
        text=text,
        language=printed_language(text, page.languages),
        place=place,
        details={key: value for key, value in details.items() if value},
    )


def read_pages(root: Any, before: int = 0) -> list[PrintedPage]:
    """The pages of an ALTO file; `before` counts those of the files before it, if there are any."""
    order = _stated_order(root)
    found = [one for one in root.iter() if local_name(one) == "Page"]
    return [_read_page(one, order, (before + n) * _MOST_BLOCKS) for n, one in enumerate(found)]


def _read_page(element: Any, stated: list[str], block: int) -> PrintedPage:
    page = PrintedPage(next((n for key in _NUMBERS if (n := element.get(key))), ""))
    if sure := _per_cent(element.get("PC")):
        page.confidence = str(round(sure))
    starts: dict[Any, int] = {}
    blocks: dict[str, tuple[int, int]] = {}
    following: dict[str, str] = {}
    unnamed = count()
    line = 0
    for event, one in etree.iterwalk(element, events=("start", "end")):
        name = local_name(one)
        if event == "start":
            starts[one] = len(page.words)
            line, block = line + (name == "TextLine"), block + (name == "TextBlock")
            if name == "TextLine":
                page.words += _read_line(one, line, block)
            continue
        span = (starts.pop(one), len(page.words))
        if name == "TextBlock":
            key = one.get("ID") or f" {next(unnamed)}"
            blocks[key] = span
            following[key] = one.get("IDNEXT") or ""
            page.languages += filter(None, (one.get("LANG") or one.get("language"),))
        if (key := one.get("ID")) and name != "String":
            page.spans[key] = span
    _name_strings(element, page)
    page.blocks = [blocks[key] for key in _order_blocks(blocks, following, stated)]
    return page


def _read_line(line: Any, number: int, block: int) -> Iterator[PrintedWord]:
    """The words of a line; strings that touch without a space between them are pieces of one."""
    has_spaces = any(local_name(one) == "SP" for one in line)
    end: float | None = None
    kept: list[PrintedWord] = []
    for one in line:
        name = local_name(one)
        if name == "String":
            left = _number(one.get("HPOS"))
            touches = end is not None and left is not None and abs(left - end) <= _TOUCHING
            kept.append(_read_string(one, number, block, has_spaces and touches))
            width = _number(one.get("WIDTH"))
            end = left + width if left is not None and width is not None else None
        elif name == "SP":
            end = None
        elif name == "HYP" and kept:
            kept[-1] = replace(kept[-1], broken=True)
    yield from kept


def _read_string(one: Any, line: int, block: int, glued: bool) -> PrintedWord:
    return PrintedWord(
        text=" ".join((one.get("CONTENT") or "").split()),
        confidence=_per_cent(one.get("WC")),
        whole=" ".join((one.get("SUBS_CONTENT") or "").split()),
        half=_HALVES.get(one.get("SUBS_TYPE") or "", 0),
        line=line,
        block=block,
        glued=glued,
    )


def _name_strings(element: Any, page: PrintedPage) -> None:
    """Give each string's id its word: they come in the same order."""
    lines = (one for one in element.iter() if local_name(one) == "TextLine")
    strings = (one for line in lines for one in line if local_name(one) == "String")
    for index, one in enumerate(strings):
        if key := one.get("ID"):
            page.spans[key] = (index, index + 1)


def _stated_order(root: Any) -> list[str]:
    """The ids of blocks in the order of reading, where the file states one (ALTO 4)."""
    orders = (one for one in root.iter() if local_name(one) == "ReadingOrder")
    return [ref for order in orders for one in order.iter() if (ref := one.get("REF"))]


def _order_blocks(
    blocks: dict[str, tuple[int, int]], following: dict[str, str], stated: list[str]
) -> list[str]:
    """The blocks as stated, else each with those that it says are next, else as in the file."""
    order = {key: None for key in stated if key in blocks}
    named = set(following.values())
    heads = [key for key in blocks if not order and key not in named]
    for head in heads:
        key = head
        while key in blocks and key not in order:
            order[key] = None
            key = following[key]
    return [*dict.fromkeys([*order, *blocks])]


def _per_cent(written: str | None) -> float | None:
    """A share of 1, as the standard has it; some write per cent."""
    share = _number(written)
    return share * 100 if share is not None and share <= 1 else share


def _number(written: str | None) -> float | None:
    try:
        return float(written or "")
    except ValueError:
        return None
