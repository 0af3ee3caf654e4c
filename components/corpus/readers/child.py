"""The child that reads one file: bytes in, lines of JSON out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO

from components.corpus.readers.drafts import Draft, Note, Part, Refused, UnreadableError
from components.corpus.readers.finishing import finish
from components.corpus.readers.formats import read_parts
from components.corpus.readers.limits import Limits

Line = dict[str, Any]


def write_lines(module: str, data: bytes, limits: Limits, out: BinaryIO) -> None:
    """Read `data` as `module` does and write one line a part, then a last line `end`.

    Whatever the parser raises becomes a line `unreadable`, after which nothing before it counts;
    only MemoryError goes through, since there may be none left to say so.
    """
    for line in _lines(module, data, limits):
        out.write(json.dumps(line, ensure_ascii=False, default=str).encode() + b"\n")
    out.flush()


def _lines(module: str, data: bytes, limits: Limits) -> Iterator[Line]:
    try:
        for part in read_parts(module, data):
            finished = finish(part, limits) if isinstance(part, Draft) else [part]
            yield from map(_line, finished)
    except UnreadableError as problem:
        yield {"kind": "unreadable", "reason": str(problem)}
    except RecursionError:
        yield {"kind": "unreadable", "reason": "This file is nested too deeply to be read."}
    except MemoryError:
        raise
    except Exception as problem:  # a parser may raise anything on hostile bytes
        yield {"kind": "unreadable", "reason": _describe(problem)}
    else:
        yield {"kind": "end"}


def _line(part: Part) -> Line:
    match part:
        case Draft():
            return {"kind": "article", **asdict(part)}
        case Refused(reason):
            return {"kind": "refused", "reason": reason}
        case Note(sentence):
            return {"kind": "note", "sentence": sentence}


def _describe(problem: Exception) -> str:
    return (
        f"The file is damaged or not what its name says ({type(problem).__name__}): "
        "open it in the program that made it and save it again."
    )
