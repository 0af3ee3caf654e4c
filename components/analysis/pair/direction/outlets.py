"""Outlets: one key for the names, hosts and feeds of an outlet or agency."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from components.analysis.entities.linking.name_forms import organisation_key
from components.analysis.word_lists import read_table, read_words

_PACKAGE = "pair/direction"
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def outlet_key(name: str) -> str:
    """What all writings of an outlet share: "BBC News", "bbc.co.uk" and the feed "bbc-world".

    A host gives its own part, a feed its name without the section, a name its words without an
    article; `tables/outlets.json` joins those that are alike in no such way. "" for "".
    """
    plain = name.strip()
    if _HOST.fullmatch(plain):
        return _join(_host_name(plain.lower()), plain)
    if " " not in plain and "-" in plain and _join(plain) == _squeeze(plain):
        parts = plain.lower().split("-")
        while len(parts) > 1 and parts[-1] in read_words(_PACKAGE, "outlets", "sections"):
            parts.pop()
        return _join("-".join(parts))
    return _join(plain)


def outlet_of_address(address: str) -> str:
    """The host of the address of a page, "" where it has none."""
    return (urlsplit(address).hostname or "") if "//" in address else ""


def is_same_outlet(one: str, other: str) -> bool:
    """Whether two names are those of one outlet; False when either is ""."""
    return bool(one and other) and outlet_key(one) == outlet_key(other)


def _host_name(host: str) -> str:
    parts = host.removeprefix("www.").split(".")
    short = len(parts) > 2 and parts[-2] in read_words(_PACKAGE, "outlets", "second_level")
    return parts[-3] if short else parts[-2]


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
