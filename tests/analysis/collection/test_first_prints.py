"""First prints and copies, in families small enough to check by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.collection.families import families
from components.analysis.collection.first_prints import (
    find_copies,
    likely_steps,
    name_first_prints,
    order_versions,
    stand_for,
)
from components.analysis.collection.lineage import trace
from components.analysis.pair.relation import Relation, mirror

TAKEN = "second from first"
DAYS = {"wire": date(2020, 1, 2), "post": date(2020, 1, 2), "echo": date(2020, 1, 4)}


def related(*rows: tuple) -> pd.DataFrame:
    """A row is a, b, share of a in b, share of b in a, direction, confidence."""
    columns = ["a", "b", "a_in_b", "b_in_a", "direction", "confidence"]
    table = pd.DataFrame(rows, columns=columns)
    sure = table["confidence"].isin(["likely", "strong"])
    overlap = table[["a_in_b", "b_in_a"]].max(axis=1)
    return table.assign(overlap=overlap, told=sure, decided="")


# The echo is dated later; the post is of the same day as the wire, and said to be taken from it.
FAMILY = related(
    ("echo", "post", 0.9, 0.8, "", ""),
    ("echo", "wire", 0.85, 0.7, "first from second", "likely"),
    ("post", "wire", 0.95, 0.9, "first from second", "strong"),
)


def ordered(relations: pd.DataFrame, days: dict = DAYS) -> list[str]:
    members = families(relations, 0.3)
    return order_versions(members, relations, days)["article"].tolist()


def test_evidence_and_then_the_day_put_versions_in_order() -> None:
    assert ordered(FAMILY) == ["wire", "post", "echo"]
    turned = FAMILY.assign(direction=["", TAKEN, TAKEN])
    # The wire is now argued to be taken from both, whatever the days say.
    assert ordered(turned) == ["post", "echo", "wire"]


def test_where_nothing_is_known_the_id_decides() -> None:
    pair = related(("b", "c", 0.9, 0.9, "cannot tell", ""))
    assert ordered(pair, {}) == ["b", "c"]


def test_a_first_print_is_certain_only_when_all_others_are_known_to_be_taken() -> None:
    def first(relations: pd.DataFrame) -> tuple[str, bool]:
        rows = order_versions(families(relations, 0.3), relations, DAYS)
        (one,) = name_first_prints(rows, relations).to_dict("records")
        return one["first_print"], one["certain"]

    assert first(FAMILY) == ("wire", True)
    assert first(FAMILY.assign(told=[False, False, True])) == ("wire", False)


def test_a_step_leads_from_the_earlier_version_that_has_most_of_the_words() -> None:
    rows = order_versions(families(FAMILY, 0.3), FAMILY, DAYS)
    steps = likely_steps(rows, FAMILY)
    assert steps.values.tolist() == [[0, "wire", "post", 0.95], [0, "post", "echo", 0.9]]


def left_out(relations: pd.DataFrame, days: dict, share: float = 0.8, among: str = "") -> dict:
    rows = order_versions(families(relations, 0.3), relations, days)
    wanted = among.split() or {*relations["a"], *relations["b"]}
    return stand_for(find_copies(rows, relations, share), wanted)


def test_the_first_print_counts_for_its_copies() -> None:
    assert left_out(FAMILY, DAYS) == {"post": "wire", "echo": "wire"}


def test_of_the_selected_versions_the_first_counts() -> None:
    assert left_out(FAMILY, DAYS, among="post echo") == {"echo": "post"}
    assert left_out(FAMILY, DAYS, among="echo") == {}


def test_an_alert_printed_first_does_not_count_for_the_long_report_that_has_it() -> None:
    days = {"alert": date(2020, 1, 1), "report": date(2020, 1, 2)}
    pair = related(("alert", "report", 1.0, 0.4, "", ""))
    assert left_out(pair, days) == {"alert": "report"}


def test_two_long_reports_that_have_one_short_one_in_common_both_count() -> None:
    pairs = related(("brief", "east", 0.9, 0.1, "", ""), ("brief", "west", 0.85, 0.1, "", ""))
    assert left_out(pairs, {}) == {"brief": "east"}


def test_a_shortened_copy_of_a_copy_counts_with_the_first_print() -> None:
    pairs = related(
        ("cut", "edited", 0.82, 0.5, "", ""),
        ("cut", "first", 0.79, 0.4, "", ""),
        ("edited", "first", 0.98, 0.8, "first from second", "strong"),
    )
    assert left_out(pairs, {}) == {"cut": "first", "edited": "first"}
    # At 85 % the cut one has too much of its own.
    assert left_out(pairs, {}, 0.85) == {"edited": "first"}


def test_two_that_were_decided_to_be_unrelated_are_no_copies() -> None:
    assert left_out(FAMILY.assign(decided="unrelated"), DAYS, among="wire post echo") == {}


def test_without_pairs_all_count() -> None:
    assert left_out(FAMILY[:0], DAYS, among="wire post") == {}
    assert order_versions(families(FAMILY[:0]), FAMILY[:0], DAYS).empty
    assert name_first_prints(families(FAMILY[:0]), FAMILY[:0]).empty
    assert likely_steps(families(FAMILY[:0]), FAMILY[:0]).empty


IDS = [f"article {n}" for n in range(7)]
SHARES = st.sampled_from([0.0, 0.2, 0.5, 0.8, 0.9, 1.0])
DIRECTIONS = st.sampled_from(
    [("", ""), ("cannot tell", ""), (TAKEN, "strong"), ("first from second", "likely")]
)


@st.composite
def libraries(draw: st.DrawFn) -> tuple[pd.DataFrame, dict[str, date | None]]:
    pairs = [(a, b) for n, a in enumerate(IDS) for b in IDS[n + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1))
    rows = [(*pair, draw(SHARES), draw(SHARES), *draw(DIRECTIONS)) for pair in chosen]
    days = [None, date(2020, 1, 1), date(2020, 1, 2)]
    return related(*rows), {article: draw(st.sampled_from(days)) for article in IDS}


@given(libraries(), st.randoms(use_true_random=False))
def test_the_order_in_which_articles_and_pairs_come_changes_nothing(library, random) -> None:
    relations, days = library

    def answer(pairs: pd.DataFrame, known: dict) -> tuple:
        members = families(pairs, 0.3)
        rows = order_versions(members, pairs, known)
        own = [tuple(one) for _, one in rows.groupby("family")["article"]]
        first = name_first_prints(rows, pairs)
        firsts = dict(zip(first["first_print"], first["certain"], strict=True))
        steps = sorted(likely_steps(rows, pairs)[["giver", "taker", "share"]].values.tolist())
        return sorted(own), firsts, steps, left_out(pairs, known)

    numbers = list(range(len(relations)))
    random.shuffle(numbers)
    ids = list(days)
    random.shuffle(ids)
    shuffled = relations.iloc[numbers].reset_index(drop=True)
    assert answer(relations, days) == answer(shuffled, {id: days[id] for id in ids})


@given(libraries())
def test_the_order_is_that_of_the_lineage_of_each_family(library) -> None:
    relations, days = library
    rows = order_versions(families(relations, 0.3), relations, days)
    for _, own in rows.groupby("family")["article"]:
        ids = sorted(own, key=lambda id: (days[id] or date.max, id))
        number = {id: n for n, id in enumerate(ids)}
        known = {}
        for row in relations.to_dict("records"):
            if row["a"] in number and row["b"] in number:
                told = (row["direction"], row["confidence"], (), "")
                one = Relation(row["a_in_b"], row["b_in_a"], None, None, "version", *told)
                a, b = number[row["a"]], number[row["b"]]
                known[min(a, b), max(a, b)] = one if a < b else mirror(one)
        traced = trace([days[id] for id in ids], {}, known)
        assert [ids[n] for n in traced.order] == own.tolist()


@given(libraries())
def test_what_is_left_out_has_its_words_in_another_and_what_counts_is_never_left_out(
    library,
) -> None:
    relations, days = library
    out = left_out(relations, days)
    held = {
        *relations["a"][relations["a_in_b"] >= 0.8],
        *relations["b"][relations["b_in_a"] >= 0.8],
    }
    # An article without such a share in any other one always counts.
    assert set(out) <= held
    assert not set(out) & set(out.values())
