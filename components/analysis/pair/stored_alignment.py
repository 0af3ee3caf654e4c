"""Alignments as they are stored: packed as JSON, mirrored, and their counts as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import pandas as pd

from components.analysis.pair.alignment import Alignment, Link

Counted: TypeAlias = tuple[int, ...]


def pack_alignment(alignment: Alignment) -> dict[str, Any]:
    """The spans and links of an alignment, ready for JSON; the texts are not in it."""
    return {
        "first": [list(span) for span in alignment.first],
        "second": [list(span) for span in alignment.second],
        "links": [
            [list(link.first), list(link.second), link.kind, link.changed]
            for link in alignment.links
        ],
    }


def unpack_alignment(value: Mapping[str, Any], first_text: str, second_text: str) -> Alignment:
    """The alignment that was packed, equal in every field when the texts are the same."""
    return Alignment(
        first_text,
        second_text,
        [(start, end) for start, end in value["first"]],
        [(start, end) for start, end in value["second"]],
        [
            Link(tuple(first), tuple(second), kind, changed)
            for first, second, kind, changed in value["links"]
        ],
    )


def mirror(alignment: Alignment) -> Alignment:
    """The same alignment with first and second swapped; links in the order of the new first.

    What was dropped is added; each link keeps its kind. Mirrored twice it is the same again.
    """
    links = [Link(link.second, link.first, link.kind, link.changed) for link in alignment.links]
    return Alignment(
        alignment.second_text,
        alignment.first_text,
        alignment.second,
        alignment.first,
        sorted(links, key=lambda link: link.first),
    )


def count_packed(value: Mapping[str, Any]) -> tuple[Counted, Counted]:
    """The counts of a packed alignment and those of its mirror, for `aligned_table`."""
    alignment = unpack_alignment(value, "", "")
    return _count(alignment), _count(mirror(alignment))


def aligned_table(counted: Mapping[tuple[str, str], tuple[Counted, Counted]]) -> pd.DataFrame:
    """Counts of packed alignments, by pair: a row for each pair and one for its mirror.

    Columns `a`, `b` (ids), `shared` (sentences of a in b), `edited`, `moved`, `sentences_a`,
    `sentences_b`, all Int64.
    """
    rows = [
        (*ends, *counts)
        for (a, b), both in counted.items()
        for ends, counts in zip(((a, b), (b, a)), both, strict=True)
    ]
    names = ["shared", "edited", "moved", "sentences_a", "sentences_b"]
    table = pd.DataFrame(rows, columns=["a", "b", *names])
    return table.astype({"a": "str", "b": "str"} | dict.fromkeys(names, "Int64"))


def _count(alignment: Alignment) -> Counted:
    counts = alignment.counts()
    return counts.kept, counts.edited, counts.moved, counts.first, counts.second
