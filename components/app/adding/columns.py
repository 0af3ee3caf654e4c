"""Tables that wait until an analyst has said which column is what."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.app import cached, state
from components.app.cards import card, note
from components.views.columns import FIELDS, example_table, same_columns
from components.views.local import say_count

TABLES_SHOWN = 3
_NONE = ""


def show_questions() -> None:
    """One question for each kind of table that waits, with its first rows."""
    waiting = cached.store().uploads.asking()
    if waiting.empty:
        return
    asked = {number: cached.store().uploads.asked(number) for number in waiting["id"]}
    groups = same_columns(asked)
    files = waiting.set_index("id")
    with card("Needs your decision", "No column has a name that says it holds the articles' text."):
        for numbers in groups[:TABLES_SHOWN]:
            _ask(numbers, asked[numbers[0]], files.loc[numbers])
        if len(groups) > TABLES_SHOWN:
            note(f"{say_count(len(groups) - TABLES_SHOWN)} more kinds of tables wait after these.")


def _ask(numbers: list[int], found: dict[str, Any], files: pd.DataFrame) -> None:
    with st.container(border=True, key=f"columns-{numbers[0]}"):
        st.text(files["name"].iloc[0])
        if len(numbers) > 1:
            note(
                f"The answer holds for all {say_count(len(numbers))} waiting files with these "
                "columns."
            )
        chosen = _choose(numbers[0], found)
        st.dataframe(
            example_table(found["rows"], chosen),
            hide_index=True,
            placeholder="",
            key=f"examples-{numbers[0]}",
            height="content",
        )
        with st.container(horizontal=True):
            take = st.button("Import", key=f"take-{numbers[0]}", type="primary")
            leave = st.button("Leave out", key=f"leave-{numbers[0]}")
    if not take and not leave:
        return
    uploads = cached.store().uploads
    for number in numbers:
        if take:
            uploads.answer(number, chosen)
        else:
            uploads.cancel(number)
    state.keep("batch", files["batch"].iloc[0])
    state.draw_anew()


def _choose(number: int, found: dict[str, Any]) -> dict[str, str]:
    """The name of the column for each field, "" for none."""
    columns = st.columns(len(FIELDS))
    chosen = {}
    for place, (field, label) in zip(columns, FIELDS.items(), strict=True):
        options = list(found["names"]) if field == "text" else [_NONE, *found["names"]]
        proposed = found["fields"].get(field, _NONE)
        chosen[field] = place.selectbox(
            label,
            options,
            index=options.index(proposed) if proposed in options else 0,
            format_func=lambda name: name or "none",
            key=f"column-{number}-{field}",
        )
    return chosen


def waiting_ids() -> list[int]:
    """The files that are asked about."""
    ids: pd.Series = cached.store().uploads.asking()["id"]
    return ids.tolist()
