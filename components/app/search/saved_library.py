"""What is saved of searches in a library: saved, renamed and deleted, each with its undo."""

from __future__ import annotations

from uuid import uuid4

import pandas as pd

from components.app import change_and_undo, state
from components.app.caches import open_library
from components.app.change_and_undo import Done, by_verdicts, change
from components.corpus.annotations.saved_searches import (
    LONGEST_NAME,
    SEARCH,
    SEEN,
    Saved,
    pack_saved,
    read_saved,
)

_KINDS = {SEARCH: "search"}


def list_saved(kind: str) -> list[Saved]:
    """Everything of a kind that is saved in the open library, by name."""
    return read_saved(open_library.written().verdicts(kind, ""))


def _latest_arrival() -> str:
    """When the latest article that is not in the bin was added, ISO 8601 in UTC; "" for none."""
    added = open_library.corpus().articles["added"].max()
    return "" if pd.isna(added) else str(added.isoformat())


def save(kind: str, name: str, content: str) -> None:
    """Save a search, or a list of them, under a name; for callbacks."""
    since = _latest_arrival()
    value = pack_saved(name, content, since)
    change(lambda: _set(kind, uuid4().hex[:12], value, f"Saved the {_word(kind)} “{name}”.", ""))


def rename(kind: str, saved: Saved, name: str) -> None:
    """Give it another name; for callbacks. A name that cannot be is left as it was."""
    if name.strip() and name != saved.name:
        value = pack_saved(name, saved.content, saved.since)
        words = f"Renamed the {_word(kind)} “{saved.name}” to “{name}”."
        change(lambda: _set(kind, saved.id, value, words, _value(saved)))


def delete(kind: str, saved: Saved) -> None:
    """Delete it; for callbacks."""
    words = f"Deleted the {_word(kind)} “{saved.name}”."
    change(lambda: _set(kind, saved.id, "", words, _value(saved)))


def mark_seen(saved: Saved) -> None:
    """Note that all that a search finds now was seen by this analyst; for callbacks."""
    key = f"{saved.id}.{change_and_undo.who()}"
    words = f"Marked all articles of “{saved.name}” as seen."
    change(lambda: _set(SEEN, key, _latest_arrival(), words, None))


def _word(kind: str) -> str:
    return _KINDS.get(kind, "list of searches")


def _value(saved: Saved) -> str:
    return pack_saved(saved.name, saved.content, saved.since)


def _set(kind: str, key: str, value: str, words: str, expected: str | None) -> Done:
    verdicts, who = open_library.store().verdicts, change_and_undo.who()
    return by_verdicts(words, [verdicts.set(kind, key, value, who=who, expected=expected)])


def ask_name(key: str) -> str:
    """The name typed into the field with this key, as it can be stored; "" for none."""
    return " ".join(str(state.widget(key) or "").split())[:LONGEST_NAME]
