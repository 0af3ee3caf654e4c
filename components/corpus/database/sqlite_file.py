"""SQLite file of a library: created, checked before use, connected to, and backed up.

Only its owner can read it. SQLite creates a missing file and takes an empty one for a new database,
so a library whose file vanished would be replaced by an empty one without a word; here it is an
error.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

from components.corpus.database.errors import (
    LibraryEmptied,
    LibraryFull,
    LibraryGone,
    LibraryReplaced,
    LibraryUnreachable,
    explained,
)

# Mode of a file that no other user of the machine can read, whatever the umask.
PRIVATE = 0o600
# Endings of the files that SQLite keeps for one database, all with the mode of the first.
BESIDE = ("", "-wal", "-shm", "-journal")
_Identity = tuple[int, int]
# "Para" in ASCII, by which tools such as `file` recognise a library.
_APPLICATION_ID = 0x50617261


class LibraryFile:
    """The file of a library as it was when it was opened; `read_only` if it cannot be written.

    A missing file is created. Raises LibraryGone instead with `make` False, or when the log (-wal)
    of an earlier file is left; LibraryEmptied for a file of no bytes; LibraryUnreachable when no
    file can be there. Access by other users of the machine is removed.
    """

    def __init__(self, path: Path, where: str, make: bool) -> None:
        self._path, self._where = path, where
        if path.is_dir() or not path.parent.is_dir():
            raise LibraryUnreachable(where)
        self.read_only = not may_write(path)
        if not path.exists():
            if not make or _find(_log_of(path)):
                raise LibraryGone(where)
            if self.read_only:
                raise LibraryUnreachable(where)
            _make(path, where)
        close_to_others(path)
        found = path.stat()
        self._opened = found.st_dev, found.st_ino
        self._log: _Identity | None = None
        self.require()

    @property
    def mark(self) -> str:
        """Device and inode in hexadecimal: another file in the same place has another mark."""
        return ".".join(f"{number:x}" for number in self._opened)

    def require(self) -> None:
        """Raise LibraryGone, LibraryEmptied or LibraryReplaced unless the opened file is there."""
        try:
            found = self._path.stat()
        except FileNotFoundError as error:
            raise LibraryGone(self._where) from error
        except OSError as error:
            raise LibraryUnreachable(self._where) from error
        if not found.st_size:
            raise LibraryEmptied(self._where)
        if (found.st_dev, found.st_ino) != self._opened:
            self._set_log_aside()
            raise LibraryReplaced(self._where)
        self._log = _find(_log_of(self._path)) or self._log

    def _set_log_aside(self) -> None:
        """Rename the log of the file that is gone: SQLite would apply it to the new file."""
        log = _log_of(self._path)
        if self._log is not None and _find(log) == self._log:
            with suppress(OSError):
                log.rename(log.with_name(f"{log.name}.left-{self._log[1]:x}"))
                self._path.with_name(f"{self._path.name}-shm").unlink(missing_ok=True)

    def was_replaced(self) -> bool:
        """Whether another file, which is not empty, is there now."""
        try:
            self.require()
        except LibraryReplaced:
            return True
        except (LibraryGone, LibraryEmptied, LibraryUnreachable):
            return False
        return False


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _find(path: Path) -> _Identity | None:
    """Device and inode of a file; None for a missing or an empty one."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_size else None


def may_write(path: Path) -> bool:
    """Whether the file, and what SQLite keeps beside it, can be written."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def make_private(path: Path) -> None:
    """Create an empty file that only its owner can read; one of that name is deleted first."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    # The umask may have removed the owner's rights, too.
    path.chmod(PRIVATE)


def close_to_others(path: Path) -> None:
    """Remove the rights of other users to a library of ours and to the files beside it."""
    for name in BESIDE:
        own = path.with_name(path.name + name)
        with suppress(OSError):
            found = own.stat()
            if found.st_uid == os.geteuid() and found.st_mode & 0o077:
                own.chmod(found.st_mode & 0o700)


def _make(path: Path, where: str) -> None:
    """Create a database without tables, complete when it appears, unless another process did."""
    unfinished = path.with_name(f".{path.name}.{uuid4().hex[:12]}")
    try:
        make_private(unfinished)
        with explained(where), closing(sqlite3.connect(unfinished)) as connection:
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        try:
            os.link(unfinished, path)
        except FileExistsError:
            return
        except OSError:
            # Not every file system has hard links.
            unfinished.rename(path)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (LibraryFull if full else LibraryUnreachable)(where) from error
    finally:
        unfinished.unlink(missing_ok=True)


def connect_file(path: Path, wait: float) -> sqlite3.Connection:
    """A connection that writes; `wait` is the seconds to wait for another writer."""
    # Another mode would create an empty file if this one were missing.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def switch_to_wal(connection: sqlite3.Connection, wait: float) -> None:
    """Use a write-ahead log, so that a file can be read while it is written."""
    # SQLite does not wait for others while it changes the journal of a new file, so we do.
    deadline = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def connect_read_only(path: Path, wait: float) -> sqlite3.Connection:
    """A connection that only reads; without the right to create -wal and -shm, as immutable."""
    address = f"{path.as_uri()}?mode=ro"
    try:
        connection = _try_read(address, wait)
    except sqlite3.OperationalError:
        connection = _try_read(f"{address}&immutable=1", wait)
    return connection


def _try_read(address: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return connection


def back_up_file(path: Path, target: Path, wait: float) -> None:
    """Copy a library as it was before any transaction under way; complete or not there at all."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        make_private(unfinished)
        with (
            closing(connect_read_only(path, wait)) as original,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            original.backup(copy)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
