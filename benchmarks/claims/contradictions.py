"""Contradictions: of two sentences of two articles, whether they are shown to contradict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library
from components.analysis.pair.contradictions import COLUMNS, SURE
from components.analysis.pipeline.step_inputs import canonical
from components.analysis.pipeline.step_table import STEP_OF
from components.app.worker.pair_inputs import read_pairs
from components.app.worker.stored_inputs import StoredInputs

_SIDES = (("a", "first"), ("b", "second"))


def judge(library: Library, items: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """One judgement for two sentences that both readers labelled alike.

    Shown is a row of the pair with a place in both sentences; one that is only worth a look is not
    counted as shown. True is what both readers call a contradiction.
    """
    agreed = {_words(item, library.texts): item for item in items if item["agreed"]}
    pairs = list(dict.fromkeys(canonical(item["a"], item["b"]) for item in agreed.values()))
    found = read_pairs(StoredInputs(library.store), STEP_OF["contradictions"], pairs)
    judged = []
    for item in agreed.values():
        rows = found[canonical(item["a"], item["b"])] or []
        wanted = item["label"]["contradicts"] == "yes"
        told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        shown = any(_is_in(row, item, library.texts) for row in told if row["strength"] == SURE)
        judged.append(Judged(item["half"], wanted if shown else None, wanted))
    return judged


def _words(item: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[str, ...]:
    """What tells two items apart: a sentence that an article has twice counts once."""
    return item["a"], item["b"], *(texts[item[id]][slice(*item[side])] for id, side in _SIDES)


def _is_in(row: Mapping[str, Any], item: Mapping[str, Any], texts: Mapping[str, str]) -> bool:
    """Whether a row has a place in both sentences, wherever these stand in their articles."""
    names = ("first", "second") if item["a"] < item["b"] else ("second", "first")
    return all(
        _is_said(texts[item[id]], item[side], row[f"{name}_start"])
        for name, (id, side) in zip(names, _SIDES, strict=True)
    )


def _is_said(text: str, span: Sequence[int], start: int) -> bool:
    sentence = text[slice(*span)]
    place = text.find(sentence, max(0, start - len(sentence) + 1))
    return 0 <= place <= start
