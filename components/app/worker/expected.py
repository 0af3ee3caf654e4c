"""The versions that tables of names and quotations have when nothing about them is out of date.

Shared by the worker, which makes them, and the pages, which say when they are being made anew.
"""

from __future__ import annotations

from components.analysis import entities, outline, quotations
from components.corpus.store import Store

# The kind of verdict whose value is an analyst's list of names, as CSV.
NAME_LIST = "names"
# The kind of verdict whose key is a reporting verb that an analyst has added.
VERB = "verb"
_QUOTATION_TABLE = "table 3"


def added_verbs(store: Store) -> tuple[str, ...]:
    """The reporting verbs that analysts have added."""
    return tuple(store.verdicts.all(VERB)["key"])


def mentions_version(store: Store) -> str:
    """The version of the table of mentions."""
    number = store.verdicts.latest(NAME_LIST)
    models = [entities.MODEL_VERSION, entities.RESOLVE_VERSION, outline.VERSION]
    return ", ".join([*models, f"names {number}"])


def quotations_version(store: Store) -> str:
    """The version of both tables of quotations; their speakers go by the table of mentions."""
    read = quotations.version_of(added_verbs(store))
    return f"{read}, {_QUOTATION_TABLE}, {mentions_version(store)}"


def find_outdated(store: Store) -> frozenset[str]:
    """Which of these tables an analyst's list of names or verbs has put out of date."""
    wanted = {
        "mentions": mentions_version(store),
        "quotations": quotations_version(store),
        "quotation_ledger": quotations_version(store),
    }
    made = {name: store.results.frame_made(name) for name in wanted}
    return frozenset(
        name for name, version in wanted.items() if (known := made[name]) and known[0] != version
    )
