"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

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
        return "spreadsheet"
    directory = end[end.find(b"PK\x01\x02") :]
    if b"word/" in directory:
        return "word"
    return "spreadsheet" if b"xl/" in directory else "archive_zip"


def old_office_advice(ending: str, start: bytes, around: bytes) -> str:
    """What to do with an OLE file, the shell of old and of encrypted documents, or ""."""
    if not start.startswith(_OLE):
        return ""
    if "EncryptedPackage".encode("utf-16-le") in around:
        return "It is protected by a password: save it without one and load it again."
    kind, save_as = _OLD_OFFICE.get(ending, ("an old office document", ".docx"))
    return f"It is {kind}, a format before 2007: open it and save it as {save_as}."
