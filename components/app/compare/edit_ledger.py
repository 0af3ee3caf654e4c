"""The ledger of changes on the Compare page, and what analysts make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import analyst, custom_components, state
from components.app.caches import comparison_cache, library_cache
from components.app.caches.snapshot import Corpus
from components.app.cards import card, note, note_cut
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
from components.views.formatting import count_of, format_count, format_signature
from components.views.measures import explain

Pair = tuple[str, str]

ROWS_SHOWN = 100
VERDICTS = ["telling", "trivial", "wrong"]
_HELP = explain(
    "weight",
    lead="Every edit, and every sentence that moved or is in only one of the two. Select one to "
    "see it in context and to judge it; the table and the export include verdicts and notes.",
)


def find_picked(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Bring a change that stands in the link, and was not picked here, into view."""
    change = state.kept("change")
    if not change or state.kept("focus"):
        return
    ledger = comparison_cache.ledger(corpus.stamp, *pair, letters.upper())
    for row in ledger[ledger["id"] == change].to_dict("records"):
        state.keep("focus", f"{sentence_id(row, letters)}@{change}")


def read_verdicts(first: str, second: str) -> pd.DataFrame:
    """What analysts decided about the changes between two articles, by the id of the change.

    Columns `number`, `value`, `note`, `who`, `when`.
    """
    about = f"{first}.{second}:"
    table = library_cache.store().verdicts.all("edit", under=about)
    return table.assign(key=table["key"].str.removeprefix(about)).set_index("key")


def show_ledger(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Every change, the most telling first; each leads to its sentence and can be judged."""
    ledger = comparison_cache.ledger(corpus.stamp, *pair, letters.upper())
    judged = read_verdicts(*pair)
    verdicts = dict(judged["value"])
    with card("What was changed", _HELP, partial(ledger_table, ledger, judged)):
        if ledger.empty:
            note("Only spaces and typography differ.")
            return
        if not comparison_cache.alignment(*pair).links:
            note(NO_VERSIONS)
        shown = _narrow(ledger, verdicts)
        # What comes and goes keeps its place, or what follows would be there twice while it moves.
        with st.container():
            if len(shown) < len(ledger):
                note(f"{format_count(len(shown))} of {count_of(len(ledger), 'change', 'changes')}.")
        picked = state.kept("change")
        rows = ledger_rows(_first_rows(shown, picked), verdicts, picked)
        go = partial(_go_to_change, pair, letters)
        custom_components.rows(rows, key="ledger", label="Changes", on_pick=go, height=460)
        with st.container():
            if len(shown) > ROWS_SHOWN:
                note_cut(
                    f"The first {ROWS_SHOWN} of {format_count(len(shown))}; the table has all."
                )
        _show_steps(shown, verdicts, pair, letters)
        if picked and picked in set(ledger["id"]):
            _show_judging(pair, picked, judged)


def _first_rows(shown: pd.DataFrame, picked: str | None) -> pd.DataFrame:
    """As many changes as a list holds, the picked one among them."""
    first = shown.head(ROWS_SHOWN)
    own = shown[shown["id"] == picked]
    return first if picked in set(first["id"]) else pd.concat([own, first])


def _narrow(ledger: pd.DataFrame, verdicts: Mapping[str, str]) -> pd.DataFrame:
    """The changes of the kinds and verdicts that the reader asks for."""
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
    """How many changes are judged, and the way to the next that is not."""
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


def _show_judging(pair: Pair, change: str, judged: pd.DataFrame) -> None:
    """Where the analyst says what the picked change is worth."""
    row = dict(judged.loc[change]) if change in judged.index else {}
    about = f"{pair[0]}.{pair[1]}:{change}"
    keep_judgement(
        "edit", about, VERDICTS, row, label="Your verdict on the selected change", key=change
    )


def keep_judgement(
    kind: str,
    about: str,
    offered: list[str],
    row: Mapping[str, Any],
    *,
    label: str,
    key: str,
    say: Callable[[str], str] = str,
) -> None:
    """Widgets for a verdict with a note, who gave it and when, and the way back.

    `row` is the verdict that stands, empty when there is none. `say` puts a verdict in words.
    """
    value = str(row.get("value", ""))
    key = f"{kind}-{key}-{row.get('number', 0)}"
    keys = f"judge-{key}", f"note-{key}"

    def keep() -> None:
        chosen, written = state.widget(keys[0]) or "", state.widget(keys[1]) or ""
        _decide(lambda: library_cache.store().verdicts.set(
            kind, about, chosen, written, analyst.who(), expected=value
        ))  # fmt: skip

    def undo() -> None:
        _decide(lambda: library_cache.store().verdicts.undo(int(row["number"]), analyst.who()))

    default = value if value in offered else None
    settle = keyed_callback(f"{kind}-{about}", key, keep)
    st.segmented_control(
        label, offered, default=default, format_func=say, key=keys[0], on_change=settle
    )
    if value:
        st.text_input("Note", str(row["note"]), key=keys[1], on_change=settle)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(format_signature(row["who"], row["when"], state.time_zone()))
            st.button("Undo", key=f"undo-{key}", on_click=undo)
    if told := state.kept("conflict"):
        st.warning(told)
        state.keep("conflict", None)


def _decide(write: Callable[[], int]) -> None:
    """Store a verdict; where somebody else's stands by now, say so on the next page."""
    try:
        write()
    except EditConflict as conflict:
        state.keep("conflict", str(conflict))


def _go_to_change(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    ledger = comparison_cache.ledger(library_cache.stamp(), *pair, letters.upper())
    for row in ledger[ledger["id"] == event["row"]].to_dict("records"):
        state.keep("change", event["row"])
        state.keep("focus", f"{sentence_id(row, letters)}@{event['row']}{event['n']}")
