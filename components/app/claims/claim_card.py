"""The card of a claim, a drawer beside the page: verdict, all occurrences, citation, export."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import streamlit as st

from components.analysis.claims.judgements import FIGURE, QUOTATION
from components.app import change_and_undo, custom_components, state
from components.app.caches import open_library
from components.app.claims.claim_export import offer_exports, read_library
from components.app.claims.gather_claims import gather_claim
from components.app.claims.open_claim import (
    EDIT,
    OpenClaim,
    close_claim,
    open_claim,
    read_open_claim,
)
from components.app.claims.verdict_buttons import show_verdict_buttons
from components.app.fragments import explained
from components.app.navigation import open_pair, open_place
from components.app.tables.snapshot import Corpus
from components.views.claims.claim import Claim, describe_count
from components.views.claims.occurrence_rows import occurrence_rows
from components.views.measures.checked_claims import describe_checked

_TITLES = {
    "quotation": "Quotation",
    "figure": "Number",
    "contradiction": "Contradiction",
    EDIT: "Change",
}
# In pixels; the reader can drag it wider.
_WIDTH = 760
_AT_ONCE = 30


def show_open_claim(corpus: Corpus) -> None:
    """Draw the card that is open, if one is."""
    asked = read_open_claim()
    if asked is None or asked.kind not in _TITLES:
        return
    drawer = st.dialog(
        _TITLES[asked.kind], width=_WIDTH, position="right", on_dismiss=close_claim
    )  # fmt: skip
    drawer(_show)(asked, corpus, count())


def _show(asked: OpenClaim, corpus: Corpus, runs: Iterator[int]) -> None:
    # The first run is part of the page's: what changes meanwhile must not begin that again.
    if next(runs) and (read_open_claim() != asked or open_library.stamp() != corpus.stamp):
        state.rerun()
    with explained():
        claim = gather_claim(corpus, asked)
        if claim is None:
            st.text("This is not in the library any more, or is read otherwise now.")
            return
        _show_claim(corpus, claim)


def _show_claim(corpus: Corpus, claim: Claim) -> None:
    with st.container(key="claim", gap="small"):
        st.text(claim.words)
        for line in claim.told:
            st.text(line)
        st.caption(describe_checked(claim.measure))
    change_and_undo.show_trouble()
    show_verdict_buttons(corpus, claim)
    library = read_library(corpus, claim)
    offer_exports(corpus, claim, library)
    st.subheader("Every occurrence", anchor=False)
    st.text(describe_count(claim.occurrences))
    pages = -(-len(claim.occurrences) // _AT_ONCE)
    page = st.pagination(pages, key="claim-page") if pages > 1 else 1
    some = claim.occurrences.iloc[(page - 1) * _AT_ONCE : page * _AT_ONCE]

    def take(event: dict[str, Any]) -> None:
        if event["action"] == "check":
            open_claim(QUOTATION if claim.kind == QUOTATION else FIGURE, event["row"])
            return
        close_claim()
        article = event["row"].partition(".")[0]
        if event["action"] == "compare":
            open_pair(claim.place.partition(".")[0], article)
        open_place(event["row"])

    custom_components.rows(
        occurrence_rows(some, library, claim.place),
        key=f"claim-occurrences-{page}",
        label="Occurrences",
        on_event=take,
    )
