"""Named libraries: files in one folder, or schemas in one database.

The folder or the database itself is the list of libraries, so no other list can disagree with it.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text

from components.corpus.database.connection import Database
from components.corpus.database.engines import SCHEMA, read_address
from components.corpus.database.errors import (
    LibraryError,
    LibraryExists,
    LibraryUnknown,
)
from components.corpus.database.roles import NotAllowed, Role, may
from components.corpus.database.tables import VERSION_TABLE
from components.corpus.integrity.integrity_check import Report
from components.corpus.store import open_store
from components.text.hidden_signs import drop_hidden
from components.text.normalisation import clean, fold

HOME = "Main"
# Names become names of files and, after a prefix, of schemas: at most 63 bytes.
LONGEST = 40
PREFIX = "library "
FORBIDDEN = frozenset('/\\:*?"<>|%\n\t')
ENDING = ".library.sqlite"
# Begins the name of a library that is being made; then come the time, in hexadecimal, and a UUID.
_UNFINISHED = "unfinished-"
_MARK = re.compile(rf"{_UNFINISHED}([0-9a-f]+)-[0-9a-f]{{12}}")
# Seconds after which nobody is making it any more.
_LEFT_BEHIND = 24 * 60 * 60


class Libraries:
    """The libraries in the folder or database of the one at `home`, which is called `HOME`."""

    def __init__(self, home: str) -> None:
        self.home = home
        address = read_address(home)
        # Where the files are, None on a server.
        self.folder: Path | None = None
        if address.drivername == "sqlite" and address.database:
            self.folder = Path(address.database).absolute().parent

    def names(self) -> list[str]:
        """`HOME`, then the others by name."""
        found = self._in_folder() if self.folder else self._in_database()
        return [HOME, *sorted(found, key=fold)]

    def url(self, name: str) -> str:
        """The address of a library, for `open_store`. Raises LibraryUnknown."""
        known = {fold(one): one for one in self.names()}
        if fold(name) not in known:
            raise LibraryUnknown(name)
        return self._url(known[fold(name)])

    def require_new(self, name: str) -> str:
        """The tidied name of a new library.

        Raises NotAllowed for who is no administrator, LibraryExists, ValueError for a bad name.
        """
        if not may(Role.ADMINISTRATOR):
            raise NotAllowed(name)
        tidy = _tidy(name)
        if fold(tidy) in map(fold, self.names()):
            raise LibraryExists(tidy)
        return tidy

    def make(self, name: str) -> str:
        """Make an empty library; gives its url. Errors as with `require_new`."""
        url = self._url(self.require_new(name))
        open_store(url).close()
        return url

    def copy(self, copied: str, name: str) -> str:
        """Make a library with the content of another; gives its url. Errors as with `make`."""
        self.require_new(name)
        with self.workshop() as folder:
            path = folder / "copy.zip"
            original = open_store(self.url(copied), make=False)
            try:
                original.export_to(path)
            finally:
                original.close()
            return self.take_in(path, name)

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        """A temporary folder for exported libraries, deleted at the end of the block."""
        with tempfile.TemporaryDirectory(prefix=f"{_begin()}-", dir=self.folder) as folder:
            yield Path(folder)

    def take_in(self, path: Path, name: str, tell: Report = lambda share: None) -> str:
        """Make a library from an exported one; gives its url. A file that is none leaves nothing.

        It is listed when it is complete. `tell` is given the share that is done, 0 to 1. Errors as
        with `make`, and those of `Store.import_from`. Unfinished libraries that are older than a
        day are deleted first.
        """
        tidy = self.require_new(name)
        self._clear()
        unfinished = _begin()
        try:
            store = open_store(self._place(unfinished))
            try:
                store.import_from(path, tell)
            finally:
                store.close()
            self._rename(unfinished, self.require_new(tidy))
        except BaseException:
            self._drop(unfinished)
            raise
        return self._url(tidy)

    def _url(self, name: str) -> str:
        if name == HOME:
            return self.home
        return self._place(f"{name}{ENDING}" if self.folder else f"{PREFIX}{name}")

    def _place(self, own: str) -> str:
        """The url of the file, or schema, of this name."""
        return f"sqlite:///{self.folder / own}" if self.folder else library_url(self.home, own)

    def _in_folder(self) -> list[str]:
        assert self.folder
        return [path.name.removesuffix(ENDING) for path in self.folder.glob(f"*{ENDING}")]

    def _in_database(self) -> list[str]:
        return [schema.removeprefix(PREFIX) for schema in self._schemas(PREFIX)]

    def _schemas(self, prefix: str) -> list[str]:
        """The schemas of libraries, finished or not, whose names begin with a prefix."""
        query = text(
            "SELECT table_schema FROM information_schema.tables "
            "WHERE table_name = :table AND table_schema LIKE :prefix"
        )
        database = Database(self.home)
        try:
            with database.reading() as connection:
                marks = {"table": VERSION_TABLE, "prefix": f"{prefix}%"}
                return list(connection.execute(query, marks).scalars())
        finally:
            database.close()

    def _rename(self, unfinished: str, name: str) -> None:
        if not self.folder:
            self._write("ALTER SCHEMA {} RENAME TO {}", unfinished, PREFIX + name)
            return
        # The main file comes last, because with it the library is listed.
        for rest in ("-wal", "-shm", ""):
            own = self.folder / f"{unfinished}{rest}"
            if own.exists():
                own.rename(self.folder / f"{name}{ENDING}{rest}")

    def _drop(self, unfinished: str) -> None:
        """Delete what was made for an import that failed."""
        if not self.folder:
            self._write("DROP SCHEMA IF EXISTS {} CASCADE", unfinished)
        for path in self._shop.glob(f"{unfinished}*"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def _clear(self) -> None:
        # Not what belongs to another user, or is in use.
        for name in self._unfinished():
            begun = _MARK.match(name)
            if begun and int(begun[1], 16) < time.time() - _LEFT_BEHIND:
                with suppress(LibraryError, OSError):
                    self._drop(begun[0])

    def _unfinished(self) -> list[str]:
        """The schemas, files and folders of libraries that are not finished."""
        found = (path.name for path in self._shop.glob(f"{_UNFINISHED}*"))
        # An analyst may give a library such a name.
        files = [name for name in found if ENDING not in name]
        return files if self.folder else [*files, *self._schemas(_UNFINISHED)]

    @property
    def _shop(self) -> Path:
        return self.folder or Path(tempfile.gettempdir())

    def _write(self, statement: str, *schemas: str) -> None:
        database = Database(self.home)
        try:
            with database.writing(Role.ADMINISTRATOR) as connection:
                quote = connection.dialect.identifier_preparer.quote_identifier
                connection.execute(text(statement.format(*map(quote, schemas))))
        finally:
            database.close()


def library_url(url: str, schema: str) -> str:
    """The address of a library in a schema of its own, in the database of another library."""
    address = read_address(url).update_query_dict({SCHEMA: schema})
    return address.render_as_string(hide_password=False)


def _begin() -> str:
    return f"{_UNFINISHED}{int(time.time()):x}-{uuid4().hex[:12]}"


def _tidy(name: str) -> str:
    tidy = " ".join(drop_hidden(clean(name).text).split())
    fits = 0 < len(tidy) <= LONGEST and len((PREFIX + tidy).encode()) <= 63
    if not fits or FORBIDDEN & {*tidy} or tidy.startswith("."):
        raise ValueError(
            f"{name!r} cannot be the name of a library: take 1 to {LONGEST} characters "
            'without / \\ : * ? " < > | %, and no dot in front'
        )
    return tidy
