import pandas as pd
import pytest

from components.analysis.entities import (
    Decision,
    apply_decisions,
    preview,
    read_decisions,
    target,
    write_decision,
)


def mentions_of(*rows):
    table = pd.DataFrame(rows, columns=["article", "surface", "entity", "type"])
    start = range(0, 10 * len(table), 10)
    flags = {"group": "", "why": "", "inferred": False, "ambiguous": False}
    return table.assign(start=start, end=[n + 5 for n in start], **flags)


MENTIONS = mentions_of(
    ("a", "Ann Lee", "Ann Lee", "PERSON"),
    ("a", "Lee", "Ann Lee", "PERSON"),
    ("b", "Lee", "Ann Lee", "PERSON"),
    ("b", "A. Leigh", "A. Leigh", "PERSON"),
    ("b", "Harbour", "Harbour", "ORG"),
    ("c", "Lee", "Lee", "GPE"),
)


def named(mentions, name, kind="PERSON"):
    return target(mentions, name, kind)


def names(mentions):
    return list(zip(mentions["article"], mentions["entity"], mentions["type"], strict=True))


def test_no_decision_changes_nothing():
    assert apply_decisions(MENTIONS, []) is MENTIONS


def test_merged_names_become_one_and_say_who_decided():
    both = (named(MENTIONS, "Ann Lee"), named(MENTIONS, "A. Leigh"))
    decided = apply_decisions(MENTIONS, [Decision("merge", both, "Ann Lee")])
    assert list(decided["entity"]) == ["Ann Lee"] * 4 + ["Harbour", "Lee"]
    assert list(decided["why"]) == ["", "", "", "decided by an analyst", "", ""]
    assert list(MENTIONS["entity"])[3] == "A. Leigh"


def test_a_form_is_split_from_an_entity_in_one_article_or_in_all():
    of = (named(MENTIONS, "Ann Lee"),)
    everywhere = Decision("split", of, "Bo Lee", surface="Lee")
    assert [n for _, n, _ in names(apply_decisions(MENTIONS, [everywhere]))][:3] == [
        "Ann Lee",
        "Bo Lee",
        "Bo Lee",
    ]
    here = Decision("split", of, "Bo Lee", surface="Lee", article="b")
    assert [n for _, n, _ in names(apply_decisions(MENTIONS, [here]))][:3] == [
        "Ann Lee",
        "Ann Lee",
        "Bo Lee",
    ]


def test_the_mentions_of_one_article_are_split_whatever_their_form():
    decision = Decision("split", (named(MENTIONS, "Ann Lee"),), "Bo Lee", article="a")
    assert [n for _, n, _ in names(apply_decisions(MENTIONS, [decision]))][:3] == [
        "Bo Lee",
        "Bo Lee",
        "Ann Lee",
    ]


def test_an_entity_is_renamed_or_given_another_type_and_its_namesake_is_left():
    renamed = Decision("rename", (named(MENTIONS, "Lee", "GPE"),), "Lee, Florida")
    assert names(apply_decisions(MENTIONS, [renamed]))[-1] == ("c", "Lee, Florida", "GPE")
    typed = Decision("retype", (named(MENTIONS, "Harbour", "ORG"),), type="FAC")
    assert names(apply_decisions(MENTIONS, [typed]))[4] == ("b", "Harbour", "FAC")


@pytest.mark.parametrize("kind", ["hide", "reject"])
def test_what_is_hidden_or_no_entity_is_left_out(kind):
    decision = Decision(kind, (named(MENTIONS, "Harbour", "ORG"),))
    assert "Harbour" not in set(apply_decisions(MENTIONS, [decision])["entity"])


def test_decisions_are_applied_in_order():
    first = Decision("rename", (named(MENTIONS, "A. Leigh"),), "Ada Leigh")
    after = apply_decisions(MENTIONS, [first])
    second = Decision("hide", (named(after, "Ada Leigh"),))
    assert len(apply_decisions(MENTIONS, [first, second])) == 5


def test_a_decision_about_what_is_no_longer_there_changes_nothing():
    decision = Decision("hide", (named(MENTIONS, "Nobody"),))
    assert names(apply_decisions(MENTIONS, [decision])) == names(MENTIONS)


def test_an_entity_that_was_renamed_later_is_found_by_its_forms():
    decision = Decision("rename", (named(MENTIONS, "Ann Lee"),), "Ann Lee-Berg")
    again = MENTIONS.assign(entity=MENTIONS["entity"].replace("Ann Lee", "Annika Lee"))
    assert list(apply_decisions(again, [decision])["entity"])[:3] == ["Ann Lee-Berg"] * 3


def test_forms_that_most_now_belong_to_nobody_in_particular_find_nothing():
    decision = Decision("hide", (named(MENTIONS, "Ann Lee"),))
    again = MENTIONS.assign(entity=["P", "Q", "R", "S", "T", "U"])
    assert len(apply_decisions(again, [decision])) == 6


def test_new_mentions_of_a_merged_name_go_with_it():
    both = (named(MENTIONS, "Ann Lee"), named(MENTIONS, "A. Leigh"))
    more = pd.concat([MENTIONS, mentions_of(("d", "A. Leigh", "A. Leigh", "PERSON"))])
    more = more.reset_index(drop=True)
    decided = apply_decisions(more, [Decision("merge", both, "Ann Lee")])
    assert names(decided)[-1] == ("d", "Ann Lee", "PERSON")


def test_a_preview_counts_what_would_change_join_and_stay():
    merge = Decision("merge", (named(MENTIONS, "A. Leigh"),), "Ann Lee")
    seen = preview(MENTIONS, merge)
    assert (len(seen.changed), seen.articles, seen.joined, seen.left) == (1, 1, 3, 0)
    split = Decision("split", (named(MENTIONS, "Ann Lee"),), "Bo Lee", surface="Lee")
    seen = preview(MENTIONS, split)
    assert (len(seen.changed), seen.articles, seen.joined, seen.left) == (2, 2, 0, 1)


def test_a_stored_decision_reads_back_equal_and_rubbish_is_passed_over():
    decision = Decision("split", (named(MENTIONS, "Ann Lee"),), "Bo Lee", surface="Lee")
    assert read_decisions([write_decision(decision), "{", "[]", '{"kind": "merge"}']) == [decision]


def test_a_kind_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="not one of"):
        Decision("burn", ())


def test_categories_of_articles_are_kept():
    table = MENTIONS.assign(article=pd.Categorical(MENTIONS["article"]))
    decision = Decision("split", (named(table, "Ann Lee"),), "Bo Lee", article="a")
    decided = apply_decisions(table, [decision])
    assert list(decided["entity"])[:2] == ["Bo Lee", "Bo Lee"]
    assert decided["article"].dtype == "category"
