"""Boilerplate: by its wording, and by what unrelated articles repeat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.article.boilerplate import find_boilerplate
from components.analysis.collection.repeats.repeated_blocks import Printed, RepeatedBlocks

STORY = "The mayor of Oldham opened the harbour bridge on Monday."


def find_repeated(texts, outlets=None):
    """The blocks that each of these texts repeats."""
    articles = {str(n): Printed(one, "", "") for n, one in enumerate(outlets or [""] * len(texts))}
    found = RepeatedBlocks().find(articles, lambda ids: {id: texts[int(id)] for id in ids})
    return list(found.values())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Read also: Storm tears pier from bridge", "link to another article"),
        ("Read alsoStorm tears pier from bridge", "link to another article"),
        ("READ MORE: Storm tears pier from bridge", "link to another article"),
        ("Читайте також: Шторм зруйнував міст", "link to another article"),
        ("Share this on Facebook", "invitation to share or follow"),
        ("Follow us on Twitter @oldhamecho.", "invitation to share or follow"),
        ("Підписуйтесь на наш канал у Telegram.", "invitation to share or follow"),
        ("Sign up for our morning newsletter.", "offer of a newsletter or subscription"),
        (
            "The post Bridge Opens in Oldham appeared first on The Oldham Echo.",
            "note on where it first appeared",
        ),
        (
            "This article was originally published in Danish.",
            "note on where it first appeared",
        ),
        ("Ida Brandt contributed reporting from Esbjerg.", "credit of contributors"),
        ("(Reporting by Ida Brandt; editing by Jo Pell)", "credit of contributors"),
        ("By Ida Brandt and Jo Pell", "byline"),
        ("Автор: Олена Мельник", "byline"),
        ("© 2024 The Oldham Echo. All rights reserved", "note on rights"),
        ("Advertisement", "advertising"),
        ("Photo: Ida Brandt", "credit of a picture"),
    ],
)
def test_a_line_is_known_by_how_it_begins(line: str, reason: str) -> None:
    text = f"{STORY}\n\n{line}"
    found = find_boilerplate(text)
    assert {one.reason for one in found} == {reason}
    assert text[found[0].start : found[-1].end] == line


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more than one paper, the mayor told her listeners.",
        "Related costs were paid by the town.",
        "Share prices fell on Monday.",
        "By Monday evening 14 ships were waiting.",
        "Follow the road to the quay and turn left.",
        "The report contributed to the decision.",
        "Photographs of the bridge hang in the hall.",
        "Reporting was hard in the storm, Ms. Brandt said.",
        "Watch out for lorries, the sign says.",
    ],
)
def test_a_sentence_of_the_story_is_left_alone(sentence: str) -> None:
    assert find_boilerplate(f"{STORY}\n\n{sentence}\n\n{STORY}") == []


def test_a_byline_is_one_at_the_edges_alone() -> None:
    inside = "\n\n".join([*[STORY] * 5, "By Ida Brandt", *[STORY] * 5])
    assert find_boilerplate(inside) == []


def test_a_link_glued_to_the_sentence_before_it_is_found() -> None:
    text = f"{STORY}Read also: Storm tears pier from bridge"
    assert [text[one.start : one.end] for one in find_boilerplate(text)] == [
        "Read also: Storm tears pier from bridge"
    ]


@given(st.text(alphabet="By AdRead also:\n .,contributedто", max_size=200))
def test_spans_are_in_order_within_the_text(text: str) -> None:
    ends = [0, *(place for one in find_boilerplate(text) for place in (one.start, one.end))]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text)


FOOTER = "This desk is read in ninety towns by people who like their news with salt and pepper."


def article(number: int, length: int = 120) -> str:
    story = " ".join(f"w{1000 * number + place}" for place in range(length))
    return f"{story}.\n\n{FOOTER}"


def blocks(texts: list[str], sources: list[str] | None = None) -> list[list[str]]:
    return [
        [text[one.start : one.end] for one in found]
        for text, found in zip(texts, find_repeated(texts, sources), strict=True)
    ]


def test_three_articles_of_one_source_give_its_footer_away() -> None:
    texts = [article(number) for number in range(4)]
    assert blocks(texts, ["Echo", "Echo", "Echo", ""]) == [[FOOTER], [FOOTER], [FOOTER], []]
    assert blocks(texts, ["Echo", "Echo", "Post", "Post"]) == [[], [], [], []]
    assert blocks(texts) == [[], [], [], []]


def test_eight_articles_of_any_source_do() -> None:
    texts = [article(number) for number in range(8)]
    assert blocks(texts) == [[FOOTER]] * 8
    assert find_repeated(texts)[0][0].reason == "repeated in many unrelated articles"
    assert (
        find_repeated(texts, ["Echo"] * 8)[0][0].reason
        == "repeated in unrelated articles of its source"
    )


def test_versions_of_one_story_are_no_boilerplate() -> None:
    story = " ".join(f"v{place}" for place in range(60))
    texts = [f"{story} {' '.join(f'w{9 * number + n}' for n in range(9))}" for number in range(9)]
    assert blocks(texts, ["Echo"] * 9) == [[]] * 9


def test_an_empty_corpus_repeats_nothing() -> None:
    assert find_repeated([]) == []
    assert find_repeated(["", ""], ["Echo", ""]) == [[], []]
