"""Speakers, quotations and their variants, and who prints them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.claims.judgements import QUOTATION
from components.analysis.entities.mention_counts import count_entities
from components.analysis.quotations.utterances import FEWEST_WORDS
from components.analysis.selection import Selection
from components.app import custom_components
from components.app.caches import open_library
from components.app.caches.counting_cache import counted
from components.app.caches.drawn_cache import drawn
from components.app.cards import card, note, note_cut, note_none
from components.app.claims.open_claim import open_claim
from components.app.entities.entity_counts import NamedBars, show_named_bars
from components.app.fragments import section
from components.app.navigation import open_place
from components.app.tables.snapshot import Corpus
from components.text.plural import agree
from components.views.locale_formatting import count_of, format_count
from components.views.measures.measure_explanations import explain
from components.views.quotations import (
    count_speakers,
    describe_quotation,
    has_speaker,
    list_commonest,
    quotation_grid,
    quotation_rows,
    quotation_table,
    speaker_table,
    variant_rows,
    variant_table,
)

SPEAKERS_SHOWN = 20
QUOTATIONS_AT_ONCE = 30
VARIANTS_OFFERED = 200
GRID_ROWS, GRID_COLUMNS = 25, 12
_READING = "Quotations are being read; they will appear here when this is finished."
_NONE_WITH_SPEAKER = "The selected articles have no quotation with a speaker."
_NONE_SHARED = (
    f"No quotation of {FEWEST_WORDS} words or more is in more than one of the selected articles. "
    "Shorter ones are not compared."
)
_REPORTED = (
    "Reported speech: clauses after a reporting verb, without quotation marks. They are counted "
    "separately from quotations."
)
_PRINTERS = (
    "Quotations that are in several articles, and how each article prints them. The form that "
    "all are compared with, the first by day, is shaded. A shaded dash marks an article that "
    "shares text with one that has the quotation but does not have it itself; an article with a "
    "plain dash may be about something else. Select a cell to read it there."
)


def find_quotations(corpus: Corpus, selection: Selection, kind: str = "direct") -> pd.DataFrame:
    """The quotations of the selected articles of one `kind`: `direct` or `reported` speech.

    Rows of `corpus.quotations`; the speaker of the selection does not narrow them.
    """
    shown, found = counted(corpus, selection.without("speaker")), corpus.quotations
    return found[found["article"].isin(shown["id"]) & (found["kind"] == kind)]


def show_speakers(corpus: Corpus, selection: Selection) -> None:
    """Draw who is quoted how often in the selected articles; a bar selects the speaker."""
    counts, without_speaker, total = drawn(
        "quoted", corpus, selection, make=lambda: _count(corpus, find_quotations(corpus, selection))
    )
    bars = NamedBars(
        title="Who is quoted",
        help_text=explain("speaker", lead="Select a name to see what they say."),
        key="speakers",
        clause="speaker",
        lead="Most quoted",
        unit="quotations",
        most=SPEAKERS_SHOWN,
        counted=("quotation", "quotations"),
    )
    show_named_bars(
        corpus,
        selection,
        bars,
        counts,
        table=speaker_table(counts),
        when_empty=lambda: note_none(corpus, "quotations", _NONE_WITH_SPEAKER, _READING),
        cut_off=f"{format_count(without_speaker)} of {count_of(total, 'quotation', 'quotations')} "
        f"{agree(without_speaker, 'has', 'have')} no certain speaker.",
    )


def _count(corpus: Corpus, quotations: pd.DataFrame) -> tuple[pd.DataFrame, int, int]:
    unknown = int((~has_speaker(quotations)).sum())
    named = corpus.mentions[corpus.mentions["entity"].isin(quotations["speaker"])]
    kinds = count_entities(named).drop_duplicates("entity").astype(str)
    types = dict(zip(kinds["entity"], kinds["type"], strict=True))
    return count_speakers(quotations, types), unknown, len(quotations)


@section
def show_quotations(corpus: Corpus, selection: Selection) -> None:
    """Draw the quotations of the selected speaker, or all; a click opens the card of one."""
    help_text = explain("speaker", lead="Select a quotation to check it and see where else it is.")
    with card(
        "What they say", help_text, lambda: quotation_table(shown, corpus.labels),
        pin="said", counts=selection,
    ):  # fmt: skip
        shown = _narrow_by_speaker(find_quotations(corpus, selection), selection.speaker)
        _show_some(corpus, shown, "quoted", "Quotations", 560)


@section
def show_reported(corpus: Corpus, selection: Selection) -> None:
    """Draw the reported speech of the selected speaker, or all; a click opens the card of one."""
    with card(
        "In the writer’s words", _REPORTED, lambda: quotation_table(shown, corpus.labels),
        pin="reported", counts=selection,
    ):  # fmt: skip
        shown = _narrow_by_speaker(
            find_quotations(corpus, selection, "reported"), selection.speaker
        )
        _show_some(corpus, shown, "reported", "Reported speech", 400)


def _narrow_by_speaker(quotations: pd.DataFrame, speaker: str) -> pd.DataFrame:
    return quotations[quotations["speaker"] == speaker] if speaker else quotations


def _show_some(corpus: Corpus, quotations: pd.DataFrame, key: str, label: str, height: int) -> None:
    if quotations.empty:
        note_none(corpus, "quotations", "None in the selected articles.", _READING)
        return
    pages = -(-len(quotations) // QUOTATIONS_AT_ONCE)
    page = st.pagination(pages, key=f"{key}-page", bind="query-params") if pages > 1 else 1
    some = quotations.iloc[(page - 1) * QUOTATIONS_AT_ONCE : page * QUOTATIONS_AT_ONCE]
    rows = quotation_rows(some, corpus.labels)
    custom_components.rows(rows, key=key, label=label, on_event=_open, height=height)
    note_cut(
        f"{format_count(len(some))} of {format_count(len(quotations))}, page {page} of {pages}."
    )


@section
def show_variants(corpus: Corpus, selection: Selection) -> None:
    """Draw the variants of one quotation: whole, cut, altered or attributed to somebody else."""
    several = _find_shared(corpus, selection)
    help_text = explain("variants", lead="Select one to check it and see it in context.")
    table = variant_table(several, corpus.labels)
    with card("The same quotation across articles", help_text, table, pin="variants"):
        if several.empty:
            note_none(corpus, "quotation_ledger", _NONE_SHARED, _READING)
            return
        offered = drawn(
            "offered quotations", corpus, selection, make=lambda: _describe_commonest(several)
        )
        chosen = st.selectbox(
            f"Quotation ({format_count(several['quotation'].nunique())} in several articles)",
            list(offered),
            format_func=offered.__getitem__,
            key="variant",
        )
        rows = variant_rows(several[several["quotation"] == chosen], corpus.labels)
        custom_components.rows(
            rows, key="variants", label="Versions of one quotation", on_event=_open
        )
        if several["quotation"].nunique() > VARIANTS_OFFERED:
            note_cut(f"You can choose from the {VARIANTS_OFFERED} that are in most articles.")


@section
def show_printers(corpus: Corpus, selection: Selection) -> None:
    """Draw a grid of quotations (rows) by article (columns) that says who prints which."""
    several = _find_shared(corpus, selection)
    table = variant_table(several, corpus.labels)
    with card("Who prints it and who does not", _PRINTERS, lambda: table, pin="printers"):
        if several.empty:
            note_none(corpus, "quotation_ledger", _NONE_SHARED, _READING)
            return
        common = list_commonest(several)
        table = several[several["quotation"].isin(common[:GRID_ROWS])]
        articles = _choose_columns(corpus, selection, table)
        custom_components.grid(
            quotation_grid(table, articles, corpus.ticks, _find_sharing(corpus, articles)),
            key="printers",
            label="Quotations by article",
            on_event=lambda event: open_place(event["place"]),
        )
        note("A shaded dash: the article lacks the quotation of one that it shares text with.")
        if len(common) > GRID_ROWS:
            note_cut(f"The {GRID_ROWS} of {format_count(len(common))} that are in most articles.")
        if len(articles) == GRID_COLUMNS:
            note_cut(f"At most {GRID_COLUMNS} articles, those that print most of them first.")


def _describe_commonest(several: pd.DataFrame) -> dict[int, str]:
    """The quotations that may be chosen, by number: those that are in most articles, first."""
    common = list_commonest(several)[:VARIANTS_OFFERED]
    groups = several[several["quotation"].isin(common)].groupby("quotation", sort=False)
    return {int(number): describe_quotation(groups.get_group(number)) for number in common}


def _find_shared(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """The variants of quotations of the selected articles that several articles print."""
    return drawn(
        "shared quotations", corpus, selection, make=lambda: _read_shared(corpus, selection)
    )


def _read_shared(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    shown = open_library.narrowed(corpus, selection)["id"]
    own = corpus.variants.loc[corpus.variants["article"].isin(shown), "quotation"]
    return corpus.variants[corpus.variants["quotation"].isin(own.unique())]


def _choose_columns(corpus: Corpus, selection: Selection, table: pd.DataFrame) -> list[str]:
    """The articles that print most of the quotations, then those that share text; by day."""
    shown = open_library.narrowed(corpus, selection)["id"]
    known = {*shown}
    printing = [i for i in table["article"].value_counts().index if i in known]
    related = corpus.sharing
    near = related[related["a"].isin(printing) | related["b"].isin(printing)]
    sharing = [i for pair in near[["a", "b"]].to_numpy().tolist() for i in pair]
    chosen = set(list(dict.fromkeys([*printing, *sharing]))[:GRID_COLUMNS])
    return [i for i in shown if i in chosen]


def _find_sharing(corpus: Corpus, articles: list[str]) -> dict[str, frozenset[str]]:
    """For each article the others that share text with it."""
    related = corpus.sharing
    near = related[related["a"].isin(articles) | related["b"].isin(articles)]
    sharing: dict[str, set[str]] = {}
    for a, b in near[["a", "b"]].itertuples(index=False):
        sharing.setdefault(a, set()).add(b)
        sharing.setdefault(b, set()).add(a)
    return {article: frozenset(others) for article, others in sharing.items()}


def _open(event: dict[str, Any]) -> None:
    open_claim(QUOTATION, event["row"])
