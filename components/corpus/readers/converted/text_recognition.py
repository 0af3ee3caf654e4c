"""Recognition of the text of scans, by Tesseract where the machine has it, a page at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Sequence
from contextlib import closing
from html import escape
from pathlib import Path
from typing import BinaryIO

from components.corpus.readers.analyst_answer import WANTED_PAGES
from components.corpus.readers.converted.conversion import (
    Conversion,
    ConversionTask,
    Recognition,
    note_unbound,
)
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


def recognise(
    task: ConversionTask, stream: Stream, limits: Limits
) -> Generator[Recognition, None, Conversion]:
    """The words of a `picture` or of a `scan` (PDF), as hOCR; before each page tells which it is.

    Their languages are those of the task, else those of `PARALLAX_OCR_LANGUAGES` ("deu+fra"), else
    those that are installed, or English when these are many. Raises OSError when no process can be
    started.
    """
    what = _SCAN if task.format == "scan" else _PICTURE
    program = find_program("tesseract")
    if program is None:
        return Conversion(reason=what + (_INSTALL if CAN_RUN else "") + _OTHERWISE)
    languages = _choose_languages(program, task.languages)
    if not languages:
        return Conversion(
            reason=f"{what}Tesseract is installed without the languages that it needs: install "
            "one of them, such as tesseract-ocr-eng."
        )
    kept = open_scratch()
    try:
        size = yield from _recognise_pages(task, stream, limits, program, languages, kept)
    except _NotReadError as problem:
        kept.close()
        return Conversion(reason=str(problem))
    except GeneratorExit:
        kept.close()
        raise
    kept.seek(0)
    named = ", ".join(languages)
    told = f"Its text was recognised by Tesseract, for these languages: {named}."
    return Conversion(Stream(kept, size), "webpage", (told, *note_unbound("Tesseract")))


def list_languages() -> tuple[str, ...]:
    """The languages that the Tesseract of this machine has, as it names them; empty without it."""
    program = find_program("tesseract")
    return _list_installed(program) if program else ()


def list_choices(key: str) -> tuple[str, ...]:
    """The languages among which an analyst may choose for a file of this format; empty for none.

    None where `PARALLAX_OCR_LANGUAGES` has chosen already.
    """
    is_chosen = key == "old_word" or os.environ.get("PARALLAX_OCR_LANGUAGES")
    return () if is_chosen else list_languages()


def _recognise_pages(
    task: ConversionTask,
    stream: Stream,
    limits: Limits,
    program: Path,
    languages: list[str],
    kept: BinaryIO,
) -> Generator[Recognition, None, int]:
    """Write all pages into `kept`; gives their size in bytes."""
    texts = task.scan.texts if task.scan else ((),)
    scanned = [number for number, text in enumerate(texts) if not text]
    title = task.scan.title if task.scan else ""
    size = kept.write(_HEAD) + kept.write(_write_title(title))
    arguments = ("page", "stdout", "-l", "+".join(languages), "-c", "tessedit_create_hocr=1")
    job = Job(program, arguments, bounds=Bounds(seconds=_SECONDS[task.format]))
    with closing(_pages(task.format, stream, limits, scanned)) as pages:
        for number, text in enumerate(texts):
            if text:
                size += kept.write(_write_page(text))
                continue
            yield Recognition(scanned.index(number) + 1, len(scanned) if task.scan else 0)
            size += kept.write(_recognise_page(job, next(pages), number + 1))
            if size > limits.file_size:
                raise _NotReadError("It is a scan of too many words for one file: split it.")
    return size


def _recognise_page(job: Job, page: Stream, number: int) -> bytes:
    made = run_caged(job, "page", page)
    if made.content is None:
        reason = "took too long" if made.ending == "time" else "failed"
        raise _NotReadError(
            f"Recognition of its text {reason} on page {number}: load its pages as pictures."
        )
    with made.content.file as file:
        return _take_body(file.read())


def _write_title(title: str) -> bytes:
    line = f"<p class='ocr_par'><span class='ocr_header'>{escape(title)}</span></p>"
    return line.encode("utf-8", "replace") if title else b""


def _write_page(paragraphs: Sequence[str]) -> bytes:
    """A page whose text is known, to stand among those that are recognised."""
    written = "".join(f"<p class='ocr_par'>{escape(text)}</p>" for text in paragraphs)
    return written.encode("utf-8", "replace")


def _take_body(page: bytes) -> bytes:
    """What stands between the tags of the body, so that several pages are one document."""
    start, end = page.find(b"<body"), page.rfind(b"</body>")
    return page[page.find(b">", start) + 1 : end] if 0 <= start < end else page


def _pages(
    key: str, stream: Stream, limits: Limits, wanted: Sequence[int]
) -> Generator[Stream, None, None]:
    """The pictures of the pages; a PDF is drawn in a confined process, as it is read in one."""
    if key == "picture":
        yield stream
        return
    task = Task("scan", limits, {WANTED_PAGES: " ".join(map(str, wanted))})
    order = Order(task, _TO_DRAW, None, _SILENCE, _MOST_DRAWN)
    with closing(read_isolated(order, stream)) as answer:
        while True:
            try:
                message = next(answer)
            except StopIteration as ended:
                reason = "Its pages could not be drawn: print it to a PDF again."
                if ended.value == "read":
                    reason = "It has fewer pages than it says: print it to a PDF again."
                raise _NotReadError(reason) from None
            if message["kind"] == "member":
                with message["content"].file:
                    yield message["content"]
            elif message["kind"] in ("unreadable", "failed", "refused"):
                raise _NotReadError(message["reason"])


def _choose_languages(program: Path, answered: str) -> list[str]:
    installed = _list_installed(program)
    for asked in (answered, os.environ.get("PARALLAX_OCR_LANGUAGES", "")):
        if chosen := [name for name in asked.split("+") if name in installed]:
            return chosen[:MOST_LANGUAGES]
    if len(installed) <= MOST_LANGUAGES:
        return [*installed]
    return ["eng"] if "eng" in installed else [*installed[:MOST_LANGUAGES]]


def _list_installed(program: Path) -> tuple[str, ...]:
    """The languages that Tesseract has, by its own list; asked each time, as one may be added."""
    lines = run_for_text(Job(program, ("--list-langs",))).splitlines()
    names = (line.strip() for line in lines[1:])
    return tuple(n for n in names if _LANGUAGE.fullmatch(n) and n not in _NO_LANGUAGES)
