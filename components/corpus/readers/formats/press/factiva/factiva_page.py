"""Exports of Factiva as web pages, with the codes of the fields or without them.

Each article stands in a `div` of class `article`, most of them in another such. What Factiva wraps
around the articles may come to hundreds of kilobytes.
"""

from __future__ import annotations

import re
from typing import Any

from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_documents,
    list_pieces,
    parse_page,
)
from components.corpus.readers.formats.press.factiva.factiva_fields import (
    CODES,
    DOCUMENT_NUMBER,
    WORDS_LINE,
    clean_headline,
    drop_last_lines,
    is_dated_below,
    read_above,
    read_below,
    read_between,
    read_coded,
)
from components.corpus.readers.formats.press.persons import clean_author
from components.corpus.readers.formats.xml_tree import line_of

_ARTICLE = re.compile(r"article [a-z]{2,6}Article\b")
_TITLE = re.compile(r"\b[a-z]{2,6}Headline\b")
_HEADLINE = re.compile(r"(?:[a-z]{2,6})?headline")
_CLASS_OF_ARTICLE = re.compile(r"([a-z]{2})[a-z]{0,4}article")
_PARAGRAPH = re.compile(r"(?:[a-z]{2,6})?articleparagraph")


def is_factiva(markup: str) -> bool:
    """Whether a page is an export of Factiva."""
    if "<b>HD</b>" in markup and "<b>PD</b>" in markup:
        return True
    is_marked = _ARTICLE.search(markup) is not None
    return is_marked and ("articleParagraph" in markup or _TITLE.search(markup) is not None)


def split_factiva(markup: str) -> Results:
    """One draft for each article of an export of Factiva; one without text is refused singly."""
    tree = parse_page(markup)
    found = [one for one in tree.iter("div") if _is_article(one)]
    leaves = [one for one in found if not any(_is_article(x) for x in one.iterdescendants("div"))]
    if not leaves:
        leaves = [one for one in tree.iter("table") if "HD" in _cells(one)] or [tree]
    return draft_documents(_read(number, one) for number, one in enumerate(leaves, 1))


def _is_article(element: Any) -> bool:
    return "article" in (element.get("class") or "").casefold().split()


def _read(number: int, element: Any) -> Document:
    cells = _cells(element)
    if {"HD", "PD"} <= cells.keys():
        return read_coded(number, {code: _value(code, cell) for code, cell in cells.items()})
    return _read_laid_out(number, element)


def _cells(element: Any) -> dict[str, Any]:
    """The cells of the table with field codes, by code."""
    cells: dict[str, Any] = {}
    for row in element.iter("tr"):
        pair = [cell for cell in row if cell.tag == "td"]
        if len(pair) == 2:
            code = line_of(pair[0])
            if code in CODES:
                cells.setdefault(code, pair[1])
    return cells


def _value(code: str, cell: Any) -> str:
    pieces = [piece.text for piece in list_pieces(cell)]
    return ("\n\n" if code in ("LP", "TD") else " ").join(pieces)


def _read_laid_out(number: int, element: Any) -> Document:
    """A document of the layout for reading, whose lines are told by the count of words."""
    document = Document(number)
    pieces = [(one.marks, one.text) for one in list_pieces(element)]
    lines = [text for _, text in pieces]
    heads = [i for i, (marks, _) in enumerate(pieces) if _marked(marks, _HEADLINE) or "hd" in marks]
    first = heads[0] if heads else -1
    counts = [i for i in range(first + 1, len(lines)) if WORDS_LINE.fullmatch(lines[i])]
    at = next((i for i in counts if is_dated_below(lines, i)), counts[0] if counts else -1)
    if at < 0:
        at = first + len(heads) if heads else 0
    authors = [i for i, (marks, _) in enumerate(pieces) if "author" in marks and i < at]
    if heads:
        title = " ".join(lines[i] for i in heads)
        document.say("title", clean_headline(title), "the headline of the document")
        document.say("section", " ".join(lines[:first]), "the line above the headline")
        for i in authors:
            document.say("author", clean_author(lines[i]), "the author's line of the document")
        read_between(document, lines[heads[-1] + 1 : at])
    else:
        read_above(document, [lines[i] for i in range(at) if i not in authors])
    # Where the fields end, paragraphs of the text begin, which are told by their class.
    bounds = [i for i, (marks, _) in enumerate(pieces) if i > at and _marked(marks, _PARAGRAPH)]
    end = bounds[0] if bounds else len(lines)
    known = [line for line in lines[at:end] if line]
    if known:
        used = at + read_below(document, known)
        document.text = "\n\n".join(_paragraphs(pieces, min(used, end), bounds, known))
    document.said.update(_language(element, document))
    return document


def _paragraphs(
    pieces: list[tuple[frozenset[str], str]], start: int, bounds: list[int], heads: list[str]
) -> list[str]:
    """The paragraphs from the first to the last of their class, or all that are no publisher."""
    if bounds:
        lines = [text for _, text in pieces[bounds[0] : bounds[-1] + 1]]
        return [line for line in lines if not DOCUMENT_NUMBER.fullmatch(line)]
    lines = [text for marks, text in pieces[start:] if "<p>" in marks or "<pre>" in marks]
    return drop_last_lines(lines, heads)


def _language(element: Any, document: Document) -> dict[str, Any]:
    """The language that the class of the article names, when no line of it does."""
    if "language" in document.said:
        return {}
    classes = (element.get("class") or "").casefold()
    found = _CLASS_OF_ARTICLE.search(classes)
    if found is None:
        return {}
    given = Document(0)
    given.say("language", found[1], "the class of the article")
    return dict(given.said)


def _marked(marks: frozenset[str], pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(mark) for mark in marks)
