"""Names that a page states, as they are written on it: titles, sources, authors, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urlsplit

LONGEST_NAME, LONGEST_AUTHOR = 80, 60
_WORDS_OF_NAME = 3
_TAG = re.compile(r"<[^<>]{0,500}>")
_NO_LETTER = re.compile(r"[\W_]+")
_PARTS = re.compile(r"\s+(?:\||[-–—·•»«‹›:|/]|::)\s+|\s*\|\s*")
_RIGHTS = re.compile(
    r"(?i)^(?:©|\(c\)|copyright|&copy;|\d{4}(?:\s?[-–]\s?\d{4})?|by|,|\.|:|-|\s)+"
    r"|[,.|–-]?\s*all rights reserved.*$|\s*(?:©|\(c\)|copyright).*$"
)
_ADDRESS = re.compile(r"(?i)^(?:https?:)?//|^www\.|^[\w.+-]+@[\w-]+\.")
_HOST = re.compile(r"(?i)^(?:[a-z0-9-]+\.)+[a-z]{2,12}/?$")
_BY = re.compile(
    r"(?i)^(?:(?:written|posted|text|words|story|reporting|published)?\s*\b(?:by|von|par|por|di|door"
    r"|av|af|autor(?:en|in|a)?|author|автор)\b[: ]\s*)+"
)
_SEVERAL = re.compile(r"\s*(?:[;|]|\s/\s|\s&\s|\s(?:and|und|et|en|och|og|та)\s)\s*", re.IGNORECASE)
# These stand within names too: between two names only where each has two words.
_PERHAPS_SEVERAL = re.compile(r"\s*,\s+|\s(?:y|e|i|и|і)\s")
_ROLE = re.compile(
    r"(?i)\b(?:correspondent|editor|reporter|writer|columnist|staff|bureau|redakteurin|redakteur"
    r"|redaktion|korrespondentin|korrespondent|journalist|journaliste|chefredakteur|jr|sr|phd|md)\.?$"
)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+|[a-z0-9]{1,2}\d+|\d+")
_NO_AUTHORS = frozenset(
    (
        *("admin", "administrator", "root", "user", "editor", "webmaster", "guest", "anonymous"),
        *("author", "unknown", "none", "null", "nan", "undefined", "n/a", "not available", "staff"),
        *("superuser", "wordpress", "redaktion online", "n.n.", "nn", "test", "system", "default"),
    )
)


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


def host_of(address: str) -> str:
    """The host of an address without `www.`, or ""."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^www\d?\.", "", host)


def address_key(address: str) -> str:
    """What addresses of one page have in common: not the scheme, a fragment or a last slash."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{host_of(address)}{parts.path.rstrip('/')}{query}"


def clean_source(written: str, titles: Iterable[str] = ()) -> str:
    """The name of a site; "" for an address, a headline, or what is too long for a name."""
    name = _RIGHTS.sub("", plain(written)).strip(" .,|-–").lstrip("@")
    if _ADDRESS.match(name) or not any(map(str.isalpha, name)) or len(name) > LONGEST_NAME:
        return ""
    same = fold(name)
    if not same or any(same == fold(title) for title in titles):
        return ""
    return host_of(f"https://{name}") if _HOST.match(name) and name.startswith("www") else name


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

    No addresses, slugs or accounts, and none of `others`: site, publisher, title.
    """
    unwanted = {_core(other) for other in others if other} - {""}
    beginnings = tuple(core for core in unwanted if len(core) > 5)
    names: dict[str, str] = {}
    for value in written:
        for part in _split_people(_BY.sub("", plain(value))[:1_000]):
            name = _clean_author(part)
            core = _core(name)
            if name and core not in unwanted and not core.startswith(beginnings):
                names.setdefault(fold(name), name)
    return [*names.values()]


def _split_people(value: str) -> Iterator[str]:
    for part in _SEVERAL.split(value):
        pieces = _PERHAPS_SEVERAL.split(part)
        first, *others = pieces
        if " " in first and others and _ROLE.search(others[0]):
            yield first
            pieces = others[1:]
        if all(" " in piece.strip() for piece in pieces):
            yield from pieces
        else:
            yield part if len(pieces) > 1 and pieces[0] == first else ", ".join(pieces)


def _clean_author(part: str) -> str:
    name = re.sub(r"\s*[<(\[][^<>()\[\]]{0,100}[>)\]]\s*", " ", _BY.sub("", part)).strip(" .,:-–|*")
    no_name = _ADDRESS.match(name) or "@" in name or "://" in name or _SLUG.fullmatch(name)
    if no_name or _HOST.match(name) or name.casefold() in _NO_AUTHORS:
        return ""
    return name if 2 <= len(name) <= LONGEST_AUTHOR and any(map(str.isalpha, name)) else ""
