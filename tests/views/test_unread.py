from components.views.unread import say_unread

LABELS = {"a": "Ship", "b": "Ferry", "c": "Barge", "d": "Tug"}


def test_the_articles_that_failed_are_named_with_the_reason():
    assert (
        say_unread({"b": "ValueError: 1.2.3", "gone": "KeyError"}, LABELS, "names")
        == "1 article could not be read for names: Ferry (ValueError: 1.2.3)."
    )
    told = say_unread(dict.fromkeys(LABELS, "KeyError"), LABELS, "names")
    assert told.startswith("4 articles could not be read for names: Ship (KeyError); ")
    assert told.endswith("Barge (KeyError); and 1 other.")


def test_nothing_is_said_when_none_failed():
    assert say_unread({}, LABELS, "names") == ""
