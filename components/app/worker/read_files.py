"""Waiting files become articles: as a stream, so that a file may be larger than the memory."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from typing import Any, BinaryIO

from components.app.worker.folder import FOLDER_BATCH
from components.corpus.article import Article, Rejection
from components.corpus.readers import propose_columns, read_many
from components.corpus.readers.drafts import Note
from components.corpus.store import Store
from components.corpus.taking import Upload

# Kept at once, whichever comes first: articles, their characters, seconds since the last time.
ARTICLES_AT_ONCE, CHARACTERS_AT_ONCE, SECONDS_AT_ONCE = 200, 4_000_000, 2.0
TOLD_AT_MOST = 30


def read_next(store: Store, worker: str) -> bool:
    """Read the next waiting file into the library, or find that an analyst has to help first."""
    upload = store.uploads.claim(worker)
    if upload is None:
        return False
    with store.uploads.open(upload.sha256) as file:
        question = _find_question(upload, file)
        if question:
            store.uploads.ask(upload.id, question)
        else:
            _read(store, worker, upload, file)
    return True


def _find_question(upload: Upload, file: BinaryIO) -> dict[str, Any]:
    """What an analyst has to see to say which column of a table has the texts; empty if nothing."""
    if upload.columns is not None:
        return {}
    columns = propose_columns(upload.name, file)
    return {} if columns.is_certain or "text" not in columns.fields else asdict(columns)


def _read(store: Store, worker: str, upload: Upload, file: BinaryIO) -> None:
    taken = _Taken()
    with closing(read_many(upload.name, file, columns=upload.columns)) as reading:
        for found in reading:
            taken.take(upload.name, found)
            if not taken.is_due():
                continue
            if store.uploads.keep(upload.id, worker, taken.hand_over()) is None:
                return
    articles = taken.articles
    if upload.batch == FOLDER_BATCH and taken.is_single():
        articles = [replace(articles[0], place=upload.name)]
    store.uploads.finish(upload.id, articles, taken.told, taken.more)


@dataclass
class _Taken:
    """What was read and is not kept yet, and what is to be told at the end."""

    articles: list[Article] = field(default_factory=list)
    told: list[Rejection] = field(default_factory=list)
    more: int = 0
    kept: int = 0
    characters: int = 0
    since: float = field(default_factory=time.monotonic)

    def take(self, name: str, found: Article | Rejection | Note) -> None:
        if isinstance(found, Article):
            self.articles.append(found)
            self.characters += len(found.text)
        elif len(self.told) < TOLD_AT_MOST:
            told = Rejection(name, found.sentence) if isinstance(found, Note) else found
            self.told.append(told)
        else:
            self.more += 1

    def is_due(self) -> bool:
        full = len(self.articles) >= ARTICLES_AT_ONCE or self.characters >= CHARACTERS_AT_ONCE
        return full or time.monotonic() - self.since > SECONDS_AT_ONCE

    def is_single(self) -> bool:
        """Whether there was one article and no more up to now."""
        return len(self.articles) == 1 and not self.kept

    def hand_over(self) -> list[Article]:
        """What is to be kept now: of a single article it is not known yet what it is."""
        self.since = time.monotonic()
        if self.is_single():
            return []
        articles, self.articles, self.characters = self.articles, [], 0
        self.kept += len(articles)
        return articles
