"""The bar under the heading: what is picked, in words, each with a way to clear it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.analysis.selection import Selection
from components.app import cached, linked, state
from components.views.layout import shorten


def show(corpus: cached.Corpus) -> None:
    """Draw the bar for the current selection."""
    selection = state.read()
    total = len(corpus.articles)
    if not total:
        return
    shown = len(cached.narrowed(corpus, selection))
    lead = f"{shown:,} of {total:,} articles" if selection.active() else f"All {total:,} articles"
    linked.chips(_entries(selection, corpus.labels), key="chips", lead=lead, on_pick=_take_away)
    named = {*selection.versions, *selection.articles}
    missing = named - set(corpus.articles["id"])
    if missing:
        st.warning(
            f"This link names {len(missing)} article(s) that are not in this library: they were "
            "removed, or the link belongs to another library."
        )


def _take_away(event: dict[str, Any]) -> None:
    state.clear(*([event["clause"]] if event["clause"] else []))


def _entries(selection: Selection, labels: dict[str, str]) -> list[dict[str, str]]:
    words: dict[str, tuple[str, str]] = {
        "articles": ("article", " · ".join(_label(i, labels) for i in selection.articles)),
        "pair": ("pair", " ↔ ".join(_label(i, labels) for i in selection.versions)),
        "entity": ("names", selection.entity),
        "days": ("days", _say_days(selection)),
        "sources": ("source", ", ".join(source or "not known" for source in selection.sources)),
        "languages": ("language", ", ".join(selection.languages)),
        "speaker": ("quoted", selection.speaker),
        "query": ("found", selection.query),
    }
    return [
        {"clause": clause, "name": words[clause][0], "value": words[clause][1]}
        for clause in selection.active()
    ]


def _label(article: str, labels: dict[str, str]) -> str:
    return shorten(labels.get(article, f"unknown article {article}"), 40)


def _say_days(selection: Selection) -> str:
    if not selection.days:
        return ""
    first, last = (f"{day.day} {day:%b %Y}" for day in selection.days)
    return first if first == last else f"{first} – {last}"
