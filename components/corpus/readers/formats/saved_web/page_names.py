"""Names that a page states, as they are written on it: titles, sources, authors, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urlsplit

from components.corpus.readers.shaping.author_names import list_authors
from components.corpus.readers.shaping.source_names import clean_source, host_of

LONGEST_NAME, LONGEST_AUTHOR = 80, 60
_WORDS_OF_NAME = 3
_TAG = re.compile(r"<[^<>]{0,500}>")
_NO_LETTER = re.compile(r"[\W_]+")
_PARTS = re.compile(r"(?<!\s)\s+(?:\||[-–—·•»«‹›:|/]|::)\s+|(?:(?<!\s)\s+)?\|\s*")
_ADDRESS = re.compile(r"(?i)^(?:https?:)?//|^www\.|^[\w.+-]+@[\w-]+\.")
_HOST = re.compile(r"(?i)^(?:[a-z0-9-]+\.)+[a-z]{2,12}/?$")


def plain(value: str) -> str:
    """A stated value on one line, without tags and entities."""
    value = unescape(value) if "&" in value else value
    value = _TAG.sub("", value) if "<" in value else value
    return " ".join((unescape(value) if "&" in value else value).split())


def fold(value: str) -> str:
    """The words of a name in small letters, whatever stands between them."""
    return _NO_LETTER.sub(" ", plain(value).casefold()).strip()


def is_bare_address(value: str) -> bool:
    """Whether a value is the address of a page."""
    return value.startswith(("http://", "https://"))


def address_key(address: str) -> str:
    """What addresses of one page have in common: not the scheme, a fragment or a last slash."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{host_of(address)}{parts.path.rstrip('/')}{query}"


def clean_site(written: str, titles: Iterable[str] = ()) -> str:
    """The name of a site; "" for an address, a headline, or what is too long for a name."""
    stated = plain(written).strip(" .,|-–").lstrip("@")
    name = "" if _ADDRESS.match(stated) else clean_source(stated)
    if _ADDRESS.match(name) or not any(map(str.isalpha, name)) or len(name) > LONGEST_NAME:
        return ""
    same = fold(name)
    if not same or any(same == fold(title) for title in titles):
        return ""
    return name


def host_of_site(written: str) -> str:
    """The host that stands for the name of a site: an address without a path; else ""."""
    name = written.strip().rstrip("/").rpartition("//")[2]
    return host_of(f"https://{name}") if _HOST.match(name) else ""


def strip_site(title: str, sites: Iterable[str], headings: Iterable[str] = ()) -> str:
    """A title without the name of its site before or behind a dash or bar.

    What else stands behind such a mark goes where a heading of the page ends there.
    """
    title = plain(title)
    names = {_core(site) for site in sites if site} - {""}
    for _ in range(3):
        marks = [*_PARTS.finditer(title)]
        if not marks:
            break
        if _core(title[marks[-1].end() :]) in names:
            title = title[: marks[-1].start()].strip()
        elif _core(title[: marks[0].start()]) in names:
            title = title[marks[0].end() :].strip()
        else:
            break
    shown = {fold(heading): plain(heading) for heading in headings}
    for mark in _PARTS.finditer(title):
        if before := shown.get(fold(title[: mark.start()])):
            return before
    return "" if _core(title) in names and len(title) < LONGEST_NAME else title


def site_heading(title: str, headings: Iterable[str]) -> str:
    """The heading of a page that is the name of its site: a short one behind a long title."""
    marks = [*_PARTS.finditer(title)]
    if not marks or len(title[: marks[-1].start()].split()) <= _WORDS_OF_NAME:
        return ""
    end = fold(title[marks[-1].end() :])
    is_name = 0 < len(end.split()) <= _WORDS_OF_NAME
    return next((one for one in headings if is_name and fold(one) == end), "")


def _core(name: str) -> str:
    """A name of a site as its host would have it: "The Guardian" is "theguardian"."""
    name = name.strip()
    if _HOST.match(name):
        labels = re.sub(r"^www\.", "", name.lower().rstrip("/")).split(".")
        name = labels[-2] if len(labels) < 3 or len(labels[-2]) > 3 else labels[-3]
    return fold(name).replace(" ", "")


def author_names(written: Iterable[str], others: Iterable[str]) -> list[str]:
    """Names of people among what is stated as authors, each once, in their order.

    None of `others`: site, publisher, title.
    """
    unwanted = {_core(other) for other in others if other} - {""}
    beginnings = tuple(core for core in unwanted if len(core) > 5)
    names: dict[str, str] = {}
    for value in written:
        for name in list_authors(plain(value)[:1_000]):
            core = _core(name)
            is_name = 2 <= len(name) <= LONGEST_AUTHOR and core not in unwanted
            if is_name and not core.startswith(beginnings):
                names.setdefault(fold(name), name)
    return [*names.values()]
