"""Web archives (WARC, ARC), by warcio: each page in them, unpacked as its server packed it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple, cast

import pyarrow
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Member, Note, Reader, Results, UnreadableError
from components.corpus.readers.formats.archives import BLOCK
from components.corpus.readers.formats.entry_names import Unzipped
from components.corpus.readers.formats.saved_web.archived_copy import transcode
from components.corpus.readers.sandbox.limits import Limits

_MARKS = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")
_CUT = Note("The web archive ends too early: what follows its last page is missing. Copy it again.")
_FAULTS = (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, zlib.error)
_PAGES = ("text/html", "application/xhtml+xml")


def read_web_archive(stream: BinaryIO, limits: Limits) -> Results:
    """The pages that a server answered with (status 200), each to be read as a web page.

    Takes WARC and its forerunner ARC, packed record by record, as a whole or not at all.
    """
    taken, lack = 0, "There is no web page in it."
    for result in read_records(stream, limits, lambda record, _: is_page(record)):
        taken += isinstance(result, Member)
        if result is _CUT and not taken:
            lack = "It ends too early, within its first web page: copy it again."
        else:
            yield result
    if not taken:
        raise UnreadableError(lack)


def read_records(
    stream: BinaryIO, limits: Limits, choose: Callable[[Any, str], bool], before: int = 0
) -> Results:
    """The pages of the records that `choose` takes, by record and address, counted from `before`.

    Raises UnreadableError at the place where the archive is damaged. `_CUT` comes last where it
    breaks off.
    """
    pages, unpacked = before, _unpacked(stream)
    try:
        for record in ArchiveIterator(unpacked, arc2warc=True):
            url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            if choose(record, url):
                pages += 1
                page = _Page(record, limits.file_size)
                yield Member(f"{pages}.html", page.chunks(), url)
                if not page.is_whole:
                    yield Note(f"The end of page {pages} ({url}) is missing in the web archive.")
    except _FAULTS as problem:
        raise UnreadableError("It is damaged or not a web archive.") from problem
    if isinstance(unpacked, Unzipped) and unpacked.is_cut:
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
        data, is_whole = _unpack(data, self._header("Content-Encoding"), self._most)
        self.is_whole = self.is_whole and is_whole
        yield transcode(data, self._header("Content-Type"))

    def _body(self) -> bytes:
        """The bytes as they were sent, in one piece."""
        stream = self._record.raw_stream
        data = _read_bounded(stream, self._most)
        stated = self._header("Content-Length")
        missing = stated.isdigit() and len(data) < int(stated)
        truncated = self._record.rec_headers.get_header("WARC-Truncated")
        self.is_whole = not (missing or truncated or getattr(stream, "limit", 0))
        if self._header("Transfer-Encoding").lower() != "chunked":
            return data
        data, is_whole = _join_chunks(data)
        self.is_whole = self.is_whole and is_whole
        return data

    def _header(self, name: str) -> str:
        headers = self._record.http_headers
        return str(headers.get_header(name) or "").strip() if headers else ""


def _unpacked(stream: BinaryIO) -> BinaryIO:
    """The records without the compression around each, or around all of them."""
    start, _ = stream.read(4), stream.seek(0)
    told = next((name for mark, name in _MARKS.items() if start.startswith(mark)), "")
    if told == "zstd":
        return cast(BinaryIO, pyarrow.CompressedInputStream(stream, "zstd"))
    return cast(BinaryIO, Unzipped(stream)) if told else stream


def _read_bounded(stream: Any, most: int) -> bytes:
    data = bytearray()
    while chunk := stream.read(BLOCK):
        data += chunk
        if len(data) > most:
            raise _too_large(most)
    return bytes(data)


def _too_large(most: int) -> UnreadableError:
    return UnreadableError(f"It is larger than {most / 1e6:,.0f} MB, too large for an article.")


class _Unpacked(NamedTuple):
    """The bytes, and whether they are all: else they break off where the packed ones do."""

    data: bytes
    is_whole: bool


def _unpack(data: bytes, codings: str, most: int) -> _Unpacked:
    """Undo `codings`, as the header names them, the last first.

    Archives often keep a page unpacked under the header it was sent with: what is text already
    stays as it is. Raises UnreadableError for more than `most` bytes, and for what cannot be
    unpacked.
    """
    is_whole = True
    for coding in reversed([*filter(None, codings.lower().replace(" ", "").split(","))]):
        if coding in _WAYS:
            # Where the bytes say themselves how they are packed, that counts.
            told = next((name for mark, name in _MARKS.items() if data.startswith(mark)), coding)
            data, ended = _unpack_one(data, _WAYS[told], most)
            is_whole = is_whole and ended
        elif not _is_text(data):
            raise UnreadableError(
                f"It is compressed as “{coding[:20]}”, which Parallax cannot read."
            )
    return _Unpacked(data, is_whole)


def _join_chunks(data: bytes) -> _Unpacked:
    """The pieces that a server sent one by one (Transfer-Encoding: chunked) without their sizes."""
    joined = bytearray()
    at = 0
    while size := _SIZE.match(data, at):
        length = int(size[1], 16)
        if not length:
            return _Unpacked(bytes(joined), True)
        piece = data[size.end() : size.end() + length]
        joined += piece
        at = size.end() + length + len(b"\r\n")
    # Without any size it was kept in one piece.
    return _Unpacked(bytes(joined), False) if joined else _Unpacked(data, True)


def _unpack_one(data: bytes, way: Callable[[bytes], Iterator[bytes]], most: int) -> _Unpacked:
    found = bytearray()
    try:
        for block in way(data):
            found += block
            if len(found) > most:
                raise _too_large(most)
    except (OSError, zlib.error) as problem:
        if found:
            return _Unpacked(bytes(found), False)
        if _is_text(data):
            return _Unpacked(data, True)
        raise UnreadableError("It is damaged and could not be unpacked.") from problem
    return _Unpacked(bytes(found), True)


def _inflate(data: bytes) -> Iterator[bytes]:
    """Gzip, in one member or many, or zlib; what is neither is taken as a bare stream."""
    try:
        zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data[:2])
        window = zlib.MAX_WBITS | 32
    except zlib.error:
        window = -zlib.MAX_WBITS
    while data:
        packed = zlib.decompressobj(window)
        while not packed.eof:
            if not data:
                raise zlib.error("it ends too early")
            yield packed.decompress(data, BLOCK)
            data = packed.unconsumed_tail
        # Blanks and other rests behind the end belong to nothing.
        data = packed.unused_data if packed.unused_data[:2] == b"\x1f\x8b" else b""


def _by_arrow(codec: str) -> Callable[[bytes], Iterator[bytes]]:
    def way(data: bytes) -> Iterator[bytes]:
        stream = pyarrow.CompressedInputStream(io.BytesIO(data), codec)
        while block := stream.read(BLOCK):
            yield block

    return way


def _is_text(data: bytes) -> bool:
    """Whether it is markup that is not packed at all."""
    return b"<" in data[:1024] and b"\0" not in data[:1024].replace(b"\0<", b"<")


_WAYS = {
    **dict.fromkeys(("gzip", "x-gzip", "deflate"), _inflate),
    "br": _by_arrow("brotli"),
    "zstd": _by_arrow("zstd"),
}


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
