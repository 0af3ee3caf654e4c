"""Scanned issues within an archive: which files are one, by METS files and what they name."""

from __future__ import annotations

import posixpath
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import IO
from urllib.parse import unquote

from components.corpus.readers.detect_format import format_of
from components.corpus.readers.drafts import Kind, Member, Note, Refused, Results, UnreadableError
from components.corpus.readers.formats.editions.scanned_issue import write_part
from components.corpus.readers.formats.entry_names import is_litter, refuse_path
from components.text.plural import agree

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_HREF = re.compile(rb"\bhref\s*=\s*[\"']([^\"'<>]{1,500})[\"']")
MOST_OF_METS = 50_000_000
"""Bytes of a METS file: a larger one is left to be refused."""
Chunks = Callable[[str], Iterator[bytes]]
"""Gives the bytes of a file by its name."""


@dataclass
class Issues:
    """The issues of an archive, each as one file by the name of its METS file; what is in them."""

    members: dict[str, Member] = field(default_factory=dict)
    inside: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)


def gather_issues(sizes: Mapping[str, int], read: Chunks) -> Issues:
    """The METS files of these, each with the files that it names, in its folder or below it.

    `sizes` are their bytes by name. Where none is there, those in the folder above it, as in
    `METS/` and `ALTO/` side by side. Only the start of each XML file is looked at; a page belongs
    to the nearest METS file. Pictures of pages are left out, which is noted.
    """
    roots = {name: root_name(read(name)) for name in sizes if name.lower().endswith(".xml")}
    issues = Issues()
    records = [name for name, root in roots.items() if root == b"mets"]
    pages = {name for name, root in roots.items() if root == b"alto"}
    free = dict.fromkeys(name for name in sizes if name in pages or name not in roots)
    deepest_first = sorted(records, key=lambda name: -name.count("/")) if pages else []
    for is_beside, record in product((False, True), deepest_first):
        if record in issues.members:
            continue
        wanted = _named_files(record, sizes[record], read)
        folder = _folder(_folder(record)[:-1]) if is_beside else _folder(record)
        own = [name for name in free if name.startswith(folder) and _base(name) in wanted]
        if own_pages := sorted(pages.intersection(own), key=lambda name: wanted[_base(name)]):
            chunks = _join(record, own_pages, sizes, read)
            issues.members[record] = Member(record, chunks, format="issue")
            issues.inside.update(own)
            free = dict.fromkeys(name for name in free if name not in issues.inside)
    if pictures := len(issues.inside - pages):
        are = agree(pictures, "picture of a page was", "pictures of pages were")
        told = f"{pictures:,} {are} left out: the words are in the scanned issue."
        issues.notes.append(Note(told))
    return issues


def _join(record: str, pages: list[str], sizes: Mapping[str, int], read: Chunks) -> Iterator[bytes]:
    """The bytes of an issue as one file, as its reader takes them."""
    for name in (record, *pages):
        yield write_part(name, sizes[name])
        yield from read(name)


def root_name(chunks: Iterator[bytes]) -> bytes:
    """The name of the root; "" for what is damaged, of which its own reader will tell."""
    try:
        found = _ROOT.search(next(chunks, b""))
    except UnreadableError:
        return b""
    return found[1].lower() if found else b""


def _named_files(name: str, size: int, read: Chunks) -> dict[str, int]:
    """The names of the files that a METS file points to, with their places in it."""
    if size > MOST_OF_METS:
        return {}
    try:
        record = b"".join(read(name))
    except UnreadableError:
        return {}
    found = (_base(unquote(one.decode("utf-8", "replace"))) for one in _HREF.findall(record))
    return {name: place for place, name in enumerate(dict.fromkeys(found))}


def _folder(name: str) -> str:
    """The folder of a file with the slash behind it, "" for none."""
    return name[: name.rfind("/") + 1]


def _base(name: str) -> str:
    return posixpath.basename(name.replace("\\", "/")).casefold()


Entries = Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]
_BLOCK = 1 << 16
_DAMAGES = (tarfile.TarError, EOFError, OSError, ValueError, zlib.error)


def has_texts(name: str) -> bool:
    """Whether a file of this name is no list of references."""
    chosen = format_of(name.lower())
    return chosen is None or chosen.key != "references"


def needs_order(walk: Callable[[], Entries]) -> bool:
    """Whether a TAR has a list of references, or METS and ALTO, so that its order matters.

    `walk` goes through its entries. Of one that is damaged or too large the order does not matter:
    then it is read as far as it goes.
    """
    roots: set[bytes] = set()
    try:
        for archive, entry in walk():
            if not has_texts(entry.name):
                return True
            opened = archive.extractfile(entry) if _is_xml(entry) else None
            if opened is not None:
                roots.add(root_name(iter([opened.read(_BLOCK)])))
    except (*_DAMAGES, UnreadableError):
        return False
    return {b"mets", b"alto"} <= roots


def _is_safe(name: str) -> bool:
    return not (is_litter(name) or refuse_path(name))


def _is_xml(entry: tarfile.TarInfo) -> bool:
    return entry.isreg() and entry.name.lower().endswith(".xml")


def take_tar(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Results:
    """A file of a TAR, or why it is not taken; nothing for what systems leave behind."""
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
    try:
        while chunk := opened.read(_BLOCK):
            yield chunk
    except _DAMAGES as problem:
        raise UnreadableError("It is damaged within the archive: pack it again.") from problem


def take_in_order(archive: tarfile.TarFile) -> Results:
    """The files of a TAR: lists of references first, an issue as one file."""
    entries = sorted(archive.getmembers(), key=lambda entry: has_texts(entry.name))
    files = {entry.name: entry for entry in entries if entry.isreg() and _is_safe(entry.name)}

    def read(name: str) -> Iterator[bytes]:
        if opened := archive.extractfile(files[name]):
            yield from _chunks(opened)

    issues = gather_issues({name: entry.size for name, entry in files.items()}, read)
    if issues.members:
        yield Kind("a scanned issue (METS/ALTO)")
    for entry in entries:
        if entry.name in issues.members:
            yield issues.members[entry.name]
        elif entry.name not in issues.inside:
            yield from take_tar(archive, entry)
    yield from issues.notes
