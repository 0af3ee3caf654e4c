"""The index on PostgreSQL: what is in it, however the articles came and were edited."""

import random
from collections.abc import Callable

import numpy as np
from sqlalchemy import text

from components.corpus.article import Article
from components.corpus.search.index import IN_TITLE, LAST_PLACE, Inverted, invert
from components.corpus.store import Store, open_store

WORDS = ["tide", "moon", "sea", "ferry", "harbour"]
QUERIES = ["tide", '"moon sea"', "ferr*", "tide OR harbour", "tide -moon", "NOT sea", '"sea tide"']


def stands(found: Inverted, term: str) -> tuple[list[tuple[int, int, int]], list[int]]:
    number = found.terms.index(term)
    postings = found.postings[found.of_postings[number] : found.of_postings[number + 1]]
    places = found.places[found.of_places[number] : found.of_places[number + 1]]
    return [tuple(map(int, one)) for one in postings.tolist()], places.tolist()


def test_a_word_is_kept_with_its_slots_its_times_and_its_places() -> None:
    one = (["late", "ferry"], ["the", "ferry", "was", "the", "late", "ferry"])
    other = ([], ["no", "ferry"])
    found = invert([7, 9], [one, other])
    assert found.terms == ["late", "ferry", "the", "was", "no"]
    # Slot, times, times in the title; the body begins ten places behind the title.
    assert stands(found, "ferry") == ([(7, 3, 1), (9, 1, 0)], [IN_TITLE + 2, 13, 17, 11])
    assert stands(found, "late") == ([(7, 2, 1)], [IN_TITLE + 1, 16])
    assert stands(found, "no") == ([(9, 1, 0)], [10])


def test_of_a_very_long_text_each_word_is_kept_but_not_each_place() -> None:
    found = invert([1], [([], ["word"] * 100_000 + ["last"])])
    postings, places = stands(found, "word")
    assert postings == [(1, LAST_PLACE - 10, 0)]
    assert places[-1] == LAST_PLACE - 1
    assert stands(found, "last") == ([(1, 1, 0)], [LAST_PLACE])


def test_articles_without_words_have_no_postings() -> None:
    found = invert([1, 2], [([], []), ([], [])])
    assert found.terms == []
    assert len(found.postings) == len(found.places) == 0


def invent(chance: random.Random, number: int) -> Article:
    title, body = (" ".join(chance.choices(WORDS, k=chance.randint(0, n))) for n in (3, 20))
    return Article(f"a{number:03}", title, body, language="en")


def tell(store: Store) -> list[tuple[list[str], list[float], int]]:
    results = [store.search(query, limit=200) for query in QUERIES]
    return [(found.ids, [hit.score for hit in found.hits], found.total) for found in results]


def count(store: Store, table: str) -> int:
    with store._database.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_articles_that_come_one_by_one_are_found_as_those_that_come_at_once(
    new_postgresql: Callable[[], str],
) -> None:
    articles = [invent(random.Random(n), n) for n in range(100)]
    one_by_one, at_once = open_store(new_postgresql()), open_store(new_postgresql())
    for one in articles:
        one_by_one.add([one])
    at_once.add(articles)
    assert tell(one_by_one) == tell(at_once)
    # 64 of them, 32 by eights, and four by themselves.
    assert count(one_by_one, "article_search_segment") == 1 + 4 + 4
    assert count(at_once, "article_search_segment") == 1
    one_by_one.close()
    at_once.close()


def test_what_was_edited_or_deleted_counts_for_nothing(new_postgresql: Callable[[], str]) -> None:
    articles = [invent(random.Random(n), n) for n in range(40)]
    edited, fresh = open_store(new_postgresql()), open_store(new_postgresql())
    edited.add(articles)
    edited.edit("a003", title="Tide over")
    edited.edit("a003", title="Moon sea")
    edited.remove(["a004"])
    edited.empty_bin()
    articles[3] = Article("a003", "Moon sea", articles[3].text, language="en")
    fresh.add(one for one in articles if one.id != "a004")
    assert tell(edited) == tell(fresh)
    edited.close()
    fresh.close()


def test_places_are_kept_in_two_bytes() -> None:
    assert invert([1], [(["a"], ["b"])]).places.dtype == np.uint16
