"""Pages with the words of recognition in them (hOCR), as Tesseract and others write them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Kind, Note, Results
from components.corpus.readers.formats.editions.printed_words import (
    PrintedWord,
    join_words,
    mean_confidence,
    printed_language,
)
from components.corpus.readers.formats.html_text import parse_page
from components.text.plural import agree

_PAGE = re.compile(r"<\w+\b[^<>]{0,400}\bclass\s*=\s*[\"'][^\"'<>]{0,100}\bocr_page\b")
_CONFIDENCE = re.compile(r"\bx_w?conf\s+(\d{1,3}(?:\.\d{1,6})?)")
_SIZE = re.compile(r"\bx_size\s+(\d{1,5}(?:\.\d{1,6})?)")
_LINES = ("ocr_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocrx_line")
_PARAGRAPHS = ("ocr_par", "ocr_carea", "ocrx_block", "ocr_page")
LARGE = 1.4
"""How much larger than those of most lines the letters of a headline are, at least."""
LOW = 60
"""Per cent: below that many words are read wrong."""


def is_hocr(markup: str) -> bool:
    """Whether a page has elements of the class `ocr_page`."""
    return "ocr_page" in markup and _PAGE.search(markup) is not None


@dataclass
class _Paragraph:
    words: list[PrintedWord] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    sizes: list[float] = field(default_factory=list)


def read_hocr(markup: str) -> Results:
    """One article of all its pages; a first paragraph of large lines alone is the title."""
    root = parse_page(markup, huge=True)
    pages = sum(_has_class(element, "ocr_page") for element in root.iter(etree.Element))
    paragraphs = [found for found in _read_paragraphs(root) if found.words]
    title = ""
    if len(paragraphs) > 1 and _is_large(paragraphs):
        title = join_words(paragraphs[0].words)
    shown = paragraphs[1:] if title else paragraphs
    text = "\n\n".join(join_words(paragraph.words) for paragraph in shown)
    confidence = mean_confidence(word for found in paragraphs for word in found.words)
    told = f"It is recognised text of {pages:,} scanned {agree(pages, 'page', 'pages')} (hOCR)"
    yield Kind("recognised text of scanned pages (hOCR)")
    yield Note(f"{told}, read as one article: it may have mistakes.")
    if confidence and int(confidence) < LOW:
        yield Note(f"Recognition was unsure of its words ({confidence} %): compare it with a scan.")
    stated = [language for found in paragraphs for language in found.languages]
    root_language = root.get("lang") or ""
    yield Draft(
        text=text,
        title=title,
        language=printed_language(text, stated or [root_language]),
        bases={"title": "the large line above the text"} if title else {},
        details={"confidence": confidence} if confidence else {},
    )


def _line_class(element: Any) -> str:
    """Which kind of line an element is; "" for none."""
    return next((name for name in element.get("class", "").split() if name in _LINES), "")


def _is_large(paragraphs: list[_Paragraph]) -> bool:
    """Whether the first paragraph is a headline: by its class, or by the size of its letters."""
    first = paragraphs[0]
    if first.classes == {"ocr_header"}:
        return True
    others = [size for one in paragraphs[1:] for size in one.sizes]
    return bool(first.sizes and others) and min(first.sizes) >= LARGE * statistics.median(others)


def _has_class(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _read_paragraphs(root: Any) -> Iterator[_Paragraph]:
    """The paragraphs in the order of the file; of blocks that have none, each block is one."""
    current, line = _Paragraph(), 0
    for element in root.iter(etree.Element):
        classes = (element.get("class") or "").split()
        if any(name in classes for name in _PARAGRAPHS):
            yield current
            current = _Paragraph()
            current.words += _read_bare(element, line)
        elif (kind := _line_class(element)) and not _line_class(element.getparent()):
            line += 1
            current.classes.add(kind)
            current.sizes += map(float, _SIZE.findall(element.get("title") or "")[:1])
            current.languages += _languages(element)
            current.words += _read_line(element, line)
    yield current


def _read_bare(block: Any, line: int) -> Iterator[PrintedWord]:
    """The words of a paragraph that has no lines: its own words, or its text."""
    if not _has_class(block, "ocr_par"):
        return
    within = (set(one.get("class", "").split()) for one in block.iterdescendants(etree.Element))
    if not any(classes.intersection((*_LINES, *_PARAGRAPHS)) for classes in within):
        yield from _read_line(block, line)


def _languages(line: Any) -> list[str]:
    """What the line, or the paragraph or block around it, states."""
    for element in (line, *line.iterancestors()):
        if element.tag in ("html", "body"):
            return []
        if stated := element.get("lang"):
            return [stated]
    return []


def _read_line(line: Any, number: int) -> Iterator[PrintedWord]:
    """The words of a line; where they have no elements of their own, its text."""
    found = [element for element in line.iter(etree.Element) if _has_class(element, "ocrx_word")]
    if not found:
        stated = _confidence(line)
        yield from (PrintedWord(w, stated, line=number) for w in "".join(line.itertext()).split())
    for element in found:
        # Some engines put each letter into an element of its own, with line breaks between them.
        in_letters = any(_has_class(one, "ocrx_cinfo") for one in element.iter(etree.Element))
        if text := ("" if in_letters else " ").join("".join(element.itertext()).split()):
            yield PrintedWord(text, _confidence(element), line=number)


def _confidence(element: Any) -> float | None:
    found = _CONFIDENCE.search(element.get("title") or "")
    return float(found[1]) if found else None
