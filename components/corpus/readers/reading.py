"""`read_file` and `read_many`: the ways by which a file becomes articles."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from components.corpus.article import Article, Reading, Rejection
from components.corpus.readers.budget import Budget
from components.corpus.readers.choosing import choose_format
from components.corpus.readers.drafts import Columns, Note, make_columns
from components.corpus.readers.failing import say_failure
from components.corpus.readers.isolation import read_isolated, reading_turn
from components.corpus.readers.limits import DEFAULT_LIMITS, Limits
from components.corpus.readers.names import show_name
from components.corpus.readers.ordering import place_order
from components.corpus.readers.sources import open_source
from components.corpus.readers.task import Task
from components.corpus.readers.walking import Found, Table, walk

__all__ = ["Found", "Table", "propose_columns", "read_file", "read_many", "show_name"]


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
    `columns` maps fields of an article to the names of a table's
    columns, see `propose_columns`. About 10 ms for a short text; the first call adds some 2 s.
    """
    reading = Reading()
    try:
        for found in read_many(name, data, limits, columns):
            _sort(found, reading)
    except OSError as problem:
        reading.rejected.append(Rejection(show_name(name), say_failure(problem), "program"))
    return reading


def _sort(found: Found, reading: Reading) -> None:
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

    A table that has a column with texts, but none known by its name, is given as it is: to be asked
    about and read by itself.

    Tables, lines of JSON and archives are never held as a whole, so that the memory taken does not
    grow with the file. The reader waits while the caller does something with what it got; closing
    the iterator stops it. Of `MOST_CHILDREN` files begun one more would wait for the end of one.

    Raises OSError when the origin cannot be opened.
    """
    shown = show_name(name)
    with open_source(origin) as source, reading_turn():
        budget = Budget(limits)
        yield from walk(shown, source, budget, columns=columns)
        if budget.spent:
            reason = f"{budget.spent}: the rest was left out; unpack it and load the rest."
            yield Rejection(shown, reason)


def propose_columns(
    name: str, origin: bytes | Path | BinaryIO, limits: Limits = DEFAULT_LIMITS
) -> Columns:
    """The columns of a table and what each is taken for; without names when the file is no table.

    `Columns.fields`, changed as the analyst likes, is the `columns` of `read_file`. Looks at the
    first rows only.
    """
    with open_source(origin) as source, reading_turn():
        choice = choose_format(show_name(name), source, limits)
        if choice.format is None or choice.format.way != "rows":
            return Columns(problem=choice.problem)
        task = Task(choice.format.module, limits, only_columns=True)
        order = place_order(task, choice.format, source.size, limits.result_size)
        with closing(read_isolated(order, source)) as answer:
            for frame in answer:
                if frame.pop("kind") == "columns":
                    return make_columns(frame)
                return Columns(problem=str(frame.get("reason", "")))
    return Columns(problem="Its columns could not be read: load the file as it is.")
