"""ZIP archives: each file in them, or why it is not taken."""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO

from components.corpus.readers.formats.zip_files import (
    HIGHEST_RATIO,
    chunks_of,
    explodes,
    is_link,
    is_litter,
    open_package,
    refuse_path,
)
from components.corpus.readers.sandbox.protocol import Limits
from components.corpus.readers.shaping.drafts import Member, Parts, Refused


def stream(source: BinaryIO, limits: Limits) -> Parts:
    """Its files in their order. Directories and what systems leave behind are passed over."""
    package = open_package(source, limits.members, limits.unpacked)
    for entry in package.infolist():
        name = _name(entry)
        if entry.is_dir() or is_litter(name):
            continue
        problem = _refuse(entry, name)
        yield Refused(problem, name) if problem else Member(name, chunks_of(package, entry))


def _refuse(entry: zipfile.ZipInfo, name: str) -> str:
    if problem := refuse_path(name):
        return problem
    if is_link(entry):
        return "It is a link to another file, not a file: pack the file itself."
    if entry.flag_bits & 1:
        return "It is protected by a password: pack it without one."
    if explodes(entry):
        return (
            f"It would unpack to {entry.file_size / 1e6:,.0f} MB, more than {HIGHEST_RATIO} "
            "times its size, as a ZIP bomb does: load it unpacked."
        )
    return ""


def _name(entry: zipfile.ZipInfo) -> str:
    """The name, in UTF-8 where the archive wrote that without saying so."""
    name = entry.orig_filename
    if entry.flag_bits & 0x800 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _sample() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Some text.")
    return packed.getvalue()


SAMPLE = _sample()
