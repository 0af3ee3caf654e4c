"""Collation: one base text against other versions, and what each of them did to its sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from components.analysis.pair.alignment import Alignment, Link
from components.analysis.pair.sentence_normalisation import find_tokens
from components.analysis.pair.word_diff import changed_runs

COLUMNS = ["sentence", "version", "state", "changed", "link"]


def collate(alignments: Mapping[str, Alignment]) -> pd.DataFrame:
    """What every version did to every sentence of the base text, a row for each of both.

    `alignments` has by version its alignment with the base, which is the first text in each; those
    without a link are left out, for a text that shares none was not made from the base by dropping
    all of it. Columns: `sentence` (its number in the base), `version`, `state` (`same`, `edited`,
    `moved` or `dropped`), `changed` (whether the words differ; True for `edited`, either for
    `moved`, False for `dropped`) and `link` (its number in the alignment, -1 where dropped).
    """
    rows = []
    for version, alignment in alignments.items():
        if not alignment.links:
            continue
        found = {
            place: (link.kind, link.changed, number)
            for number, link in enumerate(alignment.links)
            for place in link.first
        }
        for sentence in range(len(alignment.first)):
            rows.append((sentence, version, *found.get(sentence, ("dropped", False, -1))))
    types = {"sentence": "int64", "version": "str", "state": "str", "changed": bool, "link": int}
    return pd.DataFrame(rows, columns=COLUMNS).astype(types)


def count_forms(collated: pd.DataFrame) -> pd.DataFrame:
    """How many versions did what to each sentence; the index is the number of the sentence.

    `collated` is the result of `collate`. Columns `changed` (versions whose words differ),
    `dropped` (that lack it), `moved` (that have it in another order, changed or not), `same`
    (unchanged and in its place) and `of` (all that were compared); a moved and changed one counts
    as both.
    """
    state = collated["state"]
    told = pd.DataFrame(
        {
            "sentence": collated["sentence"],
            "changed": collated["changed"],
            "dropped": state == "dropped",
            "moved": state == "moved",
            "same": state == "same",
            "of": True,
        }
    )
    return told.groupby("sentence").sum().astype("int64")


def measure_change(alignment: Alignment) -> float:
    """The change index of the second text against the first, 0 (equal words) and up.

    The sum over all differences of the larger of their two lengths, divided by the length of the
    base, as in Juxta's heat map; lengths are in words and telling marks. A dropped or added
    sentence is one difference; a move is none. Above 1 when more was added than the base is long; 0
    for a base without words.
    """
    base = _length(alignment.first_text, alignment.first, range(len(alignment.first)))
    apart = _length(alignment.first_text, alignment.first, alignment.dropped)
    apart += _length(alignment.second_text, alignment.second, alignment.added)
    apart += sum(_difference(alignment, link) for link in alignment.links if link.changed)
    return apart / base if base else 0.0


def _difference(alignment: Alignment, link: Link) -> int:
    first = find_tokens(alignment.first_text, [alignment.first[place] for place in link.first])
    second = find_tokens(alignment.second_text, [alignment.second[place] for place in link.second])
    return sum(
        max(end - start, other_end - other_start)
        for start, end, other_start, other_end in changed_runs(first, second)
    )


def _length(text: str, spans: list[tuple[int, int]], places: range | list[int]) -> int:
    return len(find_tokens(text, [spans[place] for place in places]).keys)
