"""What an article leaves out, on invented texts."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.pair.alignment import Alignment, align
from components.analysis.pair.omissions import COLUMNS, find_omissions

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."
SINGER = "Rosa K. Lind sang the hymn of the town from a barge."


def alignments(**texts: str) -> dict[tuple[str, str], Alignment]:
    return {(a, b): align(texts[a], texts[b], language="en") for a, b in combinations(texts, 2)}


def test_what_two_versions_carry_is_left_out_and_what_one_carries_is_not() -> None:
    pairs = alignments(
        a=f"{MAYOR} {CROWD}",
        b=f"{MAYOR} {COST} {CROWD} {RADIO}",
        c=f"{MAYOR} {COST} {CROWD}",
    )
    rows = find_omissions("a", pairs)
    assert rows[["what", "kind", "text"]].to_numpy().tolist() == [["left out", "number", COST]]
    (row,) = rows.to_dict("records")
    assert row["versions"] == ["b", "c"]
    assert row["reason"].startswith("in 2 of 2 related articles: the number 12,000,000")
    start, end = row["spans"]["c"]
    assert f"{MAYOR} {COST} {CROWD}"[start:end] == COST
    assert (row["article"], row["sentence"]) == ("b", 1)


def test_what_no_version_carries_stands_here_alone() -> None:
    rows = find_omissions("a", alignments(a=f"{MAYOR} {SINGER}", b=MAYOR, c=f"{MAYOR} {CROWD}"))
    (row,) = rows.to_dict("records")
    assert (row["what"], row["kind"], row["text"], row["versions"]) == (
        "only here",
        "person",
        SINGER,
        [],
    )


def test_a_figure_that_differs_here_is_left_out_where_the_versions_agree() -> None:
    pairs = alignments(a=COST.replace("12", "21"), b=COST, c=COST)
    rows = find_omissions("a", pairs)
    assert rows[["what", "kind", "text"]].to_numpy().tolist() == [
        ["left out", "number", "12,000,000"]
    ]


def test_versions_who_word_it_otherwise_are_told() -> None:
    other = COST.replace("three", "four")
    rows = find_omissions("a", alignments(a=MAYOR, b=f"{MAYOR} {COST}", c=f"{MAYOR} {other}"))
    assert "in different words" in rows["reason"].iloc[0]


def test_one_version_or_none_leaves_nothing_out() -> None:
    pair = alignments(a=MAYOR, b=f"{MAYOR} {COST}")
    assert list(find_omissions("a", pair)["what"]) == []
    assert list(find_omissions("b", pair)["what"]) == ["only here"]
    assert list(find_omissions("a", pair, least=1)["text"]) == [COST]
    empty = find_omissions("z", pair)
    assert empty.empty
    assert list(empty.columns) == COLUMNS


def test_the_words_of_an_article_stand_in_a_reason_as_they_were_written() -> None:
    said = "Police rejected the other version of events."
    left = find_omissions("a", alignments(a=MAYOR, b=f"{MAYOR} {said}", c=f"{MAYOR} {said}"))
    assert left["reason"].tolist() == [f"in 2 of 2 related articles: ‘{said}’"]
    (row,) = find_omissions("b", alignments(b=f"{MAYOR} {said}", a=MAYOR)).to_dict("records")
    assert row["reason"] == f"in no related article: ‘{said}’"


def test_a_figure_that_is_told_by_its_value_stands_in_no_quotation_marks() -> None:
    pairs = alignments(a=COST.replace("12", "21"), b=COST, c=COST)
    assert find_omissions("a", pairs)["reason"].tolist() == [
        "2 of 2 related articles have the number 12,000,000 here"
    ]


SENTENCES = [MAYOR, COST, CROWD, RADIO, SINGER]
TEXTS = st.lists(st.sampled_from(SENTENCES), unique=True, max_size=5)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_whole_sentences_are_counted_as_sets_would(
    a: list[str], b: list[str], c: list[str], d: list[str]
) -> None:
    texts = {name: " ".join(held) for name, held in zip("abcd", (a, b, c, d), strict=True)}
    rows = find_omissions("a", alignments(**texts))
    versions = [set(b), set(c), set(d)]
    missing = {s for s in SENTENCES if s not in a and sum(s in held for held in versions) >= 2}
    assert set(rows.loc[rows["what"] == "left out", "text"]) == missing
    alone = {s for s in a if not any(s in held for held in versions)}
    assert set(rows.loc[rows["what"] == "only here", "text"]) == alone
