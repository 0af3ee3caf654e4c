"""The name that stands beside what an analyst writes, asked for where it is in nobody's way."""

from __future__ import annotations

import streamlit as st

from components.app import analyst, custom_components, state


def show() -> None:
    """A small menu with the name, remembered by the browser once it was given."""
    name = analyst.own_name()
    key = f"who-{name}"
    with st.popover("You", type="tertiary", help="The name shown with what you write", key="you"):
        st.text_input(
            "Your name",
            name,
            max_chars=analyst.LONGEST_NAME,
            key=key,
            on_change=lambda: state.keep("who", state.widget(key) or ""),
            placeholder=analyst.who(),
        )
        st.text(f"What you write and decide is signed “{analyst.who()}”.")
        st.caption("It is a signature, not a password. Your browser remembers it.")
        st.button("Show the tour", on_click=state.keep, args=("tour", 0))
    if state.kept("who") is not None:
        custom_components.remember(analyst.COOKIE, name, key="remember")
