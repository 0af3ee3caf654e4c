"""Who took from whom, on families made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from components.analysis.collection.lineage import Lineage, align_versions, trace
from components.analysis.pair.alignment import Alignment, Link, align

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


def test_up_to_twenty_four_versions_each_is_aligned_with_every_other() -> None:
    texts = [f"Word{number}." for number in range(24)]
    assert len(align_versions(texts)) == 24 * 23 / 2
    assert align_versions([*texts, "Word24."]) == {}


def test_above_twenty_four_versions_each_is_aligned_with_those_it_shares_most_with() -> None:
    # Version n holds the first 14 + n words: of shorter versions it holds all, the score is 1.
    # Each longer version so has the eight that stand first, and each of these eight the others.
    words = [f"w{number}" for number in range(40)]
    texts = [" ".join(words[: 14 + number]) for number in range(25)]
    pairs = list(align_versions(texts))
    assert pairs == [(a, b) for a in range(8) for b in range(a + 1, 25)]


def test_above_twenty_four_versions_a_larger_share_goes_before_an_earlier_place() -> None:
    # Nine versions have fourteen words of 140 in common, sixteen have them among twenty. So two of
    # the nine score 0.1 and all others 0.7: none of the nine is aligned with another of them.
    shared = " ".join(f"w{number}" for number in range(14))
    sizes = [126] * 9 + [6] * 16
    texts = [
        f"{shared} {' '.join(f'v{number}x{place}' for place in range(size))}"
        for number, size in enumerate(sizes)
    ]
    expected = [(a, b) for a in range(8) for b in range(9, 25)]
    assert list(align_versions(texts)) == [*expected, *((8, b) for b in range(9, 17))]


def test_each_text_of_a_pair_is_aligned_by_its_number() -> None:
    pairs = align_versions([MAYOR, COST, CROWD])
    assert list(pairs) == [(0, 1), (0, 2), (1, 2)]
    assert [(one.first_text, one.second_text) for one in pairs.values()] == [
        (MAYOR, COST),
        (MAYOR, CROWD),
        (COST, CROWD),
    ]


def test_the_sentences_of_versions_are_cut_by_their_language() -> None:
    text = "Sie kamen bzw. Gäste kamen."
    counted = {
        language: len(align_versions([text, MAYOR], language=language)[0, 1].first)
        for language in ("de", "en")
    }
    assert counted == {"de": 1, "en": 2}


def test_above_sixty_versions_those_without_a_date_are_left_out_first() -> None:
    assert trace([*[None] * 60, date(2020, 1, 1)], {}, {}).left_out == [59]
    assert trace([None] * 60, {}, {}).left_out == []
    assert trace([None] * 59 + [date(2020, 1, 1)], {}, {}).order == [59, *range(59)]
    late = [date(2020, 1, 2), *[date(2020, 1, 1)] * 61, date(2020, 1, 3)]
    assert trace(late, {}, {}).left_out == [0, 61, 62]


def test_what_is_left_out_has_neither_sentences_nor_steps() -> None:
    days = [date(2020, 1, 2), *[date(2020, 1, 1)] * 60, date(2020, 1, 1)]
    alignments = {(0, 1): align(REPORT, REPORT), (1, 2): align(CUT, CUT), (2, 61): align(CUT, CUT)}
    lineage = trace(days, alignments, {})
    assert lineage.left_out == [0, 61]
    assert steps(lineage) == [(1, 2, 0)]
    assert lineage.sentences["version"].unique().tolist() == lineage.order
    assert len(lineage.sentences) == 3 * 60


def test_without_a_leaning_the_day_tells_and_with_one_it_does_not() -> None:
    pairs = align_versions([SHORT, REPORT])
    days = [date(2020, 1, 9), date(2020, 1, 2)]
    assert trace(days, pairs, {}).order == [1, 0]
    assert trace(days, pairs, {(0, 1): 0.0}).order == [1, 0]
    assert trace(days, pairs, {(0, 1): 0.1}).order == [0, 1]
    assert trace(days[::-1], pairs, {(0, 1): -0.1}).order == [1, 0]


def test_a_day_known_goes_before_one_that_is_not() -> None:
    pairs = align_versions([SHORT, REPORT])
    assert trace([None, date(2020, 1, 2)], pairs, {}).order == [1, 0]
    assert trace([date(2020, 1, 2), None], pairs, {}).order == [0, 1]


def test_days_between_two_versions_weigh_the_same_however_many_they_are() -> None:
    # Version 1 is by its day a year before version 2, which by the leanings goes before 0, which
    # goes before 1: ahead are 2 by 1 - 1 and 0 by 1 - 1, and so is 1; then the days tell.
    days = [date(2020, 6, 1), date(2020, 1, 1), date(2021, 1, 1)]
    pairs = align_versions([REPORT] * 3)
    assert trace(days, pairs, {(0, 1): 1.0, (0, 2): -1.0}).order == [1, 0, 2]


def test_pairs_weigh_by_the_larger_of_their_shares() -> None:
    # Of 0 and 1 one shares 11 words of 23, the other all of its 11; of 1 and 2 the same. So 1 is
    # ahead of 0 by 1 x 0.6 and behind 2 by 1 x 0.5.
    pairs = align_versions([SHORT, MAYOR, SHORT])
    assert trace([None] * 3, pairs, {(0, 1): -0.6, (1, 2): -0.5}).order == [2, 1, 0]
    assert trace([None] * 3, pairs, {(0, 1): 0.6, (1, 2): 0.5}).order == [0, 1, 2]


def test_amounts_that_cancel_each_other_leave_the_order_given() -> None:
    # In floating-point numbers 0.1 + 0.2 - 0.3 is a little above 0: version 4 is not ahead of 0.
    leanings = {(1, 4): -0.1, (2, 4): -0.2, (3, 4): 0.3}
    assert trace([None] * 5, align_versions([MAYOR] * 5), leanings).order == [3, 0, 4, 1, 2]


def test_of_two_sources_that_hold_as_much_the_likelier_first_is_taken() -> None:
    lineage = trace([None] * 3, align_versions([MAYOR] * 3), {(0, 1): 0.5, (0, 2): 0.25})
    assert lineage.order == [0, 2, 1]
    assert steps(lineage) == [(0, 2, 0.25), (0, 1, 0.5)]


@pytest.mark.parametrize(("words", "found"), [(40, 1), (41, 0)])
def test_a_tenth_of_a_version_is_enough_for_a_source(words: int, found: int) -> None:
    storm = "The storm cost lives."
    long = f"{storm[:-1]} {' '.join(f'w{number}' for number in range(words - 4))}."
    shared = [Link((0,), (0,), "edited", changed=True)]
    pair = Alignment(storm, long, [(0, len(storm))], [(0, len(long))], shared)
    lineage = trace([None, None], {(0, 1): pair}, {})
    assert lineage.steps["share"].tolist() == [0.1] * found
    assert lineage.steps["kept"].tolist() == [1.0] * found


def test_a_leaning_of_two_versions_that_share_nothing_does_not_order_them() -> None:
    assert trace([None, None], {}, {(0, 1): -1.0}).order == [0, 1]
    assert trace([None, None], align_versions([CUT, REPORT]), {(0, 1): -1.0}).order == [1, 0]


def test_a_source_may_stand_anywhere_before_its_version() -> None:
    days = [date(2020, 1, day) for day in (1, 2, 3, 4)]
    pairs = align_versions([MAYOR, f"{CROWD} {RADIO}", COST, f"{RADIO} {CROWD}"])
    assert [step[:2] for step in steps(trace(days, pairs, {}))] == [(1, 3)]
