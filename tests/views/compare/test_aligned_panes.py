from components.analysis.pair.alignment import align
from components.views.compare.aligned_panes import describe_switches, version_switches
from components.views.compare.inline_pane import inline_pane

HEAD = {"title": "Two", "meta": "", "language": "en"}
FIRST = (
    "The mayor said the bridge would close on Monday. Nobody was hurt.\n\n"
    "Work stopped at noon when the old crane fell. The port stayed open all night."
)
SECOND = (
    "The mayor claimed the bridge would close on Monday. Nobody was hurt.\n\n"
    "The port stayed open all night. A second crane is on its way from the yard in Oslo."
)


def sentences_of(first, second):
    side = inline_pane((first, second), align(first, second, language="en"), HEAD)
    return [sentence for paragraph in side["paragraphs"] for sentence in paragraph]


def said(sentence):
    return "".join(text for text, _ in sentence["pieces"])


def test_a_changed_word_stands_before_the_word_that_came():
    first = sentences_of(FIRST, SECOND)[0]
    assert ["said", "dropped"] in first["pieces"]
    assert ["claimed", "added"] in first["pieces"]
    assert said(first) == "The mayor said claimed the bridge would close on Monday."


def test_a_dropped_sentence_stands_where_it_stood():
    states = [(s["state"], said(s)[:12]) for s in sentences_of(FIRST, SECOND)]
    assert states == [
        ("edited", "The mayor sa"),
        ("same", "Nobody was h"),
        ("dropped", "Work stopped"),
        ("same", "The port sta"),
        ("added", "A second cra"),
    ]


def test_all_that_the_second_says_is_there_without_what_it_dropped():
    kept = [
        "".join(text for text, kind in sentence["pieces"] if kind != "dropped")
        for sentence in sentences_of(FIRST, SECOND)
        if sentence["state"] != "dropped"
    ]
    assert " ".join(kept).split() == SECOND.split()


def test_a_text_that_dropped_everything_shows_what_it_dropped():
    assert [s["state"] for s in sentences_of(FIRST, "")] == ["dropped"] * 4


TICKS = {"a": "Post 1 Mar", "b": "Wire 2 Mar", "c": "Echo 3 Mar", "d": "Mail", "e": "Sun"}


def switches(chosen):
    return version_switches(list("abcde"), chosen, TICKS, {i: f"Title {i}" for i in TICKS})


def test_the_versions_on_screen_carry_the_letter_of_their_column():
    found = {one["id"]: one["letter"] for one in switches(["c", "a"])}
    assert found == {"a": "B", "b": "", "c": "A", "d": "", "e": ""}


def test_of_two_versions_none_can_be_taken_away():
    assert [one["id"] for one in switches(["a", "b"]) if one["locked"]] == ["a", "b"]


def test_beside_four_versions_none_can_be_put():
    assert [one["id"] for one in switches(list("abcd")) if one["locked"]] == ["e"]


def test_an_article_that_shares_no_text_is_not_counted_among_the_versions():
    last = "; two to four side by side:"
    assert describe_switches(3, 0) == f"3 versions share this text{last}"
    told = f"2 versions share this text; 1 other article stands beside{last}"
    assert describe_switches(2, 1) == told
    told = f"No other version of A is known; 2 other articles stand beside{last}"
    assert describe_switches(1, 2) == told
