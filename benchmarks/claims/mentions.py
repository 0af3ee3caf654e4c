"""Capitalised spans of real pages: is the type right, and does the name mean who is meant?"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

import pandas as pd

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library
from components.analysis.entities.linking.name_forms import plain

_NO_NAMES = ("OTHER", None)
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT"})
_PLACES = frozenset({"GPE", "LOC"})


class _Found(NamedTuple):
    start: int
    end: int
    type: str
    entity: str


def judge(library: Library, items: list[dict[str, Any]]) -> list[Judged]:
    """Each span that overlaps a mention is shown; right when type and canonical name agree.

    Names agree when they end with the same word or one contains the other. A span that the readers
    call no name is wanted by nobody, and wrong when it is shown as one.
    """
    found = _by_article(library.table("mentions"))
    return [_judge(one, found[one["article"]]) for one in items if one["agreed"]]


def _by_article(mentions: pd.DataFrame) -> defaultdict[str, list[_Found]]:
    found: defaultdict[str, list[_Found]] = defaultdict(list)
    columns = ["article", "start", "end", "type", "entity"]
    for article, start, end, kind, entity in mentions[columns].itertuples(index=False):
        if kind in _NAMES:
            found[str(article)].append(_Found(start, end, str(kind), str(entity)))
    return found


def _judge(item: dict[str, Any], found: list[_Found]) -> Judged:
    label = item["label"]
    wanted = label["type"] not in _NO_NAMES
    over = [one for one in found if one.start < item["end"] and item["start"] < one.end]
    if not over:
        return Judged(item["half"], None, wanted)
    right = wanted and any(_is_right(one, label) for one in over)
    return Judged(item["half"], right, wanted)


def _is_right(found: _Found, label: dict[str, Any]) -> bool:
    same_type = found.type == label["type"] or {found.type, label["type"]} <= _PLACES
    names = [label["name"], *label.get("names", [])]
    return same_type and any(name and _agree(found.entity, name) for name in names)


def _agree(first: str, second: str) -> bool:
    one, other = plain(first), plain(second)
    return one in other or other in one or one.split()[-1:] == other.split()[-1:]
