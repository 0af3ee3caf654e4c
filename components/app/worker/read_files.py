"""Queued files become articles: read as streams, so that a file may be larger than the memory."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Any, BinaryIO

from components.app.worker.delays import delay, describe_fault, relieve
from components.app.worker.folder import FOLDER_BATCH
from components.corpus.article import Article, Fault, Rejection
from components.corpus.database.errors import LibraryError
from components.corpus.queue.leases import Upload
from components.corpus.queue.store_articles import Filled
from components.corpus.queue.understanding import Understanding, find_basis
from components.corpus.readers import Found, Table, propose_columns, read_many, read_together
from components.corpus.readers.drafts import Kind, Note
from components.corpus.readers.sandbox.client import MOST_CHILDREN
from components.corpus.store import Store

# Kept at once, whichever comes first: articles, their characters, seconds since the last time.
ARTICLES_AT_ONCE, CHARACTERS_AT_ONCE, SECONDS_AT_ONCE = 200, 4_000_000, 2.0
# Files that are read at once, and the bytes of one.
FILES_AT_ONCE, SMALL = 50, 64_000
TOLD_AT_MOST = 30
ASIDE = "It needs your decision about its columns; it is in the list as a file of its own."
# Libraries, each with a large file that is being read: a child waits for each, but not the last.
MOST_BEGUN = MOST_CHILDREN - 1

_begun: dict[Store, Iterator[None]] = {}


def read_next(store: Store, worker: str) -> bool:
    """Read a part of the queue, as much as one transaction stores; returns False when it is empty.

    Goes on with the file that was begun, else takes the next one, or several when they are small. A
    table whose columns are unclear waits until an analyst has said which is which.
    """
    reading = _begun.pop(store, None)
    if reading is None:
        # What is held and not being read was broken off, and the library could not be told.
        store.uploads.give_back(worker)
        claimed = store.uploads.claim_some(worker, FILES_AT_ONCE, SMALL)
        if not claimed:
            return False
        reading = _read_or_delay(store, worker, claimed)
    for _ in reading:
        if len(_begun) < MOST_BEGUN:
            _begun[store] = reading
            break
    return True


def _read_or_delay(store: Store, worker: str, claimed: list[Upload]) -> Iterator[None]:
    """Read the claimed files; when a fault of ours stops it, delay them and raise the fault."""
    try:
        yield from _read(store, worker, claimed)
    except Exception as problem:
        with suppress(LibraryError):
            delay(store, worker, claimed, describe_fault(problem))
        raise


def _read(store: Store, worker: str, claimed: list[Upload]) -> Iterator[None]:
    """Read the claimed files; yields after each part of a large file that was stored."""
    ended = _Ended(store, worker, claimed)
    if len(claimed) > 1:
        claimed = _read_short(store, ended, claimed)
    for upload in claimed:
        ended.hand_over_when_due()
        with store.uploads.open(upload.sha256) as file:
            yield from _read_one(store, worker, ended, upload, file)
    ended.hand_over()


def _read_short(store: Store, ended: _Ended, claimed: list[Upload]) -> list[Upload]:
    """Read the short texts among these together; returns the other files."""
    data = store.uploads.contents(upload.sha256 for upload in claimed)
    # One that was answered on is read by itself.
    asked = [
        (one.name, data.get(one.sha256, b"") if one.columns is None else b"") for one in claimed
    ]
    read = read_together(asked)
    for upload, found in zip(claimed, read, strict=True):
        if found is not None:
            taken = _Taken()
            for one in found:
                taken.take(upload.name, one)
            ended.take(upload, taken)
    return [upload for upload, found in zip(claimed, read, strict=True) if found is None]


def _read_one(
    store: Store, worker: str, ended: _Ended, upload: Upload, file: BinaryIO
) -> Iterator[None]:
    columns = propose_columns(upload.name, file, answer=upload.columns or {})
    if columns.are_open and "text" not in (upload.columns or {}):
        store.uploads.ask(upload.id, asdict(columns))
        return
    taken = _Taken(columns=asdict(columns) if columns.names else {})
    with closing(read_many(upload.name, file, columns=upload.columns)) as reading:
        for found in reading:
            if isinstance(found, Table) and not _ask_within(store, upload, found):
                return
            taken.take(upload.name, found)
            if not taken.is_due():
                continue
            ended.hand_over()
            if store.uploads.keep(upload.id, worker, taken.hand_over()) is None:
                return
            yield
    if taken.fault == "file":
        ended.take(upload, taken)
    elif store.uploads.keep(upload.id, worker, taken.articles) is not None:
        delay(store, worker, [upload], taken.why, counts=taken.fault == "unknown")


def _ask_within(store: Store, upload: Upload, table: Table) -> bool:
    """Queue a table of a file by itself with its question; False when the file was cancelled."""
    return store.uploads.ask_within(upload, table.name, table.content.file, asdict(table.columns))


class _Ended:
    """Files that were read to their end and are not stored yet.

    They are stored together: a transaction for each would take longer than to read it.
    """

    def __init__(self, store: Store, worker: str, claimed: list[Upload]) -> None:
        self._store = store
        self._uploads = store.uploads
        self._worker = worker
        self._left = [upload.id for upload in claimed]
        self._filled: list[Filled] = []
        self._characters = 0
        self._since = time.monotonic()

    def take(self, upload: Upload, taken: _Taken) -> None:
        """Hold what is left of a file until it is stored."""
        articles = taken.articles
        if upload.batch == FOLDER_BATCH and taken.is_single():
            articles = [replace(articles[0], place=upload.name)]
        told, understood = taken.told, taken.understand()
        self._filled.append(Filled(upload.id, articles, told, taken.more, taken.aside, understood))
        self._characters += taken.characters

    def hand_over_when_due(self) -> None:
        """Store what has become much or old, and renew the leases of the other files."""
        is_old = time.monotonic() - self._since > SECONDS_AT_ONCE
        if is_old or self._characters > CHARACTERS_AT_ONCE:
            self.hand_over()
            self._uploads.renew(self._left, self._worker)

    def hand_over(self) -> None:
        """Store all that is held."""
        if self._filled:
            self._uploads.finish_some(self._filled)
            relieve(self._store, [file.upload for file in self._filled])
        done = {file.upload for file in self._filled}
        self._left = [upload for upload in self._left if upload not in done]
        self._filled, self._characters, self._since = [], 0, time.monotonic()


@dataclass
class _Taken:
    """Articles that were read and are not stored yet, and what is reported at the end.

    `more` counts rejections over `TOLD_AT_MOST`, `aside` tables that wait by themselves, `kept` the
    articles stored before. `fault` is that of a part worth reading again, `why` its reason. `days`
    counts all articles by what their day rests on, `left_out` are those told that are refusals.
    """

    articles: list[Article] = field(default_factory=list)
    told: list[Rejection] = field(default_factory=list)
    more: int = 0
    aside: int = 0
    fault: Fault = "file"
    why: str = ""
    columns: Mapping[str, Any] = field(default_factory=dict)
    kind: Kind = field(default_factory=lambda: Kind(""))
    days: Counter[str] = field(default_factory=Counter)
    left_out: list[Rejection] = field(default_factory=list)
    kept: int = 0
    characters: int = 0
    since: float = field(default_factory=time.monotonic)

    def take(self, name: str, found: Found) -> None:
        if isinstance(found, Article):
            self.articles.append(found)
            self.characters += len(found.text)
            self.days[find_basis(found)] += 1
            return
        if isinstance(found, Kind):
            self.kind = found
            return
        self.aside += isinstance(found, Table)
        if isinstance(found, Rejection) and found.fault != "file" and self.fault != "program":
            self.fault = found.fault
            self.why = found.reason if found.name == name else f"{found.name}: {found.reason}"
        if len(self.told) == TOLD_AT_MOST:
            self.more += 1
        elif isinstance(found, Table):
            self.told.append(Rejection(found.name, ASIDE))
        elif isinstance(found, Note):
            self.told.append(Rejection(name, found.sentence))
        else:
            self.told.append(found)
            self.left_out.append(found)

    def understand(self) -> Understanding:
        """What the file was taken for, as far as it was read."""
        return Understanding(
            self.kind.title,
            self.kind.format,
            self.kind.parts,
            articles=self.days.total(),
            days=dict(self.days),
            left_out=tuple((one.name, one.reason) for one in self.left_out),
            notes=tuple((o.name, o.reason) for o in self.told if o not in self.left_out),
            more=self.more,
            columns=self.columns,
            references=self.kind.references,
        )

    def is_due(self) -> bool:
        full = len(self.articles) >= ARTICLES_AT_ONCE or self.characters >= CHARACTERS_AT_ONCE
        return full or time.monotonic() - self.since > SECONDS_AT_ONCE

    def is_single(self) -> bool:
        """Whether there was one article and no more up to now."""
        return len(self.articles) == 1 and not self.kept

    def hand_over(self) -> list[Article]:
        """The articles to store now; none while there is only one, whose place is not known."""
        self.since = time.monotonic()
        if self.is_single():
            return []
        articles, self.articles, self.characters = self.articles, [], 0
        self.kept += len(articles)
        return articles
