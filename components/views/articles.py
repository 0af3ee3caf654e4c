"""Articles in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from components.views.layout import shorten
from components.views.local import say_count, say_day, say_short_day

# Before what an article of the invented sample is called, wherever it is shown.
SAMPLE_MARK = "Sample · "
# What a day rests on, where that is not what the file itself states.
_BASES = {"byline": " (from a line of the text)", "inferred": " (inferred)", "typed": " (typed)"}


def describe(row: dict[str, Any]) -> str:
    """Where and when an article appeared, and what the day rests on; else the file's name."""
    day = "" if pd.isna(row["published"]) else say_day(row["published"])
    day += _BASES.get(row.get("basis", ""), "") if day else ""
    known = [part for part in (row["source"], row["author"], day) if part]
    return " · ".join(known) or f"source and date not known · {shorten(row['name'], 60)}"


def mark_sample(articles: pd.DataFrame, files: Collection[str]) -> pd.DataFrame:
    """The articles with `sample`: whether each came in one of these files, by sha256.

    The label of one that did says so at its beginning, which nothing that is cut short loses.
    """
    sample = articles["sha256"].isin(files)
    return articles.assign(
        sample=sample, label=articles["label"].mask(sample, SAMPLE_MARK + articles["label"])
    )


def tick(row: dict[str, Any]) -> str:
    """A short name for an axis: the source and the day when both are known, else the title."""
    if not row["source"] or pd.isna(row["published"]):
        return str(row["label"])
    mark = SAMPLE_MARK if row.get("sample") else ""
    return f"{mark}{shorten(row['source'], 18)} {say_short_day(row['published'])}"


def say_article(tick: str, label: str) -> str:
    """Where and when, and the title, which may be the same."""
    return tick if tick == label else f"{tick} · {label}"


def distinct_names(
    ids: Sequence[str], ticks: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, str]:
    """A short name for each of these articles, none of them twice: the tick, else the title too."""
    often = Counter(ticks[article] for article in ids)
    names: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for article in ids:
        name = ticks[article]
        if often[name] > 1:
            name = f"{name} · {shorten(labels[article], 40)}"
        taken[name] += 1
        names[article] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return names


def tell_apart(articles: pd.DataFrame) -> dict[str, str]:
    """The label of each article by its id; where several share one, what they differ in as well.

    That is the source, else source and day, else the file; where nothing differs, a number.
    """
    labels = dict(zip(articles["id"], articles["label"], strict=True))
    shared = articles[articles["label"].duplicated(keep=False)]
    namesakes = defaultdict(list)
    for row in shared[["id", "label", "source", "published", "name"]].to_dict("records"):
        namesakes[row["label"]].append(row)
    for label, rows in namesakes.items():
        for row, difference in zip(rows, _differences(rows), strict=True):
            labels[row["id"]] = f"{label} · {difference}"
    return labels


def _differences(rows: Sequence[dict[str, Any]]) -> list[str]:
    ways = (
        [row["source"] for row in rows],
        [_say_place(row) for row in rows],
        [shorten(row["name"], 40) for row in rows],
    )
    for told in ways:
        if all(told) and len(set(told)) == len(told):
            return told
    return [str(number) for number in range(1, len(rows) + 1)]


def _say_place(row: dict[str, Any]) -> str:
    # These names are shared by all readers, so the day is written in nobody's own way.
    day = "" if pd.isna(row["published"]) else f"{row['published']:%Y-%m-%d}"
    return " ".join(part for part in (row["source"], day) if part)


def article_rows(articles: pd.DataFrame, closest: Mapping[str, str]) -> list[dict[str, Any]]:
    """Articles as rows to pick, each with a way to its closest relative, if `closest` has one.

    A row's id is the article's, and that of the relative after a point when there is one.
    """
    return [_row(row, closest.get(row["id"])) for row in articles.to_dict("records")]


def _row(row: dict[str, Any], relative: str | None) -> dict[str, Any]:
    return {
        "id": row["id"] + (f".{relative}" if relative else ""),
        "score": None,
        "picked": False,
        "lines": [
            [[row["label"], "strong"]],
            [[f"{describe(row)} · {say_count(row['words'])} words · {row['language']}", "quiet"]],
        ],
        "actions": [["compare", "Compare"]] if relative else [],
    }
