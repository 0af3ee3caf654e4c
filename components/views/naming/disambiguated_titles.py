"""Titles of articles as labels: equal ones with what tells them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.text.hidden_signs import isolate
from components.views.locale_formatting import shorten

# Characters of a label that the narrowest box shows.
_SHOWN = 36


def disambiguate_labels(articles: pd.DataFrame) -> dict[str, str]:
    """The label of each article by id; equal labels get what tells them apart.

    That is the source, else source and day, else the file name, else as much of it as is known;
    where all of that is equal as well, which of how many it is.
    """
    labels = dict(zip(articles["id"], articles["label"], strict=True))
    shared = articles[articles["label"].duplicated(keep=False)]
    equal = defaultdict(list)
    for row in shared[["id", "label", "source", "published", "name"]].to_dict("records"):
        equal[row["label"]].append(row)
    for label, rows in equal.items():
        for row, difference in zip(rows, _differences(rows), strict=True):
            labels[row["id"]] = f"{label} · {isolate(difference)}"
    return labels


def _differences(rows: Sequence[dict[str, Any]]) -> list[str]:
    files = [shorten(row["name"], 40) for row in rows]
    days = [_source_and_day(row) for row in rows]
    either = [day or file for day, file in zip(days, files, strict=True)]
    both = [", ".join(filter(None, pair)) for pair in zip(days, files, strict=True)]
    for told in ([row["source"] for row in rows], days, files, either, both):
        if all(told) and len(set(told)) == len(told):
            return told
    often, met = Counter(either), Counter[str]()
    for at, told_of_one in enumerate(either):
        met[told_of_one] += 1
        if often[told_of_one] > 1:
            which = f"{met[told_of_one]} of {often[told_of_one]}"
            either[at] = f"{told_of_one}, {which}" if told_of_one else which
    return either


def _source_and_day(row: dict[str, Any]) -> str:
    # These labels are cached for all readers, so the day is in ISO form and not in a locale.
    day = "" if pd.isna(row["published"]) else f"{row['published']:%Y-%m-%d}"
    return " ".join(part for part in (isolate(row["source"]), day) if part)


def name_choices(
    ids: Sequence[str], ticks: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, str]:
    """The labels of articles to choose from, where a narrow box shows only how each begins.

    Those that begin like another one are led by the short name in `ticks`, which is theirs alone.
    """
    often = Counter(labels[article][:_SHOWN] for article in ids)
    return {
        article: labels[article]
        if often[labels[article][:_SHOWN]] == 1
        else f"{isolate(ticks[article])} · {isolate(labels[article])}"
        for article in ids
    }
