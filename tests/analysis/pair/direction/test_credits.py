"""Credits to outlets, on invented sentences."""

from __future__ import annotations

import pytest

from components.analysis.collection.outlets import is_same_outlet
from components.analysis.pair.direction.credits import find_credits


@pytest.mark.parametrize(
    ("text", "outlet", "kind"),
    [
        ("It rained, according to The Oldham Post.", "The Oldham Post", "phrase"),
        ("It rained, the Quay Herald’s reporter said, citing Reuters.", "Reuters", "phrase"),
        ("The post Rain appeared first on The Oldham Post.", "The Oldham Post", "footer"),
        ("“Rain,” he told Quay Wire.", "Quay Wire", "voice"),
        ("A letter seen by The Oldham Post and others shows it.", "The Oldham Post", "voice"),
        ("Interfax reported rain.", "Interfax", "phrase"),
        ("Дощ ішов, повідомляє Укрінформ.", "Укрінформ", "phrase"),
    ],
)
def test_outlets_are_found_with_the_way_they_are_credited(
    text: str, outlet: str, kind: str
) -> None:
    (credit,) = find_credits(text)
    assert (credit.outlet, credit.kind) == (outlet, kind)
    assert outlet in text[slice(*credit.span)]


@pytest.mark.parametrize(
    "text",
    [
        "It rained, according to the ministry.",
        "According to the United Nations, it rained.",
        "He told reporters that it rained.",
        "The Post stands by the road.",
        "",
    ],
)
def test_others_who_are_quoted_are_no_outlets(text: str) -> None:
    assert find_credits(text) == []


def test_a_source_is_known_by_its_name_alone() -> None:
    assert find_credits("It rained, according to Lighthouse.") == []
    assert find_credits("It rained, according to Lighthouse.", ["Lighthouse"])


def test_an_article_before_the_name_makes_no_other_outlet() -> None:
    assert is_same_outlet("The Oldham Post", "Oldham Post")
    assert not is_same_outlet("", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BBC News", "www.bbc.co.uk"),
        ("the BBC", "bbc-world"),
        ("Deutsche Welle", "dw-eu"),
        ("CNBC", "cnbc-world"),
        ("Le Monde", "lemonde.fr"),
        ("The Associated Press", "AP"),
        ("ABC News", "abcnews.go.com"),
        ("The Oldham Post", "oldhampost.co.uk"),
        ("Quay-Herald", "quay-herald.example"),
    ],
)
def test_names_hosts_and_feeds_of_an_outlet_are_one(one: str, other: str) -> None:
    assert is_same_outlet(one, other)
    assert is_same_outlet(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ABC News", "CBS News"), ("Quay Herald", "Quay Post"), ("bbc.com", "dw.com"), ("AP", "AFP")],
)
def test_different_outlets_stay_apart(one: str, other: str) -> None:
    assert not is_same_outlet(one, other)


@pytest.mark.parametrize(
    "text",
    [
        "It rained all day.According to The Oldham Post, it rained. More rain is expected.",
        "It rained.\nRain on the quay, Interfax reported\nIt rained again.",
        "It rained, according to ReutersRead more about the rain.",
    ],
)
def test_a_link_that_is_glued_to_a_text_is_no_credit(text: str) -> None:
    assert find_credits(text) == []


@pytest.mark.parametrize(
    ("text", "outlet", "kind"),
    [
        ("OLDHAM (AP) — It rained.", "AP", "footer"),
        ("It rained. Rosa Lind of AFP contributed to this report.", "AFP", "footer"),
        ("Quay Daily with AFP\nIt rained on Monday.", "AFP", "footer"),
        ("The quay on Monday. (AP Photo/Rosa Lind) It rained.", "AP", "photo"),
        ("It rained, he said, asked by Reuters on Monday.", "Reuters", "voice"),
    ],
)
def test_agencies_are_credited_in_datelines_notes_and_at_photographs(
    text: str, outlet: str, kind: str
) -> None:
    (credit,) = find_credits(text)
    assert (credit.outlet, credit.kind) == (outlet, kind)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("It rained on the quay. (AFP, AP, dpa)", "AP"),
        ("QUAY, May 2 (Reuters): It rained.", "Reuters"),
        ("OLDHAM (EFE) It rained.", "EFE"),
        ("“I am wet,” he said. – Bernama", "Bernama"),
        ("It rained.\n- Reuters.", "Reuters"),
        ("By REUTERS\nIt rained.", "REUTERS"),
        ("The Associated Press · Posted: May 2\nIt rained.", "The Associated Press"),
        ("It rained. (Reporting by Ada Pell in Oldham; Editing by Rosa Lind)", "Reuters"),
        (
            "It rained. Associated Press writers Ada Pell and Rosa Lind were wet.",
            "Associated Press",
        ),
        ("МОСКВА, 2 мая. /ТАСС/. Шёл дождь.", "ТАСС"),
        ("МОСКВА, 2 мая — РИА Новости. Шёл дождь.", "РИА Новости"),
        ("It rained. The Quay Herald’s Ada Pell contributed to this report.", "The Quay Herald"),
    ],
)
def test_an_agency_that_signs_a_text_is_credited_with_all_of_it(text: str, outlet: str) -> None:
    assert (outlet, "footer") in [(one.outlet, one.kind) for one in find_credits(text)]


@pytest.mark.parametrize(
    ("text", "outlet", "kind"),
    [
        ("О дожде сообщило британское агентство Reuters.", "Reuters", "phrase"),
        ("Идёт дождь, пишет «Интерфакс».", "Интерфакс", "phrase"),
        ("Агентство Reuters сообщило о дожде.", "Reuters", "phrase"),
        ("“Rain,” he said, according to an interview with Quay Wire.", "Quay Wire", "voice"),
        ("She left a message from The Oldham Post unanswered.", "The Oldham Post", "voice"),
    ],
)
def test_a_phrase_and_a_name_may_have_words_between(text: str, outlet: str, kind: str) -> None:
    assert (outlet, kind) in [(one.outlet, one.kind) for one in find_credits(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The Port Authority (PA) closed the quay.",
        "She signed a deal with Reuters on Monday and left.",
        "According to Fox, who owns the boat, it rained.",
        "Ada Pell / Xinhua",
    ],
)
def test_an_agency_that_is_only_spoken_of_is_not_credited(text: str) -> None:
    assert find_credits(text) == []
