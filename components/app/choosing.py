"""A choice of several whose labels bear counts, so that the link holds the names alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.app import state
from components.views.local import say_count


def choose_some(
    label: str,
    names: Sequence[str],
    counts: Mapping[Any, Any],
    *,
    words: Mapping[str, str],
    key: str,
) -> list[str]:
    """Which of these are chosen; none stands for all.

    Each is shown by its word and its count; `key` is one of the places that stand in the link.
    """
    chosen = [name for name in state.kept(key) or () if name in names]
    widget = f"{key}-chosen"
    return st.pills(
        label,
        names,
        default=chosen,
        format_func=lambda name: f"{words[name]} {say_count(counts[name])}",
        selection_mode="multi",
        key=widget,
        on_change=lambda: state.keep(key, tuple(state.widget(widget))),
    )
