"""Session state: selection, settings, pins and kept values, and the URL that restores them.

The only module that touches `st.session_state`.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.analysis.selection import Selection, Settings, read_settings, toggle, write_settings
from components.app import environment, url_state
from components.app.url_state import read_query, write_query
from components.views.locale_formatting import set_locale_provider

_SELECTION, _SETTINGS, _PINS, _BEFORE = "selection", "settings", "pins", "before"
_LINK, _PAGE, _HASH, _RERUN = "link", "page", "page_hash", "rerun"
_KEPT = "kept_"
_REMEMBERED = 50

# Set once, for callbacks and fragments need the locale and have no start of a run of their own.
set_locale_provider(lambda: st.context.locale)


def open_page(page: str) -> None:
    """Bring the session and the URL together at the start of a run; `page` is a page's path.

    A new tab takes its selection from the URL; so does an edited URL or the browser's Back. Going
    to another page drops the query, so there the session's selection is written back.
    """
    is_new = _SELECTION not in st.session_state
    if is_new and url_state.update_labels():
        st.rerun()  # a widget takes its value from the link that a run began with
    link = url_state.read_url()
    is_other = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    st.session_state[_HASH] = _asked_page()
    edited = link != st.session_state.get(_LINK) and (not is_other or bool(link))
    ours = st.session_state.pop(_RERUN, False)
    if is_new or (edited and not ours):
        _take_over(link)
    _write_link()


def rerun() -> NoReturn:
    """Run the script again, as `st.rerun` does, with the present selection and page."""
    # The browser may have started this run with a URL or a page from before the last click.
    st.session_state[_RERUN] = True
    if is_stale():
        switch_page(f"components/app/pages/{page()}.py")
    st.rerun()


def switch_page(path: str) -> NoReturn:
    """Go to the page of this file, with the selection in its URL from the beginning."""
    # Without a query Streamlit would clear the present one, and refuses to while a widget is bound.
    st.session_state[_LINK] = _make_link(PurePath(path).stem)
    st.switch_page(path, query_params=st.session_state[_LINK])


def is_stale() -> bool:
    """Whether this run draws a page that is no longer open, as that of a timed fragment may."""
    return bool(_asked_page() != st.session_state.get(_HASH))


def page() -> str:
    """The path of the open page, "overview" for the default one."""
    return st.session_state.get(_PAGE) or "overview"


def read() -> Selection:
    """The selection of this session."""
    return st.session_state.get(_SELECTION, Selection())


def settings() -> Settings:
    """The settings of this session: what counts when articles are compared."""
    return st.session_state.get(_SETTINGS, Settings())


def change_settings(chosen: Settings) -> None:
    """Replace the settings; the present ones can be taken back."""
    if chosen != settings():
        _remember()
        st.session_state[_SETTINGS] = chosen
        _write_link()


def can_go_back() -> bool:
    """Whether a change of selection or settings in this session can be taken back."""
    return bool(st.session_state.get(_BEFORE))


def go_back() -> None:
    """Take back the last change of the selection or the settings."""
    if can_go_back():
        selection, st.session_state[_SETTINGS] = st.session_state[_BEFORE].pop()
        _show(selection)
        _write_link()


def pins() -> dict[str, Selection]:
    """The selection of each pinned chart, by the chart's name."""
    return dict(st.session_state.get(_PINS, {}))


def selection_of(chart: str) -> Selection:
    """The selection that a chart shows: that of the session, unless the chart is pinned."""
    return pins().get(chart) or read()


def pin(chart: str) -> None:
    """Pin a chart at the present selection, or unpin it."""
    held = pins()
    if held.pop(chart, None) is None:
        held[chart] = read()
    st.session_state[_PINS] = held
    _write_link()


def pick(clause: str, value: Any) -> None:
    """Set one filter of the selection, or clear it when it has that value already."""
    _put(toggle(read(), clause, value))


def put(clause: str, value: Any) -> None:
    """Set one filter of the selection, whatever it was."""
    _put(read().changed(**{clause: value}))


def select(selection: Selection) -> None:
    """Replace the whole selection; the present one can be taken back."""
    _put(selection)


def put_all(**filters: Any) -> None:
    """Set several filters of the selection at once, whatever they were."""
    _put(read().changed(**filters))


def put_versions(versions: tuple[str, ...]) -> None:
    """Set the two to four articles to compare, in the order of their columns."""
    _put(read().changed(pair=versions[:2], also=versions[2:]))


def clear(*clauses: str) -> None:
    """Clear the named filters, or all of them when none is named."""
    _put(read().without(*clauses) if clauses else Selection())


def keep(name: str, value: Any) -> None:
    """Keep a value of this session under a name; in the URL too, if it is one of its places."""
    st.session_state[_KEPT + name] = value
    if name in url_state.PLACES:
        _write_link()


def kept(name: str, default: Any = None) -> Any:
    """The value kept under this name, else the default."""
    return st.session_state.get(_KEPT + name, default)


def kept_number(name: str) -> int:
    """The kept value as a whole number, 0 when it is none: a URL may say anything."""
    return url_state.read_number(kept(name))


def library() -> str:
    """The name of the open library, "" for the one that the environment names."""
    return str(kept("library", ""))


def open_library(name: str) -> None:
    """Open another library; selection, pins and kept values belong to the one before."""
    _leave_library()
    st.session_state[_SELECTION] = Selection()
    keep("library", name)


def time_zone() -> str:
    """The time zone of the reader's browser, UTC where that names none that is known here."""
    return environment.known_zone(st.context.timezone or "")


def widget(key: str) -> Any:
    """The value of the widget or custom component with this key; None before it is drawn."""
    return st.session_state.get(key)


def preset(key: str, value: Any) -> None:
    """Set the value of the widget with this key, which is drawn after this."""
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
    for name in url_state.find_dependent(read(), selection):
        st.session_state[_KEPT + name] = None
    st.session_state[_SELECTION] = selection


def _remember() -> None:
    before = st.session_state.get(_BEFORE, [])
    st.session_state[_BEFORE] = [*before[1 - _REMEMBERED :], (read(), settings())]


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
    st.session_state[_BEFORE], st.session_state[_PINS] = [], {}
    for key in [str(key) for key in st.session_state]:
        if key.startswith(_KEPT) and key != f"{_KEPT}who":
            del st.session_state[key]


def _make_link(page: str | None) -> dict[str, list[str]]:
    """The part of the query that is ours, for this page."""
    places = {name: kept(name) for name in url_state.PLACES}
    own = write_query(read()) | write_settings(settings()) | url_state.write_pins(pins())
    return own | url_state.write_places(places, page)


def _write_link() -> None:
    link = _make_link(st.session_state.get(_PAGE))
    url_state.write_url(link)
    st.session_state[_LINK] = link
