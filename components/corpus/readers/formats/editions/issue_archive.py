"""Scanned issues within an archive: which files are one, by METS files and what they name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote
from zipfile import ZipInfo

from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.formats.editions.scanned_issue import write_part

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_HREF = re.compile(rb"\bhref\s*=\s*[\"']([^\"'<>]{1,500})[\"']")
MOST_OF_METS = 50_000_000
"""Bytes of a METS file: a larger one is left to be refused."""
Chunks = Callable[[ZipInfo], Iterator[bytes]]


def find_issues(files: Mapping[str, ZipInfo], read: Chunks) -> dict[str, list[str]]:
    """For each METS file of these the pages (ALTO) that it names, in its folder or below it.

    Only the start of each XML file is looked at; a page belongs to the nearest METS file.
    """
    roots = {
        name: _root_name(entry, read)
        for name, entry in files.items()
        if name.lower().endswith(".xml")
    }
    pages = [name for name, root in roots.items() if root == b"alto"]
    records = [name for name, root in roots.items() if root == b"mets"]
    issues: dict[str, list[str]] = {}
    free = dict.fromkeys(pages)
    for record in sorted(records, key=lambda name: -name.count("/")) if pages else ():
        wanted = _named_files(files[record], read)
        folder = record[: record.rfind("/") + 1]
        own = [page for page in free if page.startswith(folder) and _base(page) in wanted]
        if own:
            issues[record] = sorted(own, key=lambda page: wanted[_base(page)])
            free = {page: None for page in free if page not in set(own)}
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
