"""Notes and changes in words: what analysts wrote and did, when, and to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.corpus.notes import Note, unpack_note
from components.views.layout import shorten
from components.views.local import count_of, say_count, say_moment

FIELDS = {"published": "date", "tag": "tag", "note": "note"}
LONGEST = 80


def say_when(moment: Any, zone: str) -> str:
    """A moment in UTC as a day and a time in the reader's time zone."""
    return say_moment(pd.Timestamp(moment).tz_localize("UTC").tz_convert(zone))


def sign(who: str, moment: Any, zone: str) -> str:
    """Who wrote something, and when."""
    return f"{who or 'somebody'} · {say_when(moment, zone)}"


def span_notes(notes: Sequence[Note], zone: str) -> list[dict[str, Any]]:
    """The notes on spans, for the reading view; `end` counts code points of the text."""
    return [
        {"id": note.id, "end": note.end, "text": note.text, "meta": sign(note.who, note.made, zone)}
        for note in notes
        if note.end is not None
    ]


def whole_notes(notes: Sequence[Note], zone: str) -> list[dict[str, Any]]:
    """The notes on the article as a whole, as rows; a row's id is the number of the note."""
    return [
        {
            "id": str(note.id),
            "score": None,
            "picked": False,
            "lines": [[[note.text, ""]], [[sign(note.who, note.made, zone), "quiet"]]],
            "actions": [["remove", "Remove"]],
        }
        for note in notes
        if note.start is None
    ]


def change_rows(
    changes: pd.DataFrame, labels: Mapping[str, str], zone: str
) -> list[dict[str, Any]]:
    """Changes, the latest first, each with its undo; those made at once are one row.

    `changes` has the columns of `components.corpus.history`; `labels` names the articles, and one
    without a name is not named. A row's id is `change.batch`.
    """
    rows = []
    alone = changes["batch"].where(changes["batch"] > 0, -changes["change"])
    for _, group in changes.groupby(alone, sort=False):
        first = group.iloc[0]
        several = group["article"].nunique()
        about = (
            labels.get(first["article"], "")
            if several == 1
            else count_of(several, "article", "articles")
        )
        told = list(dict.fromkeys(say_change(dict(row)) for row in group.to_dict("records")))
        more = f" and {say_count(len(told) - 2)} more" if len(told) > 2 else ""
        rows.append(
            {
                "id": f"{first['change']}.{first['batch']}",
                "score": None,
                "picked": False,
                "lines": [
                    *([[[shorten(about, LONGEST), "strong"]]] if about else []),
                    [["; ".join(told[:2]) + more, ""]],
                    [[sign(first["who"], first["when"], zone), "quiet"]],
                ],
                "actions": [["undo", "Undo"]],
            }
        )
    return rows


def say_change(change: Mapping[Any, Any]) -> str:
    """One change of the history in words."""
    name = FIELDS.get(change["field"], change["field"])
    old, new = change["old"], change["new"]
    if name == "removed":
        return "moved to the bin" if new else "restored from the bin"
    if name == "note":
        old, new = unpack_note(old)[1], unpack_note(new)[1]
    old, new = shorten(old, LONGEST), shorten(new, LONGEST)
    if name in ("tag", "note"):
        if old and new:
            return f"{name} “{old}” → “{new}”"
        return f"{name} “{new}” added" if new else f"{name} “{old}” removed"
    return f"{name}: {old or 'nothing'} → {new or 'nothing'}"
