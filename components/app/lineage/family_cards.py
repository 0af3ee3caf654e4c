"""Lineage of a family: the graph of its steps, and its sentences by version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app import custom_components, state
from components.app.caches import comparison_cache, open_library
from components.app.cards import beside, card, note, note_cut, note_whole
from components.app.navigation import COMPARE, open_article, open_place, show_base
from components.app.tables.snapshot import Corpus
from components.text.plural import agree
from components.views.articles import distinct_names, label_article
from components.views.compare.ledger_rows import empty_verdicts, ledger_rows, ledger_table
from components.views.lineage.lineage_graph import lineage_graph, step_rows
from components.views.lineage.sentence_grid import (
    ROWS,
    describe_signs,
    filter_sentences,
    grid_table,
    sentence_grid,
)
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain
from components.views.pairs import describe_step

Step = tuple[str, str]

_WHOLE = "The filters narrow the list of families; a family itself is shown whole."
CHANGES_SHOWN = 3
ROWS_SHOWN = 400
STEPS_HEIGHT = 300
_DESCENT = explain(
    "shares",
    "direction",
    lead="Versions in order of time from left to right, with a likely original above the "
    "versions taken from it. The percentage on a line is the share of the later version's "
    "words in passages that are also in the earlier one; a dotted line means that the direction "
    "is not clear. Select a diamond to see what that step changed, or a circle to read the "
    "article.",
)
_STEP = explain(
    "weight", lead="The changes of the selected step. Select one to see it in both texts."
)
_SENTENCES = explain("sentence table", lead="Select a cell to read the sentence in that version.")


def note_what_is_whole(corpus: Corpus, family: tuple[str, ...]) -> None:
    """Say why the family does not follow the selection, or why it has no axis of time."""
    note_whole(state.read(), _WHOLE, "pair", "also", "articles")
    days = corpus.articles["published"].iloc[corpus.rows.get_indexer(list(family))]
    undated = int(days.isna().sum())
    if undated:
        total = count_of(len(family), "version", "versions")
        has = agree(undated, "has", "have")
        note(
            f"{format_count(undated)} of {total} {has} no date, so the versions stand one after "
            "the other as the evidence has it, and not on an axis of time."
        )


def show_descent(corpus: Corpus, family: tuple[str, ...]) -> None:
    """Draw who likely took text from whom, as a graph and a list, and what a step changed."""
    descent = comparison_cache.trace_lineage(corpus.stamp, family)
    steps = _rename_ends(descent.steps, dict(enumerate(family)))
    selected = _find_step(steps)
    with card("Who took it from whom", _DESCENT, _rename_ends(steps, corpus.labels)):
        if descent.left_out:
            note_cut(
                f"{count_of(len(descent.left_out), 'more version is', 'more versions are')} "
                "left out: at most sixty are compared."
            )
        left, right = beside("descent", 3, 2)
        with left:
            names = {i: label_article(corpus.ticks[i], corpus.labels[i]) for i in family}
            order = [family[version] for version in descent.order]
            days, mode = _find_days(corpus, family), custom_components.mode()
            chart = lineage_graph(order, steps, names, days, mode, selected=selected)
            versions = count_of(len(family), "version", "versions")
            alt = f"Lineage of {versions} with {count_of(len(steps), 'step', 'steps')}."
            custom_components.chart(chart, key="descent", alt=alt, on_event=_pick_mark)
            st.button("One text against all its versions", on_click=show_base, args=order[:1])
        with right:
            short = distinct_names(family, corpus.ticks, corpus.labels)
            _list_steps(corpus, steps, selected, short)


def _list_steps(
    corpus: Corpus, steps: pd.DataFrame, selected: Step | None, names: dict[str, str]
) -> None:
    if selected is None:
        note("No version contains a tenth of another version's words, so no steps can be found.")
        return
    pairs = zip(steps["source"], steps["version"], strict=True)
    words = {
        pair: describe_step(comparison_cache.relation(corpus.stamp, *pair).as_direction)
        for pair in pairs
    }
    custom_components.rows(
        step_rows(steps, names, words, selected), key="steps", label="Steps",
        on_event=lambda event: state.keep("step", event["row"]), height=STEPS_HEIGHT,
    )  # fmt: skip
    _show_step(corpus, selected, names)


def _show_step(corpus: Corpus, step: Step, names: dict[str, str]) -> None:
    """The most important changes of one step, and a button to all of them on Compare."""
    changes = comparison_cache.ledger(corpus.stamp, *step)
    is_directed = comparison_cache.relation(corpus.stamp, *step).is_told
    title = "What this step changed" if is_directed else "What differs between the two"
    with card(title, _STEP, partial(ledger_table, changes, empty_verdicts()), key="step"):
        earlier, later = (names[article] for article in step)
        st.text(f"{earlier} → {later}" if is_directed else f"A  {earlier}\nB  {later}")
        if changes.empty:
            note("Only spaces and typography differ.")
        else:
            some = changes.head(CHANGES_SHOWN)
            note_cut(f"The {len(some)} most important of {format_count(len(changes))} changes.")
            custom_components.rows(
                ledger_rows(some, {}), key="telling", label="Most important changes",
                on_event=lambda event: _open_step(step, event["row"]),
            )  # fmt: skip
        st.button("Compare side by side", on_click=_open_step, args=(step,))


def _find_step(steps: pd.DataFrame) -> Step | None:
    """The selected step, else the first; None when there is none."""
    known = list(zip(steps["source"], steps["version"], strict=True))
    asked = tuple(str(state.kept("step") or "").split("."))
    return asked if asked in known else next(iter(known), None)


def _open_step(step: Step, change: str | None = None) -> None:
    state.put("pair", step)
    if change:
        state.keep("change", change)
    state.switch_page(COMPARE)


def show_sentences(corpus: Corpus, family: tuple[str, ...]) -> None:
    """Draw a table of the sentences of the family (rows) by version (columns); a cell opens it."""
    descent = comparison_cache.trace_lineage(corpus.stamp, family)
    dated = all(_find_days(corpus, family).values())

    def table(which: str) -> dict[str, Any]:
        names = distinct_names(family, corpus.ticks, corpus.labels)
        chosen, texts = (
            filter_sentences(descent.sentences, which),
            open_library.store().texts(family),
        )
        return sentence_grid(chosen, descent.order, family, texts, names, dated=dated)

    with card("Every sentence through its versions", _SENTENCES, lambda: grid_table(table("all"))):
        which = st.segmented_control(
            "Sentences", list(ROWS), format_func=ROWS.__getitem__, default="all", required=True,
            key="rows", bind="query-params",
        )  # fmt: skip
        grid = table(which or "all")
        total = count_of(descent.sentences["row"].nunique(), "sentence", "sentences")
        shown = len(grid["rows"])
        note(f"{format_count(shown)} of {total}. {describe_signs(len(descent.order), dated=dated)}")
        grid["rows"] = grid["rows"][:ROWS_SHOWN]
        custom_components.grid(
            grid, key="sentences", label="Sentences by version",
            on_event=lambda event: open_place(event["place"]),
        )  # fmt: skip
        if shown > ROWS_SHOWN:
            note_cut(f"The first {ROWS_SHOWN} of {format_count(shown)}; the table has all.")


def _pick_mark(event: dict[str, Any]) -> None:
    if isinstance(event["selected"], list):
        state.keep("step", ".".join(event["selected"]))
    else:
        open_article(event["selected"])


def _rename_ends(steps: pd.DataFrame, names: Mapping[Any, str]) -> pd.DataFrame:
    return steps.assign(**{end: steps[end].map(names) for end in ("source", "version")})


def _find_days(corpus: Corpus, family: tuple[str, ...]) -> dict[str, date | None]:
    days = corpus.articles["published"].iloc[corpus.rows.get_indexer(list(family))]
    return {i: None if pd.isna(day) else day.date() for i, day in zip(family, days, strict=True)}
