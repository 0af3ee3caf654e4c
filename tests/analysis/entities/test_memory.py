import random

import pytest

from components.analysis.entities import Gazetteer, Memory, Named, resolve

FAMILIES = ("Petrov", "Marsh", "Lindqvist", "Kestrel", "Reed", "Baltic")
GIVEN = ("Ann", "Oleg", "Rosa", "Viktor")
LABELS = ("PERSON", "ORG", "GPE")


def article(draw):
    """A text in which names stand alone, in full and unlabelled, so that the corpus decides."""
    text, spans = "", []
    for _ in range(draw.randrange(1, 6)):
        name = draw.choice(FAMILIES)
        if draw.random() < 0.5:
            name = f"{draw.choice(GIVEN)} {name}"
        text += draw.choice(("On Monday ", "Later ", "It was said that "))
        if draw.random() < 0.7:
            spans.append((len(text), len(text) + len(name), draw.choice(LABELS)))
        text += f"{name} spoke of grain. "
    return text, spans


@pytest.mark.parametrize("seed", range(25))
def test_reading_in_steps_gives_the_same_as_reading_at_once(seed):
    draw = random.Random(seed)
    corpus = [article(draw) for _ in range(12)]
    memory = Memory()
    for step in (range(5), range(9), range(12), range(3, 12), range(12)):
        texts = [corpus[number][0] for number in step]
        raw = [corpus[number][1] for number in step]
        assert resolve(texts, raw, memory=memory).equals(resolve(texts, raw))


def test_another_list_of_names_is_not_answered_from_memory():
    memory, text = Memory(), "The Grey Fox spoke."
    assert resolve([text], [[]], memory=memory).empty
    names = Gazetteer((Named("Ann Marsh", "PERSON", ("Grey Fox",)),))
    assert list(resolve([text], [[]], gazetteer=names, memory=memory).entity) == ["Ann Marsh"]
