"""Scanned issues within an archive: which files are one, by METS files and what they name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import unquote
from zipfile import ZipInfo

from components.corpus.readers.drafts import Member, Note, UnreadableError
from components.corpus.readers.formats.editions.scanned_issue import write_part
from components.text.plural import agree

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_HREF = re.compile(rb"\bhref\s*=\s*[\"']([^\"'<>]{1,500})[\"']")
MOST_OF_METS = 50_000_000
"""Bytes of a METS file: a larger one is left to be refused."""
Chunks = Callable[[ZipInfo], Iterator[bytes]]


@dataclass
class Issues:
    """The issues of an archive, each as one file by the name of its METS file; what is in them."""

    members: dict[str, Member] = field(default_factory=dict)
    inside: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)


def gather_issues(files: Mapping[str, ZipInfo], read: Chunks) -> Issues:
    """The METS files of these, each with the files that it names, in its folder or below it.

    Where none is there, those in the folder above it, as in `METS/` and `ALTO/` side by side. Only
    the start of each XML file is looked at; a page belongs to the nearest METS file. Pictures of
    pages are left out, which is noted.
    """
    roots = {
        name: _root_name(entry, read)
        for name, entry in files.items()
        if name.lower().endswith(".xml")
    }
    issues = Issues()
    records = [name for name, root in roots.items() if root == b"mets"]
    pages = {name for name, root in roots.items() if root == b"alto"}
    free = dict.fromkeys(name for name in files if name in pages or name not in roots)
    deepest_first = sorted(records, key=lambda name: -name.count("/")) if pages else []
    for is_beside, record in product((False, True), deepest_first):
        if record in issues.members:
            continue
        wanted = _named_files(files[record], read)
        folder = _folder(_folder(record)[:-1]) if is_beside else _folder(record)
        own = [name for name in free if name.startswith(folder) and _base(name) in wanted]
        if own_pages := sorted(pages.intersection(own), key=lambda name: wanted[_base(name)]):
            chunks = _join(record, own_pages, files, read)
            issues.members[record] = Member(record, chunks, format="issue")
            issues.inside.update(own)
            free = dict.fromkeys(name for name in free if name not in issues.inside)
    if pictures := len(issues.inside - pages):
        are = agree(pictures, "picture of a page was", "pictures of pages were")
        told = f"{pictures:,} {are} left out: the words are in the scanned issue."
        issues.notes.append(Note(told))
    return issues


def _join(
    record: str, pages: list[str], files: Mapping[str, ZipInfo], read: Chunks
) -> Iterator[bytes]:
    """The bytes of an issue as one file, as its reader takes them."""
    for name in (record, *pages):
        yield write_part(name, files[name].file_size)
        yield from read(files[name])


def _root_name(entry: ZipInfo, read: Chunks) -> bytes:
    """The name of the root; "" for what is damaged, of which its own reader will tell."""
    try:
        found = _ROOT.search(next(read(entry), b""))
    except UnreadableError:
        return b""
    return found[1].lower() if found else b""


def _named_files(entry: ZipInfo, read: Chunks) -> dict[str, int]:
    """The names of the files that a METS file points to, with their places in it."""
    if entry.file_size > MOST_OF_METS:
        return {}
    try:
        record = b"".join(read(entry))
    except UnreadableError:
        return {}
    found = (_base(unquote(name.decode("utf-8", "replace"))) for name in _HREF.findall(record))
    return {name: place for place, name in enumerate(dict.fromkeys(found))}


def _folder(name: str) -> str:
    """The folder of a file with the slash behind it, "" for none."""
    return name[: name.rfind("/") + 1]


def _base(name: str) -> str:
    return posixpath.basename(name.replace("\\", "/")).casefold()
