"""Library store: articles, original files, history and results; each change is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import pandas as pd
from sqlalchemy import select

from components.corpus import change_history, read_articles
from components.corpus.add_articles import Added, derive_all, insert_articles, prepare
from components.corpus.analysis_results import Results
from components.corpus.annotations.article_notes import Notes, undo_note
from components.corpus.annotations.tags import Tags, undo_tag
from components.corpus.annotations.verdicts import Verdicts
from components.corpus.article import Article
from components.corpus.database.audit import Audit
from components.corpus.database.connection import Database, lock_counter
from components.corpus.database.errors import as_stored
from components.corpus.database.roles import Role
from components.corpus.database.tables import article, library
from components.corpus.database.upgrade_schema import find_risks, migrate
from components.corpus.export.library_export import Exchanged, export_library, import_library
from components.corpus.integrity.integrity_check import Checked, Report, check_library
from components.corpus.kept_articles import KeptArticles
from components.corpus.near_duplicates import Relations, relate
from components.corpus.originals import insert_originals, pack, read_blocks
from components.corpus.pair_results import PairResults
from components.corpus.queue.read_again import swap_readings
from components.corpus.queue.uploads import Uploads
from components.corpus.search.search_articles import Searching
from components.text.normalisation import clean

_UNDOS = {"tag": undo_tag, "note": undo_note}


class Store(Searching):
    """One library. Safe to share between threads; other processes may have it open as well.

    Methods that write raise LibraryReadOnly, LibraryBusy or LibraryFull, with nothing changed;
    `read_only` says so beforehand. Other processes open it by `address`, which may hold a password.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.where, self.read_only = database.where, database.read_only
        self.address = f"sqlite:///{database.path}" if database.path else database.url
        self._articles, self.audit = KeptArticles(), Audit(database)
        self.uploads, self.results = Uploads(database), Results(database)
        self.pair_results, self.together = PairResults(database), database.together
        self.tags, self.notes, self.verdicts = Tags(database), Notes(database), Verdicts(database)

    def add(self, articles: Iterable[Article]) -> Added:
        """Store the articles that are not there yet, not in the bin either; all or none."""
        prepared = prepare(self._database, articles := list(articles))
        with self._database.writing() as connection:
            return insert_articles(connection, articles, prepared)

    def articles(self, removed: bool = False, ids: Iterable[str] | None = None) -> pd.DataFrame:
        """All articles, or those in the bin, without texts; see `read_articles.list_articles`.

        Of some thousand `ids` those that are there.
        """
        side = article.c.removed.is_not(None) if removed else article.c.removed.is_(None)
        which = side if ids is None else side & article.c.id.in_([*ids])
        with self._database.snapshot() as connection, as_stored(self.where):
            if not removed and ids is None:
                return self._articles.read(connection)
            return read_articles.list_articles(connection, which)

    def article_states(self) -> pd.DataFrame:
        """Number of arrival and revision of the last change; see `read_articles.list_states`."""
        with self._database.reading() as connection:
            return read_articles.list_states(connection)

    def article(self, id: str) -> Article:
        """One article with its text, from the bin too. Raises ArticleUnknown."""
        with self._database.reading() as connection, as_stored(self.where):
            return read_articles.read_article(connection, id)

    def text(self, id: str) -> str:
        """The text of one article. Raises ArticleUnknown."""
        return self.texts([id])[id]

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Texts by id, in the order given. Raises ArticleUnknown for the first not there."""
        with self._database.reading() as connection:
            return read_articles.read_texts(connection, list(ids))

    def edit(
        self,
        id: str,
        who: str = "",
        expected: Mapping[str, change_history.Value] | None = None,
        **fields: change_history.Value,
    ) -> list[int]:
        """Set fields (`history.EDITABLE`) of an article; gives the change numbers, for `undo`.

        `published` takes a day, its ISO form, or None; texts are cleaned. Raises ArticleUnknown,
        and EditConflict when a stored value is not the one in `expected`, by field.
        """
        with self._database.writing() as connection:
            edits, known = {id: _clean(fields)}, {id: expected or {}}
            return change_history.edit_articles(connection, edits, who, known)

    def edit_many(
        self,
        edits: Mapping[str, change_history.Fields],
        who: str = "",
        expected: Mapping[str, change_history.Fields] | None = None,
    ) -> int:
        """Edit articles as `edit` does, all or none; gives a batch to undo, 0 if none differed."""
        cleaned = {id: _clean(fields) for id, fields in edits.items()}
        with self._database.writing() as connection:
            lock_counter(connection, "articles")
            batch = change_history.start_batch(connection)
            made = change_history.edit_articles(connection, cleaned, who, expected or {}, batch)
            return batch if made else 0

    def history(self, id: str) -> pd.DataFrame:
        """Changes of one article, oldest first: `change, field, old, new, who, when` (UTC).

        Fields are those of `edit`, `removed` for the bin, `tag`, and `note` (JSON of number, text).
        """
        with self._database.reading() as connection:
            return change_history.read_history(connection, id)

    def changes(self, limit: int = 100) -> pd.DataFrame:
        """The latest changes of all articles, newest first: columns `history.COLUMNS`.

        Changes made together share a `batch`; it is 0 for one made alone.
        """
        with self._database.reading() as connection:
            return change_history.read_changes(connection, limit)

    def latest_change(self) -> int:
        """The number of the latest change of all articles, 0 before the first."""
        with self._database.reading() as connection:
            return change_history.latest_change(connection)

    def undo(self, change: int, who: str = "") -> None:
        """Undo one change, unless it was undone before; EditConflict if its field changed since."""
        with self._database.writing() as connection:
            change_history.undo_change(connection, change, who, _UNDOS)

    def undo_batch(self, batch: int, who: str = "") -> int:
        """Undo all changes of a batch, or none; gives the batch of the undoing, 0 for none."""
        with self._database.writing() as connection:
            undoing = change_history.undo_batch(connection, batch, who, _UNDOS)
            return swap_readings(connection, batch, undoing) if undoing else 0

    def remove(self, ids: Iterable[str], who: str = "") -> list[str]:
        """Put articles into the bin; gives the ids of those that were not in it."""
        with self._database.writing() as connection:
            return change_history.set_removed(connection, list(ids), who, removed=True)

    def restore(self, ids: Iterable[str], who: str = "") -> list[str]:
        """Take articles out of the bin; gives the ids of those that were in it."""
        with self._database.writing() as connection:
            return change_history.set_removed(connection, list(ids), who, removed=False)

    def empty_bin(self, ids: Collection[str] | None = None) -> list[str]:
        """Delete what is in the bin, or these of it, with history and files; gives the ids."""
        with self._database.writing(Role.ADMINISTRATOR) as connection:
            return change_history.delete_removed(connection, ids)

    def revision(self) -> int:
        """A number that grows with each change of articles; 0 for a new library."""
        return self._counters()["articles"]

    def stamp(self) -> str:
        """A cache key of articles, stored tables and annotations; different for each library."""
        counters = self._counters()
        parts = [counters[name] for name in ("articles", "results", "annotations")]
        return "-".join([f"{counters['identity']:x}{self._database.mark}", *map(str, parts)])

    def versions(self, id: str) -> pd.DataFrame:
        """The article and those, not in the bin, of its address or identifier, by arrival.

        Columns `id, label, published, added, words` as in `articles`. Raises ArticleUnknown.
        """
        with self._database.reading() as connection:
            return read_articles.list_versions(connection, id)

    def relations(self, ids: Iterable[str]) -> Relations:
        """How articles relate to earlier ones, now; ids that are not there are ignored."""
        with self._database.reading() as connection:
            return relate(connection, sorted(read_articles.find_numbers(connection, ids).values()))

    def keep_original(self, data: bytes) -> str:
        """Store the bytes of a file, once however often it comes; gives its sha256."""
        packed = pack(data)
        self._database.require_room(sum(packed.lengths))
        with self._database.writing() as connection:
            insert_originals(connection, [packed])
        return packed.sha256

    def original(self, sha256: str) -> bytes:
        """The bytes of an original file. Raises ArticleUnknown."""
        with self._database.reading() as connection:
            return b"".join(read_blocks(connection, sha256))

    def export_to(self, path: Path) -> Exchanged:
        """Export the whole library into one file, which is replaced if it is there."""
        return export_library(self._database, path)

    def import_from(self, path: Path, tell: Report = lambda share: None) -> Exchanged:
        """Fill this library, which must be empty, with an exported one; see `import_library`."""
        return import_library(self._database, path, tell)

    def health(self) -> list[str]:
        """Risks to stored work, a sentence each; empty when there are none."""
        return find_risks(self._database)

    def check(self, report: Report) -> Checked:
        """Check that everything is as it was stored; see `check_library`."""
        return check_library(self._database, report)

    def was_replaced(self) -> bool:
        """Whether another file is where this library was opened; then open the library again."""
        return self._database.was_replaced()

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def _counters(self) -> dict[str, int]:
        with self._database.reading() as connection:
            return {row.name: row.value for row in connection.execute(select(library))}


def _clean(fields: change_history.Fields) -> dict[str, change_history.Value]:
    return {name: clean(one).text if isinstance(one, str) else one for name, one in fields.items()}


def open_store(url: str, make: bool = True) -> Store:
    """Open the library at `sqlite:///path` or `postgresql+psycopg://…`; upgrade an older version.

    A missing library is created; with `make` False, LibraryGone is raised for a missing file. Other
    LibraryErrors say what to do; ValueError is for an address of neither form.
    """
    database = Database(url, make)
    try:
        migrate(database)
        derive_all(database)
    except BaseException:
        database.close()
        raise
    return Store(database)
