"""Web archives (WARC, ARC), by warcio: each page in them, unpacked as its server packed it."""

from __future__ import annotations

import codecs
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

import pyarrow
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Member, Note, Reader, Results, UnreadableError
from components.corpus.readers.formats.archives import BLOCK
from components.corpus.readers.formats.entry_names import Unzipped
from components.corpus.readers.formats.saved_web.sent_bytes import (
    MARKS,
    join_chunks,
    too_large,
    unpack_body,
)
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.shaping.publication_days import parse_day
from components.corpus.readers.stream import open_again

_CUT = Note("The web archive ends too early: what follows its last page is missing. Copy it again.")
_PAGES = ("text/html", "application/xhtml+xml")
# AttributeError: warcio takes for granted that what a server answered has an address. The last two
# come from the ZIP file around the records of a WACZ.
_DAMAGES = (
    *(ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error, AttributeError),
    *(zipfile.BadZipFile, NotImplementedError),
)


def read_web_archive(stream: BinaryIO, limits: Limits) -> Results:
    """The pages that a server answered with (status 200), each to be read as a web page.

    Takes WARC and its forerunner ARC, packed record by record, as a whole or not at all.
    """
    taken = 0
    for result in read_records(stream, limits, lambda record, _: is_page(record)):
        taken += isinstance(result, Member)
        yield result
    if not taken:
        stream.seek(0)
        raise UnreadableError(_TOLD_CUT if _is_cut(stream) else "There is no web page in it.")


def read_records(
    stream: BinaryIO, limits: Limits, choose: Callable[[Any, str], bool], before: int = 0
) -> Results:
    """The pages of the records that `choose` takes, by record and address, counted from `before`.

    Raises UnreadableError at the place where the archive is damaged.
    """
    pages = before
    try:
        unpacked = _unpacked(stream)
        for record in ArchiveIterator(unpacked, arc2warc=True):
            url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            if choose(record, url):
                pages += 1
                page = _Page(record, limits.file_size)
                day = parse_day(record.rec_headers.get_header("WARC-Date") or "")
                yield Member(f"{pages}.html", page.chunks(), url, captured=str(day or ""))
                if not page.is_whole:
                    yield Note(f"The end of page {pages} ({url}) is missing in the web archive.")
    except _DAMAGES as problem:
        raise UnreadableError("It is damaged or not a web archive.") from problem
    if pages > before and isinstance(unpacked, Unzipped) and unpacked.is_cut:
        yield _CUT


def is_page(record: Any) -> bool:
    """Whether a record of an archive is a web page that its server answered with."""
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    if headers is None:
        return str(record.content_type).startswith(_PAGES)
    kind = str(headers.get_header("Content-Type") or "").strip().lower()
    return headers.get_statuscode() == "200" and kind.startswith(_PAGES)


class _Page:
    """What a server answered with; whether all of it is there is known when it was read."""

    def __init__(self, record: Any, most: int) -> None:
        self.is_whole = True
        self._record = record
        self._most = most

    def chunks(self) -> Iterator[bytes]:
        """The page; in UTF-8 with a mark where only the server named its encoding."""
        data = self._body()
        data, is_whole = unpack_body(data, self._header("Content-Encoding"), self._most)
        self.is_whole = self.is_whole and is_whole
        yield _transcoded(data, _charset(self._header("Content-Type")))

    def _body(self) -> bytes:
        """The bytes as they were sent, in one piece."""
        stream = self._record.raw_stream
        data = _read_bounded(stream, self._most)
        stated = self._header("Content-Length")
        missing = stated.isdecimal() and len(data) < int(stated[:20])
        truncated = self._record.rec_headers.get_header("WARC-Truncated")
        self.is_whole = not (missing or truncated or getattr(stream, "limit", 0))
        if self._header("Transfer-Encoding").lower() != "chunked":
            return data
        data, is_whole = join_chunks(data)
        self.is_whole = self.is_whole and is_whole
        return data

    def _header(self, name: str) -> str:
        headers = self._record.http_headers
        return str(headers.get_header(name) or "").strip() if headers else ""


def _unpacked(stream: BinaryIO) -> BinaryIO:
    """The records without the compression around each, or around all of them."""
    start, _ = stream.read(4), stream.seek(0)
    told = next((name for mark, name in MARKS.items() if start.startswith(mark)), "")
    if told == "zstd":
        # Which closes what it reads from.
        return cast(BinaryIO, pyarrow.CompressedInputStream(open_again(stream), "zstd"))
    return cast(BinaryIO, Unzipped(stream)) if told else stream


_TOLD_CUT = "It is damaged: it ends before its first page does. Copy or download it again."


def _is_cut(stream: BinaryIO) -> bool:
    """Whether packed records end in the middle."""
    records = _unpacked(stream)
    try:
        while records is not stream and records.read(BLOCK):
            pass
    except (EOFError, OSError, zlib.error):
        return True
    return isinstance(records, Unzipped) and records.is_cut


def _read_bounded(stream: Any, most: int) -> bytes:
    data = bytearray()
    while chunk := stream.read(BLOCK):
        data += chunk
        if len(data) > most:
            raise too_large(most)
    return bytes(data)


def _charset(kind: str) -> str:
    return kind.lower().partition("charset=")[2].split(";")[0].strip("\"' ")


def _transcoded(data: bytes, charset: str) -> bytes:
    try:
        name = codecs.lookup(charset).name if charset else ""
        if name and name != "utf-8" and not name.startswith(("utf-7", "utf-16", "utf-32")):
            return codecs.BOM_UTF8 + data.decode(name).encode()
    except (LookupError, ValueError):  # the latter also for a name with a NUL in it
        pass
    return data


def _make_sample() -> bytes:
    # Packed, since Arrow takes its memory when it first unpacks: that is not to be a file's fault.
    body = pyarrow.Codec("brotli").compress(b"<p>Hi</p>", asbytes=True)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n"
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"WARC-Target-URI: https://example.org/\r\nWARC-Date: 2025-05-01T00:00:00Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    ) % (len(head + body), head + body)


WARC = Reader(_make_sample, stream=read_web_archive)
