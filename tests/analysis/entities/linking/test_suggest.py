import pytest

from components.analysis.entities.linking.resolve import nearest_names, suggest_same

NAMES = ["Zelensky", "Volodymyr Zelenskiy", "Oslo", "Volodymyr Kuts"]


def test_names_that_share_words_or_nearly_are_suggested_the_likest_first():
    assert suggest_same("Volodymyr Zelensky", NAMES)[:2] == ["Zelensky", "Volodymyr Zelenskiy"]
    assert "Oslo" not in suggest_same("Volodymyr Zelensky", NAMES)


def test_accents_and_case_do_not_count():
    assert suggest_same("ERDOGAN", ["Erdoğan"]) == ["Erdoğan"]
    assert suggest_same("Anybody", []) == []


# Those named most first, as the page lists them.
NAMED = [
    *("Ukraine", "Vladimir Putin", "Kyiv Post", "Kremlin", "Kyiv", "Sky News", "Moscow", "Łódź"),
    *("Volodymyr Zelensky", "Zelensky Foundation", "Leopold Zunz", "Ministry of Oskol Works"),
    *("Recep Tayyip Erdoğan", "Óscar Arias", "European Union", "Ukrainian Border Guard"),
]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kyiv", "Kyiv"),
        ("kyiv", "Kyiv"),
        ("  KYIV ", "Kyiv"),
        ("Ky", "Kyiv Post"),
        ("Mosc", "Moscow"),
        ("Moskow", "Moscow"),
        ("Mocsow", "Moscow"),
        ("lodz", "Łódź"),
        ("Lodź", "Łódź"),
        ("Zelensky", "Volodymyr Zelensky"),
        ("Volodymir Zelenski", "Volodymyr Zelensky"),
        ("erdogan", "Recep Tayyip Erdoğan"),
        ("oscar", "Óscar Arias"),
        ("putin", "Vladimir Putin"),
        ("Kremln", "Kremlin"),
        ("Ukraine", "Ukraine"),
        ("European union", "European Union"),
    ],
)
def test_what_is_typed_stands_for_the_nearest_name(typed, name):
    assert nearest_names(typed, NAMED)[0] == name


def test_nothing_is_near_what_is_like_no_name():
    for typed in ("", "   ", "Xqzzwy", "***"):
        assert nearest_names(typed, NAMED) == []
    assert nearest_names("Kyiv", []) == []


def test_no_more_names_are_given_than_are_asked_for():
    assert nearest_names("K", NAMED, most=2) == ["Kyiv Post", "Kremlin"]
