"""Custom components (Streamlit components v2): charts, rows, panes, grids, file drops, cookies.

Articles' words reach the page through them as text only, never as markup.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeAlias

import plotly.graph_objects as go
import streamlit as st

from components.app import state
from components.app.export import card_tables
from components.app.registered_components import component
from components.app.widgets import explaining
from components.views.locale_formatting import (
    axis_locale,
    format_score,
    format_share,
    reader_language,
)
from components.views.theme import Mode

Entry: TypeAlias = dict[str, Any]
Pick: TypeAlias = Callable[[dict[str, Any]], None]  # gets what the browser reports of one action


def mode() -> Mode:
    """Whether the reader sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart(figure: go.Figure, *, key: str, alt: str, on_event: Pick) -> None:
    """Draw a plotly figure whose marks can be selected.

    `on_event` gets `{"kind": "click", "selected": customdata}` or `{"kind": "box", "range": [from,
    to], "selected": [customdata, …]}`. `alt` is the text alternative.
    """
    chart_json(figure.to_json(), key=key, alt=alt, on_event=on_event)


def chart_json(figure: str, *, key: str, alt: str, on_event: Pick) -> None:
    """Draw a plotly figure given as JSON, as `chart` does."""
    if (own := card_tables.current.get()) is not None:
        own.has_chart = True
    stamp = hashlib.sha256(figure.encode()).hexdigest()[:12]
    data = {"figure": figure, "alt": alt, "stamp": stamp, "locale": axis_locale()}
    component("chart")(key=key, data=data, on_event_change=_listen(key, on_event))


def rows(
    entries: list[Entry], *, key: str, label: str, on_event: Pick, height: int | str | None = None
) -> None:
    """Draw a list whose rows can be selected with the pointer or the keyboard.

    An entry is one of `views.panes.list_row`; `height` is in pixels or CSS. `on_event` gets
    `{"row": id, "action": "pick" or a name}`.
    """
    if (own := card_tables.current.get()) is not None:
        own.listed += entries
    said = [
        entry if entry["score"] is None else {**entry, "said": _write_score(entry)}
        for entry in entries
    ]
    _draw("rows", key, on_event, rows=said, label=label, height=height)


def _write_score(entry: Entry) -> str:
    written = format_share if entry.get("is_share") else format_score
    return written(entry["score"])


def panes(
    sides: list[dict[str, Any]],
    *,
    key: str,
    version: str,
    on_event: Pick,
    focus: str | None = None,
    inline: dict[str, Any] | None = None,
    view: str = "sides",
    legend: dict[str, str] | None = None,
    noting: bool = False,
) -> None:
    """Draw one article to read, or two to four side by side with their sentences linked.

    The panes are rebuilt only when `version`, a digest of what they show, changes, and begin in
    `view` (`sides`, `inline` or `changes`). `focus` is the id of a sentence to scroll to; a suffix
    after @ makes a repeated request differ. `on_event` gets `{"kind": "view", "view": …}`. With
    `noting` words can be marked: `{"kind": "note", "from": sentence, "start", "to": sentence,
    "end"}`, offsets in code points; `edit-note` and `remove-note` have the number of the `note`.
    """
    _draw(
        "panes", key, on_event, panes=sides, inline=inline, legend=legend or {}, view=view,
        noting=noting, version=version, focus=focus,
    )  # fmt: skip


def chips(
    entries: list[dict[str, str]], *, key: str, on_event: Pick, lead: str, back: bool, guide: Entry
) -> None:
    """Draw filters as chips that can be removed, each `{"clause", "name", "value"}`, and a `guide`.

    `on_event` gets `{"clause": name}`, "" to clear all, "back" to go back, offered when `back`,
    "page" to go to that of the `path`.
    """
    _draw("chips", key, on_event, chips=entries, lead=lead, back=back, guide=guide)


def facets(groups: list[Entry], *, key: str, label: str, on_event: Pick) -> None:
    """Draw values to narrow by, of `views.search.facet_groups`; reports `kind`, `value`, `out`."""
    _draw("facets", key, on_event, groups=groups, label=label)


def versions(entries: list[Entry], *, key: str, lead: str, on_event: Pick) -> None:
    """Draw the versions of a family as switches; `on_event` gets `{"id": …}`."""
    _draw("versions", key, on_event, versions=entries, lead=lead)


def grid(table: dict[str, Any], *, key: str, label: str, on_event: Pick) -> None:
    """Draw a table of `views.lineage.sentence_grid`; a click gives the `{"place": …}` of a cell."""
    _draw("grid", key, on_event, **table, label=label)


def base_text(sheet: Entry, *, key: str, on_event: Pick, **about: Any) -> None:
    """Draw a base text of `views.lineage.base_text` with the forms of one sentence."""
    _draw("base_text", key, on_event, **sheet, **about)


def change_places(places: list[Entry], *, key: str, label: str, on_event: Pick) -> None:
    """Draw the parts of a text with their changes, to narrow by; `on_event` gets `{"part": …}`."""
    _draw("places", key, on_event, places=places, label=label)


def concordance(entries: list[dict[str, str]], *, key: str, label: str, on_event: Pick) -> None:
    """Draw a concordance (KWIC) of `{"id", "before", "hit", "after", "label"}`; reports `row`."""
    _draw("lines", key, on_event, lines=entries, label=label)


def export_buttons(offers: list[str], *, key: str, about: dict[str, Any]) -> None:
    """Draw buttons that need no server: `png`, `svg` of a chart, `link` to this view, `citation`.

    `about` has the `card`, the `title` and `lines` of the image, and the `file` without extension;
    for a `citation` the `text` to copy.
    """
    _draw("exports", key, offers=offers, **about)


def file_drop(about: dict[str, Any], *, key: str, on_event: Pick) -> None:
    """Draw a drop zone for files, sent one by one to the `address` in `about`.

    `about` has also `library`, the `limit` in bytes, names of `litter`, the batch known to be
    `sending`, and the latest batches that were `heard` of. `on_event` gets `{"kind": "begun",
    "batch"}` first, which may be missing when both come at once, and `{"kind": "done", "batch",
    "sent", "failed"}` last.
    """
    _draw_apart("drop", key, on_event, **about, locale=reader_language())


def library_drop(about: dict[str, Any], *, key: str, on_event: Pick) -> None:
    """Draw a drop zone for an exported library, which is sent to the `address` in `about`.

    `about` has its `name` too; `on_event` gets `{"name": …}` when it is imported.
    """
    _draw_apart("library_drop", key, on_event, **about)


def set_cookie(name: str, value: str, *, key: str) -> None:
    """Set a cookie of this server in the browser; "" deletes it."""
    component("cookie")(key=key, data={"name": name, "value": value})


def _draw(name: str, key: str, on_event: Pick | None = None, /, **data: Any) -> None:
    listen = {} if on_event is None else {"on_event_change": _listen(key, on_event)}
    component(name)(key=key, data=data, **listen)


def _draw_apart(name: str, key: str, on_event: Pick, /, **data: Any) -> None:
    """Draw a component that reports without a click, in a fragment of its own.

    A rerun of the whole page would stop the run that works on a click; a fragment's waits for it.
    """

    @st.fragment
    def apart() -> None:
        _draw(name, key, on_event, **data)
        if _event_of(key):
            state.rerun()

    apart()


def _listen(key: str, on_event: Pick) -> Callable[[], None]:
    def take() -> None:
        event = _event_of(key)
        if event:
            with explaining():
                on_event(event)

    return take


def _event_of(key: str) -> dict[str, Any] | None:
    return getattr(state.widget(key), "event", None)
