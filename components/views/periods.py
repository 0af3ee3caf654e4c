"""Bars for days, weeks, months or years along a time axis: each as wide as its own time."""

from __future__ import annotations

from typing import Any

import pandas as pd

# A single day alone on an axis would be as wide as the chart, and its ticks parts of a second.
FEWEST = 12
_FILLED = 0.9
_DAY = pd.Timedelta(days=1)


def lay_bars(first: pd.Series, last: pd.Series) -> dict[str, Any]:
    """The properties of a bar trace that put each bar over its days, `first` to `last` included."""
    length = last + _DAY - first
    middle = first + length / 2
    return {
        "x": middle.dt.strftime("%Y-%m-%d %H:%M").tolist(),
        "width": (length / pd.Timedelta(milliseconds=1) * _FILLED).tolist(),
    }


def range_of(first: pd.Series, last: pd.Series) -> list[str]:
    """From when to when an axis runs: over all bars, and never over fewer than `FEWEST`."""
    begin, end = first.min(), last.max() + _DAY
    longest = (last + _DAY - first).max()
    margin = max(longest / 2, (longest * FEWEST - (end - begin)) / 2)
    return [f"{edge:%Y-%m-%d %H:%M}" for edge in (begin - margin, end + margin)]
