"""The notes of a library as files for other programs and other people: JSON and Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from components.text.unsafe_characters import show_unsafe

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&!])")
_LIST_SIGN = re.compile(r"^([^\S\n]*)([-+]|\d+[.)])(?=\s|$)", re.MULTILINE)


def write_notes_json(notes: pd.DataFrame, about: Iterable[tuple[str, str]]) -> bytes:
    """The notes of `gather_notes` as indented JSON in UTF-8, with what they were exported from.

    `start` and `end` are null for a note on a whole article.
    """
    told = {"about": dict(about), "notes": [_plain(row) for row in notes.to_dict("records")]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    offsets = {name: None if pd.isna(row[name]) else int(row[name]) for name in ("start", "end")}
    written = row["when"].isoformat(timespec="seconds") + "Z"
    return {str(name): value for name, value in row.items()} | offsets | {"when": written}


def write_notes_markdown(notes: pd.DataFrame, about: Iterable[tuple[str, str]]) -> bytes:
    """The notes by article as Markdown in UTF-8; words of articles and analysts stay words."""
    lines = ["# Notes", ""]
    lines += [f"- {name}: {_escape(value)}" for name, value in about if value]
    for _, own in notes.groupby("id", sort=False):
        ordered = own.sort_values("start", na_position="first")
        first = ordered.iloc[0]
        facts = [_escape(first[name]) for name in ("source", "published", "url") if first[name]]
        lines += ["", f"## {_escape(first['article'])}", "", " · ".join(facts)]
        for row in ordered.to_dict("records"):
            lines += ["", *_note_lines(row)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _note_lines(row: Mapping[Any, Any]) -> list[str]:
    lines = []
    if row["quoted"]:
        lines += [f"> {line}" for line in _escape(row["quoted"], keep_lines=True).split("\n")] + [
            ""
        ]
    colour = f"**{row['colour']}{': ' if row['meaning'] else ''}{_escape(row['meaning'])}** "
    place = "" if pd.isna(row["start"]) else f", characters {row['start']} to {row['end']}"
    who = _escape(row["who"] or "name not given")
    return [
        *lines,
        (colour if row["colour"] else "") + _escape(row["note"], keep_lines=True),
        "",
        f"({who}, {row['when']:%Y-%m-%d %H:%M} UTC{place})",
    ]


def _escape(text: str, keep_lines: bool = False) -> str:
    if not keep_lines:
        text = " ".join(text.split())
    return _LIST_SIGN.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", show_unsafe(text)))
