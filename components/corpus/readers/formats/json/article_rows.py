"""Rows of the objects that are articles: their values, and what stands above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from components.corpus.readers.drafts import Refused, Row, Rows
from components.corpus.readers.formats.field_names import recognise_fields
from components.corpus.readers.formats.json.choose_lists import LeftOut, inherit
from components.corpus.readers.formats.json.made_articles import (
    MadeEntry,
    read_values,
    recognise_maker,
)
from components.corpus.readers.formats.json.object_fields import flatten, known_fields
from components.corpus.readers.formats.json.score_lists import ObjectList

MOST_KEYS = 2_000


def list_rows(
    lists: Sequence[ObjectList], columns: Mapping[str, str], left: LeftOut, where: str = ""
) -> Rows:
    """A row for each object of these lists, with what stands above it; `where` they stand."""
    for object_list in lists:
        named = f"“{object_list.key[:60]}”" if len(lists) > 1 and object_list.key else ""
        for (place, entry), inherited in zip(object_list.items, object_list.inherited, strict=True):
            # An object that is in no list has no place of its own.
            parts = (where, " of ".join(part for part in (place, named) if part))
            row = make_row(entry, ", ".join(part for part in parts if part), columns)
            if inherited and isinstance(row, Row):
                row = replace(row, values=inherit(dict(row.values), inherited, columns, left))
            yield row


def made_rows(
    entries: Sequence[MadeEntry], columns: Mapping[str, str], left: LeftOut, where: str = ""
) -> Rows:
    """The rows of objects whose maker is known, and of the others in the same lists."""
    for one in entries:
        row = make_row(one.entry, ", ".join(part for part in (where, one.place) if part), columns)
        if one.maker and isinstance(row, Row):
            said = read_values(one.entry, one.maker, one.holder)
            if not said.fields["text"] and "text" in known_fields(row.values):
                said.fields.pop("text")
            left.brief[one.maker.name] += said.is_brief
            left.cut[one.maker.name] += said.is_cut
            row = Row(
                {**row.values, **said.values}, row.place, said.fields, one.maker.name, said.details
            )
        yield row


def make_row(entry: object, place: str, columns: Mapping[str, str]) -> Row | Refused:
    """The values of an object, unless it is none or has no words where its text should be."""
    named = f"{place[:1].upper()}{place[1:]}"
    if not isinstance(entry, dict):
        return Refused(f"{named} is not an object: write it as {{…}}.")
    if len(entry) > MOST_KEYS:
        named = named or "The object"
        return Refused(f"{named} has {len(entry):,} keys, more than {MOST_KEYS:,}.")
    values = flatten(entry, set(columns.values()))
    is_open = "text" not in columns and recognise_maker(entry) is None
    if is_open and (problem := _unknown_text(entry, values)):
        return Refused(f"{named or 'The object'} {problem}")
    return Row(values, place)


def _unknown_text(entry: Mapping[str, Any], values: Mapping[str, str]) -> str:
    """What is wrong with an object that has something under a key for the text, but no words."""
    names = recognise_fields(tuple(values)).get("text", [])
    nested = [name for name in names if isinstance(entry.get(name), dict | list) and entry[name]]
    if not nested or any(values[name].strip() for name in names):
        return ""
    within = entry[nested[0]]
    keys = list(within)[:6] if isinstance(within, dict) else []
    found = f" with {', '.join(f'“{key[:40]}”' for key in keys)}" if keys else ""
    kind = "an object" if isinstance(within, dict) else "a list"
    return (
        f"has no words under “{nested[0][:40]}” but {kind}{found}: write its text there as words, "
        "or as a list of its paragraphs."
    )
