"""Have a few articles at a time read for what is not known of them yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from components.corpus.store import Store

ARTICLES_AT_ONCE = 16


def read_some(
    store: Store,
    kind: str,
    version: str,
    read: Callable[[list[str], list[str], str], list[Any]],
    at_once: int = ARTICLES_AT_ONCE,
) -> bool:
    """Have a few articles read that have no result of this kind yet, those of a language together.

    `read` gets ids, texts and their language and gives a result for each. False when none waits.
    """
    revision = store.revision()
    missing = store.results.missing(kind, version)
    if not missing:
        return False
    languages = store.articles().set_index("id")["language"]
    store.results.report(kind, len(languages) - len(missing), len(languages))
    some = missing[:at_once]
    texts = store.texts(some)
    found: dict[str, Any] = {}
    for language in sorted({languages[i] for i in some}):
        ids = [i for i in some if languages[i] == language]
        found.update(zip(ids, read(ids, [texts[i] for i in ids], language), strict=True))
    store.results.save(kind, version, found, revision)
    return True
