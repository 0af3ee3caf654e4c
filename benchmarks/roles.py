"""How often who did what to whom, turned round, is told from a move, on sentences invented for it.

`gold/roles.json` holds pairs of sentences with whether roles are turned. Sets 1 and 2 were written
before the rules, set 2 held back while they were made, sets 3 and 4 written after them. At first
sight precision was 1.0 in all, recall 1.0 in set 2, .92 in set 3 and .86 in set 4.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from components.analysis.pair.alignment import align

_GOLD = Path(__file__).with_name("gold") / "roles.json"


def run() -> dict[str, Any]:
    """Precision and recall for each set, and the pairs that were judged wrongly."""
    rows = json.loads(_GOLD.read_text(encoding="utf-8"))
    for row in rows:
        row["found"] = is_turned(row["first"], row["second"])
    return {
        **{f"set {n}": _measure([r for r in rows if r["set"] == n]) for n in (1, 2, 3, 4)},
        "wrong": [row["first"] for row in rows if row["found"] != row["turned"]],
    }


def is_turned(first: str, second: str) -> bool:
    """Whether an edit between two texts says that roles are turned round."""
    alignment = align(first, second, language="en")
    return any(e.kind == "roles" for link in alignment.links for e in alignment.edits(link))


def _measure(rows: list[dict[str, Any]]) -> dict[str, float]:
    right = sum(row["turned"] and row["found"] for row in rows)
    return {
        "pairs": len(rows),
        "precision": round(right / max(1, sum(row["found"] for row in rows)), 4),
        "recall": round(right / max(1, sum(row["turned"] for row in rows)), 4),
    }
