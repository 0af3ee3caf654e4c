"""Shapes of messages: what each kind that a child may send has to hold.

The child may be in the hands of the file that it reads. What does not have its shape is taken for a
breakdown, as of a parser that crashes; the rest of Parallax relies on nothing but these shapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from components.corpus.article import Article, make_storable
from components.corpus.readers.sandbox.protocol import Message
from components.corpus.readers.shaping.publication_days import is_plausible

_Shape = Mapping[str, Callable[[Any], bool]]
_LARGEST = 1 << 53
_FIELDS = {field.name for field in fields(Article)}
_MOST_PARTS = 1_000_000
_DEEPEST = 4
"""Lists of a table that are tables themselves, one within the other."""
# The escapes of NUL, and of halves of letters, which may also be two that make one.
_PERHAPS_UNSTORABLE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


class MalformedError(Exception):
    """What came is no message of a reader."""


def parse_message(line: bytes, longest: int) -> Message:
    """The message in a line, its letters such as can be stored; raises MalformedError.

    `longest` bounds the characters of the text of an article.
    """
    # A text may be made of brackets; empty lists take twenty times the memory of their signs.
    if line.count(b"[") + line.count(b"{") > longest + _MOST_PARTS:
        raise MalformedError
    try:
        message = json.loads(line.decode("ascii"))
    except (ValueError, RecursionError):
        raise MalformedError from None
    shape = _SHAPES.get(str(message.get("kind"))) if isinstance(message, dict) else None
    if shape is None or not _fits(message, shape):
        raise MalformedError
    if shape is _ARTICLE or shape is _REFERENCE:
        _check_article(message, longest)
    return _clean(message) if _PERHAPS_UNSTORABLE.search(line) else message


def parse_size(line: bytes | None) -> int:
    """The number of bytes that a line announces; -1 at the end of all; raises MalformedError."""
    try:
        return -1 if line is None else int(line)
    except ValueError:
        raise MalformedError from None


def _check_article(message: Message, longest: int) -> None:
    try:
        day = date.fromisoformat(message["published"]) if message["published"] else None
    except ValueError:
        raise MalformedError from None
    is_possible = day is None or is_plausible(day)
    if len(message["text"]) > longest or not is_possible or message["bases"].keys() - _FIELDS:
        raise MalformedError


def _clean(value: Any) -> Any:
    match value:
        case str():
            return make_storable(value)
        case list():
            return [_clean(one) for one in value]
        case dict():
            return {make_storable(name): _clean(one) for name, one in value.items()}
    return value


def _fits(value: Any, shape: _Shape) -> bool:
    return all(name in value and has_form(value[name]) for name, has_form in shape.items())


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _LARGEST


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_pages(value: Any) -> bool:
    return isinstance(value, list) and all(map(_are_texts, value))


def _are_named_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(map(_are_named_texts, value))


def _are_tables(value: Any, depth: int = 1) -> bool:
    if not isinstance(value, dict) or (value and depth > _DEEPEST):
        return False
    return all(
        isinstance(table, dict)
        and _fits(table, _COLUMNS)
        and _are_tables(table.get("lists"), depth + 1)
        for table in value.values()
    )


_TEXTS_OF_ARTICLE = "title", "text", "source", "author", "language", "url", "basis", "day_words"
_ARTICLE: _Shape = {
    **dict.fromkeys(_TEXTS_OF_ARTICLE, _is_text),
    **dict.fromkeys(("bases", "details"), _are_named_texts),
    "published": _is_text_or_none,
}
_REFERENCE: _Shape = {**_ARTICLE, "files": _are_texts, "doi": _is_text}
_COLUMNS: _Shape = {
    "names": _are_texts,
    "fields": _are_named_texts,
    "rows": _are_rows,
    "is_certain": _is_flag,
    "problem": _is_text,
    "count": _is_count,
}
_PART: _Shape = {"reason": _is_text, "member": _is_text}
_MEMBER: _Shape = dict.fromkeys(("name", "url", "format", "captured"), _is_text)
_REASON: _Shape = {"reason": _is_text}
_SHAPES: Mapping[str, _Shape] = {
    "begun": {},
    "article": _ARTICLE,
    "reference": _REFERENCE,
    "refused": _PART,
    "note": {"sentence": _is_text, "is_outcome": _is_flag},
    "format": {"title": _is_text, "parts": _is_text},
    "columns": {**_COLUMNS, "lists": _are_tables},
    "scan": {"texts": _are_pages, "title": _is_text},
    "member": _MEMBER,
    "unreadable": _REASON,
    "failed": _PART,
    "end": {},
}
