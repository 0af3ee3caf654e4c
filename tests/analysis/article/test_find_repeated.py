"""What a corpus repeats that is of no story."""

from __future__ import annotations

from components.analysis.article.boilerplate import find_repeated

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
