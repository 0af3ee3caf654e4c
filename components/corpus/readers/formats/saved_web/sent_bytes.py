"""Bytes as a server sent them: packed, or in pieces with their sizes."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pyarrow

from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.formats.archives import BLOCK

MARKS = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")


def too_large(most: int) -> UnreadableError:
    """The error for a page of more than `most` bytes."""
    return UnreadableError(f"It is larger than {most / 1e6:,.0f} MB, too large for an article.")


class Unpacked(NamedTuple):
    """The bytes, and whether they are all: else they break off where the packed ones do."""

    data: bytes
    is_whole: bool


def unpack_body(data: bytes, codings: str, most: int) -> Unpacked:
    """Undo `codings`, as the header names them, the last first.

    Archives often keep a page unpacked under the header it was sent with: what is text already
    stays as it is. Raises UnreadableError for more than `most` bytes, and for what cannot be
    unpacked.
    """
    is_whole = True
    for coding in reversed([name.strip().lower() for name in codings.split(",")]):
        if coding in _WAYS:
            # Where the bytes say themselves how they are packed, that counts.
            told = next((name for mark, name in MARKS.items() if data.startswith(mark)), coding)
            data, ended = _unpack_one(data, _WAYS[told], most)
            is_whole = is_whole and ended
        elif not _is_text(data):
            raise UnreadableError(
                f"It is compressed as “{coding[:20]}”, which Parallax cannot read."
            )
    return Unpacked(data, is_whole)


def join_chunks(data: bytes) -> Unpacked:
    """The pieces that a server sent one by one (Transfer-Encoding: chunked) without their sizes."""
    joined = bytearray()
    at = 0
    while size := _SIZE.match(data, at):
        length = int(size[1], 16)
        if not length:
            return Unpacked(bytes(joined), True)
        piece = data[size.end() : size.end() + length]
        joined += piece
        at = size.end() + length + len(b"\r\n")
    # Without any size it was kept in one piece.
    return Unpacked(bytes(joined), False) if joined else Unpacked(data, True)


def _unpack_one(data: bytes, way: Callable[[bytes], Iterator[bytes]], most: int) -> Unpacked:
    found = bytearray()
    try:
        for block in way(data):
            found += block
            if len(found) > most:
                raise too_large(most)
    except (OSError, zlib.error) as problem:
        if found:
            return Unpacked(bytes(found), False)
        if _is_text(data):
            return Unpacked(data, True)
        raise UnreadableError("It is damaged and could not be unpacked.") from problem
    return Unpacked(bytes(found), True)


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
