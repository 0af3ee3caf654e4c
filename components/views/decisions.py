"""Decisions about entities in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.analysis.entities import Decision, Preview, read_decisions
from components.views.bars import TYPE_NAMES
from components.views.layout import shorten
from components.views.local import count_of, say_count
from components.views.notes import sign

_LONGEST = 60


def say_decision(decision: Decision, labels: Mapping[str, str]) -> str:
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


def say_preview(decision: Decision, seen: Preview) -> str:
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
        words += f", with the {say_count(seen.joined)} already counted there"
    return f"{words}; {say_count(seen.left)} would stay." if seen.left else f"{words}."


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
            told = [say_decision(one, labels) for one in read_decisions([row["value"]])]
            said = told[0] if told else said
            state = "decided" if row["value"] else "withdrawn"
            rows.append((row["when"], row["who"], said, state))
    return pd.DataFrame(rows, columns=["when", "who", "decision", "state"])


def _row(
    decision: Decision, last: pd.Series, holds: bool, labels: Mapping[str, str], zone: str
) -> dict[str, Any]:
    done = "decided by" if holds else "withdrawn by"
    said = say_decision(decision, labels)
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
