"""Named libraries beside one another: files in one folder, or schemas in one database.

The folder or the database is the list; there is no other that could disagree with it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlalchemy import make_url, text

from components.corpus.database import Database, library_url
from components.corpus.errors import LibraryExists, LibraryUnknown
from components.corpus.schema import VERSION_TABLE
from components.corpus.store import open_store
from components.text.clean import clean
from components.text.normal import fold

HOME = "Main"
# Names become names of files and, after a prefix, of schemas: at most 63 bytes.
LONGEST = 40
PREFIX = "library "
FORBIDDEN = frozenset('/\\:*?"<>|%\n\t')
ENDING = ".library.sqlite"


class Libraries:
    """The libraries that live where the one at `home` does; that one is called `HOME`."""

    def __init__(self, home: str) -> None:
        self.home = home
        address = make_url(home)
        # Where the files are, None on a server.
        self.folder: Path | None = None
        if address.drivername == "sqlite" and address.database:
            self.folder = Path(address.database).absolute().parent

    def names(self) -> list[str]:
        """`HOME`, then the others by name."""
        found = self._in_folder() if self.folder else self._in_database()
        return [HOME, *sorted(found, key=fold)]

    def url(self, name: str) -> str:
        """Where the library is, for `open_store`. Raises LibraryUnknown."""
        known = {fold(one): one for one in self.names()}
        if fold(name) not in known:
            raise LibraryUnknown(name)
        return self._url(known[fold(name)])

    def require_new(self, name: str) -> str:
        """The name as it will be kept. Raises LibraryExists, ValueError for a bad name."""
        tidy = _tidy(name)
        if fold(tidy) in map(fold, self.names()):
            raise LibraryExists(tidy)
        return tidy

    def make(self, name: str) -> str:
        """Make an empty library; gives its url. Errors as with `require_new`."""
        url = self._url(self.require_new(name))
        open_store(url).close()
        return url

    def copy(self, source: str, name: str) -> str:
        """Make a library with all that another holds; gives its url. Errors as with `make`."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            path = Path(folder) / "copy.zip"
            original = open_store(self.url(source))
            try:
                original.export_to(path)
            finally:
                original.close()
            return self.take_in(path, name)

    def take_in(self, path: Path, name: str) -> str:
        """Make a library of an exported one; gives its url. A file that is none leaves nothing."""
        url = self.make(name)
        store = open_store(url)
        try:
            store.import_from(path)
        except BaseException:
            store.close()
            self._drop(_tidy(name))
            raise
        store.close()
        return url

    def _url(self, name: str) -> str:
        if name == HOME:
            return self.home
        if self.folder:
            return f"sqlite:///{self.folder / (name + ENDING)}"
        return library_url(self.home, PREFIX + name)

    def _in_folder(self) -> list[str]:
        assert self.folder
        return [path.name.removesuffix(ENDING) for path in self.folder.glob(f"*{ENDING}")]

    def _in_database(self) -> list[str]:
        query = text(
            "SELECT table_schema FROM information_schema.tables "
            "WHERE table_name = :table AND table_schema LIKE :prefix"
        )
        database = Database(self.home)
        try:
            with database.reading() as connection:
                marks = {"table": VERSION_TABLE, "prefix": f"{PREFIX}%"}
                found = connection.execute(query, marks).scalars().all()
        finally:
            database.close()
        return [schema.removeprefix(PREFIX) for schema in found]

    def _drop(self, name: str) -> None:
        """Take away what was made for an import that failed."""
        if self.folder:
            for rest in ("", "-wal", "-shm"):
                (self.folder / f"{name}{ENDING}{rest}").unlink(missing_ok=True)
            return
        database = Database(self.home)
        try:
            with database.writing() as connection:
                schema = connection.dialect.identifier_preparer.quote_identifier(PREFIX + name)
                connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        finally:
            database.close()


def _tidy(name: str) -> str:
    tidy = " ".join(clean(name).text.split())
    fits = 0 < len(tidy) <= LONGEST and len((PREFIX + tidy).encode()) <= 63
    if not fits or FORBIDDEN & {*tidy} or tidy.startswith("."):
        raise ValueError(
            f"{name!r} cannot be the name of a library: take 1 to {LONGEST} characters "
            'without / \\ : * ? " < > | %, and no dot in front'
        )
    return tidy
