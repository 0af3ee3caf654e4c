"""Terms over time: up to eight terms in the articles of each period, in all or by source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.collection.concordance import read_term
from components.analysis.collection.word_index import WordTable
from components.analysis.collection.words.own_stop_words import read_list
from components.analysis.collection.words.trends import (
    ENOUGH_ARTICLES,
    ENOUGH_PERIODS,
    MOST_TERMS,
    STEPS,
    Trends,
    choose_step,
)
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches import word_cache
from components.app.caches.counting_cache import counted
from components.app.caches.word_cache import OTHER_SOURCES, UNKNOWN_SOURCE
from components.app.cards import card, note, note_cut
from components.app.tables.snapshot import Corpus
from components.text.plural import agree
from components.views.locale_formatting import count_of, format_day
from components.views.measures.measure_explanations import explain
from components.views.words.trend_chart import SCALES, trend_chart, trend_table

PLACE = "over-time"
VIEW, OVER_TIME = "words-view", "Over time"
_WIDGET = "over-time-terms"
_SUGGESTED = 20
_TOGETHER, _BY_SOURCE = "All together", "By source"
_HELP = explain(
    "terms over time",
    lead="Select a point to read the sentences with its term, of its source and days.",
)


def follow(term: str) -> None:
    """Add a term to those that are followed over time and show them, in a callback."""
    chosen = _chosen(state.read())
    state.keep(PLACE, tuple(dict.fromkeys([*chosen, term]))[-MOST_TERMS:])
    state.preset(VIEW, OVER_TIME)


def offer_to_follow(term: str) -> None:
    """The button that shows the selected term over time, unless it is shown."""
    is_open = state.widget(VIEW) == OVER_TIME
    if not (is_open and term in _chosen(state.read())):
        name = "Add to the chart" if is_open else "Show over time"
        st.button(name, key="follow-term", on_click=follow, args=(term,))


def _chosen(selection: Selection) -> tuple[str, ...]:
    """The terms that are followed: those that were chosen, else the selected one."""
    kept = [str(term) for term in state.kept(PLACE) or () if read_term(str(term))]
    return tuple(kept[:MOST_TERMS]) or ((selection.term,) if read_term(selection.term) else ())


def show_over_time(corpus: Corpus, selection: Selection, table: WordTable) -> None:
    """Draw the field for terms, and how often they are used in each period."""
    pinned = state.selection_of(PLACE)
    others = pinned.without("days", "sources", "term", "speaker")
    make_table = partial(_make_table, corpus, others, table) if _drawn(corpus) else None
    with card("Terms over time", _HELP, make_table, pin=PLACE, counts=others):
        terms = _ask_terms(corpus, selection, table)
        shown = counted(corpus, others)
        days = shown["published"].dropna()
        if not terms:
            note(
                "Choose up to eight words or phrases to see when they are used: pick some of the "
                "most frequent ones, type your own and press Enter, or select a word elsewhere on "
                "this page."
            )
        elif days.empty:
            note("None of these articles has a date. Dates can be set on the Articles page.")
        else:
            _draw(corpus, others, table, pinned)


def _ask_terms(corpus: Corpus, selection: Selection, table: WordTable) -> tuple[str, ...]:
    terms = _chosen(selection)
    state.preset(_WIDGET, list(terms))
    suggested = word_cache.list_frequent(corpus, table, _SUGGESTED)
    more = [selection.term] if read_term(selection.term) else []
    st.multiselect(
        "Words or phrases",
        list(dict.fromkeys([*terms, *more, *suggested])),
        key=_WIDGET,
        accept_new_options=True,
        select_all=False,
        max_selections=MOST_TERMS,
        placeholder="ferry, peace talks, minist*",
        help="Words in all their forms; in “quotation marks” as they are written.",
        on_change=lambda: state.keep(PLACE, tuple(state.widget(_WIDGET) or ())),
    )
    left_out = [term for term in terms if _is_left_out(corpus, term)]
    if left_out:
        st.text(f"Among your own stop words, so not drawn: {', '.join(left_out)}")
    return tuple(term for term in terms if term not in left_out)


def _is_left_out(corpus: Corpus, term: str) -> bool:
    words = read_list(term)
    return len(words) == 1 and words[0] in corpus.decided.stop_words


def _drawn(corpus: Corpus) -> tuple[str, ...]:
    return tuple(one for one in _chosen(state.read()) if not _is_left_out(corpus, one))


def _ask_step(days: pd.Series) -> str:
    usual = choose_step(days)
    chosen = st.segmented_control(
        "Counted by", list(STEPS), default=usual, key="over-time-by", bind="query-params",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    return str(chosen or usual)


def _count(corpus: Corpus, others: Selection, table: WordTable) -> Trends:
    """What is drawn; also for the table and its export, which are made later."""
    step = state.kept("over-time-drawn", ("Day", False))
    return word_cache.count_over_time(corpus, others, table, _drawn(corpus), *step)


def _make_table(corpus: Corpus, others: Selection, table: WordTable) -> pd.DataFrame:
    return trend_table(_count(corpus, others, table))


def _draw(corpus: Corpus, others: Selection, table: WordTable, pinned: Selection) -> None:
    shown = counted(corpus, others)
    days = shown["published"].dropna()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        step = _ask_step(days)
        scale = st.segmented_control(
            "Counted in", list(SCALES), default=next(iter(SCALES)), key="over-time-scale",
            bind="query-params", required=True, label_visibility="collapsed",
        )  # fmt: skip
        several = shown.loc[shown["source"] != "", "source"].nunique() > 1
        how = st.segmented_control(
            "Sources", [_TOGETHER, _BY_SOURCE], default=_TOGETHER, key="over-time-sources",
            bind="query-params", required=True, label_visibility="collapsed", disabled=not several,
        )  # fmt: skip
    state.keep("over-time-drawn", (step, several and how == _BY_SOURCE))
    trends = _count(corpus, others, table)
    if trends.table.empty:
        note("None of the dated articles has a word that counts, or they are still to be read.")
        return
    _tell(trends, days)
    chart = trend_chart(trends, custom_components.mode(), str(scale), days=pinned.days)
    custom_components.chart(
        chart,
        key="over-time-chart",
        alt=_describe(trends, step),
        on_event=partial(_pick_point, sorted(set(shown["source"]))),
    )


def _tell(trends: Trends, days: pd.Series) -> None:
    """What is not drawn, and whether there is enough to speak of a trend."""
    if trends.undated:
        note_cut(
            f"{count_of(trends.undated, 'article has', 'articles have')} no date and "
            f"{agree(trends.undated, 'is', 'are')} not drawn."
        )
    periods = trends.table["first"].nunique()
    if periods == 1:
        note_cut(
            f"{count_of(trends.dated, 'dated article', 'dated articles')} of one period only, so "
            "there is no course of time to see: each point has its number of uses."
        )
    elif not trends.is_enough:
        note_cut(
            f"Too little for a trend: {count_of(trends.dated, 'dated article', 'dated articles')} "
            f"in {count_of(periods, 'period', 'periods')}, where a line would need at least "
            f"{ENOUGH_ARTICLES} in {ENOUGH_PERIODS}. Each point has its number of uses."
        )
    if trends.table["count"].sum() == 0:
        note("None of these terms occurs in the dated articles.")


def _describe(trends: Trends, step: str) -> str:
    first, last = trends.table["first"].min(), trends.table["last"].max()
    uses = trends.table.groupby("term", sort=False)["count"].sum()
    told = ", ".join(f"{term} {count_of(int(uses[term]), 'use', 'uses')}" for term in uses.index)
    return f"Terms by {step.lower()} from {format_day(first)} to {format_day(last)}: {told}."


def _pick_point(sources: Sequence[str], event: dict[str, Any]) -> None:
    """Select the term, the source and the days of a point, or clear them when they are."""
    if event["kind"] != "click":
        return
    term, group, first, last = event["selected"]
    wanted: dict[str, Any] = {
        "term": term,
        "days": (date.fromisoformat(first), date.fromisoformat(last)),
    }
    source = "" if group == UNKNOWN_SOURCE else group
    if group and group != OTHER_SOURCES and source in sources:
        wanted["sources"] = (source,)
    held = state.read()
    if all(getattr(held, name) == value for name, value in wanted.items()):
        state.clear("days", *(["sources"] if "sources" in wanted else []))
    else:
        _keep_terms()
        state.put_all(**wanted)


def _keep_terms() -> None:
    """Keep the terms that are drawn only because one is selected: another one may be next."""
    if not state.kept(PLACE):
        state.keep(PLACE, _chosen(state.read()))
