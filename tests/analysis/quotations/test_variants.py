from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.quotations import Quotation
from components.analysis.quotations.variants import describe_edit, measure_within, quotation_ledger

WHOLE = "We will not sign this paper today"
REST = "The harbour stays closed until the spring"


def said(text, speaker="Anna Marlow", kind="direct", group=1, start=0, sure=0.95):
    return Quotation(
        start, start + len(text), text, speaker, kind, group, speaker or "", confidence=sure
    )


def states(ledger):
    return dict(zip(ledger["article"], ledger["state"], strict=True))


def test_case_marks_and_punctuation_make_no_other_quotation():
    ledger = quotation_ledger([[said(WHOLE + ",")], [said("“we will not sign this paper today.")]])
    assert states(ledger) == {0: "verbatim", 1: "verbatim"}
    assert ledger["first"].tolist() == [True, False]


def test_what_is_cut_is_shown_against_the_form_printed_first():
    parts = [said(WHOLE), said(REST, start=50)]
    ledger = quotation_ledger([parts, [said(WHOLE)]])
    assert states(ledger) == {0: "verbatim", 1: "cut"}
    assert ledger["left_out"].tolist() == [[], [REST]]
    assert ledger["spans"].tolist() == [[(0, len(WHOLE)), (50, 50 + len(REST))], [(0, len(WHOLE))]]


def test_changed_words_are_shown():
    ledger = quotation_ledger([[said(WHOLE)], [said("We will never sign this paper today")]])
    assert states(ledger) == {0: "verbatim", 1: "altered"}
    assert ledger["edits"].tolist() == [[], [("not", "never")]]


def test_a_quotation_is_told_as_it_is_printed():
    first = said("We’ll not sign this paper, not today – not ever!")
    parts = [said("We'll not sign  this paper,"), said("not today - not ever!", start=60)]
    ledger = quotation_ledger([[first], parts])
    assert ledger["text"].tolist() == [
        "We’ll not sign this paper, not today – not ever!",
        "We'll not sign this paper, … not today - not ever!",
    ]
    assert states(ledger) == {0: "verbatim", 1: "verbatim"}


def test_what_an_editor_put_in_brackets_was_not_spoken():
    inserted = "We [the dockers] will not sign this paper [sic] today, Mr. [Peter Lind]"
    ledger = quotation_ledger([[said(f"{WHOLE}, Mr.")], [said(inserted)]])
    assert states(ledger) == {0: "verbatim", 1: "verbatim"}
    assert ledger["left_out"].tolist() == [[], []]
    assert ledger["inserted"].tolist() == [[], ["the dockers", "sic", "Peter Lind"]]
    assert ledger["text"].tolist()[1] == inserted


def test_letters_in_brackets_are_part_of_their_word():
    ledger = quotation_ledger([[said(WHOLE)], [said(WHOLE.replace("We", "[W]e"))]])
    assert states(ledger) == {0: "verbatim", 1: "verbatim"}
    assert ledger["inserted"].tolist() == [[], []]


def test_dots_in_brackets_are_a_cut():
    for mark in ("[…]", "[...]"):
        ledger = quotation_ledger([[said(WHOLE)], [said(f"We will not sign {mark} today")]])
        assert states(ledger) == {0: "verbatim", 1: "cut"}
        assert ledger["left_out"].tolist() == [[], ["this paper"]]
        assert ledger["inserted"].tolist() == [[], []]
    bare = quotation_ledger([[said(WHOLE)], [said(f"{WHOLE} […]")]])
    assert states(bare) == {0: "verbatim", 1: "cut"}


def test_the_form_printed_first_is_whole_and_a_longer_one_quotes_more():
    ledger = quotation_ledger([[said(WHOLE)], [said(f"{WHOLE}, or ever")]])
    assert states(ledger) == {0: "verbatim", 1: "longer"}
    assert ledger["more"].tolist() == [[], ["or ever"]]


def test_a_word_put_in_alters_a_quotation():
    ledger = quotation_ledger(
        [[said("We will sign this paper")], [said("We will never sign this paper")]]
    )
    assert states(ledger) == {0: "verbatim", 1: "altered"}
    assert ledger["edits"].tolist() == [[], [("", "never")]]


def test_what_stood_around_the_speaker_may_be_quoted_in_full_later():
    parts = [said("We will not sign this paper,"), said("not today.", start=60)]
    ledger = quotation_ledger(
        [parts, [said("We will not sign this paper, I tell you, not today.")]]
    )
    assert states(ledger) == {0: "verbatim", 1: "longer"}
    assert ledger["more"].tolist() == [[], ["I tell you"]]


def test_another_speaker_is_told():
    ledger = quotation_ledger([[said(WHOLE)], [said(WHOLE, "Peter Lind")], [said(WHOLE, None)]])
    assert ledger["reattributed"].tolist() == [False, True, False]


def test_a_clause_that_tells_the_same_is_reported():
    clause = said("the harbour would stay closed until the spring", kind="reported")
    ledger = quotation_ledger([[said(REST)], [clause], [said(REST)]])
    assert states(ledger) == {0: "verbatim", 1: "reported", 2: "verbatim"}


def test_a_clause_of_someone_else_is_not():
    clause = said("the harbour would stay closed until the spring", "Peter Lind", "reported")
    assert quotation_ledger([[said(REST)], [clause]]).empty


def test_the_first_is_the_earliest_by_date_and_undated_ones_come_last():
    listed = [[said(WHOLE)], [said(WHOLE)], [said(WHOLE)]]
    ledger = quotation_ledger(listed, [None, date(2025, 5, 2), date(2025, 5, 1)])
    assert ledger["article"].tolist() == [2, 1, 0]
    assert ledger["first"].tolist() == [True, False, False]
    assert not ledger["earliest"].any()


def test_the_earliest_is_of_a_day_before_that_of_all_others():
    days = [date(2025, 5, 1), date(2025, 5, 2), date(2025, 5, 2)]
    listed = [[said(WHOLE)]] * 3
    assert quotation_ledger(listed, days)["earliest"].tolist() == [True, False, False]
    assert not quotation_ledger(listed[1:], days[1:])["earliest"].any()


def test_short_ones_other_languages_and_terms_are_left_out():
    assert quotation_ledger([[said("We will not")], [said("We will not")]]).empty
    assert quotation_ledger([[said(WHOLE)], [said(WHOLE)]], languages=["en", "fr"]).empty
    assert quotation_ledger([[said(WHOLE, None, "scare")]] * 2).empty
    assert quotation_ledger([]).empty


def test_a_quotation_of_very_many_articles_stays_one():
    listed = [[said(f"{WHOLE} in town {number}")] for number in range(120)]
    assert quotation_ledger(listed)["quotation"].nunique() == 1


def test_a_common_phrase_joins_no_two_speakers():
    phrase = "a lot of people"
    listed = [[said(phrase)], [said(f"There were {phrase} outside", "Peter Lind")]]
    assert quotation_ledger(listed).empty
    assert quotation_ledger([[said(phrase, None)], [said(phrase, None)]]).empty
    stock = "in the strongest possible terms"
    assert quotation_ledger([[said(stock)], [said(f"We condemn it {stock}", "Peter Lind")]]).empty


def test_a_short_quotation_of_one_sure_speaker_is_one():
    short = "harbour stays closed until"
    assert states(quotation_ledger([[said(REST)], [said(short)]])) == {0: "verbatim", 1: "cut"}
    assert quotation_ledger([[said(REST, sure=0.3)], [said(short, sure=0.3)]]).empty
    assert quotation_ledger([[said(REST)], [said(short, None)]]).empty


def test_the_name_of_something_joins_no_two_quotations_of_one_speaker():
    name = "the United Harbours of Lesser Norland"
    listed = [[said(f"Today {name} stand behind you")], [said(f"keep the rats out of {name}")]]
    assert quotation_ledger(listed).empty


def test_a_short_one_of_nobody_known_is_one_beside_another_that_both_print():
    phrase = "that is not council policy"
    listed = [[said(f"Everywhere {phrase}", None)], [said(phrase, None)]]
    assert quotation_ledger(listed).empty
    both = [[said(REST, group=7, start=90), *own] for own in listed]
    assert quotation_ledger(both)["quotation"].nunique() == 2


def test_what_is_like_one_form_only_is_in_no_quotation_with_another():
    middle = "The lighthouse needs a new lamp before October"
    listed = [
        [said(f"{WHOLE}. {middle}")],
        [said(f"{middle}. {REST}")],
        [said(REST)],
    ]
    ledger = quotation_ledger(listed)
    groups = ledger.groupby("quotation")["article"].agg(list).tolist()
    assert groups == [[0, 1], [1, 2]]
    assert ledger["state"].tolist() == ["verbatim", "cut", "verbatim", "cut"]


def test_two_parts_that_an_article_prints_apart_are_both_there():
    parts = [said(WHOLE, group=1), said(REST, group=2, start=300)]
    ledger = quotation_ledger([[said(f"{WHOLE}. {REST}")], parts])
    assert ledger["article"].tolist() == [0, 1, 1]
    assert ledger["state"].tolist() == ["verbatim", "cut", "cut"]
    assert sorted(ledger["text"])[1:] == [WHOLE, f"{WHOLE}. {REST}"]


def test_spelling_hyphens_and_contractions_alter_nothing():
    for there, here in (
        ("the colour of the harbour", "the color of the harbor"),
        ("our U.K. office", "our UK office"),
        ("the commander-in-chief", "the commander in chief"),
        ("they're ready", "they are ready"),
        ("we don’t know", "we do not know"),
    ):
        listed = [[said(f"{WHOLE}, {words}, I tell you")] for words in (there, here)]
        assert states(quotation_ledger(listed)) == {0: "verbatim", 1: "verbatim"}


def test_numbers_are_alike_but_for_the_marks_that_group_their_digits():
    def state_of_second(one, other):
        listed = [[said(f"{WHOLE} for {sum} francs")] for sum in (one, other)]
        return states(quotation_ledger(listed))[1]

    assert state_of_second("1.2", "12") == "altered"
    assert state_of_second("14,000", "14000") == "verbatim"


def test_what_an_editor_put_in_round_brackets_or_for_a_word_alters_nothing():
    explained = "We will not sign this (shameful) paper today"
    ledger = quotation_ledger([[said(WHOLE)], [said(explained)]])
    assert states(ledger) == {0: "verbatim", 1: "verbatim"}
    assert ledger["inserted"].tolist() == [[], ["shameful"]]
    assert states(quotation_ledger([[said(explained)], [said(WHOLE)]])) == {
        0: "verbatim", 1: "verbatim"
    }  # fmt: skip
    named = quotation_ledger([[said(f"He said: {WHOLE}")], [said(f"[Lind] said: {WHOLE}")]])
    assert states(named) == {0: "verbatim", 1: "verbatim"}


def test_a_word_taken_out_without_a_mark_alters_a_quotation():
    ledger = quotation_ledger([[said(WHOLE)], [said(WHOLE.replace("not ", ""))]])
    assert states(ledger) == {0: "verbatim", 1: "altered"}
    assert [describe_edit(*edit) for edit in ledger["edits"].tolist()[1]] == ["taken out: not"]


def test_what_follows_an_ellipsis_of_the_first_form_is_more():
    listed = [[said(f"{WHOLE} … {REST}")], [said(f"{WHOLE}, come what may, {REST}")]]
    ledger = quotation_ledger(listed)
    assert states(ledger) == {0: "verbatim", 1: "longer"}
    assert ledger["more"].tolist() == [[], ["come what may"]]


def test_two_speakers_are_two_only_where_both_are_told_for_certain():
    def given_to(**changed):
        pair = [[said(WHOLE)], [said(WHOLE, "Peter Lind", **changed)]]
        return quotation_ledger(pair)["reattributed"].tolist()

    assert given_to() == [False, True]
    assert given_to(sure=0.6) == [False, False]
    pronoun = [[said(WHOLE)], [replace(said(WHOLE, "Peter Lind"), mention="he")]]
    assert not quotation_ledger(pronoun)["reattributed"].any()


def test_a_body_and_its_spokesman_are_not_two():
    for one, other in (
        ("Harbour Ministry", "Peter Lind"),
        ("Anna Marlow", "Marlow"),
        ("Anna Marlow", "Ana Marlov"),
        ("Élysée", "Elysée Palace"),
    ):
        listed = [[said(WHOLE, one)], [said(WHOLE, other)]]
        persons = {"Peter Lind", "Anna Marlow", "Marlow", "Ana Marlov"}
        assert quotation_ledger(listed, persons=persons)["reattributed"].tolist() == [False, False]


def test_a_person_named_beside_the_words_may_be_the_speaker():
    texts = [f"{WHOLE}, said Anna Marlow.", f"{WHOLE}, said Peter Lind. Marlow stood by."]
    listed = [[said(WHOLE)], [said(WHOLE, "Peter Lind")]]
    assert not quotation_ledger(listed, texts=texts)["reattributed"].any()
    texts[1] = f"{WHOLE}, said Peter Lind."
    assert quotation_ledger(listed, texts=texts)["reattributed"].tolist() == [False, True]


def stored(ledger):
    return ledger.assign(
        article=ledger["article"].map(str),
        edits=[[describe_edit(*edit) for edit in edits] for edits in ledger["edits"]],
    )


def test_within_some_articles_all_is_measured_by_the_first_of_these():
    forms = [f"{WHOLE}, or ever", WHOLE, WHOLE.replace("not", "never")]
    table = stored(quotation_ledger([[said(form)] for form in forms]))
    assert states(table) == {"0": "verbatim", "1": "cut", "2": "altered"}
    within = measure_within(table, ["1", "2"])
    assert states(within) == {"1": "verbatim", "2": "altered"}
    assert within["first"].tolist() == [True, False]
    assert within["left_out"].tolist() == [[], []]
    assert within["edits"].tolist() == [[], ["not → never"]]
    assert measure_within(table, ["0", "1", "2"]).equals(table)
    assert measure_within(table, ["1"]).empty


def test_a_clause_before_the_measure_does_not_stand_in_for_it():
    clause = said("the harbour would stay closed until the spring", kind="reported")
    forms = [[clause], [said(f"{REST}, and beyond")], [said(REST)]]
    table = stored(quotation_ledger(forms))
    assert states(table) == {"0": "reported", "1": "verbatim", "2": "cut"}
    within = measure_within(table, ["0", "2"])
    assert states(within) == {"0": "reported", "2": "verbatim"}
    assert within["first"].tolist() == [True, False]


@given(st.permutations(range(3)), st.sets(st.sampled_from("0123"), min_size=2))
def test_within_articles_one_is_first_and_none_is_outside(order, articles):
    forms = [WHOLE, f"{WHOLE}, or ever", WHOLE.replace("not", "never"), REST]
    table = stored(quotation_ledger([[said(forms[n])] for n in (*order, 3)]))
    within = measure_within(table, articles)
    assert set(within["article"]) <= articles
    assert (within.groupby("quotation")["first"].sum() == 1).all()
    assert (within.loc[within["first"], "state"] == "verbatim").all()


@given(
    st.lists(st.lists(st.sampled_from(["abcde", "fghij", "klmno", "pqrst", "uvwxy"]), max_size=9))
)
def test_each_article_stands_once_in_a_quotation_and_one_is_first(texts):
    ledger = quotation_ledger([[said(" ".join(text))] for text in texts])
    assert not ledger.duplicated(["quotation", "article"]).any()
    assert (ledger.groupby("quotation")["first"].sum() == 1).all()
    assert (ledger.groupby("quotation")["article"].nunique() > 1).all()


def changes(first, later, **known):
    """The state of the later of two printed forms, with its edits, cuts and additions."""
    ledger = quotation_ledger([[said(first)], [said(later)]], **known)
    row = ledger.iloc[1]
    return row["state"], row["edits"], row["left_out"], row["more"]


def test_a_word_changed_beside_a_sentence_left_out_is_an_edit():
    whole = f"It rained for the whole night. This town will not forget the flood. {REST}."
    state, edits, left_out, more = changes(whole, "My town will not forget the flood")
    assert (state, edits) == ("altered", [("This", "My")])
    assert left_out == ["It rained for the whole night", REST]
    assert more == []


def test_a_word_changed_at_the_end_of_a_cut_quotation_is_an_edit():
    first = f"We shall never again open this old bridge for boats. {REST}."
    state, edits, left_out, _ = changes(
        first, "We shall never again open this old bridge for boaters"
    )
    assert (state, edits, left_out) == ("altered", [("boats", "boaters")], [REST])


def test_other_sentences_behind_the_shared_ones_are_no_edit():
    first = f"{WHOLE}. He was asked during the long hearing of the harbour board"
    state, edits, _, more = changes(first, f"{WHOLE}, including the captains and the pilots")
    assert (state, edits) == ("cut", [])
    assert more == ["including the captains and the pilots"]


def test_what_stands_behind_a_pause_on_both_sides_is_no_edit():
    parts = [said(WHOLE), said("abolish the northern quay", start=50)]
    other = [said(WHOLE), said("Though the northern quay is old", start=50)]
    ledger = quotation_ledger([parts, other])
    assert states(ledger) == {0: "verbatim", 1: "cut"}
    assert ledger["edits"].tolist()[1] == []


def test_what_an_article_quotes_before_a_pause_replaces_no_word():
    parts = [said("very shocked"), said("this paper is not the one that we signed", start=40)]
    ledger = quotation_ledger([[said("because this paper is not the one that we signed")], parts])
    row = ledger.iloc[1]
    assert (row["state"], row["edits"], row["more"]) == ("cut", [], ["very shocked"])


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("the Swiss’s", "the Swiss’"),
        ("Rosa Lind", "R. Lind"),
        ("СOVAX", "COVAX"),
        ("Senator Lind", "Sen. Lind"),
        ("them (in spring) for", "them (in spring — Ed.) for"),
        ("seven captains", "7 captains"),
        ("the United States", "the U.S."),
        ("all; it has been a great", "all; it’s been a great"),
        ("the rock and roll of our", "the rock’n’roll of our"),
        ("a faithful and", "a faithfull and"),
    ],
)
def test_genitives_short_forms_numbers_and_letters_that_look_alike_are_spelling(there, here):
    first = f"We thank {there} help with the boats that closed the harbour this winter"
    assert changes(first, first.replace(there, here))[:2] == ("verbatim", [])


def test_a_slogan_said_again_weeks_later_is_another_utterance():
    days = [date(2024, 3, 1), date(2024, 3, 4), date(2024, 9, 1)]
    forms = [
        "We must keep the harbour open",
        "to keep the harbour open",
        "to keep the harbour open",
    ]
    ledger = quotation_ledger([[said(form)] for form in forms], days)
    assert set(ledger["article"]) == {0, 1}
    again = quotation_ledger([[said(f"{WHOLE}, {REST}")]] * 2, [days[0], days[2]])
    assert states(again) == {0: "verbatim", 1: "verbatim"}


def test_two_translations_of_one_speech_are_one_quotation_in_other_words():
    first = "The navy will guard every merchant convoy through the northern strait this winter"
    later = "All winter, merchant convoys in the northern strait shall be guarded by our navy"
    day = [date(2024, 3, 1), date(2024, 3, 2)]
    assert states(quotation_ledger([[said(first)], [said(later)]], day)) == {
        0: "verbatim",
        1: "altered",
    }
    unsure = said(later, speaker="Rosa Lind")
    assert quotation_ledger([[said(first)], [unsure]], day).empty
    assert quotation_ledger([[said(first)], [said(later)]], [day[0], date(2024, 3, 9)]).empty


def test_what_an_article_prints_elsewhere_is_not_left_out():
    first = f"{WHOLE}. {REST}. The pilots are tired."
    texts = [f"“{first}”", f"“{WHOLE},” she said. She had said: “{REST}.”"]
    _, _, left_out, _ = changes(first, WHOLE, texts=texts)
    assert left_out == ["The pilots are tired"]


def test_what_both_articles_print_in_other_parts_is_neither_cut_nor_more():
    whole = f"{WHOLE}. {REST}."
    texts = [f"“{whole}”", f"“{WHOLE},” she said in the evening. “{REST}.”"]
    assert changes(whole, WHOLE, texts=texts) == ("verbatim", [], [], [])
    assert changes(WHOLE, whole, texts=texts[::-1]) == ("verbatim", [], [], [])


def test_a_short_phrase_within_others_is_no_quotation():
    first = "a convergence of harbour and customs money"
    later = "The dots connect around prior harbour and customs money of the mayor"
    assert quotation_ledger([[said(first)], [said(later)]]).empty


def test_a_number_written_otherwise_beside_a_cut_is_no_edit():
    first = "We paid the port on an income of more than $150 million, as well as every other fee"
    later = "We paid the port on an income of more than $150m"
    state, edits, left_out, _ = changes(first, later)
    assert (state, edits, left_out) == ("cut", [], ["as well as every other fee"])


def test_a_sign_for_per_cent_is_no_word_left_out():
    first = "This old harbour stands behind its pilots, the best of all, 100 percent"
    assert changes(first, first.replace(" percent", "%"))[:3] == ("verbatim", [], [])
    assert changes(first.replace(" percent", "%"), first)[:3] == ("verbatim", [], [])


def test_many_words_at_the_end_of_one_are_no_edit_of_two_of_the_other():
    first = "The board would not walk over and close the gate, and then you have to decide on it"
    later = "The board would not walk over and close the gate of Oldham"
    state, edits, left_out, more = changes(first, later)
    assert (state, edits) == ("cut", [])
    assert (left_out, more) == (["and then you have to decide on it"], ["of Oldham"])


def test_a_sentence_printed_elsewhere_with_a_word_less_is_not_left_out():
    texts = [
        f"“{WHOLE}. I know that the harbour board is willing to do that with all of us.”",
        f"“{WHOLE},” she said. “I know that the harbour board is willing to that with all of us.”",
    ]
    assert changes(texts[0][1:-1], WHOLE, texts=texts)[0] == "verbatim"


def test_a_slogan_in_capitals_is_no_part_of_a_longer_quotation():
    first = "Come along, let’s win this race, and let’s make our harbour great again"
    later = [said("Make Our Harbour Great Again")]
    assert quotation_ledger([[said(first)], later]).empty


def test_a_clause_with_other_numbers_or_of_nobody_known_in_other_words_is_not_reported():
    first = (
        "The harbour board estimates that 14 million boats would lose their berth under this law"
    )
    clause = said(
        "the harbour board estimates 6 million boats would lose their berth under the law",
        kind="reported",
    )
    assert quotation_ledger([[said(first)], [clause]]).empty
    long = f"{WHOLE}. {REST}. The berths of old fishing boats stay where the council has put them"
    told = said(
        "the council has put the old boats where fishing harbour berths stay",
        speaker=None,
        kind="reported",
    )
    assert quotation_ledger([[said(long)], [told], [said(long)]])["state"].tolist() == [
        "verbatim",
        "verbatim",
    ]


def test_a_clause_is_not_found_in_a_whole_page_between_marks():
    clause = said("the harbour would stay closed until the spring", kind="reported")
    page = " ".join([REST, "the board met in the town hall and heard the auditor"] * 12)
    for first, found in ((REST, "reported"), (page, "verbatim")):
        ledger = quotation_ledger([[said(first)], [clause], [said(first)]])
        assert ledger["state"].tolist()[1] == found
