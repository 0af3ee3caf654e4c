"""Whose name stands beside what is written and decided here."""

from __future__ import annotations

import getpass
import os
from urllib.parse import unquote

import streamlit as st

from components.app import analyst, custom_components, state
from components.text.normalisation import clean

COOKIE = "parallax_who"
LONGEST_NAME = 60


def who() -> str:
    """The name that stands beside what this analyst writes and decides.

    It is what they called themselves, remembered by their browser, else `PARALLAX_ANALYST`, else
    the name of the account on this machine. It is a signature and guards nothing.
    """
    return own_name() or os.environ.get("PARALLAX_ANALYST", "") or _account()


def own_name() -> str:
    """What the analyst called themselves, in this session or an earlier one; "" if nothing."""
    remembered = unquote(st.context.cookies.get(COOKIE, ""))
    name = clean(str(state.kept("who", remembered))).text
    return " ".join(name.split())[:LONGEST_NAME]


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # An account without a name, as in some containers.
        return "analyst"


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
        custom_components.set_cookie(analyst.COOKIE, name, key="remember")
