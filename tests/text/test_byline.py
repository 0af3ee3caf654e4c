"""By-lines as newspapers print them."""

import pytest

from components.text.byline import are_names, find_stated_author, list_names, read_byline

BODY = "The council voted on Monday to keep the ferry.\n\nNobody was hurt."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Example", "Ann Example"),
        ("BY ANN EXAMPLE", "ANN EXAMPLE"),
        ("By Ann Example and Bob Sample", "Ann Example, Bob Sample"),
        ("By Ann O'Hara, Bob Sample and Carol Test", "Ann O'Hara, Bob Sample, Carol Test"),
        ("By Ann Example, Political Editor", "Ann Example"),
        ("By Ann Example, Reuters", "Ann Example"),
        ("By Ann Example/AFP", "Ann Example"),
        ("By Ann Example in Wick", "Ann Example"),
        ("By Sam Example and Mo Sample", "Sam Example, Mo Sample"),
        ("By Al Example", "Al Example"),
        ("BY UNA EXAMPLE, Staff Writer", "UNA EXAMPLE"),
        ("Par Anne de La Tour", "Anne de La Tour"),
        ("By Ann Example | 3 May 2024", "Ann Example"),
        ("By Ann Example Saturday, May 2, 2015", "Ann Example"),
        ("By Ann van der Berg", "Ann van der Berg"),
        ("By J.K. Smith Jr.", "J.K. Smith Jr."),
        ("Written by Ann Example", "Ann Example"),
        ("(Reporting by Ann Example in Wick; Editing by Bob Sample)", "Ann Example"),
        ("BY ANN EXAMPLE AND BOB SAMPLE", "ANN EXAMPLE, BOB SAMPLE"),
        ("Von Anna Beispiel/dpa", "Anna Beispiel"),
        ("Von Anna Beispiel, dpa", "Anna Beispiel"),
        ("Von Anna Beispiel und Max Muster, Berlin", "Anna Beispiel, Max Muster"),
        ("Par Jean Dupont et Marie Durand", "Jean Dupont, Marie Durand"),
        ("Por Juan Pérez", "Juan Pérez"),
        ("Текст: Олена Приклад", "Олена Приклад"),
        ("Автор: Иван Образец", "Иван Образец"),
        ("Author: Ann Example", "Ann Example"),
        ("記者：王小明", "王小明"),
        ("بقلم: أحمد علي", "أحمد علي"),
    ],
)
def test_a_by_line_names_the_author(line, names):
    assert find_stated_author(f"{line}\n\n{BODY}") == names
    assert find_stated_author(f"Ferry stays\n\n{line}\n\n{BODY}") == names
    assert find_stated_author(f"{BODY}\n\n{line}") == names


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Example, the mayor said work will begin.",
        "By Monday Evening",
        "By 2015 the ferry had sunk",
        "By the river, Ann walked.",
        "By Popular Demand",
        "By REUTERS",
        "By our correspondent",
        "Von unserem Korrespondenten",
        "Von Anfang an war Anna Beispiel dagegen.",
        "Text: Council approves the plan today",
        "Ann Example wrote this.",
        "",
    ],
)
def test_what_only_begins_like_a_by_line_names_nobody(line):
    assert find_stated_author(f"{line}\n\n{BODY}") == ""


def test_a_by_line_within_a_text_belongs_to_something_else():
    assert (
        find_stated_author(f"{BODY}\n\n{BODY}\n\n{BODY}\n\nBy Ann Example\n\n{BODY}\n\n{BODY}")
        == ""
    )


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Example, Ann", ["Example, Ann"]),
        ("Example, Ann; Sample, Bob", ["Example, Ann", "Sample, Bob"]),
        ("Ann Example, Bob Sample", ["Ann Example", "Bob Sample"]),
        ("Ann and Bob Sample", ["Ann and Bob Sample"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Smith, John, Staff Writer", ["Smith, John"]),
        ("Ann Example is a reporter", ["Ann Example"]),
        ("ANN EXAMPLE, BOB SAMPLE Associated Press", ["ANN EXAMPLE", "BOB SAMPLE"]),
        ("Von der Leyen, Ursula", ["Von der Leyen, Ursula"]),
        ("Di Maio Luigi", ["Di Maio Luigi"]),
        ("Analysis by Ann Example", ["Ann Example"]),
        ("Jean Dupont (avec AFP)", ["Jean Dupont"]),
        ("Anna Beispiel/dpa", ["Anna Beispiel"]),
        ("Text: Anna Beispiel; Fotos: Max Muster", ["Anna Beispiel"]),
        ("Anna Beispiel (Text) und Max Muster (Fotos)", ["Anna Beispiel", "Max Muster"]),
        ("BY ANN EXAMPLE AND BOB SAMPLE", ["ANN EXAMPLE", "BOB SAMPLE"]),
        ("Ann Writer and Bob Reporter", ["Ann Writer", "Bob Reporter"]),
        ("Ann Example, Court Reporter", ["Ann Example"]),
        ("Staff Writer", []),
        ("Reuters", []),
        ("", []),
    ],
)
def test_the_value_of_a_field_is_parted_into_names(value, names):
    assert list_names(value) == names


@pytest.mark.parametrize(
    ("line", "names", "rest"),
    [
        ("By Ann Example", "Ann Example", ""),
        ("By Ann Example | 3 May 2024", "Ann Example", "| 3 May 2024"),
        ("By Ann Example, Political Editor", "Ann Example", ", Political Editor"),
        ("By Una de la Cruz and Bob Sample in Wick", "Una de la Cruz, Bob Sample", "in Wick"),
        ("Por una Europa Unida", "", ""),
    ],
)
def test_a_by_line_has_names_and_what_stands_behind_them(line, names, rest):
    assert read_byline(line) == (names, rest)


@pytest.mark.parametrize(
    ("line", "are"),
    [("By Ann Example, Political Editor", True), ("Ann Example and Bob Sample", True),
     ("Ann Example, Wick", False), ("Ann Example came", False), ("Wick", False),
     ("أحمد علي", False), ("", False)],
)  # fmt: skip
def test_a_line_of_names_alone_is_known(line, are):
    assert are_names(line) is are


def test_a_name_that_could_be_a_house_is_one_beside_another_name():
    assert list_names("Una Example, Tom Model and Marlow Post") == [
        "Una Example",
        "Tom Model",
        "Marlow Post",
    ]
    assert list_names("Ann Example, Court and Crime Writer") == ["Ann Example"]
    assert list_names("Ann Example, Reuters and AFP") == ["Ann Example"]
