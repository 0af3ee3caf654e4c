"""Dates that texts name, as rows: each in its context, with what it was read as and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import orjson
import pandas as pd

from components.views.entities.entity_rows import mention_rows
from components.views.locale_formatting import format_day, format_month

# In characters: how far before a date stand the words that make it one of many.
_REACH = 24
_OPEN = "no date assigned"
_DECADE = re.compile(r"\d0(?:s|er|-[хтеі]\w*)\b|années")
_AGAIN = re.compile(
    r"(?i)\b(?:every|each|most|many|jede[nmrs]?|chaque|tous les|cada|todos los|кожн\w+|щоп?\w*"
    r"|кажд\w+) (?:other |second |last |first |zweiten )?\Z"
)


def date_rows(
    dates: pd.DataFrame,
    texts: Mapping[str, str],
    labels: Mapping[str, str],
    *,
    only_open: bool = False,
) -> list[dict[str, Any]]:
    """Each date in its context, with the period it was read as, or that none was assigned.

    With `only_open` all of the list are open, which the rows then do not repeat.
    """
    rows = mention_rows(dates, texts, labels)
    for row, found in zip(rows, dates.to_dict("records"), strict=True):
        text, start = texts[str(found["article"])], int(found["start"])
        before = text[max(0, start - _REACH) : start]
        told = describe_date(found, before)
        if told != _OPEN or not only_open:
            row["lines"][1].append([f" · {told}", "quiet"])
    return rows


def describe_date(found: Mapping[str, Any], before: str = "") -> str:
    """What a date was read as: “read as 14 May 2025, relative to the date of the article”.

    `before` are the words of the article before it, which tell of an open one why it is open.
    """
    if pd.isna(found["first"]):
        return _why_open(str(found.get("text", "")), before)
    day = found["first"]
    said = {
        "day": format_day(day),
        "week": f"the week of {format_day(day)}",
        "month": format_month(day),
        "year": str(day.year),
    }[found["period"]]
    return f"read as {said}" + (
        ", relative to the date of the article" if found["basis"] == "relative" else ""
    )


def _why_open(written: str, before: str) -> str:
    """Why a date has no day: a decade, a day that comes again, or one that is not known."""
    if _DECADE.search(written):
        return f"read as the {written.removeprefix('the ')}: a decade, so no date is assigned"
    if _AGAIN.search(before):
        return "no date assigned: said of every such day, not of one"
    return _OPEN


def explain_open(dates: pd.DataFrame) -> str:
    """Why dates of a list are open, once for all of its rows; "" when none is."""
    is_open = dates["first"].isna()
    if not is_open.any():
        return ""
    whose = "to any of these: their articles have" if is_open.all() else "where the article has"
    return f"No date is assigned {whose} no date, or the words can be read as two different dates."


def read_modified(details: pd.Series) -> pd.Series:
    """The day of the last change of articles, from their details as JSON; NaT where not known."""
    stated = details[details.str.contains('"modified"', regex=False)]
    days = pd.Series(
        [orjson.loads(one).get("modified") for one in stated], stated.index, dtype="object"
    )
    read = pd.to_datetime(days, format="%Y-%m-%d", errors="coerce").astype("datetime64[ns]")
    return read.reindex(details.index)
