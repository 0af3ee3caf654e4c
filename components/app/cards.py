"""The frame of a chart: a title that says what is shown, what it means, and the table behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator


@contextmanager
def card(title: str, help_text: str, table: pd.DataFrame | None = None) -> Iterator[None]:
    """Frame what is drawn inside. `title` and `help_text` are ours, never an article's words."""
    with st.container():
        head = f"card-head-{title.split(':')[0].replace(' ', '-')}"
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="distribute",
            key=head,
        ):
            st.subheader(title, help=help_text, anchor=False, width="content")
            if table is not None and not table.empty:
                with st.popover("Table", type="tertiary", help="The numbers behind this chart"):
                    st.dataframe(table, hide_index=True, key=f"table-{title}")
        yield


def beside(key: str, *shares: int) -> list[DeltaGenerator]:
    """Columns of these widths, which stand below one another on a narrow screen."""
    with st.container(key=f"beside-{key}"):
        return st.columns(list(shares), gap="large")


def note(text: str) -> None:
    """A quiet line: what is missing, cut off, or to be done. The words are ours."""
    st.caption(text)
