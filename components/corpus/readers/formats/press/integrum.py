"""Exports of Integrum: codes such as ^ИС above each article, and hard-wrapped lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_documents,
    fold,
    list_pieces,
    parse_page,
    split_at,
)

_CODES = {"ИС": "source", "РБ": "section", "ДТ": "published", "АВ": "author", "ЗГ": "title"}
_CODES |= {"СТ": "page", "ВП": "edition", "НР": "edition", "МС": "place"}
_CODE = re.compile(r"\^([А-Я]{2}):?\s*([^\^]*)")
_INDENT = re.compile(r"(?:\s{3,}|\t)\S")


def is_integrum(markup: str) -> bool:
    """Whether a page or a text is an export of Integrum."""
    return "^ИС" in markup and "^ДТ" in markup


def is_integrum_text(lines: Sequence[str]) -> bool:
    """Whether the lines of a text are an export of Integrum."""
    return any("^ИС" in line for line in lines) and any("^ДТ" in line for line in lines)


def split_integrum(markup: str) -> Results:
    """One draft for each article of a page; the list of contents above them is left out."""
    lines: list[str] = []
    for element in parse_page(markup).iter("td", "h3", "pre", "p"):
        lines += _lines_of(element)
    return split_integrum_text(lines)


def _lines_of(element: Any) -> list[str]:
    """The lines of a cell with codes, of a headline or of a text, whose line breaks count."""
    if element.tag == "pre":
        return ["", *element.text_content().replace("\r", "").split("\n")]
    nested = any(one.tag in ("td", "pre", "p") for one in element.iterdescendants())
    return [] if nested else ["", *(piece.text for piece in list_pieces(element))]


def split_integrum_text(lines: Sequence[str]) -> Results:
    """One draft for each article of a text."""
    return draft_documents(_read(n, part) for n, part in enumerate(split_at(lines, _begins), 1))


def _begins(line: str) -> bool:
    return "^ИС" in line


def _read(number: int, lines: Sequence[str]) -> Document:
    document = Document(number)
    last = max(i for i, line in enumerate(lines) if "^" in line and _CODE.search(line))
    # The value of the last code may stand on the line below it.
    if not _CODE.findall(lines[last])[-1][1].strip():
        last += 1
    for code, value in _CODE.findall("\n".join(lines[: last + 1])):
        if code in _CODES:
            document.say(_CODES[code], value, f"field ^{code} of the export")
    text = list(lines[last + 1 :])
    title = document.said["title"].value if "title" in document.said else ""
    for at, line in enumerate(text):
        if line.strip():
            if title and fold(line) == fold(title):
                del text[at]
            break
    document.text = "\n\n".join(_join_indented(text))
    return document


def _join_indented(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs: one begins at an indent or after a blank line."""
    has_indents = sum(_INDENT.match(line) is not None for line in lines) > 0
    paragraph: list[str] = []
    for line in [*lines, ""]:
        begins = not line.strip() or not has_indents or _INDENT.match(line)
        if begins and paragraph:
            yield " ".join(paragraph)
            paragraph = []
        if line.strip():
            paragraph.append(line.strip())
