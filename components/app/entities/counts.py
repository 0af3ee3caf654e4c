"""Who is named how often, in all that is selected and by article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.counting import count_by_article, per_thousand
from components.analysis.entities import roughness
from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cards import card, note, note_cut
from components.app.entities.cached import count_selected
from components.app.named_bars import NAMED_MOST, NamedBars, show_named_bars
from components.app.snapshot import Corpus
from components.app.unread import tell_unread, waiting
from components.views.bars import SECOND_CLASS, TYPE_NAMES
from components.views.grid import article_entity_grid
from components.views.local import count_of, say_count
from components.views.measures import explain

BARS_SHOWN = 25
COLUMNS_SHOWN = 15
ARTICLES_SHOWN = 40
RATE = "per 1,000 words"


@dataclass(frozen=True)
class Shown:
    """Which types are shown, and whether as plain counts or for each 1,000 words."""

    kinds: tuple[str, ...]
    rate: bool

    @property
    def unit(self) -> str:
        """What a number on the page counts."""
        return f"mentions {RATE}" if self.rate else "mentions"


def show_progress(corpus: Corpus) -> None:
    """How far the reading for names has come, and in which languages it is done."""
    if "mentions" not in corpus.fresh:
        words = "Names are still being read; the counts below will grow until this is finished."
        st.info(waiting(corpus, "mentions", words))
    tell_unread(corpus, names="names")
    told: dict[str, list[str]] = {}
    for language, count in corpus.articles["language"].value_counts().items():
        warning = roughness(str(language)) if language != "und" else ""
        if warning:
            told.setdefault(warning, []).append(
                f"{language} ({count_of(count, 'article', 'articles')})"
            )
    if told:
        note(". ".join(f"{', '.join(which)}: {words}" for words, which in told.items()) + ".")


def choose_shown(corpus: Corpus) -> Shown:
    """Which types of entity to show, all but those of the second class when none is chosen."""
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
    usual = [kind for kind in present if kind not in SECOND_CLASS]
    return Shown(tuple(chosen or usual), counted == RATE)


def show_counts(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """How often each entity is named in what is selected."""
    counts = of_kinds(corpus, selection, shown)
    words = int(cached.narrowed(corpus, selection, ignoring=["entity"])["words"].sum())
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
    )
    show_named_bars(
        bars,
        rated,
        table=rated.rename(columns={"rate": RATE}),
        when_empty=lambda: note("No names of these types in the selected articles."),
        cut_off=f"Counted in {say_count(words)} words." if shown.rate else "",
    )


def show_by_article(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """How often each article names each entity."""
    counts = of_kinds(corpus, selection, shown)
    names = counts["entity"].astype(str).drop_duplicates().head(COLUMNS_SHOWN).tolist()
    articles = cached.narrowed(corpus, selection, ignoring=["entity"])
    some = articles.head(ARTICLES_SHOWN)
    table = count_by_article(corpus.mentions, some["id"].tolist(), names)
    if shown.rate:
        words = some.set_index("id")["words"].clip(lower=1)
        table = table.mul(1000 / words, axis=0)
    help_text = explain(
        "mentions", lead="By article (row) and entity (column). Select a cell to see its mentions."
    )
    with card("Who names whom", help_text, _readable(table, corpus.labels), pin="grid"):
        if table.empty:
            note("The selected articles have no names of these types.")
            return
        if len(articles) > ARTICLES_SHOWN:
            note_cut(f"The first {ARTICLES_SHOWN} of {say_count(len(articles))} articles.")
        figure = article_entity_grid(
            table, corpus.ticks, linked.mode(), picked=selection.entity, unit=shown.unit
        )
        alt = f"Mentions of {len(names)} entities in {len(table)} articles."
        linked.chart(figure, key="grid", alt=alt, on_pick=_pick_cell)


def of_kinds(corpus: Corpus, selection: Selection, shown: Shown) -> pd.DataFrame:
    """The counts of what is selected, of the types shown."""
    counts = count_selected(corpus, selection)
    return counts[counts["type"].isin(shown.kinds)].reset_index(drop=True)


def _readable(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    return table.rename(index=labels).rename_axis("article").reset_index()


def _pick_cell(event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        state.put("entity", event["picked"][1])
