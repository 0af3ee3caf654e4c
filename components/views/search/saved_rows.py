"""Saved searches as rows: how many articles each finds, and how many are new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.views.locale_formatting import count_of, format_count, format_short_day, shorten
from components.views.panes import list_row

_LONGEST = 200


@dataclass(frozen=True)
class Told:
    """What is told of a saved search: its filters in words, its articles, and the new ones.

    `new` are ids of articles added since the analyst last looked on the day `looked`.
    """

    id: str
    name: str
    filters: str
    articles: int
    new: tuple[str, ...]
    looked: date


def describe_new(one: Told) -> str:
    """The number of articles, and of those that are new since the day it was last looked at."""
    day = format_short_day(one.looked)
    new = f"{format_count(len(one.new))} new" if one.new else "nothing new"
    return f"{count_of(one.articles, 'article', 'articles')} · {new} since you last looked ({day})"


def saved_rows(saved: list[Told], *, brief: bool = False) -> list[dict[str, Any]]:
    """A row for each saved search with what can be done; `brief` leaves only the new to show."""
    return [
        list_row(
            one.id,
            [
                [[one.name, "strong"]],
                [[shorten(one.filters, _LONGEST), "quiet"]],
                [[describe_new(one), "hit" if one.new else "quiet"]],
            ],
            actions=[*_on_new(one), *([] if brief else _ALWAYS)],
        )
        for one in saved
    ]


_ALWAYS = [["rename", "Rename"], ["delete", "Delete"]]


def _on_new(one: Told) -> list[list[str]]:
    if not one.new:
        return []
    return [["new", f"Show {format_count(len(one.new))} new"], ["seen", "Mark as seen"]]


def describe_clauses(clauses: Mapping[str, tuple[str, str]]) -> str:
    """The filters of a selection in a line."""
    return "; ".join(f"{name} {value}" for name, value in clauses.values()) or "all articles"
