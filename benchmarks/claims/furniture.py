"""Page furniture: which sentences of a page are not the story, and what is glued to one that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from benchmarks.claims.judge import Judged
from benchmarks.claims.library import Library

# A sentence is marked when so much of it is; of one with something glued to it so much of that
# must be marked, and at most so much of the rest.
_MARKED, _OF_GLUED, _OF_REST = 0.5, 0.6, 0.3


def judge(library: Library, items: list[dict[str, Any]]) -> list[Judged]:
    """One for each sentence that is furniture, a caption or glued to one, or marked as if it was.

    A story sentence of which a part was marked for no reason is one that was marked wrongly, when
    the part is more than `_OF_REST` of it.
    """
    table = library.table("boilerplate")
    rows = zip(table["article"], table["start"], table["end"], strict=True)
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for article, start, end in rows:
        spans[article].append((start, end))
    return [
        one
        for item in items
        if item["agreed"]
        for one in judge_page(item, library.texts[item["article"]], spans[item["article"]])
    ]


def judge_page(item: dict[str, Any], text: str, marked: Iterable[tuple[int, int]]) -> list[Judged]:
    """The judgements on the sentences of one page, by the spans that are marked."""
    places = {place for start, end in marked for place in range(start, end)}
    label = item["label"]
    whole = {*label["furniture"], *label["captions"]}
    glued: defaultdict[int, set[int]] = defaultdict(set)
    for one in label["glued"]:
        if one["p"] not in whole:
            glued[one["p"]] |= set(range(*one["span"]))
    found = []
    for number, (start, end) in enumerate(item["sentences"]):
        if number in glued:
            inside = glued[number] & set(range(start, end))
            rest = set(range(start, end)) - inside
            right = (
                _share(text, inside, places) >= _OF_GLUED and _share(text, rest, places) <= _OF_REST
            )
            touched = _share(text, range(start, end), places) > 0
            found.append(Judged(item["half"], right if touched else None, True))
            continue
        share = _share(text, range(start, end), places)
        if number in whole:
            found.append(Judged(item["half"], True if share >= _MARKED else None, True))
        elif share > _OF_REST:
            found.append(Judged(item["half"], False, False))
    return found


def _share(text: str, places: Iterable[int], marked: set[int]) -> float:
    """The share of the letters and digits at these places that are marked; 0 of none."""
    own = [place for place in places if text[place].isalnum()]
    return sum(place in marked for place in own) / len(own) if own else 0.0
