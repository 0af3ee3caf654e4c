"""Direction, argued on invented texts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.pair.alignment import align
from components.analysis.pair.direction import (
    CONFIDENCES,
    VERDICTS,
    Direction,
    Evidence,
    argue_direction,
    describe_evidence,
    weigh,
)

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."
STORY = f"{MAYOR} {COST} {CROWD} {RADIO}"
EARLY, LATE = date(2021, 5, 3), date(2021, 5, 4)
MIRROR = {
    "second from first": "first from second",
    "first from second": "second from first",
    "common source": "common source",
    "cannot tell": "cannot tell",
}


def argue(
    first: str,
    second: str,
    published: tuple[date | None, date | None] = (None, None),
    sources: tuple[str, str] = ("", ""),
) -> Direction:
    return argue_direction(
        first, second, align(first, second, language="en"), published=published, sources=sources
    )


def kinds(direction: Direction) -> dict[str, str]:
    return {found.kind: found.points for found in direction.evidence}


def test_equal_texts_without_days_say_nothing() -> None:
    direction = argue(STORY, STORY)
    assert (direction.verdict, direction.confidence) == ("cannot tell", "")
    assert kinds(direction) == {"equal": "cannot tell"}


def test_a_day_alone_gives_a_weak_verdict() -> None:
    direction = argue(STORY, STORY, (EARLY, LATE))
    assert (direction.verdict, direction.confidence) == ("second from first", "weak")
    assert "2021-05-03" in describe_evidence(direction.evidence[0])
    assert argue(STORY, STORY, (EARLY, EARLY)).verdict == "cannot tell"


def test_a_credit_to_the_other_outlet_and_a_day_are_strong() -> None:
    credited = STORY.replace(MAYOR, MAYOR[:-1] + ", according to The Oldham Post.")
    sources = ("Oldham Post", "Quay Daily")
    direction = argue(STORY, credited, (EARLY, LATE), sources)
    assert (direction.verdict, direction.confidence) == ("second from first", "strong")
    credit = direction.evidence[0]
    (span,) = credit.second
    assert credited[slice(*span)] == "according to The Oldham Post"


def test_a_credit_is_a_weak_reason_where_the_outlet_of_the_other_is_not_known() -> None:
    credited = STORY.replace(MAYOR, MAYOR[:-1] + ", according to The Oldham Post.")
    direction = argue(STORY, credited)
    assert (direction.verdict, direction.confidence) == ("second from first", "weak")
    agency = argue(STORY, credited.replace("The Oldham Post", "Reuters"))
    assert (agency.verdict, agency.confidence) == ("common source", "weak")


def test_a_credit_for_what_is_not_shared_says_nothing_of_the_shared() -> None:
    told = f"{MAYOR} {COST} {CROWD} It had rained in the hills, The Oldham Post reported."
    assert argue(STORY, told).verdict == "cannot tell"


def test_lines_that_a_page_has_around_its_story_are_no_evidence() -> None:
    framed = f"{MAYOR} {COST}\n\nRead also: Old bridges\n\n{CROWD} {RADIO}"
    assert {found.points for found in argue(STORY, framed).evidence} <= {"cannot tell"}


SHARED = "“We stay here until the last boat of all is home again,” Ada Pell wrote to the council."
FERRIES = [f"Ferry {number} leaves the northern pier at dawn with mail." for number in range(12)]
SAILORS = [
    f"A sailor of {number} winters mended nets behind the chapel." for number in range(20, 32)
]


def apart(opening: str, story: list[str]) -> str:
    """A text that has nothing but one statement in common with the one of the other story."""
    return " ".join([opening, *story, SHARED])


def test_a_day_says_nothing_of_texts_that_share_a_statement_only() -> None:
    first, second = apart("It rained.", FERRIES), apart("It snowed.", SAILORS)
    assert argue(first, second, (EARLY, LATE)).verdict == "cannot tell"


def test_a_text_that_opens_with_a_report_of_the_other_outlet_is_from_it() -> None:
    first = apart("A ferry is late.", FERRIES)
    opened = apart("A ferry is late, Oldham Post and Quay Herald reported.", SAILORS)
    sources = ("Oldham Post", "Town Crier")
    direction = argue(first, opened, sources=sources)
    assert (direction.verdict, direction.confidence) == ("second from first", "likely")


def test_what_somebody_told_the_other_outlet_elsewhere_is_no_credit_for_the_shared() -> None:
    first = apart("A ferry is late.", FERRIES)
    told = apart("“It is wet,” the harbour master told Oldham Post.", SAILORS)
    assert argue(first, told, sources=("Oldham Post", "Town Crier")).verdict == "cannot tell"


def test_what_somebody_told_the_other_outlet_again_and_again_is_from_it() -> None:
    first = apart("Two pilots sang while speaking to Oldham Post.", FERRIES)
    once = "“It is wet,” the harbour master told Oldham Post."
    often = f"{once} “Very wet,” he told Oldham Post. “Wet,” he said, asked by Oldham Post."
    sources = ("Oldham Post", "Town Crier")
    assert argue(first, apart(once, SAILORS), sources=sources).verdict == "cannot tell"
    direction = argue(first, apart(often, SAILORS), sources=sources)
    assert (direction.verdict, direction.confidence) == ("second from first", "weak")


def test_that_one_text_is_longer_is_one_reason_and_not_three() -> None:
    kinds_of_length = ("containment", "material", "ending")
    pieces = [Evidence(kind, "", "second from first", 0.3) for kind in kinds_of_length]
    assert weigh(pieces) == ("cannot tell", "")


def test_a_credit_to_a_third_outlet_points_to_a_common_source() -> None:
    credited = STORY.replace(MAYOR, MAYOR[:-1] + ", Reuters reported.")
    one = argue(STORY, credited, sources=("Oldham Post", "Quay Daily"))
    both = argue(credited, credited + " " + CROWD, sources=("Oldham Post", "Quay Daily"))
    assert one.verdict == both.verdict == "common source"
    assert "both credit Reuters" in describe_evidence(both.evidence[0])


def test_a_ministry_is_no_outlet() -> None:
    credited = STORY.replace(MAYOR, MAYOR[:-1] + ", according to the ministry.")
    assert "credit" not in kinds(argue(STORY, credited))


def test_an_outlet_that_speaks_of_itself_is_credited_by_the_other() -> None:
    own = f"{STORY} “I am wet,” the mayor told The Oldham Post."
    copied = f"{STORY} This article first appeared in The Oldham Post."
    direction = argue(own, copied)
    assert direction.verdict == "second from first"
    assert "calls its own outlet" in describe_evidence(direction.evidence[0])
    assert kinds(argue(own, STORY)).get("credit") is None


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (f"NEW-OLDHAM, Crownland — {STORY}", STORY, "dateline"),
        (f"By Rosa Keller\n\n{STORY}", STORY, "byline"),
        (f"{STORY} “No,” “yes” and “no”.", f'{STORY} "No," "yes" and "no".', "typography"),
        (f"{STORY} They sang. They danced.", f"{MAYOR} {COST} {CROWD}", "ending"),
        (f"{STORY} Rosa K. Lind sang.", f"{STORY} Rosa Lind sang.", "names"),
        (
            f"Rosa Lind sang a song. Ms. Lind left. {STORY}",
            f"Ms. Lind left. {STORY}",
            "introduction",
        ),
        (STORY, f"{STORY} Translated from Latvian.", "translation"),
        (f"{STORY} “We waited here for nine years,” he said.", STORY, "containment"),
        (f"{STORY} “We waited here for nine years,” he said.", STORY, "material"),
    ],
)
def test_what_copying_leaves_behind_points_to_the_copy(first: str, second: str, kind: str) -> None:
    assert kinds(argue(first, second)).get(kind) == "second from first"
    assert kinds(argue(second, first)).get(kind) == "first from second"


def test_a_headline_before_a_dash_is_no_dateline() -> None:
    assert "dateline" in kinds(argue(f"КИЇВ — {STORY}", STORY))
    assert "dateline" not in kinds(argue(f"Дощ ішов усю ніч — {STORY}", STORY))


def test_traces_without_day_or_credit_are_weak() -> None:
    first = f"OLDHAM — {STORY} “No,” “yes” and “no”. Rosa K. Lind sang."
    second = f'{STORY} "No," "yes" and "no". Rosa Lind sang. Read also: Bridges'
    assert argue(first, second).confidence == "weak"


def test_texts_that_share_quotations_only_or_nothing_say_nothing() -> None:
    quoted = "“We stay here until the last boat is home again,” Mr. Lind said."
    assert argue(f"{MAYOR} {quoted}", f"{RADIO} {quoted}", (EARLY, LATE)).verdict == "cannot tell"
    assert argue(MAYOR, RADIO, (EARLY, LATE)).verdict == "cannot tell"
    assert argue("", "", (EARLY, LATE)).verdict == "cannot tell"
    other = argue(STORY, "Мер міста відкрив міст. Люди стояли під дощем.")
    assert "different scripts" in describe_evidence(other.evidence[0])


PIECES = st.lists(
    st.sampled_from(
        [
            MAYOR,
            COST,
            CROWD,
            RADIO,
            "OLDHAM — Rain fell.",
            "Read also: Bridges",
            "It rained, Reuters reported.",
            "It rained, he told The Oldham Post.",
            "The post Rain appeared first on The Oldham Post.",
            "“No,” Ms. Lind said.",
            "Rosa K. Lind sang.",
            "By Rosa Lind",
        ]
    ),
    max_size=7,
).map("\n\n".join)
DAYS = st.sampled_from([None, EARLY, LATE])
SOURCES = st.sampled_from(["", "The Oldham Post", "Quay Daily"])


@settings(max_examples=150, deadline=None)
@given(PIECES, PIECES, DAYS, DAYS, SOURCES, SOURCES)
def test_the_pair_the_other_way_round_gives_the_mirrored_answer(
    first: str, second: str, day: date | None, other_day: date | None, source: str, other: str
) -> None:
    alignment = align(first, second, language="en")
    mirrored = align(second, first, language="en")
    one = argue(first, second, (day, other_day), (source, other))
    back = argue(second, first, (other_day, day), (other, source))
    assert one.verdict in VERDICTS
    assert one.confidence in (("",) if one.verdict == "cannot tell" else CONFIDENCES)
    assert one.evidence or one.verdict == "cannot tell"
    for found in one.evidence:
        assert all(0 <= a < b <= len(first) for a, b in found.first)
        assert all(0 <= a < b <= len(second) for a, b in found.second)
    if [(link.first, link.second) for link in alignment.links] == sorted(
        (link.second, link.first) for link in mirrored.links
    ):
        assert (back.verdict, back.confidence) == (MIRROR[one.verdict], one.confidence)


def test_what_somebody_told_an_agency_on_one_side_is_no_common_source() -> None:
    told = f"{STORY} “I am wet,” the mayor told Reuters."
    assert argue(STORY, told, sources=("Oldham Post", "Quay Daily")).verdict == "cannot tell"


def test_two_pages_of_one_outlet_do_not_both_credit_it() -> None:
    told = f"{STORY} The bridge is wet, the BBC reported."
    direction = argue(told, f"{told} {MAYOR}", sources=("bbc.com", "bbc-world"))
    assert direction.verdict != "common source"
    assert not any("both credit" in describe_evidence(one) for one in direction.evidence)


def test_an_agency_in_the_dateline_of_another_outlet_is_the_giver() -> None:
    taken = f"OLDHAM (AP) — {STORY}"
    one = argue(STORY, taken, sources=("apnews.com", "quaydaily.example"))
    back = argue(taken, STORY, sources=("quaydaily.example", "apnews.com"))
    assert (one.verdict, back.verdict) == ("second from first", "first from second")
    assert one.confidence == back.confidence == "likely"
    both = argue(taken, taken + RADIO, sources=("Oldham Post", "Quay Daily"))
    assert both.verdict == "common source"


def test_a_credit_is_found_by_the_host_or_the_feed_of_the_other() -> None:
    credited = STORY.replace(MAYOR, MAYOR[:-1] + ", the Oldham Post reported.")
    for source in ("oldhampost.co.uk", "oldham-post-world"):
        assert argue(STORY, credited, sources=(source, "Quay Daily")).verdict == "second from first"
    alignment = align(STORY, credited, language="en")
    addresses = ("https://www.oldhampost.example/a", "https://quay.example/b")
    by_host = argue_direction(STORY, credited, alignment, addresses=addresses)
    assert by_host.verdict == "second from first"


def test_a_day_that_the_address_contradicts_is_doubted_aloud_and_does_not_count() -> None:
    alignment = align(STORY, STORY, language="en")
    addresses = ("https://a.example/2025/03/04/bridge", "https://b.example/bridge")
    direction = argue_direction(
        STORY, STORY, alignment, published=(EARLY, LATE), addresses=addresses
    )
    assert direction.verdict == "cannot tell"
    (doubt,) = [one for one in direction.evidence if one.kind == "doubted day"]
    told = "A is dated 2021-05-03, but its address has 2025-03-04: its day is doubted"
    assert describe_evidence(doubt, "A", "B") == told
    near = ("https://a.example/2021/05/03/bridge", "https://b.example/20210504/bridge")
    kept = argue_direction(STORY, STORY, alignment, published=(EARLY, LATE), addresses=near)
    assert kept.verdict == "second from first"


def test_three_light_pieces_for_one_side_are_a_weak_verdict() -> None:
    pieces = [Evidence("names", "", "second from first", 0.3) for _ in range(3)]
    assert weigh(pieces) == ("second from first", "weak")
    assert weigh(pieces[:2]) == ("cannot tell", "")
    other = Evidence("names", "", "first from second", 0.3)
    assert weigh([*pieces, other]) == ("cannot tell", "")


def test_two_prints_of_the_full_text_of_a_speech_have_a_common_source() -> None:
    first = f"The full text of the speech follows. {STORY}"
    second = f"He spoke at noon; here is the full text of his statement. {STORY}"
    assert argue(first, second).verdict == "common source"


def test_quotations_that_are_credited_to_the_other_outlet_are_taken_from_it() -> None:
    said = "“We stay here until the last boat is home again,” the ferryman said."
    more = "“Nobody of us has ever seen so much rain on this quay,” the ferryman said."
    first, second = (
        f"{said} {more}",
        f"It rained in an interview with CNN. {said} {more}",
    )
    one = argue(first, second, sources=("cnn.com", "Quay Daily"))
    assert (one.verdict, one.confidence) == ("second from first", "weak")
    assert argue(first, second, sources=("Oldham Post", "Quay Daily")).verdict == "cannot tell"


def test_pages_of_one_outlet_that_share_an_agency_are_no_copies_of_it() -> None:
    page = f"Quay Daily with AFP\n{STORY}"
    one = argue(page, f"{page} {MAYOR}", sources=("quaydaily.example", "quaydaily.example"))
    assert one.verdict == "cannot tell"


def test_traces_say_nothing_of_two_texts_that_share_a_sentence() -> None:
    own = " ".join(f"The {n} harbour masters of the coast have met in town {n}." for n in range(9))
    other = " ".join(f"Seamen by the dozen went to sea with boat {n} that day." for n in range(9))
    direction = argue(f"{MAYOR} {own}", f"{MAYOR} {other} Read also: Bridges", (EARLY, LATE))
    assert direction.verdict == "cannot tell"


WEEK = (
    "Deposits at the banks of Oldham rose {} million crowns to {} million in the week ended {}, "
    "the central bank said. Notes in circulation fell {} million crowns to {} million in the same "
    "week. Deposits of foreign firms rose {} million crowns to {} million, it said."
)
MARCH = WEEK.format(217, 3280, "March 4", 55, 751, 65, 176)
JUNE = WEEK.format(430, 3565, "June 10", 87, 797, 95, 184)


def test_reports_of_one_form_on_other_weeks_are_not_taken_from_each_other() -> None:
    direction = argue(MARCH, JUNE, (date(2021, 3, 6), date(2021, 6, 19)))
    assert (direction.verdict, direction.confidence) == ("cannot tell", "")
    assert kinds(direction) == {"other periods": "cannot tell"}


def test_a_text_of_the_day_before_has_not_changed_what_came_later() -> None:
    credit = Evidence("credit", "", "second from first", 2.5)
    day = Evidence("date", "", "first from second", 0.6)
    assert Direction("second from first", "likely", [credit]).is_told
    assert not Direction("second from first", "likely", [credit, day]).is_told
