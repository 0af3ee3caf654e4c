"""The days that articles talk about beside the days on which they were published."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

_STEPS = ((92, "day", "D"), (800, "week", "W"), (8000, "month", "M"))
_ORDER = {"day": 0, "week": 1, "month": 2, "year": 3}
_MARGIN = pd.Timedelta(days=730)


@dataclass(frozen=True)
class Talked:
    """`bins` has columns `first`, `last`, `named` and `published`, one row a `step` in order.

    `outside` counts dates more than two years before or after all publication, `vague` those that
    name more than a step (a year where days are drawn), `open` those that are not known.
    """

    bins: pd.DataFrame
    step: str
    outside: int
    vague: int
    open: int


def count_days(dates: pd.DataFrame, published: pd.Series) -> Talked:
    """Count the dates named (`first`, `last`, `period`) and the days of publication in bins.

    Bins are days where all lies within three months, else weeks, months or years; empty ones in
    between are there. Both may be empty.
    """
    known = dates[dates["first"].notna()]
    days = published.dropna()
    inside = known
    if len(days):
        inside = known[known["first"].between(days.min() - _MARGIN, days.max() + _MARGIN)]
    every = pd.concat([inside["first"], days])
    span = (every.max() - every.min()).days if len(every) else 0
    step, code = next(((name, code) for most, name, code in _STEPS if span <= most), ("year", "Y"))
    fitting = inside[inside["period"].map(_ORDER) <= _ORDER[step]]
    named = fitting["first"].dt.to_period(code).value_counts()
    printed = days.dt.to_period(code).value_counts()
    counts = pd.concat([named.rename("named"), printed.rename("published")], axis=1)
    if len(counts):
        index = pd.period_range(counts.index.min(), counts.index.max(), freq=code)
        counts = counts.reindex(index)
    counts = counts.fillna(0).astype("int64")
    index = pd.PeriodIndex(counts.index, freq=code)
    bins = pd.DataFrame(
        {
            "first": index.start_time.normalize(),
            "last": index.end_time.normalize(),
            "named": counts["named"].to_numpy(),
            "published": counts["published"].to_numpy(),
        }
    )
    outside = len(known) - len(inside)
    return Talked(bins, step, outside, len(inside) - len(fitting), len(dates) - len(known))
