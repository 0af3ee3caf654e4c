"""The ledger of two versions, on invented texts."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.pair.alignment import align
from components.analysis.pair.edits import EDIT_KINDS, SENTENCE_KINDS
from components.analysis.pair.ledger import COLUMNS, ledger

MAYOR = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."


def dropped(sentence: str) -> pd.Series:
    return ledger(
        align(f"{MAYOR}\n\n{sentence}\n\n{COST}", f"{MAYOR}\n\n{COST}", language="en")
    ).iloc[0]


def test_equal_texts_give_an_empty_ledger_with_all_columns() -> None:
    empty = ledger(align(MAYOR, MAYOR, language="en"))
    assert list(empty.columns) == COLUMNS
    assert empty.empty


def test_rows_are_sorted_by_weight_and_lead_to_their_places() -> None:
    first = f"{MAYOR} {COST} {CROWD}"
    second = f"{MAYOR.replace('harbour', 'harbor')} {COST.replace('12', '21')} {RADIO}"
    rows = ledger(align(first, second, language="en"))
    assert list(rows["kind"]) == ["number", "sentence", "sentence", "spelling"]
    assert list(rows["change"]) == ["edited", "dropped", "added", "edited"]
    assert rows["weight"].is_monotonic_decreasing
    number, gone, came, _ = rows.to_dict("records")
    assert first[number["first_start"] : number["first_end"]] == number["before"] == "12"
    assert second[number["second_start"] : number["second_end"]] == number["after"] == "21"
    assert (number["first_sentence"], number["second_sentence"], number["link"]) == (1, 1, 1)
    assert (gone["before"], gone["after"], came["after"]) == (CROWD, "", RADIO)
    assert pd.isna(gone["second_start"])
    assert pd.isna(came["first_start"])
    assert pd.isna(came["link"])


@pytest.mark.parametrize(
    ("sentence", "kind", "words"),
    [
        ("“We waited for years,” a fisherman said.", "quotation", "We waited for years"),
        ("Some 400 boats sounded their horns.", "number", "400"),
        ("Jonas T. Whitlow held the ladder.", "person", "Jonas T. Whitlow"),
        ("Read also: Five bridges that fell down", "boilerplate", "a line of boilerplate"),
        ("Read alsoFive bridges that fell down", "boilerplate", "a line of boilerplate"),
        ("By Jonas Whitlow and Maren Vollan", "credit", "a credit line"),
        ("This article first appeared in The Oldham Post.", "credit", "a credit line"),
        ("Maren Vollan covers bridges and rain for The Oldham Post.", "credit", "credit"),
        (CROWD, "sentence", "A crowd of fishermen"),
        ("By noon the rain was over.", "sentence", "By noon"),
        ("The “old” bridge is gone.", "sentence", "The “old” bridge"),
        ("The siege of 1979 was long over by noon.", "sentence", "The siege of 1979"),
        ("Some 1,979 boats sounded their horns.", "number", "1,979"),
        ("He called the whole day “sublime.”", "sentence", "He called the whole day"),
        ("https://news.example/2025/05/12/bridge-400.html", "boilerplate", "a line of boilerplate"),
    ],
)
def test_dropped_sentences_are_typed_by_what_they_carry(
    sentence: str, kind: str, words: str
) -> None:
    row = dropped(sentence)
    assert (row["change"], row["kind"]) == ("dropped", kind)
    assert words in row["reason"]


def test_what_stands_elsewhere_in_the_other_version_is_not_lost() -> None:
    first = f"{MAYOR} Ms. Vollan cut the ribbon of the bridge. {COST}"
    second = f"{MAYOR} {COST} {CROWD} Nobody saw Ms. Vollan."
    rows = ledger(align(first, second, language="en"))
    assert "person" not in set(rows["kind"])


def test_mentions_tell_persons_by_their_entities() -> None:
    first, second = f"{MAYOR} Whitlow slept through it all. {COST}", f"{MAYOR} {COST}"
    place = first.index("Whitlow")
    alignment = align(first, second, language="en")
    assert ledger(alignment)["kind"].tolist() == ["sentence"]
    named = [(place, place + 7, "PERSON", "Jonas Whitlow")]
    assert ledger(alignment, (named, []))["kind"].tolist() == ["person"]


def test_a_person_whose_family_name_the_other_text_has_is_named_there_but_not_by_another() -> None:
    first, second = f"{MAYOR} Jonas Whitlow slept. {COST}", f"{MAYOR} {COST} Whitlow woke."
    place, there = first.index("Jonas"), second.index("Whitlow")
    named = [(place, place + 13, "PERSON", "Jonas Whitlow")]
    for entity, kinds in (("Whitlow", {"sentence"}), ("Ann Whitlow", {"sentence", "person"})):
        other = [(there, there + 7, "PERSON", entity)]
        rows = ledger(align(first, second, language="en"), (named, other))
        assert set(rows["kind"]) == kinds, entity


def test_a_mention_in_what_does_not_count_is_nobody() -> None:
    shared, caption = "The harbour bridge opened on Monday.", "Maren Vollan"
    blanked = f"{shared} The quay stayed {' ' * len(caption)} closed in the rain."
    place = blanked.index(" " * len(caption))
    names = [(place, place + len(caption), "PERSON", caption)]
    rows = ledger(align(blanked, shared, language="en"), (names, []))
    assert list(rows["kind"]) == ["sentence"]


def test_a_moved_sentence_is_a_row_of_order() -> None:
    rows = ledger(
        align(f"{RADIO} {MAYOR} {COST} {CROWD}", f"{MAYOR} {COST} {CROWD} {RADIO}", language="en")
    )
    assert rows[["change", "kind"]].to_numpy().tolist() == [["moved", "order"]]
    assert rows["before"].item() == rows["after"].item() == RADIO


def test_ids_survive_changes_elsewhere_and_tell_equal_edits_apart() -> None:
    first = f"{MAYOR} {COST}"
    second = f"{MAYOR} {COST.replace('12', '21')}"
    alone = ledger(align(first, second, language="en"))
    longer = ledger(align(f"{RADIO} {CROWD}\n\n{first}", f"{CROWD}\n\n{second}", language="en"))
    assert set(alone["id"]) < set(longer["id"])
    again = ledger(align(f"{first}\n" * 3, f"{second}\n" * 3, language="en"))
    assert again["id"].is_unique


DIRECTED = ("became", "dropped", "added", "no longer", "lost", "gained", "changed from")
CHANGED = [
    ("The storm left 13,000 homes dark in Oldham.", "The storm left 10,000 homes dark in Oldham."),
    ("The rota is safe, said the director.", "The rota is safe, claimed the director."),
    ("A plan of President Anton V. Leskov failed.", "A plan of President Anton Leskov failed."),
    ("They called the sailor a “hero” in print.", "They called the sailor a hero in print."),
    ("WENDLE — Cranes stood still over the pier.", "Cranes stood still over the pier."),
    ("The pier is safe, the harbour master said.", "The pier is safe."),
    ("The vote was not held in the town hall.", "The vote was held in the town hall."),
    ("The letter was read by Vollan in court.", "The letter was read in court."),
    ("“We waited for years,” he said. It rained.", "“We waited for years.” It rained."),
    ("The guild blamed the council for it.", "The council blamed the guild for it."),
    (f"{RADIO} {MAYOR} {COST}", f"{MAYOR} {COST} {RADIO}"),
    (f"{MAYOR} {CROWD}", f"{MAYOR} {RADIO} Some 400 boats came."),
]


@pytest.mark.parametrize(("first", "second"), CHANGED)
def test_where_nobody_knows_which_was_first_reasons_say_what_either_has(
    first: str, second: str
) -> None:
    rows = ledger(align(first, second, language="en"), apart=("B", "C"))
    assert not rows.empty
    assert set(rows["change"]) <= {"differs", "moved", "only first", "only second"}
    for reason in rows["reason"]:
        assert not [word for word in DIRECTED if word in reason]
        assert "B" in reason or "C" in reason or "moved within" in reason
    directed = ledger(align(first, second, language="en"))
    assert set(directed["id"]) == set(rows["id"])
    assert directed["weight"].tolist() == rows["weight"].tolist()


def test_of_two_texts_without_a_sentence_in_common_nothing_was_dropped_or_added() -> None:
    rows = ledger(
        align(f"{MAYOR} {COST}", f"{CROWD} Some 400 boats sounded their horns.", language="en")
    )
    assert set(rows["change"]) == {"only first", "only second"}
    assert rows["reason"].str.startswith(("only in A: ", "only in B: ")).all()


def test_a_quotation_with_an_editors_brackets_is_the_same_quotation() -> None:
    said = "“I have told the king of Norway. Now we will see what comes of it.”"
    first = f"{MAYOR}\n\n{said}"
    second = f"{MAYOR} {CROWD}\n\nAt noon: {said.replace('Norway', 'Norway [Olaf Berg]')}"
    told = " ".join(ledger(align(first, second, language="en"))["reason"])
    assert "the quotation" not in told


def test_a_quotation_with_other_marks_here_and_there_is_in_both() -> None:
    first = f"{MAYOR} Nobody came. Whitlow shouted: “It’s closed – go home!” twice that evening."
    second = f'{MAYOR} {CROWD} "It\'s closed - go home!"'
    assert "the quotation" not in " ".join(ledger(align(first, second, language="en"))["reason"])


def test_a_quotation_that_the_other_prints_cut_or_altered_is_not_dropped() -> None:
    whole = "“The old bridge will stay closed until each of its cables is tested.”"
    for other in (
        "At noon: “The old bridge will stay closed.”",
        "At noon: “The old bridge will stay closed until all of its cables are tested.”",
    ):
        rows = ledger(align(f"{MAYOR} {whole}", f"{MAYOR} {CROWD}\n\n{other}", language="en"))
        assert "the quotation" not in " ".join(rows["reason"])
    rows = ledger(align(f"{MAYOR} {whole}", f"{MAYOR} {CROWD}", language="en"))
    assert "the quotation ‘The old bridge" in " ".join(rows["reason"])


def test_a_quoted_sentence_stands_in_a_reason_as_it_was_written() -> None:
    said = "Police rejected the other version, and the first one."
    for apart in (None, ("A", "B")):
        rows = ledger(align(f"{MAYOR}\n\n{said}", MAYOR, language="en"), apart=apart)
        assert rows["reason"].str.contains(said, regex=False).all()


WORDS = """mayor bridge The of 12 13 said Oldham Read also “ ” By Mr. V. according to not"""
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8).map(" ".join)
TEXTS = st.lists(SENTENCES.map(lambda words: words + ". "), max_size=6).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_every_change_has_a_row_with_kind_weight_and_unique_id(first: str, second: str) -> None:
    alignment = align(first, second, language="en")
    rows = ledger(alignment)
    edits = sum(len(alignment.edits(link)) for link in alignment.links)
    moved = sum(link.kind == "moved" for link in alignment.links)
    assert len(rows) == edits + moved + len(alignment.dropped) + len(alignment.added)
    assert set(rows["kind"]) <= {*EDIT_KINDS, *SENTENCE_KINDS}
    assert rows["weight"].between(0, 1).all()
    assert rows["id"].is_unique
    for row in rows.dropna(subset=["first_start"]).to_dict("records"):
        assert first[row["first_start"] : row["first_end"]] == row["before"]


def report(day: int, ships: int, tonnes: int, cash: int) -> str:
    return (
        f"Oldham counted {ships} ships in its harbour in the week ended March {day}. "
        f"The harbour of Oldham took in {tonnes} tonnes of rye and barley. "
        f"The cash of the harbour board of Oldham fell to {cash} million crowns."
    )


def test_numbers_of_reports_on_two_weeks_tell_little_and_say_why() -> None:
    table = ledger(align(report(4, 71, 820, 19), report(11, 66, 905, 23), language="en"))
    assert set(table["kind"]) == {"number", "date"}
    assert table["weight"].max() < 0.35
    assert table["reason"].str.startswith("of another period: ").all()


def test_a_week_that_is_corrected_with_the_same_numbers_is_told_with_its_weight() -> None:
    (row,) = ledger(align(report(4, 71, 820, 19), report(11, 71, 820, 19), language="en")).to_dict(
        "records"
    )
    assert (row["kind"], row["weight"]) == ("date", 0.85)


def results(firm: str, place: str, chief: str, bank: str, profit: int, sales: int) -> str:
    return (
        f"{firm} said on Monday that its yearly profit rose to {profit} million crowns. "
        f"The sales of the group rose to {sales} million crowns in the same time. "
        f"In {place} its chief {chief} of the {bank} Bank spoke to the owners in Dutch."
    )


def test_results_of_two_firms_are_of_another_subject_and_tell_little() -> None:
    one = results("Vollan Fisheries", "Carrow", "Maren Strand", "Harbour", 14, 310)
    other = results("Keller Timber", "Norholm", "Jonas Whitlow", "Forest", 29, 470)
    table = ledger(align(one, other, language="en"))
    assert "number" in set(table["kind"])
    assert table["reason"].str.startswith("of another subject: ").all()
    assert table["weight"].max() < 0.35


def test_a_count_that_rose_in_one_place_is_of_the_same_subject() -> None:
    told = "At least {} people died when a tram left its rails, {} were hurt and {} are missing."
    table = ledger(align(told.format(15, 40, 3), told.format(19, 52, 5), language="en"))
    assert not table["reason"].str.startswith("of another").any()
    assert table["weight"].max() > 0.9


def test_a_figure_in_a_code_is_no_figure() -> None:
    kinds = {
        row: dropped(f"It had {row}.")["kind"] for row in ("3318054 rivets", "KX3318054 on it")
    }
    assert kinds == {"3318054 rivets": "number", "KX3318054 on it": "sentence"}


def test_what_a_long_text_has_beside_all_of_a_short_one_tells_little() -> None:
    more = [
        f"The {name} of the town was painted once more by its owner."
        for name in (
            "gate",
            "mill",
            "barn",
            "tower",
            "school",
            "station",
            "market",
            "library",
            "prison",
        )
    ]
    long = "\n\n".join([MAYOR, *more])
    weights = ledger(align(long, MAYOR, language="en"))["weight"]
    halved = ledger(align(f"{MAYOR}\n\n{more[0]}", MAYOR, language="en"))["weight"]
    assert weights.max() < 0.2 < halved.max()
