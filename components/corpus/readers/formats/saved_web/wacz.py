"""Web archives as one file for readers (WACZ): a ZIP with WARC files and a list of their pages."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO, cast
from urllib.parse import urljoin

from components.corpus.readers.drafts import Note, Reader, Results, UnreadableError
from components.corpus.readers.formats.archives import is_bomb, open_package
from components.corpus.readers.formats.saved_web.page_names import address_key
from components.corpus.readers.formats.warc import WARC, is_page, read_records
from components.corpus.readers.sandbox.limits import Limits
from components.text.plural import agree

_WARCS = (".warc", ".warc.gz", ".arc", ".arc.gz")
_MOST_LISTED, _LONGEST_LINE = 100_000, 5_000_000


class _Wanted:
    """Which records are taken: pages that are listed, each once; without a list all of them."""

    def __init__(self, listed: set[str]) -> None:
        self.listed = listed
        self.taken: Counter[str] = Counter()
        self.others: set[str] = set()
        self._leads_to: dict[str, str] = {}

    def choose(self, record: Any, url: str) -> bool:
        key = address_key(url)
        key = self._leads_to.get(key, key)
        if self.listed and key not in self.listed:
            if is_page(record):
                self.others.add(key)
            return False
        if not is_page(record):
            self._follow(record, url, key)
            return False
        self.taken[key] += 1
        return self.taken[key] == 1

    def _follow(self, record: Any, url: str, key: str) -> None:
        """Remember where the server sent those who asked for a page that is listed."""
        headers = record.http_headers if record.rec_type == "response" else None
        if headers is None or not str(headers.get_statuscode()).startswith("3"):
            return
        place = str(headers.get_header("Location") or "")
        if place and len(self._leads_to) < _MOST_LISTED:
            self._leads_to[address_key(urljoin(url, place))] = key


def read_wacz(stream: BinaryIO, limits: Limits) -> Results:
    """The pages that the archive lists, each once; all its pages where it has no list.

    Indexes and what belongs to the pages are left out. Raises UnreadableError when no page is in
    it.
    """
    package = open_package(stream, limits.members, limits.unpacked)
    entries = [entry for entry in package.infolist() if not (entry.is_dir() or is_bomb(entry))]
    wanted = _Wanted({address_key(url) for url in _listed_pages(package, entries)})
    for entry in entries:
        if entry.filename.lower().endswith(_WARCS):
            with _open(package, entry) as opened:
                before = len(wanted.taken)
                yield from read_records(opened, limits, wanted.choose, before)
    if not wanted.taken:
        raise UnreadableError("There is no web page in it.")
    if missing := len(wanted.listed - wanted.taken.keys()):
        what = agree(missing, "page that the archive lists is", "pages that the archive lists are")
        yield Note(f"{missing:,} {what} not in it as a web page.")
    if others := len(wanted.others):
        what = agree(others, "page that belongs to others was", "pages that belong to others were")
        yield Note(f"{others:,} {what} left out: the list of the archive does not have it.")


def _open(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> BinaryIO:
    try:
        return cast(BinaryIO, package.open(entry))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as problem:
        raise UnreadableError("It is damaged or not a web archive.") from problem


def _listed_pages(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Addresses of the lists in `pages/`; the first line of each list is its header."""
    lists = [e for e in entries if e.filename.startswith("pages/") and e.filename.endswith("jsonl")]
    for entry in lists:
        with _open(package, entry) as opened:
            for line in islice(_lines(opened), _MOST_LISTED):
                if url := _address(line):
                    yield url


def _lines(opened: BinaryIO) -> Iterator[bytes]:
    try:
        while line := opened.readline(_LONGEST_LINE):
            yield line
    except (zipfile.BadZipFile, EOFError, zlib.error) as problem:
        raise UnreadableError("Its list of pages is damaged: download it again.") from problem


def _address(line: bytes) -> str:
    try:
        stated = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    url = stated.get("url") if isinstance(stated, dict) else None
    return url if isinstance(url, str) and url.startswith("http") else ""


def _make_sample() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("archive/data.warc", WARC.sample())
        archive.writestr("pages/pages.jsonl", '{"url": "https://example.org/"}\n')
    return packed.getvalue()


WACZ = Reader(_make_sample, stream=read_wacz)
