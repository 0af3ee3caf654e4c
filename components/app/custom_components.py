"""Our own components: charts, rows and panes that can be clicked and keep their place."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from components.app import state
from components.app.export import card_contents
from components.views.formatting import axis_locale, format_score, reader_language
from components.views.theme import Mode, css_variables

PLOTLY = "/_stcore/bidi-components/parallax_plotly.library/plotly.min.js"

Pick = Callable[[dict[str, Any]], None]

_HERE = Path(__file__).parent


def mode() -> Mode:
    """Whether the reader sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart(figure: go.Figure, *, key: str, alt: str, on_pick: Pick) -> None:
    """Draw a figure whose marks can be clicked.

    `on_pick` gets `{"kind": "click", "picked": customdata}` or `{"kind": "box", "range": [from,
    to], "picked": [customdata, …]}`. `alt` says in words what the chart shows.
    """
    draw(figure.to_json(), key=key, alt=alt, on_pick=on_pick)


def draw(drawn: str, *, key: str, alt: str, on_pick: Pick) -> None:
    """Draw a figure that is JSON already, as `chart` does."""
    own = card_contents.current.get()
    if own is not None:
        own.has_chart = True
    data = {
        "figure": drawn,
        "alt": alt,
        "stamp": hashlib.sha256(drawn.encode()).hexdigest()[:12],
        "locale": axis_locale(),
    }
    _component("chart")(key=key, data=data, on_event_change=_listen(key, on_pick))


def rows(
    entries: list[dict[str, Any]], *, key: str, label: str, on_pick: Pick, height: int | None = None
) -> None:
    """Draw a list whose rows can be picked with the pointer or the keyboard.

    An entry is `{"id", "score" (0–1 or None), "lines": [[[text, kind], …], …], "picked", "actions":
    [[name, label], …]}`. `on_pick` gets `{"row": id, "action": "pick" or a name}`.
    """
    own = card_contents.current.get()
    if own is not None:
        own.listed += entries
    said = [
        entry if entry["score"] is None else {**entry, "said": format_score(entry["score"])}
        for entry in entries
    ]
    data = {"rows": said, "label": label, "height": height, "tokens": css_variables(mode())}
    _component("rows")(key=key, data=data, on_event_change=_listen(key, on_pick))


def panes(
    sides: list[dict[str, Any]],
    *,
    key: str,
    version: str,
    on_pick: Pick,
    focus: str | None = None,
    inline: dict[str, Any] | None = None,
    view: str = "sides",
    legend: dict[str, str] | None = None,
    noting: bool = False,
) -> None:
    """Draw one article to read, or two to four side by side with their sentences linked.

    A side is what `components.views.panes` prepares, `inline` what `components.views.compare.aligned_panes` does.
    The panes are rebuilt only when `version` changes, and begin in `view` (`sides`, `inline`,
    `changes`); `legend` says what their marks mean. `focus` is the id of a sentence to bring into
    view, with anything after an @ to tell one asking from the next. `on_pick` gets
    `{"kind": "view", "view": …}`. With `noting` words can be marked for a note: `{"kind": "note",
    "from": sentence, "start", "to": sentence, "end"}`, counted in code points of the sentences;
    `edit-note` and `remove-note` tell the number of the `note`.
    """
    shown = {"panes": sides, "inline": inline, "legend": legend or {}, "view": view}
    data = {
        **shown,
        "noting": noting,
        "version": version,
        "focus": focus,
        "tokens": css_variables(mode()),
    }
    _component("panes")(key=key, data=data, on_event_change=_listen(key, on_pick))


def chips(entries: list[dict[str, str]], *, key: str, lead: str, back: bool, on_pick: Pick) -> None:
    """Draw what is picked, each entry `{"clause", "name", "value"}` a chip that can be taken away.

    `on_pick` gets `{"clause": name}`, with an empty name for all of them and "back" for the last
    choice, which is offered when `back`.
    """
    data = {"chips": entries, "lead": lead, "back": back, "tokens": css_variables(mode())}
    _component("chips")(key=key, data=data, on_event_change=_listen(key, on_pick))


def versions(entries: list[dict[str, Any]], *, key: str, lead: str, on_pick: Pick) -> None:
    """Draw the versions of a family as switches, as `components.views.compare.aligned_panes` prepares them.

    `on_pick` gets `{"id": …}`.
    """
    data = {"versions": entries, "lead": lead, "tokens": css_variables(mode())}
    _component("versions")(key=key, data=data, on_event_change=_listen(key, on_pick))


def grid(table: dict[str, Any], *, key: str, label: str, on_pick: Pick) -> None:
    """Draw what `components.views.lineage.sentence_grid` prepares; `on_pick` gets `{"place": …}`."""
    data = {**table, "label": label, "tokens": css_variables(mode())}
    _component("grid")(key=key, data=data, on_event_change=_listen(key, on_pick))


def lines(entries: list[dict[str, str]], *, key: str, label: str, on_pick: Pick) -> None:
    """Draw a word in its contexts, one under the other.

    An entry is `{"id", "before", "hit", "after", "label"}`; `on_pick` gets `{"row": id}`.
    """
    data = {"lines": entries, "label": label, "tokens": css_variables(mode())}
    _component("lines")(key=key, data=data, on_event_change=_listen(key, on_pick))


def leave(offers: list[str], *, key: str, about: dict[str, Any]) -> None:
    """Draw buttons that need no server: `png` and `svg` of a chart, `link` to this view.

    `about` names the `card` whose chart it is, the `title` above and the `lines` below the image,
    and the `file`, without its ending.
    """
    data = {"offers": offers, **about, "tokens": css_variables(mode())}
    _component("leave")(key=key, data=data)


def drop(about: dict[str, Any], *, key: str, on_pick: Pick) -> None:
    """Draw a place for files, which the browser sends one by one to the `address` in `about`.

    `about` says, too, for which `library`, the `limit` of a file in bytes, the names of `litter`
    that is left out, and the batch whose files the page knows to be `sending`. `on_pick` gets
    `{"kind": "begun", "batch": …}` with the first file and `{"kind": "done", "batch", "sent",
    "failed"}` with the last; the first may be missing when both come at once.
    """
    data = {**about, "locale": reader_language(), "tokens": css_variables(mode())}
    _draw_apart("drop", key, data, on_pick)


def whole(about: dict[str, Any], *, key: str, on_pick: Pick) -> None:
    """Draw a place for one exported library, which the browser sends to the `address` in `about`.

    `about` says, too, which `name` it will have; `on_pick` gets `{"name": …}` when it is there.
    """
    data = {**about, "tokens": css_variables(mode())}
    _draw_apart("whole", key, data, on_pick)


def remember(name: str, value: str, *, key: str) -> None:
    """Have the browser remember a value as a cookie of this server; "" forgets it."""
    _component("cookie")(key=key, data={"name": name, "value": value})


def _draw_apart(name: str, key: str, data: dict[str, Any], on_pick: Pick) -> None:
    """Draw a component that tells what nobody clicked.

    When a browser asks for the whole page anew, Streamlit ends at once whatever runs, be it the
    work of a click. For a part of the page it waits.
    """

    @st.fragment
    def apart() -> None:
        _component(name)(key=key, data=data, on_event_change=_listen(key, on_pick))
        if state.event_of(key):
            state.rerun()

    apart()


def _listen(key: str, on_pick: Pick) -> Callable[[], None]:
    def take() -> None:
        event = state.event_of(key)
        if event:
            with state.explaining():
                on_pick(event)

    return take


_MARKUP = {
    "chart": "<div class='parallax-chart'></div>",
    "rows": "<ul class='rows'></ul>",
    "panes": "<div class='panes'></div>",
    "chips": "<div class='chips'></div>",
    "versions": "<div class='versions'></div>",
    "grid": "<div class='grid'></div>",
    "lines": "<ul class='kwic'></ul>",
    "leave": "<div class='leave'></div>",
    "drop": "<div class='drop'></div>",
    "whole": "<div class='drop'></div>",
    "cookie": "<div class='cookie'></div>",
}

# A component that looks as another does.
_STYLES = {"whole": "drop"}


def _component(name: str) -> Callable[..., Any]:
    register()
    return _declare(name)


@functools.cache
def _declare(name: str) -> Callable[..., Any]:
    return st.components.v2.component(
        f"parallax.{name}",
        html=_MARKUP[name],
        css=f"{_STYLES.get(name, name)}.css",
        js=f"{name}.js",
        # plotly writes its styles into the page, so a chart cannot live in a shadow root.
        isolate_styles=name != "chart",
    )


def register() -> None:
    """Tell Streamlit where our components and plotly's own script lie, once a server.

    Streamlit finds such folders only in installed distributions; the dashboard runs from its
    folder, so it says so itself.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root("parallax.chart"):
        return
    ours = [ComponentConfig(name, "frontend") for name in _MARKUP]
    manager.register_from_manifest(ComponentManifest("parallax", "1", ours), _HERE)
    library = [ComponentConfig("library", "package_data")]
    manager.register_from_manifest(
        ComponentManifest("parallax_plotly", "1", library), Path(plotly.__file__).parent
    )
