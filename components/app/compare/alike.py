"""Why two articles are alike: the parts and the words behind the cosine."""

from __future__ import annotations

from functools import partial
from typing import Any

from components.app import cached_families, linked, state
from components.app.cards import card, note, note_cut
from components.app.compare.sides import Pair
from components.app.snapshot import Corpus
from components.app.unread import stand_in
from components.text.normal import fold
from components.views.local import say_count, say_decimal
from components.views.measures import explain
from components.views.parts import (
    WHOLE,
    parts_table,
    parts_waterfall,
    say_without,
    term_rows,
)

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
    found = cached_families.likeness(corpus.stamp, *pair)
    with card("Why they are similar", _HELP, parts_table(found.split, found.without)):
        if found.split.empty:
            note("They have no counted word in common.")
            return
        part = state.kept("part", "")
        figure = parts_waterfall(found.split.sum(numeric_only=True), linked.mode(), part)
        cosine = float(found.split["share"].sum())
        alt = f"Cosine {say_decimal(cosine, 2)}, by parts. {say_without(found.without)}"
        linked.chart(figure, key="parts", alt=alt, on_pick=_pick_part)
        note(say_without(found.without))
        rows = term_rows(found.split, part)
        linked.rows(
            rows[:TERMS_SHOWN],
            key="terms",
            label="Words in common",
            on_pick=partial(_go_to_word, pair, letters),
            height=220,
        )
        if len(rows) > TERMS_SHOWN:
            note_cut(f"The first {TERMS_SHOWN} of {say_count(len(rows))} words in common.")


def _pick_part(event: dict[str, Any]) -> None:
    picked = str(event["picked"])
    state.keep("part", "" if picked in (state.kept("part", ""), WHOLE) else picked)


def _go_to_word(pair: Pair, letters: str, event: dict[str, Any]) -> None:
    aligned = cached_families.alignment(*pair)
    sides = (
        (letters[0], aligned.first_text, aligned.first),
        (letters[1], aligned.second_text, aligned.second),
    )
    for name, text, sentences in sides:
        for place, (start, end) in enumerate(sentences):
            if event["row"] in fold(text[start:end]):
                state.keep("focus", f"{name}{place}@{event['n']}")
                return
