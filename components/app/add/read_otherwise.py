"""How a file was understood, with its first articles, and the form to have it read otherwise."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.app import change_and_undo, custom_components, state
from components.app.add import column_questions
from components.app.caches import open_library
from components.app.cards import card, note
from components.app.change_and_undo import change, undo_change
from components.app.navigation import open_article
from components.app.widgets import explaining
from components.corpus.queue.read_again import FINISHED
from components.corpus.queue.understanding import Replaced, Understanding
from components.corpus.readers.analyst_answer import FORMAT, LANGUAGES, ONE, PARTS
from components.corpus.readers.converted.text_recognition import list_languages
from components.views.add.file_outcomes import describe_statuses
from components.views.add.file_questions import fill_in, keep_changed
from components.views.add.file_understanding import (
    CHOICES,
    describe_days,
    describe_inside,
    describe_more,
    describe_preview,
    describe_replaced,
    describe_understanding,
    describe_unread,
    has_scans,
    list_choices,
    list_known,
    list_left_out,
    list_notes,
    preview_rows,
    tell_refusal,
    warn_of_marks,
)

PREVIEWED = 3
_HELP = (
    "What Parallax took the file for, where the days of publication come from, what was left out "
    "and why, and its first articles. Select another file in the list above to see the same of it."
)
_WARNING = (
    "The articles that only this file, read as it is now, gave go to the bin, with their notes, "
    "tags and edits, once it was read again; those that another file gave too stay. Undo brings "
    "them back. The file itself is kept."
)
_NO_TESSERACT = "Its scanned pages can be recognised where Tesseract (tesseract-ocr) is installed."
_SAME = "It was tried again just now, with the same outcome."


def choose_file(files: pd.DataFrame) -> tuple[int, str] | None:
    """The file to explain, with its state: the selected one, else one that is finished.

    Of these the first with a message, else the first that was read; None when there is none.
    """
    chosen = files[files["id"] == state.kept("explained")]
    if chosen.empty:
        finished = files[files["state"].isin(FINISHED) & (files["size"] > 0)]
        told = finished[finished["message"] != ""]
        chosen = finished if told.empty else told
    return None if chosen.empty else (int(chosen["id"].iloc[0]), str(chosen["state"].iloc[0]))


def show_file(files: pd.DataFrame) -> None:
    """Draw how one of these files was understood; nothing while none is read."""
    chosen = choose_file(files)
    if chosen is None:
        return
    number, _ = chosen
    row = dict(files.set_index("id").loc[number])
    understood = open_library.store().uploads.understood(number)
    with card("How the file was read", _HELP, key="understood"):
        if row["state"] not in FINISHED or not row["size"]:
            st.text(describe_unread(row, is_again=understood.again is not None))
            return
        if understood.replaced:
            _show_replaced(understood.replaced, row["name"])
        if understood.failed:
            st.text(understood.failed)
        if row["state"] == "rejected" and state.kept("tried") == (number, row["message"]):
            st.text(_SAME)
        told = [
            row["name"],
            describe_understanding(understood, row["new"], row["duplicates"]),
            describe_days(understood.days),
            describe_inside(understood.inside),
            describe_statuses(understood.statuses),
        ]
        st.text("\n".join(filter(None, told)))
        articles = _read_first(number)
        _show_told(understood, row["name"])
        if articles:
            note(describe_preview(len(articles), understood.articles))
            custom_components.rows(
                preview_rows(articles, open_library.corpus().sample),
                key=f"first-of-{number}",
                label="First articles of the file",
                on_event=_open,
            )
        _offer(number, understood)


def _read_first(number: int) -> list[tuple[Any, bool]]:
    store = open_library.store()
    found = store.uploads.first_given(number, PREVIEWED)
    return [(store.article(id), in_bin) for id, in_bin in found.items()]


def _open(event: dict[str, Any]) -> None:
    if event["row"] in open_library.corpus().known:
        open_article(event["row"])


def _show_replaced(replaced: Replaced, name: str) -> None:
    may = not replaced.is_undone and open_library.store().uploads.may_be_undone(replaced.batch)
    words = f"Reading {name} in another way"
    with st.container(horizontal=True, vertical_alignment="center", key="replaced"):
        st.text(describe_replaced(replaced))
        if may:
            st.button(
                "Undo", key="undo-reading", on_click=change,
                args=(lambda: undo_change(0, replaced.batch, words),),
            )  # fmt: skip


def _show_told(understood: Understanding, name: str) -> None:
    left_out, notes = list_left_out(understood, name), list_notes(understood, name)
    if left_out:
        lead = "Left out:" if understood.articles else "Why it was not read:"
        st.text(f"{lead}\n{left_out}")
    if notes:
        st.text(f"To check:\n{notes}")
    if known := list_known(understood, name):
        st.text(f"Known:\n{known}")
    if more := describe_more(understood):
        st.text(more)
    batch = understood.completed.batch
    if open_library.store().uploads.is_in_force(batch):
        st.button(
            "Undo what other files told", key="undo-completed", on_click=change,
            help="The days and other fields that were set by other files, in all articles at once.",
            args=(lambda: undo_change(0, batch, f"What other files told of {name}"),),
        )  # fmt: skip


def _offer(number: int, understood: Understanding) -> None:
    """The form to have the file read otherwise, with what was answered before."""
    answer = open_library.store().uploads.answered(number)
    choices = list_choices(understood, answer)
    columns = fill_in(understood.columns, answer)
    languages = list_languages() if has_scans(understood) else ()
    if has_scans(understood) and not languages:
        note(_NO_TESSERACT)
    if not choices and not columns and not languages:
        return
    names = [*choices, *([LANGUAGES] if languages else [])]
    form = _name_form(number, understood, answer)
    with st.expander("Read it otherwise", key=f"otherwise-{form}"):
        _choose(form, choices, answer)
        if languages:
            chosen = answer.get(LANGUAGES, "").split("+")
            column_questions.choose_languages(_name_widget(form, LANGUAGES), languages, chosen)
        wanted = _read_choice(form, FORMAT)
        columns = columns if wanted in ("", understood.format) else {}
        if columns:
            column_questions.choose_columns(form, columns)
        if marks := warn_of_marks(understood, wanted):
            st.warning(marks)
        if understood.articles:
            note(_WARNING)
        st.button(
            "Read it this way", key=f"read-again-{form}", type="primary", on_click=_read_again,
            args=(number, form, names, columns, answer),
            disabled=not _is_changed(form, names, columns, answer),
        )  # fmt: skip


def _name_form(number: int, understood: Understanding, answer: dict[str, str]) -> str:
    """The name of the form of a file; another after each reading, so that it is filled in again."""
    batch = understood.replaced.batch if understood.replaced else 0
    tries = state.kept("read again", ()).count(number)
    return f"{number}-{batch}-{tries}-{'-'.join(f'{a}.{b}' for a, b in sorted(answer.items()))}"


def _is_changed(
    form: str, names: list[str], columns: dict[str, Any], before: dict[str, str]
) -> bool:
    if any(_read_choice(form, name) != before.get(name, "") for name in names):
        return True
    chosen = column_questions.read_columns(form, columns) if columns else {}
    return bool(columns) and chosen != column_questions.propose(columns)


def _choose(form: str, choices: dict[str, dict[str, str]], answer: dict[str, str]) -> None:
    for column, (name, words) in zip(st.columns(len(choices) or 1), choices.items(), strict=False):
        options = [*words]
        column.selectbox(
            CHOICES[name],
            options,
            index=options.index(answer.get(name, "")) if answer.get(name) in options else 0,
            format_func=words.__getitem__,
            key=_name_widget(form, name),
        )


def _name_widget(form: str, name: str) -> str:
    return f"otherwise-{name}-{form}"


def _read_choice(form: str, name: str) -> str:
    value = state.widget(_name_widget(form, name)) or ""
    return value if isinstance(value, str) else "+".join(value)


def _read_again(
    number: int, form: str, names: list[str], columns: dict[str, Any], before: dict[str, str]
) -> None:
    chosen = {name: value for name in names if (value := _read_choice(form, name))}
    if columns:
        chosen |= keep_changed(column_questions.read_columns(form, columns), columns, before)
    _queue_again(number, chosen)


def try_again(number: int) -> None:
    """Have a file that was not read read as it is, as after a program for it was installed."""
    uploads = open_library.store().uploads
    state.keep("tried", (number, uploads.understood(number).message))
    uploads.retry(number)


def read_parts(number: int, *, is_whole: bool) -> None:
    """Have a file of several parts read again as one article, or with an article for each part."""
    answer = open_library.store().uploads.answered(number)
    others = {name: value for name, value in answer.items() if name != PARTS}
    _queue_again(number, others | ({PARTS: ONE} if is_whole else {}))


def _queue_again(number: int, answer: dict[str, str]) -> None:
    with explaining():
        uploads = open_library.store().uploads
        if not uploads.read_again(number, answer, change_and_undo.who()):
            state.keep("trouble", tell_refusal(uploads.is_held(number), uploads.understood(number)))
            return
        state.keep("explained", number)
        state.keep("read again", (*state.kept("read again", ()), number))
