"""A pause of the analysis: files are read on, what was analysed stays, and the rest waits."""

import pytest

from components.app.worker import work
from components.app.worker.engines.process_pool import OneProcess
from components.app.worker.runner import Runner
from components.app.worker.stored_inputs import StoredInputs
from components.corpus.article import Article
from components.corpus.store import Store, open_store

TEXT = b"Ferry\n\nThe ferry was late by 20 minutes on Monday, the harbour office said."


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/library.sqlite")
    yield opened
    work.end_work(opened)
    opened.close()


def send(store: Store, name: str) -> None:
    store.uploads.enqueue("batch", name, TEXT + name.encode())


def test_files_are_read_in_a_pause_and_nothing_is_analysed_before_its_end(store: Store) -> None:
    store.results.pause("Ada")
    send(store, "a.txt")
    work.work_through(store)
    assert len(store.articles()) == 1
    assert store.results.frames() == {}
    assert store.results.paused().who == "Ada"
    store.results.resume()
    work.work_through(store)
    assert {"pairs", "mentions", "quotations"} <= store.results.frames().keys()
    assert store.results.paused() is None


def test_a_pause_and_its_end_are_told_to_all_that_read_the_library(store: Store) -> None:
    stamps = [store.stamp()]
    for change in (lambda: store.results.pause("Ada"), store.results.resume):
        change()
        stamps.append(store.stamp())
    assert len({*stamps}) == 3


def test_what_is_under_way_ends_with_the_batch_that_is_worked_on(store: Store, monkeypatch) -> None:
    store.add([Article(f"{n:012x}", "", f"Ferry {n} was late.") for n in range(1200)])
    make_batch, batches = OneProcess.make_batch, []

    def pause_and_make(*given):
        store.results.pause("Ada")
        batches.append(make_batch(*given))
        return batches[-1]

    monkeypatch.setattr(OneProcess, "make_batch", pause_and_make)
    Runner(store).run_next()
    (batch,) = batches
    inputs = StoredInputs(store)
    first = next(step for step in inputs.steps.values() if step.per == "article")
    assert 0 < len(batch) < 1200
    assert len(inputs.missing(first)) == 1200 - len(batch)


def test_progress_is_not_left_standing_in_a_pause(store: Store) -> None:
    store.results.report("names", 1, 10)
    store.results.pause("Ada")
    assert not work.work_once(store, "w")
    assert store.results.progress() == []
