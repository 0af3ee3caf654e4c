"""Counts of entities: bars of the names mentioned most, a grid by article, and the types shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.entities import roughness
from components.analysis.entities.mention_counts import (
    count_by_article,
    keep_naming_most,
    per_thousand,
)
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches.counting_cache import counted
from components.app.caches.drawn_cache import DrawnChart, drawn, finish
from components.app.caches.selection_cache import count_selected
from components.app.cards import card, note, note_cut, show_unread, waiting
from components.app.export.card_tables import Table
from components.app.tables.snapshot import Corpus
from components.text.language import name_language
from components.views.entities.entity_charts import (
    OPTIONAL_TYPES,
    article_entity_grid,
    describe_cut_off,
    entity_bars,
)
from components.views.locale_formatting import count_of, format_count, format_number
from components.views.measures.measure_explanations import explain
from components.views.naming.entity_types import TYPE_NAMES

BARS_SHOWN = 25
COLUMNS_SHOWN, ARTICLES_SHOWN = 15, 40
RATE = "per 1,000 words"
NAMED_MOST = explain("mentions", lead="Names that an analyst has decided on are shown as decided.")


@dataclass(frozen=True)
class NamedBars:
    """The texts and the measure of a card with a bar for each name.

    `clause` is the clause of the selection that a click sets (`entity` or `speaker`), `lead` begins
    the text alternative, `unit` says what is counted, `most` how many bars are drawn and `measure`
    is the column with their lengths; `counted` is what is counted, in words for one and several;
    `kinds` are the types of entities counted, when chosen.
    """

    title: str
    help_text: str
    key: str
    clause: str
    lead: str
    unit: str
    most: int
    measure: str = "mentions"
    counted: tuple[str, str] = ("mention", "mentions")
    kinds: tuple[str, ...] = ()


def show_named_bars(
    corpus: Corpus,
    selection: Selection,
    bars: NamedBars,
    counts: pd.DataFrame,
    *,
    table: Table,
    when_empty: Callable[[], None],
    cut_off: str = "",
) -> None:
    """Draw the first `bars.most` of `counts`: columns `entity`, `type`, `mentions`, `articles`.

    They are counted in the selected articles of the corpus. `table` is the table of the card;
    `when_empty` is called when `counts` has no rows; `cut_off` says what is not counted, "" when
    all is.
    """
    among = selection.without(bars.clause)
    with card(bars.title, bars.help_text, table, pin=bars.key, counts=among):
        if counts.empty:
            when_empty()
            return
        selected = getattr(state.read(), bars.clause)
        chart = drawn(
            bars.key, corpus, selection, bars, selected, make=lambda: _draw(bars, counts, selected)
        )
        custom_components.chart_json(
            chart.figure, key=bars.key, alt=chart.alt, on_event=_pick(bars.clause)
        )
        if len(counts) > bars.most:
            note_cut(f"The first {bars.most} of {format_count(len(counts))}; the table has all.")
        if cut_off:
            note(cut_off)


def _draw(bars: NamedBars, counts: pd.DataFrame, selected: str) -> DrawnChart:
    chart = entity_bars(
        counts.head(bars.most),
        custom_components.mode(),
        selected=[selected] if selected else [],
        measure=bars.measure,
        counted=bars.counted,
    )
    name, number = str(counts["entity"].iloc[0]), counts[bars.measure].tolist()[0]
    return finish(chart, f"{bars.lead}: {name}, {format_number(number)} {bars.unit}.")


def _pick(clause: str) -> Callable[[dict[str, Any]], None]:
    def pick(event: dict[str, Any]) -> None:
        if event["kind"] == "click":
            state.pick(clause, event["selected"])

    return pick


@dataclass(frozen=True)
class Shown:
    """The types of entities on the page, and whether counts are rates for each 1,000 words."""

    kinds: tuple[str, ...]
    rate: bool

    @property
    def unit(self) -> str:
        """What a number on the page counts, in words."""
        return f"mentions {RATE}" if self.rate else "mentions"


def show_progress(corpus: Corpus) -> None:
    """Say what is not read yet or could not be, and in which languages recognition is rough."""
    if "mentions" not in corpus.fresh:
        words = "Names are still being read; the counts below will grow until this is finished."
        st.info(waiting(corpus, "mentions", words))
    show_unread(corpus, names="names")
    warnings: dict[str, list[str]] = {}
    for language, count in corpus.articles["language"].value_counts().items():
        warning = roughness(str(language)) if language != "und" else ""
        if warning:
            warnings.setdefault(warning, []).append(
                f"{name_language(str(language))} ({count_of(count, 'article', 'articles')})"
            )
    if warnings:
        lines = [f"{', '.join(which)}: {words}" for words, which in warnings.items()]
        note(". ".join(lines) + ".")


def choose_counts(corpus: Corpus) -> Shown:
    """Draw the controls for all counts of the page; without a choice the second-class types go."""
    found = set(corpus.mentions["type"].unique())
    present = [kind for kind in TYPE_NAMES if kind in found]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = st.pills(
            "Types",
            present,
            format_func=lambda kind: TYPE_NAMES[kind],
            selection_mode="multi",
            key="types",
            bind="query-params",
        )
        counted = st.segmented_control(
            "Counted",
            ["mentions", RATE],
            default="mentions",
            required=True,
            key="counted",
            bind="query-params",
        )
    usual = [kind for kind in present if kind not in OPTIONAL_TYPES]
    return Shown(tuple(chosen or usual), counted == RATE)


def show_counts(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """Draw how often each entity is mentioned in the selected articles; a bar selects it."""
    counts = _count_kinds(corpus, selection, shown)
    words = int(counted(corpus, selection, ["entity"])["words"].sum())
    rated = counts.assign(rate=per_thousand(counts, words))
    bars = NamedBars(
        title="Named most",
        help_text=NAMED_MOST,
        key="bars",
        clause="entity",
        lead="Most named",
        unit=shown.unit,
        most=BARS_SHOWN,
        measure="rate" if shown.rate else "mentions",
        kinds=shown.kinds,
    )
    show_named_bars(
        corpus,
        selection,
        bars,
        rated,
        table=rated.rename(columns={"rate": RATE}),
        when_empty=lambda: note("No names of these types in the selected articles."),
        cut_off=f"Counted in {format_count(words)} words." if shown.rate else "",
    )


def show_by_article(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """Draw how often each article mentions each entity; a cell selects the entity."""
    counts = _count_kinds(corpus, selection, shown)
    every = counts["entity"].astype(str).drop_duplicates()
    names = every.head(COLUMNS_SHOWN).tolist()
    among = selection.without("entity")
    articles = counted(corpus, among)
    whole = drawn(
        "grid", corpus, among, shown.kinds,
        make=lambda: count_by_article(corpus.mentions, articles["id"].tolist(), names),
    )  # fmt: skip
    table = keep_naming_most(whole, ARTICLES_SHOWN)
    if shown.rate:
        words = articles.set_index("id")["words"].clip(lower=1)
        table = table.mul(1000 / words.loc[table.index], axis=0)
    help_text = explain(
        "mentions", lead="By article (row) and entity (column). Select a cell to see its mentions."
    )
    numbers = _make_table(table, corpus.labels)
    with card("Who names whom", help_text, numbers, pin="grid", counts=among):
        if table.empty:
            note("The selected articles have no names of these types.")
            return
        if cut_off := describe_cut_off(whole, table, len(every)):
            note_cut(cut_off)
        chart = article_entity_grid(
            table,
            corpus.ticks,
            custom_components.mode(),
            selected=selection.entity,
            unit=shown.unit,
        )
        alt = f"Mentions of {len(names)} entities in {len(table)} articles."
        custom_components.chart(chart, key="grid", alt=alt, on_event=_pick_cell)


def _count_kinds(corpus: Corpus, selection: Selection, shown: Shown) -> pd.DataFrame:
    """The counts of the selected articles, of the types shown."""
    counts = count_selected(corpus, selection)
    return counts[counts["type"].isin(shown.kinds)].reset_index(drop=True)


def _make_table(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    return table.rename(index=labels).rename_axis("article").reset_index()


def _pick_cell(event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        state.put("entity", event["selected"][1])
