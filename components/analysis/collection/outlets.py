"""Outlets: one key for the names, hosts and feeds of an outlet or agency."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from components.analysis.entities.linking.name_forms import organisation_key
from components.analysis.word_lists import read_table, read_words
from components.corpus.readers.shaping.source_names import host_of

_PACKAGE = "collection"
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def outlet_of(address: str, source: str) -> str:
    """A key that is equal for articles of one outlet; "" when neither address nor source tells.

    The host of the address counts first, unless pages of many outlets are on it.
    """
    host = host_of(address)
    own = _registered(host) if host else ""
    return _join(own, host) if own else outlet_key(source)


@lru_cache(maxsize=20_000)
def outlet_key(name: str) -> str:
    """What all writings of an outlet share: "BBC News", "bbc.co.uk" and the feed "bbc-world".

    A host gives its registered name, a source its name without the section at its end, a name its
    words without an article; `tables/outlets.json` joins those that are alike in no such way. ""
    for "".
    """
    plain = name.strip()
    if _HOST.fullmatch(plain):
        return _join(_registered(plain.lower()) or plain, plain)
    if known := _aliases().get(_squeeze(plain)):
        return known
    is_feed = " " not in plain
    sections = read_words(_PACKAGE, "outlets", "sections" if is_feed else "feeds")
    parts = re.split(r"[-_]" if is_feed else r"[\s:|/–—-]+", plain)
    while len(parts) > 1 and parts[-1].lower() in sections:
        parts.pop()
    return _join(" ".join(parts))


def is_same_outlet(one: str, other: str) -> bool:
    """Whether two names are those of one outlet; False when either is ""."""
    return bool(one and other) and outlet_key(one) == outlet_key(other)


def is_known_outlet(name: str) -> bool:
    """Whether the table of outlets has a name that is no person, party or place as well."""
    squeezed = _squeeze(name)
    return squeezed in _aliases() and squeezed not in read_words(_PACKAGE, "outlets", "ambiguous")


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency, from which many outlets take."""
    agencies = {outlet_key(one) for one in read_table(_PACKAGE, "outlets")["agencies"]}
    return outlet_key(name) in agencies


def _registered(host: str) -> str:
    """The registered name in a host, "" for one that many outlets share."""
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in read_words(_PACKAGE, "outlets", "second_level"):
        labels.pop()
    if not labels or labels[-1] in read_words(_PACKAGE, "outlets", "shared"):
        return ""
    is_blog = labels[-1] in read_words(_PACKAGE, "outlets", "blogs")
    return ".".join(labels[-2:]) if is_blog else labels[-1]


def _join(*writings: str) -> str:
    """The key of the table for one of the writings, else the first writing without signs."""
    known = (_aliases().get(_squeeze(one)) for one in writings)
    return next((key for key in known if key), _squeeze(writings[0]))


def _squeeze(name: str) -> str:
    squeezed = _SIGNS.sub("", organisation_key(name))
    return squeezed.removeprefix("the") if len(squeezed) > 6 else squeezed


@cache
def _aliases() -> dict[str, str]:
    table = read_table(_PACKAGE, "outlets")["outlets"].items()
    return {_squeeze(one): key for key, listed in table for one in (key, *listed)}
