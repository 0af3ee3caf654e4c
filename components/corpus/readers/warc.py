"""Web archives (WARC), by warcio: each page in them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Member, Parts, UnreadableError
from components.corpus.readers.limits import Limits
from components.corpus.readers.packages import BLOCK

SAMPLE = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    b"WARC-Target-URI: https://example.org/\r\nWARC-Date: 2025-05-01T00:00:00Z\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: 47\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nHi\r\n\r\n"
)
_PAGES = ("text/html", "application/xhtml+xml")


def stream(source: BinaryIO, limits: Limits) -> Parts:
    """The pages that a server answered with (status 200), each to be read as a web page."""
    pages = 0
    try:
        for record in ArchiveIterator(source):
            if _is_page(record):
                pages += 1
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield Member(f"{pages}.html", _chunks(record, limits.file_size), url.strip("<>"))
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as problem:
        raise UnreadableError("It is damaged or not a web archive.") from problem
    if not pages:
        raise UnreadableError("There is no web page in it.")


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    if headers is None:
        return str(record.content_type).startswith(_PAGES)
    kind = str(headers.get_header("Content-Type") or "").strip().lower()
    return headers.get_statuscode() == "200" and kind.startswith(_PAGES)


def _chunks(record: Any, most: int) -> Iterator[bytes]:
    """The page; in UTF-8 with a mark where only the server named its encoding."""
    stream = record.content_stream()
    data = bytearray()
    while chunk := stream.read(BLOCK):
        data += chunk
        if len(data) > most:
            raise UnreadableError(f"It has more than {most / 1e6:,.0f} MB, which no article has.")
    yield _transcoded(bytes(data), _charset(record))


def _charset(record: Any) -> str:
    headers = record.http_headers
    kind = str(headers.get_header("Content-Type") or "") if headers else ""
    return kind.lower().partition("charset=")[2].split(";")[0].strip("\"' ")


def _transcoded(data: bytes, charset: str) -> bytes:
    try:
        name = codecs.lookup(charset).name if charset else ""
        if name and name != "utf-8" and not name.startswith(("utf-7", "utf-16", "utf-32")):
            return codecs.BOM_UTF8 + data.decode(name).encode()
    except (LookupError, UnicodeError):
        pass
    return data
