"""The parts of the Entities page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.counting import count_by_article, count_entities, count_forms
from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cached import Corpus
from components.app.cards import beside, card, note, note_cut
from components.app.moving import open_place
from components.views.bars import TYPE_NAMES, entity_bars
from components.views.grid import article_entity_grid
from components.views.mentions import mention_rows

BARS_SHOWN = 25
COLUMNS_SHOWN = 15
ARTICLES_SHOWN = 40
MENTIONS_AT_ONCE = 25


def show_progress(corpus: Corpus) -> None:
    """How far the reading for names has come, and in which languages it is done."""
    if "mentions" not in corpus.fresh:
        st.info("Names are being read; the counts below grow until that is done.")
    others = corpus.articles.loc[~corpus.articles["language"].isin(["en", "und"]), "language"]
    if len(others):
        note(
            f"{len(others)} article(s) in {', '.join(sorted(others.unique()))} are not counted: "
            "names are found in English only so far."
        )


def choose_types(corpus: Corpus) -> list[str]:
    """Which types of entity to show; all when none is chosen."""
    present = [kind for kind in TYPE_NAMES if (corpus.mentions["type"] == kind).any()]
    if not present:
        return []
    chosen = st.pills(
        "Types",
        present,
        format_func=lambda kind: TYPE_NAMES[kind],
        selection_mode="multi",
        key="types",
        persist_state="session",
    )
    return list(chosen) or present


def show_counts(corpus: Corpus, selection: Selection, kinds: list[str]) -> None:
    """How often each entity is named in what is selected."""
    counts = _counts(corpus, selection, kinds)
    help_text = "Mentions under one resolved name each: titles, initials and possessives set aside."
    with card("Named most", help_text, counts):
        if counts.empty:
            note("No names of these types in the selected articles.")
            return
        figure = entity_bars(counts.head(BARS_SHOWN), linked.mode(), picked=_picked(selection))
        alt = f"Most named: {counts['entity'][0]}, {counts['mentions'][0]} mentions."
        linked.chart(figure, key="bars", alt=alt, on_pick=_pick_bar)
        if len(counts) > BARS_SHOWN:
            note_cut(f"The first {BARS_SHOWN} of {len(counts):,} names; the table has all.")


def show_by_article(corpus: Corpus, selection: Selection, kinds: list[str]) -> None:
    """How often each article names each entity."""
    names = _counts(corpus, selection, kinds)["entity"].drop_duplicates().head(COLUMNS_SHOWN)
    shown = cached.narrowed(corpus, selection, ignoring=["entity"])
    table = count_by_article(
        corpus.mentions, shown["id"].head(ARTICLES_SHOWN).tolist(), names.tolist()
    )
    help_text = "Mentions by article (row) and entity (column). Pick a cell to see its mentions."
    with card("Who names whom", help_text, _readable(table, corpus.labels)):
        if table.empty:
            note("Nothing to count in the selected articles.")
            return
        if len(shown) > ARTICLES_SHOWN:
            note_cut(f"The first {ARTICLES_SHOWN} of {len(shown):,} articles.")
        figure = article_entity_grid(table, corpus.ticks, linked.mode(), picked=selection.entity)
        alt = f"Mentions of {len(names)} entities in {len(table)} articles."
        linked.chart(figure, key="grid", alt=alt, on_pick=_pick_cell)


def show_mentions(corpus: Corpus, selection: Selection) -> None:
    """The picked entity: its names, and every mention in context."""
    if not selection.entity:
        note("Pick a name above to see each of its mentions in context.")
        return
    shown = cached.narrowed(corpus, selection)
    mentions = corpus.mentions[
        (corpus.mentions["entity"] == selection.entity)
        & corpus.mentions["article"].isin(shown["id"])
    ]
    left, right = beside("mentions", 1, 3)
    with left, card("Its names", "The forms that are counted under this name."):
        forms = count_forms(mentions, selection.entity)
        st.dataframe(forms, hide_index=True, key="forms", height="content")
    with right, card("Mentions in context", "Pick one to read it in its place.", mentions):
        _show_some(corpus, mentions)


def _show_some(corpus: Corpus, mentions: pd.DataFrame) -> None:
    if mentions.empty:
        note("It is not named in the selected articles.")
        return
    pages = -(-len(mentions) // MENTIONS_AT_ONCE)
    page = st.pagination(pages, key="mentions-page") if pages > 1 else 1
    some = mentions.iloc[(page - 1) * MENTIONS_AT_ONCE : page * MENTIONS_AT_ONCE]
    texts = cached.store().texts(list(dict.fromkeys(some["article"])))
    linked.rows(
        mention_rows(some, texts, corpus.labels),
        key="mentions",
        label="Mentions in context",
        on_pick=_pick_mention,
    )
    note(f"{len(mentions):,} mentions.")


def _counts(corpus: Corpus, selection: Selection, kinds: list[str]) -> pd.DataFrame:
    shown = cached.narrowed(corpus, selection, ignoring=["entity"])
    counts = count_entities(corpus.mentions, shown["id"])
    return counts[counts["type"].isin(kinds)].reset_index(drop=True)


def _readable(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    return table.rename(index=labels).rename_axis("article").reset_index()


def _picked(selection: Selection) -> tuple[str, ...]:
    return (selection.entity,) if selection.entity else ()


def _pick_bar(event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        state.pick("entity", event["picked"])


def _pick_cell(event: dict[str, Any]) -> None:
    if event["kind"] == "click":
        state.put("entity", event["picked"][1])


def _pick_mention(event: dict[str, Any]) -> None:
    open_place(event["row"])
