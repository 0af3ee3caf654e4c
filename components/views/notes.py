"""Decisions about entities in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.analysis.entities import Decision, Preview, read_decisions
from components.corpus.annotations.article_notes import Note, unpack_note
from components.views.entities.entity_counts import TYPE_NAMES
from components.views.formatting import count_of, format_count, format_moment, shorten

FIELDS = {"published": "date", "tag": "tag", "note": "note"}
LONGEST = 80


def format_when(moment: Any, zone: str) -> str:
    """A moment in UTC as a day and a time in the reader's time zone."""
    return format_moment(pd.Timestamp(moment).tz_localize("UTC").tz_convert(zone))


def sign(who: str, moment: Any, zone: str) -> str:
    """Who wrote something, and when."""
    return f"{who or 'somebody'} · {format_when(moment, zone)}"


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
        told = list(dict.fromkeys(describe_change(dict(row)) for row in group.to_dict("records")))
        more = f" and {format_count(len(told) - 2)} more" if len(told) > 2 else ""
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


def describe_change(change: Mapping[Any, Any]) -> str:
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


_LONGEST = 60


def describe_decision(decision: Decision, labels: Mapping[str, str]) -> str:
    """What was decided, in one sentence."""
    names = [shorten(one.name, _LONGEST) for one in decision.of]
    of, into = names[0] if names else "nothing", shorten(decision.into, _LONGEST)
    kind = TYPE_NAMES.get(decision.type, decision.type.lower())
    if decision.kind == "split":
        part = f"“{shorten(decision.surface, _LONGEST)}”" if decision.surface else "All mentions"
        where = f" in “{shorten(labels.get(decision.article, 'an article'), _LONGEST)}”"
        return f"{part}{where if decision.article else ''} of {of} mean {into}"
    merged = ", ".join(name for name in names if name != into)
    return {
        "merge": f"{merged} and {into} are the same: {into}",
        "rename": f"{of} is shown as {into}",
        "retype": f"{of} has the type: {kind}",
        "hide": f"{of} is hidden",
        "reject": f"{of} is not an entity",
    }[decision.kind]


def describe_preview(decision: Decision, seen: Preview) -> str:
    """What a decision would change, counted."""
    count, articles = len(seen.changed), seen.articles
    if not count:
        return "Nothing would change."
    told = (
        f"{count_of(count, 'mention', 'mentions')} in {count_of(articles, 'article', 'articles')}"
    )
    if decision.kind in ("hide", "reject"):
        return f"{told} would no longer be shown or counted."
    if decision.kind == "retype":
        return f"{told} would change to the other type."
    words = f"{told} would be counted under “{shorten(decision.into, _LONGEST)}”"
    if seen.joined:
        words += f", with the {format_count(seen.joined)} already counted there"
    return f"{words}; {format_count(seen.left)} would stay." if seen.left else f"{words}."


def decision_rows(
    history: pd.DataFrame, labels: Mapping[str, str], zone: str
) -> list[dict[str, Any]]:
    """Every decision, the newest first, with what became of it and the way back.

    `history` is that of the store's verdicts of kind `entity`, oldest first: the last row of a key
    holds, and an empty value has taken it back. A row's id is the number of that last verdict.
    """
    rows = []
    for _, own in history.groupby("key", sort=True):
        last = own.iloc[-1]
        written = next((value for value in reversed(own["value"].tolist()) if value), "")
        for decision in read_decisions([written]):
            rows.append(_row(decision, last, bool(last["value"]), labels, zone))
    return rows[::-1]


def decision_table(history: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Every step of every decision, oldest first: `when`, `who`, `decision`, `state`."""
    rows = []
    said = ""
    for _, own in history.groupby("key", sort=True):
        for row in own.to_dict("records"):
            told = [describe_decision(one, labels) for one in read_decisions([row["value"]])]
            said = told[0] if told else said
            state = "decided" if row["value"] else "withdrawn"
            rows.append((row["when"], row["who"], said, state))
    return pd.DataFrame(rows, columns=["when", "who", "decision", "state"])


def _row(
    decision: Decision, last: pd.Series, holds: bool, labels: Mapping[str, str], zone: str
) -> dict[str, Any]:
    done = "decided by" if holds else "withdrawn by"
    said = describe_decision(decision, labels)
    return {
        "id": str(last["number"]),
        "score": None,
        "picked": False,
        "lines": [
            [[said, "strong" if holds else "quiet"]],
            [[f"{done} {sign(last['who'], last['when'], zone)}", "quiet"]],
        ],
        "actions": [["undo", "Withdraw" if holds else "Decide again"]],
    }
