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


def show_questions() -> list[int]:
    """One question for each kind of table that waits, with its first rows; gives all that wait."""
    waiting = cached.store().uploads.asking()
    if waiting.empty:
        return []
    asked = {number: cached.store().uploads.asked(number) for number in waiting["id"]}
    groups = same_columns(asked)
    files = waiting.set_index("id")
    with card("Needs your decision", "No column has a name that says it holds the articles' text."):
        for numbers in groups[:TABLES_SHOWN]:
            _ask(numbers, asked[numbers[0]], files.loc[numbers])
        if len(groups) > TABLES_SHOWN:
            note(f"{say_count(len(groups) - TABLES_SHOWN)} more kinds of tables wait after these.")
    return [*asked]


def _ask(numbers: list[int], found: dict[str, Any], files: pd.DataFrame) -> None:
    with st.container(border=True, key=f"columns-{numbers[0]}"):
        st.text(files["name"].iloc[0])
        if len(numbers) > 1:
            note(
                f"The answer holds for all {say_count(len(numbers))} waiting files with these "
                "columns."
            )
        chosen = _choose(numbers[0], found)
        batch = files["batch"].iloc[0]
        st.dataframe(
            example_table(found["rows"], chosen),
            hide_index=True,
            placeholder="",
            key=f"examples-{numbers[0]}",
            height="content",
        )
        with st.container(horizontal=True):
            st.button(
                "Import", key=f"take-{numbers[0]}", type="primary", on_click=_take,
                args=(numbers, batch),
            )  # fmt: skip
            st.button(
                "Leave out", key=f"leave-{numbers[0]}", on_click=_leave, args=(numbers, batch)
            )


def _take(numbers: list[int], batch: str) -> None:
    chosen = {field: str(state.widget(_key(numbers[0], field)) or _NONE) for field in FIELDS}
    with state.explaining():
        for number in numbers:
            cached.store().uploads.answer(number, chosen)
    state.keep("batch", batch)


def _leave(numbers: list[int], batch: str) -> None:
    with state.explaining():
        for number in numbers:
            cached.store().uploads.cancel(number)
    state.keep("batch", batch)


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
            key=_key(number, field),
        )
    return chosen


def _key(number: int, field: str) -> str:
    return f"column-{number}-{field}"


def waiting_ids() -> list[int]:
    """The files that are asked about by now."""
    ids: pd.Series = cached.store().uploads.asking()["id"]
    return ids.tolist()
