"""Table of families: rows that are filtered, sorted, and shown as a grid or exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.views.compare.ledger_rows import KIND_NAMES
from components.views.locale_formatting import (
    format_count,
    format_score,
    format_share,
    format_short_day,
    shorten,
)

# By the name that stands in the link: heading, column, and whether it begins with the largest.
COLUMNS = {
    "title": ("Family", "title", False),
    "versions": ("versions", "size", True),
    "outlets": ("outlets", "outlets", True),
    "print": ("first print", "source", False),
    "change": ("strongest change", "change", True),
    "first": ("first day", "first", False),
    "last": ("last day", "last", True),
    "days": ("days apart", "days", True),
    "overlap": ("mean overlap", "overlap", True),
    "least": ("least overlap", "least", True),
}
_COUNTS = ("versions", "days", "overlap", "least")
USUAL_ORDER = "versions"
_OUTLETS_NAMED = 3
# What the ledger calls changes where it is known who took from whom.
_DIRECTED = frozenset({"edited", "moved", "dropped", "added"})
_LONGEST_TITLE = 90
_LONGEST_WORDS = 40


@dataclass(frozen=True)
class Change:
    """The strongest change of a family: a row of the ledger of a step, a giver and a taker."""

    step: tuple[str, str]
    id: str
    change: str
    kind: str
    weight: float
    before: str
    after: str


Changes = Mapping[int, Change | None]


@dataclass(frozen=True)
class FamilyFilter:
    """Which families are listed; each field narrows, and the empty one does not.

    `words` are all in one title or another of the family; `outlets` have all an article in it;
    `overlap`, the least mean overlap, is in per cent.
    """

    words: str = ""
    outlets: tuple[str, ...] = ()
    versions: int = 2
    days: int = 0
    overlap: int = 0


def filter_families(families: pd.DataFrame, asked: FamilyFilter) -> pd.DataFrame:
    """The rows that satisfy a filter; `families` is the table of `family_cache.list_families`."""
    keep = families["size"] >= asked.versions
    if asked.days:
        keep &= families["days"].fillna(-1) >= asked.days
    if asked.overlap:
        keep &= families["overlap"] * 100 >= asked.overlap
    for word in asked.words.lower().split():
        keep &= families["titles"].str.contains(word, regex=False)
    if asked.outlets:
        keep &= pd.Series(
            [set(asked.outlets) <= set(own) for own in families["sources"]], families.index
        )
    return families[keep]


def read_order(order: str) -> tuple[str, bool]:
    """The column of an order in a link, and whether the largest is first; “-” turns it round."""
    name = order.removeprefix("-")
    if name not in COLUMNS:
        name, order = USUAL_ORDER, USUAL_ORDER
    return name, COLUMNS[name][2] != order.startswith("-")


def turn_order(order: str, name: str) -> str:
    """The order after a click on the heading of a column: by that, or the other way round."""
    now, _ = read_order(order)
    return f"-{name}" if now == name and not order.startswith("-") else name


def sort_families(families: pd.DataFrame, order: str, changes: Changes) -> pd.DataFrame:
    """The rows in an order; where equal, the largest family first; what is not known, last.

    `changes` has those that are known, by family.
    """
    name, largest_first = read_order(order)
    if name == "change":
        weights = {family: one.weight for family, one in changes.items() if one}
        families = families.assign(change=families["family"].map(weights))
    column = COLUMNS[name][1]
    values = families[column]
    if name in ("title", "print"):
        values = values.str.casefold()
    keyed = families.assign(key=values, rank=range(len(families)))
    ordered = keyed.sort_values(["key", "rank"], ascending=[not largest_first, True])
    return families.loc[ordered.index]


def family_grid(
    families: pd.DataFrame, changes: Changes, order: str, selected: int | None
) -> dict[str, Any]:
    """Some rows as JSON for the grid component, whose headings sort; `selected` is a family.

    The place of a cell is `family.ID` (of the first version), `read.ID` (of the first print) or
    `change.GIVER.TAKER.CHANGE`. A change that is not in `changes` was not looked for.
    """
    name, largest_first = read_order(order)
    heads = [head for head, _, _ in COLUMNS.values()]
    return {
        "corner": heads[0],
        "heads": heads[1:],
        "dense": False,
        "sorts": {"names": [*COLUMNS], "by": name, "down": largest_first, "counts": _COUNTS},
        "rows": [_row(row, changes, selected) for row in families.to_dict("records")],
    }


def _row(row: dict[str, Any], changes: Changes, selected: int | None) -> dict[str, Any]:
    choose = f"family.{row['articles'][0]}"
    return {
        "id": str(row["family"]),
        "words": shorten(row["title"], _LONGEST_TITLE),
        "place": choose,
        "selected": row["family"] == selected,
        "cells": [
            _cell(format_count(row["size"]), "count"),
            _cell(_name_outlets(row["sources"]), "names"),
            _cell(name_first_print(row), "names", f"read.{row['first_print']}"),
            _change_cell(changes.get(row["family"]), row["family"] in changes),
            _cell(_name_day(row["first"])),
            _cell(_name_day(row["last"])),
            _cell("–" if pd.isna(row["days"]) else format_count(row["days"]), "count"),
            _cell(format_share(row["overlap"]), "count"),
            _cell(format_share(row["least"]), "count"),
        ],
    }


def _cell(text: str, state: str = "", place: str = "") -> dict[str, str]:
    return {"text": text, "sign": text, "state": state, "place": place}


def _name_outlets(sources: Sequence[str]) -> str:
    if not sources:
        return "not known"
    more = len(sources) - _OUTLETS_NAMED
    names = ", ".join(sources[:_OUTLETS_NAMED])
    rest = f" and {format_count(more)} more" if more > 0 else ""
    return f"{format_count(len(sources))}: {names}{rest}"


def _name_day(day: Any) -> str:
    return "–" if pd.isna(day) else format_short_day(day)


def _change_cell(change: Change | None, is_known: bool) -> dict[str, str]:
    if change is None:
        return _cell("none" if is_known else "…", "none")
    place = ".".join(["change", *change.step, change.id])
    return _cell(describe_change(change), "names", place)


def describe_change(change: Change) -> str:
    """Kind, weight and words of a change: “number .95: 2,400 → 1,400”.

    “↔” stands where it is not known which of the two was taken from the other.
    """
    kind = KIND_NAMES.get(change.kind, change.kind)
    sign = " → " if change.change in _DIRECTED else " ↔ "
    words = sign.join(
        shorten(" ".join(side.split()), _LONGEST_WORDS) or "nothing"
        for side in (change.before, change.after)
    )
    return f"{kind} {format_score(change.weight)}: {words}"


def name_first_print(row: Mapping[str, Any]) -> str:
    """Outlet and day of the first print of a family; “perhaps” where the lineage is not certain."""
    day = row["published"]
    if not row["source"] and pd.isna(day) and not row["certain"]:
        return "not known"
    named = row["source"] or "outlet not known"
    words = named if pd.isna(day) else f"{named}, {format_short_day(day)}"
    return words if row["certain"] else f"perhaps {words}"


def family_table(families: pd.DataFrame, changes: Changes) -> pd.DataFrame:
    """The rows as a table for export, with the ids of their versions."""
    found = [changes.get(family) for family in families["family"]]
    return pd.DataFrame(
        {
            "family": families["title"].tolist(),
            "versions": families["size"].tolist(),
            "outlets": families["outlets"].tolist(),
            "names of outlets": ["; ".join(own) for own in families["sources"]],
            "first day": families["first"].tolist(),
            "last day": families["last"].tolist(),
            "days apart": families["days"].tolist(),
            "mean overlap": families["overlap"].round(3).tolist(),
            "least overlap": families["least"].round(3).tolist(),
            "strongest change": [describe_change(one) if one else "" for one in found],
            "weight": [one.weight if one else None for one in found],
            "first print": [name_first_print(row) for row in families.to_dict("records")],
            "certain": families["certain"].tolist(),
            "ids of versions": [" ".join(ids) for ids in families["articles"]],
        }
    )
