"""What a runner does of the pipeline, in which order, and what becomes of it when a step fails."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from components.analysis.collection import pairs
from components.analysis.collection.words import word_reader
from components.analysis.pair.relation_records import unpack_relation
from components.analysis.pipeline.collection_steps import MAP_ABOVE
from components.analysis.pipeline.pair_steps import canonical
from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_table import STEP_OF, STEPS
from components.analysis.selection import Settings
from components.app.tables.read_corpus import read_corpus
from components.app.tables.read_pairs import read_inputs, read_pair_decisions, read_relations
from components.app.worker import result_tables, runner
from components.app.worker.engines import process_pool
from components.app.worker.runner import Runner
from components.app.worker.work import work_once, work_through
from components.corpus.article import Article
from components.corpus.database.errors import LibraryBusy
from components.corpus.store import Store, open_store

COPIED = (
    "The ferry to Wendle was an hour late on Friday because the captain had counted the lorries "
    "twice and found one more than the harbour had let on board that morning."
)
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
def store(tmp_path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def two_ships(store: Store) -> Store:
    store.add([SHIP, replace(SHIP, id="1" * 12, title="Ferry")])
    return store


@pytest.fixture
def fleet(store: Store) -> Store:
    """Forty articles, every fifth in German."""
    store.add([_ship(number, "de" if number % 5 == 4 else "en") for number in range(40)])
    return store


def _ship(number: int, language: str = "en") -> Article:
    text = f"Ship {number} came in."
    return replace(SHIP, id=f"{number:012d}", text=text, language=language)


def add_notices(store: Store, count: int) -> None:
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


def run_through(runner: Runner) -> None:
    while runner.run_next():
        pass


def fail(*_: object) -> Any:
    raise ValueError("no words left")


def whole(name: str, function: Callable[..., Any] | None = None, *inputs: str) -> Step:
    """A step over the collection with a table of its own name."""
    make = function or (lambda _: {name: pd.DataFrame({"a": [1]})})
    return Step(name, "collection", make, "1", inputs or ("text",), (name,))


def lengths(articles: Any) -> list[int]:
    return [len(text) for text in articles.texts]


def measure(function: Callable[..., Any] = lengths, rules: str = "1", at_once: int = 100) -> Step:
    """A step per article."""
    return Step("length", "article", function, rules, ("text",), nothing=0, at_once=at_once)


def results_of(store: Store, *steps: Step) -> dict[str, Any]:
    """What the first of these steps has stored."""
    inputs = runner.StoredInputs(store, steps=steps)
    return inputs.results(steps[0].name)


def test_all_other_tables_are_made_when_one_cannot_be(two_ships: Store, monkeypatch):
    monkeypatch.setattr(word_reader.WordReader, "read", fail)
    work_through(two_ships)
    assert two_ships.results.step_faults() == {"words": "ValueError: no words left"}
    every = {table for step in STEPS for table in step.tables}
    assert every - set(two_ships.results.frames()) == {"words", "vocabulary"}


def test_a_step_that_failed_rests_until_the_library_is_another(two_ships: Store):
    asked = []

    def work(_: object) -> Any:
        asked.append(1)
        return fail()

    one = Runner(two_ships, steps=[whole("words", work)])
    assert one.run_next()
    assert not one.run_next()
    assert not one.run_next()
    assert len(asked) == 1
    two_ships.add([replace(SHIP, id="2" * 12, title="Tug")])
    assert one.run_next()
    assert len(asked) == 2


def test_what_an_analyst_says_of_names_wakes_a_step_that_failed(two_ships: Store):
    answers = iter([fail, lambda: {"mentions": pd.DataFrame({"a": [1]})}])
    one = Runner(two_ships, steps=[whole("mentions", lambda _: next(answers)(), "names given")])
    run_through(one)
    assert set(two_ships.results.step_faults()) == {"mentions"}
    two_ships.verdicts.set("names", "list", "Ann Marsh,PERSON,Ann Lee")
    run_through(one)
    assert two_ships.results.step_faults() == {}
    assert "mentions" in two_ships.results.frames()


def test_what_rests_on_a_step_is_made_again_when_it_works_again(two_ships: Store):
    made = []

    def make(name: str) -> Callable[..., Any]:
        def work(_: object) -> Any:
            made.append(name)
            if name == "middle" and made.count("middle") == 1:
                fail()
            return {name: pd.DataFrame({"a": [1]})}

        return work

    steps = [
        whole("before", make("before")),
        whole("middle", make("middle"), "text", "names given"),
        whole("behind", make("behind"), "middle"),
        whole("beside", make("beside"), "before"),
    ]
    one = Runner(two_ships, steps=steps)
    run_through(one)
    assert made == ["before", "middle", "behind", "beside"]
    # A step that the same version failed at works again in another process.
    run_through(Runner(two_ships, steps=steps))
    assert made[4:] == ["middle", "behind"]
    assert two_ships.results.step_faults() == {}
    assert {"before", "middle", "behind", "beside"} <= set(two_ships.results.frames())


def test_when_a_step_works_again_tables_by_other_settings_are_requested_again(two_ships: Store):
    """Without quotations a comparison rests on speakers, which come later."""
    broken = [True]
    steps = [
        replace(whole("pairs", None, "speakers"), settings="all"),
        whole("speakers", lambda _: fail() if broken[0] else {"speakers": pd.DataFrame()}),
    ]
    asked = Settings(without=("quotations",))
    one = Runner(two_ships, steps=steps)
    run_through(one)
    assert one.run_next(asked)
    assert "pairs?without=quotations" in two_ships.results.frames()
    broken[0] = False
    run_through(Runner(two_ships, steps=steps))
    assert {"pairs", "speakers"} <= set(two_ships.results.frames())
    assert "pairs?without=quotations" not in two_ships.results.frames()


def test_what_reads_articles_by_a_step_that_failed_waits_until_it_works(fleet: Store):
    broken = [True]

    def count(articles: Any) -> list[int]:
        return lengths(articles)[1:] if broken[0] else lengths(articles)

    def double(articles: Any) -> list[int]:
        return [2 * one for one in articles.results["length"]]

    steps = [
        measure(count),
        Step("double", "article", double, "1", ("length",), nothing=0),
        whole("sum", lambda inputs: {"sum": _sum(inputs.results("double"))}, "double"),
    ]
    run_through(Runner(fleet, steps=steps))
    assert set(fleet.results.step_faults()) == {"length"}
    assert fleet.results.frame("sum").frame["a"].tolist() == [0]
    broken[0] = False
    run_through(Runner(fleet, steps=steps))
    texts = sum(len(_ship(number).text) for number in range(40))
    assert fleet.results.frame("sum").frame["a"].tolist() == [2 * texts]
    assert fleet.results.faults("double") == {}


def _sum(found: dict[str, int]) -> pd.DataFrame:
    return pd.DataFrame({"a": [sum(found.values())]})


def test_an_error_of_the_library_is_no_fault_of_the_step(two_ships: Store):
    def work(_: object) -> Any:
        raise LibraryBusy("here")

    with pytest.raises(LibraryBusy):
        Runner(two_ships, steps=[whole("words", work)]).run_next()
    assert two_ships.results.step_faults() == {}


def test_a_step_during_which_an_article_goes_is_tried_again_and_is_not_at_fault(two_ships: Store):
    def work(inputs: Any) -> Any:
        ids = inputs.articles["id"].tolist()
        if "1" * 12 in ids:
            two_ships.remove(["1" * 12])
            raise KeyError("1" * 12)
        return {"words": pd.DataFrame({"a": ids})}

    one = Runner(two_ships, steps=[whole("words", work)])
    assert one.run_next()
    assert two_ships.results.step_faults() == {}
    run_through(one)
    assert two_ships.results.frame("words").frame["a"].tolist() == [SHIP.id]


def test_an_article_deleted_for_good_meanwhile_is_no_error_of_the_library(two_ships: Store):
    def work(inputs: Any) -> Any:
        if len(inputs.articles) == 2:
            two_ships.remove(["1" * 12])
            two_ships.empty_bin()
        return {"words": pd.DataFrame({"a": list(inputs.texts())})}

    run_through(Runner(two_ships, steps=[whole("words", work)]))
    assert two_ships.results.frame("words").frame["a"].tolist() == [SHIP.id]


def test_a_comparison_that_was_asked_for_and_fails_does_not_stay_under_way(two_ships, monkeypatch):
    work_through(two_ships)
    monkeypatch.setattr(pairs, "compare_counted", fail)
    result_tables.request_comparison(two_ships, Settings(longest=2))
    work_through(two_ships)
    assert two_ships.results.progress() == []
    (name,) = two_ships.results.step_faults()
    assert name.startswith(result_tables.REQUESTED)


def test_progress_of_a_step_that_failed_halfway_is_taken_back(fleet: Store):
    def lose_one(articles: Any) -> list[int]:
        assert [task.task for task in fleet.results.progress()] == ["length"]
        return lengths(articles)[1:]

    assert Runner(fleet, steps=[measure(lose_one)]).run_next()
    assert set(fleet.results.step_faults()) == {"length"}
    assert fleet.results.progress() == []


def test_progress_that_a_killed_worker_left_is_taken_back(two_ships: Store):
    work_through(two_ships)
    two_ships.results.report("length", 1, 2)
    assert not work_once(two_ships, "inline")
    assert two_ships.results.progress() == []


def test_what_is_quick_is_read_to_the_end_at_once(fleet: Store):
    one = Runner(fleet, steps=[measure()])
    assert one.run_next()
    found = results_of(fleet, measure())
    assert len(found) == 40
    assert found[f"{7:012d}"] == len("Ship 7 came in.")
    assert not one.run_next()


def test_the_articles_handed_over_are_of_one_language_and_not_too_many(fleet: Store):
    seen: list[tuple[int, str]] = []

    def read(articles: Any) -> list[int]:
        seen.append((len(articles), articles.language))
        return lengths(articles)

    Runner(fleet, steps=[measure(read, at_once=10)]).run_next()
    assert sorted(seen) == [(2, "en"), (8, "de"), (10, "en"), (10, "en"), (10, "en")]


def test_a_copy_is_worked_on_beside_its_first_print_and_all_others_as_they_came(store: Store):
    lines = [
        f"The ferry number {number} was late on Friday as it was before." for number in range(6)
    ]
    more = f"{COPIED}\n\n{lines[0]}\n\nReporting by the harbour desk, which had been told of it."
    texts = [f"{COPIED}\n\n{lines[0]}", *lines[1:5], more]
    store.add([replace(SHIP, id=f"{n:012d}", text=text) for n, text in enumerate(texts)])
    seen: list[list[int]] = []

    def read(articles: Any) -> list[int]:
        seen.append([int(id) for id in articles.ids])
        return lengths(articles)

    Runner(store, steps=[measure(read, at_once=2)]).run_next()
    assert seen == [[0, 5], [1, 2], [3, 4]]


def test_an_edit_meanwhile_ends_the_reading_and_the_edited_article_waits_again(fleet: Store):
    def read(articles: Any) -> list[int]:
        fleet.edit(articles.ids[0], title="Ferry")
        return lengths(articles)

    assert Runner(fleet, steps=[measure(read, at_once=5)]).run_next()
    assert len(results_of(fleet, measure())) == 4


def test_a_batch_read_while_an_article_changed_is_not_worked_on(fleet: Store, monkeypatch):
    """What was read after the change would be stored as if it had been there before."""
    make, worked = process_pool.make_batch, []

    def make_and_edit(inputs: Any, step: Step, keys: Any) -> Any:
        fleet.edit(keys[0], language="fr")
        return make(inputs, step, keys)

    monkeypatch.setattr(process_pool, "make_batch", make_and_edit)
    Runner(
        fleet, steps=[measure(lambda articles: worked.append(1) or lengths(articles))]
    ).run_next()
    assert worked == []


def test_how_far_it_has_come_is_told(fleet: Store):
    told: list[tuple[int, int]] = []

    def read(articles: Any) -> list[int]:
        [task] = fleet.results.progress()
        told.append((task.done, task.total))
        return lengths(articles)

    one = Runner(fleet, steps=[measure(read, at_once=16)])
    run_through(one)
    assert told == [(0, 40), (16, 40), (32, 40)]
    assert fleet.results.progress() == []


def outlines() -> Step:
    def give(articles: Any) -> list[Any]:
        return [{"hash": text, "sentences": []} for text in articles.texts]

    return Step("outlines", "article", give, "1", ("text", "language"))


def neighbours(inputs: Any) -> list[tuple[str, str]]:
    ids = inputs.articles["id"].tolist()
    return [canonical(*pair) for pair in itertools.pairwise(ids)]


def add_lengths(given: Any) -> list[Any]:
    return [[one.a.id, one.b.id, len(one.a.text) + len(one.b.text)] for one in given]


def pairwise(function: Callable[..., Any] = add_lengths, at_once: int = 100, **more: Any) -> Step:
    inputs = ("text", "outlines")
    return Step(
        "sums", "pair", function, "1", inputs, pairs=more.pop("pairs", neighbours), at_once=at_once,
        **more,
    )  # fmt: skip


def list_sums(inputs: Any) -> dict[str, pd.DataFrame]:
    rows = list(inputs.pair_results("sums", list).values())
    return {"sum table": pd.DataFrame(rows, columns=["a", "b", "sum"])}


SUM_TABLE = whole("sum table", list_sums, "sums")


def test_how_far_it_has_come_with_pairs_is_told(fleet: Store):
    told: list[tuple[int, int]] = []

    def read(given: Any) -> list[Any]:
        [task] = fleet.results.progress()
        told.append((task.done, task.total))
        return add_lengths(given)

    run_through(Runner(fleet, steps=[outlines(), pairwise(read, at_once=13)]))
    assert told == [(0, 39), (13, 39), (26, 39)]
    assert fleet.results.progress() == []


def test_a_pair_that_is_no_longer_chosen_goes_from_the_table(fleet: Store):
    """As when the passage that two articles shared is found to be boilerplate."""
    steps = [outlines(), pairwise(), SUM_TABLE]
    run_through(Runner(fleet, steps=steps))
    assert len(fleet.results.frame("sum table").frame) == 39
    fleet.add([_ship(40)])
    fewer = [outlines(), pairwise(pairs=lambda inputs: neighbours(inputs)[:3]), SUM_TABLE]
    run_through(Runner(fleet, steps=fewer))
    assert len(fleet.results.frame("sum table").frame) == 3


def test_a_table_of_pairs_is_made_early_and_again_in_the_end(fleet: Store, monkeypatch):
    monkeypatch.setattr(runner, "EARLY", 10)
    monkeypatch.setattr(runner, "SECONDS", -1.0)  # one batch at a time
    sizes = []

    def list_all(inputs: Any) -> dict[str, pd.DataFrame]:
        made = list_sums(inputs)
        sizes.append(len(made["sum table"]))
        return made

    steps = [outlines(), pairwise(at_once=5), whole("sum table", list_all, "sums")]
    run_through(Runner(fleet, steps=steps))
    assert sizes == [10, 20, 39]
    # Of another version all pairs are outdated: no table is made of those.
    newer = [replace(steps[0], rules="2"), *steps[1:]]
    run_through(Runner(fleet, steps=newer))
    assert sizes[3:] == [39]


def test_a_table_is_not_made_early_of_outdated_results_alone(fleet: Store, monkeypatch):
    steps = [outlines(), pairwise(at_once=50), SUM_TABLE]
    run_through(Runner(fleet, steps=steps))
    monkeypatch.setattr(runner, "EARLY", 10)
    fleet.results.drop_frame("sum table")
    negative = pairwise(lambda given: [[a, b, -n] for a, b, n in add_lengths(given)])
    run_through(Runner(fleet, steps=[steps[0], replace(negative, rules="2"), SUM_TABLE]))
    assert (fleet.results.frame("sum table").frame["sum"] < 0).all()


def test_an_article_that_cannot_be_read_keeps_the_fault_and_the_others_are_read(fleet: Store):
    def read(articles: Any) -> list[int]:
        if any("Ship 7 " in text for text in articles.texts):
            raise ValueError("a ship too many")
        return lengths(articles)

    one = Runner(fleet, steps=[measure(read)])
    run_through(one)
    found = results_of(fleet, measure())
    assert [id for id, length in found.items() if not length] == [f"{7:012d}"]
    assert fleet.results.faults("length") == {f"{7:012d}": "ValueError: a ship too many"}
    assert not one.run_next()
    run_through(Runner(fleet, steps=[measure(rules="2")]))
    assert fleet.results.faults("length") == {}


def test_steps_are_worked_on_in_their_order_by_one_process(fleet: Store):
    """A reader waits for similarity first: what needs nothing comes in its turn all the same."""
    order = []

    def note(name: str) -> Callable[..., Any]:
        return lambda _: order.append(name) or {name: pd.DataFrame({"a": [1]})}

    steps = [
        measure(lambda articles: order.append("length") or lengths(articles)),
        whole("first", note("first"), "length"),
        whole("second", note("second"), "text"),
    ]
    run_through(Runner(fleet, steps=steps))
    assert list(dict.fromkeys(order)) == ["length", "first", "second"]


def test_what_a_failed_call_left_in_the_memory_of_a_step_is_not_used_again(two_ships: Store):
    seen = []

    def work(inputs: Any) -> Any:
        seen.append(dict(inputs.memory))
        inputs.memory["half"] = True
        return fail() if len(seen) == 1 else {"words": pd.DataFrame({"a": [1]})}

    one = Runner(two_ships, steps=[whole("words", work)])
    for number in "23":
        run_through(one)
        two_ships.add([replace(SHIP, id=number * 12)])
    run_through(one)
    assert seen == [{}, {}, {"half": True}]


def test_the_words_of_a_corpus_are_read_once_a_revision(store: Store):
    add_notices(store, 2)
    one = Runner(store, steps=[STEP_OF["words"]])
    assert one.run_next()
    assert not one.run_next()
    assert store.results.frame("words").frame["article"].tolist() == [f"{n:012x}" for n in range(2)]
    forms = store.results.frame("vocabulary").frame.set_index("form")
    assert forms.loc["The", "common"]
    assert not forms.loc["ferry", "common"]


def test_a_small_library_has_an_empty_map(store: Store):
    add_notices(store, MAP_ABOVE)
    run_through(Runner(store, steps=[STEP_OF["map"]]))
    assert store.results.frame("map").frame.empty


def test_a_large_one_has_a_point_for_each_article(store: Store):
    add_notices(store, MAP_ABOVE + 1)
    run_through(Runner(store, steps=[STEP_OF["map"]]))
    assert len(store.results.frame("map").frame) == MAP_ABOVE + 1


def test_the_stored_relation_is_the_one_that_compare_and_a_pack_show(store: Store):
    """Without sources, by what counts: a line of the page is no text of the article."""
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
    (row,) = store.results.frame("relations").frame.to_dict("records")
    pair = (row["a"], row["b"])
    decided = result_tables.read_decided(store)
    corpus = read_corpus(store, store.stamp(), Settings(), decided)
    shown = read_relations(read_inputs(store, corpus), [pair], read_pair_decisions(store))[pair]
    ((_, packed),) = store.pair_results.load("relations", "", [pair]).values()
    assert shown == unpack_relation(packed)
    assert (row["direction"], row["confidence"]) == (shown.direction, shown.confidence)
    assert row["direction"] == "second from first"


def test_a_word_is_common_by_the_list_of_the_language_it_stands_in(store: Store):
    german = "Die Fähre fuhr, die Leute don't warteten."
    store.add([
        Article("a", "", "Many die. They don't.", language="en"),
        Article("b", "", german, language="de"),
    ])  # fmt: skip
    run_through(Runner(store, steps=[STEP_OF["words"]]))
    vocabulary = store.results.frame("vocabulary").frame
    flags = vocabulary.groupby("form")["common"].apply(sorted)
    assert flags["die"] == [False, True]
    assert flags["don't"] == [False, True]


def test_the_log_tells_of_each_piece_of_work_what_was_done(fleet: Store, caplog):
    with caplog.at_level("INFO", "parallax.worker"):
        run_through(Runner(fleet, steps=[STEP_OF["outlines"], STEP_OF["words"]]))
    told = {record.step: record for record in caplog.records}
    assert told["outlines"].done == 40
    assert told["words"].done >= 40
    assert all(record.seconds >= 0 for record in caplog.records)
    assert told["outlines"].getMessage().startswith("outlines: 40 in ")
