"""Which format a file is read as: by its name, unless its first bytes say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from components.corpus.readers.format_table import Format, format_of, formats
from components.corpus.readers.sandbox.protocol import Limits
from components.corpus.readers.stream import Source

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "a PDF"),
    (0, b"PK\x03\x04", "a ZIP archive or an office document"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (0, b"{\\rtf", "a rich text document"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (0, b"\x1f\x8b", "a GZIP archive"),
    (0, b"BZh", "a BZIP2 archive"),
    (0, b"\xfd7zXZ\0", "an XZ archive"),
    (0, b"(\xb5/\xfd", "a Zstandard archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a TAR archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\0", "a program"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"PAR1", "a Parquet table"),
    (0, b"OggS", "a sound or film"),
    (0, b"ID3", "a sound"),
    (0, b"fLaC", "a sound"),
    (4, b"ftyp", "a film or a picture"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a sound"),
)
_OFFICE_STARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"mimetype")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = {
    ".doc": ("an old Word document", ".docx"),
    ".xls": ("an old Excel workbook", ".xlsx or .csv"),
    ".ppt": ("an old presentation", ".pdf or .txt"),
}
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


def name_signature(data: bytes) -> str:
    """What these bytes are ("a PDF"), or "" when they begin like no known binary file."""
    found = (title for at, start, title in _SIGNATURES if data.startswith(start, at))
    return next(found, "")


def looks_like_page(data: bytes) -> bool:
    """Whether a file begins like a web page."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<?xml"):
        start = start.partition(b"?>")[2].lstrip()
    while start.startswith(b"<!--") and b"-->" in start:
        start = start.partition(b"-->")[2].lstrip()
    return start.lower().startswith(_PAGE_STARTS)


def identify_zip(start: bytes, end: bytes) -> str:
    """Which format a ZIP file is, by its first name and its directory: the module that reads it."""
    first = start[30 : 30 + int.from_bytes(start[26:28], "little")]
    if not first.startswith(_OFFICE_STARTS):
        return "archive_zip"
    if b"opendocument.text" in start[:120]:
        return "opendocument"
    if b"opendocument.spreadsheet" in start[:120]:
        return "tables.spreadsheet"
    directory = end[end.find(b"PK\x01\x02") :]
    if b"word/" in directory:
        return "word"
    return "tables.spreadsheet" if b"xl/" in directory else "archive_zip"


def old_office_advice(ending: str, start: bytes, around: bytes) -> str:
    """What to do with an OLE file, the shell of old and of encrypted documents, or ""."""
    if not start.startswith(_OLE):
        return ""
    if "EncryptedPackage".encode("utf-16-le") in around:
        return "It is protected by a password: save it without one and load it again."
    kind, save_as = _OLD_OFFICE.get(ending, ("an old office document", ".docx"))
    return f"It is {kind}, a format before 2007: open it and save it as {save_as}."


_COMMON_ENDINGS = (".txt", ".html", ".docx", ".pdf", ".csv")
_SHELLS = {
    "gzipped": ("archive_tar", "warc"),
    "archive_zip": ("word", "opendocument", "tables.spreadsheet"),
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
