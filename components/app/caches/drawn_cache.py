"""Cache of what is drawn: finished charts, lists and figures, and the frames they were made from.

A page is drawn again at each click, and most of its cards are then as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import streamlit as st

from components.analysis.selection import Selection
from components.app import custom_components
from components.app.caches.open_library import stamp_of
from components.app.tables.snapshot import Corpus
from components.views.locale_formatting import reader_language

Made = TypeVar("Made")


@dataclass(frozen=True)
class DrawnChart:
    """A plotly figure as JSON, and its text alternative."""

    figure: str
    alt: str


class Figure(Protocol):
    """A plotly figure, as far as it is used here."""

    def to_json(self) -> str:
        """The figure as plotly.js reads it."""


def finish(figure: Figure, alt: str) -> DrawnChart:
    """The chart as it is sent to the browser."""
    return DrawnChart(figure.to_json(), alt)


def drawn(
    name: str, corpus: Corpus, selection: Selection, *choices: object, make: Callable[[], Made]
) -> Made:
    """What `make()` gives, made once for a corpus, a selection, the choices, mode and locale.

    `name` says what it is. `make` may use nothing else, and what it gives must not be changed; the
    choices are values whose `repr` tells them apart.
    """
    key = (
        name, stamp_of(corpus, selection), selection, custom_components.mode(), reader_language(),
        *choices,
    )  # fmt: skip
    made: Made = _make(repr(key), make)
    return made


def make_large(key: str, make: Callable[[], Made]) -> Made:
    """What `make()` gives, kept for the last few keys: panes of long texts take seconds to make.

    `key` says what it is and all that it rests on, the reader's locale apart.
    """
    made: Made = _make_large(key + reader_language(), make)
    return made


@st.cache_resource(show_spinner=False, max_entries=16)
def _make_large(key: str, _make: Callable[[], Any]) -> Any:
    return _make()


@st.cache_resource(show_spinner=False, max_entries=512)
def _make(key: str, _make: Callable[[], Any]) -> Any:
    return _make()
