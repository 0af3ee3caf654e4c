from dataclasses import replace
from datetime import date

import pytest

from components.app.worker.steps import analyse_missing
from components.corpus.article import Article
from components.corpus.store import Store, open_store

SHIP = Article("0" * 12, "Ship", "A ship came in.", "", "", date(2024, 5, 1), "en", "a.txt")


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    opened.add([_ship(number, "de" if number % 5 == 4 else "en") for number in range(40)])
    yield opened
    opened.close()


def _ship(number: int, language: str) -> Article:
    return replace(SHIP, id=f"{number:012d}", text=f"Ship {number} came in.", language=language)


def lengths(_: list[str], texts: list[str], __: str) -> list[int]:
    return [len(text) for text in texts]


def test_what_is_quick_is_read_to_the_end_at_once(store: Store):
    assert analyse_missing(store, "length", "1", lengths, 0)
    found = store.results.load("length", "1")
    assert len(found) == 40
    assert found[f"{7:012d}"] == len("Ship 7 came in.")
    assert not analyse_missing(store, "length", "1", lengths, 0)


def test_the_articles_handed_over_are_of_one_language_and_not_too_many(store: Store):
    seen: list[tuple[int, str]] = []

    def read(ids: list[str], texts: list[str], language: str) -> list[int]:
        seen.append((len(ids), language))
        return lengths(ids, texts, language)

    analyse_missing(store, "length", "1", read, 0, at_once=10)
    assert seen == [(2, "de"), (8, "en")] * 4


def test_an_edit_meanwhile_ends_the_reading_and_the_edited_article_waits_again(store: Store):
    def read(ids: list[str], texts: list[str], language: str) -> list[int]:
        store.edit(ids[0], title="Ferry")
        return lengths(ids, texts, language)

    assert analyse_missing(store, "length", "1", read, 0, at_once=5)
    # One batch of five in two languages was read, the first of each edited on the way.
    assert len(store.results.missing("length", "1")) == 40 - 3


def test_how_far_it_has_come_is_told(store: Store):
    told: list[tuple[int, int]] = []

    def read(ids: list[str], texts: list[str], language: str) -> list[int]:
        [task] = store.results.progress()
        told.append((task.done, task.total))
        return lengths(ids, texts, language)

    analyse_missing(store, "length", "1", read, 0, at_once=20)
    assert told == [(0, 40), (0, 40), (20, 40), (20, 40)]


def test_an_article_that_cannot_be_read_keeps_the_fault_and_the_others_are_read(store: Store):
    def read(ids: list[str], texts: list[str], language: str) -> list[int]:
        if any("Ship 7 " in text for text in texts):
            raise ValueError("a ship too many")
        return lengths(ids, texts, language)

    assert analyse_missing(store, "length", "1", read, 0)
    found = store.results.load("length", "1")
    assert [id for id, length in found.items() if not length] == [f"{7:012d}"]
    assert store.results.faults("length") == {f"{7:012d}": "ValueError: a ship too many"}
    assert not analyse_missing(store, "length", "1", read, 0)
    assert analyse_missing(store, "length", "2", lengths, 0)
    assert store.results.faults("length") == {}
