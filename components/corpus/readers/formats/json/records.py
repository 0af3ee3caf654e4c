"""JSON files: one object, a list of objects wherever it stands, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO, TextIO

from components.corpus.article import make_storable
from components.corpus.readers.drafts import (
    Columns,
    Kind,
    Note,
    Reader,
    Refused,
    Rows,
    UnreadableError,
)
from components.corpus.readers.formats.json.article_rows import list_rows, made_rows, make_row
from components.corpus.readers.formats.json.choose_lists import (
    LeftOut,
    choose_lists,
    count_entries,
    describe_position,
)
from components.corpus.readers.formats.json.made_articles import (
    find_made,
)
from components.corpus.readers.formats.json.object_fields import (
    flatten,
    rows_of_columns,
    unwrap_mongo,
)
from components.corpus.readers.formats.json.paragraph_lists import join_paragraphs
from components.corpus.readers.formats.json.score_lists import ObjectList, find_lists
from components.corpus.readers.formats.tables.columns import LIST, describe
from components.corpus.readers.formats.wire.ninjs import read_ninjs, read_ninjs_lines
from components.corpus.readers.shaping.decoding import LARGE, open_text
from components.text.plural import agree

_LISTS_SHOWN = 8
_ONE_VALUE = (
    "It is one JSON value, too large to be read as a whole: save it with one object per line "
    "(JSONL)."
)
_TRAFFIC = (
    "It is a record of what a browser fetched (HAR), which contains no articles: save the pages "
    "themselves as HTML."
)


def read_json(stream: BinaryIO, columns: Mapping[str, str], large: int = LARGE) -> Rows:
    """One row an article. What is no object or no JSON is refused singly.

    The articles are the object itself, or the objects of a list or under the keys of an object
    anywhere in it, by what they have (see `choose_lists`) or as `columns` says under `list`; what
    else has texts is named in a note. When it is not certain which they are, the columns of each
    list that may be it, alone. A file of more than `large` bytes must be one object a line.
    """
    opened = open_text(stream, large)
    if opened.note:
        yield Note(opened.note)
    left = LeftOut()
    if opened.large:
        yield from _read_lines(_lines_of_large(opened.text), columns, left)
    else:
        yield from _read(opened.text, columns, left)
    yield from left.notes()


def _read(text: TextIO, columns: Mapping[str, str], left: LeftOut) -> Rows:
    whole = text.read().strip()
    if not whole:
        raise UnreadableError("The file has no text: choose a file with text in it.")
    try:
        value = _load(whole)
    except ValueError as problem:
        if len(whole.splitlines()) < 2 or _first_line_is_open(whole):
            raise UnreadableError(_not_json(problem)) from problem
        text.seek(0)
        items = None if columns else read_ninjs_lines(whole)
        yield from items or _read_lines(text, columns, left)
        return
    yield from _read_value(value, columns, left)


def _load(written: str) -> Any:
    """The value; what MongoDB writes as objects (days, numbers, ids) as what they stand for.

    Names have U+FFFD for half of an emoji: an analyst may be asked about them.
    """
    if "\\ud" in written or "\\uD" in written:
        return json.loads(written, object_hook=_unwrap_storable)
    return json.loads(written, object_hook=unwrap_mongo if '"$' in written else None)


def _unwrap_storable(entry: dict[str, Any]) -> Any:
    return unwrap_mongo({make_storable(name): value for name, value in entry.items()})


def _read_value(whole: Any, columns: Mapping[str, str], left: LeftOut) -> Rows:
    if not columns and (items := read_ninjs(whole)):
        yield Kind("ninjs")
        yield from items
        return
    if LIST not in columns and (made := find_made(whole)).entries:
        left.entries.update(made.left)
        makers = dict.fromkeys(one.maker.name for one in made.entries if one.maker)
        yield Kind(f"JSON of {', '.join(makers)}" if makers else "JSON")
        yield from made_rows(made.entries, columns, left)
        return
    whole = join_paragraphs(rows_of_columns(whole), left.wordless)
    lists = find_lists(whole)
    if not lists:
        raise UnreadableError("It contains no objects: write each article as {…} with a “text”.")
    if _is_traffic(whole):
        raise UnreadableError(_TRAFFIC)
    if LIST in columns:
        chosen = [object_list for object_list in lists if object_list.key == columns[LIST]]
        if not chosen:
            raise UnreadableError(f"It has no list “{columns[LIST][:40]}”: choose another.")
    else:
        found = choose_lists(lists)
        chosen = [*found.lists] or _only_one(found.open, lists)
        if not chosen:
            yield _ask(found.open)
            return
        left.add_lists(found.left)
    yield from list_rows(chosen, columns, left)


def _only_one(may_be: Sequence[ObjectList], lists: Sequence[ObjectList]) -> list[ObjectList]:
    """The one place where articles may stand; of none the one with most known keys."""
    if not may_be:
        return [
            max(
                lists,
                key=lambda object_list: (len(object_list.filled_fields), -len(object_list.path)),
            )
        ]
    return [*may_be] if len(may_be) == 1 and not may_be[0].has_texts else []


def _read_lines(lines: Iterable[str], columns: Mapping[str, str], left: LeftOut) -> Rows:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            entry = _load(line)
        except (ValueError, RecursionError):
            yield Refused(f"Line {number} is not valid JSON: correct it or leave it out.")
            continue
        yield from _read_line(entry, place, columns, left)


def _read_line(entry: Any, place: str, columns: Mapping[str, str], left: LeftOut) -> Rows:
    """The articles within an object, or, where it is not certain which they are, itself."""
    if LIST not in columns and (made := find_made(entry)).entries:
        left.entries.update(made.left)
        yield from made_rows(made.entries, columns, left, place)
        return
    if not isinstance(entry, dict) or not any(isinstance(v, dict | list) for v in entry.values()):
        yield make_row(entry, place, columns)
        return
    found = choose_lists(find_lists(join_paragraphs(entry, left.wordless)))
    lost = found.left if found.lists else [s for s in found.open if s.has_texts and s.path]
    left.add_lists(lost)
    if found.lists:
        yield from list_rows(found.lists, columns, left, place)
    else:
        yield make_row(entry, place, columns)


def _lines_of_large(text: TextIO) -> Iterator[str]:
    """The lines, when the first is an object and not the only one."""
    head: list[str] = []
    while sum(map(bool, map(str.strip, head))) < 2 and (line := text.readline()):
        head.append(line)
    filled = [line for line in head if line.strip()]
    if len(filled) < 2 or _first_line_is_open(filled[0]):
        raise UnreadableError(_ONE_VALUE)
    return chain(head, text)


def _first_line_is_open(text: str) -> bool:
    """Whether the file is one JSON value over many lines rather than one value a line."""
    first = text.splitlines()[0].strip()
    return first in ("[", "{") or not first.startswith("{") or not first.endswith("}")


def _not_json(problem: ValueError) -> str:
    where = f" (line {problem.lineno})" if isinstance(problem, json.JSONDecodeError) else ""
    return f"It is not valid JSON{where}: correct it there, or export it again."


def _is_traffic(whole: Any) -> bool:
    log = whole.get("log") if isinstance(whole, dict) else None
    return isinstance(log, dict) and {"version", "creator", "entries"} <= log.keys()


def _ask(may_be: Sequence[ObjectList]) -> Columns:
    lists = {one.key: _describe(one) for one in may_be[:_LISTS_SHOWN]}
    shown = [
        f"{count_entries(found.count)} {describe_position(key)}" for key, found in lists.items()
    ]
    count = len(may_be) - len(shown)
    more = f" and more in {count} {agree(count, 'other place', 'other places')}" * (count > 0)
    problem = (
        f"It is not certain which of its entries are the articles: there are {', '.join(shown)}"
        f"{more}. Load it on the Add articles page and choose there, or keep only the right ones "
        "and call their text “text”."
    )
    likeliest = next(iter(lists.values()))
    return replace(likeliest, is_certain=False, problem=problem, lists=lists)


def _describe(object_list: ObjectList) -> Columns:
    found = [flatten(one) for one in object_list.sample]
    return replace(describe(found), count=len(object_list.items))


_SAMPLE = b'{"date": "2025-05-01", "text": "The text of an article stands here."}'
JSON = Reader(lambda: _SAMPLE, rows=read_json, names="key")
