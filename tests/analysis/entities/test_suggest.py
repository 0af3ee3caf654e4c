from components.analysis.entities.suggest import suggest_same

NAMES = ["Zelensky", "Volodymyr Zelenskiy", "Oslo", "Volodymyr Kuts"]


def test_names_that_share_words_or_nearly_are_suggested_the_likest_first():
    assert suggest_same("Volodymyr Zelensky", NAMES)[:2] == ["Zelensky", "Volodymyr Zelenskiy"]
    assert "Oslo" not in suggest_same("Volodymyr Zelensky", NAMES)


def test_accents_and_case_do_not_count():
    assert suggest_same("ERDOGAN", ["Erdoğan"]) == ["Erdoğan"]
    assert suggest_same("Anybody", []) == []
