import pytest

from components.analysis.entities import resolve
from tests.analysis.entities.recognition.names_of_text import found


def test_a_compound_of_two_names_is_two_mentions():
    text = "Ann Petrov wrote to Oleg Marsh. A Petrov-Marsh meeting may follow."
    names = [("Ann Petrov", "PERSON"), ("Oleg Marsh", "PERSON"), ("Petrov-Marsh", "ORG")]
    assert found(text, *names)[2:] == [("Petrov", "PERSON"), ("Marsh", "PERSON")]


@pytest.mark.parametrize(
    ("text", "label", "mention"),
    [
        ("A U.S.-mediated plan.", "NORP", ("U.S.", "GPE")),
        ("A Kremlin-directed show.", "ORG", ("Kremlin", "ORG")),
        ("A pro-Israel rally.", "NORP", ("Israel", "GPE")),
    ],
)
def test_a_name_joined_to_a_word_is_the_name_alone(text, label, mention):
    assert found(text, (text.split()[1], label)) == [mention]


def test_a_name_with_a_hyphen_of_its_own_stays_whole():
    assert found("Men of Al-Qaeda fled.", ("Al-Qaeda", "ORG")) == [("Al-Qaeda", "ORG")]


def test_a_capital_is_never_a_person():
    assert found("Talks in Kyiv went on.", ("Kyiv", "PERSON")) == [("Kyiv", "GPE")]


def test_a_country_that_is_also_a_family_name_stays_with_the_person():
    text = "Ann Jordan spoke. Jordan left."
    assert found(text, ("Ann Jordan", "PERSON"), ("Jordan", "PERSON"))[1] == ("Jordan", "PERSON")


def test_a_nationality_is_not_a_country():
    assert found("A Ukrainian plan.", ("Ukrainian", "GPE")) == [("Ukrainian", "NORP")]


def test_a_language_is_no_people():
    assert found("He grew up speaking Russian there.") == []


def test_in_title_case_only_names_of_the_running_text_count():
    text = (
        "Petrov Pushes for Direct Dialogue Amid Ongoing Turmoil in Ukraine-Russia Talks\n\n"
        "On Monday Ann Petrov flew home."
    )
    body = [("Petrov Pushes", "PERSON"), ("Ongoing Turmoil", "ORG"), ("Ann Petrov", "PERSON")]
    assert found(text, *body) == [
        ("Petrov", "PERSON"),
        ("Ukraine", "GPE"),
        ("Russia", "GPE"),
        ("Ann Petrov", "PERSON"),
    ]


def test_a_known_person_that_was_missed_is_put_back():
    text = "Ann Petrov spoke. Later Ann Petrov left and Petrov slept."
    assert found(text, ("Ann Petrov", "PERSON")) == [
        ("Ann Petrov", "PERSON"),
        ("Ann Petrov", "PERSON"),
        ("Petrov", "PERSON"),
    ]


def test_a_building_named_after_a_person_is_not_the_person():
    text = "Ann Petrov spoke in Petrov Tower."
    assert found(text, ("Ann Petrov", "PERSON")) == [("Ann Petrov", "PERSON")]


def test_feasts_diseases_and_courtesies_are_no_names():
    text = "Over Easter weekend Covid kept His Highness at home."
    names = [("Easter weekend", "EVENT"), ("Covid", "ORG"), ("His Highness", "PERSON")]
    assert found(text, *names) == []


def test_web_addresses_hold_no_names():
    assert found("See https://example.org/Russia-Ukraine or www.example.org/France now.") == []


def test_money_in_dollars_names_no_country():
    assert found("It costs US$600 million.") == []


def test_dates_sums_and_shares_stand_apart_and_never_in_the_way_of_a_name():
    text = "On Monday Norway paid $5 million, or 10%."
    names = [("Monday", "DATE"), ("$5 million", "MONEY"), ("10%", "PERCENT")]
    assert found(text, *names) == [
        ("Monday", "DATE"),
        ("Norway", "GPE"),
        ("$5 million", "MONEY"),
        ("10%", "PERCENT"),
    ]
    assert found("In Russian Easter week.", ("Russian Easter week", "DATE")) == [
        ("Russian", "NORP")
    ]


@pytest.mark.parametrize("company", ["Kestrel Terminals", "Marlow Holdings", "Quill Shipping"])
def test_a_company_is_not_a_person(company):
    assert found(f"It was said that {company} closed.", (company, "PERSON")) == [(company, "ORG")]


def test_the_label_of_a_list_is_nobody_unless_the_text_names_somebody_so():
    lines = "HOLDER: one of us. HOLDER: two of you. HOLDER: all of them."
    assert found(lines, *[("HOLDER", "PERSON")] * 3) == []
    named = lines + " Ann Holder left."
    assert found(named, ("HOLDER", "PERSON"), ("Ann Holder", "PERSON"))[0][0] == "HOLDER"


def test_an_office_alone_is_no_name():
    assert found("The Agency met the Court.", ("Agency", "ORG"), ("Court", "ORG")) == []


def test_an_organisation_that_was_missed_is_put_back():
    text = "The KLG met. Nobody saw the KLG again."
    assert found(text, ("KLG", "ORG")) == [("KLG", "ORG")] * 2


def test_a_given_name_alone_is_the_person():
    text = "Habiba Quill sang. Then Habiba left."
    assert found(text, ("Habiba Quill", "PERSON"), ("Habiba", "ORG"))[1] == ("Habiba", "PERSON")


def test_a_country_after_a_name_makes_no_family_name():
    text = "Medieval Norway was cold. Norway was poor."
    assert ("Norway", "GPE") in found(text, ("Medieval Norway", "PERSON"))


def test_a_name_of_two_syllables_belongs_to_the_name_before_it():
    assert found("Carmen Ho Ka-man sang.", ("Carmen Ho", "PERSON")) == [
        ("Carmen Ho Ka-man", "PERSON")
    ]


@pytest.mark.parametrize("glued", ["Lonely", "Breaking", "Dutch", "Courageous", "Windy"])
def test_a_common_word_before_a_known_full_name_is_cut_off(glued):
    text = f"{glued} Anna Example sang. It was windy. Then Anna Example left."
    names = [(f"{glued} Anna Example", "PERSON"), ("Anna Example", "PERSON")]
    persons = [name for name, kind in found(text, *names) if kind == "PERSON"]
    assert persons == ["Anna Example", "Anna Example"]


def test_a_common_word_is_cut_off_when_only_another_article_has_the_name():
    texts = ["Lonely Anna Example sang.", "Then Anna Example left."]
    frame = resolve(texts, [[(0, 19, "PERSON")], [(5, 17, "PERSON")]])
    assert list(frame.surface) == ["Anna Example", "Anna Example"]


def test_a_first_given_name_stays():
    text = "Maria Anna Example met Anna Example."
    names = [("Maria Anna Example", "PERSON"), ("Anna Example", "PERSON")]
    assert found(text, *names) == names


@pytest.mark.parametrize("name", ["Oldport United", "Marston Foundry", "Anna Muster GmbH"])
def test_a_name_that_ends_as_organisations_do_is_no_person(name):
    text = f"On Monday {name} lost money. Many asked why."
    assert found(text, (name, "PERSON")) == [(name, "ORG")]


def test_a_common_word_before_a_known_club_is_cut_off():
    text = "Will Oldport United win? Many say that Oldport United will."
    names = [("Will Oldport United", "PERSON"), ("Oldport United", "ORG")]
    assert found(text, *names) == [("Oldport United", "ORG")] * 2


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        ("The Norland GNP met.", "Norland GNP", ("Norland GNP", "ORG")),
        ("Comet Sale 9 came out.", "Comet Sale 9", None),
        ("The USS Berg sailed.", "USS Berg", None),
        ("They camped at Lake Holm.", "Lake Holm", ("Lake Holm", "LOC")),
        ("Rostova Brazil sold oil.", "Rostova Brazil", ("Rostova Brazil", "ORG")),
        ("Harbour Pharma grew.", "Harbour Pharma", ("Harbour Pharma", "ORG")),
        ("Google Comet was shown.", "Google Comet", ("Google Comet", "ORG")),
        ("MMV MMV was listed.", "MMV MMV", None),
        ("Firefox was updated.", "Firefox", None),
    ],
)
def test_products_ships_and_bodies_are_no_persons(text, name, mention):
    assert found(text, (name, "PERSON")) == ([mention] if mention else [])


@pytest.mark.parametrize("name", ["Leo XIV", "JD Holm", "Anna Brazil", "Robert Holm Jr."])
def test_what_may_look_like_a_body_and_is_a_person_stays_one(name):
    assert found(f"Then {name} spoke.", (name, "PERSON")) == [(name, "PERSON")]


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Comparing Anna Holm to others is wrong.", "Comparing Anna Holm", "Anna Holm"),
        ("Beneath Anna Holm it lay.", "Beneath Anna Holm", "Anna Holm"),
        ("In founder Anna Holm they trust.", "founder Anna Holm", "Anna Holm"),
        ("So Anna You may win.", "Anna You", "Anna"),
    ],
)
def test_words_glued_to_a_persons_name_are_cut_off(text, name, left):
    assert found(text, (name, "PERSON")) == [(left, "PERSON")]


def test_a_people_before_a_persons_name_is_a_name_of_its_own():
    text = "The Spaniard Pablo Holm won."
    names = [("Spaniard", "NORP"), ("Pablo Holm", "PERSON")]
    assert found(text, ("Spaniard Pablo Holm", "PERSON")) == names


def test_the_office_behind_a_place_is_cut_off():
    assert found("The Kyiv Mayor spoke.", ("Kyiv Mayor", "PERSON")) == [("Kyiv", "GPE")]


def test_a_given_and_a_known_family_name_are_a_person_whatever_the_model_says():
    text = "Carol Berg spoke. Mrs. Berg left."
    assert found(text, ("Carol Berg", "ORG"))[0] == ("Carol Berg", "PERSON")


def test_a_family_name_that_the_text_also_writes_small_as_a_word_is_no_person_alone():
    text = "Black voters queued. Some wore black coats."
    assert found(text, ("Black", "PERSON")) == []
    assert found("Black queued.", ("Black", "PERSON")) == [("Black", "PERSON")]


def test_a_company_with_a_family_name_is_a_company_where_the_model_says_so():
    text = "Roy Disney resigned. Shares of Disney fell."
    names = [("Roy Disney", "PERSON"), ("Disney", "ORG")]
    assert found(text, *names) == [("Roy Disney", "PERSON"), ("Disney", "ORG")]


def test_what_is_no_name_does_not_come_back_by_other_texts():
    text = "She gave to a super PAC. The PAC spent it."
    assert found(text, ("PAC", "ORG")) == []
