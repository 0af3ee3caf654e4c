"""What is chosen of each facet: read off a selection, and changed by a click."""

from __future__ import annotations

import calendar
from datetime import date

from components.analysis.facets import KINDS, Chosen, Facet
from components.analysis.selection import Selection

# The fields of a selection that hold values of one kind which are shown alone.
_FIELDS = {"source": "sources", "language": "languages"}


def read_chosen(selection: Selection) -> dict[str, Chosen]:
    """What is chosen of each of `KINDS`."""
    facets = selection.faceted
    return {
        kind: Chosen(
            alone=(
                *(getattr(selection, _FIELDS[kind]) if kind in _FIELDS else ()),
                *(one.value for one in facets if one.kind == kind and not one.out),
            ),
            out=tuple(one.value for one in facets if one.kind == kind and one.out),
            days=selection.days if kind == "day" else None,
        )
        for kind in KINDS
    }


def without_facets(selection: Selection) -> Selection:
    """The selection without what facets choose."""
    return selection.without("facets", "days", *_FIELDS.values())


def choose(selection: Selection, facet: Facet) -> Selection:
    """Show a value alone, or leave it out, or no longer so when it was chosen before.

    Several values of a kind are shown together; of years, months and days only the last chosen.
    """
    opposite = Facet(facet.kind, facet.value, not facet.out).written
    facets = [one for one in selection.facets if one != opposite]
    if not facet.out and facet.kind in _FIELDS:
        field = _FIELDS[facet.kind]
        own = _toggled(getattr(selection, field), facet.value)
        return selection.changed(facets=tuple(facets), **{field: own})
    if not facet.out and facet.kind == "day" and facet.value:
        days = span_of(facet.value)
        same = days == selection.days
        return selection.changed(facets=tuple(facets), days=None if same else days)
    changed = selection.changed(facets=_toggled(tuple(facets), facet.written))
    if facet.kind in _FIELDS:
        field = _FIELDS[facet.kind]
        alone = tuple(one for one in getattr(selection, field) if one != facet.value)
        return changed.changed(**{field: alone})
    is_shown = facet.kind == "day" and span_of(facet.value) == selection.days
    return changed.without("days") if is_shown else changed


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    if value in values:
        return tuple(one for one in values if one != value)
    return (*values, value)


def span_of(value: str) -> tuple[date, date] | None:
    """First and last day of a year, a month or a day in ISO 8601; None for anything else."""
    try:
        first = date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return None
    if len(value) == 10:
        return first, first
    month = first.month if len(value) == 7 else 12
    return first, date(first.year, month, calendar.monthrange(first.year, month)[1])
