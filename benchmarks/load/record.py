"""What a browser sends for each click of a visit, so that it can be sent again without one.

A visit goes through the pages as one who compares does. Ids of what is on a page are the same in
every session of a library, and every message has the values of all that is on the page: what one
browser sent is what another would.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg

BAR = ".parallax-chart[data-drawn] .barlayer .point path"
# Without a message for so long a page counts as answered.
_QUIET_MS = 800


@dataclass(frozen=True)
class Click:
    """One click: its name, and the messages that the browser sent for it."""

    name: str
    messages: tuple[bytes, ...]


def record(browser: Any, address: str, cookie: dict[str, str], nth: int) -> list[Click]:
    """The clicks of a visit to the server at this address; the first one opens it.

    `nth` says which pair and names are picked, so that visits differ.
    """
    sent: list[bytes] = []
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.add_cookies([cookie | {"url": address}])
    page = context.new_page()

    def keep(frame: Any) -> None:
        message = BackMsg.FromString(frame)
        # What asks by itself is asked for by each session on its own.
        if message.HasField("rerun_script") and not message.rerun_script.is_auto_rerun:
            sent.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", keep))
    found = []
    for name, click in _list_clicks(address, nth).items():
        sent.clear()
        click(page)
        _wait_until_answered(page)
        found.append(Click(name, tuple(sent)))
    context.close()
    return [click for click in found if click.messages]


def _list_clicks(address: str, nth: int) -> dict[str, Callable[[Any], Any]]:
    return {
        "open Overview": lambda page: page.goto(address),
        "pick a pair": _click("ul.rows[aria-label='Most similar pairs'] button.row", nth),
        "pick a name": _click(f"[aria-label^='Most named']{BAR}", nth),
        "open Compare": _open("Compare"),
        "open Lineage": _open("Lineage"),
        "open Entities": _open("Entities"),
        "pick another name": _click(BAR, nth),
        "open Quotations": _open("Quotations"),
        "open Figures": _open("Figures"),
        "open Words": _open("Words"),
        "clear": _click(".chip"),
        "open Articles": _open("Articles"),
        "open Library": _open("Library"),
        "open Notes": _open("Notes"),
        "open Add articles": _open("Add articles"),
        "back to Overview": _open("Overview"),
    }


def _open(title: str) -> Callable[[Any], None]:
    return lambda page: page.get_by_role("link", name=title, exact=True).first.click()


def _click(what: str, nth: int = 0) -> Callable[[Any], None]:
    def click(page: Any) -> None:
        page.locator(what).first.wait_for(state="attached")
        all = page.locator(what)
        one = all.nth(nth % all.count())
        one.scroll_into_view_if_needed()
        # Marks of a chart lie under its own layer, which takes the pointer.
        one.click(force=True)

    return click


def _wait_until_answered(page: Any) -> None:
    page.wait_for_timeout(_QUIET_MS)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(_QUIET_MS)
