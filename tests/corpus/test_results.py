"""Stored results: each with its version, none older than its article."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from components.corpus import stored_tables
from components.corpus.article import Article, article_id
from components.corpus.result_versions import name_fields
from components.corpus.store import Store, open_store


def make(title: str) -> Article:
    return Article(article_id(title, "Text.", "", "", None, ""), title, "Text.")


ONE, TWO = make("one"), make("two")


@pytest.fixture
def filled(store: Store) -> Store:
    store.add([ONE, TWO])
    return store


def test_a_result_is_there_for_its_version_only(filled: Store) -> None:
    results = filled.results
    assert results.save("names", "1", {ONE.id: [["Ada", 0, 3]]}) == 1
    assert results.load("names", "1") == {ONE.id: [["Ada", 0, 3]]}
    assert results.load("names", "2") == {}
    assert results.load("dates", "1") == {}
    assert results.missing("names", "1") == {TWO.id: TWO.language}
    assert list(results.missing("names", "2")) == [ONE.id, TWO.id]
    assert list(results.missing("names", "2", [TWO.id, "gone"])) == [TWO.id]
    assert results.missing("names", "1", [ONE.id]) == results.missing("names", "1", []) == {}
    assert results.expected() == 2


def test_a_new_version_replaces_the_old_one(filled: Store) -> None:
    filled.results.save("names", "1", {ONE.id: 1, TWO.id: 1})
    filled.results.save("names", "2", {ONE.id: 2})
    assert filled.results.load("names", "1") == {TWO.id: 1}
    assert filled.results.load("names", "2", [TWO.id, ONE.id]) == {ONE.id: 2}


def test_results_come_in_the_order_asked_for(filled: Store) -> None:
    filled.results.save("names", "1", {ONE.id: 1, TWO.id: 2})
    assert list(filled.results.load("names", "1")) == [ONE.id, TWO.id]
    assert list(filled.results.load("names", "1", [TWO.id, "gone", ONE.id])) == [TWO.id, ONE.id]


def test_the_bin_needs_no_results_and_gets_its_own_back(filled: Store) -> None:
    filled.results.save("names", "1", {ONE.id: 1})
    filled.remove([ONE.id, TWO.id])
    assert filled.results.load("names", "1") == {}
    assert filled.results.missing("names", "1") == {}
    assert filled.results.expected() == 0
    filled.restore([ONE.id])
    assert filled.results.load("names", "1") == {ONE.id: 1}


def test_a_result_of_an_article_that_is_not_there_is_passed_over(filled: Store) -> None:
    assert filled.results.save("names", "1", {"gone": 1, ONE.id: 1}) == 1
    assert filled.results.load("names", "1") == {ONE.id: 1}


def test_an_edit_makes_the_article_wait_for_results_again(filled: Store) -> None:
    filled.results.save("names", "1", {ONE.id: 1, TWO.id: 1})
    filled.edit(ONE.id, published=date(2024, 5, 1))
    assert filled.results.missing("names", "1") == {ONE.id: ONE.language}


def test_a_result_from_before_an_edit_is_not_kept(filled: Store) -> None:
    read_at = filled.revision()
    filled.edit(ONE.id, title="uno")
    assert filled.results.save("names", "1", {ONE.id: 1, TWO.id: 1}, revision=read_at) == 1
    assert filled.results.missing("names", "1") == {ONE.id: ONE.language}
    assert filled.results.save("names", "1", {ONE.id: 1}, revision=filled.revision()) == 1


def test_a_stored_table_changes_the_stamp_and_a_result_of_one_article_does_not(
    filled: Store,
) -> None:
    stamp, revision = filled.stamp(), filled.revision()
    filled.results.save("names", "1", {ONE.id: 1})
    assert filled.stamp() == stamp
    filled.results.save_frame("pairs", "1", 1, pd.DataFrame({"score": [0.5]}))
    assert filled.stamp() != stamp
    assert filled.revision() == revision


def test_a_frame_reads_back_equal(store: Store) -> None:
    table = pd.DataFrame(
        {
            "a": pd.Series(["x", "ї\u0301", ""], dtype="str"),
            "score": [0.1, float("nan"), 1.0],
            "count": pd.Series([1, 2, 3], dtype="int32"),
            "day": pd.to_datetime(["2024-05-01", None, "1999-12-31"]),
            "kind": pd.Categorical(["k", "l", "k"]),
            "spans": [[1, 2], [], [3]],
        },
        index=pd.Index([5, 7, 9], name="row"),
    )
    store.results.save_frame("pairs", "v1", 4, table)
    stored = store.results.frame("pairs")
    assert stored
    assert (stored.version, stored.revision) == ("v1", 4)
    spans = [list(one) for one in stored.frame["spans"]]
    assert spans == [[1, 2], [], [3]]
    pd.testing.assert_frame_equal(stored.frame.drop(columns="spans"), table.drop(columns="spans"))


def test_a_frame_is_replaced_whole(store: Store) -> None:
    store.results.save_frame("pairs", "v1", 4, pd.DataFrame({"a": range(1000)}))
    store.results.save_frame("pairs", "v2", 5, pd.DataFrame({"a": []}))
    stored = store.results.frame("pairs")
    assert stored
    assert (len(stored.frame), list(stored.frame.columns)) == (0, ["a"])
    assert store.results.frame_made("pairs") == ("v2", 5)
    assert store.results.frame("other") is None
    assert store.results.frame_made("other") is None


def test_progress_is_what_was_last_reported(store: Store) -> None:
    store.results.report("names", 1, 9)
    store.results.report("dates", 0, 9)
    before = datetime.now(UTC).replace(tzinfo=None)
    store.results.report("names", 2, 9)
    after = datetime.now(UTC).replace(tzinfo=None)
    dates, names = store.results.progress()
    assert (dates.task, names.task, names.done, names.total) == ("dates", "names", 2, 9)
    assert before <= names.reported <= after
    store.results.clear_progress("names")
    assert [one.task for one in store.results.progress()] == ["dates"]


def test_only_one_worker_holds_a_lease_until_it_ends(store: Store) -> None:
    hold = store.results.hold
    assert hold("analysis", "w1", 60)
    assert not hold("analysis", "w2", 60)
    assert hold("other", "w2", 60)
    assert hold("analysis", "w1", -1)  # It ran out a second ago.
    assert hold("analysis", "w2", 60)
    assert not hold("analysis", "w1", 60)
    store.results.release("analysis", "w1")
    assert not hold("analysis", "w1", 60)
    store.results.release("analysis", "w2")
    assert hold("analysis", "w1", 60)


plain = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
json = st.recursive(
    st.none() | st.booleans() | numbers | plain,
    lambda inner: st.lists(inner) | st.dictionaries(plain, inner),
    max_leaves=10,
)


@settings(max_examples=60, deadline=None)
@given(value=json)
def test_whatever_json_holds_reads_back_equal(lasting_store: Store, value: object) -> None:
    lasting_store.add([ONE])
    lasting_store.results.save("any", "1", {ONE.id: value})
    assert lasting_store.results.load("any", "1", [ONE.id]) == {ONE.id: value}


def test_tables_are_listed_and_one_can_be_dropped(store: Store) -> None:
    store.results.save_frame("pairs", "v1", 4, pd.DataFrame({"a": [1]}))
    store.results.save_frame("reuse", "v2", 5, pd.DataFrame({"a": [1]}))
    assert store.results.frames() == {"pairs": ("v1", 4), "reuse": ("v2", 5)}
    before = store.stamp()
    store.results.drop_frame("pairs")
    store.results.drop_frame("pairs")
    assert store.results.frames() == {"reuse": ("v2", 5)}
    assert store.stamp() != before


def test_a_frame_is_unpacked_once_for_all_who_have_it(store: Store) -> None:
    table = pd.DataFrame({"a": ["x"], "score": [0.5]})
    store.results.save_frame("pairs", "1", 1, table)
    first = store.results.frame("pairs")
    store.results.save_frame("pairs", "1", 2, table)
    again = store.results.frame("pairs")
    assert first is not None
    assert again is not None
    assert again.revision == 2
    assert again.frame is first.frame
    store.results.save_frame("pairs", "1", 3, table.assign(score=0.6))
    later = store.results.frame("pairs")
    assert later is not None
    assert later.frame["score"].tolist() == [0.6]


def test_a_fault_is_stored_with_the_result_that_stands_in_for_it(filled: Store) -> None:
    results = filled.results
    results.save("names", "1", {ONE.id: [], TWO.id: [1]}, faults={ONE.id: "KeyError"})
    assert results.load("names", "1") == {ONE.id: [], TWO.id: [1]}
    assert results.faults("names") == {ONE.id: "KeyError"}
    results.save("names", "2", {ONE.id: [2]})
    assert results.faults("names") == {}


def test_a_result_is_not_stored_without_its_fault(tmp_path) -> None:
    path = tmp_path / "library.sqlite"
    store = open_store(f"sqlite:///{path}")
    store.add([ONE, TWO])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON result WHEN new.kind <> 'names' "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    with pytest.raises(IntegrityError, match="refused"):
        store.results.save("names", "1", {ONE.id: [], TWO.id: []}, faults={TWO.id: "KeyError"})
    assert store.results.load("names", "1") == {}
    store.close()


def test_an_edit_leaves_what_rests_on_other_fields(filled: Store) -> None:
    dated, plain = name_fields("1", ["published", "text"]), name_fields("1", ["text"])
    filled.results.save("dates", dated, {ONE.id: 1, TWO.id: 1}, faults={ONE.id: "KeyError"})
    filled.results.save("names", plain, {ONE.id: 1})
    filled.edit(ONE.id, source="Post", title="uno")
    assert filled.results.load("dates", dated) == {ONE.id: 1, TWO.id: 1}
    filled.edit(ONE.id, published=date(2024, 5, 1))
    assert filled.results.load("dates", dated) == {TWO.id: 1}
    assert filled.results.faults("dates") == {}
    assert filled.results.load("names", plain) == {ONE.id: 1}


def number_rows(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_partitions_are_replaced_one_by_one_and_read_as_one_table(store: Store) -> None:
    results = store.results
    first = {0: number_rows(n=[1, 2], w=[["a"], []]), 1: number_rows(n=[3], w=[["b"]])}
    results.save_partitions("words", "1", 1, first)
    results.save_partitions("words", "1", 2, first | {1: number_rows(n=[4, 5], w=[[], []])})
    found = results.frame("words")
    assert found is not None
    assert (found.version, found.revision) == ("1", 2)
    assert found.frame["n"].tolist() == [1, 2, 4, 5]
    assert [list(one) for one in found.frame["w"]] == [["a"], [], [], []]
    assert found.frame.index.tolist() == [0, 1, 2, 3]


def test_a_partition_that_stays_is_not_packed_again_unless_another_process_wrote_it(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[pd.DataFrame] = []
    pack = stored_tables._pack_table

    def pack_and_tell(table: pd.DataFrame) -> bytes:
        packed.append(table)
        return pack(table)

    monkeypatch.setattr(stored_tables, "_pack_table", pack_and_tell)
    some = {n: number_rows(n=[n]) for n in range(3)}
    store.results.save_partitions("words", "1", 1, some)
    packed.clear()
    some[2] = number_rows(n=[7])
    store.results.save_partitions("words", "1", 2, some)
    assert packed == [some[2]]
    with closing(open_store(url)) as other:
        other.results.save_partitions("words", "1", 3, {**some, 1: number_rows(n=[9])})
    packed.clear()
    store.results.save_partitions("words", "1", 4, some)
    assert packed == [some[1]]
    found = store.results.frame("words")
    assert found is not None
    assert found.frame["n"].tolist() == [0, 1, 7]


def test_a_table_whose_last_row_went_keeps_its_columns(store: Store) -> None:
    results = store.results
    results.save_partitions("words", "1", 1, {0: number_rows(n=[1]), 3: number_rows(n=[9])})
    empty = number_rows(n=[1]).iloc[:0]
    results.save_partitions("words", "1", 2, {0: empty, 3: empty})
    found = results.frame("words")
    assert found is not None
    assert found.frame.columns.tolist() == ["n"]
    assert found.frame.empty
    results.save_partitions("words", "1", 3, {0: empty, 5: number_rows(n=[7])})
    found = results.frame("words")
    assert found is not None
    assert found.frame["n"].tolist() == [7]


def test_categories_of_partitions_become_those_of_the_table(store: Store) -> None:
    some, more = (pd.DataFrame({"a": pd.Categorical(own)}) for own in (["x", "y"], ["y", "z"]))
    store.results.save_partitions("mentions", "1", 1, {0: some, 1: more})
    found = store.results.frame("mentions")
    assert found is not None
    assert found.frame["a"].tolist() == ["x", "y", "y", "z"]
    assert found.frame["a"].dtype == "category"


def test_a_table_stored_whole_has_no_partition_left_of_before(store: Store) -> None:
    store.results.save_partitions("words", "1", 1, {n: number_rows(n=[n]) for n in range(3)})
    store.results.save_frame("words", "2", 2, number_rows(n=[8]))
    found = store.results.frame("words")
    assert found is not None
    assert found.frame["n"].tolist() == [8]
    store.results.drop_frame("words")
    assert store.results.frame("words") is None


def test_a_mark_of_a_field_changes_with_that_field_and_with_the_articles_alone(
    filled: Store,
) -> None:
    before = filled.results.field_marks()
    (change,) = filled.edit(ONE.id, title="three")
    edited = filled.results.field_marks()
    assert {name for name in before if edited[name] != before[name]} == {"title", "label"}
    filled.undo(change)
    assert filled.results.field_marks() == before
    filled.remove([TWO.id])
    assert not set(filled.results.field_marks().values()) & set(before.values())


def test_a_table_that_is_kept_stays_as_it_is_at_another_revision(filled: Store) -> None:
    table = pd.DataFrame({"n": [1, 2]})
    for name in ("one", "two"):
        filled.results.save_frame(name, "1", 3, table)
    digests, stamp = filled.results.frame_digests(), filled.stamp()
    assert digests["one"] == digests["two"]
    filled.results.keep_frames(["one"], 5)
    assert filled.results.frames() == {"one": ("1", 5), "two": ("1", 3)}
    assert filled.results.frame_digests() == digests
    assert filled.stamp() != stamp
    filled.results.save_frame("two", "1", 5, table.assign(n=0))
    assert filled.results.frame_digests()["two"] != digests["two"]
