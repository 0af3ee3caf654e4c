"""Beside the texts on Compare: who took from whom, the terms in common, who is named in one."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from components.app import custom_components, state
from components.app.caches import comparison_cache, library_cache
from components.app.caches.snapshot import Corpus
from components.app.cards import card, note, note_cut, stand_in
from components.app.compare import edit_ledger
from components.app.compare.side_by_side import Pair
from components.text.normalisation import fold
from components.views.compare.why_similar import (
    WHOLE,
    describe_without,
    only_rows,
    only_table,
    parts_table,
    parts_waterfall,
    term_rows,
)
from components.views.formatting import format_count, format_decimal
from components.views.measures import explain
from components.views.pairs import (
    PAIR_VERDICTS,
    describe_direction,
    describe_verdict,
    evidence_rows,
    evidence_table,
)
from components.views.panes import sentence_at

TERMS_SHOWN = 60
_HELP = explain(
    "cosine",
    "term share",
    lead="Select a part to see its words, or a word to see where it occurs.",
)


def show_alike(corpus: Corpus, pair: Pair, letters: str) -> None:
    """The parts that make the two alike, what is left without each, and the words."""
    if not corpus.fresh.issuperset({"pairs"}):
        with card("Why they are similar", _HELP):
            stand_in(corpus, "pairs", 190)
        return
    found = comparison_cache.similarity_parts(corpus.stamp, *pair)
    with card("Why they are similar", _HELP, parts_table(found.split, found.without)):
        if found.split.empty:
            note("They have no counted word in common.")
            return
        part = state.kept("part", "")
        figure = parts_waterfall(found.split.sum(numeric_only=True), custom_components.mode(), part)
        cosine = float(found.split["share"].sum())
        alt = f"Cosine {format_decimal(cosine, 2)}, by parts. {describe_without(found.without)}"
        custom_components.chart(figure, key="parts", alt=alt, on_pick=_pick_part)
        note(describe_without(found.without))
        rows = term_rows(found.split, part)
        custom_components.rows(
            rows[:TERMS_SHOWN],
            key="terms",
            label="Words in common",
            on_pick=partial(_go_to_word, pair, letters),
            height=220,
        )
        if len(rows) > TERMS_SHOWN:
            note_cut(f"The first {TERMS_SHOWN} of {format_count(len(rows))} words in common.")


def _pick_part(event: dict[str, Any]) -> None:
    picked = str(event["picked"])
    state.keep("part", "" if picked in (state.kept("part", ""), WHOLE) else picked)


def _go_to_word(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    aligned = comparison_cache.alignment(*pair)
    sides = (
        (letters[0], aligned.first_text, aligned.first),
        (letters[1], aligned.second_text, aligned.second),
    )
    for name, text, sentences in sides:
        for place, (start, end) in enumerate(sentences):
            if event["row"] in fold(text[start:end]):
                state.keep("focus", f"{name}{place}@{event['n']}")
                return


ROWS_SHOWN = 100
_ONLY = explain("only in one", lead="The most frequent first. Select one to see it in context.")
_DIRECTION = explain("direction", lead="Select a piece of evidence to see what it is based on.")


def show_direction(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Who took it from whom, argued; and what the analyst makes of the pair."""
    argued = comparison_cache.direction(corpus.stamp, *pair)
    with card("Who took it from whom", _DIRECTION, partial(evidence_table, argued)):
        st.text(describe_direction(argued, *letters.upper()))
        custom_components.rows(
            evidence_rows(argued, *letters.upper()), key="evidence", label="Evidence",
            on_pick=partial(_go_to_evidence, pair, letters), height=300,
        )  # fmt: skip
        _show_judging(pair, letters)


def _show_judging(pair: Pair, letters: str) -> None:
    """The verdict on the pair as a whole, whichever of the two stands first."""
    about = ".".join(sorted(pair))
    names = letters.upper() if pair[0] < pair[1] else letters[::-1].upper()
    table = library_cache.store().verdicts.all("pair", under=about)
    edit_ledger.keep_judgement(
        "pair",
        about,
        PAIR_VERDICTS,
        dict(table.iloc[0]) if len(table) else {},
        label="Your verdict on the two articles",
        key=f"{about}-{letters}",
        say=lambda verdict: describe_verdict(verdict, *names),
    )


def _go_to_evidence(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    found = comparison_cache.direction(library_cache.stamp(), *pair).evidence[int(event["row"])]
    aligned = comparison_cache.alignment(*pair)
    for name, spans, sentences in (
        (letters[0], found.first, aligned.first),
        (letters[1], found.second, aligned.second),
    ):
        place = sentence_at(sentences, spans[0][0]) if spans else None
        if place is not None:
            state.keep("focus", f"{name}{place}@evidence{event['n']}")
            return


def show_only_in_one(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Who is named, and what is quoted, in one of the two only; each leads to its place."""
    first, second = comparison_cache.texts(*pair)
    table = only_table(
        corpus.names, corpus.quotations, corpus.variants, pair, letters, (first, second)
    )
    with card("Only in one of them", _ONLY, table):
        if not {"mentions", "quotations"} <= corpus.fresh:
            step = "mentions" if "mentions" not in corpus.fresh else "speakers"
            stand_in(corpus, step, 120)
            return
        if table.empty:
            note("Both articles have the same names and the same quotations.")
            return
        go = partial(_go_to_place, pair, letters)
        rows = only_rows(table.head(ROWS_SHOWN))
        custom_components.rows(
            rows, key="only", label="Only in one of them", on_pick=go, height=300
        )
        if len(table) > ROWS_SHOWN:
            note_cut(f"The first {ROWS_SHOWN} of {format_count(len(table))}; the table has all.")


def _go_to_place(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    letter, start, _ = event["row"].split(".")
    aligned = comparison_cache.alignment(*pair)
    sentences = aligned.first if letter == letters[0] else aligned.second
    place = sentence_at(sentences, int(start))
    if place is not None:
        state.keep("focus", f"{letter}{place}@only{event['n']}")
