"""Pages of the archives of Japanese papers: Kikuzo (Asahi) and Yomidasu (Yomiuri)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_documents,
    list_pieces,
    parse_page,
)
from components.corpus.readers.formats.xml_tree import line_of

_COLUMNS = {"発行日": "published", "朝夕刊": "edition", "面名": "section", "ページ": "page"}
_IN_ORDER = ["No.", *_COLUMNS]
"""The columns of a list without their names."""
_OF_KIKUZO = "the list above the article"
_OF_YOMIDASU = ("", "published", "title", "edition", "section", "page")
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
_PAGE_SIGN = re.compile(r"(?:頁|ページ|面)$")


def is_kikuzo(markup: str) -> bool:
    """Whether a page is one of Kikuzo with articles."""
    return all(mark in markup for mark in ("topic-list", "font002", "detail001"))


def split_kikuzo(markup: str) -> Results:
    """One draft for each article; those of which the archive has no text are refused singly."""
    return draft_documents(_number(_list_kikuzo(parse_page(markup))))


def _list_kikuzo(tree: Any) -> Iterator[Document]:
    document: Document | None = None
    for element in tree.iter("table", "span", "div"):
        marks = (element.get("class") or "").split()
        if element.tag == "table" and "topic-list" in marks:
            if document:
                yield document
            document = Document(0)
            _read_columns(document, element)
        elif document and element.tag == "span" and "font002" in marks:
            document.say("title", line_of(element), "the headline of the article")
        elif document and element.tag == "div" and "detail001" in marks:
            document.text = "\n\n".join(piece.text for piece in list_pieces(element))
    if document:
        yield document


def _read_columns(document: Document, table: Any) -> None:
    names = [line_of(cell) for cell in table.iter("th")] or _IN_ORDER
    values = [line_of(cell) for cell in table.iter("td")]
    document.say("source", "朝日新聞", "the archive of that paper (Kikuzo)")
    document.say("language", "ja", "the archive of that paper (Kikuzo)")
    for name, value in zip(names, values, strict=False):
        if key := _COLUMNS.get(name):
            document.say(key, _shorten(key, value), _OF_KIKUZO)


def is_yomidasu(markup: str) -> bool:
    """Whether a page is one of Yomidasu with articles."""
    return "contentsTable" in markup and ("ヨミダス" in markup or "heiseiDetail" in markup)


def split_yomidasu(markup: str) -> Results:
    """One draft for each article; those of which the archive has no text are refused singly."""
    return draft_documents(_number(_list_yomidasu(parse_page(markup))))


def _list_yomidasu(tree: Any) -> Iterator[Document]:
    document: Document | None = None
    for element in tree.iter("table", "p"):
        marks = (element.get("class") or "").split()
        if element.tag == "table" and "contentsTable" in marks:
            if document:
                yield document
            document = Document(0)
            document.say("source", "読売新聞", "the archive of that paper (Yomidasu)")
            document.say("language", "ja", "the archive of that paper (Yomidasu)")
            for key, cell in zip(_OF_YOMIDASU, element.iter("th", "td"), strict=False):
                document.say(key, _shorten(key, line_of(cell)), _OF_KIKUZO) if key else None
        elif document and element.tag == "p" and "mb10" in marks:
            paragraphs = [piece.text for piece in list_pieces(element)]
            document.text = "\n\n".join(filter(None, [document.text, *paragraphs]))
    if document:
        yield document


def _number(documents: Iterator[Document]) -> Iterator[Document]:
    for number, document in enumerate(documents, 1):
        document.number = number
        yield document


def _shorten(key: str, value: str) -> str:
    return _LEADING_ZEROS.sub("", _PAGE_SIGN.sub("", value)) if key == "page" else value


ARCHIVES: tuple[tuple[Callable[[str], bool], Callable[[str], Results]], ...] = (
    (is_kikuzo, split_kikuzo),
    (is_yomidasu, split_yomidasu),
)
