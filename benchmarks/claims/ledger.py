"""The ledger: which entries two readers call telling, and how far a weight is a probability.

Gold has pairs of sentences of one statement, with each change that a reader could ask about and how
telling it is, 1 to 5. Both sentences stand in their articles, which are aligned whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pandas as pd

from benchmarks.claims.judge import Judged, share_of
from benchmarks.claims.library import Library
from components.analysis.pair.alignment import Alignment, align, align_sentences
from components.analysis.pair.edits import Mention
from components.analysis.pair.ledger import ledger
from components.text.segment import Span

TOLD, HEAVY = 0.35, 0.7  # weights from which an entry is shown as telling, and as very telling
_NOWHERE: Span = (-1, -1)
_WORTH, _WANTED = 3, 4  # how telling a change is that is worth an entry, and one that must have one
_BANDS = (0.0, 0.2, 0.35, 0.5, 0.7, 0.85)


@dataclass(frozen=True)
class _Entry:
    """An entry of the ledger beside gold: how telling readers find its words, 0 for not at all."""

    half: str
    weight: float
    telling: int
    wanted: bool


def judge(library: Library, items: list[dict[str, Any]]) -> list[Judged]:
    """Each entry of weight .35 and more, and each change of gold that no such entry shows."""
    return _judged(_read(library, items), TOLD)


def measure_more(library: Library, items: list[dict[str, Any]]) -> dict[str, Any]:
    """The entries of weight .7 and more, and of each band of weights how many are telling."""
    entries = _read(library, items)
    heavy = [one for one in _judged(entries, HEAVY) if one.right is not None]
    right = sum(one.right is True for one in heavy)
    return {
        f"right of weight {HEAVY} and more": share_of(right, len(heavy)),
        "telling by weight": {half: _calibration(entries, half) for half in ("tune", "measure")},
    }


def _calibration(entries: Sequence[_Entry], half: str) -> dict[str, str]:
    told = [one for one in entries if one.half == half and one.weight >= 0]
    table = {}
    for low, high in zip(_BANDS, (*_BANDS[1:], 1.01), strict=True):
        inside = [one for one in told if low <= one.weight < high]
        telling = sum(one.telling >= _WORTH for one in inside)
        table[f"{low} to {min(high, 1.0)}"] = share_of(telling, len(inside))
    return {band: share for band, share in table.items() if share != "none"}


def _judged(entries: Sequence[_Entry], least: float) -> list[Judged]:
    return [
        Judged(
            one.half,
            None if one.weight < least else one.telling >= _WORTH,
            one.wanted,
        )
        for one in entries
        if one.weight >= least or one.wanted
    ]


def _read(library: Library, items: Sequence[dict[str, Any]]) -> list[_Entry]:
    """All entries of all items; a wanted change without an entry is one of weight -1."""
    texts, mentions = library.texts, library.table("mentions")
    names = cache(lambda article: _names(mentions, article))

    @cache
    def aligned(a: str, b: str) -> Alignment:
        whole = align(texts[a], texts[b], language="en")
        return replace(whole, mentions=(names(a), names(b)))

    found: list[_Entry] = []
    for item in items:
        if item["agreed"] and item["label"]["same_statement"]:
            whole = aligned(item["a"], item["b"])
            found += _compare(item, _entries(item, whole))
    return found


def _names(mentions: pd.DataFrame, article: str) -> list[Mention]:
    own = mentions.loc[mentions["article"] == article, ["start", "end", "type", "entity"]]
    return list(own.itertuples(index=False, name=None))


def _entries(item: dict[str, Any], whole: Alignment) -> list[dict[str, Any]]:
    """The entries within the two sentences, in the whole articles where these link them."""
    first, second = tuple(item["first"]), tuple(item["second"])
    for link in whole.links:
        if _meets(whole.first, link.first, first) and _meets(whole.second, link.second, second):
            return _within(whole, first, second)
    alone = align_sentences(whole.first_text, [first], whole.second_text, [second])
    return _within(replace(alone, mentions=whole.mentions), first, second)


def _meets(spans: Sequence[Span], linked: Sequence[int], sentence: Span) -> bool:
    return any(_touch(spans[place], sentence) for place in linked)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(alignment: Alignment, first: Span, second: Span) -> list[dict[str, Any]]:
    rows = ledger(alignment).to_dict("records")
    sides = (("first", first), ("second", second))
    return [
        row
        for row in rows
        if row["change"] != "moved"
        if any(
            row["before" if side == "first" else "after"]
            and _touch((row[f"{side}_start"], row[f"{side}_end"]), sentence)
            for side, sentence in sides
        )
    ]


def _compare(item: dict[str, Any], rows: list[dict[str, Any]]) -> list[_Entry]:
    changes = [
        (one["telling"], one["first"] or _NOWHERE, one["second"] or _NOWHERE)
        for one in item["label"]["changes"]
    ]
    unseen = {n for n, (telling, *_) in enumerate(changes) if telling >= _WANTED}
    found = []
    for row in sorted(rows, key=lambda row: -row["weight"]):
        met = [n for n, (_, first, second) in enumerate(changes) if _is_about(row, first, second)]
        seen = unseen.intersection(met)
        unseen -= seen
        telling = max((changes[n][0] for n in met), default=0)
        found.append(_Entry(item["half"], row["weight"], telling, bool(seen)))
    return found + [_Entry(item["half"], -1.0, 0, True) for _ in unseen]


def _is_about(row: dict[str, Any], first: Span, second: Span) -> bool:
    """Whether an entry and a change of gold have words in common on either side."""
    return bool(
        (row["before"] and _touch((row["first_start"], row["first_end"]), first))
        or (row["after"] and _touch((row["second_start"], row["second_end"]), second))
    )
