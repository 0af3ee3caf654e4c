"""Speakers: of the quoted strings that readers labelled, which have the speaker they named.

Shown is a name without “perhaps”; true is a string that somebody says and whose speaker is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library
from components.views.quotations import LEAST_CONFIDENCE

_WORD = re.compile(r"\w+")
_SMALL = frozenset({"the", "a", "an", "of", "for", "at", "from", "and", "in", "mr", "mrs", "ms"})
_SAME_ENOUGH = 0.5


def judge(library: Library, items: list[dict[str, Any]]) -> list[Judged]:
    """One judgement for each string on which the readers agreed."""
    rows = rows_by_article(library, {"direct", "scare"})
    return [
        judge_speaker(rows.get(item["article"], []), item)
        for item in items
        if item["agreed"] and item["article"] in library.articles
    ]


def judge_speaker(rows: Iterable[Mapping[str, Any]], item: Mapping[str, Any]) -> Judged:
    """Whether the string of an item is given to its speaker; `rows` are those of its article."""
    label = item["label"]
    wanted = bool(label["spoken"] and label["speaker"])
    row = find_row(rows, item["start"], item["end"])
    if row is None or row["kind"] != "direct" or not is_named(row):
        return Judged(item["half"], None, wanted)
    right = wanted and is_same_speaker(row["speaker"], label["speaker"])
    return Judged(item["half"], right, wanted)


def rows_by_article(library: Library, kinds: set[str]) -> dict[str, list[dict[str, Any]]]:
    """The stored quotations of some kinds, by article."""
    table = library.table("quotations")
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table[table["kind"].isin(kinds)].to_dict("records"):
        found.setdefault(str(row["article"]), []).append(row)
    return found


def find_row(rows: Iterable[Mapping[str, Any]], start: int, end: int) -> Mapping[str, Any] | None:
    """The row that shares most with a span, None where none shares half of both together."""
    best = max(rows, key=lambda row: overlap(row, start, end), default=None)
    return best if best and overlap(best, start, end) >= _SAME_ENOUGH else None


def overlap(row: Mapping[str, Any], start: int, end: int) -> float:
    """Intersection over union of a row's span and another, 0 to 1."""
    first, last = int(row["start"]), int(row["end"])
    shared = max(0, min(last, end) - max(first, start))
    return shared / ((last - first) + (end - start) - shared)


def is_named(row: Mapping[str, Any]) -> bool:
    """Whether a row shows a speaker without “perhaps”."""
    return isinstance(row["speaker"], str) and row["confidence"] >= LEAST_CONFIDENCE


def is_same_speaker(ours: str, gold: str) -> bool:
    """Whether two names are one: the same words, or one is the other with words more.

    A surname does for a full name, and initials for a body.
    """
    first, second = _words(ours), _words(gold)
    if ("jr" in first) != ("jr" in second):
        return False
    initials = {"".join(word[0] for word in first), "".join(word[0] for word in second)}
    if first and second and (set(first) <= set(second) or set(second) <= set(first)):
        return True
    return bool(initials & {"".join(first), "".join(second)})


def _words(name: str) -> list[str]:
    return [
        word.removesuffix("s") if len(word) > len("says") else word
        for word in _WORD.findall(re.sub(r"[’']s\b|\.", "", name.lower()))
        if word not in _SMALL
    ]
