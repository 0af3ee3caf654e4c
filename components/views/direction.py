"""The argument about who took from whom, in words and rows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.analysis.direction import Direction, Evidence

# Each confidence in a word or two.
CONFIDENCE = {"strong": "very likely", "likely": "likely", "weak": "perhaps", "": ""}


def say_step(direction: Direction) -> str:
    """The verdict on a step of a lineage, said of the later version."""
    sure = CONFIDENCE[direction.confidence]
    return {
        "second from first": f"{sure} taken from it",
        "first from second": f"{sure} the other way round",
        "common source": f"{sure} both from a common source",
        "cannot tell": "it is not clear which of the two came first",
    }[direction.verdict]


# What an analyst may decide about two articles, the one with the smaller id being the first.
PAIR_VERDICTS = ["second from first", "first from second", "common source", "unrelated"]


def say_verdict(verdict: str, first: str, second: str) -> str:
    """A verdict on a pair with the names of the two."""
    names = {"first": first, "second": second}
    return " ".join(names.get(word, word) for word in verdict.split())


def say_direction(direction: Direction, first: str = "A", second: str = "B") -> str:
    """The verdict as a sentence about the two texts by the names given."""
    sure = CONFIDENCE[direction.confidence]
    sentence = {
        "second from first": f"{second} was {sure} taken from {first}",
        "first from second": f"{first} was {sure} taken from {second}",
        "common source": f"both were {sure} taken from a common source",
        "cannot tell": "it is not clear who took from whom",
    }[direction.verdict]
    return sentence[0].upper() + sentence[1:] + "."


def evidence_rows(
    direction: Direction, first: str = "A", second: str = "B"
) -> list[dict[str, Any]]:
    """Each piece of evidence with what it speaks for; a row's id is its number."""
    return [
        _row(number, found, say_verdict(found.points, first, second))
        for number, found in enumerate(direction.evidence)
    ]


def _row(number: int, found: Evidence, points: str) -> dict[str, Any]:
    spoken = "" if points == "cannot tell" else f"supports: {points}"
    lines = [[[found.sentence, ""]], *([[[spoken, "quiet"]]] if spoken else [])]
    return {"id": str(number), "score": None, "picked": False, "lines": lines, "actions": []}


def evidence_table(direction: Direction) -> pd.DataFrame:
    """The evidence as a table for people, the weightiest first."""
    rows = [(found.sentence, found.points, found.weight) for found in direction.evidence]
    return pd.DataFrame(rows, columns=["evidence", "supports", "weight"])


def leaning(direction: Direction) -> float:
    """How surely the second took from the first: 1 sure, 0 cannot tell, -1 the other way round."""
    sure = {"strong": 1.0, "likely": 0.7, "weak": 0.35, "": 0.0}[direction.confidence]
    return {"second from first": sure, "first from second": -sure}.get(direction.verdict, 0.0)
