"""Days in sentences: whether what a phrase is read as is the day that a reader takes it for.

Gold has the phrase, its `date` ("2025-05-14", "2025-05", "2025"; None for none), its `precision`
and `what` it is: a date, a name, or something general. A day must be that of gold; of a week, month
or year, what is shown must be the same stretch, or one in which it lies that is no longer than it.
A date that is left open is not shown.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library

_LAST_DAYS = {"day": 0, "week": 6}


def judge(library: Library, items: list[dict[str, Any]]) -> list[Judged]:
    """Each phrase on which the readers agreed, by the known date that overlaps it most."""
    table = library.table("dates")
    known = table[table["value"].notna()]
    of_article = dict(iter(known.groupby("article")))
    judged = []
    for item in items:
        if not item["agreed"] or item["article"] not in library.articles:
            continue
        shown = _shown_at(of_article.get(item["article"]), item["start"], item["end"])
        label = item["label"]
        wanted = label["what"] == "date" and label["date"] is not None
        right = None if shown is None else wanted and _is_right(shown, label)
        judged.append(Judged(item["half"], right, wanted))
    return judged


def _shown_at(dates: pd.DataFrame | None, start: int, end: int) -> dict[str, Any] | None:
    """The date that shares most characters with a span, None where none does."""
    if dates is None:
        return None
    shared = dates["end"].clip(upper=end) - dates["start"].clip(lower=start)
    return dates.loc[shared.idxmax()].to_dict() if shared.max() > 0 else None


def _is_right(shown: dict[str, Any], label: dict[str, Any]) -> bool:
    first, last = _stretch(label["date"], label["precision"])
    own_first, own_last = _stretch_shown(shown)
    if label["precision"] == "day":
        return (own_first, own_last) == (first, last)
    return first <= own_first and own_last <= last


def _stretch_shown(shown: dict[str, Any]) -> tuple[date, date]:
    value = shown["value"]
    if "W" in value:
        year, week = value.split("-W")
        return _stretch(date.fromisocalendar(int(year), int(week), 1).isoformat(), "week")
    return _stretch(value, shown["period"])


def _stretch(written: str, precision: str) -> tuple[date, date]:
    """The first and last day of "2025-05-14", "2025-05" or "2025", as its precision says."""
    first = date.fromisoformat(f"{written}-01-01"[:10])
    if precision == "month":
        return first.replace(day=1), (first.replace(day=28) + timedelta(4)).replace(
            day=1
        ) - timedelta(1)
    if precision == "year":
        return date(first.year, 1, 1), date(first.year, 12, 31)
    return first, first + timedelta(days=_LAST_DAYS[precision])
