"""HTML that is built, never pasted: the one place where words become markup."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

# Signs that turn the reading direction of what follows (UAX #9), and controls.
# Marks that only hint at a direction (LRM, RLM, ALM) stay: right-to-left texts need them.
_TURNING = re.compile(
    "[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)


class Html(str):
    """Markup that was built here; any other string is text and is escaped."""

    __slots__ = ()


Piece = str | None


def make(tag: str, *children: Piece, **attributes: str | None) -> Html:
    """An element. `None` among children or attributes is left out; `class_` stands for `class`."""
    opening = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{write(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    inside = "".join(_inside(child) for child in children if child is not None)
    return Html(f"<{tag}{opening}>{inside}</{tag}>")


def join(*children: Piece) -> Html:
    """Pieces one after another."""
    return Html("".join(_inside(child) for child in children if child is not None))


def foreign(words: str, **attributes: str | None) -> Html:
    """Words of an article or an analyst: their direction cannot reach beyond them."""
    return make("bdi", words, **attributes)


def write(text: str) -> str:
    """Text for an element or an attribute; signs that would turn the line are named instead."""
    return escape(_TURNING.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text), quote=True)


def link_out(address: str) -> Html:
    """An address on the web; anything but http and https stays text."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        return foreign(address)
    return make("a", address, href=address, rel="noopener noreferrer")


def _inside(child: str) -> str:
    return child if isinstance(child, Html) else write(child)
