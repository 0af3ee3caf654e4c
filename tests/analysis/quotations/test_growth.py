"""The time for quotations grows as the text does, whatever marks stand in it."""

import time
from itertools import count

import pytest

from components.analysis.entities import model_available
from components.analysis.quotations import find_quotations
from components.analysis.quotations.quotation_marks import find_quoted_strings

# Of a text four times as long; with the square of its length it is 16.
MOST_GROWTH, TRIES = 8, 8
UNITS = {
    "openings never closed": "“a ",
    "straight marks never closed": '"a ',
    "kinds in turn": "“a” «b» „c“ ",
    "marks in marks": "“a ‘b «c ",
    "marks alone": "“‘",
    "apostrophes": "don't ’n' ",
    "closing marks": "a” ",
    "dashes": "— Oui, — dit Jean. ",
    "inches": "5'10\" ",
    "capitals": "“A. ",
}


def growth(ask, unit, size):
    """How much longer a text of four times the size takes; the least of some tries.

    What grows too fast does so each time, and a busy machine is not busy in the same way twice.
    """
    ask(unit)
    number = count()  # no text is read twice: a second reading may be remembered

    def took(length):
        text = f"{next(number)} {unit * (length // len(unit))}"
        start = time.process_time_ns()
        ask(text)
        return time.process_time_ns() - start

    ratios = (took(4 * size) / took(size) for _ in range(TRIES))
    return next((ratio for ratio in ratios if ratio < MOST_GROWTH), MOST_GROWTH)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_quoted_strings_are_found_in_time_in_proportion_to_the_marks(unit):
    verbs = frozenset({"dit", "said"})
    assert growth(lambda text: find_quoted_strings(text, verbs), unit, 8000) < MOST_GROWTH


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_speakers_are_found_in_time_in_proportion_to_the_marks(unit):
    assert growth(lambda text: find_quotations(text, "fr"), unit, 4000) < MOST_GROWTH


@pytest.mark.skipif(not model_available(), reason="no English model")
def test_marks_without_a_space_do_not_hold_up_the_model_that_splits_words():
    from components.analysis.entities.recognition.ner_models import _load_spacy

    tokenizer = _load_spacy("en").tokenizer
    assert growth(tokenizer, "“‘", 500) < MOST_GROWTH
