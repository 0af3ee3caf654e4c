"""The parts of the Quotations page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.app.cached import Corpus
from components.app.cards import card, note, note_cut
from components.app.moving import open_place
from components.app.named_bars import NamedBars, show_named_bars
from components.views.measures import explain
from components.views.quotations import (
    count_speakers,
    has_speaker,
    quotation_rows,
    say_quotation,
    variant_rows,
)

SPEAKERS_SHOWN = 20
AT_ONCE = 30


def of_selection(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """The direct quotations of the selected articles."""
    shown = cached.narrowed(corpus, selection, ignoring=["speaker"])
    found = corpus.quotations
    return found[found["article"].isin(shown["id"]) & (found["kind"] == "direct")]


def show_speakers(corpus: Corpus, quotations: pd.DataFrame) -> None:
    """Who is quoted how often; it sets the speaker."""
    counts = count_speakers(quotations)
    untold = int((~has_speaker(quotations)).sum())
    bars = NamedBars(
        title="Who is quoted",
        help_text=explain("speaker", lead="Pick a name to see what they say."),
        key="speakers",
        clause="speaker",
        lead="Most quoted",
        unit="quotations",
        most=SPEAKERS_SHOWN,
    )
    show_named_bars(
        bars,
        counts,
        table=counts.drop(columns="type"),
        when_empty=lambda: _say_why_empty(corpus),
        cut_off=f"{untold:,} of {len(quotations):,} quotations have no sure speaker.",
    )


def _say_why_empty(corpus: Corpus) -> None:
    if "quotations" in corpus.fresh:
        note("No quotation with a speaker in the selected articles.")
    else:
        note("Quotations are being read; they appear here when that is done.")


def show_quotations(corpus: Corpus, quotations: pd.DataFrame) -> None:
    """What they say, each leading to its place."""
    speaker = state.read().speaker
    shown = quotations[quotations["speaker"] == speaker] if speaker else quotations
    help_text = explain("speaker", lead="Pick a quotation to read it in its place.")
    with card("What they say", help_text, shown):
        if shown.empty:
            note("Nothing is quoted here.")
            return
        linked.rows(
            quotation_rows(shown.head(AT_ONCE), corpus.labels),
            key="quoted",
            label="Quotations",
            on_pick=_open,
            height=560,
        )
        if len(shown) > AT_ONCE:
            note_cut(f"The first {AT_ONCE} of {len(shown):,}; pick a speaker, or see the table.")


def show_variants(corpus: Corpus, selection: Selection) -> None:
    """One quotation across articles: whole, cut, altered, given to somebody else."""
    shown = set(cached.narrowed(corpus, selection)["id"])
    several = corpus.variants[corpus.variants["quotation"].isin(_numbers(corpus, shown))]
    help_text = explain("variants", lead="Pick one to read it in its place.")
    with card("The same quotation across articles", help_text, several):
        if several.empty:
            note("No quotation of the selected articles stands in more than one of them.")
            return
        groups = {int(number): rows for number, rows in several.groupby("quotation")}
        chosen = st.selectbox(
            f"Quotation ({len(groups)} in several articles)",
            sorted(groups, key=lambda number: -len(groups[number])),
            format_func=lambda number: say_quotation(groups[number]),
            key="variant",
        )
        rows = variant_rows(groups[chosen], corpus.labels)
        linked.rows(rows, key="variants", label="Versions of one quotation", on_pick=_open)
        _say_who_lacks(corpus, groups[chosen], shown)


def _numbers(corpus: Corpus, shown: set[str]) -> pd.Series:
    return corpus.variants.loc[corpus.variants["article"].isin(shown), "quotation"]


def _say_who_lacks(corpus: Corpus, variants: pd.DataFrame, shown: set[str]) -> None:
    family = corpus.reuse[
        corpus.reuse["a"].isin(variants["article"]) | corpus.reuse["b"].isin(variants["article"])
    ]
    relatives = (set(family["a"]) | set(family["b"])) & shown
    lacking = [corpus.labels[i] for i in sorted(relatives - set(variants["article"]))]
    if lacking:
        st.text("Shares text with these but does not print it: " + "; ".join(lacking))


def _open(event: dict[str, Any]) -> None:
    open_place(event["row"])
