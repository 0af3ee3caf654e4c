"""Fields of a ninjs item, by their folded names: bodies, headlines, people, sources and state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from components.corpus.readers.formats.html_text import extract_words_if_markup
from components.corpus.readers.formats.wire.body_paragraphs import Body, read_html, read_plain_body
from components.corpus.readers.formats.wire.bylines import find_names
from components.corpus.readers.formats.wire.editors_notes import read_codes, read_statuses
from components.corpus.readers.shaping.paragraphs import repeats_title

IDENTIFIERS = ("guid", "uri", "urn")
_OF_HTML = ("articlehtml", "contenthtml", "bodynitf")
_PLAIN = ("bodytext", "articletext", "body", "bodyplain")
_VIGNETTE = 40
"""Characters of the lines between a headline and the text: section and agency."""


def read_ninjs_body(entry: Mapping[str, Any]) -> tuple[Body, bool]:
    """The text, from HTML if there is any with words, and whether it is plain text."""
    tables = Body()
    for markup, is_plain in _bodies(entry):
        body = read_plain_body(markup) if is_plain else read_html(markup)
        if body.paragraphs:
            return body, is_plain
        tables.left.update(body.left)
    return tables, False


def _bodies(entry: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Bodies, best first: HTML, then plain text, then other markup."""
    listed = [one for one in _as_list(entry.get("bodies")) if isinstance(one, dict)]
    ranked = sorted(listed, key=_rank_body)
    for one in ranked:
        if _rank_body(one) == 0:
            yield _words(one.get("value")), False
    named = [name for name in entry if name.startswith("body") and "html" in name]
    for name in (*named, *_OF_HTML):
        yield _words(entry.get(name)), False
    for one in ranked:
        if _rank_body(one) > 0:
            yield _words(one.get("value")), _rank_body(one) == 1
    for name in _PLAIN:
        yield _words(entry.get(name)), True


def _rank_body(body: Mapping[str, Any]) -> int:
    stated = f"{body.get('contenttype') or body.get('contentType')} {body.get('role')}".lower()
    if "nitf" not in stated and "html" in stated:
        return 0
    return 2 if "xml" in stated or "nitf" in stated else 1


def find_title(entry: Mapping[str, Any]) -> str:
    """The headline, of several the main one, without markup."""
    headlines = [one for one in _as_list(entry.get("headlines")) if isinstance(one, dict)]
    main = sorted(headlines, key=lambda one: str(one.get("role")).lower() not in _MAIN)
    listed = [_words(one.get("value")) for one in main]
    written = [text_of(entry, "headline"), *listed, text_of(entry, "title")]
    return " ".join(extract_words_if_markup(next(filter(None, written), "")).split())


_MAIN = ("main", "headline", "title")


def find_author(entry: Mapping[str, Any], houses: Sequence[str]) -> str:
    """The names of the byline, else of the authors that are listed."""
    for name in ("byline", "by", "bylines"):
        written = [extract_words_if_markup(one) for one in _strings(entry.get(name), "by")]
        if names := ", ".join(filter(None, (find_names(one, houses) for one in written))):
            return names
    people = [one for one in _as_list(entry.get("authors")) if isinstance(one, dict)]
    return ", ".join(filter(None, (find_names(_words(one.get("name")), houses) for one in people)))


def list_sources(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names of the source, the best first, each with what it rests on."""
    names = ("source", "copyrightholder", "provider", "infosource", "infosources", "creditline")
    for name in names:
        for written in _strings(entry.get(name)):
            if not written.startswith(("http://", "https://")):
                yield written, f"{name} of the item"
    if text_of(entry, "format").startswith("digitalwires@"):
        yield "dpa", "the format of the item"


def find_statuses(entry: Mapping[str, Any]) -> frozenset[str]:
    """What the item states of its state: by codes, signals and notes."""
    codes = (
        code
        for name in ("pubstatus", "signal", "signals", "editorialtypes", "state")
        for code in _strings(entry.get(name))
    )
    found = read_codes(codes)
    for role, note in list_notes(entry):
        if not role or "correct" in role.lower():
            found |= read_statuses(note) & {"correction"}
    return found


def list_notes(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Notes to editors with their roles; those that are not to be published are left out."""
    notes: list[tuple[str, str]] = []
    for name in ("ednote", "ednotes"):
        for one in _as_list(entry.get(name)):
            if isinstance(one, dict) and one.get("is_publishable", True):
                words = _words(one.get("ednote")) or _words(one.get("value"))
                notes.append((_words(one.get("role")), words))
            elif isinstance(one, str):
                notes.append(("", extract_words_if_markup(one)))
    return notes


def identify_item(entry: Mapping[str, Any]) -> str:
    """The identifier of all versions; AP's address of an item changes with each request."""
    others = entry.get("altids")
    if isinstance(others, dict) and (itself := _words(others.get("itemid"))):
        return itself
    return text_of(entry, *IDENTIFIERS)


def find_address(entry: Mapping[str, Any]) -> str:
    """The address of the article on the web; an identifier is none."""
    address = text_of(entry, "canonicalurl", "weburl", "url", "link")
    return address if address.startswith(("http://", "https://")) else ""


def describe_lack(entry: Mapping[str, Any]) -> str:
    """Why an item has no text, as part of a sentence; "" when nothing tells."""
    if entry.get("renditions"):
        return "has no text, only addresses of it: load the text from there"
    if entry.get("descriptions") or entry.get("descriptiontext"):
        return "has a description but no text: get the text of the article itself"
    return ""


def count_left(entry: Mapping[str, Any], body: Body) -> Counter[str]:
    """What was left out of the text, by kind."""
    boxes = sum(bool(_words(entry.get(name))) for name in ("infoboxhtml", "linkboxhtml"))
    return body.left + Counter({"box beside the text": boxes})


def drop_lines_above(paragraphs: Sequence[str], title: str, houses: Sequence[str]) -> list[str]:
    """Plain text without headline, section and agency, each a line, that stand above it."""
    lines = [line for one in paragraphs for line in one.split("\n") if line.strip()]
    if not lines or not title or not repeats_title(lines[0], title):
        return list(paragraphs)
    rest = lines[1:]
    known = tuple(house.casefold() for house in houses)
    while len(rest) > 1 and len(rest[0]) < _VIGNETTE and rest[0].casefold().endswith(known):
        rest = rest[1:]
    return rest


def _strings(value: Any, key: str = "name") -> Iterator[str]:
    """The strings that a value is or holds; of objects those under `key`, or their names."""
    for one in _as_list(value):
        said = (one.get(key) or one.get("name")) if isinstance(one, dict) else one
        written = _words(said)
        if written:
            yield written


def text_of(entry: Mapping[str, Any], *names: str) -> str:
    """The first string that stands under one of these names, "" for none."""
    found = (written for name in names for written in _strings(entry.get(name)))
    return next(found, "")


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return ""
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
