"""TAR archives, plain or compressed: each file in them, or why it is not taken."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import IO, BinaryIO

from components.corpus.readers.formats.zip_files import (
    BLOCK,
    HIGHEST_RATIO,
    RATIO_MATTERS_FROM,
    is_litter,
    refuse_path,
)
from components.corpus.readers.sandbox.protocol import Limits
from components.corpus.readers.shaping.drafts import Member, Parts, Refused, UnreadableError


def stream(source: BinaryIO, limits: Limits) -> Parts:
    """Its files in their order; nothing is unpacked that is not taken.

    Raises UnreadableError at the place where it is damaged or grows beyond the limits.
    """
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    most = min(limits.unpacked, max(RATIO_MATTERS_FROM, HIGHEST_RATIO * size))
    try:
        with tarfile.open(fileobj=source, mode="r|*") as archive:
            for number, entry in enumerate(archive, 1):
                if number > limits.members:
                    raise UnreadableError(
                        f"It contains more than {limits.members:,} files: split it."
                    )
                if entry.offset_data + entry.size > most:
                    raise UnreadableError(
                        f"It would unpack to more than {most / 1e6:,.0f} MB: split it."
                    )
                yield from _take(archive, entry)
    except (tarfile.TarError, EOFError, OSError, ValueError) as problem:
        raise UnreadableError("It is damaged or not a TAR file: pack it again.") from problem


def _take(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Parts:
    if entry.isdir() or is_litter(entry.name):
        return
    problem = refuse_path(entry.name)
    if not entry.isreg():
        problem = "It is a link or a device, not a file: pack the file itself."
    opened = None if problem else archive.extractfile(entry)
    if opened is None:
        yield Refused(problem or "It cannot be unpacked: pack it again.", entry.name)
    else:
        yield Member(entry.name, _chunks(opened))


def _chunks(opened: IO[bytes]) -> Iterator[bytes]:
    while chunk := opened.read(BLOCK):
        yield chunk


def _sample() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return packed.getvalue()


SAMPLE = _sample()
