"""Beside the texts on Compare: who took from whom, the terms in common, who is named in one."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from components.app import cached, cached_families, linked, state
from components.app.cards import card, note, note_cut
from components.app.compare import ledger
from components.app.compare.sides import Pair
from components.app.snapshot import Corpus
from components.app.unread import stand_in
from components.views.direction import (
    PAIR_VERDICTS,
    evidence_rows,
    evidence_table,
    say_direction,
    say_verdict,
)
from components.views.local import say_count
from components.views.measures import explain
from components.views.only_here import only_rows, only_table
from components.views.panes import sentence_at

ROWS_SHOWN = 100
_ONLY = explain("only in one", lead="The most frequent first. Select one to see it in context.")
_DIRECTION = explain("direction", lead="Select a piece of evidence to see what it is based on.")


def show_direction(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Who took it from whom, argued; and what the analyst makes of the pair."""
    argued = cached_families.direction(corpus.stamp, *pair)
    with card("Who took it from whom", _DIRECTION, partial(evidence_table, argued)):
        st.text(say_direction(argued, *letters.upper()))
        linked.rows(
            evidence_rows(argued, *letters.upper()), key="evidence", label="Evidence",
            on_pick=partial(_go_to_evidence, pair, letters), height=300,
        )  # fmt: skip
        _show_judging(pair, letters)


def _show_judging(pair: Pair, letters: str) -> None:
    """The verdict on the pair as a whole, whichever of the two stands first."""
    about = ".".join(sorted(pair))
    names = letters.upper() if pair[0] < pair[1] else letters[::-1].upper()
    table = cached.store().verdicts.all("pair", under=about)
    ledger.keep_judgement(
        "pair",
        about,
        PAIR_VERDICTS,
        dict(table.iloc[0]) if len(table) else {},
        label="Your verdict on the two articles",
        key=f"{about}-{letters}",
        say=lambda verdict: say_verdict(verdict, *names),
    )


def _go_to_evidence(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    found = cached_families.direction(cached.stamp(), *pair).evidence[int(event["row"])]
    aligned = cached_families.alignment(*pair)
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
    first, second = cached_families.texts(*pair)
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
        linked.rows(rows, key="only", label="Only in one of them", on_pick=go, height=300)
        if len(table) > ROWS_SHOWN:
            note_cut(f"The first {ROWS_SHOWN} of {say_count(len(table))}; the table has all.")


def _go_to_place(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    letter, start, _ = event["row"].split(".")
    aligned = cached_families.alignment(*pair)
    sentences = aligned.first if letter == letters[0] else aligned.second
    place = sentence_at(sentences, int(start))
    if place is not None:
        state.keep("focus", f"{letter}{place}@only{event['n']}")
