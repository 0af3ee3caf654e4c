"""Saved searches and lists of queries of a library, kept as verdicts: named, renamed, deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import orjson
import pandas as pd

# Kinds of verdicts. A key of the first two is an identifier, that of the last has the name of an
# analyst behind a dot.
SEARCH, QUERIES, SEEN = "saved search", "saved queries", "search seen"
SAVED = frozenset({SEARCH, QUERIES, SEEN})
LONGEST_NAME = 100


@dataclass(frozen=True)
class Saved:
    """A search or a list of queries that was saved.

    `content` is the selection as the query of a link, or JSON of pairs of name and query. `since`
    is the latest moment at which an article had been added when it was saved, in ISO 8601, "" for
    an empty library; `number` is that of the verdict, `when` in UTC.
    """

    id: str
    name: str
    content: str
    since: str
    who: str
    when: datetime
    number: int


def pack_saved(name: str, content: str, since: str) -> str:
    """The value of a verdict; raises ValueError for a name that is empty or too long."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME:
        raise ValueError(f"A name has 1 to {LONGEST_NAME} characters.")
    return orjson.dumps({"name": tidy, "content": content, "since": since}).decode()


def read_saved(verdicts: pd.DataFrame) -> list[Saved]:
    """What is saved, by name, of a table of `Verdicts.all`; what cannot be read is left out."""
    found: list[Saved] = []
    for row in verdicts.to_dict("records"):
        try:
            held = orjson.loads(row["value"])
            name, content, since = (str(held[key]) for key in ("name", "content", "since"))
        except (orjson.JSONDecodeError, KeyError, TypeError):
            continue
        signed = row["who"], row["when"], row["number"]
        found.append(Saved(row["key"], name, content, since, *signed))
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def pack_queries(queries: list[tuple[str, str]]) -> str:
    """Pairs of name and query as the content of a saved list."""
    return orjson.dumps(queries).decode()


def read_queries(content: str) -> list[tuple[str, str]]:
    """Pairs of name and query from the content of a saved list; none when it cannot be read."""
    try:
        return [(str(name), str(query)) for name, query in orjson.loads(content)]
    except (orjson.JSONDecodeError, TypeError, ValueError):
        return []
