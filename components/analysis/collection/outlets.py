"""Outlet of an article: that of its address, or of its source; feeds of one outlet are one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from components.analysis.word_lists import read_words

# Second-level names under which outlets register, as in paper.co.uk and paper.com.ua.
_SECOND = frozenset(("ac", "co", "com", "edu", "gob", "gov", "gouv", "ne", "net", "or", "org"))
# Pages of many outlets are there: the address does not tell whose a page is.
_SHARED = frozenset(
    ("apple", "archive", "facebook", "feedburner", "google", "msn", "t", "twitter", "x", "yahoo")
)
_BLOGS = frozenset(("blogspot", "github", "medium", "substack", "tumblr", "wordpress"))
# What a source may have behind the name of its outlet.
_FEEDS = read_words("collection", "outlets", "feeds")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\Z")


def outlet_of(address: str, source: str) -> str:
    """A key that is equal for articles of one outlet; "" when neither address nor source tells.

    The name in the host of the address counts first, without its subdomains and endings; a source
    loses the words for a section at its end ("echo-world" and "echo.example" are both "echo").
    """
    host = _host_of(address)
    return (_name_in(host) if host else "") or _name_of(source)


def _host_of(address: str) -> str:
    try:
        return (urlsplit(address.strip()).hostname or "").lower()
    except ValueError:
        return ""


def _name_in(host: str) -> str:
    """The registered name in a host, "" for one that many outlets share."""
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND:
        labels.pop()
    if not labels or labels[-1] in _SHARED:
        return ""
    return ".".join(labels[-2:]) if labels[-1] in _BLOGS else labels[-1]


def _name_of(source: str) -> str:
    folded = source.strip().lower()
    if _HOST.match(folded):
        return _name_in(folded) or folded
    parts = re.split(r"[\s_:|/–—-]+", folded)
    while len(parts) > 1 and parts[-1] in _FEEDS:
        parts.pop()
    return " ".join(parts)
