"""The corpus folder: looked at again and again, and what is new or changed goes into the queue."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from components.corpus.readers import Limits
from components.corpus.store import Store

FOLDER_BATCH = "corpus folder"
SECONDS_BETWEEN_LOOKS = 3.0
# A file that changed a moment ago may still be being written.
SECONDS_TO_SETTLE = 2.0
LARGEST = Limits().stream_size

_log = logging.getLogger("parallax")
_Mark = tuple[int, int]


class Folder:
    """A folder whose files are read when they come or change; `settle` is in seconds.

    A file that goes leaves its articles in the library. Hidden files and folders are not looked at.
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
        as they are cost some 60 ms.
        """
        now = time.time()
        marks = dict(_find_files(self._folder))
        changed = [
            name
            for name, mark in sorted(marks.items())
            if self._taken.get(name) != mark
            and (mark == self._before.get(name) or now - mark[0] / 1e9 >= self._settle)
        ]
        self._before = marks
        if not changed:
            return 0
        self._taken |= {name: marks[name] for name in changed}
        return len(self._store.uploads.enqueue_many(FOLDER_BATCH, self._open_new(changed)))

    def _open_new(self, names: list[str]) -> Iterator[tuple[str, BinaryIO]]:
        """The files, each open until the next is asked for, whose bytes never came from here."""
        seen = self._store.uploads.seen(FOLDER_BATCH)
        for name in names:
            if self._taken[name][1] > LARGEST:
                _log.warning("%s has more than %d MB and was not read", name, LARGEST / 1e6)
                continue
            try:
                file = (self._folder / name).open("rb")
            except OSError as problem:
                _log.warning("%s could not be read: %s", name, problem)
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
    """Every file under a folder by its path from there, with its time (ns) and size (bytes)."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(parent, name)
            if name.startswith("."):
                continue
            try:
                found = os.stat(path)
            except OSError:
                continue
            if stat.S_ISREG(found.st_mode):
                yield os.path.relpath(path, folder), (found.st_mtime_ns, found.st_size)
