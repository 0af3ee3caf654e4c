"""The tables about the whole library that the worker makes once."""

from datetime import date

import pytest

from components.app.worker.collection_steps import (
    MAP_ABOVE,
    update_directions,
    update_map,
    update_words,
)
from components.corpus.article import Article
from components.corpus.store import open_store

COPIED = (
    "The ferry to Wendle was an hour late on Friday because the captain had counted the lorries "
    "twice and found one more than the harbour had let on board that morning."
)


@pytest.fixture
def store(tmp_path):
    library = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    yield library
    library.close()


def add(store, count):
    store.add(
        [
            Article(
                id=f"{n:012x}",
                title=f"Notice {n}",
                text=f"{COPIED} Notice number {n} of pier {n % 7}.",
                source=("Wire", "Post")[n % 2],
                published=date(2020, 1, 1 + n % 28),
                language="en",
            )
            for n in range(count)
        ]
    )


def test_the_words_of_a_corpus_are_read_once_a_revision(store):
    add(store, 2)
    assert update_words(store)
    assert not update_words(store)
    assert store.results.frame("words").frame["article"].tolist() == [f"{n:012x}" for n in range(2)]
    forms = store.results.frame("vocabulary").frame.set_index("form")
    assert forms.loc["The", "common"]
    assert not forms.loc["ferry", "common"]


def test_a_small_library_has_an_empty_map(store):
    add(store, MAP_ABOVE)
    assert update_map(store)
    assert not update_map(store)
    assert store.results.frame("map").frame.empty


def test_a_large_one_has_a_point_for_each_article(store):
    add(store, MAP_ABOVE + 1)
    assert update_map(store)
    assert len(store.results.frame("map").frame) == MAP_ABOVE + 1


def test_directions_wait_for_the_pairs_that_share_text(store):
    add(store, 2)
    assert not update_directions(store)


def test_the_direction_of_pairs_of_different_sources_is_argued(store):
    from components.app.worker.work import work_through

    add(store, 2)
    work_through(store)
    (row,) = store.results.frame("directions").frame.to_dict("records")
    assert row["verdict"] in ("second from first", "cannot tell")
    assert (row["a"], row["b"]) == (f"{0:012x}", f"{1:012x}")


def test_the_stored_verdict_is_the_one_that_compare_and_a_pack_argue(store):
    """Without sources, by what counts: a line of the page is no text of the article."""
    from components.analysis.article.outline import counted_text
    from components.analysis.pair.alignment import align
    from components.analysis.pair.direction import argue_direction
    from components.analysis.selection import Settings
    from components.app.worker.result_tables import read_parts
    from components.app.worker.work import work_through

    story = f"{COPIED} “We count twice,” the captain said. Nobody was hurt, the harbour said."
    store.add(
        [
            Article("0" * 12, "Late", story, "", "", date(2020, 1, 1), language="en"),
            Article(
                "1" * 12, "Late too", f"{COPIED}\n\nRead also: Ferries of the north", "", "",
                date(2020, 1, 3), language="en",
            ),
        ]
    )  # fmt: skip
    work_through(store)
    (row,) = store.results.frame("directions").frame.to_dict("records")
    parts = read_parts(store, store.articles())
    one, other = parts[row["a"]], parts[row["b"]]
    argued = argue_direction(
        one.text,
        other.text,
        align(counted_text(one, Settings()), counted_text(other, Settings())),
        published=(date(2020, 1, 1), date(2020, 1, 3)),
    )
    assert (row["verdict"], row["sure"]) == (argued.verdict, argued.confidence)
    assert row["verdict"] == "second from first"


def test_a_word_is_common_by_the_list_of_the_language_it_stands_in(store):
    german = "Die Fähre fuhr, die Leute don't warteten."
    store.add([
        Article("a", "", "Many die. They don't.", language="en"),
        Article("b", "", german, language="de"),
    ])  # fmt: skip
    assert update_words(store)
    vocabulary = store.results.frame("vocabulary").frame
    flags = vocabulary.groupby("form")["common"].apply(sorted)
    assert flags["die"] == [False, True]
    assert flags["don't"] == [False, True]
