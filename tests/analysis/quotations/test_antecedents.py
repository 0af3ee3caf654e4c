"""Antecedents: whom “he” and “she” stand for, and where that cannot be told."""

import pytest

from components.analysis.entities import model_available
from components.analysis.quotations import find_quotations, find_reported

pytestmark = pytest.mark.skipif(not model_available(), reason="the model is not installed")
SURE = 0.5


def speaker_of_last(text):
    last = find_quotations(text)[-1]
    return last.speaker if last.confidence >= SURE else None


def test_who_says_something_of_another_is_he():
    text = (
        "The choir remembered the singer Tom Marlow.\n\n"
        "Peter Lind said Marlow was at the heart of it.\n\n"
        "“We learned it all from him,” he said."
    )
    assert speaker_of_last(text) == "Peter Lind"


def test_whose_comments_are_pointed_to_is_not_he():
    text = (
        "Captain Tom Baker spoke in Oslo. Baker said the harbour was safe.\n\n"
        "Baker pointed to General Peter Lind's comments of last year on the harbour.\n\n"
        "“They know it as well as we do,” he said."
    )
    assert speaker_of_last(text) == "Tom Baker"


@pytest.mark.parametrize(
    "leader", ["Ms Marlow's mother", "Her lawyer", "A former minister of the island"]
)
def test_a_pronoun_behind_somebody_without_a_name_is_open(leader):
    text = (
        "Anna Marlow, a singer, said in court that she had been ill. "
        f"{leader} said the doctor came late. She also said that “nobody opened the door”."
    )
    assert speaker_of_last(text) is None


def test_an_office_of_nobody_told_makes_a_pronoun_open_where_several_spoke():
    text = (
        "Anna Marlow said the fee was too high. Clara Lind said it was too low. "
        "The commander of the port said that it would stay. “It is a fair fee,” she said."
    )
    assert speaker_of_last(text) is None


def test_who_leads_the_sentence_before_is_he_though_no_words_of_his_stand_there():
    text = (
        "Tom Baker bought the yard in 1990.\n\n"
        "Baker thanked the town for its help with the yard.\n\n"
        "“It was a hard winter for all of us,” he said."
    )
    assert speaker_of_last(text) == "Tom Baker"


def test_a_main_clause_is_taken_up_within_its_own_sentence():
    text = (
        "Peter Lind said the harbour was shut. "
        "Tom Baker, the head of the yard, says he is not worried about it. "
        "Baker, who has worked there for years, believes the talk misses the point. "
        "“The yard is full of work,” he says."
    )
    assert speaker_of_last(text) == "Tom Baker"


def test_who_is_shown_to_be_a_woman_stays_she():
    text = (
        "The harbour is open, spokeswoman Anna Marlow said on Monday. She made the remarks at the "
        "port. President Lo Wen sent the port a message. The fee must stay low, she said."
    )
    assert "Lo Wen" not in [one.speaker for one in find_reported(text)]


def test_an_open_pronoun_is_not_sure_one_sentence_later():
    text = (
        "Anna Marlow, a singer, said the hall was full. Her sister said the doors had been shut. "
        "She said the guards were late. “They never came,” she said."
    )
    assert speaker_of_last(text) is None


def test_a_trade_joined_with_another_has_the_name_behind_it():
    text = (
        "Writer and broadcaster Tom Baker interviewed the pilots and described the harbour as a "
        "“quiet and lonely place”."
    )
    assert speaker_of_last(text) == "Tom Baker"


def test_how_far_a_name_is_does_not_depend_on_the_length_of_the_quotation():
    long = "we will speak of the fee and of the old boats and of the quay, " * 10
    text = f"Tom Baker said the harbour was shut. “{long.capitalize()}and then go,” he said."
    assert speaker_of_last(text) == "Tom Baker"


def test_one_of_several_is_nobody_named_before():
    text = (
        "Robin Marlow said the ship was late. One of the few guests who had met Marlow said that "
        "the food was cold. “I was hungry for days,” she said."
    )
    assert speaker_of_last(text) is None


def test_a_person_in_a_sentence_without_a_read_subject_makes_a_pronoun_open():
    text = (
        "Peter Lind said the harbour was shut. At the meeting of the ports the head of the union, "
        "Tom Baker, called it “a great loss for the island”. “It must open again,” he said."
    )
    assert speaker_of_last(text) in (None, "Tom Baker")


def test_who_took_the_picture_is_not_he():
    text = (
        "Tom Baker says the law is the law. Lo Wen / For Harbour News\n\n"
        "“The law is very old,” he says."
    )
    assert speaker_of_last(text) != "Lo Wen"
