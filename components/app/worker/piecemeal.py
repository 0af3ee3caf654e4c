"""Have articles read, a few at a time, for what is not known of them yet."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from components.corpus.store import Store

ARTICLES_AT_ONCE = 16
# What waits in a large library is looked up once for all that is read in this time. It is short,
# for files that come meanwhile are read first.
SECONDS = 2.0


def read_some(
    store: Store,
    kind: str,
    version: str,
    read: Callable[[list[str], list[str], str], list[Any]],
    at_once: int = ARTICLES_AT_ONCE,
) -> bool:
    """Have articles read that have no result of this kind yet, for `SECONDS` or until one changes.

    `read` gets ids, texts and their language, `at_once` at most and all of one language, and gives
    a result for each. False when none waits.
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
        for language in sorted({missing[i] for i in some}):
            ids = [i for i in some if missing[i] == language]
            found.update(zip(ids, read(ids, [texts[i] for i in ids], language), strict=True))
        store.results.save(kind, version, found, revision)
        if time.monotonic() > until or store.revision() != revision:
            break
    return True
