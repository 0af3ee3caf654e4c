"""Furniture glued to sentences, and what is no furniture."""

from __future__ import annotations

import pytest

from components.analysis.article.boilerplate import find_boilerplate

STORY = "The mayor of Oldham opened the harbour bridge on Monday."


def left(text: str, language: str = "en") -> str:
    """What is not marked of a text."""
    kept, behind = [], 0
    for one in find_boilerplate(text, language):
        kept.append(text[behind : one.start])
        behind = one.end
    return " ".join("".join([*kept, text[behind:]]).split())


@pytest.mark.parametrize(
    "glued",
    [
        "CLICK HERE TO GET THE ECHO APP",
        "To view this video please enable JavaScript, and consider upgrading to a web browser that"
        " supports HTML5 video",
        "3 min read",
        "You have 61.5% of this article left to read.",
        "Il vous reste 61.5% de cet article à lire.",
        "MAYOR OF OLDHAM TO SPEAK AT THE OPENING OF A NEW SCHOOL",
        "Sign up for our newsletter",
        "Follow us on Facebook",
    ],
)
def test_a_story_behind_an_offer_is_left_alone(glued: str) -> None:
    story = " ".join([STORY] * 5)
    assert left(f"{story} {glued} {STORY}") == f"{story} {STORY}"


def test_a_caption_with_its_credit_is_cut_out() -> None:
    caption = "The bridge at low tide. Photograph: A. Brandt/Reuters"
    assert (
        left(f"{STORY} {caption} The council paid for it.") == f"{STORY} The council paid for it."
    )
    caption = "The bridge at low tide. (Ida Brandt/Getty Images)"
    assert (
        left(f"{STORY} {caption} The council paid for it.") == f"{STORY} The council paid for it."
    )


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Bitte stimmen Sie zu, um unseren Newsletter zu lesen.", "de"),
        ("Weiterlesen mit Ihrem Digital-Abo oder jetzt registrieren.", "de"),
        ("Votre abonnement n’autorise pas la lecture de cet article.", "fr"),
        ("Suscríbete para seguir leyendo.", "es"),
        ("Якщо ви помітили помилку, виділіть її та натисніть Ctrl+Enter.", "uk"),
        ("Подпишитесь на наш канал в Telegram.", "ru"),
        ("Edited by: Ida Brandt", "en"),
    ],
)
def test_notices_are_known_in_the_language_of_the_page(line: str, language: str) -> None:
    assert left(f"{STORY} {line}", language) == STORY


@pytest.mark.parametrize(
    "sentence",
    [
        "The firm changed its privacy policy and its cookies after the ruling.",
        "The plant (ZNPP - TASS) was closed in the spring.",
        "LONDON (Reuters) - The council voted for the bridge.",
        "He wrote that the law was hereby VOID, VACANT, AND OF NO FURTHER FORCE OR EFFECT today.",
        "“You must subscribe to our newsletter,” the mayor said.",
        "Readers of the paper cancelled their subscription in May.",
    ],
)
def test_a_story_that_speaks_of_such_things_is_no_notice(sentence: str) -> None:
    assert left(f"{STORY} {sentence} {STORY}") == f"{STORY} {sentence} {STORY}"


def test_a_note_on_where_it_first_appeared_is_marked_whole() -> None:
    line = "This article first appeared in The Oldham Echo and has been edited for length."
    assert left(f"{STORY} {line}") == STORY
