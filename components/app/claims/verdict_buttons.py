"""Verdict on a claim by one click: confirm it, strike it, or correct it; with undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.analysis.claims.judged_figures import read_value
from components.analysis.claims.judgements import (
    CONTRADICTION,
    FIGURE,
    NO_QUOTATION,
    QUOTATION,
    RIGHT,
    SPEAKER,
    THING,
    UNIT,
    VALUE,
    WRONG,
    Judgement,
    write_correction,
)
from components.app import change_and_undo, state
from components.app.caches import open_library
from components.app.change_and_undo import Done, by_verdicts
from components.app.claims.open_claim import EDIT
from components.app.tables.snapshot import Corpus
from components.views.claims.claim import Claim
from components.views.locale_formatting import format_signature

_LONGEST_NAME = 120
_NAMES = {
    QUOTATION: "quotation",
    FIGURE: "number",
    CONTRADICTION: "contradiction",
    EDIT: "change",
}
# The values that are one click, with their buttons and what they do.
_BUTTONS = {
    QUOTATION: (
        (RIGHT, "Right", "These are the words of this speaker"),
        (WRONG, "Not this speaker", "The speaker is another, or nobody knows"),
        (NO_QUOTATION, "Not a quotation", "Nobody says this; it is left out of all counts"),
    ),
    FIGURE: (
        (RIGHT, "Right", "Value, unit and thing are read as they are meant"),
        (WRONG, "Wrong", "It is no such number; it is left out everywhere"),
    ),
    CONTRADICTION: (
        (RIGHT, "Right", "Both are of the same thing and cannot both be true"),
        (WRONG, "Wrong", "Both can be true; it is left out everywhere"),
    ),
    EDIT: (
        ("telling", "Telling", "The change tells something"),
        ("trivial", "Trivial", "The change tells nothing"),
        (WRONG, "Wrong", "There is no such change"),
    ),
}


def read_verdict(kind: str, key: str) -> dict[Any, Any]:
    """The verdict on a claim in force, with `number`, `value`, `note`, `who` and `when`; or {}."""
    table = open_library.written().verdicts(kind, key)
    own = table[table["key"] == key]
    return dict(own.iloc[0]) if len(own) else {}


def show_verdict_buttons(corpus: Corpus, claim: Claim) -> None:
    """Draw what an analyst decided with its undo, and the buttons to confirm or correct."""
    row = read_verdict(claim.kind, claim.key)
    value = str(row.get("value", ""))
    with st.container(horizontal=True, vertical_alignment="bottom", key="claim-verdict"):
        for offered, label, help_text in _BUTTONS[claim.kind]:
            st.button(
                label,
                help=help_text,
                type="primary" if value == offered else "secondary",
                key=f"claim-{offered}",
                on_click=_decide,
                args=(claim, value, offered),
            )
        if claim.kind == QUOTATION:
            _choose_speaker(corpus, claim, value)
    if claim.kind == FIGURE:
        _correct_figure(claim, value)
    if row:
        _show_decided(claim, row)


def _show_decided(claim: Claim, row: Mapping[Any, Any]) -> None:
    signed = format_signature(row["who"], row["when"], state.time_zone())
    with st.container(horizontal=True, vertical_alignment="center", key="claim-decided"):
        st.text(f"Decided: {_describe(claim.kind, str(row['value']))}. {signed}")
        number = int(row["number"])
        st.button("Undo", key="claim-undo", on_click=_withdraw, args=(claim, number))


def _choose_speaker(corpus: Corpus, claim: Claim, value: str) -> None:
    """The field for another speaker: a person of the article, or a name that is typed."""
    article = claim.place.partition(".")[0]
    known = Judgement(value).corrected.get(SPEAKER)
    named = corpus.names_in(article)
    names = [one.entity for kind in ("PERSON", "ORG") for one in named if one.type == kind]
    others = [name for name in dict.fromkeys(names) if name not in (known, claim.row["speaker"])]
    offered = [*([known] if known else []), *others]
    key = f"claim-speaker-{claim.key}-{value}"

    def take() -> None:
        name = " ".join(str(state.widget(key) or "").split())[:_LONGEST_NAME]
        if name and name != known:
            _decide(claim, value, write_correction({SPEAKER: name}))

    st.selectbox(
        "Another speaker",
        offered,
        index=0 if known else None,
        placeholder="Choose or type a name",
        accept_new_options=True,
        key=key,
        on_change=take,
        width=300,
    )


def _correct_figure(claim: Claim, value: str) -> None:
    """The form for another value, unit or thing."""
    keys = {name: f"claim-{name}-{claim.key}-{value}" for name in (VALUE, UNIT, THING)}
    now = {
        VALUE: format_plain(claim.row["value"]),
        UNIT: str(claim.row["unit"]),
        THING: str(claim.row["counts"]),
    }

    def take() -> None:
        told = {name: str(state.widget(key) or "").strip() for name, key in keys.items()}
        changed = {name: words for name, words in told.items() if words != now[name]}
        if VALUE in changed and read_value(changed[VALUE]) is None:
            state.keep("claim-refused", "The value must be a number in digits, such as 1250.5.")
        elif changed:
            before = Judgement(value).corrected
            _decide(claim, value, write_correction(before | changed))

    with (
        st.form("claim-figure", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        for name, label in ((VALUE, "Value"), (UNIT, "Unit"), (THING, "What it counts")):
            st.text_input(label, now[name], key=keys[name], max_chars=_LONGEST_NAME, width=170)
        st.form_submit_button("Correct", on_click=take)
    if refused := state.kept("claim-refused"):
        st.warning(refused)
        state.keep("claim-refused", None)


def format_plain(value: float) -> str:
    """A value in digits with a decimal point and no grouping, as a correction has it."""
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _decide(claim: Claim, before: str, value: str) -> None:
    """Store a verdict; that one again withdraws it. It can be undone in the card and above."""
    wanted = "" if value == before else value
    change_and_undo.change(lambda: _store(claim, before, wanted))


def _store(claim: Claim, before: str, value: str) -> Done:
    who = change_and_undo.who()
    number = open_library.store().verdicts.set(
        claim.kind, claim.key, value, who=who, expected=before
    )
    told = _describe(claim.kind, value) or "withdrawn"
    return by_verdicts(f"Your verdict on a {_NAMES[claim.kind]}: {told}.", [number])


def _describe(kind: str, value: str) -> str:
    """A stored verdict as its button has it, a correction by its fields."""
    labels = {stored: label.lower() for stored, label, _ in _BUTTONS[kind]}
    return labels.get(value) or ", ".join(value.splitlines())


def _withdraw(claim: Claim, number: int) -> None:
    """Undo the last verdict on a claim: that before it, if any, is in force again."""
    done = by_verdicts(f"The last verdict on this {_NAMES[claim.kind]}.", [number])
    change_and_undo.change(done.undo or (lambda: None))
