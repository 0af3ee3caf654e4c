"""How files begin: those that are not read, ZIP files, and what agencies send under any ending."""

from __future__ import annotations

import re

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (0, b"BZh", "a BZIP2 archive"),
    (0, b"\xfd7zXZ\0", "an XZ archive"),
    (0, b"(\xb5/\xfd", "a Zstandard archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\0", "a program"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"OggS", "a sound or film"),
    (0, b"ID3", "a sound"),
    (0, b"fLaC", "a sound"),
    (4, b"ftyp", "a film or a picture"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a sound"),
)
_OFFICE_STARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"mimetype")
# Start of header and start of text, as teleprinters send them.
_DISPATCH = re.compile(rb"[\0\x04\x16\x7f\s]{0,40}\x01[\t-~\xa0-\xff]{3,1500}\x02")
_ROOT = re.compile(
    rb"<(?:[\w.-]{1,20}:)?(?:newsItem|newsMessage|packageItem|NewsML|nitf)(?:\s[^<>]*)?>"
)
_BOM = b"\xef\xbb\xbf"


def name_signature(data: bytes) -> str:
    """What these bytes are ("a program"), or "" when they begin like no known binary file."""
    found = (title for at, start, title in _SIGNATURES if data.startswith(start, at))
    return next(found, "")


def identify_zip(start: bytes, end: bytes) -> str:
    """Which format a ZIP file is, by its first name and its directory: the key of it."""
    first = start[30 : 30 + int.from_bytes(start[26:28], "little")]
    if not first.startswith(_OFFICE_STARTS):
        return "wacz" if b"datapackage.json" in end and b"archive/" in end else "zip"
    if b"application/epub+zip" in start[:120]:
        return "epub"
    if b"opendocument.text" in start[:120]:
        return "opendocument"
    if b"opendocument.spreadsheet" in start[:120]:
        return "sheet"
    directory = end[end.find(b"PK\x01\x02") :]
    if b"word/" in directory:
        return "word"
    return "sheet" if b"xl/" in directory else "zip"


def recognise_wire(start: bytes) -> str:
    """The key of the format that the first bytes of a file of an agency have; "" for any other."""
    if _DISPATCH.match(start):
        return "wire"
    is_marked_up = start.removeprefix(_BOM).lstrip().startswith((b"<?xml", b"<!--", b"<N", b"<n"))
    return "xml" if is_marked_up and _ROOT.search(start) else ""
