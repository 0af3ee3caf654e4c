"""The parts of the Lineage page."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.collection.families import USUAL_SHARE, count_families
from components.app import custom_components, state
from components.app.caches import comparison_cache, library_cache
from components.app.caches.snapshot import Corpus
from components.app.cards import LOOKING_FOR_COPIES, beside, card, note, note_cut, waiting
from components.app.navigation import COMPARE, open_article, open_place
from components.app.widgets import keyed_callback
from components.views.articles import distinct_names, label_article
from components.views.compare.ledger_rows import empty_verdicts, ledger_rows, ledger_table
from components.views.formatting import count_of, format_count, format_share, shorten
from components.views.lineage.lineage_graph import describe_threshold, lineage_graph, step_rows
from components.views.lineage.sentence_grid import (
    ROWS,
    describe_signs,
    filter_sentences,
    grid_table,
    sentence_grid,
)
from components.views.measures import explain
from components.views.pairs import describe_step

Step = tuple[str, str]

TELLING = 3
ROWS_SHOWN = 400
STEPS_HEIGHT = 300
_SHARE = explain("family", "overlap")
_DESCENT = explain(
    "shares",
    "direction",
    lead="Versions in order of time from left to right, with a likely original above the "
    "versions taken from it. The percentage on a line is the share of the later version's "
    "words that are also in the earlier one; a dotted line means that the direction is not "
    "clear. Select a diamond to see what that step changed, or a circle to read the article.",
)
_STEP = explain(
    "weight", lead="The changes of the selected step. Select one to see it in both texts."
)


# A list of more could not be looked through.
FAMILIES_LISTED = 300


def choose_family(corpus: Corpus) -> tuple[str, ...]:
    """Which family to look at; articles in order of publication. Empty when there is none."""
    if "reuse" not in corpus.fresh:
        st.info(waiting(corpus, "reuse", LOOKING_FOR_COPIES))
        return ()
    left, right = beside("family", 1, 3)
    with left:
        share = st.slider(
            "Shared text needed, %", 5, 90, USUAL_SHARE, 5, help=_SHARE, key="share",
            bind="query-params",
        )  # fmt: skip
    members = comparison_cache.families(corpus.stamp, share)
    with right:
        _say_threshold(corpus, share)
        if members.empty:
            st.info(
                "No two articles share that much text. Move the slider to the left, or add "
                "versions of the same story."
            )
            return ()
        return _pick_family(corpus, comparison_cache.describe_families(corpus.stamp, share))


def _say_threshold(corpus: Corpus, share: int) -> None:
    """How many families there are at this threshold, and how many there were at the last one."""
    if state.kept("share_now", share) != share:
        state.keep("share_before", state.kept("share_now"))
    state.keep("share_now", share)
    before = state.kept("share_before", USUAL_SHARE)
    now = count_families(comparison_cache.families(corpus.stamp, share))
    was = (
        count_families(comparison_cache.families(corpus.stamp, before)) if before != share else None
    )
    note(describe_threshold(share, now, before, was))


def _pick_family(corpus: Corpus, described: pd.DataFrame) -> tuple[str, ...]:
    families = described.set_index("family")
    selection = state.read()
    asked = (
        {state.kept("family")}
        if state.kept("family")
        else {*selection.versions, *selection.articles}
    )
    start = next((f for f, ids in families["articles"].items() if asked.intersection(ids)), 0)
    offered = families.index[:FAMILIES_LISTED].union([start], sort=False)
    rows = families.loc[offered].to_dict("index")
    key = f"family-{corpus.stamp}-{len(families)}-{start}"

    def take() -> None:
        state.keep("family", rows[state.widget(key)]["articles"][0])

    chosen = st.selectbox(
        "Family",
        list(rows),
        index=list(rows).index(start),
        format_func=lambda f: _say_family(corpus, rows[f]),
        help="Articles connected by shared text, the largest family first.",
        key=key,
        on_change=keyed_callback("family", key, take),
    )
    if len(families) > FAMILIES_LISTED:
        note_cut(
            f"The {FAMILIES_LISTED} largest of {format_count(len(families))} are listed; a smaller "
            "one opens if you select one of its articles."
        )
    found: tuple[str, ...] = rows[chosen]["articles"]
    return found


def _say_family(corpus: Corpus, row: dict[str, Any]) -> str:
    span = "" if pd.isna(row["days"]) else f", over {count_of(int(row['days']) + 1, 'day', 'days')}"
    title = shorten(corpus.labels[row["articles"][0]], 60)
    versions = count_of(row["size"], "version", "versions")
    return f"{versions}{span}, overlap {format_share(row['overlap'])}: {title}"


def show_descent(corpus: Corpus, family: tuple[str, ...]) -> None:
    """Who likely took from whom, as a graph, as a list, and what a step changed."""
    descent = comparison_cache.trace_lineage(corpus.stamp, family)
    steps = _named_steps(descent.steps, family)
    picked = _picked_step(steps)
    with card("Who took it from whom", _DESCENT, _readable(steps, corpus.labels)):
        if descent.left_out:
            note_cut(
                f"{count_of(len(descent.left_out), 'more version is', 'more versions are')} "
                "left out: at most sixty are compared."
            )
        left, right = beside("descent", 3, 2)
        with left:
            names = {i: label_article(corpus.ticks[i], corpus.labels[i]) for i in family}
            order = [family[version] for version in descent.order]
            figure = lineage_graph(
                order,
                steps,
                names,
                _days(corpus, family),
                custom_components.mode(),
                selected=picked,
            )
            alt = (
                f"Lineage of {count_of(len(family), 'version', 'versions')} with "
                f"{count_of(len(steps), 'step', 'steps')}."
            )
            custom_components.chart(figure, key="descent", alt=alt, on_pick=_pick)
        with right:
            _list_steps(corpus, steps, picked, distinct_names(family, corpus.ticks, corpus.labels))


def _list_steps(
    corpus: Corpus, steps: pd.DataFrame, picked: Step | None, names: dict[str, str]
) -> None:
    if picked is None:
        note("No version contains a tenth of another version's words, so no steps can be found.")
        return
    pairs = zip(steps["source"], steps["version"], strict=True)
    told = {step: describe_step(comparison_cache.direction(corpus.stamp, *step)) for step in pairs}
    rows = step_rows(steps, names, told, picked)
    custom_components.rows(rows, key="steps", label="Steps", on_pick=_pick_row, height=STEPS_HEIGHT)
    _show_step(corpus, picked, names)


def _show_step(corpus: Corpus, step: Step, names: dict[str, str]) -> None:
    """The changes of one step that tell most, and the way to all of them."""
    changes = comparison_cache.ledger(corpus.stamp, *step)
    told = comparison_cache.direction(corpus.stamp, *step).is_told
    title = "What this step changed" if told else "What differs between the two"
    with card(title, _STEP, partial(ledger_table, changes, empty_verdicts()), key="step"):
        if told:
            st.text(f"{names[step[0]]} → {names[step[1]]}")
        else:
            st.text(f"A  {names[step[0]]}\nB  {names[step[1]]}")
        if changes.empty:
            note("Only spaces and typography differ.")
        else:
            telling = changes.head(TELLING)
            note_cut(f"The {len(telling)} most important of {format_count(len(changes))} changes.")
            rows = ledger_rows(telling, {})
            go = partial(_open_change, step)
            custom_components.rows(rows, key="telling", label="Most important changes", on_pick=go)
        st.button("Compare side by side", on_click=_open_step, args=(step,))


def _picked_step(steps: pd.DataFrame) -> Step | None:
    """The step that was picked, else the first; None when there is none."""
    known = list(zip(steps["source"], steps["version"], strict=True))
    asked = tuple(str(state.kept("step") or "").split("."))
    return asked if asked in known else next(iter(known), None)


def _open_change(step: Step, event: dict[str, Any]) -> None:
    state.put("pair", step)
    state.keep("change", event["row"])
    state.switch_page(COMPARE)


def _open_step(step: Step) -> None:
    state.put("pair", step)
    state.switch_page(COMPARE)


def show_sentences(corpus: Corpus, family: tuple[str, ...]) -> None:
    """Every sentence of the family, and what each version made of it."""
    descent = comparison_cache.trace_lineage(corpus.stamp, family)
    help_text = explain(
        "sentence table", lead="Select a cell to read the sentence in that version."
    )

    def table(which: str) -> dict[str, Any]:
        names = distinct_names(family, corpus.ticks, corpus.labels)
        chosen = filter_sentences(descent.sentences, which)
        return sentence_grid(
            chosen, descent.order, family, library_cache.store().texts(family), names
        )

    with card("Every sentence through its versions", help_text, lambda: grid_table(table("all"))):
        which = st.segmented_control(
            "Sentences", list(ROWS), format_func=ROWS.__getitem__, default="all", required=True,
            key="rows", bind="query-params",
        )  # fmt: skip
        grid = table(which or "all")
        total = descent.sentences["row"].nunique()
        shown = len(grid["rows"])
        note(
            f"{format_count(shown)} of {count_of(total, 'sentence', 'sentences')}. "
            f"{describe_signs(len(descent.order))}"
        )
        grid["rows"] = grid["rows"][:ROWS_SHOWN]
        custom_components.grid(
            grid, key="sentences", label="Sentences by version", on_pick=_open_place
        )
        if shown > ROWS_SHOWN:
            note_cut(f"The first {ROWS_SHOWN} of {format_count(shown)}; the table has all.")


def _pick(event: dict[str, Any]) -> None:
    picked = event["picked"]
    if isinstance(picked, list):
        state.keep("step", ".".join(picked))
    else:
        open_article(picked)


def _pick_row(event: dict[str, Any]) -> None:
    state.keep("step", event["row"])


def _open_place(event: dict[str, Any]) -> None:
    open_place(event["place"])


def _named_steps(steps: pd.DataFrame, family: tuple[str, ...]) -> pd.DataFrame:
    return steps.assign(
        source=[family[int(version)] for version in steps["source"]],
        version=[family[int(version)] for version in steps["version"]],
    )


def _readable(steps: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    return steps.assign(source=steps["source"].map(labels), version=steps["version"].map(labels))


def _days(corpus: Corpus, family: tuple[str, ...]) -> dict[str, date | None]:
    days = corpus.articles["published"].iloc[corpus.rows.get_indexer(list(family))]
    return {i: None if pd.isna(day) else day.date() for i, day in zip(family, days, strict=True)}
