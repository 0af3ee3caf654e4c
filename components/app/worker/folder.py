"""The invented sample, given to a library that never had anything."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from components.app.environment import SAMPLE, sample_files
from components.corpus.readers import Limits
from components.corpus.store import Store

FOLDER_BATCH = "corpus folder"
SECONDS_BETWEEN_LOOKS = 3.0
# A file that changed a moment ago may still be being written.
SECONDS_TO_SETTLE = 2.0
LARGEST = Limits().stream_size
LEADS_OUT = "It is a link to a place outside the corpus folder: put the file itself there."
LEADS_NOWHERE = "It is a link to a file that is not there: put the file itself there."
LEADS_TO_HIDDEN = (
    "It is a link to a hidden folder, which is not looked through: rename that folder."
)
TOO_LARGE = f"It has more than {LARGEST / 1e6:,.0f} MB: split it."
CLOSED = "It could not be opened ({}): allow Parallax to read it."

_log = logging.getLogger("parallax")


@dataclass(frozen=True)
class _Mark:
    """What a file was when it was looked at: time (ns) and size (bytes); or why it is not taken."""

    changed: int
    size: int
    refused: str = ""


class Folder:
    """A folder whose files are read when they come or change; `settle` is in seconds.

    A file that goes leaves its articles in the library. Hidden files and folders are not looked at.
    A link to a file or folder within is passed over, since that is found where it stands; one that
    leads out is refused by its name, as is what is too large or cannot be opened.
    """

    def __init__(self, store: Store, folder: Path, settle: float = SECONDS_TO_SETTLE) -> None:
        self._store = store
        self._folder = folder
        self._settle = settle
        self._taken: dict[str, _Mark] = {}
        self._before: dict[str, _Mark] = {}
        self._next = 0.0

    def look_when_due(self) -> None:
        """Look, unless that was done a moment ago."""
        if time.monotonic() >= self._next:
            self.look()
            self._next = time.monotonic() + SECONDS_BETWEEN_LOOKS

    def look(self) -> int:
        """Queue the files that the library has not seen; gives how many.

        Only files whose size or time is another than at the last look are opened: 10,000 that stay
        as they are cost some 60 ms. What could not be put into the queue, as when the disk is full,
        is new again at the next look.
        """
        now = time.time()
        marks = dict(_find_files(self._folder))
        changed = [
            name
            for name, mark in sorted(marks.items())
            if self._taken.get(name) != mark
            and (mark == self._before.get(name) or now - mark.changed / 1e9 >= self._settle)
        ]
        self._before = marks
        if not changed:
            return 0
        refused = {name: marks[name].refused for name in changed if marks[name].refused}
        whole = [name for name in changed if name not in refused]
        queued = self._store.uploads.enqueue_many(FOLDER_BATCH, self._open_new(whole, refused))
        for name, reason in refused.items():
            if self._store.uploads.refuse(FOLDER_BATCH, name, reason):
                _log.warning("%s was not read: %s", name, reason)
        # What could not be opened is tried at each look: who may read it shows in no mark.
        closed = [name for name in whole if name in refused]
        self._taken |= {name: marks[name] for name in changed if name not in closed}
        return len(queued)

    def _open_new(
        self, names: list[str], refused: dict[str, str]
    ) -> Iterator[tuple[str, BinaryIO]]:
        """The files, each open until the next is asked for, whose bytes never came from here.

        What cannot be opened goes to `refused`, with the reason.
        """
        seen = self._store.uploads.seen(FOLDER_BATCH)
        for name in names:
            try:
                file = _open(self._folder, name)
            except OSError as problem:
                refused[name] = CLOSED.format(problem.strerror)
                continue
            with file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                if sha256 not in seen:
                    seen.add(sha256)
                    file.seek(0)
                    yield name, file


def enqueue_folder(store: Store, folder: Path) -> int:
    """Queue the files of a folder as they are now; gives how many the library had not seen."""
    return Folder(store, folder, settle=0).look()


def _find_files(folder: Path) -> Iterator[tuple[str, _Mark]]:
    """Every file under a folder by its path from there, and every link that leads out of it."""
    root = os.path.realpath(folder)
    for parent, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*names, *folders):
            path = os.path.join(parent, name)
            if not name.startswith(".") and (mark := _mark(path, root)):
                yield os.path.relpath(path, root), mark


def _mark(path: str, root: str) -> _Mark | None:
    """The mark of a file; None for what is none, or stands elsewhere in the folder."""
    try:
        found = os.lstat(path)
        if stat.S_ISLNK(found.st_mode):
            target = os.path.realpath(path)
            if refused := _refuse_link(target, root):
                return _Mark(found.st_mtime_ns, found.st_size, refused)
            if not _is_hidden(target, root):
                return None
            found = os.stat(target)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    refused = TOO_LARGE if found.st_size > LARGEST else ""
    return _Mark(found.st_mtime_ns, found.st_size, refused)


def _refuse_link(target: str, root: str) -> str:
    """Why what a link leads to is not read; "" when it is read, through the link or where it is."""
    if not _is_within(target, root):
        return LEADS_OUT
    if not os.path.exists(target):
        return LEADS_NOWHERE
    return LEADS_TO_HIDDEN if os.path.isdir(target) and _is_hidden(target, root) else ""


def _is_hidden(path: str, root: str) -> bool:
    """Whether a file or folder within the root is not found by looking through it."""
    return any(part.startswith(".") for part in Path(os.path.relpath(path, root)).parts)


def _open(folder: Path, name: str) -> BufferedReader:
    """Open a file, but not what was put in its place or above it since, if that leads out."""
    root = os.path.realpath(folder)
    path = os.path.realpath(os.path.join(root, name))
    if not _is_within(path, root):
        raise PermissionError(errno.EPERM, "it leads out of the corpus folder")
    return open(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb")


def _is_within(path: str, root: str) -> bool:
    return os.path.commonpath([path, root]) == root


# What it is called where files are told by whose they are, too.
SAMPLE_BATCH = "the sample"


class Sample:
    """The articles that the project ships: they go into a new library, once, or stay out of it."""

    def __init__(self, store: Store, folder: Path = SAMPLE) -> None:
        self._store = store
        self._folder = folder
        self._looked = False

    def look_when_due(self) -> None:
        """Look, unless that was done."""
        if not self._looked:
            self.look()

    def look(self) -> int:
        """Queue the sample if this library never had anything; gives how many files."""
        files = list(self._read())
        queued = self._store.uploads.enqueue_many(
            SAMPLE_BATCH, files, who=SAMPLE_BATCH, only_first=True
        )
        self._looked = True
        return len(queued)

    def _read(self) -> Iterator[tuple[str, bytes]]:
        """The files as they were shipped: only by its bytes an article of theirs is known."""
        shipped = sample_files()
        for path in sorted(self._folder.glob("*.md")):
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() in shipped:
                yield path.name, data
