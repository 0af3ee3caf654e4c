"""Edit dialog for the metadata and tags of one or many articles, and its conflicts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.app import change_and_undo, state
from components.app.caches import open_library
from components.app.change_and_undo import Done, attempt, by_batches, change, show_trouble
from components.app.tables.snapshot import Corpus
from components.corpus.annotations.tags import LONGEST
from components.corpus.change_history import Value
from components.corpus.database.errors import EditConflict
from components.text.language import UNKNOWN
from components.views.locale_formatting import count_of, day_order, shorten

FIELDS = ("title", "source", "author", "published", "modified", "language")
# Those that are days, with their names on screen.
DAYS = {"published": "Published", "modified": "Changed"}
FIRST_DAY = date(1400, 1, 1)
_LANGUAGE = re.compile("[a-z]{2,3}")

Fields = dict[str, Value]


@dataclass(frozen=True)
class Wanted:
    """Changes that an analyst asks for.

    `fields` are the new values of each article by id, `shown` the values it had on screen, against
    which they are stored; `put` and `taken` are the ids that get and lose each tag.
    """

    fields: Mapping[str, Fields] = field(default_factory=dict)
    shown: Mapping[str, Fields] = field(default_factory=dict)
    put: Mapping[str, Sequence[str]] = field(default_factory=dict)
    taken: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed while it was edited here: both values."""

    article: str
    field: str
    mine: Value
    theirs: str


def store_wanted(wanted: Wanted) -> Done | None:
    """Store the changes, all or none; None when nothing was changed.

    A field that somebody else changed meanwhile is left as it is and kept for `show_conflicts`.
    """
    fields = {id: dict(own) for id, own in wanted.fields.items()}
    shown = {id: {name: wanted.shown[id][name] for name in own} for id, own in fields.items()}
    store, who = open_library.store(), change_and_undo.who()
    conflicts: list[Conflict] = []
    while True:
        try:
            with store.together():
                batches = [store.edit_many(fields, who, expected=shown)] if fields else []
                batches += [store.tags.add(ids, [tag], who) for tag, ids in wanted.put.items()]
                batches += [store.tags.remove(ids, [tag], who) for tag, ids in wanted.taken.items()]
            break
        except EditConflict as error:
            mine = fields[error.article].pop(error.field)
            del shown[error.article][error.field]
            if error.theirs != _written(mine):
                conflicts.append(Conflict(error.article, error.field, mine, error.theirs))
            fields = {id: own for id, own in fields.items() if own}
    state.keep("conflicts", conflicts)
    touched = {*fields, *_ids(wanted.put), *_ids(wanted.taken)}
    return by_batches(f"Changed {name_articles([*touched])}.", batches)


def _ids(by_tag: Mapping[str, Sequence[str]]) -> set[str]:
    return {id for ids in by_tag.values() for id in ids}


def _written(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def name_articles(ids: Sequence[str]) -> str:
    """Articles in words: one by its title, several by their number."""
    if len(ids) != 1:
        return count_of(len(ids), "article", "articles")
    return f"“{shorten(open_library.corpus().labels.get(ids[0], ids[0]), 60)}”"


def show_conflicts(corpus: Corpus) -> None:
    """Draw the fields that others changed meanwhile, both values and a choice; nothing if none."""
    conflicts: list[Conflict] = state.kept("conflicts", [])
    if not conflicts:
        return
    with st.container(border=True, key="conflicts"):
        st.warning(
            "Somebody else changed the same field while you were editing. Which version "
            "do you want to keep?"
        )
        for number, one in enumerate(conflicts):
            label = shorten(corpus.labels.get(one.article, one.article), 60)
            st.text(
                f"The {one.field} of “{label}”\n"
                f"yours:  {_written(one.mine) or 'nothing'}\n"
                f"theirs: {one.theirs or 'nothing'}"
            )
            with st.container(horizontal=True):
                st.button(
                    "Keep theirs", key=f"theirs-{number}", on_click=_decide, args=(number, False)
                )
                st.button("Keep mine", key=f"mine-{number}", on_click=_decide, args=(number, True))


def _decide(number: int, take_mine: bool) -> None:
    conflicts: list[Conflict] = state.kept("conflicts", [])
    one, rest = conflicts[number], conflicts[:number] + conflicts[number + 1 :]
    if take_mine:
        own = Wanted({one.article: {one.field: one.mine}}, {one.article: {one.field: one.theirs}})
        change(lambda: store_wanted(own))
        rest = [*state.kept("conflicts", []), *rest]
    state.keep("conflicts", rest)


def begin_editing(ids: Sequence[str]) -> None:
    """Open the dialog on these articles; for callbacks."""
    state.keep("editing", tuple(ids))


def show_dialog(corpus: Corpus) -> None:
    """Draw the dialog if it was opened on articles that are still in the library."""
    ids = [id for id in state.kept("editing") or () if id in corpus.known]
    if ids:
        _edit(corpus, ids)


def _close() -> None:
    state.keep("editing", None)
    state.keep("trouble", None)


@st.dialog("Edit details", on_dismiss=_close)
def _edit(corpus: Corpus, ids: list[str]) -> None:
    rows = corpus.articles.set_index("id", drop=False).loc[ids]
    st.text(f"Your changes here apply to {name_articles(ids)}.")
    with st.form("details", border=False):
        typed = {name: _ask(name, rows, corpus) for name in FIELDS}
        emptied = _ask_empty(ids)
        put, taken = _ask_tags(ids)
        if not st.form_submit_button("Save", type="primary"):
            return
    problem = find_problem(typed["language"], put)
    if problem:
        st.error(problem)
        return
    shown = {id: read_fields(row) for id, row in zip(ids, rows.to_dict("records"), strict=True)}
    fields = {id: _changed(shown[id], typed, emptied, len(ids) > 1) for id in ids}
    wanted = Wanted(
        {id: own for id, own in fields.items() if own},
        shown,
        dict.fromkeys(put, ids),
        dict.fromkeys(taken, ids),
    )
    if attempt(lambda: store_wanted(wanted)):
        state.keep("editing", None)
        state.rerun()
    show_trouble()


def read_fields(row: Mapping[Any, Any]) -> Fields:
    """The fields of a row of the table of articles as the store takes them: a day or None, text."""
    days = {name: None if pd.isna(row[name]) else row[name].date() for name in DAYS}
    return {**{name: row[name] for name in FIELDS}, **days}


def _changed(shown: Fields, typed: Fields, emptied: Collection[str], several: bool) -> Fields:
    """What differs from what was shown; of several articles a blank field stays as it is."""
    kept = {name: value for name, value in typed.items() if value or not several}
    wanted = kept | {name: None if name in DAYS else "" for name in emptied}
    return {name: value for name, value in wanted.items() if value != shown[name]}


def _ask(name: str, rows: pd.DataFrame, corpus: Corpus) -> Value:
    """The field of a form: what all have in common is filled in."""
    common = rows[name].iloc[0] if rows[name].nunique(dropna=False) == 1 else None
    differ = "different values; left unchanged if blank" if common is None and len(rows) > 1 else ""
    if name in DAYS:
        day = None if pd.isna(common) else pd.Timestamp(common).date()
        typed: Value = st.date_input(DAYS[name], day, min_value=FIRST_DAY, format=day_order())
    elif name == "language":
        known = sorted({*corpus.articles["language"], "en", UNKNOWN})
        typed = st.selectbox(
            "Language",
            known,
            index=known.index(common) if common else None,
            placeholder=differ or "two letters, such as en",
            accept_new_options=True,
            help="Two-letter code (ISO 639-1), such as en or de; und if unknown.",
        )
    else:
        typed = st.text_input(name.capitalize(), common or "", placeholder=differ or None)
    return typed


def _ask_empty(ids: Sequence[str]) -> list[str]:
    if len(ids) == 1:
        return []
    fields = ("source", "author", *DAYS)
    return st.multiselect("Clear these fields in all of them", fields, select_all=False,
                          format_func=lambda name: str(DAYS.get(name, name)).lower())  # fmt: skip


def _ask_tags(ids: Sequence[str]) -> tuple[list[str], list[str]]:
    tags = open_library.written().tags
    on_them = sorted({tag for id in ids for tag in tags.get(id, ())})
    put = st.multiselect(
        "Add tags",
        open_library.written().known_tags,
        accept_new_options=True,
        filter_mode="prefix",
        select_all=False,
        placeholder="choose, or type a new one",
    )
    taken = st.multiselect(
        "Remove tags",
        on_them,
        disabled=not on_them,
        filter_mode="prefix",
        select_all=False,
        placeholder="none",
    )
    return put, taken


def find_problem(language: Value, tags: Sequence[str]) -> str:
    """Why this language or one of these tags cannot be stored, as a sentence; "" when they can."""
    if language and not _LANGUAGE.fullmatch(str(language)):
        return "Enter the language as a two-letter code, such as en or de. Nothing was saved."
    if any(not 0 < len(tag.strip()) <= LONGEST for tag in tags):
        return f"A tag must have 1 to {LONGEST} characters. Nothing was saved."
    return ""
