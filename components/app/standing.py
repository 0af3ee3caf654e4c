"""Callbacks of widgets that take each other's place as what they show changes.

A widget is drawn under another key when what it stands for is another. A browser that is late still
reports the one before, and Streamlit then calls its callback as if somebody had chosen anew.
"""

from __future__ import annotations

from collections.abc import Callable

from components.app import state


def while_standing(place: str, key: str, act: Callable[[], None]) -> Callable[[], None]:
    """A callback for the widget `key`, drawn now at `place`; it acts while that stands there."""
    state.keep(f"standing-{place}", key)

    def called() -> None:
        if state.kept(f"standing-{place}") == key:
            act()

    return called
