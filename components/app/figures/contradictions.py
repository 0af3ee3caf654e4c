"""Contradictions between articles, a timeline of the dates they name, and all their numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.article.dates import count_days
from components.analysis.article.figure_units import is_money
from components.analysis.claims.judgements import FIGURE
from components.analysis.pair.contradictions import MAYBE, SURE
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import facts_cache, open_library
from components.app.caches.counting_cache import counted
from components.app.cards import card, note, note_cut, note_none, show_unread, waiting
from components.app.claims.open_claim import open_claim
from components.app.figures.contradiction_list import choose_page, find_contradictions, list_rows
from components.app.fragments import section
from components.app.navigation import open_place
from components.app.tables.snapshot import Corpus
from components.app.widgets import counted_pills
from components.views.date_rows import date_rows, explain_open
from components.views.figure_rows import (
    contradiction_table,
    describe_dates_left_out,
    figure_rows,
    figure_table,
    mentioned_dates_timeline,
)
from components.views.locale_formatting import count_of, format_count, format_day
from components.views.measures.measure_explanations import explain

PLACES_AT_ONCE = 20
_DAYS = "talked"  # the key of the days in links
_HELP = explain(
    "contradictions",
    lead="Select one to check it with both sentences. What is less certain stands below, under "
    "“Worth a look”.",
)
_LIKELY = (
    "Numbers or dates that differ and may be of the same thing: the day is not known on both "
    "sides, only the qualifier differs, the sentences have too little in common, or the later "
    "article has a later day too, as reports that come every day have. These are questions and "
    "not contradictions; read both sentences."
)
_DATES = explain("dates named", "published", lead="Select a bar to see its dates.")
_READING = "Numbers and dates are being read; they will appear here when this is finished."
_COMPARING = "Numbers and dates are being compared; contradictions will appear here."
_NONE = "No contradictions in numbers or dates were found between the selected articles."
_NONE_CERTAIN = "No contradiction is certain; those that may be one are under “Worth a look”."
_NO_DATES = "These articles name no date that could be determined."
_SORTS = {
    "counts": "how many of what",
    "money": "money",
    "share": "percentages",
    "measure": "measures",
}
_KINDS = {"number": "numbers", "date": "dates"}
_FORMS = {"figures": ("number", "numbers"), "dates": ("date", "dates")}
_DIFFERENCES = {"value": "different value", "qualifier": "only a qualifier, such as “more than”"}


def show_progress(corpus: Corpus) -> None:
    """Say what is not read yet for numbers and dates, or could not be."""
    if "contradictions" not in corpus.fresh:
        words = (
            "Numbers and dates are still being read; the lists below will grow until this is "
            "finished."
        )
        st.info(waiting(corpus, "figures", words))
    show_unread(corpus, facts="numbers and dates", contradictions="contradictions")


@section
def show_contradictions(corpus: Corpus, selection: Selection) -> None:
    """Draw the pairs of sentences in which two articles give different values for one thing."""
    table = find_contradictions(corpus, selection)
    sure, likely = (table[table["strength"] == strength] for strength in (SURE, MAYBE))
    with card(
        "Contradicting numbers and dates",
        _HELP,
        lambda: contradiction_table(chosen, corpus.labels),
        pin="contradictions",
    ):
        chosen = sure
        if sure.empty:
            none = _NONE if likely.empty else _NONE_CERTAIN
            note_none(corpus, "contradictions", none, _COMPARING)
        else:
            chosen = _choose_contradictions(sure)
            list_rows(corpus, chosen, "contradictions", "Contradictions")
            total = count_of(len(sure), "contradiction", "contradictions")
            note_cut(f"{format_count(len(chosen))} of {total}.")
    if not likely.empty:
        with card(
            "Worth a look",
            _LIKELY,
            lambda: contradiction_table(likely, corpus.labels),
            pin="perhaps-contradictions",
        ):
            list_rows(corpus, likely, "perhaps-contradictions", "Worth a look")
            note_cut(f"{count_of(len(likely), 'pair of sentences', 'pairs of sentences')}.")


def _choose_contradictions(table: pd.DataFrame) -> pd.DataFrame:
    with st.container(horizontal=True, gap="large"):
        for column, words, key in (
            ("kind", _KINDS, "contradicted"),
            ("difference", _DIFFERENCES, "contradicted-by"),
        ):
            counts = table[column].value_counts()
            present = [name for name in words if name in counts]
            label = "What differs" if column == "kind" else "How"
            chosen = counted_pills(label, present, counts, words=words, key=key)
            if chosen:
                table = table[table[column].isin(chosen)]
    return table


@section
def show_mentioned_dates(corpus: Corpus, selection: Selection) -> None:
    """Draw the days that articles name beside those of publication; a bar narrows the dates."""
    shown = counted(corpus, selection)
    dates = facts_cache.facts(corpus, "dates")
    dates = dates[dates["article"].isin(shown["id"])]
    days = count_days(dates, shown["published"])
    title = "When it happened, and when it was published"
    with card(title, _DATES, days.bins, pin="talked", counts=selection):
        if not days.bins["named"].sum():
            note_none(corpus, "dates", _NO_DATES, _READING)
            return
        if not days.bins["published"].sum():
            note("None of these articles has a date, so their dates are listed and not drawn.")
            _show_dates(corpus, dates, None)
            return
        selected = _read_days()
        chart = mentioned_dates_timeline(
            days.bins, days.step, custom_components.mode(), selected=selected
        )
        busiest = days.bins.iloc[int(days.bins["named"].to_numpy().argmax())]
        alt = f"Dates named in {count_of(len(shown), 'article', 'articles')}, most of them "
        alt += f"{format_day(busiest['first'])}."
        custom_components.chart(chart, key="talked", alt=alt, on_event=_pick_days)
        if undrawn := describe_dates_left_out(days.open, days.vague, days.outside, days.step):
            note_cut(undrawn)
        _show_dates(corpus, dates, selected)


def _read_days() -> tuple[str, str] | None:
    """First and last of the selected days in ISO form; None if none are, or a link says no days."""
    try:
        first, last = map(date.fromisoformat, state.kept(_DAYS) or ())
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def _pick_days(event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        days = (str(event["selected"][0]), str(event["selected"][1]))
        state.keep(_DAYS, None if state.kept(_DAYS) == days else days)
    elif event["range"]:
        first, last = sorted(str(edge)[:10] for edge in event["range"])
        state.keep(_DAYS, (first, last))


def _show_dates(corpus: Corpus, dates: pd.DataFrame, days: tuple[str, str] | None) -> None:
    if days:
        first, last = (pd.Timestamp(day) for day in days)
        dates = dates[(dates["first"] <= last) & (dates["last"] >= first)]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"Dates from {format_day(first)} to {format_day(last)}")
            st.button("Show all dates", on_click=state.keep, args=(_DAYS, None), type="tertiary")
    make_rows = partial(date_rows, only_open=bool(dates["first"].isna().all()))
    _show_places(corpus, dates, make_rows, "dates")
    if told := explain_open(dates):
        note(told)


@section
def show_figures(corpus: Corpus, selection: Selection) -> None:
    """Draw every number with what it counts; a click opens its card."""
    shown = counted(corpus, selection)
    figures = facts_cache.facts(corpus, "figures")
    figures = figures[figures["article"].isin(shown["id"])]
    help_text = explain("figures", lead="Select one to check it and see who gives another number.")
    with card(
        "All numbers", help_text, lambda: figure_table(chosen, corpus.labels), pin="numbers",
        counts=selection,
    ):  # fmt: skip
        chosen = _choose_figures(figures)
        _show_places(corpus, chosen, figure_rows, "figures")


def _choose_figures(figures: pd.DataFrame) -> pd.DataFrame:
    sorts = figures["unit"].map(_name_sort)
    counts = sorts.value_counts()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        present = [name for name in _SORTS if name in counts]
        chosen = counted_pills("Kinds", present, counts, words=_SORTS, key="figure-kinds")
        asked = st.text_input(
            "What is counted", key="figure-of", placeholder="people", bind="query-params", width=220
        )
        largest = st.toggle("Largest first", key="figure-largest", bind="query-params")
    if chosen:
        figures = figures[sorts.isin(chosen)]
    if asked:
        figures = figures[figures["counts"].str.contains(asked, case=False, regex=False)]
    return figures.sort_values("value", ascending=False, kind="stable") if largest else figures


def _name_sort(unit: str) -> str:
    if unit == "%":
        return "share"
    if not unit:
        return "counts"
    return "money" if is_money(unit) else "measure"


def _show_places(
    corpus: Corpus,
    places: pd.DataFrame,
    make_rows: Callable[..., list[dict[str, Any]]],
    key: str,
) -> None:
    if places.empty:
        note_none(corpus, key, "None in the selected articles.", _READING)
        return
    some = places.iloc[choose_page(len(places), PLACES_AT_ONCE, f"{key}-page")]
    texts = open_library.store().texts(list(dict.fromkeys(some["article"])))
    custom_components.rows(
        make_rows(some, texts, corpus.labels), key=f"{key}-rows", label=f"All {_FORMS[key][1]}",
        on_event=lambda event: _open(key, event["row"]), height=520,
    )  # fmt: skip
    note_cut(f"{count_of(len(places), *_FORMS[key])}.")


def _open(key: str, place: str) -> None:
    if key == "figures":
        open_claim(FIGURE, place)
    else:
        open_place(place)
