"""Feeds (RSS and Atom): one article an item."""

from __future__ import annotations

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Note, Reader, Refused, Results, UnreadableError
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.html_text import extract_words_if_markup
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.plural import agree

_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated")
_LANGUAGE_OF_XML = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_FEED = "It is not a feed (RSS or Atom): save its articles as web pages or text."


def read_feed(data: bytes) -> Results:
    """The text of an item is its content, else its description; the source is the feed's title.

    Most feeds give only the beginning of their articles, which is said.
    """
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise UnreadableError(
            "It defines XML entities, which can be an attack: save the feed again."
        )
    parser = etree.XMLParser(
        # Huge: pictures written into an item are no reason to drop the items behind it.
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
    )
    root = etree.fromstring(data.strip(), parser)
    if root is None or _name(root) not in ("rss", "RDF", "feed"):
        raise UnreadableError(_NO_FEED)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        yield Note(
            "It is nested more deeply than a feed should be: what follows that place was not read."
        )
    channel = next((e for e in root.iter() if _name(e) == "channel"), root)
    items = [e for e in root.iter() if _name(e) in ("item", "entry")]
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
        if _name(child) in names:
            return _content(child)
    return ""


def _content(element: Any) -> str:
    if not len(element):
        return (element.text or "").strip()
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return f"{element.text or ''}{inner}".strip()


def _author(item: Any) -> str:
    for child in item:
        if _name(child) in ("creator", "author"):
            return _first(child, ("name",)) or _content(child)
    return ""


def _address(item: Any) -> str:
    links = [child for child in item if _name(child) == "link"]
    stated = [e for e in links if e.get("rel", "alternate") == "alternate"]
    return next((e.get("href") or (e.text or "").strip() for e in stated), "")


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


_SAMPLE = (
    b"<rss><channel><title>A site</title><item><title>A title</title>"
    b"<description>The text of an article stands here.</description></item></channel></rss>"
)
FEED = Reader(lambda: _SAMPLE, whole=read_feed)
