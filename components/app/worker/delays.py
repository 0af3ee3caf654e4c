"""Files that go back into the queue: delayed for a fault of ours, or to ask about them."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from weakref import WeakKeyDictionary

from components.corpus.database.errors import LibraryError
from components.corpus.queue.leases import Upload
from components.corpus.readers import Found, Table
from components.corpus.readers.converted.conversion import Recognition
from components.corpus.readers.reading_outcome import LanguageQuestion
from components.corpus.readers.sandbox.protocol import describe_failure, find_failure
from components.corpus.store import Store

FIRST_SECONDS, LONGEST_SECONDS = 5.0, 600.0

_log = logging.getLogger("parallax.worker")
# How often each file was delayed since this process works.
_delays: WeakKeyDictionary[Store, Counter[int]] = WeakKeyDictionary()


def delay(
    store: Store, worker: str, uploads: Iterable[Upload], why: str, *, counts: bool = False
) -> None:
    """Put files back into the queue: the wait doubles each time, from 5 s to `LONGEST_SECONDS`.

    `why` is shown to the analyst. With `counts` the file itself may be at fault, and after some
    tries the queue rejects it.
    """
    seen = _delays.setdefault(store, Counter())
    for upload in uploads:
        seconds = min(FIRST_SECONDS * 2 ** min(seen[upload.id], 20), LONGEST_SECONDS)
        store.uploads.delay([upload.id], worker, why, seconds, counts=counts)
        seen[upload.id] += 1
        _log.warning("%s was not read and is tried again: %s", upload.name, why)


def relieve(store: Store, uploads: Iterable[int]) -> None:
    """After a delayed file could be read, try the other delayed files at once."""
    seen = _delays.get(store, Counter[int]())
    if relieved := [upload for upload in uploads if seen.pop(upload, 0)]:
        _log.info("%d delayed files were read", len(relieved))
        store.uploads.hasten()


def describe_fault(problem: Exception) -> str:
    """Why reading stopped, as a sentence for the analyst who waits for the file."""
    if isinstance(problem, LibraryError):
        return str(problem)
    return describe_failure(find_failure(problem) or problem)


def ask_or_tell(store: Store, worker: str, upload: Upload, found: Found) -> bool:
    """Ask what an analyst has to decide, and tell how far a scan is; False to read no further.

    A table within a file is queued by itself with its question. The file may have been cancelled.
    """
    uploads = store.uploads
    match found:
        case Table(name, content, columns):
            return uploads.ask_within(upload, name, content.file, asdict(columns))
        case Recognition():
            return uploads.tell_progress(upload.id, worker, found.describe())
        case LanguageQuestion():
            uploads.ask(upload.id, asdict(found))
            return False
    return True
