"""Lines that are in an article without being of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.article.boilerplate import find_boilerplate

STORY = "The mayor of Oldham opened the harbour bridge on Monday."


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
