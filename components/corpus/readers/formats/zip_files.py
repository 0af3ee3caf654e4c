"""ZIP files from strangers: checked by their directory before anything is inflated."""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from components.corpus.readers.sandbox.protocol import Limits
from components.corpus.readers.shaping.drafts import UnreadableError

LONGEST_NAME = 120
DEEPEST = 8


def show_name(name: str) -> str:
    """A file's own name, fit to be shown: no folders, controls or bidi marks, not overlong."""
    return _show_part(_parts(name)[-1])


def show_path(name: str) -> str:
    """The same with the folders above it, the innermost eight of them."""
    shown = [_show_part(part) for part in _parts(name)[-DEEPEST:] if part not in ("", ".", "..")]
    return "/".join(shown) or "unnamed"


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").replace("\0", "").rstrip("/").split("/")


def _show_part(part: str) -> str:
    short = part if len(part) < 1_000 else part[:500] + part[-500:]
    plain = short.encode("utf-8", "replace").decode("utf-8")
    composed = unicodedata.normalize("NFC", plain)
    visible = "".join(c for c in composed if unicodedata.category(c)[0] != "C").strip()
    if len(visible) > LONGEST_NAME:
        visible = f"{visible[: LONGEST_NAME - 20]}…{visible[-18:]}"
    return visible or "unnamed"


_DRIVE = re.compile(r"[A-Za-z]:")
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def refuse_path(name: str) -> str:
    """Why a file of this name is not taken: it reaches out of its archive; "" when it does not."""
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path):
        return "Its name is an absolute path, which points outside the archive: rename it."
    if ".." in path.split("/"):
        return "Its name points outside the archive with “..”: rename it."
    if "\0" in path:
        return "Its name contains a NUL character: rename it."
    return ""


def is_litter(name: str) -> bool:
    """Whether a file was left there by the system that packed the archive."""
    parts = name.split("/")
    return any(part in _LITTER for part in parts) or parts[-1].startswith("._")


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
