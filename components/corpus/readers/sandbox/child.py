"""Child process that reads one file: the reader of the format, messages out.

`serve_standard_input` is its other form, for systems on which no host can fork.
"""

from __future__ import annotations

import codecs
import encodings
import io
import json
import os
import pkgutil
import resource
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any, BinaryIO

from components.corpus.readers.analyst_answer import set_answer
from components.corpus.readers.detect_format import format_of_key
from components.corpus.readers.drafts import Draft, Member, Reader, Reference, Result, Results
from components.corpus.readers.formats.tables.columns import draft_rows, keep_columns, propose
from components.corpus.readers.sandbox.limits import DEFAULT_LIMITS, Limits, Task, make_task
from components.corpus.readers.sandbox.protocol import (
    describe_failure,
    describe_problem,
    make_message,
    write_member,
    write_message,
)
from components.corpus.readers.shaping.decoding import decode
from components.corpus.readers.shaping.draft_to_article import finish_draft, finish_reference
from components.corpus.readers.shaping.outlet_days import settle_by_outlet
from components.corpus.readers.shaping.publication_days import load_month_names
from components.corpus.readers.stream import open_again

_FORMATS = "components.corpus.readers.formats"


def write_messages(task: Task, stream: BinaryIO, out: BinaryIO) -> None:
    """Read `stream`: a message `begun`, one for each result, at last `end`; so for each file in it.

    Whatever the reader raises becomes a message `unreadable`, or `failed` where it cannot be the
    file's doing; only MemoryError goes through, since there may be none left to say so.
    """
    if not task.sizes:
        _write_file(task, stream, out)
    for size in task.sizes:
        _write_file(task, io.BytesIO(stream.read(size)), out)


def _write_file(task: Task, stream: BinaryIO, out: BinaryIO) -> None:
    last = {"kind": "end"}
    write_message(out, {"kind": "begun"})
    out.flush()
    try:
        reader = _load_reader(task.format)
        if task.only_columns:
            assert reader.rows
            write_message(out, make_message(propose(reader.rows(stream, {}))))
        else:
            _write_results(task, reader, stream, out)
    except MemoryError:
        raise
    except BrokenPipeError:
        return
    except Exception as problem:  # a parser may raise anything on hostile bytes
        last = describe_problem(problem)
    write_message(out, last)
    out.flush()


def _write_results(task: Task, reader: Reader, stream: BinaryIO, out: BinaryIO) -> None:
    found = _read(reader, stream, task.limits, task.columns)
    finished = (one for result in found for one in _finish(result, task.limits))
    for result in settle_by_outlet(finished):
        if isinstance(result, Member):
            write_member(result, out)
        else:
            write_message(out, make_message(result))


def _finish(result: Result, limits: Limits) -> Iterable[Result]:
    match result:
        case Draft():
            return finish_draft(result, limits)
        case Reference():
            return finish_reference(result, limits)
    return [result]


def _read(
    reader: Reader, stream: BinaryIO, limits: Limits, columns: Mapping[str, str] | None = None
) -> Results:
    set_answer(columns or {})
    if reader.rows:
        # Each time from the start, apart from any reading that has begun.
        read_rows, answer = reader.rows, keep_columns(columns or {})
        return draft_rows(lambda: read_rows(open_again(stream), answer), reader.names, answer)
    if reader.whole:
        return reader.whole(stream.read())
    assert reader.stream
    return reader.stream(stream, limits)


def _load_reader(key: str) -> Reader:
    module, _, name = format_of_key(key).reader.partition(":")
    reader = getattr(import_module(module, _FORMATS), name)
    assert isinstance(reader, Reader)
    return reader


_TEXT = (
    "OSLO, May 1 — The cafÃ© by the harbour, new in 2025, opens at noon, the port said on Monday."
)
"""A dateline without its year, letters that are garbled, and words enough for their language."""
_SPELLINGS_OF_FTFY = ("utf-8-variants", "sloppy-windows-1252")
_UNDECLARED = "Паром відпливає опівдні, сказали в порту у понеділок.".encode("cp1251")


@cache
def warm_up(key: str) -> None:
    """Load what the readers of a format need: at first some 1.5 s, then that of the format alone.

    Raises whatever a library raises that cannot be loaded or cannot read our own sample. What the
    format alone needs comes first, so that its failure is told at once.
    """
    drafts = [draft for each in (*format_of_key(key).within, key) for draft in _read_sample(each)]
    _warm_up_all()
    for draft in drafts:
        list(finish_draft(draft, DEFAULT_LIMITS))


def _read_sample(key: str) -> list[Draft]:
    reader, drafts = _load_reader(key), []
    for result in _read(reader, io.BytesIO(reader.sample()), DEFAULT_LIMITS):
        if isinstance(result, Draft):
            drafts.append(result)
        if isinstance(result, Member):
            list(result.chunks)
    return drafts


@cache
def _warm_up_all() -> None:
    """Load what a file of any format may need for its letters, its language and its dates."""
    for module in pkgutil.iter_modules(encodings.__path__):
        # Some are no encodings, and some are there on other systems only.
        with suppress(LookupError):
            codecs.lookup(module.name)
    for name in _SPELLINGS_OF_FTFY:
        codecs.lookup(name)
    decode(_UNDECLARED)
    load_month_names()
    list(finish_draft(Draft(_TEXT, title="A title"), DEFAULT_LIMITS))


def serve_standard_input(order: str) -> None:
    """Read the file on standard input as `order` (JSON) says; messages to standard output."""
    request = json.loads(order)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        # Whatever a library prints must not end up among the messages.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        try:
            warm_up(request["format"])
        except Exception as problem:  # whatever a library raises that is broken
            reason = describe_failure(problem)
            write_message(out, {"kind": "failed", "reason": reason, "member": ""})
            return
        _limit_alone(request)
        write_messages(make_task(request), sys.stdin.buffer, out)


def _limit_alone(request: dict[str, Any]) -> None:
    """Bound memory and processor time, where the system can; what was loaded does not count."""
    with suppress(ValueError, OSError):
        memory = request["limits"]["memory"]
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        seconds = round(time.process_time() + request["processor_seconds"]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
