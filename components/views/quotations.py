"""Quotations in words: who says what, and what became of it from article to article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from components.views.layout import shorten

UNKNOWN = "speaker not told"
# Below this a speaker is a guess: shown as one, and not counted.
SURE = 0.5
_LONGEST = 260
STATES = {
    "verbatim": "word for word",
    "cut": "cut",
    "altered": "altered",
    "reported": "told without quotation marks",
}


def quotation_rows(quotations: pd.DataFrame, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each quotation with its speaker and article, as a row that leads to its place.

    `quotations` has columns `article`, `start`, `end`, `text`, `speaker`, `mention`, `how`. A row's
    id is `article.start.end`.
    """
    return [
        _row(
            row,
            [
                [[f"“{shorten(row['text'], _LONGEST)}”", "text"]],
                [[_say_speaker(row), "strong"], [f"  {labels[row['article']]}", "quiet"]],
            ],
        )
        for row in quotations.to_dict("records")
    ]


def _say_speaker(row: Mapping[str, Any]) -> str:
    if pd.isna(row["speaker"]) or not row["speaker"]:
        return UNKNOWN
    called = row["mention"]
    name = f"{row['speaker']} ({called})" if called not in ("", row["speaker"]) else row["speaker"]
    return name if row["confidence"] >= SURE else f"perhaps {name}"


def variant_rows(variants: pd.DataFrame, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """One quotation as each article prints it: whole, cut, altered or reported, and by whom."""
    return [_variant(row, labels) for row in variants.to_dict("records")]


def _variant(row: dict[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    head = [[labels[row["article"]], "strong"], [f"  {STATES[row['state']]}", "quiet"]]
    if row["first"]:
        head.append(["  stands here first", "quiet"])
    if row["reattributed"]:
        head.append([f"  given to {row['speaker']}", "edited"])
    lines = [head, [[f"“{shorten(row['text'], _LONGEST)}”", "text"]]]
    left_out = " … ".join(row["left_out"])
    if left_out:
        lines.append([["left out: ", "quiet"], [shorten(left_out, _LONGEST), "dropped"]])
    if len(row["edits"]):
        lines.append([["changed: ", "quiet"], [shorten("; ".join(row["edits"]), _LONGEST), ""]])
    return _row(row, lines)


def _row(row: Mapping[str, Any], lines: list[list[list[str]]]) -> dict[str, Any]:
    place = f"{row['article']}.{int(row['start'])}.{int(row['end'])}"
    return {"id": place, "score": None, "picked": False, "lines": lines, "actions": []}


def say_quotation(variants: pd.DataFrame) -> str:
    """A quotation in one line: its beginning, who says it, in how many articles and how."""
    fullest = max(variants["text"], key=len)
    speaker = next((name for name in variants["speaker"].dropna() if name), UNKNOWN)
    states = ", ".join(f"{n} {STATES[state]}" for state, n in _count(variants["state"]))
    return f"{speaker}: “{shorten(fullest, 90)}” in {len(variants)} articles ({states})"


def _count(states: Iterable[str]) -> list[tuple[str, int]]:
    return [(str(state), int(n)) for state, n in pd.Series(list(states)).value_counts().items()]


def has_speaker(quotations: pd.DataFrame) -> pd.Series:
    """Whether each quotation has a speaker that is more than a guess."""
    told = quotations["speaker"].notna() & (quotations["speaker"] != "")
    return told & (quotations["confidence"] >= SURE)


def count_speakers(quotations: pd.DataFrame) -> pd.DataFrame:
    """How often each speaker is quoted: columns `entity`, `type`, `mentions`, `articles`.

    Guessed speakers are not counted.
    """
    named = quotations[has_speaker(quotations)]
    counts = named.groupby("speaker")["article"].agg(mentions="size", articles="nunique")
    ordered = counts.reset_index().sort_values(
        ["mentions", "articles", "speaker"], ascending=[False, False, True]
    )
    return ordered.rename(columns={"speaker": "entity"}).assign(type="PERSON")
