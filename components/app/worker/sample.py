"""The invented sample, given to a library that never had anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from components.app.place import SAMPLE, sample_files
from components.corpus.store import Store

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
