"""Outcome of adding files, as rows, as a table, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from components.corpus.queue.understanding import FileKind
from components.text.hidden_signs import isolate, show_field
from components.text.plural import agree
from components.views.article_details import name_status, warn_of_status
from components.views.locale_formatting import (
    count_of,
    format_count,
    format_decimal,
    format_when,
    shorten,
)
from components.views.panes import list_row

_STATES = {
    "waiting": "waiting",
    "reading": "being read",
    "delayed": "not read yet; Parallax will try again",
    "asking": "needs your decision",
    "done": "read",
    "rejected": "not read",
    "cancelled": "cancelled",
}
# Files that are being read or need a decision come first.
_ORDER = {"reading": 0, "asking": 1, "delayed": 2, "rejected": 3}
# Characters of a message in the list; the whole of it is told of the selected file.
_LONGEST = 240
_UNKNOWN = FileKind()
_ACTIONS = {
    "waiting": [["cancel", "Cancel"]],
    "reading": [["cancel", "Cancel"]],
    "delayed": [["retry", "Try now"], ["cancel", "Cancel"]],
    "rejected": [["retry", "Try again"]],
    "cancelled": [["retry", "Try again"]],
}


def outcome_rows(
    uploads: pd.DataFrame,
    kinds: Mapping[int, FileKind] = MappingProxyType({}),
    selected: int | None = None,
) -> list[dict[str, Any]]:
    """Each uploaded file with its kind, state and message, and buttons for what can be done.

    `uploads` has columns `id`, `name`, `size` (bytes), `state`, `message`, `new` and `duplicates`
    (numbers of articles), and `again` (the same file was added before). `kinds` are what files were
    taken for, by number: one with parts is offered to be read whole, and back. `selected` is the
    number of the file that is explained.
    """
    return [
        list_row(
            str(row["id"]),
            [
                [[show_field(row["name"]), "strong"], [f"  {_describe_file(row, kinds)}", "quiet"]],
                [[_describe_state(row), "" if row["state"] in _ORDER else "quiet"]],
                *_warn(kinds.get(row["id"], _UNKNOWN)),
                *([[[shorten(row["message"], _LONGEST), "quiet"]]] if row["message"] else []),
            ],
            selected=row["id"] == selected,
            actions=[*_ways(row, kinds), *_actions(row)],
        )
        for row in uploads.to_dict("records")
    ]


def _describe_file(row: dict[str, Any], kinds: Mapping[int, FileKind]) -> str:
    kind = kinds.get(row["id"], _UNKNOWN).title
    return f"{format_size(row['size'])} · {kind}" if kind else format_size(row["size"])


def _warn(kind: FileKind) -> list[list[list[str]]]:
    """The line that says how many articles of a file are killed, corrections or embargoed."""
    told = describe_statuses(kind.statuses)
    return [[[told, "warning"]]] if told else []


def describe_statuses(statuses: Mapping[str, int]) -> str:
    """How many articles have which status that warns, "1 KILLED, 2 CORRECTION"; "" for none."""
    warned = {one: n for one, n in statuses.items() if warn_of_status({"status": one})}
    return ", ".join(f"{format_count(n)} {name_status(one)}" for one, n in warned.items())


def _ways(row: dict[str, Any], kinds: Mapping[int, FileKind]) -> list[list[str]]:
    """The button that has a file of parts, which was read, read as one article, or by its parts."""
    kind = kinds.get(row["id"], _UNKNOWN)
    if row["state"] != "done" or not kind.parts:
        return []
    return [
        ["parts", f"Read by {kind.parts}"] if kind.is_whole else ["whole", "Read as one article"]
    ]


def _actions(row: dict[str, Any]) -> list[list[str]]:
    """The buttons of a file; of one that was refused there are no bytes to try again."""
    is_gone = row["state"] == "rejected" and not row["size"]
    return [] if is_gone else _ACTIONS.get(row["state"], [])


def outcome_table(
    uploads: pd.DataFrame, kinds: Mapping[int, FileKind] = MappingProxyType({})
) -> pd.DataFrame:
    """The same as a table for export, a row for each file."""
    told = [_describe_state(row) for row in uploads.to_dict("records")]
    return pd.DataFrame(
        {
            "file": uploads["name"].map(show_field),
            "bytes": uploads["size"],
            "kind": [kinds.get(number, _UNKNOWN).title for number in uploads["id"]],
            "outcome": told,
            "new articles": uploads["new"],
            "already in the library": uploads["duplicates"],
            "reason": uploads["message"],
        }
    )


def group_by_outcome(uploads: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The files by outcome, without empty groups; `all` is always there, the urgent ones first."""
    states = uploads["state"]
    kinds = {
        "waiting": uploads[states.isin(["waiting", "reading"])],
        "needs a decision": uploads[states == "asking"],
        "delayed": uploads[states == "delayed"],
        "not read": uploads[states == "rejected"],
        "with warnings": uploads[(states == "done") & (uploads["message"] != "")],
        "already in the library": uploads[uploads["duplicates"] > 0],
        "cancelled": uploads[states == "cancelled"],
    }
    order = states.map(_ORDER).fillna(len(_ORDER)).sort_values(kind="stable").index
    present = {name: files for name, files in kinds.items() if len(files)}
    return {"all": uploads.loc[order], **present}


def count_unread(uploads: pd.DataFrame) -> int:
    """The number of files still to be read, delayed ones included."""
    return int(uploads["state"].isin(["waiting", "reading", "delayed"]).sum())


def describe_reading(uploads: pd.DataFrame) -> str:
    """The progress of a batch in one line: files read, not read, waiting, and new articles."""
    counts = uploads["state"].value_counts()
    files = (
        f"{format_count(counts.get('done', 0))} of {count_of(len(uploads), 'file', 'files')} read"
    )
    others = {
        "not read": counts.get("rejected", 0),
        "waiting for your decision": counts.get("asking", 0),
        "cancelled": counts.get("cancelled", 0),
    }
    told = [f"{format_count(number)} {what}" for what, number in others.items() if number]
    articles = int(uploads["new"].sum())
    return ", ".join([files, *told, count_of(articles, "new article", "new articles")])


def describe_batches(batches: pd.DataFrame, zone: str) -> dict[str, str]:
    """Each batch in one line that no other batch has, by its key.

    `batches` has the columns of `Uploads.batches`, the latest first; `zone` is the reader's.
    Batches that cannot be told apart by time or name are numbered, the earliest first.
    """
    rows = batches.to_dict("records")
    lines = [_describe_batch(row, zone) for row in rows]
    told: dict[str, str] = {}
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        same = lines.count(line)
        number = f" ({lines[place:].count(line)} of {same})" if same > 1 else ""
        told[row["batch"]] = line + number
    return told


def _describe_batch(batch: dict[Any, Any], zone: str) -> str:
    files = count_of(batch["files"], "file", "files")
    who = batch["who"] or "the corpus folder"
    when = "" if pd.isna(batch["added"]) else f", {format_when(batch['added'], zone)}"
    open_ones = f", {format_count(batch['unfinished'])} not finished" if batch["unfinished"] else ""
    return f"{files} of {who}{when}{open_ones}: {isolate(show_field(batch['name']))}"


def format_size(size: int) -> str:
    """A number of bytes in bytes, kB or MB (decimal)."""
    if size < 1000:
        return f"{size} {agree(size, 'byte', 'bytes')}"
    return (
        f"{format_decimal(size / 1e3, 0)} kB"
        if size < 1e6
        else f"{format_decimal(size / 1e6, 1)} MB"
    )


def _describe_state(row: dict[str, Any]) -> str:
    so_far = row["new"] + row["duplicates"]
    if row["state"] == "reading" and so_far:
        return f"being read: {count_of(so_far, 'article', 'articles')} so far"
    if row["state"] == "cancelled" and so_far:
        articles = count_of(so_far, "article", "articles")
        return f"cancelled; the library has the {articles} read before that"
    if row["state"] != "done":
        return _STATES[row["state"]]
    counts = []
    if row["new"]:
        counts.append(f"{count_of(row['new'], 'new article', 'new articles')}")
    if row["duplicates"]:
        counts.append(f"{format_count(row['duplicates'])} already in the library")
    if row["again"]:
        counts.append("the same file was added before")
    return ", ".join(counts) or _STATES["done"]
