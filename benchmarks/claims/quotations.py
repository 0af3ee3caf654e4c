"""Claims of quotations across articles: two passages are one quotation, and how they differ.

Shown is a pair that the ledger of the two articles alone, as an evidence pack of them has it, puts
into one quotation with words in common: a passage that another part of the same quotation is like
is not shown. The relation is right where a reader says the same: `verbatim` (same words, or an
editor's brackets more), `cut` and `longer` (words left out of one), `altered` (other words). Two
translations of one utterance are right as `altered` where the readers heard one speaker: what is
shown of them is that the printed words differ. Who is given the words must agree too, and a pair
that readers call different is right only when it is not shown.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library
from components.analysis.quotations.variants import measure_within
from components.text.normalisation import fold
from components.text.segment import words

_RELATIONS = {
    "same": {"verbatim"},
    "inserted": {"verbatim"},
    "cut": {"cut", "longer"},
    "altered": {"altered"},
    "different": set(),
}


def judge(library: Library, items: list[dict[str, Any]]) -> list[Judged]:
    """One judgement for each pair of passages on which the readers agreed."""
    ledger = library.table("quotation_ledger")
    return [_judge(library, ledger, item) for item in items if item["agreed"]]


def _judge(library: Library, ledger: pd.DataFrame, item: dict[str, Any]) -> Judged:
    wanted = item["label"]["relation"] != "different"
    shown = find_shown(library, ledger, item)
    right = None if shown is None else _is_right(*shown, item["label"])
    return Judged(item["half"], right, wanted)


def find_shown(
    library: Library, ledger: pd.DataFrame, item: dict[str, Any]
) -> tuple[str, bool] | None:
    """The state of the later of two passages, and whether it is given to another; None unshown."""
    pair = item["a"], item["b"]
    inside = measure_within(ledger, pair)
    passages = [
        _keys(library.texts[article][slice(*item[side])])
        for article, side in zip(pair, ("first", "second"), strict=True)
    ]
    ends = _rows_at(inside, pair[0], item["first"]), _rows_at(inside, pair[1], item["second"])
    for one in ends[0]:
        for other in ends[1]:
            if one["quotation"] == other["quotation"] and _meet(one, other, passages):
                later = other if one["first"] else one
                return later["state"], bool(one["reattributed"] or other["reattributed"])
    return None


def _rows_at(ledger: pd.DataFrame, article: str, span: list[int]) -> list[dict[str, Any]]:
    own = ledger[(ledger["article"] == article) & (ledger["state"] != "reported")]
    return own[(own["start"] < span[1]) & (own["end"] > span[0])].to_dict("records")  # type: ignore[return-value]


def _meet(one: dict[str, Any], other: dict[str, Any], passages: list[list[str]]) -> bool:
    """Whether words that the two utterances share are in both passages."""
    here, there = _keys(one["text"]), _keys(other["text"])
    mine, theirs = _places(here, passages[0]), _places(there, passages[1])
    blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    return any(
        block.a + step in mine and block.b + step in theirs
        for block in blocks
        for step in range(block.size)
    )


def _places(said: list[str], passage: list[str]) -> range:
    """Where a passage stands among the words of its utterance; all of them where it does not."""
    for start in range(len(said) - len(passage) + 1):
        if said[start : start + len(passage)] == passage:
            return range(start, start + len(passage))
    return range(len(said))


def _keys(text: str) -> list[str]:
    return [fold(text[start:end]) for start, end in words(text)]


def _is_right(state: str, given: bool, label: dict[str, Any]) -> bool:
    if given and not label["reattributed"]:
        return False
    if label["relation"] == "translated":
        return state == "altered" and label["speakerA"] == label["speakerB"]
    return state in _RELATIONS[label["relation"]]
