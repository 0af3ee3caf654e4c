"""Page style: the tokens of the theme as CSS variables, our style sheet, the logo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import StopException

from components.app import custom_components, state
from components.views.theme import Mode, css_variables

_MARKS = Path(__file__).parent / "frontend"

# Of what is coming, in pixels.
_REST = 560
# What makes dark letters on white of what was drawn for the screen.
_TO_PAPER: dict[Mode, str] = {"light": "none", "dark": "invert(1) hue-rotate(180deg)"}
ICON = _MARKS / "icon.svg"
_PRINT = (_MARKS / "print.css").read_text(encoding="utf-8")

_STYLE = """
.stMainBlockContainer { padding: 4.5rem 2rem 4rem; max-width: 1920px; }
.stApp header { background: var(--paper); border-bottom: 1px solid var(--rule); }
.stApp dl.figures { display: flex; flex-wrap: wrap; gap: 8px 40px; margin: 0; padding: 12px 0;
  border-top: 2px solid var(--ink); border-bottom: 1px solid var(--rule); }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dd { margin: 0; font-size: 26px; font-weight: 600; line-height: 1.1;
  font-variant-numeric: tabular-nums; color: var(--ink); }
.figures dt { font-size: 13px; font-weight: 400; color: var(--quiet); }
.stApp a:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.stApp .stMain:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.st-key-head { row-gap: 8px; }
.st-key-head > [data-testid="stLayoutWrapper"] { flex: none; width: auto; }
.st-key-head h1 { padding: 0; }
/* It lies over what is below, which keeps its place. */
.stApp [data-testid="stLayoutWrapper"]:has(> [class*="st-key-busy"]) { height: 0;
  margin-bottom: -1rem; z-index: 1; }
[class*="st-key-busy"] { background: var(--paper); }
.stApp [data-testid="stLayoutWrapper"]:has(> * > * > .st-key-progress) { position: fixed;
  right: 2rem; bottom: 1rem; width: min(400px, 100vw - 4rem); z-index: 2;
  pointer-events: none; }
.st-key-progress { background: var(--raised); border: 1px solid var(--rule); border-radius: 3px;
  padding: 8px 12px; box-shadow: 0 2px 8px #0003; }
.st-key-progress button { pointer-events: auto; }
.st-key-paused { background: var(--raised); border-left: 3px solid var(--accent);
  padding: 12px 16px; }
.st-key-paused [data-testid="stText"] { max-width: 90ch; white-space: pre-wrap; }
[data-testid="stCaptionContainer"] { opacity: 1; color: var(--quiet); }
/* It rounds the limit to whole gigabytes; the page says it as it is. */
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
[data-testid="stCaptionContainer"] p { color: var(--quiet); }
/* The sign of a hint stands beside the words it explains, not at the far end of a wide field. */
[data-testid="stWidgetLabel"] > :has([data-testid="stTooltipIcon"]) { flex: none;
  margin-left: 6px; }
/* White on the accent cannot be read in the dark, and Streamlit has no setting for it. */
[data-testid="stMultiSelect"] [data-tag] { background: var(--accent-under); color: var(--ink); }
[data-testid="stBaseButton-primary"]:enabled { color: var(--raised); }
.st-key-claim [data-testid="stText"] { white-space: pre-wrap; }
.st-key-claim > :first-child [data-testid="stText"] * {
  font: 19px/1.5 "Source Serif 4", Georgia, serif; }
[data-testid="stDialog"] h3 { font-size: 1.15rem; }
.stApp [data-testid="stLayoutWrapper"]:has(> .st-key-stands) { position: sticky; top: 3.5rem;
  z-index: 3; background: var(--paper); }
.st-key-stands { padding: 4px 0; border-bottom: 1px solid var(--rule); align-items: baseline; }
.st-key-stands [data-testid="stText"] { white-space: normal; font-weight: 600; }
.st-key-switches { flex-wrap: nowrap; }
.st-key-switches > :first-child { flex: 1 1 0; min-width: 0; }
.st-key-switches > :last-child { flex: none; width: auto; }
.st-key-failed { background: var(--raised); border-left: 3px solid var(--dropped);
  padding: 12px 16px; }
.st-key-failed [data-testid="stText"] { max-width: 90ch; white-space: pre-wrap; }
[class*="st-key-card-head"] { border-top: 1px solid var(--ink); padding-top: 4px;
  min-height: 44px; }
[class*="st-key-card-head"] h3 { padding: 0; }
/* The table behind a card would be as narrow as a menu, and show two of its columns. */
[data-testid="stPopoverBody"]:has([data-testid="stDataFrame"]) {
  width: min(800px, calc(100vw - 3rem)); }
@media (max-width: 1000px) {
  [class*="st-key-beside"] > [data-testid="stLayoutWrapper"] > [data-testid="stHorizontalBlock"],
  [class*="st-key-beside"] > [data-testid="stHorizontalBlock"] { flex-direction: column;
    row-gap: 1rem; }
  [class*="st-key-beside"] [data-testid="stColumn"] { width: 100%; }
}
/* The bar of pages begins where the page does. */
@media (min-width: 1984px) { .stApp header [data-testid="stToolbar"] {
  padding-inline: calc((100vw - 1888px) / 2); } }
@media (max-width: 900px) { .stMainBlockContainer { padding-inline: 1rem; }
  .st-key-head { column-gap: 8px; }
  .st-key-head > [class*="st-key-search-"] { flex-basis: 185px; width: 185px; }
  .st-key-pickers > [data-testid="stElementContainer"]:has([data-testid="stSelectbox"]) {
    min-width: 44%; }
  .st-key-switches { flex-wrap: wrap; }
  .st-key-switches > :first-child { flex-basis: 100%; } }
/* Streamlit's is a light grey, which makes a dark page lighter than what lies on it. */
body [data-testid="stDialog"] { background: #0006; }
"""


@contextmanager
def coming(title: str) -> Iterator[tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]]:
    """Draw the title of the page at once, and on a first visit that the rest of it is coming.

    Gives the containers of the row with the title, of what is below it, and of the page.
    """
    top = st.container(gap="xxsmall")
    head = top.container(horizontal=True, vertical_alignment="center", gap="small", key="head")
    head.title(title, anchor=False)
    body, rest = st.container(), st.empty()
    is_first = not state.kept("drawn")
    if is_first:
        rest.skeleton(height=_REST)
    try:
        yield head, top, body
    finally:
        if is_first:
            state.keep("drawn", True)
            rest.empty()


def end_page() -> NoReturn:
    """End the page here, with what is on it."""
    # After `st.stop` nothing can be drawn, and what stands for the coming page would stay.
    raise StopException


def apply() -> None:
    """Put the tokens, the style sheet and the logo into the page."""
    mode = custom_components.mode()
    paper = f"@media print {{{_write_tokens('light')}:root{{--to-paper:{_TO_PAPER[mode]}}}}}"
    st.html(f"<style>{_write_tokens(mode)}{paper}{_STYLE}{_PRINT}</style>")
    st.logo(_MARKS / f"mark-{mode}.svg", size="large")


def _write_tokens(mode: Mode) -> str:
    """The tokens on the root, from which our components inherit them too."""
    return f":root{{{';'.join(f'{name}:{value}' for name, value in css_variables(mode).items())}}}"
