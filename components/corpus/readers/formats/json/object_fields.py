"""Objects of JSON: what they say themselves and within, and which are articles, lists or tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from components.corpus.readers.formats.field_names import fold_name, recognise_fields

_WORDED = (*("name", "rendered", "value", "label", "title", "text", "main", "basic", "original"),)
"""Where an object that stands for one value ({"name": …}) keeps it."""
_MANY = 20
"""Objects under keys of one object that are taken for a list, however little alike."""
_TEXT_WORDED = ("rendered", "value")
_BESIDE = frozenset(
    map(
        fold_name,
        (
            *("comment", "comments", "replies", "reply", "children", "thread", "threads"),
            *("highlight", "highlights", "reactions", "discussion", "reviews", "feedback"),
            *("users", "user"),
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


def accompanies_article(name: str) -> bool:
    """Whether what stands under this key goes with an article and is none: comments, pictures."""
    return fold_name(name) in _BESIDE


def own_values(entry: Mapping[str, Any]) -> dict[str, str]:
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
        if (
            isinstance(value, dict)
            and not _is_one_thing(name, value)
            and not accompanies_article(name)
        ):
            yield value


def flatten(entry: Mapping[str, Any], kept: Collection[str] = ()) -> dict[str, str]:
    """What an object says, and the objects within it of what it does not say itself.

    Names in `kept` are there also where the object has the same by another name.
    """
    values = own_values(entry)
    said = known_fields(values)
    for inner in inner_objects(entry):
        for name, value in inner.items():
            is_said = name not in kept and not said.isdisjoint(recognise_fields((name,)))
            if not values.get(name) and not is_said:
                values[name] = _field(name, value)
    return values


def known_fields(values: Mapping[str, str]) -> set[str]:
    """The fields of an article that these values fill."""
    known = recognise_fields(tuple(values))
    return {field for field, names in known.items() if any(values[n].strip() for n in names)}


def is_article(entry: Mapping[str, Any]) -> bool:
    """Whether an object has a text, itself or in the only object within it that has one."""
    own = known_fields(own_values(entry))
    if "text" in own:
        return True
    within = [known_fields(own_values(inner)) for inner in inner_objects(entry)]
    with_text = [fields for fields in within if "text" in fields]
    complete = [fields for fields in with_text if "title" in fields]
    return bool(own and with_text) and len(complete) < 2


def is_list_by_key(entry: Mapping[str, Any]) -> bool:
    """Whether an object is a list in truth: its values are articles, or alike, or many."""
    own = known_fields(own_values(entry))
    values = [v for k, v in entry.items() if isinstance(v, dict) and not accompanies_article(k)]
    if "text" in own or len(values) < 2:
        return False
    complete = (value for value in values if _is_complete(value))
    is_one = bool(own) or (len(values) < _MANY and not _are_alike(values))
    return not is_one or len([*islice(complete, 2)]) == 2


def _are_alike(values: Sequence[Mapping[str, Any]]) -> bool:
    """Whether objects have most of their keys in common."""
    first = values[0].keys()
    return len(first) > 1 and all(2 * len(first & v.keys()) > len(first | v.keys()) for v in values)


def _is_complete(entry: Mapping[str, Any]) -> bool:
    return is_article(entry) and len(known_fields(flatten(entry))) > 1


def _is_one_thing(name: str, value: Mapping[str, Any]) -> bool:
    """Whether an object under this key stands for one value: a source, not an article."""
    return any(field != "text" for field in recognise_fields((name,))) and not _has_both(value)


def _has_both(value: Mapping[str, Any]) -> bool:
    """Whether an object has keys for a title and for a text, as articles do."""
    return {"title", "text"} <= recognise_fields(tuple(value)).keys()


def _field(name: str, value: object) -> str:
    """The value as words; a list under a key for the text is its paragraphs."""
    return _written(value, "\n\n" if "text" in recognise_fields((name,)) else ", ")


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


def unwrap_mongo(entry: dict[str, Any]) -> Any:
    """What an object stands for with which MongoDB writes a day, a number or an id in JSON."""
    if len(entry) != 1:
        return entry
    ((name, value),) = entry.items()
    match name:
        case (
            "$date"
            | "$oid"
            | "$uuid"
            | "$numberLong"
            | "$numberInt"
            | "$numberDouble"
            | "$numberDecimal"
        ):
            return str(value)
        case "$timestamp" if isinstance(value, dict):
            return str(value.get("t", ""))
    return entry


def rows_of_columns(value: Any) -> Any:
    """The rows of a table that is written as its columns, as objects; any other value as it is.

    A column is an object or a list of single values, with the same keys or as many as each other;
    or the names of the columns stand under `columns` and lists of values under `data`.
    """
    if not isinstance(value, dict):
        return value
    match value:
        case {"columns": [*names], "data": [*data]} if data and _are_rows(names, data):
            return [dict(zip(map(str, names), row, strict=True)) for row in data]
    if len(value) > 1 and (_are_objects(value) or _are_lists(value)):
        places = next(iter(value.values()))
        keys = list(places) if isinstance(places, dict) else range(len(places))
        return [{name: column[key] for name, column in value.items()} for key in keys]
    return value


def _are_rows(names: Sequence[Any], data: Sequence[Any]) -> bool:
    """Whether all are lists with a value for each name, no name being there twice."""
    is_once = len(set(map(str, names))) == len(names)
    return is_once and all(isinstance(row, list) and len(row) == len(names) for row in data)


def _are_objects(value: Mapping[str, Any]) -> bool:
    """Whether all are objects with the same keys: numbers, or names that mean no field."""
    columns = list(value.values())
    if not all(isinstance(column, dict) and column for column in columns):
        return False
    keys = columns[0].keys()
    if any(column.keys() != keys for column in columns) or not _are_single(value):
        return False
    if keys == set(map(str, range(len(keys)))):
        return True
    is_named = "text" in recognise_fields(tuple(value)) and not recognise_fields(tuple(keys))
    return is_named and "text" not in known_fields(own_values(value))


def _are_lists(value: Mapping[str, Any]) -> bool:
    """Whether all are lists of one length, of two or more titles and texts among others."""
    columns = list(value.values())
    if not all(isinstance(column, list) and len(column) > 1 for column in columns):
        return False
    is_even = len({len(column) for column in columns}) == 1
    return (
        is_even
        and {"title", "text"} <= recognise_fields(tuple(value)).keys()
        and _are_single(value)
    )


def _are_single(value: Mapping[str, Any]) -> bool:
    cells = (column.values() if isinstance(column, dict) else column for column in value.values())
    return not any(isinstance(cell, dict | list) for column in cells for cell in column)
