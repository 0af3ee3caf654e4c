"""Articles of JSON whose maker is known by its keys: where they stand, and their values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from components.corpus.readers.drafts import BY_KIND
from components.corpus.readers.formats.json.makers import MAKERS, Maker
from components.corpus.readers.formats.json.object_fields import accompanies_article, is_article

_DEEPEST = 12
FIELDS = ("text", "title", "source", "author", "date", "url", "language")
_FIRST_KEYS = frozenset(maker.keys[0].partition(".")[0] for maker in MAKERS)
_CUT = re.compile(r"(?<!\s)\s*+(?:(?:…|\.{3})\s*+)?\[\+?\d[\d,]* (?:more )?char(?:acter)?s\]\s*\Z")
"""What NewsAPI and GNews put where they cut a text."""
_LONGEST_MARK = 40
_ONLY_PAID = re.compile(r"ONLY AVAILABLE IN .{0,40}PLANS?\s*\Z")


@dataclass(frozen=True)
class MadeEntry:
    """An object among those of a known maker, where it stands and in what; `maker` may be none."""

    place: str
    entry: Any
    maker: Maker | None
    holder: Mapping[str, Any]


@dataclass
class FoundEntries:
    """All objects of known makers in a value; `left` counts others with texts, by their place."""

    entries: list[MadeEntry] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class MadeValues:
    """The values of an article by the ways to them; `fields` says which is which ("" for none).

    `is_brief`: its text is no more than a summary; `is_cut`: its maker cut the text.
    """

    values: dict[str, str]
    fields: dict[str, str]
    details: dict[str, str]
    is_brief: bool = False
    is_cut: bool = False


def find_made(value: Any) -> FoundEntries:
    """The articles of known makers in a value, in its order, however deep in answers they stand.

    A list in which at least half of the objects are such articles is taken as a whole. What goes
    with an article (comments, pictures) is not looked into.
    """
    found = FoundEntries()
    _walk(value, (), "", {}, found)
    return found


def recognise_maker(entry: Mapping[str, Any]) -> Maker | None:
    """Whose article an object is, by its keys."""
    if _FIRST_KEYS.isdisjoint(entry):
        return None
    return next((maker for maker in MAKERS if _is_of(entry, maker)), None)


def _is_of(entry: Mapping[str, Any], maker: Maker) -> bool:
    has_any = not maker.any_of or any(_has(entry, key) for key in maker.any_of)
    return has_any and all(_has(entry, key) for key in maker.keys)


def _has(entry: Any, way: str) -> bool:
    for step in way.split("."):
        if not isinstance(entry, dict) or step not in entry:
            return False
        entry = entry[step]
    return True


def _walk(
    value: Any, path: tuple[str, ...], place: str, holder: Mapping[str, Any], found: FoundEntries
) -> None:
    if len(path) > _DEEPEST:
        return
    if isinstance(value, list):
        _walk_list(value, path, place, holder, found)
    elif isinstance(value, dict):
        if maker := recognise_maker(value):
            found.entries.append(MadeEntry(place, value, maker, holder))
            return
        if is_article(value):
            found.left[_key(path)] += 1
        for name, inner in value.items():
            if isinstance(inner, dict | list) and not accompanies_article(name):
                _walk(inner, (*path, name), place, value, found)


def _walk_list(
    value: list[Any],
    path: tuple[str, ...],
    place: str,
    holder: Mapping[str, Any],
    found: FoundEntries,
) -> None:
    makers = [recognise_maker(one) if isinstance(one, dict) else None for one in value]
    is_made = 2 * sum(maker is not None for maker in makers) >= len(value) > 0
    for number, (one, maker) in enumerate(zip(value, makers, strict=True), 1):
        where = _place_within(place, number)
        is_other = isinstance(one, dict) and "@type" in one and not is_article(one)
        if maker or (is_made and not is_other):
            found.entries.append(MadeEntry(where, one, maker, holder))
        elif isinstance(one, dict | list):
            _walk(one, (*path, "[]"), where, holder, found)


def _key(path: tuple[str, ...]) -> str:
    return ".".join(path).replace(".[]", "[]").removesuffix("[]")


def _place_within(place: str, number: int) -> str:
    if place.startswith("entry"):
        return f"{place}.{number}"
    return f"{place}, entry {number}" if place else f"entry {number}"


def read_values(entry: Mapping[str, Any], maker: Maker, holder: Mapping[str, Any]) -> MadeValues:
    """What an object says by its maker's shape; what its list's holder says where it does not."""
    values: dict[str, str] = {}
    fields: dict[str, str] = {}
    for name in FIELDS:
        way, words = _first(entry, getattr(maker, name), name)
        if name == "text" and _ONLY_PAID.match(words):
            way = words = ""
        if not words:
            way, words = _first(holder, maker.holder.get(name, ()), name)
            way = f"{way} above the articles" if way else ""
        fields[name] = way
        if way:
            values[way] = words
    if not fields["source"] and maker.constant:
        values[BY_KIND], fields["source"] = maker.constant, BY_KIND
    is_brief = not fields["text"]
    if is_brief:
        fields["text"], words = _first(entry, maker.brief, "text")
        values[fields["text"]] = words
    words = values.get(fields["text"], "")
    cut = _CUT.search(words, max(0, len(words) - _LONGEST_MARK))
    if cut:
        values[fields["text"]] = words[: cut.start()]
    details = {name: _first(entry, (way,), name)[1] for name, way in maker.details.items()}
    return MadeValues(values, fields, details, is_brief and bool(words), cut is not None)


def _first(entry: Mapping[str, Any], ways: tuple[str, ...], field: str) -> tuple[str, str]:
    """The first of the ways that leads to words, and the words."""
    joint = "\n\n" if field == "text" else ", "
    for way in ways:
        words = joint.join(w for one in way.split(" + ") for w in _words_at(entry, one))
        if words:
            return way, words
    return "", ""


def _words_at(entry: Any, way: str) -> Iterator[str]:
    found = [entry]
    for step in way.split("."):
        found = [one[step] for one in _spread(found) if isinstance(one, dict) and step in one]
    for one in found:
        yield from _words(one)


def _spread(values: list[Any]) -> Iterator[Any]:
    """The values, and in place of each list what is in it."""
    for one in values:
        yield from one if isinstance(one, list) else (one,)


def _words(value: Any, depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    match value:
        case str():
            if value.strip():
                yield value.strip()
        case bool() | None:
            return
        case int() | float():
            yield str(value)
        case list():
            for one in value:
                yield from _words(one, depth + 1)
        case dict():
            for one in value.values():
                yield from _words(one, depth + 1)
