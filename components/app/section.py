"""A part of a page that is drawn anew alone when something inside it is clicked."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import streamlit as st

from components.analysis.selection import Selection
from components.app import cached, state
from components.app.guard import explained
from components.app.snapshot import Corpus


def section(draw: Callable[..., None]) -> Callable[..., None]:
    """Make `draw(corpus, selection, …)` such a part.

    What it changes for the whole page, the selection or a pin or a decision, draws the whole page
    anew. `selection` may be another than what is picked, for a chart that is held.
    """

    @st.fragment
    @functools.wraps(draw)
    def drawn(picked: object, corpus: Corpus, selection: Selection, *others: Any) -> None:
        if state.picked_and_held() != picked or cached.stamp() != corpus.stamp:
            state.draw_anew()
        with explained():
            draw(corpus, selection, *others)

    @functools.wraps(draw)
    def begin(corpus: Corpus, selection: Selection, *others: Any) -> None:
        drawn(state.picked_and_held(), corpus, selection, *others)

    return begin
