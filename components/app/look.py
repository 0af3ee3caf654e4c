"""What the theme's settings cannot say: the page's own style sheet."""

from __future__ import annotations

import streamlit as st

from components.app import linked
from components.views.theme import css_variables

_STYLE = """
.stMainBlockContainer { padding: 3.5rem 2rem 4rem; max-width: 1920px; }
.stApp header { background: var(--paper); border-bottom: 1px solid var(--rule); }
.figures { display: flex; flex-wrap: wrap; gap: 8px 40px; margin: 0 0 8px; padding: 12px 0;
  border-top: 2px solid var(--ink); border-bottom: 1px solid var(--rule); }
.figures dd { margin: 0; font-size: 26px; font-weight: 600; line-height: 1.1;
  font-variant-numeric: tabular-nums; color: var(--ink); }
.figures dt { font-size: 13px; font-weight: 400; color: var(--quiet); }
h3 { border-top: 1px solid var(--ink); padding-top: 8px !important; }
@media (max-width: 900px) { .stMainBlockContainer { padding-inline: 1rem; } }
"""


def apply() -> None:
    """Put the tokens and the page's style sheet into the page."""
    tokens = ";".join(f"{name}:{value}" for name, value in css_variables(linked.mode()).items())
    st.html(f"<style>:root{{{tokens}}}{_STYLE}</style>")
