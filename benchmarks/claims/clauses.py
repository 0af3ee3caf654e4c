"""Reported clauses: of the sentences that readers labelled, which are reported as they said.

Shown is a clause without “perhaps”. It is right where the sentence reports, where the clause is
theirs but for a few words, and where the speaker, if one is named, is theirs too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library
from benchmarks.claims.speakers import is_same_speaker, overlap, rows_by_article
from components.views.quotations import LEAST_CONFIDENCE

_SAME_CLAUSE = 0.6


def judge(library: Library, items: list[dict[str, Any]]) -> list[Judged]:
    """One judgement for each sentence on which the readers agreed."""
    rows = rows_by_article(library, {"reported"})
    return [
        judge_clause(rows.get(item["article"], []), item, library.texts[item["article"]])
        for item in items
        if item["agreed"] and item["article"] in library.articles
    ]


def judge_clause(rows: Iterable[Mapping[str, Any]], item: Mapping[str, Any], text: str) -> Judged:
    """Whether the sentence of an item is reported as labelled; `rows` are those of its article."""
    label = item["label"]
    wanted = bool(label["reported"])
    span = tuple(label["clause"] or (item["start"], item["end"]))
    shown = [
        row
        for row in rows
        if row["confidence"] >= LEAST_CONFIDENCE and overlap(row, item["start"], item["end"])
    ]
    if not shown:
        return Judged(item["half"], None, wanted)
    best = max(shown, key=lambda row: overlap(row, *span))
    right = wanted and overlap(best, *span) >= _SAME_CLAUSE
    if right and isinstance(best["speaker"], str) and label["speaker"]:
        right = is_same_speaker(best["speaker"], label["speaker"])
    return Judged(item["half"], right, wanted)
