"""One file compressed by GZIP."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from components.corpus.readers.formats.zip_files import BLOCK, HIGHEST_RATIO, RATIO_MATTERS_FROM
from components.corpus.readers.sandbox.protocol import Limits
from components.corpus.readers.shaping.drafts import Member, Parts, UnreadableError

SAMPLE = gzip.compress(b"Some text.")


def stream(source: BinaryIO, limits: Limits) -> Parts:
    """The file in it, whose name is that of the archive without its last ending."""
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    most = min(limits.unpacked, max(RATIO_MATTERS_FROM, HIGHEST_RATIO * size))
    yield Member("", _chunks(source, most))


def _chunks(source: BinaryIO, most: int) -> Iterator[bytes]:
    taken = 0
    try:
        with gzip.GzipFile(fileobj=source) as opened:
            while chunk := opened.read(BLOCK):
                taken += len(chunk)
                if taken > most:
                    raise UnreadableError(
                        f"It would unpack to more than {most / 1e6:,.0f} MB: split it."
                    )
                yield chunk
    except (OSError, EOFError, zlib.error) as problem:
        raise UnreadableError("It is damaged or not a GZIP file: pack it again.") from problem
