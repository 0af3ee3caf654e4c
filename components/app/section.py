"""A part of a page that is drawn anew alone when something inside it is clicked."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import streamlit as st

from components.analysis.selection import Selection
from components.app import cached, guard, state
from components.app.snapshot import Corpus


def section(draw: Callable[..., None]) -> Callable[..., None]:
    """Make `draw(corpus, selection, …)` such a part.

    What it changes for the whole page, the selection or a decision, draws the whole page anew.
    """

    @st.fragment
    @functools.wraps(draw)
    def drawn(corpus: Corpus, selection: Selection, *others: Any) -> None:
        if state.read() != selection or cached.stamp() != corpus.stamp:
            st.rerun()
        with guard.explained():
            draw(corpus, selection, *others)

    return drawn
