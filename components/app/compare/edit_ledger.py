"""Edit ledger: every change of a pair, most telling first, with the verdicts of analysts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import change_and_undo, custom_components, state
from components.app.caches import comparison_cache, open_library
from components.app.cards import card, note, note_cut
from components.app.claims.open_claim import EDIT, open_claim
from components.app.compare.side_by_side import Versions
from components.app.tables.snapshot import Corpus
from components.app.widgets import keyed_callback
from components.corpus.database.errors import EditConflict
from components.views.compare.ledger_rows import (
    KIND_NAMES,
    NO_VERSIONS,
    UNJUDGED,
    filter_by_verdict,
    ledger_rows,
    ledger_table,
    next_unjudged,
    sentence_id,
)
from components.views.locale_formatting import count_of, format_count, format_signature
from components.views.measures.measure_explanations import explain
from components.views.panes import LETTERS

Pair = tuple[str, str]

ROWS_SHOWN = 100
VERDICTS = ["telling", "trivial", "wrong"]
_HELP = explain(
    "weight",
    lead="Every edit, and every sentence that moved or is in only one of the two. Select one to "
    "see it in context and to judge it; the table and the export include verdicts and notes.",
)


def choose_step(versions: Versions) -> tuple[Pair, str]:
    """The two neighbouring columns that the tables are about, and their letters, such as "ab"."""
    steps = [LETTERS[column : column + 2].upper() for column in range(len(versions) - 1)]
    chosen = steps[0]
    if len(steps) > 1:
        chosen = (
            st.segmented_control(
                "Changes between", steps, format_func=" and ".join, default=steps[0],
                required=True, key="between", bind="query-params",
            )
            or chosen
        )  # fmt: skip
    column = steps.index(chosen)
    return (versions[column], versions[column + 1]), chosen.lower()


def focus_on_change(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Scroll the texts to a change that the link names, unless something else was clicked here."""
    change = state.kept("change")
    if not change or state.kept("focus"):
        return
    ledger = comparison_cache.ledger(corpus.stamp, *pair, letters.upper())
    for row in ledger[ledger["id"] == change].to_dict("records"):
        state.keep("focus", f"{sentence_id(row, letters)}@{change}")


def read_verdicts(first: str, second: str) -> pd.DataFrame:
    """The verdicts on the changes between two articles, by the id of the change.

    Columns `number`, `value`, `note`, `who`, `when`; no rows when there is none.
    """
    about = f"{first}.{second}:"
    table = open_library.written().verdicts("edit", about)
    return table.assign(key=table["key"].str.removeprefix(about)).set_index("key")


def show_ledger(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Draw the changes as a list; a click goes to the sentence and opens the form for a verdict."""
    ledger = comparison_cache.ledger(corpus.stamp, *pair, letters.upper())
    judged = read_verdicts(*pair)
    verdicts = dict(judged["value"])
    with card("What was changed", _HELP, partial(ledger_table, ledger, judged)):
        if ledger.empty:
            note("Only spaces and typography differ.")
            return
        if not comparison_cache.alignments(corpus.stamp, (pair,))[pair].links:
            note(NO_VERSIONS)
        shown = _narrow(ledger, verdicts)
        # What comes and goes keeps its place, or what follows would be there twice while it moves.
        with st.container():
            if len(shown) < len(ledger):
                note(f"{format_count(len(shown))} of {count_of(len(ledger), 'change', 'changes')}.")
        selected = state.kept("change")
        rows = ledger_rows(_first_rows(shown, selected), verdicts, selected, dict(judged["who"]))
        go = partial(_go_to_change, pair, letters)
        custom_components.rows(rows, key="ledger", label="Changes", on_event=go, height=460)
        with st.container():
            if len(shown) > ROWS_SHOWN:
                note_cut(
                    f"The first {ROWS_SHOWN} of {format_count(len(shown))}; the table has all."
                )
        _show_steps(shown, verdicts, pair, letters)
        if selected and selected in set(ledger["id"]):
            _show_verdict(pair, selected, judged)


def _first_rows(shown: pd.DataFrame, selected: str | None) -> pd.DataFrame:
    """As many changes as a list holds, the selected one among them."""
    if len(shown) <= ROWS_SHOWN:
        return shown
    first = shown.head(ROWS_SHOWN)
    if selected is None or selected in set(first["id"]):
        return first
    return pd.concat([shown[shown["id"] == selected], first])


def _narrow(ledger: pd.DataFrame, verdicts: Mapping[str, str]) -> pd.DataFrame:
    """The changes of the chosen kinds and verdicts."""
    kinds = ledger["kind"].value_counts()
    chosen = st.pills(
        "Kinds of change",
        list(kinds.index),
        format_func=KIND_NAMES.__getitem__,
        selection_mode="multi",
        key="kinds",
        bind="query-params",
    )
    verdict = st.segmented_control(
        "Judged", [UNJUDGED, *VERDICTS], key="judged", bind="query-params"
    )
    shown = ledger[ledger["kind"].isin(chosen)] if chosen else ledger
    return filter_by_verdict(shown, verdicts, verdict) if verdict else shown


def _show_steps(shown: pd.DataFrame, verdicts: Mapping[str, str], pair: Pair, letters: str) -> None:
    """How many changes are judged, and buttons to the next and previous that are not."""
    changes = shown["id"].tolist()
    done = sum(change in verdicts for change in changes)
    note(
        f"{format_count(done)} of {format_count(len(changes))} judged. Select a change to judge it."
    )
    with st.container(horizontal=True):
        for label, by in (("Previous unjudged", -1), ("Next unjudged", 1)):
            found = next_unjudged(changes, verdicts, state.kept("change"), by)
            st.button(
                label,
                on_click=_go_to_change,
                args=(pair, letters, {"row": found, "n": label}),
                disabled=found is None,
            )


def _show_verdict(pair: Pair, change: str, judged: pd.DataFrame) -> None:
    """The form for a verdict on the selected change."""
    row = dict(judged.loc[change]) if change in judged.index else {}
    about = f"{pair[0]}.{pair[1]}:{change}"
    show_verdict_form(
        "edit", about, VERDICTS, row, label="Your verdict on the selected change", key=change
    )


def show_verdict_form(
    kind: str,
    about: str,
    offered: list[str],
    row: Mapping[str, Any],
    *,
    label: str,
    key: str,
    describe: Callable[[str], str] = str,
) -> None:
    """Draw the form for a verdict with a note, who gave it and when, and a button that undoes it.

    `kind` and `about` are the key of the verdict in the library, `offered` its possible values,
    `row` the stored verdict, empty when there is none. `key` sets the widgets apart from those of
    another verdict on the page; `describe` puts a value in words.
    """
    value = str(row.get("value", ""))
    key = f"{kind}-{key}-{row.get('number', 0)}"
    keys = f"judge-{key}", f"note-{key}"

    def store() -> None:
        chosen, written = state.widget(keys[0]) or "", state.widget(keys[1]) or ""
        _store_verdict(lambda: open_library.store().verdicts.set(
            kind, about, chosen, written, change_and_undo.who(), expected=value
        ))  # fmt: skip

    def undo() -> None:
        _store_verdict(
            lambda: open_library.store().verdicts.undo(int(row["number"]), change_and_undo.who())
        )

    default = value if value in offered else None
    settle = keyed_callback(f"{kind}-{about}", key, store)
    st.segmented_control(
        label, offered, default=default, format_func=describe, key=keys[0], on_change=settle
    )
    if value:
        st.text_input("Note", str(row["note"]), key=keys[1], on_change=settle)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(format_signature(row["who"], row["when"], state.time_zone()))
            st.button("Undo", key=f"undo-{key}", on_click=undo)
    if conflict := state.kept("conflict"):
        st.warning(conflict)
        state.keep("conflict", None)


def _store_verdict(write: Callable[[], int]) -> None:
    """Store a verdict; if somebody else did so meanwhile, keep the sentence for the next run."""
    try:
        write()
    except EditConflict as conflict:
        state.keep("conflict", str(conflict))


def _go_to_change(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    if event.get("action") == "check":
        open_claim(EDIT, f"{pair[0]}.{pair[1]}:{event['row']}")
        return
    ledger = comparison_cache.ledger(open_library.stamp(), *pair, letters.upper())
    for row in ledger[ledger["id"] == event["row"]].to_dict("records"):
        state.keep("change", event["row"])
        state.keep("focus", f"{sentence_id(row, letters)}@{event['row']}{event['n']}")
