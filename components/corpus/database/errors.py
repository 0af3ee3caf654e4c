"""Library errors: each is a sentence that says what happened and what to do."""

# ruff: noqa: N818 (named after what a person reads; only the base class ends in Error)

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, TimeoutError


class LibraryError(Exception):
    """A problem that a person can act on; `str()` is a sentence about the library at `where`."""

    sentence = "The library {where} could not be used."

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where

    def __str__(self) -> str:
        return self.sentence.format(where=self.where)


class LibraryBusy(LibraryError):
    """Another writer has held the library for longer than we wait."""

    sentence = "The library {where} is busy with another change; yours was not saved. Try again."


class LibraryReadOnly(LibraryError):
    """The library can be read but not written."""

    sentence = (
        "The library {where} can be read but not changed; nothing was saved. Ask for permission "
        "to write to it, or open a copy."
    )


class LibraryFull(LibraryError):
    """No space is left on the disk of the library."""

    sentence = (
        "There is no disk space left where the library {where} is stored; your change was not "
        "saved. Everything saved before is safe. Free some space and try again."
    )


class LibraryDamaged(LibraryError):
    """The file is no database, or a damaged one."""

    sentence = (
        "The library {where} is damaged, or is not a library; it was not changed. Restore a "
        "backup, or open another library."
    )


class LibraryForeign(LibraryError):
    """The database belongs to another program."""

    sentence = (
        "The database {where} contains tables of another program and was not changed. Choose "
        "another place for the library."
    )


class LibraryNewer(LibraryError):
    """The library was made by a newer version of Parallax."""

    sentence = (
        "The library {where} was made by a newer version of Parallax and was not changed. Update "
        "Parallax to open it."
    )


class LibraryUnreachable(LibraryError):
    """The library cannot be reached: no such folder, no server, or no permission."""

    sentence = (
        "The library {where} cannot be reached. "
        "Check that its folder or server exists and that you may use it."
    )


class LibraryGone(LibraryError):
    """The file of a library, open or known, is missing."""

    sentence = (
        "The file of the library {where} is missing: it was moved, renamed or deleted. No new "
        "file was made in its place. Put the file back; or remove any files next to it that end "
        "in -wal or -shm and put your last backup there; or open another library."
    )


class LibraryEmptied(LibraryError):
    """The file of a library has no bytes, which even an empty library has."""

    sentence = (
        "The file of the library {where} is empty: its content is lost. The file was not "
        "changed. Replace it with your last backup, or open another library; if there never was "
        "a library, delete the empty file to start a new one."
    )


class LibraryReplaced(LibraryError):
    """Another file is where the file of an open library was."""

    sentence = (
        "The file of the library {where} was replaced by another file while it was open; nothing "
        "was saved in either. Reload the page to open the current file."
    )


class DriverMissing(LibraryError):
    """The driver of this kind of database is not installed."""

    sentence = (
        "Opening the library {where} requires the package psycopg. Install it with: pip install "
        "'psycopg[binary]'"
    )


class LibraryExists(LibraryError):
    """A library of that name exists."""

    sentence = "There is already a library called {where}; choose another name."


class LibraryUnknown(LibraryError):
    """No library of that name exists."""

    sentence = "There is no library called {where}. It may have been moved or renamed."


class ArticleUnknown(LibraryError):
    """No article, original or change of that name is in the library."""

    sentence = "{where} is not in the library. It may have been deleted for good in the meantime."


_NAMED = {"published": "date", "modified": "day of the last change", "url": "address"}


class EditConflict(LibraryError):
    """Somebody else changed a field since it was shown; `theirs` is its present value.

    `article` is the id of its article, "" when it is no field of one.
    """

    def __init__(self, field: str, theirs: str, article: str = "") -> None:
        super().__init__(field)
        self.args = (field, theirs, article)
        self.field = field
        self.theirs = theirs
        self.article = article

    def __str__(self) -> str:
        named = _NAMED.get(self.field, self.field)
        now = f"“{self.theirs}”" if self.theirs else "empty"
        return (
            f"Somebody else changed the {named} in the meantime: it is now {now}. "
            "Your change was not saved. Read their version, then change it again if you wish."
        )


# Errors with which no page of a library can be shown.
UNOPENED = (
    LibraryDamaged,
    LibraryEmptied,
    LibraryForeign,
    LibraryGone,
    LibraryNewer,
    LibraryReplaced,
    LibraryUnknown,
    LibraryUnreachable,
)

# By prefix of the error name of sqlite3, or of the SQLSTATE of PostgreSQL; the longest one decides.
KINDS: dict[str, type[LibraryError]] = {
    "SQLITE_BUSY": LibraryBusy,
    "SQLITE_LOCKED": LibraryBusy,
    "SQLITE_READONLY": LibraryReadOnly,
    "SQLITE_FULL": LibraryFull,
    "SQLITE_IOERR": LibraryUnreachable,
    "SQLITE_IOERR_WRITE": LibraryFull,
    "SQLITE_IOERR_TRUNCATE": LibraryFull,
    "SQLITE_IOERR_SHMSIZE": LibraryFull,
    "SQLITE_CORRUPT": LibraryDamaged,
    "SQLITE_NOTADB": LibraryDamaged,
    "SQLITE_CANTOPEN": LibraryUnreachable,
    "SQLITE_PERM": LibraryUnreachable,
    "08": LibraryUnreachable,
    "25006": LibraryReadOnly,
    "28": LibraryUnreachable,
    "3D000": LibraryUnreachable,
    "40001": LibraryBusy,
    "40P01": LibraryBusy,
    "42501": LibraryReadOnly,
    "53100": LibraryFull,
    "53300": LibraryBusy,
    "55P03": LibraryBusy,
    "57014": LibraryBusy,
    "57P": LibraryUnreachable,
    "58": LibraryUnreachable,
    "XX001": LibraryDamaged,
    "XX002": LibraryDamaged,
}


def kind_of(error: BaseException | None) -> type[LibraryError] | None:
    """The library error for a driver's error; None when it is a mistake in our code."""
    # Raised by Python for a text that is not UTF-8; it has no name.
    if isinstance(error, sqlite3.Error) and "decode to UTF-8" in str(error):
        return LibraryDamaged
    name = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    if name:
        fits = [prefix for prefix in KINDS if name.startswith(prefix)]
        return KINDS[max(fits, key=len)] if fits else None
    # psycopg's error has no SQLSTATE when the server does not answer.
    lost = type(error).__name__ == "OperationalError" and not isinstance(error, sqlite3.Error)
    return LibraryUnreachable if lost else None


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Raise the library error for an error of the database; mistakes in our code pass unchanged."""
    try:
        yield
    except TimeoutError as error:
        raise LibraryBusy(where) from error
    except (DBAPIError, sqlite3.Error) as error:
        kind = kind_of(error.orig if isinstance(error, DBAPIError) else error)
        if kind is None:
            raise
        raise kind(where) from error


@contextmanager
def as_stored(where: str) -> Iterator[None]:
    """Raise LibraryDamaged for a stored day or moment that is none, since we never store such."""
    try:
        yield
    except ValueError as error:
        raise LibraryDamaged(where) from error
