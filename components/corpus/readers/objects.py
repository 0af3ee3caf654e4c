"""The values of an object of JSON, as words under names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from components.corpus.readers.fields import fold_name, recognise

_WORDED = (
    *("name", "rendered", "value", "label", "title", "text", "main", "basic", "original"),
    *("$date", "$numberLong"),
)
"""Where an object that stands for one value ({"name": …}) keeps it."""
_TEXT_WORDED = ("rendered", "value")
_BESIDE = frozenset(
    map(
        fold_name,
        (
            *("comment", "comments", "replies", "reply", "children", "thread", "threads"),
            *(
                "highlight",
                "highlights",
                "reactions",
                "discussion",
                "reviews",
                "feedback",
                "users",
                "user",
            ),
            *("related", "related articles", "related content", "related items", "related posts"),
            *("related stories", "related links", "recommended", "recommendations", "suggested"),
            *("read more", "read also", "see also", "more stories", "most viewed", "most read"),
            *("editors picks", "similar", "similar articles", "associations", "alternates"),
            *("versions", "previous versions", "revisions", "history", "translations"),
            *("image", "images", "photo", "photos", "picture", "pictures", "thumbnail", "gallery"),
            *("galleries", "video", "videos", "audio", "multimedia", "renditions", "enclosures"),
            *("attachments", "embeds", "captions", "lead image", "featured image", "og", "twitter"),
            *("author", "authors", "contributors", "people", "persons", "organisations"),
            *("organizations", "places", "entities", "subject", "subjects", "tags", "keywords"),
            *("ads", "ad", "advertisements", "adverts", "promos", "newsletters"),
        ),
    )
)


def stands_beside(name: str) -> bool:
    """Whether what stands under this key goes with an article and is none: comments, pictures."""
    return fold_name(name) in _BESIDE


def own_words(entry: Mapping[str, Any]) -> dict[str, str]:
    """What an object says itself; of an object within it only the one value it stands for."""
    return {
        name: _field(name, value)
        if not isinstance(value, dict) or _is_one_thing(name, value)
        else _word_in(value, _TEXT_WORDED)
        for name, value in entry.items()
    }


def inner_objects(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The objects within one that may say more of it: not its author, its comments, its image."""
    for name, value in entry.items():
        if isinstance(value, dict) and not _is_one_thing(name, value) and not stands_beside(name):
            yield value


def flatten(entry: Mapping[str, Any], kept: Collection[str] = ()) -> dict[str, str]:
    """What an object says, and the objects within it of what it does not say itself.

    Names in `kept` are there also where the object has the same by another name.
    """
    values = own_words(entry)
    said = known_fields(values)
    for inner in inner_objects(entry):
        for name, value in inner.items():
            is_said = name not in kept and not said.isdisjoint(recognise((name,)))
            if not values.get(name) and not is_said:
                values[name] = _field(name, value)
    return values


def known_fields(values: Mapping[str, str]) -> set[str]:
    """The fields of an article that these values fill."""
    known = recognise(tuple(values))
    return {field for field, names in known.items() if any(values[n].strip() for n in names)}


def _is_one_thing(name: str, value: Mapping[str, Any]) -> bool:
    """Whether an object under this key stands for one value: a source, not an article."""
    return any(field != "text" for field in recognise((name,))) and not _has_both(value)


def _has_both(value: Mapping[str, Any]) -> bool:
    """Whether an object has keys for a title and for a text, as articles do."""
    return {"title", "text"} <= recognise(tuple(value)).keys()


def _field(name: str, value: object) -> str:
    """The value as words; a list under a key for the text is its paragraphs."""
    return _written(value, "\n\n" if "text" in recognise((name,)) else ", ")


def _written(value: object, joint: str = ", ") -> str:
    match value:
        case str():
            return value
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case list():
            return joint.join(word for word in map(_written, value) if word)
        case dict():
            return "" if _has_both(value) else _word_in(value, _WORDED)
    return ""


def _word_in(value: Mapping[str, Any], names: tuple[str, ...]) -> str:
    found = (_written(value[name]) for name in names if isinstance(value.get(name), str | dict))
    return next((word for word in found if word), "")
