import pytest

from components.analysis.entities import model_available
from components.analysis.quotations import find_quotations, find_reported, read_quotations

needs_model = pytest.mark.skipif(not model_available(), reason="the model is not installed")


def told(text, language="en"):
    return [(one.text, one.kind, one.speaker) for one in find_quotations(text, language)]


def reports(text):
    return [(one.text, one.speaker) for one in find_reported(text)]


@needs_model
def test_a_name_alone_before_a_colon_speaks():
    text = "Anna Marlow: “The harbour is shut.”\n\nPeter Lind (61): “We saw it coming.”"
    assert told(text) == [
        ("The harbour is shut.", "direct", "Anna Marlow"),
        ("We saw it coming.", "direct", "Peter Lind"),
    ]


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "The BBC reported that Anna Marlow had said “the harbour is shut”.",
        "Reuters quoted Anna Marlow as saying “the harbour is shut”.",
        "Anna Marlow told the BBC that “the harbour is shut”.",
    ],
)
def test_words_that_another_outlet_relays_are_the_first_speakers(text):
    assert told(text) == [("the harbour is shut", "direct", "Anna Marlow")]


@needs_model
def test_two_names_with_one_verb_both_speak():
    (one,) = told("“The harbour is shut for good,” Anna Marlow and Tom Baker said.")
    assert one[2] == "Anna Marlow and Tom Baker"


@needs_model
def test_a_chant_is_nobodys_who_is_named():
    text = "Thousands marched past the office of Anna Marlow with chants of “Open the harbour now”."
    assert told(text)[0][2] is None


@needs_model
def test_a_pronoun_is_the_subject_of_the_main_clause():
    text = (
        "President Tom Baker called for an answer after Minister Anna Marlow had resigned. "
        "“We have to know,” he wrote."
    )
    assert told(text)[0][2] == "Tom Baker"


@needs_model
def test_an_office_goes_to_the_one_of_its_state():
    text = (
        "The US president Tom Baker met the French president, Anna Marlow, in Rome. "
        "“We agreed on it,” the US president said."
    )
    assert told(text)[0][2] == "Tom Baker"


@needs_model
@pytest.mark.parametrize("marks", ["‘’“”", "''\"\""])
def test_single_marks_around_double_ones_are_one_quotation(marks):
    first, last, opens, closes = marks
    text = f"{first}She told me: {opens}Row on.{closes} So I rowed,{last} said Anna Marlow."
    inner = f"She told me: {opens}Row on.{closes} So I rowed,"
    assert told(text) == [(inner, "direct", "Anna Marlow")]


@needs_model
def test_a_quotation_that_opens_again_in_one_line_goes_on():
    text = (
        'It rained. Anna Marlow said: "The harbour is shut and lost. '
        '"We have to look for another one." The town waits.'
    )
    assert told(text) == [
        ("The harbour is shut and lost.", "direct", "Anna Marlow"),
        ("We have to look for another one.", "direct", "Anna Marlow"),
    ]
    assert len({one.group for one in find_quotations(text)}) == 1


@needs_model
def test_the_title_of_a_work_is_nobodys_words():
    text = "Anna Marlow said the harbour is in the new documentary “Cold Water” this year."
    assert told(text) == [("Cold Water", "scare", None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il pleut. « Nous devons partir demain », a déclaré la ministre."),
        ("fr", "Il pleut. « Nous devons partir demain », a-t-elle ajouté."),
        ("de", "Es regnet. „Wir müssen morgen gehen“, sagte sie."),
        ("de", "Es regnet. „Wir müssen morgen gehen“, sagte die Ministerin."),
        ("es", "Llueve. “Tenemos que irnos mañana”, añadió la ministra."),
        ("es", "Llueve. “Tenemos que irnos mañana”, dijo."),
    ],
)
def test_words_by_a_pronoun_or_an_office_are_spoken_in_other_languages(language, text):
    (one,) = told(text, language)
    assert one[1:] == ("direct", None)


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("ru", "— Мы уходим завтра, — сказал Олег Марлов.", "Мы уходим завтра,"),
        ("uk", "— Ми йдемо завтра, — сказав Олег Марленко.", "Ми йдемо завтра,"),
        ("es", "—Nos vamos mañana —dijo Olga Marlo—. Se acabó.", "Nos vamos mañana"),
    ],
)
def test_what_a_dash_opens_is_a_quotation_before_a_verb_of_saying(language, text, spoken):
    assert find_quotations(text, language)[0].text == spoken


def test_a_list_with_dashes_has_no_quotations():
    assert find_quotations("— Три лодки, два весла\n— Одна сеть, новая", "ru") == []


def test_a_polish_speaker_is_found_behind_a_verb_of_saying():
    (one,) = told("„Port jest zamknięty” – powiedziała Anna Marlo.", "pl")
    assert one == ("Port jest zamknięty", "direct", "Anna Marlo")


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "According to Anna Marlow, the harbour will cost about four million pounds.",
        "The harbour will cost about four million pounds, according to Anna Marlow.",
    ],
)
def test_a_clause_beside_according_to_is_reported(text):
    ((clause, speaker),) = reports(text)
    assert (clause.lower(), speaker) == (
        "the harbour will cost about four million pounds",
        "Anna Marlow",
    )


@needs_model
def test_a_denied_report_is_less_sure_than_a_plain_one():
    (plain,) = find_reported("Anna Marlow said that the harbour was shut.")
    (denied,) = find_reported("Anna Marlow did not say that the harbour was shut.")
    assert denied.confidence < 0.5 < plain.confidence


@needs_model
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are ready,” the Norwegian health ministry said.", "Norwegian health ministry"),
        ("The Baker administration said “we had no choice”.", "Baker administration"),
        (
            "The Norwegian health ministry shut the port. The Norwegian health ministry said it "
            "was late. “We had no choice,” the ministry said.",
            "Norwegian health ministry",
        ),
        (
            "The Harbour Union said the port was shut. “We had no choice,” it said.",
            "Harbour Union",
        ),
    ],
)
def test_a_body_speaks_by_its_whole_name_and_by_it_or_its_kind(text, speaker):
    assert told(text)[-1][2] == speaker


@needs_model
def test_it_is_left_open_where_two_bodies_spoke():
    text = (
        "The Harbour Union said the port was shut, but the Transport Council denied it. "
        "“We had no choice,” it said."
    )
    assert told(text)[-1][2] is None


@needs_model
def test_a_pronoun_is_who_leads_the_sentence_before_and_doubted_where_two_do():
    first = "Tom Baker said the port was shut. At a rally, Peter Lind spoke of the storm"
    assert told(first + ". “It was bad,” he said.")[-1][2] == "Peter Lind"
    last = find_quotations(first + " and Carl Holm slept. “It was bad,” he said.")[-1]
    assert last.confidence < 0.5


@needs_model
def test_a_first_name_tells_he_from_she():
    assert told("Mary Lind said the port was shut. “It was bad,” he said.")[-1][2] is None
    assert told("Mary Lind said the port was shut. “It was bad,” she said.")[-1][2] == "Mary Lind"


@needs_model
def test_a_role_further_before_a_name_is_not_its_bearers():
    text = "A lawmaker wants Peter Lind banned. The lawmaker said that he was “a danger to us”."
    assert told(text)[-1][2] is None


@needs_model
def test_an_outlet_that_only_relays_is_not_the_speaker():
    text = "“We had no choice at all,” Peter Lind said in a letter, according to the Harbour Times."
    assert told(text)[0][2] == "Peter Lind"


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "Peter Lind told “Night and Day” that he was ready to sail.",
        "Peter Lind was convicted of “theft on the quay” in June.",
        "Peter Lind said that Sund’s call earlier in the day to “open the quay again” was weak.",
    ],
)
def test_a_programme_and_the_subject_of_a_verb_of_doing_are_not_sure(text):
    (one,) = find_quotations(text)
    assert one.speaker is None or one.confidence < 0.5


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "Sea Choir councillor, Tom Baker said the “harbour is shut”.",
        "Norway's Permanent Representative to NATO Tom Baker said the “harbour is shut”.",
    ],
)
def test_the_name_right_before_the_verb_speaks_and_not_whose_office_it_is(text):
    assert told(text)[0][2] == "Tom Baker"


@needs_model
def test_a_name_with_a_quotation_mark_in_it_is_read_and_keeps_no_article_from_being_read():
    text = 'the draw Wales "?RT? Tom O"dea had '
    names = [[9, 14, "ORG"], [text.index("Tom"), text.index(" had"), "PERSON"]]
    (found,) = read_quotations([text], "en", [names], ())
    assert all(one["mention"] is None for one in found)


@needs_model
def test_a_line_of_its_own_in_other_marks_than_the_quotations_is_a_heading():
    text = (
        "“We will miss the old boats,” Tom Baker said.\n\n"
        "‘A boat can be a home’\n\n"
        "“They were our homes,” Baker said."
    )
    assert told(text)[1] == ("A boat can be a home", "scare", None)


@needs_model
def test_words_in_a_glued_headline_are_not_surely_those_of_who_is_named_behind_it():
    text = (
        "Anna Marlow waited for the ship. MAN LOST AT SEA BY ‘CARELESS CREW’ IN STORM: POLICE "
        "Anna Marlow recounts the night on the quay."
    )
    (one,) = [one for one in find_quotations(text) if one.text == "CARELESS CREW"]
    assert one.speaker is None or one.confidence < 0.5


@needs_model
def test_a_man_named_so_is_called_by_his_name():
    (one,) = told("“It was open all day,” a man named Tom Baker told the paper.")
    assert one[2] == "Tom Baker"


@needs_model
@pytest.mark.parametrize("office", ["MEP", "DJ"])
def test_an_office_in_capital_letters_is_no_name(office):
    (one,) = told(f"Tom Baker left the club on Monday. The {office} said it was a “bad joke”.")
    assert one[2] != office


@needs_model
def test_a_credit_of_a_picture_does_not_speak():
    text = "Ann Lee / Harbour News “The port is full of ships and of work,” says To."
    assert "/" not in (told(text)[0][2] or "")


@needs_model
def test_the_paper_that_is_told_reports_nothing():
    text = "“No,” Anna Marlow, a pilot and a teacher at the school of the port, told the BBC."
    assert "BBC" not in [speaker for _, speaker in reports(text)]


@needs_model
def test_the_founder_of_a_firm_speaks_and_not_the_firm():
    (one,) = told("“I want to share the sea with others,” says Yogi Sails co-founder Anna Marlow.")
    assert one[2] == "Anna Marlow"


@needs_model
def test_an_agency_in_brackets_before_a_sentence_does_not_speak():
    text = "The port of Oslo on Monday. (AP) The army claimed the fire was “a cowardly attack”."
    assert told(text)[0][2] is None


@needs_model
def test_a_word_behind_on_is_not_surely_said():
    text = "Tom Baker, who played the mayor on “Harbours” for years, said: “I was fond of her.”"
    show = find_quotations(text)[0]
    assert show.speaker is None or show.confidence < 0.5
