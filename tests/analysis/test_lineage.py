"""Who took from whom, on families made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from components.analysis.lineage import Lineage, align_versions, trace

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."

REPORT = f"{MAYOR} {COST} {CROWD} {RADIO}"
CUT = f"{MAYOR} {COST} {CROWD}"
SHORT = f"{MAYOR} {COST}"
OTHER = "Nobody knows how deep the lake behind the old mill is said to be."


def steps(lineage: Lineage) -> list[tuple[int, int, float]]:
    return [(row.source, row.version, row.leaning) for row in lineage.steps.itertuples()]


def test_the_earlier_day_goes_first() -> None:
    days = [date(2020, 1, 3), date(2020, 1, 1), date(2020, 1, 2)]
    lineage = trace(days, align_versions([SHORT, REPORT, CUT]), {})
    assert lineage.order == [1, 2, 0]
    assert steps(lineage) == [(1, 2, 0), (1, 0, 0)]
    assert lineage.steps["share"].tolist() == [1.0, 1.0]
    assert lineage.steps["kept"].round(3).tolist() == [0.778, 0.511]


def test_an_argued_direction_outweighs_the_order_given() -> None:
    lineage = trace([None] * 3, align_versions([SHORT, CUT, REPORT]), {(0, 2): -1, (1, 2): -0.5})
    assert lineage.order[0] == 2
    assert steps(lineage) == [(2, 1, 0.5), (2, 0, 1)]


def test_where_nothing_tells_the_order_given_stands() -> None:
    assert trace([None, None], align_versions([CUT, REPORT]), {}).order == [0, 1]


def test_each_version_has_the_source_that_holds_most_of_it() -> None:
    days = [date(2020, 1, day) for day in (1, 2, 3)]
    middle = f"{MAYOR} {COST.replace('12', '13')} {OTHER}"
    late = f"{COST.replace('12', '13')} {OTHER}"
    assert steps(trace(days, align_versions([REPORT, middle, late]), {})) == [(0, 1, 0), (1, 2, 0)]


def test_a_version_that_shares_nothing_has_no_source() -> None:
    assert trace([None, None], align_versions([REPORT, OTHER]), {}).steps.empty


def test_one_contradiction_does_not_turn_the_order_over() -> None:
    texts = [REPORT, f"{REPORT} {OTHER}", REPORT, SHORT]
    leanings = {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0, (0, 3): -0.2, (1, 3): 1.0, (2, 3): 1.0}
    assert trace([None] * 4, align_versions(texts), leanings).order == [0, 1, 2, 3]


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_versions_have_no_steps(count: int) -> None:
    lineage = trace([None] * count, align_versions([REPORT] * count), {})
    assert lineage.order == list(range(count))
    assert lineage.steps.empty


def test_above_sixty_versions_the_latest_are_left_out_and_named() -> None:
    texts = [f"{REPORT} {OTHER.replace('lake', f'lake{number}')}" for number in range(62)]
    days = [date(2020, 1, 1 + number // 3) for number in range(62)]
    lineage = trace(days, align_versions(texts), {})
    assert lineage.left_out == [60, 61]
    assert len(lineage.order) == 60
    assert lineage.sentences["row"].nunique() == 5
    assert len(lineage.steps) == 59
