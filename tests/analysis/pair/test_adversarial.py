"""Alignment, ledger and figures of texts that are made to be hard: what holds, and the time."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.article.figures import facts_of, find_figures, read_facts
from components.analysis.pair.alignment import align
from components.analysis.pair.contradictions import find_contradictions
from components.analysis.pair.ledger import ledger

# Of texts four times as long; with the square of their length it is 16.
MOST_GROWTH, TRIES = 9, 8

WORDS = st.sampled_from(["a", "no", "Ann", "said", "12", "3,000", "$5", "2020", "not", "b" * 300])
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).map(lambda one: " ".join(one) + ".")


def spread(words):
    """Each word with one between it and the next: edits in turn with what is kept."""
    return " ".join(f"{word} kept" for word in words)


HARD = st.one_of(
    st.builds(lambda word, times: f"{word} " * times, WORDS, st.integers(1, 300)),
    st.lists(SENTENCES, max_size=12).map(" ".join),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=30).map(spread),
    st.lists(st.integers(0, 9999), max_size=60).map(lambda many: " ".join(map(str, many))),
    st.lists(SENTENCES, max_size=12).map("\n\n".join),
)
PAIRS = st.one_of(
    st.tuples(HARD, HARD),
    st.lists(SENTENCES, max_size=10).flatmap(
        lambda many: st.tuples(st.just(" ".join(many)), st.permutations(many).map(" ".join))
    ),
)


def apply_edits(pair, sentence, edits):
    """A sentence of the first text with what each edit has in the second put in its place."""
    at, end = sentence
    made = []
    for edit in sorted(edits, key=lambda one: (one.first, one.second)):
        made += [pair[0][at : edit.first[0]], pair[1][slice(*edit.second)]]
        at = edit.first[1]
    return "".join([*made, pair[0][at:end]])


def letters(text):
    return "".join(filter(str.isalnum, text)).casefold()


@settings(max_examples=60)
@given(PAIRS)
def test_spans_are_inside_both_texts_and_edits_make_one_sentence_of_the_other(pair):
    alignment = align(*pair, language="en")
    for text, spans in zip(pair, (alignment.first, alignment.second), strict=True):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert list(spans) == sorted(spans)
    for number, sides in enumerate((alignment.first, alignment.second)):
        linked = [at for link in alignment.links for at in (link.first, link.second)[number]]
        assert len(linked) == len(set(linked)) <= len(sides)
    for link in alignment.links:
        edits = alignment.edits(link)
        for edit in edits:
            for text, span in zip(pair, (edit.first, edit.second), strict=True):
                assert 0 <= span[0] <= span[1] <= len(text)
        if len(link.first) == len(link.second) == 1:
            first, second = alignment.first[link.first[0]], alignment.second[link.second[0]]
            made = apply_edits(pair, first, edits)
            assert letters(made) == letters(pair[1][slice(*second)])


@settings(max_examples=40)
@given(PAIRS)
def test_figures_ledger_and_contradictions_of_hard_texts_stay_inside_them(pair):
    alignment = align(*pair, language="en")
    for text in pair:
        found = find_figures(text, "en")
        assert all(0 <= one.start < one.end <= len(text) for one in found)
    facts = [facts_of(read_facts(text, None, "en")) for text in pair]
    find_contradictions(*facts, alignment)
    ledger(alignment)


def sentences_of(size):
    many = random.Random(1)
    return [f"W{' '.join(str(many.random())[2:9] for _ in range(6))}." for _ in range(size // 50)]


SHAPES = {
    "one word": lambda size: ("word " * (size // 5), "word " * (size // 5 - 3) + "other"),
    "one sentence": lambda size: ("It is so. " * (size // 10), "It was so. " * (size // 10)),
    "turned round": lambda size: (
        " ".join(sentences_of(size)),
        " ".join(reversed(sentences_of(size))),
    ),
    "numbers": lambda size: (
        " ".join(map(str, range(size // 5))),
        " ".join(map(str, range(1, size // 5))),
    ),
    "a long word": lambda size: ("a" * size, "a" * (size - 1) + "b"),
    "in turn": lambda size: ("a b " * (size // 4), "a c " * (size // 4)),
    "amounts": lambda size: ("3,000 people $4 " * (size // 16), "3,001 people $5 " * (size // 16)),
}


def growth(work, shape, size):
    """How much longer texts of four times the size take; the least of some tries."""

    def took(length):
        pair = shape(length)
        start = time.process_time_ns()
        work(*pair)
        return time.process_time_ns() - start

    took(100)
    ratios = (took(4 * size) / took(size) for _ in range(TRIES))
    return next((ratio for ratio in ratios if ratio < MOST_GROWTH), MOST_GROWTH)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_alignment_and_edits_take_time_in_proportion_to_the_texts(shape):
    def work(first, second):
        alignment = align(first, second, language="en")
        for link in alignment.links:
            alignment.edits(link)

    assert growth(work, shape, 4000) < MOST_GROWTH


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_figures_take_time_in_proportion_to_the_text(shape):
    assert growth(lambda first, _: find_figures(first, "en"), shape, 2000) < MOST_GROWTH


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_ledger_and_contradictions_take_time_in_proportion_to_the_texts(shape):
    def work(first, second):
        alignment = align(first, second, language="en")
        ledger(alignment)
        find_contradictions(
            *(facts_of(read_facts(text, None, "en")) for text in (first, second)), alignment
        )

    assert growth(work, shape, 4000) < MOST_GROWTH
