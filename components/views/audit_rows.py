"""Entries of the audit as rows of a list and of a table: who wrote what, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
import pandas as pd

from components.corpus.database.audit import Entry
from components.views.locale_formatting import count_of, format_signature

_SAID = {
    ("insert", "article"): ("added", "article", "articles"),
    ("delete", "article"): ("deleted for good", "article", "articles"),
    ("insert", "change"): ("changed", "detail of an article", "details of articles"),
    ("insert", "note"): ("wrote", "note", "notes"),
    ("update", "note"): ("changed", "note", "notes"),
    ("insert", "tag"): ("set", "tag", "tags"),
    ("delete", "tag"): ("took away", "tag", "tags"),
    ("insert", "verdict"): ("decided", "matter", "matters"),
    ("insert", "upload"): ("sent", "file", "files"),
    ("update", "upload"): ("told about", "file", "files"),
    ("delete", "upload"): ("took back", "file", "files"),
    ("insert", "lease"): ("paused", "analysis", "analyses"),
    ("delete", "lease"): ("resumed", "analysis", "analyses"),
}
# What says nothing to a person.
_OURS = frozenset({"seal", "lease", "tries"})
BROKEN = "Its digest does not fit: this entry, or the one before it, was changed or taken out."


def describe_written(wrote: Sequence[Mapping[str, Any]]) -> str:
    """What an entry wrote, in words: “changed 2 details of articles; wrote 1 note”.

    Rows of articles that a change updated are told by the change.
    """
    counts: dict[tuple[str, str], int] = {}
    for one in wrote:
        key = (one["verb"], one["table"])
        counts[key] = counts.get(key, 0) + one["count"]
    told = [
        f"{_SAID[key][0]} {count_of(count, *_SAID[key][1:])}"
        for key, count in counts.items()
        if key in _SAID
    ]
    return "; ".join(told) or "; ".join(f"{verb} {table}" for verb, table in counts)


def make_rows(entries: Sequence[Entry], zone: str, opened: int = 0) -> list[dict[str, Any]]:
    """Rows of the component `rows`, newest first; `zone` is the reader's, `opened` a number."""
    return [
        {
            "id": str(entry.number),
            "score": None,
            "selected": entry.number == opened,
            "lines": [
                [[describe_written(entry.wrote), "strong"]],
                [[f"{format_signature(entry.who, entry.made, zone)} · as {entry.role}", "quiet"]],
                *([] if entry.is_whole else [[[BROKEN, "quiet"]]]),
            ],
            "actions": [],
        }
        for entry in reversed(entries)
    ]


def list_details(entry: Entry) -> str:
    """What each statement of an entry wrote, a line for each row, as it was given."""
    lines = []
    for one in entry.wrote:
        lines.append(f"{one['verb']} {one['table']}, {count_of(one['count'], 'row', 'rows')}")
        for row in one.get("rows", [{"digest of all": one.get("digest", "")}]):
            told = (f"{name}: {value}" for name, value in row.items() if name not in _OURS)
            lines.append(f"    {'; '.join(told)}")
    return "\n".join(lines)


def make_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """All that the entries have, a row each, oldest first; `whole` is whether its digest fits."""
    columns = ["number", "when", "who", "role", "wrote", "details", "whole"]
    rows = []
    for one in entries:
        words, details = describe_written(one.wrote), orjson.dumps(one.wrote).decode()
        rows.append((one.number, one.made, one.who, one.role, words, details, one.is_whole))
    return pd.DataFrame(rows, columns=columns)
