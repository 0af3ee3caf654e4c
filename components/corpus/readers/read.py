"""Read files to articles: one, piece by piece, or many short texts in one child."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from components.corpus.article import Article, Reading, Rejection
from components.corpus.readers.analyst_answer import choose_answered_format
from components.corpus.readers.detect_format import choose_format, format_of_key
from components.corpus.readers.drafts import Columns, Kind, Note, make_columns
from components.corpus.readers.joined_references import JoinedReferences
from components.corpus.readers.nested_files import take_message, walk
from components.corpus.readers.reading_outcome import (
    Found,
    NestedFile,
    Outcome,
    Table,
    conclude,
    name_kind,
)
from components.corpus.readers.sandbox.client import Answer, read_isolated, reading_turn
from components.corpus.readers.sandbox.limits import (
    DEFAULT_LIMITS,
    Budget,
    Limits,
    Order,
    Task,
    make_order,
)
from components.corpus.readers.sandbox.protocol import describe_failure
from components.corpus.readers.stream import Stream, open_scratch, open_stream, show_name

__all__ = ["Found", "Table", "collect_references", "propose_columns", "read_file", "read_many"]


def read_file(
    name: str,
    data: bytes,
    limits: Limits = DEFAULT_LIMITS,
    columns: Mapping[str, str] | None = None,
) -> Reading:
    """Read the articles in a file; never raises because of its bytes or for want of anything.

    The ending of `name` says how the file is read, its first bytes whether that can be true. The
    parsing runs in a process of its own within `limits`, each file of an archive in one of its own.
    What cannot be read is rejected: the file, a file within it, or single rows of a table, each
    with a sentence that says what to do. Of a table that could be read only in part the rows before
    that stay, and a rejection says so. Articles are in the order of the file; those of an archive
    are named `archive/member`. A rejection that is no fault of the file says so, see `Rejection`.
    `columns` maps fields of an article to the names of a table's columns, see `propose_columns`,
    and may have what else an analyst answers, see `analyst_answer`.
    About 10 ms for a short text; the first call adds some 2 s.
    """
    reading = Reading()
    try:
        for found in read_many(name, data, limits, columns):
            if isinstance(found, Kind):
                reading = replace(reading, kind=found.title)
            else:
                _sort(found, reading)
    except OSError as problem:
        reading.rejected.append(Rejection(show_name(name), describe_failure(problem), "program"))
    return reading


def _sort(found: Article | Rejection | Note | Table, reading: Reading) -> None:
    match found:
        case Article():
            reading.articles.append(found)
        case Rejection():
            reading.rejected.append(found)
        case Note(sentence):
            reading.notes.append(sentence)
        case Table():
            reading.rejected.append(Rejection(found.name, found.columns.problem))


def read_many(
    name: str,
    origin: bytes | Path | BinaryIO,
    limits: Limits = DEFAULT_LIMITS,
    columns: Mapping[str, str] | None = None,
) -> Generator[Found, None, None]:
    """Read as `read_file` does, and give each article, rejection or note as it is found.

    Last comes what the file is, unless that could not be told.

    A table that has a column with texts, but none known by its name, is given as it is: to be asked
    about and read by itself.

    Tables, lines of JSON and archives are never held as a whole, so that the memory taken does not
    grow with the file. The reader waits while the caller does something with what it got; closing
    the iterator stops it. Of `MOST_CHILDREN` files begun one more would wait for the end of one.

    Raises OSError when the origin cannot be opened.
    """
    shown = show_name(name)
    with open_stream(origin) as stream, reading_turn():
        budget = Budget(limits)
        yield from walk(shown, stream, budget, columns=columns)
        if budget.spent:
            reason = f"{budget.spent}: the rest was left out; unpack it and load the rest."
            yield Rejection(shown, reason)


def collect_references(
    name: str,
    origin: bytes | Path | BinaryIO,
    references: JoinedReferences,
    columns: Mapping[str, str] | None = None,
) -> None:
    """Add what the lists of references in a file say to `references`; nothing else is kept."""
    with open_stream(origin) as stream, reading_turn():
        walked = walk(show_name(name), stream, Budget(DEFAULT_LIMITS), columns, references)
        for _ in walked:
            pass


def propose_columns(
    name: str,
    origin: bytes | Path | BinaryIO,
    limits: Limits = DEFAULT_LIMITS,
    answer: Mapping[str, str] = MappingProxyType({}),
) -> Columns:
    """The columns of a table and what each is taken for; without names when the file is no table.

    `Columns.fields`, changed as the analyst likes, is the `columns` of `read_file`. Looks at the
    first rows only. `answer` may say as which format it is read.
    """
    with open_stream(origin) as stream, reading_turn():
        choice = choose_answered_format(show_name(name), stream, limits, answer)
        if choice.format is None or choice.format.way != "rows":
            return Columns(problem=choice.problem)
        task = Task(choice.format.key, limits, only_columns=True)
        order = make_order(task, choice.format, stream.size, limits.result_size)
        with closing(read_isolated(order, stream)) as messages:
            for message in messages:
                if message.pop("kind") == "columns":
                    return make_columns(message)
                return Columns(problem=str(message.get("reason", "")))
    return Columns(problem="Its columns could not be read: load the file as it is.")


_SHORT = 64_000
"""Bytes of a short text."""
_SECONDS = 3.0
"""Of the processor, for all together; what was not read by then gets a child of its own."""
# No more than words and their marks, so that no file can do harm to the one after it.
_READ_TOGETHER = ("plain", "markdown")


def read_together(
    files: Sequence[tuple[str, bytes]], limits: Limits = DEFAULT_LIMITS
) -> list[list[Found] | None]:
    """What `read_many` gives for each of these short texts (name, bytes), read in one child.

    One child for each would cost more than to read it. None for what has to be read by itself: all
    but short plain text and Markdown, and a text that stopped the child with those after it.
    """
    given: list[list[Found] | None] = [None] * len(files)
    formats = [_format_of_short(name, data, limits) for name, data in files]
    for key in _READ_TOGETHER:
        chosen = [index for index, own in enumerate(formats) if own == key]
        if chosen:
            found = _read_joined([files[index] for index in chosen], key, limits)
            # The child may not have come to the last.
            for index, one in zip(chosen, found, strict=False):
                given[index] = one
    return given


def _format_of_short(name: str, data: bytes, limits: Limits) -> str:
    """The key of a short text's format; "" when it is long, unknown, or there is a note on it."""
    if len(data) > _SHORT:
        return ""
    with open_stream(data) as stream:
        choice = choose_format(show_name(name), stream, limits)
    return choice.format.key if choice.format and not choice.note else ""


def _read_joined(
    files: Sequence[tuple[str, bytes]], key: str, limits: Limits
) -> Iterator[list[Found]]:
    """What each file gives, as far as the child came."""
    task = Task(key, limits, sizes=tuple(len(data) for _, data in files))
    order = Order(task, _SECONDS, limits.wait, limits.wait, limits.result_size)
    with open_scratch() as scratch, reading_turn():
        for _, data in files:
            scratch.write(data)
        joined = Stream(scratch, sum(task.sizes))
        with closing(read_isolated(order, joined)) as answer:
            yield from _follow(files, answer, key)


def _follow(files: Sequence[tuple[str, bytes]], answer: Answer, key: str) -> Iterator[list[Found]]:
    budget = Budget(DEFAULT_LIMITS)
    for name, data in files:
        file = NestedFile(show_name(name), hashlib.sha256(data).hexdigest())
        outcome = Outcome()
        for message in answer:
            if message["kind"] == "failed":
                return
            outcome.held += take_message(file, message, budget, outcome)
            if message["kind"] in ("end", "unreadable"):
                break
        else:
            return
        found: list[Found] = [Rejection(file.name, outcome.reason)]
        if not outcome.reason:
            found = list(conclude(file, outcome))
        yield [*found, name_kind(outcome, format_of_key(key))]
