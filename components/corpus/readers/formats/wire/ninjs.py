"""ninjs 1 to 3, and what agencies write alike: superdesk, TT, AP, dpa digitalwires, NTB."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from components.corpus.readers.drafts import Draft
from components.corpus.readers.formats.field_names import fold_name, language_code
from components.corpus.readers.formats.wire.body_paragraphs import read_place
from components.corpus.readers.formats.wire.bylines import find_names, take_byline, take_signature
from components.corpus.readers.formats.wire.editors_notes import choose_notes
from components.corpus.readers.formats.wire.ninjs_fields import (
    IDENTIFIERS,
    count_left,
    describe_lack,
    drop_lines_above,
    find_address,
    find_author,
    find_statuses,
    find_title,
    identify_item,
    list_notes,
    list_sources,
    read_ninjs_body,
    text_of,
)
from components.corpus.readers.formats.wire.stated_moments import find_stated_moment
from components.corpus.readers.formats.wire.wire_item import (
    Given,
    WireItem,
    give_items,
    keep_filled,
)
from components.corpus.readers.shaping.paragraphs import drop_titles

_TEXTS = frozenset(("text", "story", "article", "advisory", "composite", "", "news"))
_KINDS = {"graphic": "graphic", "audio": "audio", "video": "video", "picture": "picture"}
_HOLDERS = ("item", "items", "data", "results", "news", "entries", "_items")
_DEEPEST = 3


def read_ninjs(value: Any, place: str = "") -> Given | None:
    """The articles of a loaded JSON value that is an item, or holds items; None for any other.

    What stands under `associations` goes with an item and is no article.
    """
    found = _find_items(value)
    if not found:
        return None
    many = len(found) > 1
    where = f"{place}, entry" if place else "entry"
    items = [
        _make_item(_fold(entry), f"{where} {number}" if many else place)
        for number, entry in enumerate(found, 1)
    ]
    return give_items(items, "ninjs")


def read_ninjs_lines(text: str) -> Given | None:
    """The same of a file with one item a line; None when any line is none."""
    lines = [line for line in text.splitlines() if line.strip()]
    values = []
    for line in lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not _is_item(value):
            return None
        values.append(value)
    items = [_make_item(_fold(value), f"line {n}") for n, value in enumerate(values, 1)]
    return give_items(items, "ninjs") if items else None


def _find_items(value: Any, depth: int = 0) -> list[Mapping[str, Any]]:
    if isinstance(value, list):
        entries = [_unwrap(entry) for entry in value]
        return entries if entries and all(map(_is_item, entries)) else []
    if not isinstance(value, dict) or depth > _DEEPEST:
        return []
    if _is_item(value):
        return [value]
    within = (value[key] for key in _HOLDERS if isinstance(value.get(key), dict | list))
    return next(filter(None, (_find_items(inner, depth + 1) for inner in within)), [])


def _unwrap(entry: Any) -> Any:
    return (
        entry["item"] if isinstance(entry, dict) and isinstance(entry.get("item"), dict) else entry
    )


def _is_item(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    names = set(map(fold_name, value)) if len(value) < 1000 else set()
    return "versioncreated" in names and not names.isdisjoint(IDENTIFIERS)


def _fold(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry by folded names; of two of one name the first that has a value."""
    folded: dict[str, Any] = {}
    for name, value in entry.items():
        if not folded.get(fold_name(name)):
            folded[fold_name(name)] = value
    return folded


def _make_item(entry: Mapping[str, Any], place: str) -> WireItem:
    body, is_plain = read_ninjs_body(entry)
    kind = _kind(entry, bool(body.paragraphs))
    if kind:
        return WireItem(Draft("", place=place), kind=kind)
    title, sources = find_title(entry), [*list_sources(entry)]
    houses = [name for name, _ in sources]
    paragraphs = body.paragraphs
    if is_plain:
        paragraphs = drop_lines_above(paragraphs, title, houses)
    above, rest = take_byline(drop_titles(paragraphs, title), houses)
    below, rest = take_signature(rest)
    byline = find_author(entry, houses)
    marked = ", ".join(filter(None, (find_names(one, houses) for one in body.bylines)))
    draft = Draft(
        "\n\n".join(rest),
        title,
        houses[0] if houses else "",
        byline or marked or above or below,
        language=language_code(text_of(entry, "language")),
        url=find_address(entry),
        place=place,
        bases={
            "title": "headline of the item",
            "source": sources[0][1] if sources else "",
            "author": "byline of the item" if byline else "the byline beside the text",
            "url": "link of the item",
        },
    )
    lack = "has only tables and no text" if body.has_only_tables else describe_lack(entry)
    item = WireItem(draft, find_statuses(entry), lack=lack, boxes=count_left(entry, body))
    return _set_day(item, entry)


def _set_day(item: WireItem, entry: Mapping[str, Any]) -> WireItem:
    """The item with its day, and with what else is stated of its state and version."""
    embargo = text_of(entry, "embargoed", "embargo")
    moments = [(name, text_of(entry, name.lower())) for name in _MOMENTS]
    stated = find_stated_moment(moments, embargo)
    statuses = item.statuses | ({"embargoed"} if stated.is_embargoed else frozenset())
    words = text_of(entry, "wordcount")
    draft = keep_filled(
        item.draft,
        published=stated.day,
        bases={**item.draft.bases, "published": stated.basis},
        details={
            "guid": identify_item(entry),
            "version": text_of(entry, "version"),
            "note": choose_notes(list_notes(entry), statuses),
            "embargo": embargo if "embargoed" in statuses else "",
            "place": read_place(text_of(entry, "dateline", "located")),
            "words": words if words.strip("0") else "",
            "other_day": stated.other,
            "modified": stated.changed,
        },
    )
    return replace(item, draft=draft, statuses=statuses)


_MOMENTS = (
    *("versionCreated", "firstPublished", "firstCreated", "contentCreated", "contentModified"),
)


def _kind(entry: Mapping[str, Any], has_text: bool) -> str:
    """What an item is that is no text; a package counts as one only without a text."""
    kind = text_of(entry, "type").lower()
    if kind in ("package", "composite"):
        return "" if has_text else "package"
    if kind in _TEXTS or (has_text and kind not in (*_KINDS, "event", "planning")):
        return ""
    return _KINDS.get(kind, kind[:30] or "item")
