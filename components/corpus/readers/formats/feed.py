"""Feeds (RSS and Atom): one article an item."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Note, Refused, Results
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.html_text import extract_words_if_markup
from components.corpus.readers.formats.xml_tree import local_name
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.plural import agree

_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated")
_MAIL = re.compile(r"\S{1,200}@\S{1,200} ?\((.{1,200})\)")
_LANGUAGE_OF_XML = "{http://www.w3.org/XML/1998/namespace}lang"


def read_feed(root: Any) -> Results:
    """The text of an item is its content, else its description; the source is the feed's title.

    Most feeds give only the beginning of their articles, which is said.
    """
    channel = next((e for e in root.iter() if local_name(e) == "channel"), root)
    items = [e for e in root.iter() if local_name(e) in ("item", "entry")]
    language = _first(channel, ("language",)) or root.get(_LANGUAGE_OF_XML) or ""
    own = _own_address(channel)
    short = 0
    for number, item in enumerate(items, 1):
        draft = _draft(item, _first(channel, ("title",)), language_code(language), number, own)
        if draft.text.strip():
            short += not any(_first(item, (name,)) for name in _TEXTS[:2])
            yield draft
        else:
            yield Refused(f"Item {number} has no text: load the article's page instead.")
    if short:
        yield Note(
            f"For {short} {agree(short, 'item', 'items')} the feed gives a description, "
            "perhaps not the whole text."
        )


def _draft(item: Any, site: str, language: str, number: int, own: str) -> Draft:
    source = _first(item, ("source",))
    dates = ((name, _first(item, (name,))) for name in _DATES)
    day_from, written = next((one for one in dates if one[1]), ("", ""))
    draft = Draft(
        text=extract_words_if_markup(next((t for n in _TEXTS if (t := _first(item, (n,)))), "")),
        title=extract_words_if_markup(_first(item, ("title",))),
        source=source or site,
        author=_author(item),
        published=parse_day(written),
        day_words=written,
        language=language,
        url=_address(item, own),
        place=f"item {number}",
    )
    bases = {
        "title": "title of the item",
        "source": "source of the item" if source else "title of the feed",
        "author": "author of the item",
        "published": f"{day_from} of the item",
        "url": "link of the item",
    }
    filled = {name: basis for name, basis in bases.items() if getattr(draft, name)}
    return replace(draft, bases=filled)


def _first(element: Any, names: tuple[str, ...]) -> str:
    """The words of the first child of that name, or ""; markup within it is kept as markup."""
    for child in element:
        if local_name(child) in names:
            return _content(child)
    return ""


def _content(element: Any) -> str:
    if not len(element):
        return (element.text or "").strip()
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return f"{element.text or ''}{inner}".strip()


def _author(item: Any) -> str:
    """The names of all authors; of the form `a@paper.example (Name)` the name."""
    authors = [child for child in item if local_name(child) in ("creator", "author")]
    named = [_first(one, ("name",)) or _content(one) for one in authors]
    names = (found[1] if (found := _MAIL.fullmatch(name)) else name for name in named)
    return ", ".join(dict.fromkeys(filter(None, names)))


def _address(item: Any, own: str) -> str:
    """The link of an item, a relative one from its base (`xml:base`), else from the feed's own."""
    links = [child for child in item if local_name(child) == "link"]
    stated = [e for e in links if e.get("rel", "alternate") == "alternate"]
    link = next((e for e in stated if _written_address(e)), None)
    return "" if link is None else _resolve(link, own)


def _own_address(channel: Any) -> str:
    """Where the feed says that it, or its site, is; "" for nowhere."""
    links = [child for child in channel if local_name(child) == "link"]
    links.sort(key=lambda link: link.get("rel") != "self")
    return next((_resolve(link, "") for link in links if _written_address(link)), "")


def _written_address(link: Any) -> str:
    return link.get("href") or (link.text or "").strip()


def _resolve(link: Any, own: str) -> str:
    try:
        return urljoin(link.base or own, _written_address(link))
    except ValueError:
        return _written_address(link)
