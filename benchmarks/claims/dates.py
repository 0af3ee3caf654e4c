"""Days in sentences: whether what a phrase is read as is the day that a reader takes it for.

Gold has the phrase, its `date` ("2025-05-14", "2025-05", "2025"; None for none), its `precision`
and `what` it is: a date, a name, or something general. A day must be that of gold; where gold has a
week, a month or a year, what is shown must be that or hold it. A date left open is not shown.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from typing import Any

import pandas as pd

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library


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
    own_first, own_last = _stretch(shown["value"], shown["period"])
    if label["precision"] == "day":
        return (own_first, own_last) == (first, last)
    return own_first <= first and last <= own_last


def _stretch(written: str, precision: str) -> tuple[date, date]:
    """The first and last day of "2025-05-14", "2025-W20", "2025-05" or "2025"."""
    if "W" in written:
        year, week = written.split("-W")
        first = date.fromisocalendar(int(year), int(week), 1)
    else:
        first = date.fromisoformat(f"{written}-01-01"[:10])
    days = {
        "day": 1,
        "week": 7,
        "month": monthrange(first.year, first.month)[1],
        "year": 365 + isleap(first.year),
    }
    return first, first + timedelta(days=days[precision] - 1)
