"""The history of changes as rows with undo, and a change in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.corpus.annotations.article_notes import unpack_note
from components.text.hidden_signs import isolate, show_field
from components.views.locale_formatting import count_of, format_count, format_signature, shorten
from components.views.panes import list_row

_LONGEST_VALUE = 80
_FIELD_NAMES = {
    "published": "date",
    "modified": "day of the last change",
    "tag": "tag",
    "note": "note",
}


def change_rows(
    changes: pd.DataFrame, labels: Mapping[str, str], zone: str
) -> list[dict[str, Any]]:
    """The history of changes as rows, each with a button to undo it; one row for each batch.

    A row whose changes were all undone says so and has no button.
    `changes` has the columns of `corpus.change_history`, the latest first; `labels` are titles
    by article id, and an article without one is not named. A row's id is `change.batch`.
    """
    rows, undone = [], find_undone(changes)
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
        is_undone = bool(undone[group.index].all())
        more = f" and {format_count(len(told) - 2)} more" if len(told) > 2 else ""
        rows.append(
            list_row(
                f"{first['change']}.{first['batch']}",
                [
                    *([[[shorten(about, _LONGEST_VALUE), "strong"]]] if about else []),
                    [["; ".join(told[:2]) + more, ""]],
                    [
                        [format_signature(first["who"], first["when"], zone), "quiet"],
                        *([[" · undone since", "quiet"]] if is_undone else []),
                    ],
                ],
                actions=[] if is_undone else [["undo", "Undo"]],
            )
        )
    return rows


def find_undone(changes: pd.DataFrame) -> pd.Series:
    """Whether what stood before each change stands there again: a column for the same rows.

    `changes` are the latest ones, the last first, as `change_rows` takes them.
    """
    present: dict[tuple[str, ...], str] = {}
    undone = []
    for row in changes.to_dict("records"):
        old, new, field = row["old"], row["new"], row["field"]
        which = ""
        if field == "tag":
            which = new or old
        elif field == "note":
            (before, old), (after, new) = unpack_note(old), unpack_note(new)
            which = str(before or after)
        now = present.setdefault((row["article"], field, which), new)
        undone.append(now == old)
    return pd.Series(undone, index=changes.index, dtype=bool)


def describe_change(change: Mapping[Any, Any]) -> str:
    """One change of the history: the field with its old and new value."""
    name = _FIELD_NAMES.get(change["field"], change["field"])
    old, new = change["old"], change["new"]
    if name == "removed":
        return "moved to the bin" if new else "restored from the bin"
    if name == "note":
        old, new = unpack_note(old)[1], unpack_note(new)[1]
    old, new = shorten(old, _LONGEST_VALUE), shorten(new, _LONGEST_VALUE)
    if name in ("tag", "note"):
        if old and new:
            return f"{name} “{old}” → “{new}”"
        return f"{name} “{new}” added" if new else f"{name} “{old}” removed"
    old, new = (isolate(show_field(one)) or "nothing" for one in (old, new))
    return f"{name}: {old} → {new}"
