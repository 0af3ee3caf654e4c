"""The only place that touches the session: what is picked, and the link that says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.analysis.selection import Selection, read_query, toggle, write_query
from components.analysis.settings import Settings, read_settings, write_settings
from components.app import url_state
from components.corpus.database.errors import LibraryError
from components.views.formatting import listen_to

_SELECTION = "selection"
_SETTINGS = "settings"
_PINS = "pins"
_BEFORE = "before"
_LINK = "link"
_PAGE = "page"
_HASH = "page_hash"
_ANEW = "anew"
_REMEMBERED = 50
_KEPT = "kept_"
_LONGEST_NUMBER = 10

# Callbacks and fragments have a reader, too, and no beginning of a run of their own.
listen_to(lambda: st.context.locale)


def open_page(page: str) -> None:
    """Join the session and the link at the start of a run.

    A new tab takes its selection from the link; so does a link edited by hand or the browser's
    Back. Going to another page drops the link, so there the session's selection is written back.
    """
    fresh = _SELECTION not in st.session_state
    if fresh and (renamed := url_state.rename_labels(st.query_params.get_all)):
        st.query_params.update(renamed)
        st.rerun()  # a widget takes its value from the link that a run began with
    link = _read_link()
    turned = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    st.session_state[_HASH] = _asked_page()
    edited = link != st.session_state.get(_LINK) and (not turned or bool(link))
    ours = st.session_state.pop(_ANEW, False)
    if fresh or (edited and not ours):
        _take_over(link)
    _write_link()


def rerun() -> NoReturn:
    """Draw the page anew, as `st.rerun` does, with what is picked now.

    The link that the browser told this run may be from before the last choice, and so may the page.
    """
    st.session_state[_ANEW] = True
    if is_stale():
        turn_to(f"components/app/pages/{page()}.py")
    st.rerun()


def turn_to(path: str) -> NoReturn:
    """Go to the page of this file, with what is picked in its link from the beginning.

    Without a link of its own Streamlit would clear the one that stands, and refuses to while a
    widget stands in it.
    """
    st.session_state[_LINK] = _make_link(PurePath(path).stem)
    st.switch_page(path, query_params=st.session_state[_LINK])


def is_stale() -> bool:
    """Whether a page asked for this run that was left meanwhile.

    A fragment that runs by the clock does that now and then. Streamlit has then cleared the page
    that is open, and would draw the other one.
    """
    return bool(_asked_page() != st.session_state.get(_HASH))


def page() -> str:
    """The path of the page that is open, "overview" for the first one."""
    return st.session_state.get(_PAGE) or "overview"


def read() -> Selection:
    """What is picked."""
    selection: Selection = st.session_state.get(_SELECTION, Selection())
    return selection


def settings() -> Settings:
    """What counts when articles are compared."""
    chosen: Settings = st.session_state.get(_SETTINGS, Settings())
    return chosen


def change_settings(chosen: Settings) -> None:
    """Let other things count."""
    if chosen == settings():
        return
    _remember()
    st.session_state[_SETTINGS] = chosen
    _write_link()


def can_go_back() -> bool:
    """Whether anything was picked, cleared or set in this session that can be taken back."""
    return bool(st.session_state.get(_BEFORE))


def go_back() -> None:
    """Take back the last choice: what was picked, or what counts."""
    if can_go_back():
        selection, st.session_state[_SETTINGS] = st.session_state[_BEFORE].pop()
        _show(selection)
        _write_link()


def pinned(chart: str) -> Selection | None:
    """What a chart is pinned to; None when it listens."""
    pins: dict[str, Selection] = st.session_state.get(_PINS, {})
    return pins.get(chart)


def apply_pick(chart: str) -> Selection:
    """The selection that a chart shows: what is picked, unless the chart is pinned."""
    return pinned(chart) or read()


def selection_and_pins() -> tuple[Selection, dict[str, Selection]]:
    """What is picked, and what each pinned chart is held at."""
    return read(), dict(st.session_state.get(_PINS, {}))


def pin(chart: str) -> None:
    """Hold a chart at what is picked now, or let it listen again when it is held."""
    pins: dict[str, Selection] = dict(st.session_state.get(_PINS, {}))
    if pins.pop(chart, None) is None:
        pins[chart] = read()
    st.session_state[_PINS] = pins
    _write_link()


def pick(clause: str, value: Any) -> None:
    """Set one clause, or clear it when it has that value already."""
    _put(toggle(read(), clause, value))


def put(clause: str, value: Any) -> None:
    """Set one clause, whatever it was."""
    _put(read().changed(**{clause: value}))


def put_versions(versions: tuple[str, ...]) -> None:
    """Set the two to four articles to compare, in the order of their columns."""
    _put(read().changed(pair=versions[:2], also=versions[2:]))


def clear(*clauses: str) -> None:
    """Clear the named clauses, or all of them when none is named."""
    _put(read().without(*clauses) if clauses else Selection())


def event_of(key: str) -> dict[str, Any] | None:
    """What the component with this key reported in this run."""
    state = st.session_state.get(key)
    return getattr(state, "event", None) if state is not None else None


def keep(name: str, value: Any) -> None:
    """Remember something of this session that is no part of the selection."""
    st.session_state[_KEPT + name] = value
    if name in url_state.PLACES:
        _write_link()


def kept(name: str, default: Any = None) -> Any:
    """What `keep` remembered."""
    return st.session_state.get(_KEPT + name, default)


def kept_number(name: str) -> int:
    """What `keep` remembered as a whole number; 0 when it is none, for a link may say anything."""
    value = str(kept(name) or "")
    return int(value) if value.isdecimal() and len(value) < _LONGEST_NUMBER else 0


@contextmanager
def explaining() -> Iterator[None]:
    """Keep why something could not be stored, for the page that is drawn next to say."""
    try:
        yield
    except LibraryError as error:
        keep("trouble", str(error))


def library() -> str:
    """The name of the library that is open, "" for that of the environment."""
    return str(kept("library", ""))


def open_library(name: str) -> None:
    """Go to another library; what is picked and kept belongs to the one that is left."""
    _leave_library()
    st.session_state[_SELECTION] = Selection()
    keep("library", name)


def time_zone() -> str:
    """The reader's time zone, as the browser tells it."""
    return st.context.timezone or "UTC"


def widget(key: str) -> Any:
    """The value of the widget with this key, as a callback finds it."""
    return st.session_state.get(key)


def preset(key: str, value: Any) -> None:
    """Have the widget with this key, which is drawn next, show a value and keep its place."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _asked_page() -> str:
    run = get_script_run_ctx()
    return run.page_script_hash if run else ""


def _put(selection: Selection) -> None:
    if selection != read():
        _remember()
    _show(selection)
    _write_link()


def _show(selection: Selection) -> None:
    before = read()
    for clause, names in url_state.BELONGS.items():
        if getattr(selection, clause) != getattr(before, clause):
            for name in names:
                st.session_state[_KEPT + name] = None
    st.session_state[_SELECTION] = selection


def _remember() -> None:
    before = st.session_state.get(_BEFORE, [])
    st.session_state[_BEFORE] = [*before[1 - _REMEMBERED :], (read(), settings())]


def _read_link() -> dict[str, list[str]]:
    """The part of the link that is ours; the rest is bound to widgets."""
    return {key: values for key in url_state.OWNED if (values := st.query_params.get_all(key))}


def _take_over(link: dict[str, list[str]]) -> None:
    asked = url_state.read_places(link)
    if asked["library"] != library():
        _leave_library()
    _show(read_query(link))
    for name, value in asked.items():
        st.session_state[_KEPT + name] = value
    st.session_state[_SETTINGS] = read_settings(link)
    st.session_state[_PINS] = url_state.read_pins(link)


def _leave_library() -> None:
    st.session_state[_BEFORE] = []
    st.session_state[_PINS] = {}
    for key in [str(key) for key in st.session_state]:
        if key.startswith(_KEPT) and key != f"{_KEPT}who":
            del st.session_state[key]


def _make_link(page: str | None) -> dict[str, list[str]]:
    """The part of the link that is ours, as it shall stand on this page."""
    places = {name: kept(name) for name in url_state.PLACES}
    wanted = write_query(read()) | write_settings(settings())
    wanted |= url_state.write_pins(st.session_state.get(_PINS, {}))
    return wanted | url_state.write_places(places, page)


def _write_link() -> None:
    wanted = _make_link(st.session_state.get(_PAGE))
    stands = _read_link()
    for key in stands.keys() - wanted.keys():
        del st.query_params[key]
    changed = {key: values for key, values in wanted.items() if stands.get(key) != values}
    if changed:
        st.query_params.update(changed)
    st.session_state[_LINK] = wanted
