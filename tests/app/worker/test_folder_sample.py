"""The invented sample goes into a library that never had anything, and into no other."""

import threading

import pytest

from components.app.environment import SAMPLE, sample_files
from components.app.worker.folder import SAMPLE_BATCH, Sample
from components.app.worker.read_files import read_next
from components.app.worker.run_worker import Library
from components.corpus.article import Article
from components.corpus.store import open_store

OWN = b"The ferry to Wendle sails at noon, the port said on Monday."


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'library.sqlite'}"


@pytest.fixture
def store(url):
    library = open_store(url)
    yield library
    library.close()


def give(store):
    return Sample(store).look()


def read_all(store):
    while read_next(store, "w"):
        pass


def test_a_new_library_is_given_the_fifteen_articles_once(store):
    assert give(store) == 15
    assert give(store) == 0
    read_all(store)
    assert give(store) == 0
    assert set(store.articles()["sha256"]) == set(sample_files())
    assert set(store.uploads.given(SAMPLE_BATCH)["article"]) == set(store.articles()["id"])


def test_a_library_with_a_file_on_its_way_is_given_nothing(store):
    store.uploads.enqueue("b", "own.txt", OWN)
    assert give(store) == 0


def test_a_library_with_an_article_is_given_nothing(store):
    store.add([Article("a" * 12, "Own", "An article of one's own.")])
    assert give(store) == 0


def test_a_library_whose_only_article_lies_in_the_bin_is_given_nothing(store):
    store.add([Article("a" * 12, "Own", "An article of one's own.")])
    store.remove(["a" * 12])
    assert give(store) == 0
    store.empty_bin()
    assert store.articles().empty
    assert give(store) == 0


def test_a_library_whose_only_file_was_refused_or_cancelled_is_given_nothing(store):
    store.uploads.cancel(store.uploads.enqueue("b", "own.txt", OWN))
    assert give(store) == 0


def test_a_sample_that_was_taken_out_does_not_come_back(store):
    give(store)
    read_all(store)
    store.remove(store.articles()["id"])
    assert give(store) == 0
    store.empty_bin()
    assert give(store) == 0
    read_all(store)
    assert store.articles().empty


def test_a_copy_of_an_emptied_library_is_given_nothing(store, tmp_path):
    give(store)
    read_all(store)
    store.remove(store.articles()["id"])
    store.empty_bin()
    store.export_to(tmp_path / "all.zip")
    copy = open_store(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    copy.import_from(tmp_path / "all.zip")
    assert give(copy) == 0
    copy.close()


def test_of_many_who_begin_at_once_one_gives_the_sample_or_it_stays_out(url):
    open_store(url).close()
    stores = [open_store(url) for _ in range(6)]
    gate = threading.Barrier(len(stores))
    given = []

    def begin(number):
        gate.wait()
        if number:
            given.append(give(stores[number]))
        else:
            stores[0].uploads.enqueue("b", "own.txt", OWN)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(len(stores))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    names = stores[0].uploads.batch(SAMPLE_BATCH)["name"].tolist()
    assert sorted(given) in ([0, 0, 0, 0, 0], [0, 0, 0, 0, 15])
    assert len(names) == sum(given)
    files = stores[0].uploads.batches()
    # Whoever came first: the sample is there only when it was there before the file.
    first = files["batch"].iloc[-1]
    assert (first == SAMPLE_BATCH) == bool(names)
    for store in stores:
        store.close()


def test_a_file_of_the_sample_folder_that_is_no_part_of_the_sample_is_left(store, tmp_path):
    (tmp_path / "own.md").write_bytes(OWN)
    assert Sample(store, tmp_path).look() == 0
    assert store.uploads.batches().empty


def test_the_worker_gives_the_sample_only_where_no_folder_is_named(url, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    for corpus, expected in ((own, []), (None, []), (SAMPLE, [SAMPLE_BATCH])):
        library = Library(url, "w", corpus)
        while library.work():
            pass
        library.release()
        store = open_store(url)
        assert store.uploads.batches()["batch"].tolist() == expected
        store.close()
