import pytest

from components.text.language import identify


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council met on Tuesday and agreed to repair the bridge before winter comes."),
        ("uk", "Міська рада зібралася у вівторок і вирішила відремонтувати міст до зими."),
        ("ru", "Городской совет собрался во вторник и решил отремонтировать мост до зимы."),
        ("de", "Der Stadtrat kam am Dienstag zusammen und beschloss, die Brücke zu reparieren."),
        ("fr", "Le conseil municipal s’est réuni mardi et a décidé de réparer le pont cet hiver."),
    ],
)
def test_a_sentence_of_news_is_enough(language, text):
    assert identify(text) == language


@pytest.mark.parametrize("text", ["", "   ", "12 / 34", "Reuters", "!!! ???", "💥" * 40])
def test_too_little_text_is_undetermined(text):
    assert identify(text) == "und"
