"""The argument about who took from whom, in words and rows."""

from __future__ import annotations

from typing import Any

from components.analysis.direction import Direction, Evidence

_CONFIDENCE = {"strong": "very likely", "likely": "likely", "weak": "perhaps", "": ""}


def say_direction(direction: Direction, first: str = "A", second: str = "B") -> str:
    """The verdict as a sentence about the two texts by the names given."""
    told = {
        "second from first": f"{second} was {{}} taken from {first}",
        "first from second": f"{first} was {{}} taken from {second}",
        "common source": "both were {} taken from a common source",
        "cannot tell": "it cannot be told who took from whom",
    }[direction.verdict]
    sentence = told.format(_CONFIDENCE[direction.confidence])
    return sentence[0].upper() + sentence[1:] + "."


def evidence_rows(direction: Direction) -> list[dict[str, Any]]:
    """Each piece of evidence with what it speaks for; a row's id is its number."""
    return [_row(number, found) for number, found in enumerate(direction.evidence)]


def _row(number: int, found: Evidence) -> dict[str, Any]:
    spoken = "" if found.points == "cannot tell" else f"speaks for: {found.points}"
    lines = [[[found.sentence, ""]], *([[[spoken, "quiet"]]] if spoken else [])]
    return {"id": str(number), "score": None, "picked": False, "lines": lines, "actions": []}


def leaning(direction: Direction) -> float:
    """How surely the second took from the first: 1 sure, 0 cannot tell, -1 the other way round."""
    sure = {"strong": 1.0, "likely": 0.7, "weak": 0.35, "": 0.0}[direction.confidence]
    return {"second from first": sure, "first from second": -sure}.get(direction.verdict, 0.0)
