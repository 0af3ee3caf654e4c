"""Tables that a change of articles leaves as they are are kept, and only those are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.claims.judgements import FIGURE, NO_QUOTATION, QUOTATION, WRONG
from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_table import STEP_OF, STEPS
from components.app.worker.collection_inputs import CollectionInputs
from components.app.worker.result_tables import LEFT_OUT, PUT_BACK, STOP_WORD, VERB
from components.app.worker.runner import Runner
from components.app.worker.stored_inputs import StoredInputs
from components.corpus.article import Article
from components.corpus.store import Store, open_store

# Without a model of their language no names are looked for, which takes long.
SENTENCES = (
    "Der Pegel am Weidensteg stieg am Montag auf 412 Zentimeter.",
    "Die Feuerwehr brachte 38 Menschen in die Turnhalle der Schule.",
    "„Wir warten auf das Wasser“, sagte die Bürgermeisterin Ada Moll.",
    "Der Markt am Samstag fällt aus, weil der Platz unter Wasser steht.",
    "Folgen Sie uns auf allen Kanälen für mehr Nachrichten aus der Stadt.",
)
IDS = "abcdef"


def article(id: str, text: str = "", source: str = "Bote", day: int = 3) -> Article:
    words = text or f"{SENTENCES[0]} {SENTENCES[IDS.index(id) % 5]}"
    about = {"title": f"Wasser {id}", "source": source, "language": "de"}
    return Article(
        id, text=f"{words} Es war die Meldung {id}.", published=date(2024, 3, day), **about
    )


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    opened.add([article(id) for id in "abc"])
    yield opened
    opened.close()


class Count:
    """A step whose table is the words of all articles; it counts how often it works."""

    def __init__(self) -> None:
        self.worked = 0

    def __call__(self, inputs) -> dict[str, pd.DataFrame]:
        self.worked += 1
        return {"words": pd.DataFrame({"words": [len(text) for text in inputs.texts().values()]})}


@pytest.mark.parametrize(
    ("change", "works"),
    [
        (lambda store: store.edit("b", title="Anders"), False),
        (lambda store: store.edit("b", source="Kurier"), False),
        (lambda store: store.edit("b", language="en"), True),
        # The articles stand in another order then.
        (lambda store: store.edit("b", published="2024-03-09"), True),
        (lambda store: store.remove(["b"]), True),
        (lambda store: store.add([article("d")]), True),
    ],
    ids=["title", "source", "language", "day", "removed", "added"],
)
def test_a_step_works_again_only_when_what_it_rests_on_changed(store, change, works):
    count = Count()
    runner = Runner(
        store, steps=[Step("count", "collection", count, "1", ("text", "language"), ("words",))]
    )
    assert runner.run_next()
    change(store)
    while runner.run_next():
        pass
    assert count.worked == 1 + works
    assert store.results.frame_made("words")[1] == store.revision()


def test_what_changed_while_a_step_worked_is_no_state_that_tables_are_kept_for(store):
    class Disturbed(Count):
        def __call__(self, inputs):
            found = super().__call__(inputs)
            if self.worked == 1:
                (change,) = store.edit("b", language="en")
                self.change = change
            return found

    count = Disturbed()
    runner = Runner(
        store, steps=[Step("count", "collection", count, "1", ("text", "language"), ("words",))]
    )
    runner.run_next()
    store.undo(count.change)
    while runner.run_next():
        pass
    assert count.worked == 2


def test_a_map_keeps_its_places_and_only_what_is_new_is_read(store, monkeypatch):
    many = [
        Article(f"m{n}", "", text=f"{SENTENCES[n % 4]} Meldung {n}.", language="de")
        for n in range(70)
    ]
    store.add(many)
    runner = Runner(store, steps=[STEP_OF["map"]])
    assert runner.run_next()
    before = store.results.frame("map").frame
    read: list[str] = []
    texts = store.texts
    monkeypatch.setattr(store, "texts", lambda ids: texts(read.extend(ids) or ids))
    store.add([Article("new", "", text=f"{SENTENCES[2]} Eine neue Meldung.", language="de")])
    assert runner.run_next()
    assert read == ["new"]
    after = store.results.frame("map").frame.set_index("article")
    pd.testing.assert_frame_equal(after.loc[before["article"]], before.set_index("article"))
    assert after.loc["new", "placed"] == "later, by neighbours"


def test_an_article_edited_while_a_step_reads_is_read_again_the_next_time(store):
    reading = CollectionInputs(StoredInputs(store), STEP_OF["pairs"])
    assert len(reading.articles) == 3
    store.edit("b", title="Der Pier")
    marked = reading.marks()
    now = CollectionInputs(StoredInputs(store), STEP_OF["pairs"]).marks()
    assert [id for id in "abc" if marked[id] != now[id]] == ["b"]


def run_all(runner: Runner) -> None:
    while runner.run_next():
        pass


def test_results_per_pair_are_read_once_and_again_when_they_failed_or_changed(store, monkeypatch):
    run_all(Runner(store))
    memory: dict = {}
    loaded: list = []
    load = store.pair_results.load

    def load_told(kind, settings, pairs=None):
        if kind == "alignments":
            loaded.extend(pairs)
        return load(kind, settings, pairs)

    def read() -> dict:
        loaded.clear()
        inputs = CollectionInputs(StoredInputs(store), STEP_OF["relation table"], memory)
        return inputs.pair_results("alignments", dict)

    def store_another(key: str, value, **faults) -> None:
        rows = {pair: (key, value)}
        store.pair_results.save("alignments", "", rows, shown=False, **faults)

    monkeypatch.setattr(store.pair_results, "load", load_told)
    first = read()
    assert set(loaded) == set(first)
    assert len(first) == 2
    assert (read(), loaded) == (first, [])
    pair = next(iter(first))
    key = store.pair_results.keys("alignments", "")[pair]
    without = {one: value for one, value in first.items() if one != pair}
    store_another(key, None, faults={pair: "It failed"})
    assert (read(), loaded) == (without, [pair])
    store_another(key, first[pair])
    assert (read(), loaded) == (first, [pair])
    store_another("other", first[pair])
    assert (read(), loaded) == (without, [])
    store.pair_results.drop("alignments", "")
    assert read() == {}


@pytest.mark.parametrize(
    ("change", "works"),
    [
        (lambda store: store.edit("b", title="Wasser b Brunnen"), 0),
        (lambda store: store.add([Article("x", "", text="Nothing alike.", language="en")]), 0),
        (lambda store: store.add([article("d")]), 1),
        (lambda store: store.remove(["b"]), 1),
    ],
    ids=["title", "no pair", "pairs", "removed"],
)
def test_a_table_of_pairs_is_made_again_only_when_their_keys_are_others(store, change, works):
    worked: list[int] = []
    table = STEP_OF["relation table"]

    def count(inputs) -> dict[str, pd.DataFrame]:
        worked.append(1)
        return table.function(inputs)

    counted = [replace(one, function=count) if one is table else one for one in STEPS]
    runner = Runner(store, steps=counted)
    run_all(runner)
    before = store.results.frame_digests()["pairs"]
    change(store)
    run_all(runner)
    assert store.results.frame_digests()["pairs"] != before
    assert sum(worked) == 1 + works
    assert store.results.frame_made("aligned")[1] == store.revision()


def test_the_facts_of_an_article_that_come_late_are_listed(store):
    said = {"d": "17 Menschen saßen im Saal", "e": "29 Ziegel fielen", "f": "33 Boote sanken"}
    store.add([article(id, f"{words}.") for id, words in said.items()])
    run_all(Runner(store, steps=[STEP_OF[name] for name in ("lines", "boilerplate", "facts")]))
    facts = store.results.load("facts", None)
    versions = StoredInputs(store).versions
    memory: dict = {}

    def list_articles() -> list[str]:
        inputs = CollectionInputs(StoredInputs(store), STEP_OF["figures"], memory)
        return STEP_OF["figures"].function(inputs)["figures"]["article"].drop_duplicates().tolist()

    store.results.save("facts", "another", {"e": facts["e"]})
    assert list_articles() == ["b", "d", "f"]
    store.results.save("facts", versions["facts"], {"e": facts["e"]})
    assert list_articles() == ["b", "d", "e", "f"]


def test_quotations_that_are_read_again_by_an_added_verb_are_in_the_tables(store):
    text = "The mayor Anna Marlow chirruped that the bridge would stay closed until the spring."
    store.add([replace(article("d", text), language="en")])
    runner = Runner(store)
    run_all(runner)
    before = tables(store)["quotations"]
    store.verdicts.set(VERB, "chirrup", LEFT_OUT)
    run_all(runner)
    kept = tables(store)["quotations"]
    for name in store.results.frames():
        store.results.drop_frame(name)
    run_all(Runner(store))
    pd.testing.assert_frame_equal(kept, tables(store)["quotations"])
    assert "chirruped" not in before["cue"].tolist()
    assert "chirruped" in kept["cue"].tolist()


def test_quotations_stand_by_day_whenever_their_articles_came(store):
    said = f"{SENTENCES[0]} {SENTENCES[2]} {{}}"
    store.add([article("e", said.format("Gut."), day=9), article("d", said.format("So."), day=2)])
    runner = Runner(store)
    run_all(runner)
    assert tables(store)["quotations"]["article"].tolist() == ["d", "c", "e"]
    store.add([article("f", said.format("Ja."), day=4)])
    run_all(runner)
    kept = tables(store)["quotations"]
    assert kept["article"].tolist() == ["d", "c", "f", "e"]
    assert [store.text(row.article)[row.start : row.end] for row in kept.itertuples()] == [
        *kept["text"]
    ]


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from("def")),
        st.tuples(st.just("language"), st.sampled_from(IDS), st.sampled_from(["de", "xx"])),
        st.tuples(
            st.just("title"), st.sampled_from(IDS), st.sampled_from(["Flut", "Wasser a", ""])
        ),
        st.tuples(st.just("source"), st.sampled_from(IDS), st.sampled_from(["Bote", "Kurier"])),
        st.tuples(st.just("day"), st.sampled_from(IDS), st.integers(1, 9)),
        st.tuples(
            st.just("verdict"),
            st.sampled_from(IDS),
            st.sampled_from([FIGURE, QUOTATION, PUT_BACK, STOP_WORD]),
            st.sampled_from(["", LEFT_OUT, WRONG, NO_QUOTATION]),
        ),
        st.tuples(st.just("remove"), st.sampled_from(IDS)),
        st.tuples(st.just("restore"), st.sampled_from(IDS)),
    ),
    max_size=4,
)


def find_place(text: str, id: str, kind: str) -> str:
    """The key of a verdict of this kind on an article: on its figure, its quotation, a line."""
    if kind == STOP_WORD:
        return "wasser"
    said = {FIGURE: "412", QUOTATION: "Wir warten auf das Wasser", PUT_BACK: SENTENCES[4]}[kind]
    start = max(0, text.find(said))
    return f"{id}.{start}.{start + len(said)}"


def apply(store: Store, change: tuple) -> None:
    kind, id, *more = change
    there = set(store.articles()["id"])
    if kind == "add" and id not in there and id not in set(store.articles(removed=True)["id"]):
        store.add([article(id, day=5)])
    elif kind in ("title", "source", "language") and id in there:
        store.edit(id, **{kind: more[0]})
    elif kind == "day" and id in there:
        store.edit(id, published=f"2024-03-0{more[0]}")
    elif kind == "verdict" and id in there:
        store.verdicts.set(more[0], find_place(store.text(id), id, more[0]), more[1])
    elif kind == "remove" and id in there:
        store.remove([id])
    elif kind == "restore" and id in set(store.articles(removed=True)["id"]):
        store.restore([id])


def tables(store: Store) -> dict[str, pd.DataFrame]:
    """What is stored, but for the map, whose places stay where they are."""
    names = {table for step in STEPS for table in step.tables} - {"map"}
    return {name: store.results.frame(name).frame for name in sorted(names)}


@given(st.lists(CHANGES, min_size=1, max_size=3))
@settings(max_examples=12)
def test_after_any_changes_the_tables_are_those_of_a_rebuild(tmp_path_factory, rounds):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'library.sqlite'}")
    store.add([article(id) for id in "abc"])
    runner = Runner(store)
    for changes in rounds:
        for change in changes:
            apply(store, change)
        run_all(runner)
    kept = tables(store)
    for name in store.results.frames():
        store.results.drop_frame(name)
    run_all(Runner(store))
    rebuilt = tables(store)
    store.close()
    assert kept.keys() == rebuilt.keys()
    for name, table in kept.items():
        pd.testing.assert_frame_equal(table, rebuilt[name], rtol=1e-12, check_categorical=False)
