"""Directions: of two articles, whether who took from whom, or a common source, is rightly told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library
from components.analysis.pair.direction import (
    CANNOT_TELL,
    COMMON_SOURCE,
    FIRST_FROM_SECOND,
    SECOND_FROM_FIRST,
    mirror_verdict,
)
from components.analysis.pair.relation_records import unpack_relation
from components.analysis.pipeline.step_inputs import canonical
from components.analysis.pipeline.step_table import STEP_OF
from components.app.worker.pair_inputs import read_pairs
from components.app.worker.stored_inputs import StoredInputs

_VERDICTS = {
    "A from B": FIRST_FROM_SECOND,
    "B from A": SECOND_FROM_FIRST,
    "common": COMMON_SOURCE,
    "unrelated": CANNOT_TELL,
    "cannot tell": CANNOT_TELL,
}


def judge(library: Library, items: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """One judgement for two articles that both readers labelled alike.

    Shown is a direction or a common source that is claimed, however surely.
    """
    agreed = {(item["a"], item["b"]): item for item in items if item["agreed"]}
    pairs = list(dict.fromkeys(canonical(*pair) for pair in agreed))
    found = read_pairs(StoredInputs(library.store), STEP_OF["relations"], pairs)
    judged = []
    for (a, b), item in agreed.items():
        told = unpack_relation(found[canonical(a, b)]).direction
        told = told if a < b else mirror_verdict(told)
        true = _VERDICTS[item["label"]["direction"]]
        right = None if told == CANNOT_TELL else told == true
        judged.append(Judged(item["half"], right, true != CANNOT_TELL))
    return judged
