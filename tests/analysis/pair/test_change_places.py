"""Where the changes of a pair stand, counted by hand."""

from components.analysis.pair.alignment import align
from components.analysis.pair.change_places import find_places, place_changes
from components.analysis.pair.ledger import ledger
from components.text.segment import sentences

LEDE = "The mayor of Oldham opened the rebuilt harbour bridge on Monday."
COST = "The bridge cost 12 million crowns and took three years to build."
CROWD = "A crowd of fishermen watched from the northern quay in the rain."
RADIO = "Local radio carried the ceremony live for listeners at home."
FERRY = "The old ferry will be sold to a museum in the next county."
TOLL = "No toll will be charged before the end of the coming summer."


def places(*parts):
    text = "\n\n".join(parts)
    return find_places(text, sentences(text, "en"))


def test_the_lede_is_the_first_paragraph_and_the_end_a_quarter_of_the_rest():
    assert places(LEDE, f"{COST} {CROWD}", RADIO, FERRY) == ["lede", "body", "body", "body", "end"]
    assert places(f"{LEDE} {COST}", CROWD) == ["lede", "lede", "end"]


def test_a_quarter_is_rounded_up():
    assert places(LEDE, COST, CROWD, RADIO, FERRY, TOLL) == ["lede", *["body"] * 3, "end", "end"]


def test_of_one_paragraph_the_lede_is_its_first_sentence():
    assert places(f"{LEDE} {COST} {CROWD}") == ["lede", "body", "end"]
    assert places(LEDE) == ["lede"]
    assert places("") == []


def test_a_first_paragraph_that_does_not_count_is_no_lede():
    text = f"{' ' * 20}\n\n{LEDE}\n\n{COST}"
    start = text.index(LEDE)
    spans = [(start, start + len(LEDE)), (text.index(COST), len(text))]
    assert find_places(text, spans) == ["lede", "end"]


def test_a_change_is_where_it_stands_in_the_first_text_and_an_addition_where_it_was_put():
    first = "\n\n".join([LEDE, COST, CROWD, RADIO, FERRY])
    second = "\n\n".join([LEDE.replace("Monday", "Sunday"), TOLL, COST, CROWD, RADIO])
    aligned = align(first, second, language="en")
    changes = ledger(aligned)
    found = dict(zip(changes["change"], place_changes(changes, aligned), strict=True))
    assert found == {"edited": "lede", "dropped": "end", "added": "body"}
