"""Who names whom: how often each article mentions the entities named most, as a grid."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.analysis.entities.mention_counts import count_by_article, keep_naming_most
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches.counting_cache import counted
from components.app.caches.drawn_cache import drawn
from components.app.cards import card, note, note_cut
from components.app.entities.entity_counts import Shown, count_kinds
from components.app.tables.snapshot import Corpus
from components.views.entities.entity_charts import article_entity_grid
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain

COLUMNS_SHOWN = 15
ARTICLES_SHOWN = 40


def show_by_article(corpus: Corpus, selection: Selection, shown: Shown) -> None:
    """Draw how often each article mentions each entity; a cell selects the entity."""
    counts = count_kinds(corpus, selection, shown)
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
        _note_left_out(whole, table, len(every))
        chart = article_entity_grid(
            table,
            corpus.ticks,
            custom_components.mode(),
            selected=selection.entity,
            unit=shown.unit,
        )
        alt = f"Mentions of {len(names)} entities in {len(table)} articles."
        custom_components.chart(chart, key="grid", alt=alt, on_event=_pick_cell)


def _note_left_out(whole: pd.DataFrame, table: pd.DataFrame, entities: int) -> None:
    """How many entities and articles the grid does not have, and whether they would show much."""
    columns, rows = len(whole.columns), len(table)
    told = f"The {columns} most named of {count_of(entities, 'entity', 'entities')}"
    if rows < len(whole):
        others = whole.drop(table.index)
        some = int((others > 0).any(axis=1).sum())
        note_cut(
            f"{told}, in the {rows} of {format_count(len(whole))} articles that name most of "
            f"them. Of the other articles {format_count(some)} name some of them and "
            f"{format_count(len(others) - some)} none."
        )
    elif columns < entities:
        note_cut(f"{told}.")


def _make_table(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    return table.rename(index=labels).rename_axis("article").reset_index()


def _pick_cell(event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        state.put("entity", event["selected"][1])
