"""Which format a file is read as: by its name, unless its first bytes say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from components.corpus.readers.formats import Format, format_of, formats
from components.corpus.readers.limits import Limits
from components.corpus.readers.signatures import (
    identify_zip,
    looks_like_page,
    name_signature,
    old_office_advice,
)
from components.corpus.readers.sources import Source

_COMMON_ENDINGS = (".txt", ".html", ".docx", ".pdf", ".csv")
_SHELLS = {
    "gzipped": ("archive_tar", "warc"),
    "archive_zip": ("word", "opendocument", "spreadsheet"),
}


@dataclass(frozen=True)
class Choice:
    """The format of a file, or why it is not read; and what is to be said of the choice."""

    format: Format | None
    problem: str = ""
    note: str = ""


def choose_format(name: str, source: Source, limits: Limits) -> Choice:
    """Choose by the ending, then see whether the bytes can be that, and whether they are few."""
    ending = PurePosixPath(name).suffix.lower()
    chosen = format_of(name.lower())
    if not source.size and chosen:
        return Choice(None, "It is empty: choose a file with text in it.")
    start = source.start()
    found = _format_of_bytes(source, start)
    advice = old_office_advice(ending, start, source.start(1 << 17) + source.end())
    if advice and not _is_outlook(chosen):
        return Choice(None, advice)
    choice = _weigh(ending, chosen, found, start)
    if choice.format and (problem := _refuse_size(choice.format, source.size, limits)):
        return Choice(None, problem)
    return choice


def _weigh(ending: str, chosen: Format | None, found: Format | None, start: bytes) -> Choice:
    """Between what the name says and what the bytes say."""
    if chosen and (found is chosen or (found and _may_be(chosen, found))):
        return Choice(chosen)
    if found:
        named = f"its name ends in {ending}" if ending else "its name does not say so"
        return Choice(found, note=f"It is {found.title}, although {named}.")
    kind = name_signature(start)
    if chosen is None:
        return Choice(None, _unknown_ending(ending))
    if kind and chosen.way != "archive" and not _is_outlook(chosen):
        return Choice(
            None, f"It is {kind}, although its name ends in {ending}: save it as plain text."
        )
    page = format_of(".html")
    if page and chosen.is_text and chosen is not page and looks_like_page(start):
        note = f"It is a web page, although its name ends in {ending}, and was read as one."
        return Choice(page, note=note)
    return Choice(chosen)


def _is_outlook(chosen: Format | None) -> bool:
    """Whether a file is named as a mail of Outlook, which has the shell of old documents."""
    return chosen is not None and chosen.module == "outlook"


def _may_be(chosen: Format, found: Format) -> bool:
    """Whether a format has the bytes of another: its own reader knows best what is wrong."""
    return chosen.module in _SHELLS.get(found.module, ())


def _format_of_bytes(source: Source, start: bytes) -> Format | None:
    """The format that the bytes alone make certain."""
    module = ""
    if start.startswith(b"PK\x03\x04"):
        module = identify_zip(start, source.end())
    if module:
        return next((f for f in formats() if f.module == module), None)
    by_signature = (f for f in formats() if f.signature and f.signature in _window(f, start))
    return next(by_signature, None)


def _window(known: Format, start: bytes) -> bytes:
    """Where the signature of a format may stand: at the start, or a little after it."""
    at = known.signature_at
    return start[at[0] : at[1] + len(known.signature)]


def _unknown_ending(ending: str) -> str:
    what = f"Files ending in “{ending}”" if ending else "Files without an ending"
    listed = ", ".join(_COMMON_ENDINGS)
    return f"{what} cannot be read: save it in a format such as {listed}."


def _refuse_size(chosen: Format, size: int, limits: Limits) -> str:
    most = limits.file_size if chosen.way == "whole" else limits.stream_size
    if size <= most:
        return ""
    return f"It has {size / 1e6:,.1f} MB, more than the {most / 1e6:,.0f} MB of one file: split it."
