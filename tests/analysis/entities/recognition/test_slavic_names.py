import pytest

from components.analysis.entities.linking.name_forms import romanised, stem_of_romanised
from components.analysis.entities.linking.person_names import parse_person
from components.analysis.entities.recognition.slavic_names import (
    KnownForms,
    case_forms,
    latin_name,
    stem,
)

KNOWN = KnownForms(
    ["Київ", "Харків", "Північна Ірландія", "Ірландія", "Білий дім", "США", "Москва"]
)


@pytest.mark.parametrize(
    ("forms", "root"),
    [
        (["Зеленський", "Зеленського", "Зеленському", "Зеленським", "Зеленская"], "зеленськ"),
        (["Порошенко", "Порошенка", "Порошенком", "Порошенкові"], "порошенк"),
        (["Кулеба", "Кулеби", "Кулебу", "Кулебою"], "кулеб"),
        (["Путін", "Путіна", "Путіним"], "путін"),
    ],
)
def test_the_cases_of_a_name_share_a_stem(forms, root):
    assert {stem(form).replace("ленск", "ленськ") for form in forms} == {root}


@pytest.mark.parametrize(
    ("words", "length", "name"),
    [
        ("Києві", 1, "Київ"),
        ("Харкова", 1, "Харків"),
        ("Північній Ірландії було", 2, "Північна Ірландія"),
        ("Білого Дому", 2, "Білий дім"),
        ("МОСКВА", 1, "Москва"),
        ("США", 1, "США"),
    ],
)
def test_a_known_name_is_found_in_its_cases(words, length, name):
    assert KNOWN.match(words.split(), 0) == (length, name)


def test_a_word_that_only_begins_alike_is_not_the_name():
    assert KNOWN.match(["Києвенко"], 0) is None
    assert KNOWN.match(["Північна", "Корея"], 0) is None


def test_a_name_of_two_letters_has_no_cases():
    assert list(case_forms("ЄС")) == ["ЄС"]


def test_spellings_of_one_family_name_meet_across_scripts():
    cyrillic = {romanised(name) for name in ("Зеленський", "Зеленского", "Зеленською")}
    latin = {stem_of_romanised(romanised(name)) for name in ("Zelensky", "Zelenskyy", "Zelenskiy")}
    assert cyrillic == latin == {"zelensk"}


def test_names_from_abroad_go_by_the_table():
    assert latin_name("family", "Трампом") == "Trump"
    assert romanised("Байдену") == romanised("Biden")
    assert latin_name("given", "Дональда") == "Donald"


def test_a_family_name_may_stand_before_the_given_name():
    name = parse_person("Зеленський Володимир")
    assert (name.given, name.family) == (("Володимир",), "Зеленський")
