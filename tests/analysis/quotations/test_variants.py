from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from components.analysis.quotations import Quotation
from components.analysis.quotations.variants import quotation_ledger

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


def test_short_ones_other_languages_and_terms_are_left_out():
    assert quotation_ledger([[said("We will not")], [said("We will not")]]).empty
    assert quotation_ledger([[said(WHOLE)], [said(WHOLE)]], languages=["en", "fr"]).empty
    assert quotation_ledger([[said(WHOLE, None, "scare")]] * 2).empty
    assert quotation_ledger([]).empty


def test_a_quotation_of_very_many_articles_stays_one():
    listed = [[said(f"{WHOLE} in town {number}")] for number in range(120)]
    assert quotation_ledger(listed)["quotation"].nunique() == 1


@given(
    st.lists(st.lists(st.sampled_from(["abcde", "fghij", "klmno", "pqrst", "uvwxy"]), max_size=9))
)
def test_each_article_stands_once_in_a_quotation_and_one_is_first(texts):
    ledger = quotation_ledger([[said(" ".join(text))] for text in texts])
    assert not ledger.duplicated(["quotation", "article"]).any()
    assert (ledger.groupby("quotation")["first"].sum() == 1).all()
    assert (ledger.groupby("quotation")["article"].count() > 1).all()
