"""Edit ledger: every change of a pair, most telling first, with the verdicts of analysts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import change_and_undo, custom_components, state
from components.app.caches import comparison_cache, open_library
from components.app.cards import card, note, note_cut
from components.app.claims.open_claim import EDIT, open_claim
from components.app.compare.change_places import (
    count_in_headlines,
    locate_change,
    narrow_to_place,
    placed_table,
)
from components.app.compare.compared_versions import compare_each, name_step
from components.app.compare.side_by_side import Versions
from components.app.tables.snapshot import Corpus
from components.app.widgets import as_written, keyed_callback
from components.corpus.database.errors import EditConflict
from components.views.compare.ledger_rows import (
    KIND_NAMES,
    NO_VERSIONS,
    UNJUDGED,
    filter_by_verdict,
    ledger_rows,
    next_unjudged,
)
from components.views.locale_formatting import count_of, format_count, format_signature
from components.views.measures.measure_explanations import explain

Pair = tuple[str, str]

ROWS_SHOWN = 100
# Of the list, to be seen with the texts beside it and what is below it.
_HEIGHT = "max(240px, calc(100vh - 660px))"
VERDICTS = ["telling", "trivial", "wrong"]
_HELP = explain(
    "weight",
    "places",
    lead="Every edit, and every sentence that moved or is in only one of the two. Select one to "
    "see it in context and to judge it; the table and the export include verdicts and notes.",
)

_STEPS = (
    "Each version is compared with the one it was likely taken from. Where no lineage is known, it "
    "is the earlier one that has most of its words, or that is the most similar."
)


def choose_step(versions: Versions) -> tuple[Pair, str]:
    """The two columns that the tables are about, and their letters, such as "ac"."""
    named = [name_step(versions, one) for one in compare_each(open_library.corpus(), versions)]
    steps = {letters.upper(): pair for pair, letters in named}
    chosen = next(iter(steps))
    if len(steps) > 1:
        chosen = (
            st.segmented_control(
                "Changes between", list(steps), format_func=" and ".join, default=chosen,
                required=True, key="between", bind="query-params", help=_STEPS,
            )
            or chosen
        )  # fmt: skip
    return steps[chosen], chosen.lower()


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
    with card(
        "What was changed", _HELP, partial(placed_table, corpus.stamp, pair, letters, judged)
    ):
        placed = narrow_to_place(corpus, pair, letters, ledger)
        if placed.empty:
            note("Only spaces and typography differ." if ledger.empty else "Nothing changed there.")
            return
        if not comparison_cache.alignments(corpus.stamp, (pair,))[pair].links:
            note(NO_VERSIONS)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            shown = _narrow(placed, verdicts)
            in_headlines = count_in_headlines(corpus, pair, letters)
            _count(len(ledger), shown["id"].tolist(), verdicts, in_headlines)
        selected = state.kept("change")
        rows = ledger_rows(_first_rows(shown, selected), verdicts, selected, dict(judged["who"]))
        _offer_verdicts(rows, verdicts)
        go = partial(_go_to_change, pair, letters)
        custom_components.rows(rows, key="ledger", label="Changes", on_event=go, height=_HEIGHT)
        with st.container():
            if len(shown) > ROWS_SHOWN:
                every = format_count(len(shown))
                note_cut(f"The first {ROWS_SHOWN} of {every}; the table has all.")
        _show_steps(shown, verdicts, pair, letters)
        if selected and selected in {*ledger["id"], *placed["id"]}:
            _show_verdict(pair, selected, judged)


def _first_rows(shown: pd.DataFrame, selected: str | None) -> pd.DataFrame:
    """As many changes as a list holds, the selected one among them."""
    first = shown.head(ROWS_SHOWN)
    if len(shown) <= ROWS_SHOWN or selected is None or selected in set(first["id"]):
        return first
    return pd.concat([shown[shown["id"] == selected], first])


def _offer_verdicts(rows: list[dict[str, Any]], verdicts: Mapping[str, str]) -> None:
    """Give the selected row a button for each verdict; no other has any, for the list is narrow."""
    for row in rows:
        buttons = [[one, one, one == verdicts.get(row["id"])] for one in VERDICTS]
        row["actions"] = [*buttons, *row["actions"]] if row["selected"] else []


def _narrow(ledger: pd.DataFrame, verdicts: Mapping[str, str]) -> pd.DataFrame:
    """The changes of the chosen kinds and verdicts; a menu has the choice."""
    with st.popover("Filter", type="tertiary", help="Show only some changes", key="some-changes"):
        kinds = ledger["kind"].value_counts()
        chosen = st.pills(
            "Kinds of change", list(kinds.index), format_func=KIND_NAMES.__getitem__,
            selection_mode="multi", key="kinds", bind="query-params",
        )  # fmt: skip
        verdict = st.segmented_control(
            "Judged", [UNJUDGED, *VERDICTS], key="judged", bind="query-params"
        )
    shown = ledger[ledger["kind"].isin(chosen)] if chosen else ledger
    return filter_by_verdict(shown, verdicts, verdict) if verdict else shown


def _count(
    total: int, shown: Sequence[str], verdicts: Mapping[str, str], in_headlines: int
) -> None:
    done = sum(change in verdicts for change in shown)
    told = count_of(total, "change", "changes")
    if len(shown) < total:
        told = f"{format_count(len(shown))} of {told}"
    more = f", and {format_count(in_headlines)} in the headlines" if in_headlines else ""
    note(f"{told}{more}; {format_count(done)} judged. Select one to judge it")


def _show_steps(shown: pd.DataFrame, verdicts: Mapping[str, str], pair: Pair, letters: str) -> None:
    """Buttons to the next and previous change that are not judged."""
    changes = shown["id"].tolist()
    with st.container(horizontal=True):
        for label, by in (("Previous unjudged", -1), ("Next unjudged", 1)):
            found = next_unjudged(changes, verdicts, state.kept("change"), by)
            go = (pair, letters, {"row": found, "n": label})
            st.button(label, on_click=_go_to_change, args=go, disabled=found is None)


def _show_verdict(pair: Pair, change: str, judged: pd.DataFrame) -> None:
    """The note on the verdict on the selected change, whose row has the buttons for it."""
    row = dict(judged.loc[change]) if change in judged.index else {}
    about = f"{pair[0]}.{pair[1]}:{change}"
    show_verdict_form("edit", about, [], row, label="", key=change)


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
    none where it is given elsewhere, `row` the stored verdict, empty when there is none. `key` sets
    the widgets apart from those of another verdict; `describe` puts a value in words.
    """
    value = str(row.get("value", ""))
    key = f"{kind}-{key}-{row.get('number', 0)}"
    keys = f"judge-{key}", f"note-{key}"

    def store() -> None:
        chosen = state.widget(keys[0]) or "" if offered else value
        written = state.widget(keys[1]) or ""
        _store_verdict(lambda: open_library.store().verdicts.set(
            kind, about, chosen, written, change_and_undo.who(), expected=value
        ))  # fmt: skip

    def undo() -> None:
        _store_verdict(
            lambda: open_library.store().verdicts.undo(int(row["number"]), change_and_undo.who())
        )

    default = value if value in offered else None
    settle = keyed_callback(f"{kind}-{about}", key, store)
    if offered:
        st.segmented_control(
            label, offered, default=default, format_func=describe, key=keys[0], on_change=settle
        )
    if value:
        st.text_input("Note", str(row["note"]), key=keys[1], on_change=settle)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(format_signature(row["who"], row["when"], state.time_zone()))
            st.button("Undo", key=f"undo-{key}", on_click=undo)
    if conflict := state.kept("conflict"):
        st.warning(as_written(conflict))
        state.keep("conflict", None)


def _store_verdict(write: Callable[[], int]) -> None:
    """Store a verdict; if somebody else did so meanwhile, keep the sentence for the next run."""
    try:
        write()
    except EditConflict as conflict:
        state.keep("conflict", str(conflict))


def _judge(pair: Pair, change: str, verdict: str) -> None:
    """Give a change this verdict, or take it back when it has it; its note stays."""
    judged = read_verdicts(*pair)
    row = dict(judged.loc[change]) if change in judged.index else {"value": "", "note": ""}
    value = "" if row["value"] == verdict else verdict
    about = f"{pair[0]}.{pair[1]}:{change}"
    _store_verdict(lambda: open_library.store().verdicts.set(
        "edit", about, value, row["note"], change_and_undo.who(), expected=row["value"]
    ))  # fmt: skip


def _go_to_change(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    change, action = event["row"], event.get("action")
    if action == "check":
        open_claim(EDIT, f"{pair[0]}.{pair[1]}:{change}")
    elif action in VERDICTS:
        _judge(pair, change, action)
    elif place := locate_change(open_library.stamp(), pair, letters, change):
        state.keep("change", change)
        state.keep("focus", f"{place}@{change}{event['n']}")
