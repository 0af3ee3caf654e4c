"""The map, drawn once for each colouring; a selection only lights and dims its points."""

from __future__ import annotations

import streamlit as st

from components.app.snapshot import Corpus
from components.views.article_map import DrawnMap, draw_map
from components.views.layout import escape, shorten
from components.views.local import reader
from components.views.theme import Mode


def drawn(corpus: Corpus, colour: str, mode: Mode) -> DrawnMap:
    """The map of the articles, coloured by one of `COLOURS`."""
    return _drawn(corpus.stamp, colour, mode, reader(), corpus)


@st.cache_resource(show_spinner=False, max_entries=8)
def _drawn(stamp: str, colour: str, mode: Mode, tongue: str, _corpus: Corpus) -> DrawnMap:
    points, ticks = _corpus.points, _corpus.ticks
    hover = [
        f"{escape(shorten(label, 80))}<br>{escape(shorten(ticks[article], 40))}"
        for article, label in zip(points["article"], points["label"], strict=True)
    ]
    return draw_map(points.assign(hover=hover), colour, mode)
