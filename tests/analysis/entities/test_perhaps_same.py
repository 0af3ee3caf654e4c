"""Pairs of entities that may be one: by which rule, in which order, and what keeps them apart."""

import pandas as pd
import pytest

from components.analysis.entities import Decision, find_perhaps_same, target


def mentions_of(*named, kind="PERSON"):
    """One mention for each article and name given."""
    table = pd.DataFrame(named, columns=["article", "entity"])
    return table.assign(type=kind, surface=table["entity"])


def pairs(mentions, decisions=()):
    found = find_perhaps_same(mentions, decisions)
    return list(zip(found["first"], found["second"], strict=True))


def test_no_mentions_give_no_pairs_and_all_columns():
    found = find_perhaps_same(mentions_of())
    assert found.empty
    assert list(found) == ["first", "second", "type", "grounds", "mentions", "articles"]


@pytest.mark.parametrize(
    ("one", "other", "grounds"),
    [
        ("Ann Berg", "A. Berg", "“A.” may stand for “Ann”"),
        ("Christine Berg", "Christina Berg", "first names spelled almost alike"),
        ("Nathaniel Berg", "Nath Berg", "may be one first name, once short"),
        ("Anna Golosov", "Anna Golozov", "family names spelled almost alike"),
        ("Gabriel Romero Vidal", "Gabriel Romero", "one name has a further family name"),
        ("Ann Berg", "Ann Berg Jr.", "the same name, once with Jr."),
        ("Jimin Park", "Park Jimin", "the same words in another order"),
    ],
)
def test_two_names_are_listed_with_their_grounds(one, other, grounds):
    found = find_perhaps_same(mentions_of(("a", one), ("b", other)))
    assert {*found["first"], *found["second"]} == {one, other}
    assert grounds in found["grounds"].tolist()[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Berg", "Bob Berg"),
        ("Paul Berg", "Paula Berg"),
        ("Ann Berg", "Ann Holm"),
        ("Ann Lee", "Ann Lea"),
    ],
)
def test_other_people_are_not_listed(one, other):
    assert pairs(mentions_of(("a", one), ("b", other))) == []


def test_a_family_name_alone_is_listed_with_those_of_its_bearers_whom_its_articles_name():
    named = [("a", "Ann Berg"), ("b", "Bob Berg"), ("c", "Cal Berg")]
    more = [("a", "Berg"), ("b", "Berg")]
    assert pairs(mentions_of(*named, *more)) == [("Ann Berg", "Berg"), ("Bob Berg", "Berg")]


def test_a_family_name_alone_is_listed_with_its_only_bearer_wherever_that_one_is_named():
    assert pairs(mentions_of(("a", "Ann Berg"), ("b", "Berg"))) == [("Ann Berg", "Berg")]


def test_latin_family_names_that_only_end_alike_are_not_listed():
    assert pairs(mentions_of(("a", "Ann Hale"), ("b", "Haley"))) == []


def test_whom_one_article_names_in_two_ways_are_two_people():
    alike = [("a", "Christine Berg"), ("b", "Christina Berg")]
    assert pairs(mentions_of(*alike)) == [("Christine Berg", "Christina Berg")]
    assert pairs(mentions_of(*alike, ("b", "Christine Berg"))) == []


def test_the_pair_with_most_mentions_of_its_second_name_comes_first():
    rare = [("a", "Ann Berg"), ("b", "A. Berg")]
    frequent = [("a", "Eva Holm"), ("b", "E. Holm"), ("c", "E. Holm")]
    found = find_perhaps_same(mentions_of(*rare, *frequent))
    assert found["second"].tolist() == ["E. Holm", "A. Berg"]
    assert found["mentions"].tolist() == [2, 1]
    assert found["articles"].tolist() == [2, 1]


def test_names_in_two_scripts_are_listed():
    assert pairs(mentions_of(("a", "Natalia Holm"), ("b", "Наталья Холм"))) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Rights Council", "HRC"),
        ("Norland University", "Norland"),
        ("Harbor Rights Council", "Harbour Rights Council"),
    ],
)
def test_bodies_are_listed_by_initials_general_words_and_spelling(one, other):
    articles = [("a", one), ("b", other)]
    explained = [("c", one), ("c", other)] if other.isupper() else []
    assert len(pairs(mentions_of(*articles, *explained, kind="ORG"))) == 1


def test_an_acronym_that_no_article_has_with_the_name_is_not_listed():
    named = [("a", "Harbour Rights Council"), ("b", "HRC")]
    assert pairs(mentions_of(*named, kind="ORG")) == []


def test_bodies_that_differ_in_a_number_or_a_short_word_are_not_listed():
    named = [("a", "Flight 1200 Group"), ("b", "Flight 1201 Group"), ("c", "East Bank"),
             ("d", "Vest Bank")]  # fmt: skip
    assert pairs(mentions_of(*named, kind="ORG")) == []


def test_names_of_two_types_are_never_one():
    people, bodies = mentions_of(("a", "Ann Berg")), mentions_of(("b", "A. Berg"), kind="ORG")
    assert pairs(pd.concat([people, bodies])) == []


def test_whom_an_analyst_called_two_are_not_listed_again():
    mentions = mentions_of(("a", "Ann Berg"), ("b", "A. Berg"), ("c", "Eva Holm"), ("d", "E. Holm"))
    two = tuple(target(mentions, name, "PERSON") for name in ("Ann Berg", "A. Berg"))
    assert pairs(mentions, [Decision("differ", two)]) == [("Eva Holm", "E. Holm")]
