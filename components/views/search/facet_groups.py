"""Facets as groups of values for the component that draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.analysis.facets import Chosen
from components.text.language import UNKNOWN, name_language
from components.views.locale_formatting import format_count, shorten
from components.views.selection_text import name_days

# So many values of a kind are sent to the page; those chosen are among them.
MOST = 200
TITLES = {
    "source": "Source",
    "day": "Published",
    "language": "Language",
    "tag": "Tag",
    "family": "Family",
}
_TITLE_LENGTH = 60


def facet_groups(
    counted: Mapping[str, Sequence[tuple[str, int]]],
    chosen: Mapping[str, Chosen],
    labels: Mapping[str, str],
) -> list[dict[str, Any]]:
    """A group for each kind with any value: its values with their counts and how each is chosen.

    `counted` is of `facets.count_facets`; `labels` are the titles of articles by id. The share of a
    value is that of the most frequent one of its kind, 0 to 1; `state` is in, out or "". `more` is
    the number of values that are left out here.
    """
    return [
        {
            "kind": kind,
            "title": TITLES[kind],
            "values": _values(kind, values, chosen[kind], labels),
            "more": max(0, len(values) - MOST),
        }
        for kind, values in counted.items()
        if values
    ]


def _values(
    kind: str, values: Sequence[tuple[str, int]], own: Chosen, labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    most = max((count for _, count in values), default=0) or 1
    named = {*own.alone, *own.out}
    first = [*values[:MOST], *(one for one in values[MOST:] if one[0] in named)]
    return [
        {
            "value": value,
            "text": _name(kind, value, labels),
            "count": format_count(count),
            "share": count / most,
            "state": _state(kind, value, own),
        }
        for value, count in first
    ]


def _state(kind: str, value: str, own: Chosen) -> str:
    if value in own.out:
        return "out"
    if kind == "day" and own.days and value:
        first, last = (day.isoformat()[: len(value)] for day in own.days)
        return "in" if first <= value <= last else ""
    return "in" if value in own.alone else ""


def _name(kind: str, value: str, labels: Mapping[str, str]) -> str:
    if kind == "day":
        return name_days(value)
    if kind == "language":
        return "not known" if value == UNKNOWN else name_language(value)
    if kind == "family":
        return shorten(labels.get(value, value), _TITLE_LENGTH)
    return value or "not known"
