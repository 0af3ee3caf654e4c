import pytest

from components.text.dateline import find_stated_source

BODY = "The ferry sank in calm weather.\n\nNobody was hurt."


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("The post Ferry Sinks Off Carrow appeared first on The Harbour Post.", "The Harbour Post"),
        ("© 2024 Podil Wire. All rights reserved.", "Podil Wire"),
        ("Copyright © 2019 The Estuary Times", "The Estuary Times"),
        ("(c) 2001-2024 Agence Boréale", "Agence Boréale"),
    ],
)
def test_the_line_at_the_end_that_says_whose_it_is_names_the_source(line, source):
    assert find_stated_source(f"{BODY}\n\n{line}") == source


@pytest.mark.parametrize(
    ("start", "source"),
    [
        ("LONDON, May 5 (Reuters) - The ferry sank.", "Reuters"),
        ("KYIV (AP) — The ferry sank.", "AP"),
        ("Paris, 5 mai (AFP) – Le ferry a coulé.", "AFP"),
    ],
)
def test_the_agency_of_the_dateline_is_the_source(start, source):
    assert find_stated_source(f"{start}\n\n{BODY}") == source


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "",
        f"{BODY}\n\nReporting by AFP contributed to this article.",
        f"{BODY}\n\nAda Lovelace contributed reporting from London.",
        f"{BODY}\n\n© All rights reserved.",
        "The report, which first appeared on The Harbour Post, was wrong, said the union (UPI).",
        "The union (AP) said that nobody was hurt.",
        f"{BODY}\n\nThe post she left appeared first on every list of the board.",
        f"The post Ferry Sinks appeared first on The Harbour Post.\n\n{BODY}\n\n{BODY}",
    ],
)
def test_who_is_only_credited_or_named_is_not_the_source(text):
    assert find_stated_source(text) == ""


def test_a_long_line_costs_no_more_than_its_length():
    assert find_stated_source("(" * 200_000 + " appeared first on " * 20_000) == ""
