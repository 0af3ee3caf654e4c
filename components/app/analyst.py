"""The analyst's name, a signature beside what they write; and the menu in which it is set."""

from __future__ import annotations

import getpass
import os
from urllib.parse import unquote

import streamlit as st

from components.app import custom_components, state
from components.text.normalisation import clean

COOKIE = "parallax_who"
LONGEST_NAME = 60


def who() -> str:
    """The name with which this analyst's notes, verdicts and changes are stored.

    The name they gave, which a cookie keeps, else `PARALLAX_ANALYST`, else the name of the account
    on this machine. It is a signature and protects nothing.
    """
    return own_name() or os.environ.get("PARALLAX_ANALYST", "") or _account()


def own_name() -> str:
    """The name the analyst gave, in this session or an earlier one; "" if none."""
    remembered = unquote(st.context.cookies.get(COOKIE, ""))
    name = clean(str(state.kept("who", remembered))).text
    return " ".join(name.split())[:LONGEST_NAME]


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # An account without a name, as in some containers.
        return "analyst"


def show_menu() -> None:
    """The menu You: the name, which the browser keeps as a cookie, and the tour."""
    name = own_name()
    key = f"who-{name}"
    with st.popover("You", type="tertiary", help="The name shown with what you write", key="you"):
        st.text_input(
            "Your name",
            name,
            max_chars=LONGEST_NAME,
            key=key,
            on_change=lambda: state.keep("who", state.widget(key) or ""),
            placeholder=who(),
        )
        st.text(f"What you write and decide is signed “{who()}”.")
        st.caption("It is a signature, not a password. Your browser remembers it.")
        st.button("Show the tour", on_click=state.keep, args=("tour", 0))
    if state.kept("who") is not None:
        custom_components.set_cookie(COOKIE, name, key="remember")
