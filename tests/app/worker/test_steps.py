"""What becomes of the other steps of the analysis when one fails."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from components.analysis.collection import word_index
from components.analysis.selection import Settings
from components.app.worker import collection_steps, result_tables
from components.app.worker.steps import Step, do_next
from components.app.worker.work import STEPS, work_once, work_through
from components.corpus.article import Article
from components.corpus.database.errors import LibraryBusy
from components.corpus.store import Store, open_store

SHIP = Article(
    "0" * 12,
    "Ship",
    "“The ship is late,” Ann Lee said in Oslo on Monday. 40 people waited at the pier for her.",
    "",
    "",
    date(2024, 5, 1),
    "en",
    "a.txt",
)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    opened.add([SHIP, replace(SHIP, id="1" * 12, title="Ferry")])
    yield opened
    opened.close()


def fail(*_: object) -> bool:
    raise ValueError("no words left")


def test_all_other_tables_are_made_when_one_cannot_be(store: Store, monkeypatch):
    monkeypatch.setattr(word_index, "read_words", fail)
    work_through(store)
    assert store.results.step_faults() == {"words": "ValueError: no words left"}
    every = {table for step in STEPS for table in step.tables}
    assert every - set(store.results.frames()) == {"words", "vocabulary"}


def test_a_step_that_failed_rests_until_the_library_is_another(store: Store):
    asked = []

    def work(_: Store) -> bool:
        asked.append(1)
        return fail()

    steps = [Step("words", work)]
    assert do_next(store, steps)
    assert not do_next(store, steps)
    assert not do_next(store, steps)
    assert len(asked) == 1
    store.add([replace(SHIP, id="2" * 12, title="Tug")])
    assert do_next(store, steps)
    assert len(asked) == 2


def test_what_an_analyst_says_of_names_wakes_a_step_that_failed(store: Store):
    do_next(store, [Step("mentions", fail)])
    store.verdicts.set("names", "list", "Ann Marsh,PERSON,Ann Lee")
    assert do_next(store, [Step("mentions", lambda _: True)])


def test_what_rests_on_a_step_is_made_again_when_it_works_again(store: Store):
    def make(name: str) -> Step:
        def work(library: Store) -> bool:
            if library.results.frame_made(name):
                return False
            library.results.save_frame(name, "1", 1, pd.DataFrame({"a": [1]}))
            return True

        return Step(name, work, (name,))

    before, behind = make("before"), make("behind")
    while do_next(store, [before, Step("middle", fail, ("middle",)), behind]):
        pass
    assert set(store.results.frames()) == {"before", "behind"}
    store.edit(SHIP.id, title="Steamer")
    mended = [before, make("middle"), behind]
    assert do_next(store, mended)  # it works again: its table is there
    assert do_next(store, mended)  # its fault is over, and what stood behind it is gone
    assert store.results.step_faults() == {}
    assert set(store.results.frames()) == {"before", "middle"}
    assert do_next(store, mended)
    assert set(store.results.frames()) == {"before", "middle", "behind"}


def test_an_error_of_the_library_is_no_fault_of_the_step(store: Store):
    def work(_: Store) -> bool:
        raise LibraryBusy("here")

    with pytest.raises(LibraryBusy):
        do_next(store, [Step("words", work)])
    assert store.results.step_faults() == {}


def test_a_comparison_that_was_asked_for_and_fails_does_not_stay_under_way(store, monkeypatch):
    work_through(store)
    monkeypatch.setattr(collection_steps.pairs, "compare_all", fail)
    result_tables.request_comparison(store, Settings(longest=2))
    work_through(store)
    assert store.results.progress() == []
    (name,) = store.results.step_faults()
    assert name.startswith(result_tables.REQUESTED)


def test_progress_of_a_step_that_failed_halfway_is_taken_back(store: Store, monkeypatch):
    def begin(library: Store) -> bool:
        library.results.report("words", 1, 2)
        return fail()

    monkeypatch.setattr("components.app.worker.work.STEPS", (Step("words", begin),))
    assert work_once(store, "inline")
    assert [task.task for task in store.results.progress()] == ["words"]
    assert not work_once(store, "inline")
    assert store.results.progress() == []


def test_the_name_of_a_step_stands_once(store: Store):
    names = [step.name for step in STEPS]
    assert len(names) == len(set(names))
