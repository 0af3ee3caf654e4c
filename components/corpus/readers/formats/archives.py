"""Archives (ZIP, TAR, GZIP): each file in them, or why it is not taken.

A ZIP file, which office documents are too, is checked by its directory before anything is inflated.
"""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import BinaryIO

from components.corpus.readers.drafts import (
    Kind,
    Member,
    Note,
    Reader,
    Refused,
    Results,
    UnreadableError,
)
from components.corpus.readers.formats.editions.issue_archive import (
    gather_issues,
    has_texts,
    needs_order,
    take_in_order,
    take_tar,
)
from components.corpus.readers.formats.entry_names import is_litter, refuse_path
from components.corpus.readers.formats.saved_web.page_folders import find_page_parts
from components.corpus.readers.sandbox.limits import Limits
from components.text.plural import agree

HIGHEST_RATIO = 200
RATIO_MATTERS_FROM = 5 << 20
"""Bytes: 747 office files of strangers stay below the ratio, or below this size."""
BLOCK = 1 << 16
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_DAMAGED = "It is damaged or not a ZIP file: make it again."


def read_zip(stream: BinaryIO, limits: Limits) -> Results:
    """The files of a ZIP in their order, without directories and what systems leave behind.

    Lists of references come first, for the texts that they are about. What a browser saved beside a
    page is left out, with a note. The files of a scanned issue (METS and ALTO) are one file, at the
    place of the METS file.
    """
    package = open_package(stream, limits.members, limits.unpacked)
    listed = sorted(package.infolist(), key=lambda entry: has_texts(entry.filename))
    entries = ((_entry_name(entry), entry) for entry in listed if not entry.is_dir())
    named = [(name, entry) for name, entry in entries if not is_litter(name)]
    parts = find_page_parts(name for name, _ in named)
    named = [(name, entry) for name, entry in named if name not in parts]
    problems = {entry: problem for name, entry in named if (problem := _refuse_entry(entry, name))}
    files = {name: entry for name, entry in named if entry not in problems}
    sizes = {name: entry.file_size for name, entry in files.items()}
    issues = gather_issues(sizes, lambda name: read_chunks(package, files[name]))
    if issues.members:
        yield Kind("a scanned issue (METS/ALTO)")
    for name, entry in named:
        if entry in problems:
            yield Refused(problems[entry], name)
        elif name not in issues.inside:
            yield issues.members.get(name) or Member(name, read_chunks(package, entry))
    if parts:
        one = "file in it belongs to a saved web page and was"
        many = "files in it belong to saved web pages and were"
        yield Note(f"{len(parts):,} {agree(len(parts), one, many)} left out.")
    yield from issues.notes


def _refuse_entry(entry: zipfile.ZipInfo, name: str) -> str:
    if problem := refuse_path(name):
        return problem
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "It is a link to another file, not a file: pack the file itself."
    if entry.flag_bits & 1:
        return "It is protected by a password: pack it without one."
    if is_bomb(entry):
        return (
            f"It would unpack to {entry.file_size / 1e6:,.0f} MB, more than {HIGHEST_RATIO} "
            "times its size, as a ZIP bomb does: load it unpacked."
        )
    return ""


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name, in UTF-8 where the archive wrote that without saying so."""
    name = entry.orig_filename
    if entry.flag_bits & 0x800 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _make_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Some text.")
    return packed.getvalue()


def read_tar(stream: BinaryIO, limits: Limits) -> Results:
    """The files of a TAR in their order; nothing is unpacked that is not taken.

    Lists of references and scanned issues are taken as from a ZIP. Raises UnreadableError at the
    place where it is damaged or grows beyond the limits.
    """
    most = _bound(stream, limits)
    try:
        if needs_order(partial(_open_tar, stream, most, limits)):
            stream.seek(0)
            with tarfile.open(fileobj=stream, mode="r:*") as archive:
                yield from take_in_order(archive)
            return
        for archive, entry in _open_tar(stream, most, limits):
            yield from take_tar(archive, entry)
    except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error) as problem:
        raise UnreadableError("It is damaged or not a TAR file: pack it again.") from problem


def _open_tar(
    stream: BinaryIO, most: int, limits: Limits
) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """Each entry, with the archive from which it can be read before the next is asked for."""
    stream.seek(0)
    with tarfile.open(fileobj=stream, mode="r|*") as archive:
        for number, entry in enumerate(archive, 1):
            if number > limits.members:
                raise UnreadableError(f"It contains more than {limits.members:,} files: split it.")
            if entry.offset_data + entry.size > most:
                raise UnreadableError(_too_large(most))
            yield archive, entry


def _make_tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return packed.getvalue()


def read_gzip(stream: BinaryIO, limits: Limits) -> Results:
    """The file in a GZIP, whose name is that of the archive without its last ending."""
    yield Member("", _gzip_chunks(stream, _bound(stream, limits)))


def _gzip_chunks(stream: BinaryIO, most: int) -> Iterator[bytes]:
    taken = 0
    try:
        with gzip.GzipFile(fileobj=stream) as opened:
            while chunk := opened.read(BLOCK):
                taken += len(chunk)
                if taken > most:
                    raise UnreadableError(_too_large(most))
                yield chunk
    except (OSError, EOFError, zlib.error) as problem:
        raise UnreadableError("It is damaged or not a GZIP file: pack it again.") from problem


def _bound(stream: BinaryIO, limits: Limits) -> int:
    """The bytes that a compressed file may unpack to, by its size and the limits."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return min(limits.unpacked, max(RATIO_MATTERS_FROM, HIGHEST_RATIO * size))


def _too_large(most: int) -> str:
    return f"It would unpack to more than {most / 1e6:,.0f} MB: split it."


def open_package(stream: BinaryIO, most_entries: int, most_bytes: int) -> zipfile.ZipFile:
    """Open a ZIP whose directory claims no more than that, and whose entries do not overlap.

    Raises UnreadableError, in well under a second, whatever the file would unpack to.
    """
    try:
        package = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise UnreadableError(_DAMAGED) from problem
    entries = package.infolist()
    if len(entries) > most_entries:
        raise UnreadableError(f"It contains {len(entries):,} files, more than {most_entries:,}.")
    total = sum(entry.file_size for entry in entries)
    if total > most_bytes and not any(map(is_bomb, entries)):
        raise UnreadableError(
            f"It would unpack to {total / 1e6:,.0f} MB, more than {most_bytes / 1e6:,.0f} MB: "
            "split it."
        )
    _refuse_overlap(package, stream)
    return package


def is_bomb(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry claims to be compressed beyond what text ever is."""
    most = max(RATIO_MATTERS_FROM, HIGHEST_RATIO * max(1, entry.compress_size))
    return entry.file_size > most


def read_chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry, never more than it claims. Raises UnreadableError when it lies."""
    try:
        with package.open(entry) as opened:
            while chunk := opened.read(BLOCK):
                yield chunk
    except MemoryError:
        raise
    except (NotImplementedError, RuntimeError) as problem:
        unknown = "It is compressed in a way that cannot be read: pack it again."
        raise UnreadableError(unknown) from problem
    except Exception as problem:  # BadZipFile, zlib.error, LZMAError: each method has its own
        raise UnreadableError("It is damaged within the archive: pack it again.") from problem


def _refuse_overlap(package: zipfile.ZipFile, stream: BinaryIO) -> None:
    extents = sorted(_find_extents(package, stream))
    overlap = any(start < end for (_, end), (start, _) in pairwise(extents))
    if overlap or (extents and extents[-1][1] > package.start_dir):
        raise UnreadableError("Its files overlap each other, as in a ZIP bomb: pack them again.")


def _find_extents(package: zipfile.ZipFile, stream: BinaryIO) -> Iterator[tuple[int, int]]:
    for entry in package.infolist():
        # Before the start of the file, when the directory is not as long as it says.
        if entry.header_offset < 0:
            raise UnreadableError(_DAMAGED)
        stream.seek(entry.header_offset)
        header = stream.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise UnreadableError(_DAMAGED)
        _, name, extra = _LOCAL_HEADER.unpack(header)
        start = entry.header_offset
        yield start, start + _LOCAL_HEADER.size + name + extra + entry.compress_size


ZIP = Reader(_make_zip, stream=read_zip)
TAR = Reader(_make_tar, stream=read_tar)
GZIP = Reader(lambda: gzip.compress(b"Some text."), stream=read_gzip)
