"""The relation of a pair, on invented texts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.pair.alignment import Alignment, Counts, align
from components.analysis.pair.direction import CONFIDENCES, DECIDED, VERDICTS, weigh
from components.analysis.pair.direction.evidence import describe_evidence
from components.analysis.pair.relation import (
    DECISIONS,
    KINDS,
    Relation,
    apply_decisions,
    mirror,
    relate,
)
from components.analysis.pair.relation_records import (
    TYPES,
    pack_relation,
    relation_table,
    unpack_relation,
)
from components.analysis.pair.stored_alignment import mirror as turn

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."
STORY = f"{MAYOR} {COST} {CROWD} {RADIO}"
QUOTED = "“We stay here until the last boat is home again,” Mr. Lind said."
EARLY, LATE = date(2021, 5, 3), date(2021, 5, 4)
SAMPLE = sorted((Path(__file__).parents[3] / "data" / "corpus").glob("*.md"))
ANN = ("Ann", "2024-03-18T12:00:00")

Days = tuple[date | None, date | None]
Shares = tuple[float | None, float | None]


def relation(
    first: str,
    second: str,
    shares: Shares = (None, None),
    published: Days = (None, None),
    sources: tuple[str, str] = ("", ""),
    languages: tuple[str, str] = ("en", "en"),
    alignment: Alignment | None = None,
) -> Relation:
    return relate(
        alignment or align(first, second, language="en"),
        (first, second),
        shares=shares,
        published=published,
        sources=sources,
        languages=languages,
    )


def piece(found: Relation, kind: str) -> str:
    return next(one.id for one in found.evidence if one.kind == kind)


@pytest.mark.parametrize(
    "second",
    [
        f"{STORY} {QUOTED}",
        f"{STORY} {QUOTED}".replace("bridge", "BRIDGE"),
        f"{STORY}\n\n{QUOTED}",
        f"{STORY} {QUOTED}".replace("“", '"').replace("”", '"'),
    ],
)
def test_texts_that_differ_in_case_space_and_punctuation_style_are_the_same_text(
    second: str,
) -> None:
    assert relation(f"{STORY} {QUOTED}", second, (1.0, 1.0), (EARLY, LATE)).kind == "same text"


def test_a_word_a_sentence_or_the_order_makes_another_version() -> None:
    for second in (
        STORY.replace("12", "13"),
        f"{STORY} {QUOTED}",
        f"{MAYOR} {CROWD} {COST} {RADIO}",
    ):
        assert relation(STORY, second, (0.9, 0.9)).kind == "version"


@pytest.mark.parametrize(
    ("shares", "kind"),
    [
        ((0.8, 0.49), "excerpt"),
        ((0.49, 0.8), "excerpt"),
        ((0.79, 0.49), "version"),
        ((0.8, 0.5), "version"),
        ((0.3, 0.1), "version"),
        ((0.29, 0.1), "follow-up"),
        ((0.1, 0.29), "follow-up"),
    ],
)
def test_shares_tell_an_excerpt_a_version_and_a_follow_up(shares: Shares, kind: str) -> None:
    found = relation(f"{MAYOR} {COST}", f"{MAYOR} {CROWD}", shares, (EARLY, LATE))
    assert found.kind == kind
    assert found.overlap == max(share for share in shares if share is not None)


def test_a_follow_up_has_another_day() -> None:
    texts = f"{MAYOR} {COST}", f"{MAYOR} {CROWD}"
    for days in ((None, None), (EARLY, EARLY), (EARLY, None)):
        assert relation(*texts, (0.2, 0.2), days).kind == "version"
    dated = relation(*texts, (0.2, 0.2), (LATE, EARLY))
    assert dated.kind == "follow-up"
    assert apply_decisions(dated, None, [piece(dated, "date")]).kind == "version"


def test_where_no_share_was_computed_linked_sentences_count() -> None:
    # One of two sentences is linked, and one of four; then the only one, and one of four.
    assert relation(f"{MAYOR} {QUOTED}", STORY).kind == "version"
    short = relation(MAYOR, STORY)
    assert (short.kind, short.overlap) == ("excerpt", None)


def test_a_common_source_is_the_kind_where_the_direction_says_so() -> None:
    credited = STORY.replace(MAYOR, MAYOR[:-1] + ", Reuters reported.")
    outlets = ("Oldham Post", "Quay Daily")
    found = relation(STORY, credited, (0.9, 0.9), sources=outlets)
    assert (found.kind, found.direction, found.reason) == ("common source", "common source", "")
    struck = apply_decisions(found, None, [piece(found, "credit")])
    assert (struck.kind, struck.direction) == ("version", "cannot tell")


@pytest.mark.parametrize(
    ("texts", "languages", "reason"),
    [
        ((MAYOR, RADIO), ("en", "en"), "the two share no sentence"),
        (
            (f"{MAYOR} {QUOTED}", f"{RADIO} {QUOTED}"),
            ("en", "en"),
            "the two share no sentence except quotations",
        ),
        (
            (MAYOR, "Der Bürgermeister kam."),
            ("en", "de"),
            "the two are in different languages and cannot be compared word by word",
        ),
        (
            (MAYOR, "Мер міста відкрив міст."),
            ("en", "uk"),
            "the two are in different scripts and cannot be compared word by word",
        ),
    ],
)
def test_without_a_sentence_of_prose_in_common_they_are_unrelated(
    texts: tuple[str, str], languages: tuple[str, str], reason: str
) -> None:
    found = relation(*texts, (0.5, 0.5), (EARLY, LATE), languages=languages)
    assert (found.kind, found.direction, found.confidence) == ("unrelated", "cannot tell", "")
    assert found.reason == reason


def test_a_quotation_is_one_whichever_text_says_so() -> None:
    plain = QUOTED.replace("“", "").replace("”", "")
    one, other = relation(QUOTED, f"{plain} {MAYOR}"), relation(f"{plain} {MAYOR}", QUOTED)
    assert (one.kind, one.reason) == (other.kind, other.reason)


def test_why_no_direction_can_be_told_is_said() -> None:
    assert relation(STORY, STORY).reason.startswith("the texts are equal")
    edited = STORY.replace("12", "13")
    assert relation(STORY, edited).reason == "neither the texts nor their dates give evidence of it"
    reason = relation(f"OLDHAM — {STORY}", edited).reason
    assert reason == "all evidence points one way, but it is too weak"
    assert relation(STORY, edited, published=(EARLY, LATE)).reason == ""


def test_evidence_quotes_braces_as_they_are_also_mirrored() -> None:
    found = relation(f"OLDHAM {{0}} — {STORY}", STORY)
    (lost,) = (one for one in found.evidence if one.kind == "dateline")
    sentence = "the second lacks the dateline ‘OLDHAM {0}’"
    assert describe_evidence(lost) == sentence
    (back,) = (one for one in mirror(found).evidence if one.kind == "dateline")
    assert describe_evidence(back, "A", "B") == sentence.replace("the second", "A")
    assert (back.first, back.second, back.id) == (lost.second, lost.first, lost.id)
    assert (lost.points, back.points) == ("second from first", "first from second")


def test_struck_evidence_does_not_weigh_until_it_is_put_back() -> None:
    credited = STORY.replace(MAYOR, MAYOR[:-1] + ", according to The Oldham Post.")
    found = relation(STORY, credited, (0.9, 0.9), (EARLY, LATE), ("Oldham Post", "Quay Daily"))
    assert (found.direction, found.confidence, found.is_told) == (
        "second from first",
        "strong",
        True,
    )
    credit = piece(found, "credit")
    struck = apply_decisions(found, None, [credit, "not there any more"])
    assert (struck.direction, struck.confidence) == ("second from first", "weak")
    assert struck.struck == (credit,)
    assert struck.evidence == found.evidence
    assert struck.is_told
    without_day = apply_decisions(found, None, [credit, piece(found, "date")])
    assert (without_day.direction, without_day.is_told) == ("cannot tell", False)
    assert apply_decisions(struck, None, ()) == found


@pytest.mark.parametrize(
    ("value", "kind", "direction", "confidence", "told"),
    [
        ("second from first", "version", "second from first", DECIDED, True),
        ("first from second", "version", "first from second", DECIDED, False),
        ("common source", "common source", "common source", DECIDED, False),
        ("unrelated", "unrelated", "cannot tell", "", False),
        ("follow-up", "follow-up", "second from first", "weak", True),
        ("same text", "same text", "second from first", "weak", True),
    ],
)
def test_what_an_analyst_decided_wins(
    value: str, kind: str, direction: str, confidence: str, told: bool
) -> None:
    found = relation(STORY, STORY.replace("12", "13"), (0.9, 0.9), (EARLY, LATE))
    decided = apply_decisions(found, (value, *ANN), ())
    assert (decided.kind, decided.direction, decided.confidence) == (kind, direction, confidence)
    assert (decided.decided, decided.decided_by, decided.decided_at) == (value, *ANN)
    assert decided.is_told == told
    assert bool(decided.reason) == (value == "unrelated")
    assert apply_decisions(decided, None, ()) == found


def test_a_direction_decided_for_two_without_a_shared_sentence_makes_them_versions() -> None:
    found = apply_decisions(relation(MAYOR, RADIO), ("first from second", *ANN), ())
    assert (found.kind, found.reason) == ("version", "")


def test_a_word_that_is_no_decision_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="second from first, first from second, same text"):
        apply_decisions(relation(MAYOR, RADIO), ("cannot tell", *ANN), ())


def test_the_leaning_is_from_second_from_first_to_first_from_second() -> None:
    found = relation(STORY, STORY, published=(EARLY, LATE))
    assert found.as_direction.leaning == 0.35
    assert mirror(found).as_direction.leaning == -0.35
    decided = apply_decisions(found, ("second from first", *ANN), ())
    assert decided.as_direction.leaning == 1.0
    assert apply_decisions(found, ("common source", *ANN), ()).as_direction.leaning == 0.0


def test_counts_of_the_mirrored_pair_are_of_the_other_text() -> None:
    # One sentence became two, one was dropped, two were added.
    first = (
        f"The bridge cost 12 million crowns, and a crowd of fishermen watched it. {MAYOR} {RADIO}"
    )
    split = "The bridge cost 12 million crowns. A crowd of fishermen watched it."
    second = f"{split} {MAYOR} {QUOTED} Nobody sang."
    found = relation(first, second)
    counts, back = found.counts, mirror(found).counts
    assert counts == Counts(first=3, second=5, kept=2, edited=1, moved=0, dropped=1, added=2)
    assert back == Counts(first=5, second=3, kept=3, edited=2, moved=0, dropped=2, added=1)


def check(found: Relation, back: Relation) -> None:
    """A relation and that of the same pair the other way round."""
    turned = mirror(found)
    assert mirror(turned) == found
    assert (back.kind, back.direction, back.confidence, back.reason) == (
        turned.kind, turned.direction, turned.confidence, turned.reason,
    )  # fmt: skip
    assert (back.counts, back.is_told) == (turned.counts, turned.is_told)
    assert unpack_relation(json.loads(json.dumps(pack_relation(found)))) == found
    assert found.kind in KINDS
    assert found.direction in VERDICTS
    assert found.confidence in (("",) if found.direction == "cannot tell" else CONFIDENCES)
    assert bool(found.reason) == (found.direction == "cannot tell")
    assert weigh(found.evidence) == (found.direction, found.confidence)
    assert len({one.id for one in found.evidence}) == len(found.evidence)


@pytest.mark.parametrize(
    ("one", "other"), [(a, b) for a, b in combinations(SAMPLE, 2)], ids=lambda path: path.stem[:2]
)
def test_the_sample_the_other_way_round_is_the_mirrored_record(one: Path, other: Path) -> None:
    read = [frontmatter.loads(path.read_text(encoding="utf-8")) for path in (one, other)]
    texts = read[0].content, read[1].content
    days = read[0].get("date"), read[1].get("date")
    outlets = str(read[0].get("source")), str(read[1].get("source"))
    alignment = align(*texts, language="en")
    found = relation(*texts, (0.4, 0.6), days, outlets, alignment=alignment)
    back = relation(*texts[::-1], (0.6, 0.4), days[::-1], outlets[::-1], alignment=turn(alignment))
    check(found, back)


PIECES = st.lists(
    st.sampled_from(
        [
            MAYOR,
            COST,
            COST.replace("12", "13"),
            CROWD,
            RADIO,
            QUOTED,
            QUOTED.replace("“", "").replace("”", ""),
            "OLDHAM — Rain fell.",
            "Read also: {first} bridges",
            "It rained, Reuters reported.",
            "It rained, he told The Oldham Post.",
            "The post Rain appeared first on The Oldham Post.",
            "Rosa K. Lind sang.",
            "Rosa Lind sang.",
            "By Rosa Lind",
        ]
    ),
    max_size=7,
).map("\n\n".join)
DAYS = st.tuples(*[st.sampled_from([None, EARLY, LATE])] * 2)
SOURCES = st.tuples(*[st.sampled_from(["", "The Oldham Post", "Quay Daily"])] * 2)
SHARES = st.tuples(*[st.sampled_from([None, 0.1, 0.4, 0.9])] * 2)


@settings(max_examples=150)
@given(PIECES, PIECES, SHARES, DAYS, SOURCES)
def test_any_pair_the_other_way_round_is_the_mirrored_record(
    first: str, second: str, shares: Shares, days: Days, sources: tuple[str, str]
) -> None:
    alignment = align(first, second, language="en")
    found = relation(first, second, shares, days, sources, alignment=alignment)
    back = relation(
        second, first, shares[::-1], days[::-1], sources[::-1], alignment=turn(alignment)
    )
    check(found, back)


@settings(max_examples=50)
@given(PIECES, PIECES, SHARES, DAYS, st.sampled_from([None, *DECISIONS]), st.data())
def test_decisions_are_mirrored_and_can_be_undone(
    first: str, second: str, shares: Shares, days: Days, value: str | None, data: st.DataObject
) -> None:
    found = relation(first, second, shares, days)
    ids = [one.id for one in found.evidence]
    struck = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    decided = apply_decisions(found, value and (value, *ANN), struck)
    assert mirror(mirror(decided)) == decided
    assert unpack_relation(json.loads(json.dumps(pack_relation(decided)))) == decided
    assert apply_decisions(decided, None, ()) == found
    turned = mirror(decided)
    again = (turned.decided, *ANN) if value else None
    assert apply_decisions(mirror(found), again, struck) == turned


def test_the_table_has_a_row_for_each_relation() -> None:
    found = relation(STORY, f"{MAYOR} {COST} {QUOTED}", (0.5, 0.7), (LATE, EARLY))
    decided = apply_decisions(found, ("first from second", *ANN), ())
    bare = replace(found, counts=None, counts_mirrored=None, a_in_b=None, b_in_a=None)
    table = relation_table({("a", "b"): decided, ("a", "c"): bare})
    assert table.iloc[0].to_dict() == {
        "a": "a", "b": "b", "a_in_b": 0.5, "b_in_a": 0.7, "overlap": 0.7,
        "kept": 2, "edited": 0, "moved": 0, "dropped": 2, "added": 1,
        "kind": "version", "direction": "first from second", "confidence": "decided",
        "told": True, "reason": "", "decided": "first from second",
        "decided_by": "Ann", "decided_at": "2024-03-18T12:00:00",
    }  # fmt: skip
    missing = ["a_in_b", "b_in_a", "overlap", "kept", "edited", "moved", "dropped", "added"]
    assert table.columns[table.iloc[1].isna()].tolist() == missing
    assert unpack_relation(pack_relation(bare)) == bare


def test_without_relations_the_table_is_empty_and_has_the_same_types() -> None:
    full, empty = relation_table({("a", "b"): relation(MAYOR, MAYOR)}), relation_table({})
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert list(empty.columns) == list(TYPES)
