from datetime import date

import pandas as pd

from components.analysis.article.figures import facts_of, read_facts
from components.analysis.pair.alignment import align
from components.analysis.pair.contradictions import find_contradictions, number_things

DAY = date(2025, 5, 10)


def told(first, second, days=(DAY, DAY)):
    facts = [facts_of(read_facts(t, d)) for t, d in zip((first, second), days, strict=True)]
    return find_contradictions(*facts, align(first, second, language="en")).to_dict("records")


def test_a_changed_number_in_linked_sentences_is_told_with_both_places():
    (row,) = told("The mayor closed nine bridges.", "The mayor closed 12 bridges.")
    assert (row["kind"], row["counts"], row["difference"]) == ("number", "bridges", "value")
    assert (row["first_text"], row["second_text"]) == ("nine", "12")
    assert (row["first_start"], row["second_start"]) == (17, 17)


def test_a_qualifier_that_one_side_adds_is_told_with_its_words():
    (row,) = told("The storm killed 500 people.", "The storm killed more than 500 people.")
    assert (row["difference"], row["second_text"]) == ("qualifier", "more than 500")


def test_the_words_that_qualify_a_number_are_all_told():
    for words in ("as many as", "no fewer than", "at least", "up to", "nearly", "some"):
        (row,) = told("The storm killed 500 people.", f"The storm killed {words} 500 people.")
        assert row["second_text"] == f"{words} 500"


def test_sums_and_qualifiers_that_differ_are_told_in_the_order_of_the_text():
    first = "The blast killed more than 500 soldiers at night. The repair of it cost $3 million."
    second = "The blast killed 500 soldiers at night. The repair of it cost $4 million."
    rows = told(first, second)
    assert [row["difference"] for row in rows] == ["qualifier", "value"]
    assert [(row["counts"], row["unit"]) for row in rows] == [("soldiers", ""), ("", "USD")]
    assert [row["second_text"] for row in rows] == ["500", "$4 million"]
    assert second[slice(rows[1]["second_start"], rows[1]["second_end"])] == "$4 million"


def test_equal_figures_and_figures_of_other_things_contradict_nothing():
    first = "The storm broke 20 windows and 30 doors in the old town."
    assert told(first, "The storm broke thirty doors and 20 windows in the old town.") == []
    assert told("", "") == []


def test_numbers_grouped_by_an_ordinary_space_are_held_against_each_other():
    (row,) = told(
        "Вечером на площадь перед ратушей вышли 40 000 человек.",
        "Вечером на площадь перед ратушей вышли 45 000 человек.",
    )
    assert (row["first_text"], row["second_text"]) == ("40 000", "45 000")
    assert told("Some 40 000 people fled the town.", "Some 40,000 people fled the town.") == []


def test_equal_numbers_and_texts_without_numbers_contradict_nothing():
    assert told("He bought 12 boats.", "He bought twelve boats.") == []
    assert told("Nothing was said.", "Nothing was said.") == []


def test_dates_of_one_event_differ_in_linked_sentences():
    first = "The old ferry sank near the harbour on Monday, May 5, 2025."
    second = "The old ferry sank near the harbour on Tuesday, May 6, 2025."
    (row,) = told(first, second)
    assert (row["kind"], row["first_text"], row["second_text"]) == (
        "date",
        "May 5, 2025",
        "May 6, 2025",
    )


def test_a_date_that_is_only_vaguer_or_open_contradicts_nothing():
    first = "The old ferry sank near the harbour on May 5, 2025."
    assert told(first, "The old ferry sank near the harbour in May 2025.") == []
    assert told(first, "The old ferry sank near the harbour on Sunday.", (DAY, None)) == []


def test_the_same_weekday_in_articles_of_different_weeks_is_not_called_a_contradiction():
    text = "The old ferry sank near the harbour on Monday."
    assert told(text, text, (DAY, date(2025, 5, 20))) == []


def test_numbers_of_the_same_thing_are_found_in_sentences_that_are_no_versions():
    first = "Divers of the rescue service found 30 bodies under the collapsed harbour pier."
    second = (
        "It was night. Under that pier in the harbour, which collapsed, the rescue service says,"
        " its divers have by now found 40 bodies."
    )
    rows = told(first, second)
    assert [(r["first_text"], r["second_text"]) for r in rows] == [("30", "40")]


def test_lines_of_figures_are_not_compared():
    assert told("Shr 28 cts vs 29. Net 47 mln vs 51.", "Shr 28 cts vs 31. Net 44 mln vs 51.") == []


def test_rows_that_share_a_place_are_about_one_thing():
    table = pd.DataFrame(
        [("a", 5, "b", 7), ("b", 7, "c", 9), ("a", 50, "b", 70)],
        columns=["a", "first_start", "b", "second_start"],
    )
    assert list(number_things(table)) == [0, 0, 1]
    assert list(number_things(table.head(0))) == []
