"""Menus and footers of an outlet, and whose page it is."""

from __future__ import annotations

import pytest

from components.analysis.collection.outlets import outlet_of
from components.analysis.collection.repeats.page_edges import find_edges
from components.analysis.collection.repeats.page_stories import Page
from components.analysis.collection.shingles import distinct_runs, word_keys

SIDEBAR = " ".join(f"Teaser number{n} about topic{n} of the week." for n in range(30))


def story(number: int, length: int = 40) -> str:
    told = " ".join(f"w{1000 * number + place}" for place in range(length))
    return f"Harbour{number} closed after storm{number} on Monday. The harbour{number} {told}."


def edges(texts: list[str], titles: list[str]) -> list[list[str]]:
    keys = [word_keys(text) for text in texts]
    pages = {
        str(row): Page(own, distinct_runs(own), title)
        for row, (own, title) in enumerate(zip(keys, titles, strict=True))
    }
    found = find_edges(pages, lambda ids: {id: texts[int(id)] for id in ids}, {})
    return [[texts[int(id)][a:b] for a, b in one.spans] for id, one in found.items()]


def test_a_sidebar_is_found_also_where_it_is_most_of_the_page() -> None:
    texts = [f"{story(n)} {SIDEBAR}" for n in range(9)]
    titles = [f"Harbour{n} closed after storm{n}" for n in range(9)]
    assert edges(texts, titles) == [[SIDEBAR]] * 9


def test_versions_of_one_story_have_no_edges() -> None:
    titles = [f"Harbour0 closed after storm0, number{n}" for n in range(9)]
    assert edges([f"{story(0, 200)} Added{n}." for n in range(9)], titles) == [[]] * 9


def test_two_stories_tell_nothing() -> None:
    titles = ["Harbour0 closed after storm0", "Harbour1 closed after storm1"]
    assert edges([f"{story(n)} {SIDEBAR}" for n in range(2)], titles) == [[], []]


@pytest.mark.parametrize(
    ("address", "source", "outlet"),
    [
        ("https://www.echo.example/a", "Whatever", "echo"),
        ("https://news.echo.co.uk/a", "", "echo"),
        ("", "echo-world", "echo"),
        ("", "Echo World News", "echo"),
        ("", "echo.example", "echo"),
        ("https://news.google.com/a", "Echo", "echo"),
        ("", "", ""),
    ],
)
def test_feeds_of_one_outlet_are_one(address: str, source: str, outlet: str) -> None:
    assert outlet_of(address, source) == outlet
