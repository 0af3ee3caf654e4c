import pytest

from components.analysis.entities.recognition.gazetteer import TABLES_ALONE
from components.analysis.entities.recognition.slavic_corrections import correct_slavic


def found(text, *names):
    at, raw = 0, []
    for name, label in names:
        start = text.index(name, at)
        at = start + len(name)
        raw.append((start, at, label))
    found = correct_slavic(text, raw, TABLES_ALONE)
    return [(text[start:end], kind) for start, end, kind in found]


def test_tables_find_places_and_bodies_in_any_case():
    assert found("У Києві та Північній Ірландії чекали на рішення НАТО.") == [
        ("Києві", "GPE"),
        ("Північній Ірландії", "GPE"),
        ("НАТО", "ORG"),
    ]


def test_a_place_the_model_takes_for_a_person_is_a_place():
    assert found("Мер Харкова мовчав.", ("Харкова", "PERSON")) == [("Харкова", "GPE")]


def test_a_given_name_makes_the_words_after_it_a_person():
    text = "Прибула Тереза Малько, а Малько мовчала."
    assert found(text) == [("Тереза Малько", "PERSON"), ("Малько", "PERSON")]


def test_a_given_name_that_sounds_like_a_place_stays_a_name():
    assert found("Бачили Джорджа Малька в Грузії.") == [
        ("Джорджа Малька", "PERSON"),
        ("Грузії", "GPE"),
    ]


def test_initials_belong_to_the_person():
    assert found("Сказав С.Малько.", ("Малько", "PERSON")) == [("С.Малько", "PERSON")]


def test_an_office_keeps_the_country_after_it():
    assert found("МЗС України мовчить.", ("МЗС", "ORG")) == [("МЗС України", "ORG")]


@pytest.mark.parametrize("word", ["Він", "Нагадаємо", "Перерахунок"])
def test_a_word_that_opens_a_sentence_is_no_person(word):
    assert found(f"Ніч минула. {word} триває.", (word, "PERSON")) == []


def test_a_verb_before_a_known_family_name_is_no_given_name():
    assert found("Лідирує Трамп.", ("Лідирує Трамп", "PERSON")) == [("Трамп", "PERSON")]


def test_common_words_are_no_countries():
    assert found("Того дня вони Мали надію. Суми невеликі.") == []


@pytest.mark.parametrize("kind", ["GPE", "PERSON"])
def test_a_region_named_after_its_town_is_a_place(kind):
    assert found("На Малківщині тихо.", ("Малківщині", kind)) == [("Малківщині", "GPE")]
