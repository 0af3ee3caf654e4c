"""Tables in JSON that are written column by column, as pandas writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.corpus.readers.fields import recognise
from components.corpus.readers.objects import known_fields, own_words


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
    is_named = "text" in recognise(tuple(value)) and not recognise(tuple(keys))
    return is_named and "text" not in known_fields(own_words(value))


def _are_lists(value: Mapping[str, Any]) -> bool:
    """Whether all are lists of one length, of two or more titles and texts among others."""
    columns = list(value.values())
    if not all(isinstance(column, list) and len(column) > 1 for column in columns):
        return False
    is_even = len({len(column) for column in columns}) == 1
    return is_even and {"title", "text"} <= recognise(tuple(value)).keys() and _are_single(value)


def _are_single(value: Mapping[str, Any]) -> bool:
    cells = (column.values() if isinstance(column, dict) else column for column in value.values())
    return not any(isinstance(cell, dict | list) for column in cells for cell in column)
