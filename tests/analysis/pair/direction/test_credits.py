"""Credits to outlets, on invented sentences."""

from __future__ import annotations

import pytest

from components.analysis.pair.direction.evidence import find_credits, is_same_outlet


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
