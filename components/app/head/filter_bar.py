"""Filter bar: the search box, the filters of the selection as chips that can be removed, and what a
page says where no article satisfies them.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.analysis.selection import Selection, Settings
from components.app import custom_components, state
from components.app.caches import open_library
from components.app.cards import note
from components.app.head.guide import describe_guide, open_path
from components.app.head.notices import describe_behind
from components.app.page_style import end_page
from components.app.tables.snapshot import Corpus
from components.app.widgets import as_written, keyed_callback
from components.corpus.database.errors import LibraryError
from components.corpus.search.parse_query import parse
from components.text.plural import agree
from components.views.locale_formatting import count_of, format_count
from components.views.search.search_help import describe_untitled
from components.views.selection_text import (
    describe_changed_settings,
    describe_filters,
    describe_no_match,
)

# What the other buttons of the bar report, instead of a filter.
_BACK = "back"
_SETTINGS = "settings"
_PAGE = "page"


def show_chips(corpus: Corpus, open_page: str) -> None:
    """Draw the chips of the selection, with the number of articles that satisfy it.

    `open_page` is the path of the open page, of which the guide speaks.
    """
    selection = state.read()
    total = len(corpus.articles)
    if not total:
        return
    shown = len(open_library.narrowed(corpus, selection))
    lead = (
        f"{format_count(shown)} of {count_of(total, 'article', 'articles')}"
        if selection.active()
        else agree(total, "1 article", f"All {format_count(total)} articles")
    )
    custom_components.chips(
        [*_entries(selection, corpus.labels), *_settings_entry(state.settings())],
        key="chips",
        lead=lead,
        back=state.can_go_back(),
        guide=describe_guide(corpus, open_page) | {"anew": describe_behind(corpus)},
        on_event=_take_event,
    )
    named = {*selection.versions, *selection.articles}
    missing = named - corpus.labels.keys()
    if missing:
        st.warning(
            f"This link names {count_of(len(missing), 'article that is', 'articles that are')} "
            f"not in this library: {agree(len(missing), 'it was', 'they were')} removed, "
            "or the link belongs to another library."
        )


def _take_event(event: dict[str, Any]) -> None:
    if event["clause"] == _PAGE:
        open_path(event["path"])
    elif event["clause"] == _BACK:
        state.go_back()
    elif event["clause"] == _SETTINGS:
        state.change_settings(Settings())
    else:
        state.clear(*([event["clause"]] if event["clause"] else []))


def _settings_entry(settings: Settings) -> list[dict[str, str]]:
    words = describe_changed_settings(settings)
    return [{"clause": _SETTINGS, "name": "what counts", "value": words}] if words else []


def _entries(selection: Selection, labels: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"clause": clause, "name": name, "value": value}
        for clause, (name, value) in describe_filters(selection, labels, longest=40).items()
    ]


def show_box() -> None:
    """Draw the search box."""
    asked = state.read().query
    key = f"search-{asked}"

    def take() -> None:
        state.put("query", (state.widget(key) or "").strip())

    st.text_input(
        "Search the articles",
        asked,
        type="search",
        placeholder="Search the articles",
        label_visibility="collapsed",
        key=key,
        on_change=keyed_callback("search", key, take),
        # Beside all else above a page, also on a screen of 800 pixels.
        width=240,
    )


def explain_query() -> None:
    """Say which part of the search was not understood; a search of nothing else is cleared."""
    selection = state.read()
    try:
        if selection.query:
            open_library.narrowed(open_library.corpus(), selection)
            if remarks := parse(selection.query).remarks:
                _warn(" ".join(map(str, remarks)))
            titles = open_library.corpus().articles["title"]
            if untitled := describe_untitled(selection.query, titles):
                note(untitled)
    except LibraryError as error:
        _warn(str(error))
        state.clear("query")


def _warn(sentence: str) -> None:
    # It repeats what was typed, or stood in a link.
    st.warning(as_written(sentence))


def explain_no_match(corpus: Corpus, selection: Selection) -> None:
    """Where no article satisfies the selection: say which filter to clear, and stop the page here.

    A page with a pinned chart goes on, because that chart has a selection of its own.
    """
    if state.pins() or not open_library.narrowed(corpus, selection).empty:
        return
    filters = describe_filters(selection, corpus.labels)
    matching = [
        (name, len(open_library.narrowed(corpus, selection, ignoring=[clause])))
        for clause, (name, _) in filters.items()
    ]
    st.info(describe_no_match(matching))
    end_page()
