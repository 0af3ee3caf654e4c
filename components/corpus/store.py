"""The library: articles, their originals, their history. Every change is a whole transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, select

from components.corpus import history
from components.corpus.annotations.article_notes import Notes
from components.corpus.annotations.tags_and_verdicts import Tags, Verdicts
from components.corpus.article import Article
from components.corpus.database.connection import Database, lock_counter
from components.corpus.database.errors import ArticleUnknown, as_stored
from components.corpus.database.opening import find_risks, migrate
from components.corpus.database.tables import article, library
from components.corpus.export.library_export import Exchanged, Tell, export_library, import_library
from components.corpus.intake import (
    Added,
    delete_removed,
    derive_all,
    find_numbers,
    insert_articles,
    prepare,
)
from components.corpus.integrity.integrity_check import Checked, Report, check_library
from components.corpus.listing import list_articles, list_versions, read_article, read_texts
from components.corpus.near_duplicates import Relations, relate
from components.corpus.originals import insert_originals, pack, read_blocks
from components.corpus.queue.uploads import Uploads
from components.corpus.results import Results
from components.corpus.search.find import SearchResult, find_articles, find_marks, search_articles
from components.corpus.undo import undo_batch, undo_change
from components.text.normalisation import clean
from components.text.segment import Span


class Store:
    """One library. Safe to share between threads; other processes may have it open as well.

    Methods that write raise LibraryReadOnly, LibraryBusy or LibraryFull with nothing changed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.where = database.where
        self.uploads = Uploads(database)
        self.results = Results(database)
        self.tags = Tags(database)
        self.notes = Notes(database)
        self.verdicts = Verdicts(database)
        self._known_languages: tuple[int, frozenset[str]] | None = None

    @property
    def read_only(self) -> bool:
        """Whether the library opened for reading only."""
        return self._database.read_only

    def add(self, articles: Iterable[Article]) -> Added:
        """Store all articles that are not there yet (the bin counts as there), or none."""
        articles = list(articles)
        self._database.require_room(sum(4 * len(one.text) for one in articles))
        known = prepare(self._database, articles)
        with self._database.writing() as connection:
            return insert_articles(connection, articles, known)

    def articles(self, removed: bool = False) -> pd.DataFrame:
        """All articles without their text, or those in the bin: by day, then in order of arrival.

        Columns are `listing.COLUMNS`; articles without a day come last. `label` is the title, or
        how the text begins; `words` counts what stands between white space. `published` (NaT when
        unknown or outside 1678 to 2261) and `added` (UTC) are datetime64[ns], `words` int64, the
        rest str.
        """
        side = article.c.removed.is_not(None) if removed else article.c.removed.is_(None)
        with self._database.reading() as connection, as_stored(self.where):
            return list_articles(connection, side)

    def article(self, id: str) -> Article:
        """One article with its text, from the bin too. Raises ArticleUnknown."""
        with self._database.reading() as connection, as_stored(self.where):
            return read_article(connection, id)

    def text(self, id: str) -> str:
        """The text of one article. Raises ArticleUnknown."""
        return self.texts([id])[id]

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Texts by id, in the order asked for. Raises ArticleUnknown for the first not there."""
        with self._database.reading() as connection:
            return read_texts(connection, list(ids))

    def edit(
        self,
        id: str,
        who: str = "",
        expected: Mapping[str, history.Value] | None = None,
        **fields: history.Value,
    ) -> list[int]:
        """Set any of `history.EDITABLE`; gives the numbers of the changes made, for `undo`.

        With `expected` (field: value as it was shown) raises EditConflict when another value
        stands there by now. `published` takes a day, its ISO form, or None. What was typed is
        cleaned as what is read from files is. Raises ArticleUnknown.
        """
        typed = _typed(fields)
        with self._database.writing() as connection:
            return history.edit_articles(connection, {id: typed}, who, {id: expected or {}})

    def edit_many(
        self,
        edits: Mapping[str, history.Fields],
        who: str = "",
        expected: Mapping[str, history.Fields] | None = None,
    ) -> int:
        """Edit articles, by id, all or none; gives the number for `undo_batch`, 0 if nothing
        differed. `expected` and errors as with `edit`.
        """
        typed = {id: _typed(fields) for id, fields in edits.items()}
        with self._database.writing() as connection:
            lock_counter(connection, "articles")
            batch = history.new_batch(connection)
            made = history.edit_articles(connection, typed, who, expected or {}, batch)
            return batch if made else 0

    def history(self, id: str) -> pd.DataFrame:
        """Changes of one article, oldest first: `change, field, old, new, who, when` (UTC).

        Moves into and out of the bin are changes of the field `removed`; tags and notes stand there
        as well, a note as JSON of its number and text.
        """
        with self._database.reading() as connection:
            return history.read_history(connection, id)

    def changes(self, limit: int = 100) -> pd.DataFrame:
        """The latest changes of all articles, newest first: columns `history.COLUMNS`.

        Those made at once share a `batch`; 0 stands alone.
        """
        with self._database.reading() as connection:
            return history.read_changes(connection, limit)

    def latest_change(self) -> int:
        """The number of the latest change of all articles, 0 before the first."""
        with self._database.reading() as connection:
            return history.latest_change(connection)

    def undo(self, change: int, who: str = "") -> None:
        """Take one change back, as a change of its own; EditConflict if others came after it."""
        with self._database.writing() as connection:
            undo_change(connection, change, who)

    def undo_batch(self, batch: int, who: str = "") -> int:
        """Take all changes made at once back, or none; gives the number to undo that in turn."""
        with self._database.writing() as connection:
            return undo_batch(connection, batch, who)

    def remove(self, ids: Iterable[str], who: str = "") -> list[str]:
        """Put articles into the bin; gives those that were not in it."""
        with self._database.writing() as connection:
            return history.set_removed(connection, list(ids), who, removed=True)

    def restore(self, ids: Iterable[str], who: str = "") -> list[str]:
        """Take articles out of the bin; gives those that were in it."""
        with self._database.writing() as connection:
            return history.set_removed(connection, list(ids), who, removed=False)

    def empty_bin(self) -> list[str]:
        """Delete for good what lies in the bin, with its history and files; gives the ids."""
        with self._database.writing() as connection:
            return delete_removed(connection)

    def revision(self) -> int:
        """Counts the changes of articles; equal revisions of one library are equal articles."""
        return self._counters()["articles"]

    def stamp(self) -> str:
        """Changes with articles, stored tables and analysts' words; no two libraries share one."""
        counters = self._counters()
        parts = [counters[name] for name in ("articles", "results", "annotations")]
        identity = f"{counters['identity']:x}{self._database.mark}"
        return "-".join([identity, *map(str, parts)])

    def search(
        self, query: str, limit: int = 50, offset: int = 0, *, every: bool = False
    ) -> SearchResult:
        """Articles, not in the bin, that fit (see `query_reading.parse`), with their passages.

        First those with all words, then by BM25; without words the newest. Raises QueryUnclear.
        """
        with self._database.snapshot() as connection:
            languages = self._languages(connection)
            return search_articles(connection, query, languages, (limit, offset), every)

    def find(self, query: str, *, every: bool = False) -> list[str]:
        """Ids of all articles, not in the bin, that fit, in order of arrival. As `search`."""
        with self._database.snapshot() as connection:
            return find_articles(connection, query, self._languages(connection), every)

    def versions(self, id: str) -> pd.DataFrame:
        """The articles, not in the bin, that stood at the same address, in order of arrival.

        Columns `id, label, published, added, words` as in `articles`; one row when the address is
        unknown or no other has it. Raises ArticleUnknown.
        """
        with self._database.reading() as connection:
            versions = list_versions(connection, id)
        if versions.empty:
            raise ArticleUnknown(f"The article {id}")
        return versions

    def relations(self, ids: Iterable[str]) -> Relations:
        """What these articles have to do with those that came before them, as `add` told."""
        with self._database.reading() as connection:
            return relate(connection, find_numbers(connection, ids))

    def marks(self, id: str, query: str) -> tuple[list[Span], list[Span]]:
        """Where the words of a query stand in the title and in the text of one article."""
        with self._database.reading() as connection:
            languages = self._languages(connection)
        return find_marks(self.article(id), query, languages)

    def keep_original(self, data: bytes) -> str:
        """Keep the bytes of a file, compressed, once however often it comes; gives its sha256."""
        packed = pack(data)
        self._database.require_room(sum(packed.lengths))
        with self._database.writing() as connection:
            insert_originals(connection, [packed])
        return packed.sha256

    def original(self, sha256: str) -> bytes:
        """The bytes of a file as it came. Raises ArticleUnknown."""
        with self._database.reading() as connection:
            return b"".join(read_blocks(connection, sha256))

    def export_to(self, path: Path) -> Exchanged:
        """Write the whole library into one file, in place of what was there."""
        return export_library(self._database, path)

    def import_from(self, path: Path, tell: Tell = lambda share: None) -> Exchanged:
        """Fill this library, which must be empty, with an exported one; all of it or nothing.

        `tell` hears how far it has come, from 0 to 1. Raises LibraryNotEmpty, ExportDamaged or
        ExportNewer.
        """
        return import_library(self._database, path, tell)

    def health(self) -> list[str]:
        """What about the place of the library may cost someone their work; none is no sentence."""
        return find_risks(self._database)

    def check(self, report: Report) -> Checked:
        """Whether the database and every original are as they were stored; see `check_library`."""
        return check_library(self._database, report)

    def was_replaced(self) -> bool:
        """Whether another file was put in the place of this library: it has to be opened anew."""
        return self._database.was_replaced()

    def close(self) -> None:
        """Give back every connection."""
        self._database.close()

    def _languages(self, connection: Connection) -> frozenset[str]:
        """The languages of the library, looked up again when its revision is another."""
        query = select(library.c.value).where(library.c.name == "articles")
        revision = connection.execute(query).scalar_one()
        known = self._known_languages
        if known is None or known[0] != revision:
            found = connection.execute(select(article.c.language).distinct()).scalars()
            known = self._known_languages = (revision, frozenset(found))
        return known[1]

    def _counters(self) -> dict[str, int]:
        with self._database.reading() as connection:
            return {row.name: row.value for row in connection.execute(select(library))}


def _typed(fields: history.Fields) -> dict[str, history.Value]:
    return {
        name: clean(value).text if isinstance(value, str) else value
        for name, value in fields.items()
    }


def open_store(url: str, make: bool = True) -> Store:
    """Open the library at `sqlite:///path` or `postgresql+psycopg://…`, made when not there.

    With `make` False a file has to be there: LibraryGone is raised for one that is not.

    A library of an older version is upgraded, and indexed for search if it was not. Raises a
    LibraryError that says what to do, or ValueError when the address is neither.
    """
    database = Database(url, make)
    try:
        migrate(database)
        derive_all(database)
    except BaseException:
        database.close()
        raise
    return Store(database)
