import pandas as pd

from components.analysis.article.outline import locate, outline

TEXT = "Ann came. Bo went.\n\nLater Ann left."


def test_an_outline_tells_where_sentences_begin_and_the_first_paragraph_ends():
    assert outline(TEXT) == {"sentences": [0, 10, 20], "lead": 18}
    assert outline("") == {"sentences": [], "lead": 0}


def test_places_are_given_their_sentence_and_whether_they_lead():
    places = pd.DataFrame({"article": ["a", "a", "a", "b"], "start": [0, 10, 26, 3]})
    located = locate(places, {"a": outline(TEXT)})
    assert list(located["sentence"]) == [0, 1, 2, 0]
    assert list(located["lead"]) == [True, True, False, False]


def test_no_places_are_no_reason_to_fail():
    assert locate(pd.DataFrame({"article": [], "start": []}), {}).empty
