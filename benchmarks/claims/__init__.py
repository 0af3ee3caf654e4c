"""Claims, by people who read the texts first: of each kind what is shown right, and what is missed.

The texts are the real pages and articles in eval/pages and bench of the folder that PARALLAX_EVAL
names; they are not part of the project. `gold/claims/KIND.json` has ids, offsets and labels of two
independent readers who did not know the rules, and how often they agreed. Outlets are split into a
half that rules may be tuned on and a half that is only measured.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.claims.judge import Judged, summarise
from benchmarks.claims.library import build_library, read_gold

KINDS = sorted(
    path.stem
    for path in Path(__file__).parent.glob("[a-z]*.py")
    if path.stem not in ("judge", "library")
)


def run() -> dict[str, Any]:
    """By kind and half: items, shown, right of shown (with a 95 % interval), found of what is true.

    PARALLAX_CLAIMS names some of the kinds, by spaces; all by default.
    """
    library = build_library()
    if library is None:
        return {"left out": "the pages of eval/pages are not there"}
    asked = os.environ.get("PARALLAX_CLAIMS", "").split() or KINDS
    figures: dict[str, Any] = {"articles": len(library.articles)}
    for kind in asked:
        gold = read_gold(kind)
        module = import_module(f"benchmarks.claims.{kind}")
        judged: list[Judged] = module.judge(library, gold["items"])
        figures[kind] = {"readers agreed on": gold["agreed"], **summarise(judged)}
        if hasattr(module, "measure_more"):
            figures[kind] |= module.measure_more(library, gold["items"])
    return figures
