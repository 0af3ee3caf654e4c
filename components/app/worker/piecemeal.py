"""Have articles read, a few at a time, for what is not known of them yet."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from components.corpus.database.errors import LibraryError
from components.corpus.store import Store

Read = Callable[[list[str], list[str], str], list[Any]]

ARTICLES_AT_ONCE = 16
# What waits in a large library is looked up once for all that is read in this time. It is short,
# for files that come meanwhile are read first.
SECONDS = 2.0

_log = logging.getLogger(__name__)


def read_some(
    store: Store,
    kind: str,
    version: str,
    read: Read,
    nothing: Any,
    at_once: int = ARTICLES_AT_ONCE,
) -> bool:
    """Have articles read that have no result of this kind yet, for `SECONDS` or until one changes.

    `read` gets ids, texts and their language, `at_once` at most and all of one language, and gives
    a result for each. An article on which it fails gets the result `nothing` and keeps the fault;
    the others are read. False when none waits.
    """
    revision = store.revision()
    missing = store.results.missing(kind, version)
    if not missing:
        return False
    waiting, total = list(missing), store.results.expected()
    until = time.monotonic() + SECONDS
    for start in range(0, len(waiting), at_once):
        some = waiting[start : start + at_once]
        store.results.report(kind, total - len(waiting) + start, total)
        texts = store.texts(some)
        found: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for language in sorted({missing[i] for i in some}):
            ids = [i for i in some if missing[i] == language]
            found |= _read_each(read, {i: texts[i] for i in ids}, language, faults)
        store.results.save(kind, version, dict.fromkeys(faults, nothing) | found, revision)
        store.results.save_faults(kind, faults)
        if time.monotonic() > until or store.revision() != revision:
            break
    return True


def _read_each(
    read: Read, texts: dict[str, str], language: str, faults: dict[str, str]
) -> dict[str, Any]:
    """The results; `faults` gets why there is none of an article."""
    try:
        return dict(zip(texts, read([*texts], [*texts.values()], language), strict=True))
    except LibraryError:
        raise
    except Exception as fault:
        # Any article may hold what nobody thought of, and that must not keep the others waiting.
        if len(texts) > 1:
            found: dict[str, Any] = {}
            for id, text in texts.items():
                found |= _read_each(read, {id: text}, language, faults)
            return found
        (id,) = texts
        _log.exception("Article %s could not be read", id)
        faults[id] = f"{type(fault).__name__}: {fault}"
        return {}
