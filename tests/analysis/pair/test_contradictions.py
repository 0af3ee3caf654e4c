from datetime import date
from itertools import product

import pandas as pd
import pytest

from components.analysis.article.figures import facts_of, find_figures, read_facts
from components.analysis.pair.alignment import align
from components.analysis.pair.contradicting.values import are_of_one_thing, things_of
from components.analysis.pair.contradictions import find_contradictions, number_things

DAY = date(2025, 5, 10)


def told(first, second, days=(DAY, DAY), language="en"):
    facts = [
        facts_of(read_facts(t, d, language)) for t, d in zip((first, second), days, strict=True)
    ]
    alignment = align(first, second, language=language)
    return find_contradictions(*facts, alignment, days).to_dict("records")


def sure(first, second, days=(DAY, DAY), language="en"):
    rows = told(first, second, days, language)
    return [(r["first_text"], r["second_text"]) for r in rows if r["strength"] == "sure"]


def test_a_changed_number_in_linked_sentences_is_told_with_both_places():
    (row,) = told("The mayor closed nine bridges.", "The mayor closed 12 bridges.")
    assert (row["kind"], row["counts"], row["difference"]) == ("number", "bridges", "value")
    assert (row["first_text"], row["second_text"]) == ("nine", "12")
    assert (row["first_start"], row["second_start"]) == (17, 17)


def test_a_qualifier_that_one_side_adds_is_told_with_its_words():
    (row,) = told("The storm killed 500 people.", "The storm killed more than 500 people.")
    assert (row["difference"], row["second_text"]) == ("qualifier", "more than 500")


def test_the_words_that_qualify_a_number_are_all_told():
    for words in ("as many as", "no fewer than", "at least", "up to"):
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


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The strike killed 9 people in Kyiv.", "The strikes killed 12 people across Ukraine."),
        ("The attack killed 9 people in Kharkiv.", "The attack injured 12 people in Kharkiv."),
        ("Russia launched 70 drones at Odesa.", "Ukraine shot down 40 drones over Odesa."),
        (
            "The blast killed 15 adults and 14 children in Lviv.",
            "The blast killed 29 people in Lviv.",
        ),
        (
            "The court freed 20 prisoners in Minsk on Friday.",
            "The court freed 30 prisoners in Minsk on Thursday.",
        ),
        (
            "At least 3,475 people have been killed in Tyre since the war began.",
            "At least 82 people were killed in Tyre on Wednesday.",
        ),
        ("The flood killed at least 50 people.", "The flood killed 53 people."),
        ("The flood killed about 500 people.", "The flood killed 530 people."),
        ("The flood reached 12,000 homes.", "The flood reached 12,340 homes."),
        ("The flood killed four people in Lviv.", "Four people died in the flood in Lviv."),
        ("The mission began on May 1, 2025.", "The mission ended on May 9, 2025."),
        ("The remaining 15 inmates fled.", "In all 20 inmates fled."),
        ("Rosa Lind, 51, was shot in Lviv.", "Rosa Lind, 52, was shot in Lviv."),
        (
            "You have 70% of this article left to read.",
            "You have 60% of this article left to read.",
        ),
        ("See https://a.example/2025-05-01/x/.", "See https://a.example/2025-05-03/x/."),
    ],
)
def test_another_event_place_day_or_quantity_is_no_contradiction(first, second):
    assert sure(first, second) == sure(second, first) == []


@pytest.mark.parametrize(
    ("first", "second", "language", "figures"),
    [
        (
            "The strike killed 9 people in Kharkiv on Tuesday.",
            "A strike killed 12 people in Kharkiv on Tuesday.",
            "en",
            ("9", "12"),
        ),
        (
            "The strike killed at least 45 people in Tyre.",
            "The strike killed at least 82 people in Tyre.",
            "en",
            ("at least 45", "at least 82"),
        ),
        (
            "The blast killed three people and wounded another 22 in Odesa.",
            "The blast killed three people and wounded 35 in Odesa.",
            "en",
            ("22", "35"),
        ),
        (
            "L'attaque a tué 12 personnes à Lyon.",
            "L'attaque a tué 19 personnes à Lyon.",
            "fr",
            ("12", "19"),
        ),
        (
            "Внаслідок удару в Харкові загинули 12 людей.",
            "Внаслідок удару в Харкові загинули 19 людей.",
            "uk",
            ("12", "19"),
        ),
        (
            "The mayor gave her speech in Oldham on Sunday.",
            "The mayor gave her speech in Oldham on Saturday.",
            "en",
            ("Sunday", "Saturday"),
        ),
    ],
)
def test_the_same_event_with_values_that_cannot_both_be_right_is_one(
    first, second, language, figures
):
    assert sure(first, second, language=language) == [figures]
    assert sure(second, first, language=language) == [figures[::-1]]


def test_a_contradiction_has_its_grounds():
    (row,) = told(
        "The strike killed 9 people in Kharkiv on Tuesday.",
        "A strike killed 12 people in Kharkiv on Tuesday.",
    )
    grounds = row["strength"], row["event"], row["place"], row["day"]
    assert grounds == ("sure", "killed", "Kharkiv", "2025-05-06")


def test_what_is_only_likely_is_a_maybe():
    first, second = "The storm killed 500 people.", "The storm killed more than 500 people."
    (qualified,) = told(first, second)
    (undated,) = told(first, "The storm killed 900 people.", (None, None))
    assert qualified["strength"] == undated["strength"] == "maybe"


def test_reports_that_follow_one_template_are_no_more_than_a_maybe():
    first = "Lind & Co earned $24.53 billion in the quarter that ended on May 3."
    second = "Moss & Sons earned $21.36 billion in the quarter that ended on May 2."
    assert sure(first, second) == []


def test_a_number_that_the_other_text_has_as_well_is_no_contradiction():
    first = "The strike killed 9 people in Kharkiv. Later the mayor spoke of 12 people dead."
    assert told(first, "A strike killed 12 people in Kharkiv.") == []


def test_a_rounded_word_says_the_same_as_the_number():
    for words in ("about", "nearly", "some"):
        assert told("The storm killed 500 people.", f"The storm killed {words} 500 people.") == []
    first = "The storm killed more than 500 people."
    assert told(first, "The storm killed at least 500 people.") == []


REST = (
    " The board met in Oldham and heard the auditor. It will meet again before the summer, the"
    " chairman said. No other member spoke."
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Two companies, one template.
        (
            "Lindtex is raising 20 million euros. The bonds can be called after three years.",
            "Mossware is raising 20 million euros. The bonds can be called after two years.",
        ),
        # What comes every week, what is left, and what moves by the hour.
        (
            "Oldham shipped 75,160 tonnes of rice in the week ended May 1.",
            "Oldham shipped 56,652 tonnes of rice in the week ended May 8.",
        ),
        (
            "The net assets of the banks of Oldham fell 23 million euros to 1.9 billion euros. "
            "Cash fell in the week ended May 1.",
            "The net assets of the banks of Oldham fell 92 million euros to 1.9 billion euros. "
            "Cash rose in the week ended May 8.",
        ),
        (
            "Another 162,500 tonnes of flour are still there for Oldham.",
            "Another 150,000 tonnes of flour are still there for Oldham.",
        ),
        (
            "The copper contract of Oldham traded at 571 euros at noon.",
            "The copper contract of Oldham traded at 577 euros at noon.",
        ),
        # Other figures of the sentence differ too.
        (
            "The bank of Oldham bought 98 bonds and sold 49 million euros.",
            "The bank of Oldham bought four bonds and sold two million euros.",
        ),
    ],
)
def test_reports_that_come_again_or_are_of_others_are_no_contradiction(first, second):
    assert sure(first + REST, second + REST) == []


def test_days_of_datelines_and_of_what_was_said_contradict_nothing():
    assert told("OLDHAM, May 5. The pier burned." + REST, "OLDHAM, May 6. The pier burned.") == []
    first = "The pier of Oldham will reopen, its owner told the Moor Post on Thursday."
    second = "The pier of Oldham will reopen, its owner told the Moor Post on Tuesday."
    assert told(first + REST, second + REST) == []


def test_a_day_without_its_year_is_that_of_the_other_text():
    first = "The council of Oldham signed the treaty on March 18, 2014."
    assert told(first, "The council of Oldham signed the treaty on March 18.") == []


def test_numbers_are_held_against_those_in_the_same_words():
    first = "Output of the Oldham field fell from 47 tonnes to 45 tonnes in the spring."
    second = "Output of the Oldham field fell from 48 tonnes to 44 tonnes in the spring."
    rows = told(first, second)
    assert {(r["first_text"], r["second_text"]) for r in rows} == {
        ("47 tonnes", "48 tonnes"),
        ("45 tonnes", "44 tonnes"),
    }


def test_a_number_that_alone_differs_in_a_copy_is_one():
    first = "The drivers of Oldham ask for a pay rise of 110 percent." + REST
    second = "The drivers of Oldham ask for a pay rise of 100 percent." + REST
    assert sure(first, second) == [("110 percent", "100 percent")]


def test_sums_of_other_stuff_are_only_worth_a_look():
    first = "The flood cost Oldham 800 million euros in unpaid taxes."
    second = "The flood cost Oldham 950 million euros in lost rents."
    assert [row["strength"] for row in told(first, second)] == ["maybe"]


def test_a_sum_by_the_hour_is_not_held_against_a_sum():
    assert (
        told("The post in Oldham pays 15 euros an hour.", "The post in Oldham pays 90 euros.") == []
    )


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        # Another number beside another day: two nights, two marches.
        (
            "The army launched 83 rockets at Oldham on Monday night.",
            "The army launched 112 rockets at Oldham on Tuesday night.",
            "en",
        ),
        (
            "In Oldham nahm die Polizei am Samstag 40 Fahrer fest.",
            "In Oldham nahm die Polizei am Sonntag 60 Fahrer fest.",
            "de",
        ),
        # The first part and the second, a man and a woman, a fine and taxes.
        (
            "The first part of the pier in Oldham cost $40 million.",
            "The second part of the pier in Oldham cost $65 million.",
            "en",
        ),
        (
            "A man aged 34 was arrested after the fire at the pier of Oldham.",
            "A woman aged 29 was arrested after the fire at the pier of Oldham.",
            "en",
        ),
        (
            "Police said 7,000 people marched in Oldham on Saturday.",
            "The organisers said 20,000 people marched in Oldham on Saturday.",
            "en",
        ),
        ("Ремонт мосту коштуватиме 84 млн грн.", "Ремонт школи коштуватиме 12 млн грн.", "uk"),
        (
            "В субботу под Копейском погибли семь человек.",
            "В субботу под Копейском пострадали девять человек.",
            "ru",
        ),
        (
            "Компания «Север» заплатит 15 млн рублей штрафа.",
            "Компания «Север» заплатит 51 млн рублей налогов.",
            "ru",
        ),
    ],
)
def test_what_another_day_order_or_noun_sets_apart_is_no_contradiction(first, second, language):
    assert sure(first, second, language=language) == []


@pytest.mark.parametrize(
    ("first", "second", "language", "figures"),
    [
        (
            "Police arrested 46 sailors outside the town hall of Oldham on Saturday.",
            "Officers detained 64 sailors in front of Oldham's council on Saturday, a judge said.",
            "en",
            ("46", "64"),
        ),
        (
            "A fire broke out on a boat in Oldham on Sunday. Nine people were killed and 14 hurt.",
            "A blaze in the port of Oldham on Sunday killed 12 people, officials said.",
            "en",
            ("Nine", "12"),
        ),
        (
            "Унаслідок пожежі в Ізюмі у вівторок загинули семеро людей.",
            "Біля річки в Ізюмі у вівторок горів склад: загинули дев'ятеро людей.",
            "uk",
            ("семеро", "дев'ятеро"),
        ),
        (
            "При взрыве на складе в Копейске в среду погибли 12 человек.",
            "Хроника дня: на складе в Копейске в среду при взрыве погибли 22 человека.",
            "ru",
            ("12", "22"),
        ),
        (
            "У Дніпрі в понеділок унаслідок пожежі загинули четверо людей.",
            "Мер повідомив, що внаслідок пожежі по Дніпру в понеділок загинули шестеро людей.",
            "uk",
            ("четверо", "шестеро"),
        ),
        (
            "Переговоры в Анкаре начались в среду, сообщил МИД.",
            "МИД сообщил, что переговоры в Анкаре начались в четверг.",
            "ru",
            ("среду", "четверг"),
        ),
        (
            "The port of Oldham will pay $4.2 million to settle the lawsuit of the Moss family.",
            "Oldham agreed to pay $2.4 million to settle the lawsuit of the Moss family.",
            "en",
            ("$4.2 million", "$2.4 million"),
        ),
    ],
)
def test_one_event_at_one_place_and_day_is_one_in_other_words_too(first, second, language, figures):
    assert sure(first, second, language=language) == [figures]


@pytest.mark.parametrize(
    ("first", "second", "language", "figures"),
    [
        ("Rosa Lind, 67, sang.", "A concert of the 76-year-old Rosa Lind.", "en", ("67", "76")),
        (
            "Die Sängerin Rosa Lind (67) wurde am Abend in der Stadt geehrt.",
            "Die 76-jährige Rosa Lind sang.",
            "de",
            ("67", "76"),
        ),
        ("Rosa Lind, 67 ans, chante.", "Rosa Lind (76 ans) a chanté.", "fr", ("67", "76")),
        ("Rosa Lind, 67, sang.", "The singer Rosa Lind has died aged 76.", "en", ("67", "76")),
        ("67-річна Роза Лінд.", "Роза Лінд, 76 років, співала.", "uk", ("67", "76")),
        ("67-летняя Роза Линд.", "Пела Роза Линд (76 лет).", "ru", ("67", "76")),
    ],
)
def test_two_ages_of_one_full_name_are_one(first, second, language, figures):
    assert sure(first, second, language=language) == [figures]


def test_ages_a_year_apart_or_of_others_are_none():
    first = "Rosa Lind, 67, sang in Oldham."
    assert sure(first, "Rosa Lind, 68, sang in Oldham.") == []
    assert told(first, "Anna Lind, 76, sang in Oldham.") == []
    assert told(first, "Rosa Lind, 67, and Rosa Lind, 31, her niece, sang.") == []
    assert told(first, "Rosa Lind, 76, sang.", (DAY, date(2015, 5, 10))) == []
    assert sure(first, "Rosa Lind, 76, sang.", (DAY, None)) == []
    assert told("OLDHAM POST News, 14.01.2021", "OLDHAM POST News, 25.01.2021") == []
    assert told(first, "Goals by Rosa Lind (76) and Anna Moss (81).") == []


def test_a_form_filled_in_otherwise_and_what_is_only_written_otherwise_are_none():
    form = (
        "Roads of the north: {} miles. Roads of the south: {} miles. Roads of the west: {} miles."
    )
    first, second = form.format(11, 12, 13), form.format(21, 22, 23)
    assert told(first + REST, second + REST.replace("Oldham", "Moss"), (DAY, None)) == []
    first = "Odbory v Oldhamu zvou zhruba {} pracovníků na pondělní schůzi v přístavu." + REST
    for other in ("23.000", "23 tisíc", "23 tis."):
        assert told(first.format("23 000"), first.format(other), language="cs") == []


def test_a_german_article_tells_of_no_death():
    first = "Am Montag sind in Oldham sieben Fischer getötet worden, wie die Polizei mitteilte."
    second = "Am Montag halfen in Oldham neun Fischer, die Brücke zu sichern."
    assert told(first, second, language="de") == []


def test_a_number_alone_in_an_undated_copy_is_one_where_a_name_is_shared():
    first = "The drivers of Oldham ask for a pay rise of 110 percent." + REST
    second = "The drivers of Oldham ask for a pay rise of 100 percent." + REST
    assert sure(first, second, (None, None)) == [("110 percent", "100 percent")]


def test_what_happened_to_some_is_not_told_of_those_named_behind_them():
    first = "In Oldham on Sunday nine people were killed and 14 were taken home."
    second = "On Sunday in the old port of Oldham a blaze killed nine people and 17 horses."
    assert told(first, second) == []


def test_shares_of_one_poll_are_worth_a_look():
    first = "In the poll by Moss Research, 47% of voters said they would back Rosa Lind."
    second = "Rosa Lind has the support of 41 percent of voters in the poll by Moss Research."
    assert [row["strength"] for row in told(first, second)] == ["maybe"]
    assert told(first, second.replace("Rosa Lind", "Anna Holm")) == []


def test_those_who_are_urged_to_flee_are_not_those_who_fled():
    first = "The board urged some 30,000 people to evacuate the port of Oldham in Moss."
    second = "Some 3,500 people were evacuated from the port of Oldham in Moss, the board said."
    assert told(first, second) == []


def test_the_name_of_a_newspaper_tells_no_quantity():
    first = "The old mill at Cape Orrin was sold at auction for 310,000 pounds on Thursday."
    second = first.replace("310,000", "130,000").replace(
        "Thursday", "Thursday, Cape Daily reported"
    )
    assert sure(first, second, (DAY, date(2025, 5, 11))) == [("310,000 pounds", "130,000 pounds")]
    assert sure(first, second.replace("Cape Daily", "the daily")) == []


def test_two_values_for_one_named_day_are_worth_a_look_the_day_after_too():
    first = "A ferry with 212 people aboard was stuck off Lannick for nine hours on Sunday."
    second = "A ferry with 221 people aboard was stuck off Lannick for eight hours on Sunday."
    rows = told(first, second, (date(2025, 5, 11), date(2025, 5, 12)))
    assert [(row["first_text"], row["strength"]) for row in rows] == [
        ("212", "maybe"),
        ("nine hours", "maybe"),
    ]
    unnamed = [text.replace(" on Sunday", "") for text in (first, second)]
    assert told(*unnamed, (date(2025, 5, 11), date(2025, 5, 12))) == []


def test_figures_that_may_be_of_one_thing_have_a_thing_in_common_and_no_others():
    figures = find_figures(
        "Nine people died and 12 were hurt; 9 soldiers, 40 tons of grain, 3 tons, 5 percent, 6 "
        "percent of voters, $4 million, 70 dollars per barrel, 71 dollars, 20 km, 15 ships and 4 "
        "ships came on 2 of 8 days."
    )
    assert len(figures) > 10
    for one, other in product(figures, repeat=2):
        may_be = any(are_of_one_thing(one, other, same) for same in (False, True))
        assert may_be == bool(things_of(one) & things_of(other)), (one, other)
