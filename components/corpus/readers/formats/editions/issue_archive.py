"""Scanned issues within an archive: which files are one, by METS files and what they name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from zipfile import ZipInfo

from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.formats.editions.scanned_issue import write_part

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_HREF = re.compile(rb"\bhref\s*=\s*[\"']([^\"'<>]{1,500})[\"']")
MOST_OF_METS = 50_000_000
"""Bytes of a METS file: a larger one is left to be refused."""
Chunks = Callable[[ZipInfo], Iterator[bytes]]


@dataclass(frozen=True)
class IssueFiles:
    """The pages (ALTO) of an issue in their order, and the pictures of them that it names."""

    pages: list[str]
    pictures: list[str]


def find_issues(files: Mapping[str, ZipInfo], read: Chunks) -> dict[str, IssueFiles]:
    """For each METS file of these the files that it names, in its folder or below it.

    Only the start of each XML file is looked at; a page belongs to the nearest METS file.
    """
    roots = {
        name: _root_name(entry, read)
        for name, entry in files.items()
        if name.lower().endswith(".xml")
    }
    pages = [name for name, root in roots.items() if root == b"alto"]
    records = [name for name, root in roots.items() if root == b"mets"]
    issues: dict[str, IssueFiles] = {}
    free = dict.fromkeys([*pages, *(name for name in files if name not in roots)])
    for record in sorted(records, key=lambda name: -name.count("/")) if pages else ():
        wanted = _named_files(files[record], read)
        folder = record[: record.rfind("/") + 1]
        own = [name for name in free if name.startswith(folder) and _base(name) in wanted]
        if own_pages := [name for name in own if name in roots]:
            in_order = sorted(own_pages, key=lambda name: wanted[_base(name)])
            issues[record] = IssueFiles(in_order, [name for name in own if name not in roots])
            for name in own:
                del free[name]
    return issues


def join_issue(
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


def _base(name: str) -> str:
    return posixpath.basename(name.replace("\\", "/")).casefold()
