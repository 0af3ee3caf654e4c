import pytest

from components.analysis.article.captions import find_photo_credits
from components.analysis.entities import resolve


@pytest.mark.parametrize(
    "text",
    [
        "AP Photo/Anna Example",
        "Anna Example/Reuters",
        "Anna B. Example/AFP/Getty Images",
        "Photograph: Anna Example/The Harbour Herald",
        "Photo by Anna Example/Getty Images",
        "Paul Reed Jr./Getty Images",
        "Foto: Anna Muster/dpa",
        "Фото: Анна Ткач/УНІАН",
    ],
)
def test_the_credit_of_a_photograph_is_one_span(text):
    before = "The bridge fell on Monday. "
    starts, ends = zip(*find_photo_credits(f"{before}{text} It was old."), strict=True)
    assert (min(starts), max(ends)) == (len(before), len(before) + len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee and/or Paul Reed may come.",
        "The Dallas/Fort Worth airport was closed.",
        "He had one wish: Anna Example should stay.",
        "In the picture: Anna Example smiles at Paul Reed.",
    ],
)
def test_names_in_a_sentence_are_no_credit(text):
    assert find_photo_credits(text) == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_nobody_in_a_credit_is_a_person_or_a_body(language):
    text = "Ann Lee spoke. Photograph: Paul Reed/Reuters She left."
    raw = [(0, 7, "PERSON"), (27, 36, "PERSON"), (37, 44, "ORG")]
    frame = resolve([text], [raw], [language])
    assert list(frame.surface) == ["Ann Lee"]


def test_in_brackets_any_body_behind_a_slash_is_of_a_credit():
    text = "The bridge fell (Anna Example/Harbour-Gazette, File)."
    assert find_photo_credits(text) == [(text.index("Anna"), text.index(")"))]


def test_a_picture_by_courtesy_of_somebody_is_credited_to_its_end():
    text = "The bridge fell (Courtesy of Anna Example). It was courtesy of Paul Reed."
    assert find_photo_credits(text) == [(text.index("Courtesy"), text.index(")"))]
