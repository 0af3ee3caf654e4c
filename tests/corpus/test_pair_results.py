"""Stored results of pairs: each pair once, with the key of what it was made from."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from components.corpus.article import Article
from components.corpus.database.connection import CHUNK
from components.corpus.database.tables import pair_result
from components.corpus.store import Store, open_store

AB, AC, BC = ("a1", "b2"), ("a1", "c3"), ("b2", "c3")


@pytest.fixture
def filled(store: Store) -> Store:
    store.add([Article(id, id, f"Text of {id}.") for id in ("a1", "b2", "c3")])
    return store


def count_rows(store: Store) -> int:
    with store._database.reading() as connection:
        return connection.execute(select(func.count()).select_from(pair_result)).scalar_one()


def test_a_result_is_there_for_its_kind_and_settings_only(filled: Store) -> None:
    results = filled.pair_results
    assert results.save("alignment", "", {AB: ("k1", {"links": [[0], [1]]})}, shown=False) == 1
    assert results.load("alignment", "") == {AB: ("k1", {"links": [[0], [1]]})}
    assert results.keys("alignment", "") == {AB: "k1"}
    for kind, settings in [("alignment", "longest=2"), ("relation", "")]:
        assert results.load(kind, settings) == {}
        assert results.load(kind, settings, [AB]) == {}
        assert results.keys(kind, settings) == {}


def test_a_later_result_is_written_over_the_earlier_one(filled: Store) -> None:
    results = filled.pair_results
    results.save("alignment", "", {AB: ("old", 1), BC: ("old", 2)}, shown=False)
    results.save("alignment", "", {AB: ("new", 3)}, shown=False)
    assert results.load("alignment", "") == {AB: ("new", 3), BC: ("old", 2)}
    assert count_rows(filled) == 2


def test_all_pairs_come_by_their_ids_and_given_ones_in_the_order_given(filled: Store) -> None:
    results = filled.pair_results
    results.save("alignment", "", dict.fromkeys((BC, AC, AB), ("k", 1)), shown=False)
    assert list(results.load("alignment", "")) == [AB, AC, BC]
    assert list(results.keys("alignment", "")) == [AB, AC, BC]
    given = [BC, ("a1", "gone"), AB]
    assert list(results.load("alignment", "", given)) == [BC, AB]
    assert results.load("alignment", "", []) == {}


def test_a_pair_is_stored_with_the_smaller_id_first(filled: Store) -> None:
    for turned in [("b2", "a1"), ("a1", "a1")]:
        with pytest.raises(ValueError, match="the smaller id first"):
            filled.pair_results.save("alignment", "", {turned: ("k", 1)}, shown=True)
        with pytest.raises(ValueError, match="the smaller id first"):
            filled.pair_results.load("alignment", "", [turned])
    assert count_rows(filled) == 0


def test_a_pair_with_an_article_that_is_not_there_is_passed_over(filled: Store) -> None:
    rows = {AB: ("k", 1), ("a1", "gone"): ("k", 2), ("0", "b2"): ("k", 3)}
    assert filled.pair_results.save("alignment", "", rows, shown=False) == 1
    assert filled.pair_results.load("alignment", "") == {AB: ("k", 1)}


def test_pairs_with_an_article_in_the_bin_are_not_listed_and_come_back_with_it(
    filled: Store,
) -> None:
    results = filled.pair_results
    results.save("alignment", "", {AB: ("k", 1), BC: ("k", 2)}, shown=False)
    results.save("alignment", "", {}, shown=False, faults={AC: "No"})
    filled.remove(["a1"])
    assert results.load("alignment", "") == {BC: ("k", 2)}
    assert results.keys("alignment", "") == {BC: "k"}
    assert results.faults("alignment", "") == {}
    filled.restore(["a1"])
    assert results.keys("alignment", "") == {AB: "k", BC: "k"}
    assert results.faults("alignment", "") == {AC: "No"}


@pytest.mark.parametrize(("gone", "left"), [("a1", [BC]), ("b2", [AC]), ("c3", [AB])])
def test_what_is_stored_of_an_article_goes_with_it(
    filled: Store, gone: str, left: list[tuple[str, str]]
) -> None:
    filled.pair_results.save("relation", "", dict.fromkeys((AB, AC, BC), ("k", 1)), shown=False)
    filled.pair_results.save(
        "alignment", "", {}, shown=False, faults=dict.fromkeys((AB, AC, BC), "No")
    )
    filled.remove([gone])
    filled.empty_bin()
    assert list(filled.pair_results.load("relation", "")) == left
    assert list(filled.pair_results.faults("alignment", "")) == left
    assert count_rows(filled) == 2


def test_an_edit_leaves_results_whose_key_tells_whether_they_hold(filled: Store) -> None:
    filled.pair_results.save("alignment", "", {AB: ("k", 1)}, shown=False)
    filled.edit("a1", language="de")
    assert filled.pair_results.keys("alignment", "") == {AB: "k"}


def test_the_stamp_changes_with_results_that_pages_show(filled: Store) -> None:
    results = filled.pair_results
    stamp, revision = filled.stamp(), filled.revision()
    results.save("alignment", "", {AB: ("k", 1)}, shown=False)
    results.save("relation", "", {("a1", "gone"): ("k", 1)}, shown=True)
    results.save("relation", "", {}, shown=True)
    results.save("relation", "", {}, shown=False, faults={AB: "No"})
    results.drop("relation", "longest=2")
    assert filled.stamp() == stamp
    results.save("relation", "", {AB: ("k", 1)}, shown=True)
    saved = filled.stamp()
    assert saved != stamp
    results.drop("relation", "")
    assert filled.stamp() not in (stamp, saved)
    assert filled.revision() == revision


def test_a_kind_is_dropped_for_its_settings_with_its_faults(filled: Store) -> None:
    results = filled.pair_results
    for settings in ("", "longest=2"):
        results.save("alignment", settings, {AB: ("k", 1)}, shown=False)
        results.save("alignment", settings, {}, shown=False, faults={BC: "No"})
    results.save("relation", "", {AB: ("k", 1)}, shown=False)
    results.drop("alignment", "")
    results.drop("alignment", "")
    assert results.load("alignment", "") == {}
    assert results.faults("alignment", "") == {}
    assert results.keys("alignment", "longest=2") == {AB: "k"}
    assert results.faults("alignment", "longest=2") == {BC: "No"}
    assert results.keys("relation", "") == {AB: "k"}


def test_a_fault_stays_until_the_pair_has_a_result(filled: Store) -> None:
    results = filled.pair_results
    results.save("alignment", "", {}, shown=False, faults={})
    results.save(
        "alignment", "", {}, shown=False, faults={AB: "ValueError: too long", BC: "KeyError: x"}
    )
    results.save("alignment", "", {}, shown=False, faults={AB: "ValueError: far too long"})
    assert results.faults("alignment", "") == {AB: "ValueError: far too long", BC: "KeyError: x"}
    assert results.faults("relation", "") == {}
    assert results.load("alignment", "") == {}
    results.save("alignment", "", {AB: ("k", 1)}, shown=False)
    assert results.faults("alignment", "") == {BC: "KeyError: x"}


def test_more_pairs_than_one_statement_takes_are_stored_and_found(filled: Store) -> None:
    ids = [f"m{number:03}" for number in range(60)]
    filled.add([Article(id, id, f"Text of {id}.") for id in ids])
    rows = {(a, b): (f"{a}{b}", [a, b]) for a in ids for b in ids if a < b}
    assert len(rows) == 1770
    assert len(rows) > CHUNK
    assert filled.pair_results.save("alignment", "", rows, shown=False) == 1770
    assert filled.pair_results.save("alignment", "", rows, shown=False) == 1770
    assert filled.pair_results.load("alignment", "", rows) == rows
    assert filled.pair_results.load("alignment", "") == rows


def test_results_of_pairs_are_derived_and_not_exported(filled: Store, tmp_path: Path) -> None:
    filled.pair_results.save("alignment", "", {AB: ("k", 1)}, shown=False)
    assert filled.check(lambda share: None).is_whole
    filled.export_to(tmp_path / "library.zip")
    again = open_store(f"sqlite:///{tmp_path}/again.sqlite")
    again.import_from(tmp_path / "library.zip")
    assert list(again.articles()["id"]) == ["a1", "b2", "c3"]
    assert again.pair_results.keys("alignment", "") == {}
    again.close()
