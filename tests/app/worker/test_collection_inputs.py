"""What a step over the collection is told about what happened since it last worked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_inputs import Changes
from components.analysis.pipeline.step_table import STEP_OF
from components.app.worker.collection_inputs import CollectionInputs, find_changes
from components.app.worker.runner import Runner
from components.app.worker.stored_inputs import MADE_OF, StoredInputs
from components.corpus.article import Article
from components.corpus.store import Store, open_store


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    opened.add([article(id) for id in "abc"])
    yield opened
    opened.close()


def article(id: str) -> Article:
    return Article(id, "", f"Notice {id} of the pier.", language="en")


def states(*rows: tuple[str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["id", "number", "changed"])


def test_each_kind_of_change_is_told_apart():
    before = states(("a", 1, 1), ("b", 2, 1), ("d", 4, 2))
    now = states(("a", 1, 1), ("c", 3, 5), ("d", 4, 6), ("e", 5, 7))
    assert find_changes(before, now) == Changes(
        added=frozenset("e"), edited=frozenset("d"), removed=frozenset("b"), restored=frozenset("c")
    )


def test_an_article_edited_while_a_step_reads_is_read_again_the_next_time(store):
    reading = CollectionInputs(StoredInputs(store), STEP_OF["pairs"])
    assert set(reading.articles["title"]) == {""}
    store.edit("b", title="The pier")
    marked = reading.marks()
    now = CollectionInputs(StoredInputs(store), STEP_OF["pairs"]).marks()
    assert [id for id in "abc" if marked[id] != now[id]] == ["b"]


def test_without_change_nothing_is_told_and_of_nothing_all_is_added():
    one = states(("a", 1, 1), ("b", 2, 1))
    assert find_changes(one, one) == Changes()
    assert find_changes(one.head(0), one) == Changes(added=frozenset("ab"))
    assert find_changes(one, one.head(0)) == Changes(removed=frozenset("ab"))


class Watch:
    """A step with two tables that notes the changes it is told and the table it had made."""

    def __init__(self) -> None:
        self.told: list[Changes] = []
        self.had: list[list[str] | None] = []
        self.meanwhile: Callable[[], object] = lambda: None

    def __call__(self, inputs: Any) -> dict[str, pd.DataFrame]:
        own = inputs.own("first")
        self.had.append(None if own is None else own["article"].tolist())
        self.told.append(inputs.changes())
        self.meanwhile()
        table = pd.DataFrame({"article": inputs.articles["id"].tolist()})
        return {"first": table, "second": table}

    @property
    def step(self) -> Step:
        return Step("watch", "collection", self, "1", ("text",), ("first", "second"))


def run(store: Store, step: Step) -> None:
    one = Runner(store, steps=[step])
    while one.run_next():
        pass


@pytest.fixture
def watch(store) -> Watch:
    """A step that has made its tables of a, b and c."""
    one = Watch()
    run(store, one.step)
    assert one.told.pop() == Changes(added=frozenset("abc"))
    assert one.had.pop() is None
    return one


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda store: store.add([article("d")]), Changes(added=frozenset("d"))),
        (lambda store: store.edit("b", title="Pier"), Changes(edited=frozenset("b"))),
        (lambda store: store.remove(["b"]), Changes(removed=frozenset("b"))),
    ],
    ids=["added", "edited", "removed"],
)
def test_a_step_is_told_what_happened_since_its_tables(store, watch, change, told):
    change(store)
    run(store, watch.step)
    assert watch.told == [told]
    assert watch.had == [["a", "b", "c"]]


def test_an_article_taken_from_the_bin_is_restored(store, watch):
    store.remove(["a"])
    run(store, watch.step)
    store.restore(["a"])
    run(store, watch.step)
    assert watch.told == [Changes(removed=frozenset("a")), Changes(restored=frozenset("a"))]


def test_several_changes_are_told_at_once(store, watch):
    store.edit("a", title="Pier")
    store.remove(["b"])
    store.add([article("d")])
    run(store, watch.step)
    assert watch.told == [
        Changes(added=frozenset("d"), edited=frozenset("a"), removed=frozenset("b"))
    ]


def test_by_other_rules_everything_is_added_and_there_is_no_table(store, watch):
    run(store, replace(watch.step, rules="2"))
    assert watch.told == [Changes(added=frozenset("abc"))]
    assert watch.had == [None]


def test_what_comes_while_a_step_works_is_told_the_next_time(store, watch):
    """And not taken for known because it was there when the step ended."""
    store.add([article("d")])
    watch.meanwhile = lambda: store.add([article("e")])
    Runner(store, steps=[watch.step]).run_next()
    watch.meanwhile = lambda: None
    run(store, watch.step)
    assert watch.told[0] == Changes(added=frozenset("d"))
    assert watch.told[1].added >= {"e"}


def test_when_a_worker_was_killed_between_its_tables_everything_is_added(store, watch):
    store.add([article("d")])
    first = store.results.frame("first")
    states = store.article_states()
    store.results.save_frame(f"{MADE_OF}{store.revision()}", "", store.revision(), states)
    store.results.save_frame("first", first.version, store.revision(), first.frame)
    run(store, watch.step)
    assert watch.told == [Changes(added=frozenset("abcd"))]


def test_of_articles_only_the_states_are_kept_that_a_table_was_made_from(store, watch):
    for id in "defg":
        store.add([article(id)])
        run(store, watch.step)
    kept = [name for name in store.results.frames() if name.startswith(MADE_OF)]
    assert kept == [f"{MADE_OF}{store.revision()}"]
