"""What can go wrong with a library, each as a sentence that says what happened and what to do."""

# ruff: noqa: N818 (each is named by what a person is told; only the family ends in Error)

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, TimeoutError


class LibraryError(Exception):
    """Something about the library that a person can act on; `str()` is a sentence for them."""

    sentence = "The library {where} could not be used."

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where

    def __str__(self) -> str:
        return self.sentence.format(where=self.where)


class LibraryBusy(LibraryError):
    """Somebody else has been writing for longer than we wait."""

    sentence = "The library {where} is busy with another change; yours was not saved. Try again."


class LibraryReadOnly(LibraryError):
    """The library opens for reading and not for writing."""

    sentence = (
        "The library {where} can be read but not changed; nothing was saved. Ask for permission "
        "to write to it, or open a copy."
    )


class LibraryFull(LibraryError):
    """There is no room left where the library is kept."""

    sentence = (
        "There is no disk space left where the library {where} is stored; your change was not "
        "saved. Everything saved before is safe. Free some space and try again."
    )


class LibraryDamaged(LibraryError):
    """What is there is no library, or one with broken pages."""

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
    """The library was made by a later version than this one."""

    sentence = (
        "The library {where} was made by a newer version of Parallax and was not changed. Update "
        "Parallax to open it."
    )


class LibraryUnreachable(LibraryError):
    """The library cannot be got at: no such folder, no server, no permission to enter."""

    sentence = (
        "The library {where} cannot be reached. "
        "Check that its folder or server exists and that you may use it."
    )


class LibraryGone(LibraryError):
    """The file of a library that was open, or is known, is not there any more."""

    sentence = (
        "The file of the library {where} is missing: it was moved, renamed or deleted. No new "
        "file was made in its place. Put the file back; or remove any files next to it that end "
        "in -wal or -shm and put your last backup there; or open another library."
    )


class LibraryEmptied(LibraryError):
    """The file of a library holds nothing: not even what an empty library has."""

    sentence = (
        "The file of the library {where} is empty: its content is lost. The file was not "
        "changed. Replace it with your last backup, or open another library; if there never was "
        "a library, delete the empty file to start a new one."
    )


class LibraryReplaced(LibraryError):
    """Another file lies in the place of the library that was open."""

    sentence = (
        "The file of the library {where} was replaced by another file while it was open; nothing "
        "was saved in either. Reload the page to open the current file."
    )


class DriverMissing(LibraryError):
    """The package that talks to this kind of database is not installed."""

    sentence = (
        "Opening the library {where} requires the package psycopg. Install it with: pip install "
        "'psycopg[binary]'"
    )


class LibraryNotEmpty(LibraryError):
    """An exported library can only be read into a new one."""

    sentence = (
        "The library {where} is not empty; nothing was imported. Create a new library and import "
        "into it."
    )


class LibraryExists(LibraryError):
    """There is a library of that name."""

    sentence = "There is already a library called {where}; choose another name."


class LibraryUnknown(LibraryError):
    """There is no library of that name."""

    sentence = "There is no library called {where}. It may have been moved or renamed."


class ExportDamaged(LibraryError):
    """A file that is no export of a library, or one that was changed since; `place` says where."""

    sentence = (
        "The file {where} is not an exported library, or it was damaged; nothing was imported. "
        "{place}Export the library again."
    )

    def __init__(self, where: str, place: str = "") -> None:
        super().__init__(where)
        self.place = place

    def __str__(self) -> str:
        place = f"{self.place} " if self.place else ""
        return self.sentence.format(where=self.where, place=place)


class ExportStopped(LibraryError):
    """An export whose reading came to no end; `reason` is part of a sentence."""

    sentence = (
        "The file {where} was not imported, because {reason}. Try again when the computer is "
        "less busy, or export the library again."
    )

    def __init__(self, where: str, reason: str = "its check was stopped") -> None:
        super().__init__(where)
        self.reason = reason

    def __str__(self) -> str:
        return self.sentence.format(where=self.where, reason=self.reason)


class ExportNewer(LibraryError):
    """An export in a format of the future."""

    sentence = (
        "The file {where} was exported by a newer version of Parallax; nothing was imported. "
        "Update Parallax to import it."
    )


class ArticleUnknown(LibraryError):
    """No article, original or change of that name is in the library."""

    sentence = "{where} is not in the library. It may have been deleted for good in the meantime."


class EditConflict(LibraryError):
    """Somebody else changed the field since it was shown; `theirs` is what stands there now.

    `article` is the id of the article whose field it is, "" when it is no field of one.
    """

    def __init__(self, field: str, theirs: str, article: str = "") -> None:
        super().__init__(field)
        self.args = (field, theirs, article)
        self.field = field
        self.theirs = theirs
        self.article = article

    def __str__(self) -> str:
        return (
            f"Somebody else changed the {self.field} in the meantime: it is now “{self.theirs}”. "
            "Your change was not saved. Read their version, then change it again if you wish."
        )


# Of these libraries no page can be drawn, whatever is asked of them.
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

# Names as sqlite3 gives them and as PostgreSQL's SQLSTATE; the longest prefix that fits decides.
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
    """The kind of library error a driver's error amounts to; None when it is a mistake of ours."""
    # What Python itself says of the bytes of a text that are none has no name.
    if isinstance(error, sqlite3.Error) and "decode to UTF-8" in str(error):
        return LibraryDamaged
    name = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    if name:
        fits = [prefix for prefix in KINDS if name.startswith(prefix)]
        return KINDS[max(fits, key=len)] if fits else None
    # A server that does not answer, or went away, leaves psycopg's error without a state.
    lost = type(error).__name__ == "OperationalError" and not isinstance(error, sqlite3.Error)
    return LibraryUnreachable if lost else None


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn the database's errors into ours; those that are mistakes of ours pass unchanged."""
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
    """Take a day or a moment that is none, which we never store, for the damage that it is."""
    try:
        yield
    except ValueError as error:
        raise LibraryDamaged(where) from error
