"""JSON: one object, a list of objects, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from components.corpus.readers.decoding import open_text
from components.corpus.readers.drafts import Note, Refused, Row, Rows, UnreadableError
from components.corpus.readers.fields import recognise

SAMPLE = b'{"date": "2025-05-01", "text": "The text of an article stands here."}'
NAMES = "key"
MOST_KEYS = 2_000
_ONE_VALUE = (
    "It is one JSON value, too large to be read whole: save it with one object a line (JSONL)."
)
_WORDED = ("name", "rendered", "value", "label", "title", "text")
"""Where an object that stands for one value ({"name": …}) keeps it."""
_TEXT_WORDED = ("rendered", "value")


def rows(source: BinaryIO) -> Rows:
    """One row an object. What is no object or no JSON is refused singly.

    A file of one object whose text is in a list under one of its keys ("articles") is that list.
    One too large to be read whole must be one object a line.
    """
    opened = open_text(source)
    if opened.note:
        yield Note(opened.note)
    entries = _line_entries(opened.text) if opened.large else _entries(opened.text.read().strip())
    for place, found in entries:
        yield found if isinstance(found, Refused) else Row(_flatten(found), place)


def _entries(text: str) -> Iterator[tuple[str, dict[str, Any] | Refused]]:
    if not text:
        raise UnreadableError("The file has no text: choose a file with text in it.")
    try:
        whole = json.loads(text)
    except ValueError as problem:
        if "\n" not in text or _first_line_is_open(text):
            raise UnreadableError(_not_json(problem)) from problem
        yield from _line_entries(text.split("\n"))
        return
    entries = _list_of_entries(whole)
    if not any(isinstance(entry, dict) for entry in entries):
        raise UnreadableError("There are no objects in it: give each article as {…} with a “text”.")
    single = len(entries) == 1 and entries[0] is whole
    for number, entry in enumerate(entries, 1):
        yield _checked(entry, "" if single else f"entry {number}")


def _line_entries(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, Any] | Refused]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            yield _checked(json.loads(line), place)
        except (ValueError, RecursionError):
            if number == 1 and _first_line_is_open(line):
                raise UnreadableError(_ONE_VALUE) from None
            yield place, Refused(f"Line {number} is not valid JSON: correct it or leave it out.")


def _checked(entry: object, place: str) -> tuple[str, dict[str, Any] | Refused]:
    if isinstance(entry, dict):
        if len(entry) > MOST_KEYS:
            where = place.capitalize() or "The object"
            return place, Refused(f"{where} has {len(entry):,} keys, more than {MOST_KEYS:,}.")
        return place, entry
    return place, Refused(f"{place.capitalize()} is not an object: write it as {{…}}.")


def _first_line_is_open(text: str) -> bool:
    """Whether the file is one JSON value over many lines rather than one value a line."""
    first = text.partition("\n")[0].strip()
    return first in ("[", "{") or not first.startswith("{") or not first.endswith("}")


def _not_json(problem: ValueError) -> str:
    where = f" (line {problem.lineno})" if isinstance(problem, json.JSONDecodeError) else ""
    return f"It is not valid JSON{where}: correct it there, or export it again."


def _list_of_entries(whole: object) -> list[Any]:
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        return []
    if len(whole) > MOST_KEYS or "text" in recognise(tuple(_flatten(whole))):
        return [whole]
    lists = (v for v in whole.values() if isinstance(v, list) and any(_is_object(e) for e in v))
    return max(lists, key=len, default=[whole])


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _flatten(entry: dict[str, Any]) -> dict[str, str]:
    """Names and values of an object and, where they add something, of the objects within it."""
    values: dict[str, str] = {}
    for name, value in entry.items():
        whole = not isinstance(value, dict) or _names_one_thing(name)
        values[name] = _field(name, value) if whole else _word_in(value, _TEXT_WORDED)
    for name, value in entry.items():
        if isinstance(value, dict) and not _names_one_thing(name):
            for inner, worth in value.items():
                values.setdefault(inner, _field(inner, worth))
    return values


def _names_one_thing(name: str) -> bool:
    """Whether an object under this key stands for one value: a source, not an article."""
    return any(field != "text" for field in recognise((name,)))


def _field(name: str, value: object) -> str:
    """The value as words; a list under a key for the text is its paragraphs."""
    return _written(value, "\n\n" if "text" in recognise((name,)) else ", ")


def _written(value: object, joint: str = ", ") -> str:
    match value:
        case str():
            return value
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case list():
            return joint.join(word for word in map(_written, value) if word)
        case dict():
            return _word_in(value, _WORDED)
    return ""


def _word_in(value: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((v for n in names if isinstance(v := value.get(n), str)), "")
