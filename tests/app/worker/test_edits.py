"""Which steps an edit has made again: those whose inputs contain what was edited."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_table import STEPS
from components.app.worker.runner import Runner
from components.corpus.article import Article
from components.corpus.store import Store, open_store

TEXT = (
    "“The ship is late,” Ann Lee said in Oslo on Monday. 40 people waited at the pier for her. "
    "The captain had counted the lorries twice and found one more than the harbour had let on "
    "board that morning."
)
FIRST = Article("0" * 12, "Ship", TEXT, "Wire", "", date(2024, 5, 1), "en", "a.txt")
SECOND = replace(FIRST, id="1" * 12, title="Ferry", source="Post", published=date(2024, 5, 2))


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    opened.add([FIRST, SECOND])
    yield opened
    opened.close()


def work(store: Store) -> set[str]:
    """Do all that waits; gives the steps per article or pair that worked."""
    worked: set[str] = set()
    runner = Runner(store, steps=[_noting(step, worked) for step in STEPS])
    while runner.run_next():
        pass
    runner.close()
    assert store.results.step_faults() == {}
    return {step.name for step in STEPS if step.name in worked and step.per != "collection"}


def _noting(step: Step, worked: set[str]) -> Step:
    make: Callable[[Any], Any] = step.function

    def note(inputs: Any) -> Any:
        worked.add(step.name)
        return make(inputs)

    return replace(step, function=note)


def test_an_edit_has_only_those_steps_made_again_that_read_what_was_edited(store: Store):
    each = {step.name for step in STEPS if step.per != "collection"}
    assert work(store) == each
    store.edit(FIRST.id, title="Late ship", author="Ann Lee")
    assert work(store) == set()
    store.edit(FIRST.id, source="Morning Post")
    assert work(store) == {"relations"}
    store.edit(FIRST.id, published=date(2024, 4, 30))
    assert work(store) == {"facts", "relations", "contradictions"}
    store.edit(FIRST.id, language="de")
    assert work(store) >= {"lines", "outlines", "names", "quotations", "facts", "alignments"}


def test_another_text_is_another_article_for_which_all_steps_work(store: Store):
    work(store)
    store.add([replace(FIRST, id="2" * 12, text=TEXT + " She is to sail again on Tuesday.")])
    assert work(store) == {step.name for step in STEPS if step.per != "collection"}


def test_results_are_the_same_after_an_edit_as_from_the_start(store: Store):
    work(store)
    store.edit(FIRST.id, published=date(2024, 4, 30), source="Morning Post", title="Late ship")
    work(store)
    edited = {name: store.results.frame(name) for name in store.results.frames()}
    for step in STEPS:
        for table in step.tables:
            store.results.drop_frame(table)
        if step.per == "article":
            store.results.save(step.name, "", {FIRST.id: None, SECOND.id: None})
        if step.per == "pair":
            store.pair_results.drop(step.name, "")
    work(store)
    for step in STEPS:
        for table in step.tables:
            made, before = (
                one.frame.to_json(date_format="iso")
                for one in (store.results.frame(table), edited[table])
                if one
            )
            assert made == before, table
