"""The bar under the heading: what is picked, in words, each with a way to clear it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.analysis.selection import Selection
from components.analysis.settings import Settings
from components.app import cached, linked, state
from components.app.snapshot import Corpus
from components.text.plural import agree
from components.views.clauses import say_changed_settings, say_clauses
from components.views.local import count_of, say_count

# Beside the clauses of the selection: what the chips' other buttons say.
_BACK = "back"
_SETTINGS = "settings"


def show(corpus: Corpus) -> None:
    """Draw the bar for the current selection."""
    selection = state.read()
    total = len(corpus.articles)
    if not total:
        return
    shown = len(cached.narrowed(corpus, selection))
    lead = (
        f"{say_count(shown)} of {count_of(total, 'article', 'articles')}"
        if selection.active()
        else agree(total, "1 article", f"All {say_count(total)} articles")
    )
    linked.chips(
        [*_entries(selection, corpus.labels), *_settings_entry(corpus.settings)],
        key="chips",
        lead=lead,
        back=state.can_go_back(),
        on_pick=_take_away,
    )
    named = {*selection.versions, *selection.articles}
    missing = named - corpus.labels.keys()
    if missing:
        st.warning(
            f"This link names {count_of(len(missing), 'article that is', 'articles that are')} "
            f"not in this library: {agree(len(missing), 'it was', 'they were')} removed, "
            "or the link belongs to another library."
        )


def _take_away(event: dict[str, Any]) -> None:
    if event["clause"] == _BACK:
        state.go_back()
    elif event["clause"] == _SETTINGS:
        state.change_settings(Settings())
    else:
        state.clear(*([event["clause"]] if event["clause"] else []))


def _settings_entry(settings: Settings) -> list[dict[str, str]]:
    words = say_changed_settings(settings)
    return [{"clause": _SETTINGS, "name": "what counts", "value": words}] if words else []


def _entries(selection: Selection, labels: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"clause": clause, "name": name, "value": value}
        for clause, (name, value) in say_clauses(selection, labels, longest=40).items()
    ]
