"""Alignments packed, read again, mirrored, and told apart by their keys."""

from __future__ import annotations

from datetime import date

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.pair.alignment import Alignment, Link, align
from components.analysis.pair.stored_alignment import (
    aligned_table,
    count_packed,
    mirror,
    pack_alignment,
    unpack_alignment,
)
from components.analysis.pipeline.article_steps import outline_articles
from components.analysis.pipeline.step import pair_key
from components.analysis.pipeline.step_inputs import Articles, Decided

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
RADIO = "Local radio carried the ceremony live for listeners at home."
WHOLE = "The harbour master waited for hours, and the last boat of the night came home."
PARTS = "The harbour master waited for hours. The last boat of the night came home."

FIRST = f"{RADIO} {MAYOR} {COST}"
SECOND = f"{MAYOR} {COST.replace('12', '13')} {RADIO} It rained."
ALIGNED = Alignment(
    FIRST,
    SECOND,
    [(0, 60), (61, 125), (126, 190)],
    [(0, 64), (65, 129), (130, 190), (191, 201)],
    [
        Link((0,), (2,), "moved", False),
        Link((1,), (0,), "same", False),
        Link((2,), (1,), "edited", True),
    ],
)
MIRRORED = Alignment(
    SECOND,
    FIRST,
    [(0, 64), (65, 129), (130, 190), (191, 201)],
    [(0, 60), (61, 125), (126, 190)],
    [
        Link((0,), (1,), "same", False),
        Link((1,), (2,), "edited", True),
        Link((2,), (0,), "moved", False),
    ],
)
PACKED = {
    "first": [[0, 60], [61, 125], [126, 190]],
    "second": [[0, 64], [65, 129], [130, 190], [191, 201]],
    "links": [
        [[0], [2], "moved", False],
        [[1], [0], "same", False],
        [[2], [1], "edited", True],
    ],
}
KEYED = ("1", ("text", "othe"), [(date(2020, 5, 1), "Post"), (None, "Wire")], (0.5, 0.8))


def test_a_packed_alignment_is_its_spans_and_links() -> None:
    assert align(FIRST, SECOND, language="en") == ALIGNED
    assert pack_alignment(ALIGNED) == PACKED


def test_an_alignment_read_from_json_is_equal_in_every_field() -> None:
    read = unpack_alignment(orjson.loads(orjson.dumps(PACKED)), FIRST, SECOND)
    assert read == ALIGNED
    assert [read.edits(link) for link in read.links] == [
        ALIGNED.edits(link) for link in ALIGNED.links
    ]
    assert (read.a_in_b, read.b_in_a) == (ALIGNED.a_in_b, ALIGNED.b_in_a)


def test_a_mirrored_alignment_has_its_links_in_the_order_of_the_new_first() -> None:
    assert mirror(ALIGNED) == MIRRORED
    assert mirror(MIRRORED) == ALIGNED


def test_what_was_added_is_dropped_in_the_mirror() -> None:
    assert (ALIGNED.dropped, ALIGNED.added) == ([], [3])
    assert (MIRRORED.dropped, MIRRORED.added) == ([3], [])
    assert (MIRRORED.a_in_b, MIRRORED.b_in_a) == (ALIGNED.b_in_a, ALIGNED.a_in_b)


def test_a_sentence_that_was_split_is_merged_in_the_mirror() -> None:
    split = align(f"{COST} {WHOLE}", f"{PARTS} {COST}", language="en")
    assert [(link.first, link.second) for link in split.links] == [((0,), (2,)), ((1,), (0, 1))]
    turned = mirror(split)
    assert [(link.first, link.second) for link in turned.links] == [((0, 1), (1,)), ((2,), (0,))]
    assert [link.kind for link in turned.links] == [link.kind for link in reversed(split.links)]


@pytest.mark.parametrize("texts", [("", ""), ("", MAYOR), (MAYOR, "")])
def test_an_alignment_without_links_is_kept_too(texts: tuple[str, str]) -> None:
    alignment = align(*texts, language="en")
    assert unpack_alignment(pack_alignment(alignment), *texts) == alignment
    assert mirror(alignment) == align(*reversed(texts), language="en")


texts = st.lists(st.sampled_from([MAYOR, COST, RADIO, WHOLE, PARTS, "He said no."])).map(" ".join)


@given(first=texts, second=texts)
def test_whatever_is_aligned_comes_back_from_json_and_from_the_mirror(
    first: str, second: str
) -> None:
    alignment = align(first, second, language="en")
    packed = orjson.loads(orjson.dumps(pack_alignment(alignment)))
    assert unpack_alignment(packed, first, second) == alignment
    assert mirror(mirror(alignment)) == alignment


def test_the_counts_of_a_pair_stand_in_the_table_both_ways_round() -> None:
    table = aligned_table({("one", "two"): count_packed(PACKED)})
    assert table.to_dict("split")["data"] == [
        ["one", "two", 3, 1, 1, 3, 4],
        ["two", "one", 3, 1, 1, 4, 3],
    ]
    assert list(table.columns[:4]) == ["a", "b", "shared", "edited"]
    assert list(table.columns[4:]) == ["moved", "sentences_a", "sentences_b"]
    assert aligned_table({}).dtypes.astype(str).to_dict() == table.dtypes.astype(str).to_dict()


def test_a_key_is_another_when_anything_it_is_made_from_is_another() -> None:
    version, marks, about, shares = KEYED
    others = [
        pair_key(*KEYED),
        pair_key("2", marks, about, shares),
        pair_key(version, marks[::-1], about, shares),
        pair_key(version, ("text", "other"), about, shares),
        pair_key(version, ("texto", "ther"), about, shares),
        pair_key(version, marks, about[::-1], shares),
        pair_key(version, marks, [(None, "Post"), (None, "Wire")], shares),
        pair_key(version, marks, about, (0.8, 0.5)),
        pair_key(version, marks, about, (None, None)),
    ]
    assert len({*others}) == len(others)
    assert pair_key(*KEYED) == others[0]


def test_a_text_with_half_a_character_has_a_hash_of_its_own() -> None:
    first, second = outline_articles(
        Articles(["a", "b"], ["\ud800", ""], "en", [None, None], {}, Decided())
    )
    assert first["hash"] != second["hash"]
    assert [len(one["hash"]) for one in (first, second)] == [32, 32]
