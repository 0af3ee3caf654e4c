"""Whose name stands beside what is written and decided here."""

from __future__ import annotations

import getpass
import os
from urllib.parse import unquote

import streamlit as st

from components.app import state
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
