"""Data editor for the table of articles; nothing is stored until it is saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from components.app import state
from components.app.articles.details_form import (
    DAYS,
    FIELDS,
    FIRST_DAY,
    Fields,
    Wanted,
    find_problem,
    read_fields,
    store_wanted,
)
from components.app.caches import open_library
from components.app.cards import note
from components.app.change_and_undo import change
from components.views.locale_formatting import count_of

ROWS = 1_000
# Pixels of a row of a table, and of the tallest table before it scrolls.
ROW, TALLEST = 33, 640
COLUMNS = [*FIELDS, "tags"]


def begin_editing(articles: pd.DataFrame) -> None:
    """Keep the rows as they are now, and open the editor: what is saved is compared with them."""
    tags = open_library.written().tags
    rows = articles.head(ROWS).reset_index(drop=True)
    held = rows[["id", *FIELDS]].assign(tags=[tags.get(id, []) for id in rows["id"]])
    state.keep("table", held)
    state.keep("table_key", f"edit-{uuid4().hex[:8]}")


def is_editing() -> bool:
    """Whether the table is being edited."""
    return state.kept("table") is not None


def end_editing() -> None:
    """Close the editor and drop what was typed."""
    state.keep("table", None)
    state.keep("table_problem", "")


def show_editor() -> None:
    """Draw the editor with its buttons to save and to discard."""
    held: pd.DataFrame = state.kept("table")
    known = open_library.written().known_tags
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Save changes", type="primary", on_click=_save)
        st.button("Discard", on_click=end_editing)
        note("Click a cell and type. Nothing is stored until you save.")
    if problem := state.kept("table_problem"):
        st.error(problem)
    st.data_editor(
        held.drop(columns=["id"]),
        column_order=COLUMNS,
        column_config={
            "title": st.column_config.TextColumn("title", width="large"),
            "published": st.column_config.DateColumn(
                "published", min_value=FIRST_DAY, format="localized"
            ),
            "modified": st.column_config.DateColumn(
                "changed", min_value=FIRST_DAY, format="localized"
            ),
            "language": st.column_config.TextColumn("language", width="small"),
            "tags": st.column_config.MultiselectColumn(
                "tags", options=known, accept_new_options=True
            ),
        },
        hide_index=True,
        placeholder="",
        key=state.kept("table_key"),
        on_change="ignore",
        height=table_height(len(held)),
    )
    note(f"{count_of(len(held), 'article', 'articles')}; filter the list to edit others.")


def table_height(rows: int) -> int:
    """Height in pixels for so many rows and the heading, up to `TALLEST`, from which it scrolls."""
    return min(ROW * (rows + 1) + 4, TALLEST)


def _save() -> None:
    held: pd.DataFrame = state.kept("table")
    edited: dict[int, dict[str, Any]] = (state.widget(state.kept("table_key")) or {}).get(
        "edited_rows", {}
    )
    wanted = read_edits(held, edited)
    if not any((wanted.fields, wanted.put, wanted.taken)):
        state.keep("table_problem", "Nothing has been changed yet, so there is nothing to save.")
        return
    languages = [own["language"] for own in wanted.fields.values() if "language" in own]
    problems = [find_problem(language, [*wanted.put]) for language in languages or [None]]
    state.keep("table_problem", next(filter(None, problems), ""))
    if not any(problems):
        change(lambda: store_wanted(wanted))
        if not state.kept("trouble"):
            end_editing()


def read_edits(held: pd.DataFrame, edited: Mapping[int, Mapping[str, Any]]) -> Wanted:
    """The changes that the edited cells ask for.

    `held` is the table as it was shown. `edited` has the typed values by row number, then column; a
    value that equals the one shown is no change.
    """
    rows = {int(number): dict(held.iloc[int(number)]) for number in edited}
    fields: dict[str, Fields] = {}
    shown: dict[str, Fields] = {}
    put: dict[str, list[str]] = defaultdict(list)
    taken: dict[str, list[str]] = defaultdict(list)
    for number, cells in edited.items():
        row = rows[int(number)]
        before, after = read_fields(row), _read_cells(cells)
        changed = {name: value for name, value in after.items() if value != before[name]}
        if changed:
            fields[row["id"]], shown[row["id"]] = changed, before
        if "tags" in cells:
            _compare_tags(row["id"], row["tags"], cells["tags"] or [], put, taken)
    return Wanted(fields, shown, put, taken)


def _read_cells(cells: Mapping[str, Any]) -> Fields:
    read: Fields = {name: cells[name] or "" for name in FIELDS if name in cells}
    for name in DAYS:
        if name in cells:
            read[name] = date.fromisoformat(cells[name][:10]) if read[name] else None
    return read


def _compare_tags(
    article: str,
    before: Sequence[str],
    after: Sequence[str],
    put: dict[str, list[str]],
    taken: dict[str, list[str]],
) -> None:
    for tag in after:
        if tag not in before:
            put[tag].append(article)
    for tag in before:
        if tag not in after:
            taken[tag].append(article)
