"""What a page states of itself in JSON-LD: the objects in it, and the one that is its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from components.corpus.readers.formats.saved_web.page_names import (
    address_key,
    fold,
    is_bare_address,
)

MOST_STATED = 50
"""Objects of JSON-LD, and authors, that are looked at."""
LONGEST_BROKEN = 50_000
"""Characters of JSON-LD with mistakes, of which patterns have to make what they can."""
_ARTICLES = ("article", "posting", "report", "reviewnewsarticle", "opinionpiece", "column")
_NO_ARTICLES = ("jobposting", "creditreport")
_PAGES = ("webpage", "itempage", "aboutpage")
_LIVE = "liveblogposting"
# Objects that hold the page's article, rather than articles of other pages.
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")
_BEFORE = ("//", "/*", "<![CDATA[", "<!--", "*/")
_AFTER = (";", "//", "/*", "]]>", "-->", "*/")
_TRAILING_COMMA = re.compile(r",\s{0,200}(?=[\]}])")
_BROKEN_FIELD = r'"{}"\s{{0,9}}:\s{{0,9}}"((?:[^"\\]|\\.){{1,400}})"'
_BROKEN = {
    name: re.compile(_BROKEN_FIELD.format(name))
    for name in ("@type", "headline", "datePublished", "dateModified")
}
_BROKEN_AUTHOR = re.compile(r'"author"\s{0,9}:[^\]]{0,200}?"name"\s{0,9}:\s{0,9}"([^"\\]{1,100})"')


@dataclass
class LinkedData:
    """The objects of a page's JSON-LD, in their order; `is_cut` when there were more."""

    objects: list[dict[str, Any]] = field(default_factory=list)
    is_cut: bool = False
    _broken: int = LONGEST_BROKEN

    def take(self, written: str) -> None:
        """Add the objects of one script, as far as there is room for them."""
        try:
            stated = _parse(written)
        except (ValueError, RecursionError):
            kept = written[: self._broken]
            self._broken -= len(kept)
            self.is_cut |= len(kept) < len(written)
            stated = _read_broken(kept)
        self._take_all(stated if isinstance(stated, list) else [stated], 0)

    def _take_all(self, stated: list[Any], depth: int) -> None:
        is_live = any(_LIVE in kinds_of(one) for one in stated)
        for one in stated:
            # Updates of a live blog stand beside it, with headlines and authors of their own.
            if not isinstance(one, dict) or (is_live and "blogposting" in kinds_of(one)):
                continue
            if len(self.objects) >= MOST_STATED:
                self.is_cut = True
                return
            self.objects.append(one)
            if depth < 3:
                for name in _HOLDERS:
                    held = one.get(name)
                    self._take_all(held if isinstance(held, list) else [held], depth + 1)

    def resolve(self, one: Any) -> Any:
        """The object that a bare reference (`@id`) names, or what was given."""
        if not isinstance(one, dict) or "name" in one or not isinstance(one.get("@id"), str):
            return one
        same = (held for held in self.objects if held.get("@id") == one["@id"] and "name" in held)
        return next(same, one)


def kinds_of(one: Any) -> list[str]:
    """The types of an object in small letters, without the vocabulary: ["newsarticle"]."""
    kinds = one.get("@type") if isinstance(one, dict) else None
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [re.split("[/:#]", kind)[-1].lower() for kind in listed if isinstance(kind, str)]


def is_article(one: dict[str, Any]) -> bool:
    """Whether an object is of a kind of article, reports and postings among them."""
    return any(kind.endswith(_ARTICLES) and kind not in _NO_ARTICLES for kind in kinds_of(one))


def is_page(one: dict[str, Any]) -> bool:
    """Whether an object is the page itself."""
    return any(kind in _PAGES for kind in kinds_of(one))


def choose_own(
    objects: Iterable[dict[str, Any]], titles: Iterable[str], addresses: Iterable[str]
) -> dict[str, Any]:
    """The article that the page is about: an object that fits its titles or addresses.

    An object that states neither fits when it is the only one; {} when none does.
    """
    articles = [one for one in objects if is_article(one)]
    wanted = [fold(title) for title in titles if title]
    keys = {address_key(address) for address in addresses if address}
    ranked = [(_fit(one, wanted, keys), -n) for n, one in enumerate(articles)]
    rank, at = max(ranked, default=(-1, 0))
    if rank < 0 or (rank == 0 and len(articles) > 1 and not _is_first_live(articles[-at])):
        return {}
    return articles[-at]


def _is_first_live(one: dict[str, Any]) -> bool:
    return _LIVE in kinds_of(one)


def _fit(one: dict[str, Any], titles: list[str], keys: set[str]) -> int:
    """How well an object fits a page: below 0 when it is another page's."""
    own = fold(text_of(one.get("headline")) or text_of(one.get("name")))
    by_title = _fits_title(own, titles)
    stated = [*_addresses(one)]
    by_address = any(address_key(address) in keys for address in stated)
    if by_title or by_address:
        return 2 * by_title + 3 * by_address + (_LIVE in kinds_of(one))
    is_other = bool(own and titles) and bool(stated and keys)
    return -1 if is_other else 0


def _fits_title(own: str, titles: list[str]) -> bool:
    if not own:
        return False
    words = set(own.split())
    for title in titles:
        if title.startswith(own) or own.startswith(title) or own in title:
            return True
        if 2 * len(words & set(title.split())) > max(len(words), 4):
            return True
    return False


def _addresses(one: dict[str, Any]) -> Iterator[str]:
    for name in ("url", "mainEntityOfPage", "@id"):
        held = one.get(name)
        held = held.get("@id") or held.get("url") if isinstance(held, dict) else held
        if isinstance(held, str) and is_bare_address(held):
            yield held


def text_of(value: Any) -> str:
    """The text of a value that should be one: of a list its first, of an object its `@value`."""
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("@value") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _parse(written: str) -> Any:
    try:
        return json.loads(written, strict=False)
    except ValueError:
        bare = written[:1_000_000].strip()
        # A comment or a section around it, in the ways in which templates write them.
        for mark in (*_BEFORE, *_BEFORE):
            bare = bare.removeprefix(mark).lstrip()
        for mark in (*_AFTER, *_AFTER):
            bare = bare.removesuffix(mark).rstrip()
        return json.loads(_TRAILING_COMMA.sub("", bare), strict=False)


def _read_broken(written: str) -> dict[str, Any]:
    """What patterns find in JSON-LD with mistakes, from its first article on."""
    kinds = [m for m in _BROKEN["@type"].finditer(written) if is_article({"@type": m[1]})]
    if not kinds:
        return {}
    start = kinds[0].start()
    found = {name: p.search(written, start) for name, p in _BROKEN.items()}
    # Of a picture or an update what stands behind another type.
    object_ends = _BROKEN["@type"].search(written, kinds[0].end())
    values = {name: m[1] for name, m in found.items() if m}
    date = found["datePublished"]
    if date and object_ends and "imageobject" in object_ends[1].lower() < date[1]:
        values.pop("datePublished")
    author = _BROKEN_AUTHOR.search(written, start)
    return {**values, **({"author": {"name": author[1]}} if author else {})}
