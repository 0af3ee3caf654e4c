"""Figures shown against what two readers say a number is: value, span, unit and qualifier."""

from __future__ import annotations

from math import isclose
from typing import Any

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library

_UNITS = {
    "count": {""}, "percent": {"%"}, "age": {"year"}, "years": {"year"}, "months": {"month"},
    "weeks": {"week"}, "days": {"d"}, "hours": {"h"}, "minutes": {"min"}, "seconds": {"s"},
    "tonnes": {"t"}, "tons": {"t"}, "yards": {"yd"}, "feet": {"ft"}, "miles": {"mi"},
    "acres": {"acre"}, "hectares": {"ha"}, "barrels": {"bbl"}, "°C": {"°C", "degree"},
    "points": {"", "point"},
}  # fmt: skip
_QUALIFIERS = {
    "about": {"~"}, "nearly": {"~", "<"}, "almost": {"~", "<"}, "more than": {">"}, "over": {">"},
    "at least": {">="}, "up to": {"<="}, "at most": {"<="}, "less than": {"<"},
    "fewer than": {"<"}, "under": {"<"},
}  # fmt: skip
_CLOSE = 1e-3


def judge(library: Library, items: list[dict[str, Any]]) -> list[Judged]:
    """One judgement for each number on which the readers agreed.

    A figure that overlaps the number is shown. It is right when gold says that it is a quantity and
    value (or both ends), unit and qualifier are the same. Wanted are quantities with a value.
    """
    table = library.table("figures")
    places = dict(list(table.groupby("article")))
    judged = []
    for item in (one for one in items if one["agreed"]):
        label, right = item["label"], None
        own = places.get(item["article"], table.iloc[:0])
        here = own[(own["start"] < item["end"]) & (own["end"] > item["start"])]
        if len(here):
            right = any(_is_right(figure, label) for figure in here.to_dict("records"))
        known = label["value"] is not None or label["low"] is not None
        judged.append(Judged(item["half"], right, bool(label["quantity"]) and known))
    return judged


def _is_right(figure: dict[str, Any], label: dict[str, Any]) -> bool:
    if not label["quantity"]:
        return False
    low = label["value"] if label["low"] is None else label["low"]
    high = figure["value"] if figure["high"] != figure["high"] else figure["high"]
    ends = (low, figure["value"]), (low if label["high"] is None else label["high"], high)
    same = all(one is not None and isclose(one, other, rel_tol=_CLOSE) for one, other in ends)
    unit = label["unit"] or "count"
    qualifiers = _QUALIFIERS.get(label["qualifier"] or "", {label["qualifier"] or ""})
    return same and figure["unit"] in _UNITS.get(unit, {unit}) and figure["qualifier"] in qualifiers
