"""Recognition of the text of scans, by Tesseract where the machine has it, a page at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import BinaryIO

from components.corpus.readers.converted.conversion import Conversion, note_unbound
from components.corpus.readers.sandbox.client import read_isolated
from components.corpus.readers.sandbox.converters import (
    CAN_RUN,
    Bounds,
    Job,
    find_program,
    run_caged,
    run_for_text,
)
from components.corpus.readers.sandbox.limits import Limits, Order, Task
from components.corpus.readers.stream import Stream, open_scratch

_INSTALL = "install Tesseract (tesseract-ocr), by which Parallax can recognise its text, or "
_SCAN = "It contains pictures of pages and no text, like a scan: "
_PICTURE = "It is a picture: "
_OTHERWISE = "run text recognition (OCR) on it and load it again."
_LANGUAGE = re.compile(r"[A-Za-z]\w{1,30}")
_NO_LANGUAGES = ("osd", "equ")
MOST_LANGUAGES = 4
"""Each makes recognition slower and adds letters to take one for another."""
_SECONDS = {"picture": 600, "scan": 180}
"""Of the processor: for a picture, which may have many pages, and for one page of a PDF."""
_TO_DRAW = 1_800.0
_SILENCE = 120.0
_MOST_DRAWN = 16 << 30


_HEAD = b"<html><head><meta charset='utf-8'/><meta name='ocr-system' content='tesseract'/></head>"


class _NotReadError(Exception):
    """Why the pages of a file are not had; the message is a sentence."""


def recognise(key: str, stream: Stream, limits: Limits) -> Conversion:
    """The words of a `picture` or of a `scan` (PDF), as hOCR.

    `PARALLAX_OCR_LANGUAGES` names their languages as Tesseract does ("deu+fra"); else they are
    those that are installed, or English when these are many. Raises OSError when no process can
    be started.
    """
    what = _SCAN if key == "scan" else _PICTURE
    program = find_program("tesseract")
    if program is None:
        return Conversion(reason=what + (_INSTALL if CAN_RUN else "") + _OTHERWISE)
    languages = _choose_languages(program)
    if not languages:
        return Conversion(
            reason=f"{what}Tesseract is installed without the languages that it needs: install "
            "one of them, such as tesseract-ocr-eng."
        )
    kept = open_scratch()
    try:
        size = _recognise_pages(key, stream, limits, program, languages, kept)
    except _NotReadError as problem:
        kept.close()
        return Conversion(reason=str(problem))
    kept.seek(0)
    named = ", ".join(languages)
    told = f"Its text was recognised by Tesseract, for these languages: {named}."
    return Conversion(Stream(kept, size), "webpage", (told, *note_unbound("Tesseract")))


def _recognise_pages(
    key: str, stream: Stream, limits: Limits, program: Path, languages: list[str], kept: BinaryIO
) -> int:
    size = kept.write(_HEAD)
    arguments = ("page", "stdout", "-l", "+".join(languages), "-c", "tessedit_create_hocr=1")
    job = Job(program, arguments, bounds=Bounds(seconds=_SECONDS[key]))
    for number, page in enumerate(_pages(key, stream, limits), 1):
        made = run_caged(job, "page", page)
        if made.content is None:
            reason = "took too long" if made.ending == "time" else "failed"
            raise _NotReadError(
                f"Recognition of its text {reason} on page {number}: load its pages as pictures."
            )
        with made.content.file as file:
            size += kept.write(_take_body(file.read()))
        if size > limits.file_size:
            raise _NotReadError("It is a scan of too many words for one file: split it.")
    return size


def _take_body(page: bytes) -> bytes:
    """What stands between the tags of the body, so that several pages are one document."""
    start, end = page.find(b"<body"), page.rfind(b"</body>")
    return page[page.find(b">", start) + 1 : end] if 0 <= start < end else page


def _pages(key: str, stream: Stream, limits: Limits) -> Iterator[Stream]:
    """The pictures of the pages; a PDF is drawn in a confined process, as it is read in one."""
    if key == "picture":
        yield stream
        return
    order = Order(Task("scan", limits), _TO_DRAW, None, _SILENCE, _MOST_DRAWN)
    with closing(read_isolated(order, stream)) as answer:
        while True:
            try:
                message = next(answer)
            except StopIteration as ended:
                if ended.value != "read":
                    raise _NotReadError(
                        "Its pages could not be drawn: print it to a PDF again."
                    ) from None
                return
            if message["kind"] == "member":
                with message["content"].file:
                    yield message["content"]
            elif message["kind"] in ("unreadable", "failed", "refused"):
                raise _NotReadError(message["reason"])


def _choose_languages(program: Path) -> list[str]:
    installed = _installed(program)
    asked = os.environ.get("PARALLAX_OCR_LANGUAGES", "").split("+")
    chosen = [name for name in asked if name in installed] or list(installed)
    if len(chosen) <= MOST_LANGUAGES:
        return chosen
    return ["eng"] if "eng" in chosen else chosen[:MOST_LANGUAGES]


@cache
def _installed(program: Path) -> tuple[str, ...]:
    """The languages that Tesseract has, by its own list."""
    lines = run_for_text(Job(program, ("--list-langs",))).splitlines()
    names = (line.strip() for line in lines[1:])
    return tuple(n for n in names if _LANGUAGE.fullmatch(n) and n not in _NO_LANGUAGES)
