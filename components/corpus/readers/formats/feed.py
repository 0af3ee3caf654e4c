"""Feeds (RSS and Atom): one article an item."""

from __future__ import annotations

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Note, Refused, Results
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.html_text import extract_words_if_markup
from components.corpus.readers.formats.xml_tree import local_name
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.plural import agree

_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated")
_LANGUAGE_OF_XML = "{http://www.w3.org/XML/1998/namespace}lang"


def read_feed(root: Any) -> Results:
    """The text of an item is its content, else its description; the source is the feed's title.

    Most feeds give only the beginning of their articles, which is said.
    """
    channel = next((e for e in root.iter() if local_name(e) == "channel"), root)
    items = [e for e in root.iter() if local_name(e) in ("item", "entry")]
    language = _first(channel, ("language",)) or root.get(_LANGUAGE_OF_XML) or ""
    short = 0
    for number, item in enumerate(items, 1):
        draft = _draft(item, _first(channel, ("title",)), language_code(language), number)
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


def _draft(item: Any, site: str, language: str, number: int) -> Draft:
    return Draft(
        text=extract_words_if_markup(next((t for n in _TEXTS if (t := _first(item, (n,)))), "")),
        title=extract_words_if_markup(_first(item, ("title",))),
        source=_first(item, ("source",)) or site,
        author=_author(item),
        published=parse_day(next((d for n in _DATES if (d := _first(item, (n,)))), "")),
        language=language,
        url=_address(item),
        place=f"item {number}",
    )


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
    for child in item:
        if local_name(child) in ("creator", "author"):
            return _first(child, ("name",)) or _content(child)
    return ""


def _address(item: Any) -> str:
    links = [child for child in item if local_name(child) == "link"]
    stated = [e for e in links if e.get("rel", "alternate") == "alternate"]
    return next((e.get("href") or (e.text or "").strip() for e in stated), "")
