"""NewsML-G2: a news item, a message with many, or a package."""

from __future__ import annotations

from typing import Any

from components.corpus.readers.drafts import Draft, Results, UnreadableError
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.wire.body_paragraphs import (
    Body,
    find_named,
    read_html,
    read_markup,
    read_place,
    read_plain_body,
)
from components.corpus.readers.formats.wire.bylines import take_byline
from components.corpus.readers.formats.wire.editors_notes import choose_notes
from components.corpus.readers.formats.wire.newsml_g2_head import ItemHead, join_names
from components.corpus.readers.formats.wire.nitf import read_nitf_body, read_nitf_head
from components.corpus.readers.formats.wire.stated_moments import find_stated_moment
from components.corpus.readers.formats.wire.wire_item import WireItem, give_items, keep_filled
from components.corpus.readers.formats.xml_tree import local_name, named
from components.corpus.readers.shaping.paragraphs import drop_titles

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_NEWS = {
    "planningItem": ("plan", "a calendar of what is planned"),
    "conceptItem": ("concept", "an entry of a vocabulary"),
    "knowledgeItem": ("vocabulary", "a vocabulary"),
    "catalogItem": ("catalogue", "a catalogue of vocabularies"),
}
_ITEMS = ("newsItem", "packageItem", *_NOT_NEWS)
_KINDS = {
    **{"picture": "picture", "photo": "picture", "video": "video", "graphic": "graphic"},
    **{"graphics": "graphic", "animated": "graphic", "audio": "audio", "composite": "package"},
}
_NEVER_TEXT = ("picture", "graphic", "package")


def read_newsml_g2(root: Any) -> Results:
    """One article for each news item with a text; versions of one item have one guid.

    Raises UnreadableError for what is no news: calendars and vocabularies.
    """
    name = local_name(root)
    if name in _NOT_NEWS:
        raise UnreadableError(
            f"It is {_NOT_NEWS[name][1]} (NewsML-G2 {name}), which contains no articles: "
            "load the news items themselves."
        )
    found = [root] if name in _ITEMS else [*named(root, *_ITEMS)]
    if not found:
        raise UnreadableError(
            "It is a message of NewsML-G2 without items in it: load the news items themselves."
        )
    items = [
        _make_item(item, root, f"item {number}" if len(found) > 1 else "")
        for number, item in enumerate(found, 1)
    ]
    yield from give_items(items, "NewsML-G2")


def _make_item(item: Any, root: Any, place: str) -> WireItem:
    name = local_name(item)
    if name != "newsItem":
        kind = _NOT_NEWS[name][0] if name in _NOT_NEWS else "package"
        return WireItem(Draft("", place=place), kind=kind)
    head, (body, nitf) = ItemHead(item), _read_content(item)
    classes = head.values("itemClass", "qcode", "uri")
    code = classes[0].replace("/", ":").rpartition(":")[2].lower() if classes else ""
    kind = _KINDS.get(code, "")
    if kind and (kind in _NEVER_TEXT or not body.paragraphs):
        return WireItem(Draft("", place=place), kind=kind)
    stated = find_stated_moment(head.moments(), head.text("embargoed"))
    statuses = head.statuses() | ({"embargoed"} if stated.is_embargoed else frozenset())
    draft = _draft(head, body, nitf)
    details = {
        "guid": item.get("guid") or "",
        "version": item.get("version") or "",
        "note": choose_notes(head.notes(), statuses),
        "embargo": head.text("embargoed") if "embargoed" in statuses else "",
        "place": read_place(head.text("dateline")),
        "words": _stated_words(item),
        "other_day": stated.other,
        "modified": stated.changed,
    }
    language = (head.values("language", "tag") or [item.get(_LANGUAGE) or root.get(_LANGUAGE)])[0]
    draft = keep_filled(
        draft,
        published=stated.day,
        language=language_code(language or ""),
        place=place,
        bases={**draft.bases, "published": stated.basis},
        details=details,
    )
    return WireItem(draft, statuses, lack=_describe_lack(item, body), boxes=body.left)


def _draft(head: ItemHead, body: Body, nitf: Any) -> Draft:
    """Title, source, author and text."""
    of_nitf = read_nitf_head(nitf) if nitf is not None else None
    title, title_basis = head.title()
    if of_nitf and of_nitf.title and not head.has_headline:
        title, title_basis = of_nitf.title, "headline of its NITF"
    sources = head.sources()
    houses = [name for name, _ in sources]
    author, author_basis = head.author(houses)
    paragraphs = drop_titles(body.paragraphs, title, *head.headlines())
    above, rest = take_byline(paragraphs, houses)
    for names, basis in (
        (above, "the byline above the text"),
        (join_names([*body.bylines, *(of_nitf.bylines if of_nitf else ())], houses), "byline"),
    ):
        if not author:
            author, author_basis = names, basis
    source, source_basis = sources[0] if sources else ("", "")
    bases = {"title": title_basis, "source": source_basis, "author": author_basis}
    return Draft("\n\n".join(rest), title, source, author, bases=bases)


def _describe_lack(item: Any, body: Body) -> str:
    if body.has_only_tables:
        return "has only tables and no text"
    if find_named(item, "remoteContent") is not None:
        return "has no text, only the address of it: load the text from there"
    return ""


def _read_content(item: Any) -> tuple[Body, Any]:
    """The first content with paragraphs, marked up before plain, and the NITF that it is."""
    contents = [*named(item, "inlineXML", "inlineData")]
    contents.sort(key=lambda content: local_name(content) != "inlineXML")
    empty = Body()
    for content in contents:
        body = _read_one(content)
        if body.paragraphs:
            return body, find_named(content, "nitf")
        empty.left.update(body.left)
    return empty, None


def _read_one(content: Any) -> Body:
    if local_name(content) == "inlineData" or not len(content):
        text = "".join(content.itertext())
        is_page = "html" in (content.get("contenttype") or "").lower()
        return read_html(text) if is_page else read_plain_body(text)
    if find_named(content, "body.content") is not None:
        return read_nitf_body(content)
    body = find_named(content, "body")
    return read_markup(content if body is None else body)


def _stated_words(item: Any) -> str:
    counts = (e.get("wordcount") or "" for e in named(item, "inlineXML", "inlineData"))
    return next((count for count in counts if count.isdecimal() and count.strip("0")), "")
