"""Who took from whom, on families made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from types import MappingProxyType

import pandas as pd
import pytest

from components.analysis.collection.lineage import Lineage, choose_pairs, trace
from components.analysis.pair.alignment import Alignment, align
from components.analysis.pair.direction import CANNOT_TELL, FIRST_FROM_SECOND, SECOND_FROM_FIRST
from components.analysis.pair.relation import Relation, apply_decisions

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."

REPORT = f"{MAYOR} {COST} {CROWD} {RADIO}"
CUT = f"{MAYOR} {COST} {CROWD}"
SHORT = f"{MAYOR} {COST}"
OTHER = "Nobody knows how deep the lake behind the old mill is said to be."


Pair = tuple[int, int]


def align_english(texts: list[str]) -> dict[Pair, Alignment]:
    return {
        (a, b): align(texts[a], texts[b], language="en")
        for a, b in combinations(range(len(texts)), 2)
    }


# How sure a direction is, and the confidence that says so.
STRONG, LIKELY, WEAK = 1.0, 0.7, 0.35
CONFIDENCE = {STRONG: "strong", LIKELY: "likely", WEAK: "weak"}


def related(a_in_b: float | None, b_in_a: float | None, leaning: float = 0.0) -> Relation:
    """A relation with these shares; the second took from the first where `leaning` is above 0."""
    direction = SECOND_FROM_FIRST if leaning > 0 else FIRST_FROM_SECOND
    confidence = CONFIDENCE.get(abs(leaning), "")
    return Relation(
        a_in_b,
        b_in_a,
        None,
        None,
        "version",
        direction if confidence else CANNOT_TELL,
        confidence,
        (),
        "",
    )


def trace_texts(
    published: list[date | None],
    texts: list[str],
    leanings: Mapping[Pair, float] = MappingProxyType({}),
) -> Lineage:
    """The lineage of texts whose relations have the shares of their alignments."""
    aligned = align_english(texts)
    relations = {
        pair: related(one.a_in_b, one.b_in_a, leanings.get(pair, 0.0))
        for pair, one in aligned.items()
    }
    return trace(published, aligned, relations)


def relate_pairs(pairs: Iterable[tuple[str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(list(pairs), columns=["a", "b", "overlap"])


def steps(lineage: Lineage) -> list[tuple[int, int, float]]:
    return [(row.source, row.version, row.leaning) for row in lineage.steps.itertuples()]


def test_the_earlier_day_goes_first() -> None:
    days = [date(2020, 1, 3), date(2020, 1, 1), date(2020, 1, 2)]
    lineage = trace_texts(days, [SHORT, REPORT, CUT])
    assert lineage.order == [1, 2, 0]
    assert steps(lineage) == [(1, 2, 0), (1, 0, 0)]
    assert lineage.steps["share"].tolist() == [1.0, 1.0]
    assert lineage.steps["kept"].round(3).tolist() == [0.778, 0.511]


def test_an_argued_direction_outweighs_the_order_given() -> None:
    lineage = trace_texts([None] * 3, [SHORT, CUT, REPORT], {(0, 2): -STRONG, (1, 2): -WEAK})
    assert lineage.order[0] == 2
    assert steps(lineage) == [(2, 1, WEAK), (2, 0, STRONG)]


def test_where_nothing_tells_the_order_given_stands() -> None:
    assert trace_texts([None, None], [CUT, REPORT]).order == [0, 1]


def test_each_version_has_the_source_that_holds_most_of_it() -> None:
    days = [date(2020, 1, day) for day in (1, 2, 3)]
    middle = f"{MAYOR} {COST.replace('12', '13')} {OTHER}"
    late = f"{COST.replace('12', '13')} {OTHER}"
    assert steps(trace_texts(days, [REPORT, middle, late])) == [(0, 1, 0), (1, 2, 0)]


def test_a_version_that_shares_nothing_has_no_source() -> None:
    assert trace_texts([None, None], [REPORT, OTHER]).steps.empty


def test_one_contradiction_does_not_turn_the_order_over() -> None:
    texts = [REPORT, f"{REPORT} {OTHER}", REPORT, SHORT]
    leanings = {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0, (0, 3): -WEAK, (1, 3): 1.0, (2, 3): 1.0}
    assert trace_texts([None] * 4, texts, leanings).order == [0, 1, 2, 3]


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_versions_have_no_steps(count: int) -> None:
    lineage = trace_texts([None] * count, [REPORT] * count)
    assert lineage.order == list(range(count))
    assert lineage.steps.empty


def test_above_sixty_versions_the_latest_are_left_out_and_named() -> None:
    # Each is aligned with the eight that it shares most with, which stand first.
    texts = [f"{REPORT} {OTHER.replace('lake', f'lake{number}')}" for number in range(62)]
    days: list[date | None] = [date(2020, 1, 1 + number // 3) for number in range(62)]
    ids = [f"{number:02}" for number in range(62)]
    pairs = choose_pairs(ids, relate_pairs((a, b, 0.9) for a, b in combinations(ids, 2)))
    aligned = {(a, b): align(texts[a], texts[b], language="en") for a, b in pairs}
    lineage = trace(days, aligned, dict.fromkeys(pairs, related(0.9, 0.9)))
    assert lineage.left_out == [60, 61]
    assert len(lineage.order) == 60
    assert lineage.sentences["row"].nunique() == 5
    assert len(lineage.steps) == 59


def test_up_to_twenty_four_versions_each_is_compared_with_every_other() -> None:
    ids = [f"{number:02}" for number in range(24)]
    assert choose_pairs(ids, relate_pairs([])) == [*combinations(range(24), 2)]
    assert choose_pairs([*ids, "24"], relate_pairs([])) == []


def test_above_twenty_four_versions_each_is_compared_with_those_it_shares_most_with() -> None:
    # All share as much: each longer version so has the eight that stand first, and each of these
    # eight the others. Ids say nothing of the place, nor does the order in a row.
    ids = [f"{24 - number:02}" for number in range(25)]
    pairs = choose_pairs(ids, relate_pairs((b, a, 1.0) for a, b in combinations(sorted(ids), 2)))
    assert pairs == [(a, b) for a in range(8) for b in range(a + 1, 25)]


def test_above_twenty_four_versions_a_larger_share_goes_before_an_earlier_place() -> None:
    # Two of the first nine share 0.1 and all others 0.7: none of the nine is compared with another
    # of them. A row on an article that is no version counts for nothing.
    ids = [f"{number:02}" for number in range(25)]
    rows = [(a, b, 0.1 if b < "09" else 0.7) for a, b in combinations(ids, 2)]
    expected = [(a, b) for a in range(8) for b in range(9, 25)]
    pairs = choose_pairs(ids, relate_pairs([("00", "x", 1.0), *rows]))
    assert pairs == [*expected, *((8, b) for b in range(9, 17))]


def test_above_sixty_versions_those_without_a_date_are_left_out_first() -> None:
    assert trace([*[None] * 60, date(2020, 1, 1)], {}, {}).left_out == [59]
    assert trace([None] * 60, {}, {}).left_out == []
    assert trace([None] * 59 + [date(2020, 1, 1)], {}, {}).order == [59, *range(59)]
    late = [date(2020, 1, 2), *[date(2020, 1, 1)] * 61, date(2020, 1, 3)]
    assert trace(late, {}, {}).left_out == [0, 61, 62]


def test_what_is_left_out_has_neither_sentences_nor_steps() -> None:
    days = [date(2020, 1, 2), *[date(2020, 1, 1)] * 60, date(2020, 1, 1)]
    alignments = {
        (0, 1): align(REPORT, REPORT, language="en"),
        (1, 2): align(CUT, CUT, language="en"),
        (2, 61): align(CUT, CUT, language="en"),
    }
    lineage = trace(days, alignments, dict.fromkeys(alignments, related(1.0, 1.0)))
    assert lineage.left_out == [0, 61]
    assert steps(lineage) == [(1, 2, 0)]
    assert lineage.sentences["version"].unique().tolist() == lineage.order
    assert len(lineage.sentences) == 3 * 60


def test_without_a_leaning_the_day_tells_and_with_one_it_does_not() -> None:
    texts = [SHORT, REPORT]
    days: list[date | None] = [date(2020, 1, 9), date(2020, 1, 2)]
    assert trace_texts(days, texts).order == [1, 0]
    assert trace_texts(days, texts, {(0, 1): WEAK}).order == [0, 1]
    assert trace_texts(days[::-1], texts, {(0, 1): -WEAK}).order == [1, 0]


def test_a_day_known_goes_before_one_that_is_not() -> None:
    assert trace_texts([None, date(2020, 1, 2)], [SHORT, REPORT]).order == [1, 0]
    assert trace_texts([date(2020, 1, 2), None], [SHORT, REPORT]).order == [0, 1]


def test_days_between_two_versions_weigh_the_same_however_many_they_are() -> None:
    # Version 1 is by its day a year before version 2, which by the leanings goes before 0, which
    # goes before 1: ahead are 2 by 1 - 1 and 0 by 1 - 1, and so is 1; then the days tell.
    days: list[date | None] = [date(2020, 6, 1), date(2020, 1, 1), date(2021, 1, 1)]
    leanings = {(0, 1): STRONG, (0, 2): -STRONG}
    assert trace_texts(days, [REPORT] * 3, leanings).order == [1, 0, 2]


@pytest.mark.parametrize("turned", [False, True])
def test_pairs_weigh_by_the_larger_of_their_shares(turned: bool) -> None:
    # Version 1 is ahead of 0 by 0.9 and behind 2 by 0.4: it is ahead of 2, which is by 0.4.
    shares = {(0, 1): (0.9, 0.3), (1, 2): (0.2, 0.4)}
    relations = {
        pair: related(*(two[::-1] if turned else two), -STRONG) for pair, two in shares.items()
    }
    assert trace([None] * 3, {}, relations).order == [1, 2, 0]


def test_amounts_that_cancel_each_other_leave_the_order_given() -> None:
    # In floating-point numbers 0.1 + 0.2 - 0.3 is a little above 0: version 4 is not ahead of 0.
    amounts = {(1, 4): -0.1, (2, 4): -0.2, (3, 4): 0.3}
    relations = {
        pair: related(abs(amount), 0.0, STRONG if amount > 0 else -STRONG)
        for pair, amount in amounts.items()
    }
    assert trace([None] * 5, {}, relations).order == [3, 0, 4, 1, 2]


def test_of_two_sources_that_hold_as_much_the_likelier_first_is_taken() -> None:
    lineage = trace_texts([None] * 3, [MAYOR] * 3, {(0, 1): LIKELY, (0, 2): WEAK})
    assert lineage.order == [0, 2, 1]
    assert steps(lineage) == [(0, 2, WEAK), (0, 1, LIKELY)]


@pytest.mark.parametrize(("share", "found"), [(0.1, 1), (4 / 41, 0)])
def test_a_tenth_of_a_version_is_enough_for_a_source(share: float, found: int) -> None:
    lineage = trace([None, None], {}, {(0, 1): related(1.0, share)})
    assert lineage.steps["share"].tolist() == [0.1] * found
    assert lineage.steps["kept"].tolist() == [1.0] * found


def test_a_leaning_of_two_versions_that_share_nothing_does_not_order_them() -> None:
    assert trace([None, None], {}, {(0, 1): related(0.0, 0.0, -STRONG)}).order == [0, 1]
    assert trace([None, None], {}, {(0, 1): related(1.0, 0.8, -STRONG)}).order == [1, 0]


def test_a_source_may_stand_anywhere_before_its_version() -> None:
    days: list[date | None] = [date(2020, 1, day) for day in (1, 2, 3, 4)]
    lineage = trace_texts(days, [MAYOR, f"{CROWD} {RADIO}", COST, f"{RADIO} {CROWD}"])
    assert [step[:2] for step in steps(lineage)] == [(1, 3)]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [((0.25, 0.75), (0.75, 0.25)), ((None, 0.75), (0.75, 0.0)), ((0.25, None), None)],
)
def test_a_step_has_the_shares_of_the_relation_and_none_where_they_were_not_computed(
    shares: tuple[float | None, float | None], expected: tuple[float, float] | None
) -> None:
    lineage = trace([None, None], align_english([REPORT, CUT]), {(0, 1): related(*shares)})
    found = lineage.steps[["share", "kept"]].to_numpy().tolist()
    assert found == ([[*expected]] if expected else [])


def test_two_without_a_relation_make_no_step_whatever_is_aligned() -> None:
    lineage = trace([None, None], align_english([CUT, CUT]), {})
    assert lineage.steps.empty
    assert lineage.sentences["row"].nunique() == 3


def test_the_direction_of_the_relation_orders_the_versions() -> None:
    decided = apply_decisions(related(1.0, 1.0, LIKELY), ("first from second", "", ""), ())
    days = [date(2020, 1, 1), date(2020, 1, 2)]
    assert steps(trace(days, {}, {(0, 1): decided})) == [(1, 0, 1.0)]


def test_two_that_were_decided_to_be_unrelated_make_no_step() -> None:
    decided = apply_decisions(related(1.0, 1.0), ("unrelated", "", ""), ())
    assert trace([None, None], align_english([CUT, CUT]), {(0, 1): decided}).steps.empty
