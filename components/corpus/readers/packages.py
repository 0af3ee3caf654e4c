"""ZIP files from strangers: checked by their directory before anything is inflated."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.limits import Limits

MOST_PARTS_SIZE = 200 << 20
"""Bytes of all parts of an office document, unpacked."""
HIGHEST_RATIO = 200
RATIO_MATTERS_FROM = 5 << 20
"""Bytes: 747 office files of strangers stay below the ratio, or below this size."""
BLOCK = 1 << 16
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_DAMAGED = "It is damaged or not a ZIP file: make it again."
_LOCKED = "It is protected by a password: save it without one and load it again."


def open_package(source: BinaryIO, most_entries: int, most_bytes: int) -> zipfile.ZipFile:
    """Open a ZIP whose directory claims no more than that, and whose entries do not overlap.

    Raises UnreadableError, in well under a second, whatever the file would unpack to.
    """
    try:
        package = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise UnreadableError(_DAMAGED) from problem
    entries = package.infolist()
    if len(entries) > most_entries:
        raise UnreadableError(f"It contains {len(entries):,} files, more than {most_entries:,}.")
    total = sum(entry.file_size for entry in entries)
    if total > most_bytes and not any(map(explodes, entries)):
        raise UnreadableError(
            f"It would unpack to {total / 1e6:,.0f} MB, more than {most_bytes / 1e6:,.0f} MB: "
            "split it."
        )
    _refuse_overlap(package, source)
    return package


def explodes(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry claims to be compressed beyond what text ever is."""
    return entry.file_size > RATIO_MATTERS_FROM and entry.file_size > HIGHEST_RATIO * max(
        1, entry.compress_size
    )


def is_link(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a symbolic link rather than a file."""
    return stat.S_ISLNK(entry.external_attr >> 16)


def chunks_of(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry, never more than it claims. Raises UnreadableError when it lies."""
    try:
        with package.open(entry) as opened:
            while chunk := opened.read(BLOCK):
                yield chunk
    except MemoryError:
        raise
    except (NotImplementedError, RuntimeError) as problem:
        raise UnreadableError(
            "It is compressed in a way that cannot be read: pack it again."
        ) from problem
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as problem:
        raise UnreadableError("It is damaged within the archive: pack it again.") from problem
    except Exception as problem:  # zlib.error, LZMAError: each method has its own
        raise UnreadableError("It is damaged within the archive: pack it again.") from problem


def open_document(source: BinaryIO) -> zipfile.ZipFile:
    """Open an office document none of whose parts is a bomb, encrypted, or has a DTD."""
    package = open_package(source, Limits().members, MOST_PARTS_SIZE)
    for entry in package.infolist():
        if entry.flag_bits & 1:
            raise UnreadableError(_LOCKED)
        if explodes(entry):
            raise UnreadableError(
                f"Its part “{entry.filename[:60]}” unpacks to {HIGHEST_RATIO} times its size or "
                "more, which no article does: open it and save it again."
            )
        if entry.filename.lower().endswith((".xml", ".rels")):
            _refuse_dtd(package, entry)
    return package


def _refuse_dtd(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Office programs never write one; what does wants files or memory."""
    before = b""
    for chunk in chunks_of(package, entry):
        plain = (before + chunk).replace(b"\0", b"")
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise UnreadableError(
                "It contains a DTD, which could pull in other files: open it and save it again."
            )
        before = chunk[-40:]


def _refuse_overlap(package: zipfile.ZipFile, source: BinaryIO) -> None:
    spans = sorted(_spans(package, source))
    if any(start < end for (_, end), (start, _) in pairwise(spans)) or (
        spans and spans[-1][1] > package.start_dir
    ):
        raise UnreadableError("Its files overlap each other, as in a ZIP bomb: pack them again.")


def _spans(package: zipfile.ZipFile, source: BinaryIO) -> Iterator[tuple[int, int]]:
    for entry in package.infolist():
        source.seek(entry.header_offset)
        header = source.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise UnreadableError(_DAMAGED)
        _, name, extra = _LOCAL_HEADER.unpack(header)
        start = entry.header_offset
        yield start, start + _LOCAL_HEADER.size + name + extra + entry.compress_size
