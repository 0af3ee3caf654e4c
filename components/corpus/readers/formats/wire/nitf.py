"""NITF, with and without its namespace: one article a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from components.corpus.readers.drafts import Draft, Results
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.wire.body_paragraphs import (
    Body,
    find_named,
    read_markup,
    read_place,
    words_of,
)
from components.corpus.readers.formats.wire.bylines import find_names, take_byline
from components.corpus.readers.formats.wire.editors_notes import (
    choose_notes,
    read_codes,
    read_statuses,
    speaks_of_embargo,
)
from components.corpus.readers.formats.wire.stated_moments import find_stated_moment, read_moment
from components.corpus.readers.formats.wire.wire_item import WireItem, give_items, keep_filled
from components.corpus.readers.formats.xml_tree import local_name, named
from components.corpus.readers.shaping.paragraphs import drop_titles

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SLUG = re.compile(r"\d+\s+[A-Z]{2,}\b")
# Contents of a document that are looked at.
_CONTENTS = 5
# What a newsroom of Norway writes besides, the day first.
_METAS = ("ntbutdato",)


def read_nitf(root: Any) -> Results:
    """The article of each document; one that only says that an article was killed is told."""
    found = [root] if local_name(root) == "nitf" else [*named(root, "nitf")]
    places = (f"document {number}" if len(found) > 1 else "" for number in range(1, len(found) + 1))
    yield from give_items([make_nitf_item(*one) for one in zip(found, places, strict=True)], "NITF")


def make_nitf_item(root: Any, place: str = "") -> WireItem:
    """The item of a `nitf` element."""
    head, body = read_nitf_head(root), read_nitf_body(root)
    paragraphs = drop_titles(body.paragraphs, head.title)
    byline = ", ".join(filter(None, (find_names(one, head.houses) for one in head.bylines)))
    above, rest = take_byline(paragraphs, head.houses)
    stated = find_stated_moment(head.moments, head.embargo)
    statuses = head.statuses | ({"embargoed"} if stated.is_embargoed else frozenset())
    draft = keep_filled(
        Draft("\n\n".join(rest), head.title, head.source),
        author=byline or above,
        published=stated.day,
        language=language_code(root.get(_LANGUAGE) or root.get("baselang") or ""),
        place=place,
        bases={
            "title": head.title_basis,
            "author": "byline" if byline else "the byline above the text",
            "source": head.source_basis,
            "published": stated.basis,
        },
        details={
            "guid": head.guid,
            "version": head.version,
            "note": choose_notes(head.notes, statuses),
            "embargo": head.embargo if "embargoed" in statuses else "",
            "place": head.place,
            "other_day": stated.other,
            "modified": stated.changed,
        },
    )
    lack = "has only tables and no text" if body.has_only_tables else ""
    return WireItem(draft, statuses, lack=lack, boxes=body.left)


@dataclass(frozen=True)
class NitfHead:
    """What the head of a document states; `bylines` without posts and houses where marked."""

    title: str
    title_basis: str
    source: str
    source_basis: str
    houses: tuple[str, ...]
    bylines: tuple[str, ...]
    moments: tuple[tuple[str, str], ...]
    embargo: str
    statuses: frozenset[str]
    notes: tuple[tuple[str, str], ...]
    guid: str
    version: str
    place: str


def read_nitf_head(root: Any) -> NitfHead:
    """What stands in a document about its article."""
    title, title_basis = _title(root)
    docdata = find_named(root, "docdata")
    codes = [docdata.get("management-status") or ""] if docdata is not None else []
    messages = [*_attributes(root, "ed-msg", "info")]
    corrections = [*_attributes(root, "correction", "info")]
    statuses = read_codes(codes) | ({"correction"} if corrections else frozenset())
    statuses |= {one for note in messages for one in read_statuses(note) if one == "correction"}
    source, source_basis = _source(root)
    issue, release = _first(root, "date.issue", "norm"), _first(root, "date.release", "norm")
    return NitfHead(
        title,
        title_basis,
        source,
        source_basis,
        tuple(filter(None, (value for value, _ in _sources(root)))),
        tuple(_bylines(root)),
        tuple(_moments(root, issue)),
        _embargo(issue, release, statuses, messages),
        statuses,
        tuple([("", note) for note in messages] + [("correction", note) for note in corrections]),
        _identify(root),
        _first(root, "du-key", "version"),
        _dateline(root),
    )


def read_nitf_body(root: Any) -> Body:
    """The longest content: a second one is a note or a list of other stories."""
    bodies = [read_markup(content) for content in islice(named(root, "body.content"), _CONTENTS)]
    return max(bodies, key=lambda body: sum(map(len, body.paragraphs)), default=Body())


def _identify(root: Any) -> str:
    """The identifier of all versions: where `doc-id` is that of one, the key it begins with."""
    one, every = _first(root, "doc-id", "id-string"), _first(root, "du-key", "key")
    return every if one.startswith(every) and every else one


def _embargo(issue: str, release: str, statuses: frozenset[str], messages: list[str]) -> str:
    """When it may be published, if that is later than its issue, or said to be an embargo."""
    if "embargoed" in statuses or any(map(speaks_of_embargo, messages)):
        return release
    issued, released = read_moment(issue), read_moment(release)
    is_later = issued and released and released.day > issued.day
    return release if is_later else ""


def _moments(root: Any, issue: str) -> Iterator[tuple[str, str]]:
    yield "date.publication", _first(root, "pubdata", "date.publication")
    yield "date.issue", issue
    for meta in named(root, "meta"):
        if (meta.get("name") or "").lower() in _METAS:
            yield meta.get("name"), meta.get("content") or ""
    yield "date.release", _first(root, "date.release", "norm")
    yield "story.date", _first(root, "story.date", "norm")
    yield "change.date", root.get("change.date") or ""


def _title(root: Any) -> tuple[str, str]:
    head = find_named(root, "body.head")
    scope = root if head is None else head
    for name in ("hl1", "hedline", "headline", "hl2"):
        if (found := find_named(scope, name)) is not None and (title := words_of(found)):
            return title, name
    title = find_named(root, "title")
    written = words_of(title) if title is not None else ""
    return ("", "") if _SLUG.match(written) else (written, "title of the head")


def _sources(root: Any) -> Iterator[tuple[str, str]]:
    yield _first(root, "pubdata", "name"), "name of pubdata"
    distributor = find_named(root, "distributor")
    yield (words_of(distributor) if distributor is not None else ""), "distributor"
    yield _first(root, "doc.copyright", "holder"), "holder of the copyright"
    yield _first(root, "doc-id", "regsrc"), "regsrc of doc-id"


def _source(root: Any) -> tuple[str, str]:
    return next(((value, basis) for value, basis in _sources(root) if value), ("", ""))


def _bylines(root: Any) -> Iterator[str]:
    """Each byline, by its persons where they are marked, else without its titles and posts."""
    for byline in named(root, "byline"):
        if people := [*filter(None, map(words_of, named(byline, "person")))]:
            yield ", ".join(people)
            continue
        words = [byline.text or ""]
        for child in byline:
            if local_name(child) not in ("byttl", "virtloc"):
                words.append("".join(child.itertext()))
            words.append(child.tail or "")
        yield " ".join(" ".join(words).split())


def _dateline(root: Any) -> str:
    dateline = find_named(root, "dateline")
    return "" if dateline is None else read_place(words_of(dateline))


def _attributes(root: Any, name: str, attribute: str) -> Iterator[str]:
    for element in named(root, name):
        if value := (element.get(attribute) or "").strip():
            yield " ".join(value.split())


def _first(root: Any, name: str, attribute: str) -> str:
    return next(_attributes(root, name, attribute), "")
