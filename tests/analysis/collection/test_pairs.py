"""Pairs of some articles of a corpus, with the frequencies of the whole."""

import itertools

import pytest

from components.analysis.article.outline import Parts
from components.analysis.collection.pairs import SMALL, compare_all, compare_some
from components.analysis.pair.similarity_parts import Frequencies
from components.analysis.selection import Settings

SIDES = ["The harbour master closed the north quay", "Rain fell on the fields of Carrow"]
PLACES = ["Wendle", "Carrow", "Brook", "Ashby", "Tamsin", "Orle", "Penrow"]


def corpus(count):
    """Articles of two stories, each with a word of its own and a town that some others name."""
    return {
        f"n{number:03}": Parts(
            f"Headline {number}",
            f"{SIDES[number % 2]} near {PLACES[number % 7]}. Number{number} said so twice.",
        )
        for number in range(count)
    }


def scores(pairs):
    return {frozenset((a, b)): s for a, b, s in pairs[["a", "b", "score"]].itertuples(index=False)}


def some_of(articles, ids, settings=None):
    languages = dict.fromkeys(articles, "en")
    whole = compare_all(articles, languages, settings)
    counts = whole.frequencies
    frequencies = Frequencies(
        len(articles), dict(zip(counts["term"], counts["articles"].tolist(), strict=True))
    )
    chosen = {id: articles[id] for id in ids}
    return whole, compare_some(chosen, languages, frequencies, settings)


@pytest.mark.parametrize(
    "settings",
    [Settings(), Settings(sublinear=True), Settings(longest=2), Settings(least=3, common=True)],
)
def test_some_articles_of_a_large_corpus_have_the_cosines_that_all_of_it_gives_them(settings):
    articles = corpus(2 * SMALL)
    ids = list(articles)[:40]
    whole, some = some_of(articles, ids, settings)
    kept = scores(whole.pairs)
    assert set(scores(some)) == {frozenset(two) for two in itertools.combinations(ids, 2)}
    both = [(score, kept[two]) for two, score in scores(some).items() if two in kept]
    assert both
    for here, there in both:
        assert here == pytest.approx(there, abs=1e-12)


def test_more_copies_than_partners_are_kept_have_a_cosine_each_with_each():
    copy = Parts("The quay is closed", "The harbour master closed the north quay on Monday.")
    articles = {f"c{number}": copy for number in range(80)} | corpus(20)
    _, some = some_of(articles, [f"c{number}" for number in range(40, 80)])
    assert len(some) == 780
    assert some["score"].min() == pytest.approx(1)
    assert some["words"].str.contains("quay").all()


def test_some_articles_have_the_columns_of_all_and_the_best_pair_first():
    whole, some = some_of(corpus(2 * SMALL), ["n003", "n001", "n002"])
    assert set(some.columns) == set(whole.pairs.columns) == {"a", "b", "score", "words"}
    assert some["score"].is_monotonic_decreasing
    assert len(some_of(corpus(2 * SMALL), ["n003"])[1]) == 0
