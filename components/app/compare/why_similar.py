"""Direction and similarity of a pair: who took from whom, and the parts and terms of the cosine."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from components.analysis.pair.relation import Evidence, describe_evidence
from components.app import change_and_undo, custom_components, state
from components.app.caches import comparison_cache, open_library
from components.app.cards import card, note, note_cut, stand_in
from components.app.compare.edit_ledger import Pair, show_verdict_form
from components.app.tables.read_pairs import EVIDENCE_VERDICT, PAIR_VERDICT, STRUCK
from components.app.tables.snapshot import Corpus
from components.text.normalisation import fold
from components.views.compare.why_similar import (
    COUNTED,
    common_terms,
    describe_dependence,
    describe_without,
    parts_table,
    parts_waterfall,
    term_rows,
)
from components.views.locale_formatting import format_count, format_decimal
from components.views.measures.measure_explanations import explain
from components.views.pairs import PAIR_VERDICTS, describe_verdict
from components.views.panes import sentence_at
from components.views.relation import (
    describe_kind,
    describe_relation,
    evidence_rows,
    evidence_table,
)

TERMS_SHOWN = 60
_DIRECTION = explain("direction", lead="Select a piece of evidence to see what it is based on.")
_SIMILARITY = explain(
    "cosine",
    "term share",
    lead="Select a part to see its words, or a word to see where it occurs.",
)


def show_direction(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Draw the direction with its evidence, and the form for the analyst's verdict on the pair."""
    relation = comparison_cache.relation(corpus.stamp, *pair)
    with card("Who took it from whom", _DIRECTION, partial(evidence_table, relation)):
        st.text(describe_relation(relation, *letters.upper(), zone=state.time_zone()))
        note(describe_kind(relation, *letters.upper()))
        custom_components.rows(
            evidence_rows(relation, *letters.upper()), key="evidence", label="Evidence",
            on_event=partial(_go_to_evidence, pair, letters), height=300,
        )  # fmt: skip
        _show_verdict(pair, letters)


def _show_verdict(pair: Pair, letters: str) -> None:
    """The form for the verdict on the two; it is the same one when they are swapped."""
    about = ".".join(sorted(pair))
    names = letters.upper() if pair[0] < pair[1] else letters[::-1].upper()
    table = open_library.written().verdicts(PAIR_VERDICT, about)
    show_verdict_form(
        "pair",
        about,
        PAIR_VERDICTS,
        dict(table.iloc[0]) if len(table) else {},
        label="Your verdict on the two articles",
        key=f"{about}-{letters}",
        describe=lambda verdict: describe_verdict(verdict, *names),
    )


def _go_to_evidence(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    found = comparison_cache.relation(open_library.stamp(), *pair).evidence[int(event["row"])]
    if event["action"] == "strike":
        _strike(pair, found)
        return
    aligned = comparison_cache.alignment(*pair)
    for letter, spans, sentences in (
        (letters[0], found.first, aligned.first),
        (letters[1], found.second, aligned.second),
    ):
        number = sentence_at(sentences, spans[0][0]) if spans else None
        if number is not None:
            state.keep("focus", f"{letter}{number}@evidence{event['n']}")
            return


def _strike(pair: Pair, found: Evidence) -> None:
    """Have a piece of evidence count no more, or again."""
    about = f"{'.'.join(sorted(pair))}:{found.id}"
    struck = not open_library.written().verdicts(EVIDENCE_VERDICT, about).empty
    titles = (f"“{open_library.corpus().labels[article]}”" for article in pair)
    open_library.store().verdicts.set(
        EVIDENCE_VERDICT, about, "" if struck else STRUCK, describe_evidence(found, *titles),
        change_and_undo.who(),
    )  # fmt: skip


def show_similarity(corpus: Corpus, pair: Pair, letters: str) -> None:
    """Draw the cosine by parts of the texts, the cosine without each part, and the terms behind it.

    A click on a part narrows the terms to it; a click on a term goes to a sentence that has it.
    """
    if not corpus.fresh.issuperset({"pairs"}):
        with card("Why they are similar", _SIMILARITY):
            stand_in(corpus, "pairs", 190)
        return
    found = comparison_cache.similarity_parts(corpus.stamp, *pair)
    with card(
        "Why they are similar", _SIMILARITY, partial(parts_table, found.split, found.without)
    ):
        if found.split.empty:
            note("They have no counted word in common.")
            return
        part = state.kept("part", "")
        chart = parts_waterfall(found.split.sum(numeric_only=True), custom_components.mode(), part)
        cosine = float(found.split["share"].sum())
        alt = f"Cosine {format_decimal(cosine, 2)}, by parts. {describe_without(found.without)}"
        custom_components.chart(chart, key="parts", alt=alt, on_event=_pick_part)
        note(
            f"{describe_without(found.without)} {describe_dependence(found, len(corpus.articles))}"
        )
        terms = common_terms(found.split, part)
        custom_components.rows(
            term_rows(terms[:TERMS_SHOWN]),
            key="terms",
            label="Words in common",
            on_event=partial(_go_to_word, pair, letters),
            height=220,
        )
        if len(terms) > TERMS_SHOWN:
            note_cut(f"The first {TERMS_SHOWN} of {format_count(len(terms))} words in common.")


def _pick_part(event: dict[str, Any]) -> None:
    part = str(event["selected"])
    state.keep("part", "" if part in (state.kept("part", ""), COUNTED) else part)


def _go_to_word(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    aligned = comparison_cache.alignment(*pair)
    for letter, text, spans in (
        (letters[0], aligned.first_text, aligned.first),
        (letters[1], aligned.second_text, aligned.second),
    ):
        for number, (start, end) in enumerate(spans):
            if event["row"] in fold(text[start:end]):
                state.keep("focus", f"{letter}{number}@{event['n']}")
                return
