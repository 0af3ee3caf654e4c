"""The corpus folder, watched for new and changed files; and the sample, queued once."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import stat
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from components.app.environment import SAMPLE, sample_files
from components.corpus.readers import Limits
from components.corpus.readers.formats.saved_web.page_folders import find_page_parts
from components.corpus.store import Store

FOLDER_BATCH = "corpus folder"
# Stands as well for who added the files.
SAMPLE_BATCH = "the sample"
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
MOVING = "It was changed each time while it was read: put a copy of it there that stays as it is."
# How often that may be before it is told.
TRIES = 5
# What of a copy is held in memory before it goes to disk.
_HELD = 1 << 20
CLOSED = "It could not be opened ({}): allow Parallax to read it."

_log = logging.getLogger("parallax")


@dataclass(frozen=True)
class _Mark:
    """What a file was when it was looked at: time (ns) and size (bytes); or why it is not taken."""

    changed: int
    size: int
    refused: str = ""


class Folder:
    """A folder whose files are queued when they are new or changed.

    A changed file waits `settle` seconds, in case it is still being written. The articles of a
    file that is deleted stay in the library. Hidden files and folders are not read, nor what a
    browser saved beside a page. A link to a
    file or folder inside is skipped, since that is found in its own place; a link that leads out is
    refused under its name, as is a file that is too large or cannot be opened.
    """

    def __init__(self, store: Store, folder: Path, settle: float = SECONDS_TO_SETTLE) -> None:
        self._store = store
        self._folder = folder
        self._settle = settle
        self._taken: dict[str, _Mark] = {}
        self._before: dict[str, _Mark] = {}
        self._moving: Counter[str] = Counter()
        self._next = 0.0

    def look_when_due(self) -> None:
        """Look, unless the last look was less than `SECONDS_BETWEEN_LOOKS` ago."""
        if time.monotonic() >= self._next:
            self.look()
            self._next = time.monotonic() + SECONDS_BETWEEN_LOOKS

    def look(self) -> int:
        """Queue the files whose bytes the library has not seen; returns how many.

        Only files whose size or time has changed since the last look are opened: 10,000 unchanged
        ones cost some 60 ms. A file that could not be queued, as when the disk is full, counts as
        new at the next look.
        """
        now = time.time()
        marks = dict(_find_files(self._folder))
        for name in find_page_parts(marks):
            del marks[name]
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
            if reason == MOVING and self._moving[name] < TRIES:
                continue
            if self._store.uploads.refuse(FOLDER_BATCH, name, reason):
                _log.warning("%s was not read: %s", name, reason)
        # What could not be opened is tried at each look: who may read it shows in no mark. So is
        # what changed while it was read, until it stays as it is.
        closed = [name for name in whole if name in refused]
        self._taken |= {name: marks[name] for name in changed if name not in closed}
        return len(queued)

    def _open_new(
        self, names: list[str], refused: dict[str, str]
    ) -> Iterator[tuple[str, BinaryIO]]:
        """Copies of the named files with new bytes, each open until the next one is taken.

        Adds to `refused` what cannot be opened or changes under the hand, with the reason.
        """
        seen = self._store.uploads.seen(FOLDER_BATCH)
        for name in names:
            try:
                file = _open(self._folder, name)
            except OSError as problem:
                refused[name] = CLOSED.format(problem.strerror)
                continue
            with file, cast(BinaryIO, tempfile.SpooledTemporaryFile(_HELD)) as copy:
                sha256 = _copy(file, copy)
                if not sha256:
                    self._moving[name] += 1
                    refused[name] = MOVING
                elif sha256 not in seen:
                    seen.add(sha256)
                    yield name, copy


def enqueue_folder(store: Store, folder: Path) -> int:
    """Queue the files of a folder as they are now; returns how many the library had not seen."""
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
    """The mark of a file; None for what is no file, or is found elsewhere in the folder."""
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
    """Why the target of a link is not read; "" when it is, through the link or in its own place."""
    if not _is_within(target, root):
        return LEADS_OUT
    if not os.path.exists(target):
        return LEADS_NOWHERE
    return LEADS_TO_HIDDEN if os.path.isdir(target) and _is_hidden(target, root) else ""


def _is_hidden(path: str, root: str) -> bool:
    """Whether a path within the root has a hidden part, which is skipped when looking."""
    return any(part.startswith(".") for part in Path(os.path.relpath(path, root)).parts)


def _open(folder: Path, name: str) -> BufferedReader:
    """Open a file of the folder. Raises PermissionError when it has come to lead out of it."""
    root = os.path.realpath(folder)
    path = os.path.realpath(os.path.join(root, name))
    if not _is_within(path, root):
        raise PermissionError(errno.EPERM, "it leads out of the corpus folder")
    return open(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb")


def _copy(file: BinaryIO, copy: BinaryIO) -> str:
    """Copy a file, and give the sha256 of it; "" where it was changed meanwhile.

    What is half of one state and half of another is no article that anybody wrote.
    """
    before, digest = os.fstat(file.fileno()), hashlib.sha256()
    while block := file.read(_HELD):
        digest.update(block)
        copy.write(block)
    after = os.fstat(file.fileno())
    stayed = before.st_mtime_ns == after.st_mtime_ns and before.st_size == after.st_size
    if not stayed or copy.tell() != after.st_size:
        return ""
    copy.seek(0)
    return digest.hexdigest()


def _is_within(path: str, root: str) -> bool:
    return os.path.commonpath([path, root]) == root


class Sample:
    """The invented articles that the project ships, queued for a library that never had any."""

    def __init__(self, store: Store, folder: Path = SAMPLE) -> None:
        self._store = store
        self._folder = folder
        self._looked = False

    def look_when_due(self) -> None:
        """Look, the first time."""
        if not self._looked:
            self.look()

    def look(self) -> int:
        """Queue the sample if this library never had anything; returns how many files."""
        files = list(self._read())
        queued = self._store.uploads.enqueue_many(
            SAMPLE_BATCH, files, who=SAMPLE_BATCH, only_first=True
        )
        self._looked = True
        return len(queued)

    def _read(self) -> Iterator[tuple[str, bytes]]:
        """The files that still have the bytes that were shipped; others are not the sample."""
        shipped = sample_files()
        for path in sorted(self._folder.glob("*.md")):
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() in shipped:
                yield path.name, data
