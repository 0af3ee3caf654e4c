"""The file that a library on SQLite is: made whole, for its owner alone, and never in silence anew.

SQLite makes an empty file where it finds none and takes an empty one for a new database, so that a
library whose file vanished would be a new one without a word.
"""

from __future__ import annotations

import errno
import os
import sqlite3
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

# Of a file, so that no other user of the machine reads it, whatever the umask.
PRIVATE = 0o600
# What SQLite keeps beside the file, with its rights.
BESIDE = ("", "-wal", "-shm", "-journal")
_Identity = tuple[int, int]
# "Para": what tells programs that look at files whose this one is.
_MARK = 0x50617261


class LibraryFile:
    """The file of a library, as it was when it was opened; `read_only` if it cannot be written.

    One that is not there is made, but with `make` False, or when the log of one that was there is
    left, LibraryGone is raised; LibraryEmptied when it holds nothing, LibraryUnreachable when there
    can be none. The owner's file is closed to other users of the machine.
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
        """Tells this file from another that is put in its place."""
        return ".".join(f"{number:x}" for number in self._opened)

    def require(self) -> None:
        """Raise LibraryGone, LibraryEmptied or LibraryReplaced unless it is there as it was."""
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
        """Keep the log of the file that is gone from the other: SQLite would mix the two."""
        log = _log_of(self._path)
        if self._log is not None and _find(log) == self._log:
            with suppress(OSError):
                log.rename(log.with_name(f"{log.name}.left-{self._log[1]:x}"))
                self._path.with_name(f"{self._path.name}-shm").unlink(missing_ok=True)

    def was_replaced(self) -> bool:
        """Whether another file that is not empty lies there now."""
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
    """Which file lies there; None for none, or one that holds nothing."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_size else None


def may_write(path: Path) -> bool:
    """Whether the file, and what SQLite keeps beside it, can be written."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def make_private(path: Path) -> None:
    """Make an empty file that only its owner can read, in place of what was there."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    # A umask may have taken more than it should.
    path.chmod(PRIVATE)


def close_to_others(path: Path) -> None:
    """Take from others what rights they have to a library of ours and what lies beside it."""
    for name in BESIDE:
        own = path.with_name(path.name + name)
        with suppress(OSError):
            found = own.stat()
            if found.st_uid == os.geteuid() and found.st_mode & 0o077:
                own.chmod(found.st_mode & 0o700)


def _make(path: Path, where: str) -> None:
    """Put a database without tables there, whole from its first moment, unless another did."""
    unfinished = path.with_name(f".{path.name}.{uuid4().hex[:12]}")
    try:
        make_private(unfinished)
        with explained(where), closing(sqlite3.connect(unfinished)) as connection:
            connection.execute(f"PRAGMA application_id = {_MARK}")
        try:
            os.link(unfinished, path)
        except FileExistsError:
            return
        except OSError:
            # Not every disk can give a file two names.
            unfinished.rename(path)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (LibraryFull if full else LibraryUnreachable)(where) from error
    finally:
        unfinished.unlink(missing_ok=True)
