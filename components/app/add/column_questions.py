"""Question forms: which column or JSON key holds which field, which languages a scan has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.app import state
from components.app.add.answers import give_answer, leave_out
from components.app.caches import open_library
from components.app.cards import card, note
from components.corpus.readers.analyst_answer import DAYS, LANGUAGES
from components.corpus.readers.converted.text_recognition import MOST_LANGUAGES
from components.corpus.readers.formats.tables.columns import LIST
from components.text.language import UNKNOWN
from components.views.add.file_questions import (
    FIELDS,
    describe_list,
    describe_missing_languages,
    example_table,
    group_by_columns,
    has_open_days,
    name_scan_language,
    propose_scan_languages,
)
from components.views.add.file_understanding import CHOICES, DAY_ORDERS
from components.views.locale_formatting import count_of, format_count

TABLES_SHOWN = 3
FIELD_WIDTH = 164
"""Pixels of a box with the names of columns: where there is no room for all, they go on below."""
_NONE = ""
_HELP = (
    "No column or key has a name that shows that it contains the text of the articles, or more "
    "than one list could contain the articles. Of a scan, the letters of the languages that you "
    "choose are recognised: choose only those that it has."
)


def show_questions() -> list[int]:
    """Draw one form for each set of columns that needs a decision, with the first rows of its file.

    Gives the numbers of all files that need one, empty when there are none.
    """
    waiting = open_library.store().uploads.asking()
    if waiting.empty:
        return []
    asked = {number: open_library.store().uploads.asked(number) for number in waiting["id"]}
    groups = group_by_columns(asked)
    files = waiting.set_index("id")
    with card("Needs your decision", _HELP):
        for numbers in groups[:TABLES_SHOWN]:
            ask = _ask_languages if "languages" in asked[numbers[0]] else _ask
            ask(numbers, asked[numbers[0]], files.loc[numbers])
        if len(groups) > TABLES_SHOWN:
            more = len(groups) - TABLES_SHOWN
            kinds = count_of(more, "more kind of file waits", "more kinds of files wait")
            note(f"{kinds} for a decision after these.")
    return [*asked]


def _ask(numbers: list[int], asked: dict[str, Any], files: pd.DataFrame) -> None:
    number = numbers[0]
    with st.container(border=True, key=f"columns-{number}"):
        st.text(files["name"].iloc[0])
        if len(numbers) > 1:
            note(
                f"Your choice applies to all {format_count(len(numbers))} waiting files with these "
                "columns."
            )
        choose_columns(number, asked)
        if has_open_days(asked):
            st.selectbox(
                CHOICES[DAYS], [*DAY_ORDERS], format_func=DAY_ORDERS.__getitem__,
                key=f"days-{number}",
            )  # fmt: skip
        batch = files["batch"].iloc[0]
        with st.container(horizontal=True):
            st.button(
                "Import", key=f"take-{number}", type="primary", on_click=_take,
                args=(numbers, batch, asked),
            )  # fmt: skip
            st.button("Leave out", key=f"leave-{number}", on_click=leave_out, args=(numbers, batch))


def _ask_languages(numbers: list[int], asked: dict[str, Any], files: pd.DataFrame) -> None:
    number, batch = numbers[0], files["batch"].iloc[0]
    with st.container(border=True, key=f"scan-{number}"):
        st.text(files["name"].iloc[0])
        if len(numbers) > 1:
            note(f"Your choice applies to all {format_count(len(numbers))} waiting scans.")
        key = f"scan-languages-{number}"
        choose_languages(key, asked["languages"], propose_languages(asked["languages"]))
        with st.container(horizontal=True):
            st.button(
                "Recognise the text", key=f"recognise-{number}", type="primary",
                on_click=_take_languages, args=(numbers, batch, key),
                disabled=not state.widget(key),
            )  # fmt: skip
            st.button("Leave out", key=f"leave-{number}", on_click=leave_out, args=(numbers, batch))


def choose_languages(key: str, installed: Sequence[str], chosen: list[str]) -> None:
    """Draw the languages of a scan to choose from, as Tesseract names them; `chosen` at first."""
    st.multiselect(
        CHOICES[LANGUAGES], installed, default=[name for name in chosen if name in installed],
        format_func=name_scan_language, max_selections=MOST_LANGUAGES, key=key, select_all=False,
    )  # fmt: skip
    if lacking := describe_missing_languages(installed, _languages_of_library()):
        note(lacking)


def propose_languages(installed: Sequence[str]) -> list[str]:
    """The languages of the library that Tesseract has."""
    return propose_scan_languages(installed, _languages_of_library())


def _languages_of_library() -> list[str]:
    """ISO 639-1, the most frequent first."""
    counts = open_library.corpus().articles["language"].value_counts()
    return [str(code) for code in counts.index if code != UNKNOWN]


def _take_languages(numbers: list[int], batch: str, key: str) -> None:
    give_answer(numbers, batch, {LANGUAGES: "+".join(state.widget(key) or ())})


def choose_columns(number: int | str, asked: dict[str, Any]) -> None:
    """Draw what is each field of the articles in a file, with its first rows; see `read_columns`.

    `number` is that of the file, or another name of its form. `asked` has the columns of a table,
    or of each list of a JSON file, as `drafts.Columns` has them.
    """
    list_key, found = _choose_list(number, asked)
    chosen = _choose(number, list_key, found)
    st.dataframe(
        example_table(found["rows"], chosen),
        hide_index=True,
        placeholder="",
        key=f"examples-{number}",
        height="content",
    )


def _choose_list(number: int | str, asked: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """The list of a JSON file that holds the articles, and its columns; None for a plain table."""
    lists = asked.get("lists")
    if not lists:
        return None, asked
    list_key = st.selectbox(
        "The articles are",
        [*lists],
        format_func=lambda key: describe_list(key, lists[key]["count"]),
        key=_name_list_widget(number),
    )
    return list_key, lists[list_key]


def _take(numbers: list[int], batch: str, asked: dict[str, Any]) -> None:
    answer = read_columns(numbers[0], asked)
    if order := state.widget(f"days-{numbers[0]}"):
        answer |= {DAYS: str(order)}
    give_answer(numbers, batch, answer)


def read_columns(number: int | str, asked: dict[str, Any]) -> dict[str, str]:
    """Which column is which field by what the widgets say now, not by what was drawn before it.

    If another list was chosen and its columns were not drawn yet, it is that list with the columns
    that are proposed for it.
    """
    list_key: str | None = None
    found = asked
    if lists := asked.get("lists"):
        list_key = str(state.widget(_name_list_widget(number)) or next(iter(lists)))
        found = lists[list_key]
    chosen = {}
    for field in FIELDS:
        value = state.widget(_name_widget(number, list_key, field))
        chosen[field] = str(_proposed(found, field) if value is None else value)
    return chosen if list_key is None else chosen | {LIST: list_key}


def propose(asked: dict[str, Any]) -> dict[str, str]:
    """What `read_columns` gives while nothing was chosen."""
    lists = asked.get("lists")
    list_key = next(iter(lists)) if lists else ""
    found = lists[list_key] if lists else asked
    proposed = {field: _proposed(found, field) for field in FIELDS}
    return proposed | {LIST: list_key} if lists else proposed


def _choose(number: int | str, list_key: str | None, found: dict[str, Any]) -> dict[str, str]:
    """Draw a selectbox for each field; gives the name of its column, "" for none."""
    row = st.container(horizontal=True)
    chosen = {}
    for field, label in FIELDS.items():
        options = _options(found, field)
        chosen[field] = row.selectbox(
            label,
            options,
            index=options.index(_proposed(found, field)),
            format_func=lambda name: name or "none",
            key=_name_widget(number, list_key, field),
            width=FIELD_WIDTH,
        )
    return chosen


def _options(found: dict[str, Any], field: str) -> list[str]:
    return list(found["names"]) if field == "text" else [_NONE, *found["names"]]


def _proposed(found: dict[str, Any], field: str) -> str:
    options = _options(found, field)
    proposed = str(found["fields"].get(field, _NONE))
    return proposed if proposed in options else options[0]


def _name_list_widget(number: int | str) -> str:
    return f"list-{number}"


def _name_widget(number: int | str, list_key: str | None, field: str) -> str:
    return f"column-{number}-{list_key or ''}-{field}"


def find_waiting() -> list[int]:
    """The numbers of the files that need a decision now."""
    ids: pd.Series = open_library.store().uploads.asking()["id"]
    return ids.tolist()
