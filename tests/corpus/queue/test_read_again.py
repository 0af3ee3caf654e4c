"""Files that are read again in another way: what is replaced, kept and brought back."""

import hashlib
from datetime import date

import orjson

from components.corpus.article import Article, Rejection, article_id
from components.corpus.queue.store_articles import Filled
from components.corpus.queue.understanding import (
    LONGEST,
    FileKind,
    Understanding,
    find_basis,
    read_understanding,
    write_understanding,
)
from components.corpus.store import Store


def make(title: str) -> Article:
    id = article_id(title, "Text.", "", "", None, "")
    return Article(id, title, "Text.", sha256=hashlib.sha256(b"a").hexdigest())


def read(store: Store, number: int, *titles: str, rejections: tuple[Rejection, ...] = ()) -> None:
    """Read a file that waits, as giving articles with these titles."""
    claimed = store.uploads.claim("w")
    assert claimed
    assert claimed.id == number
    articles = [make(title) for title in titles]
    understood = Understanding("a table", "csv", articles=len(titles))
    store.uploads.finish_some([Filled(number, articles, rejections, understood=understood)])


def here(store: Store) -> list[str]:
    return sorted(store.articles()["title"])


def state(store: Store) -> tuple[str, int, int]:
    row = store.uploads.batch("b").iloc[0]
    return row["state"], row["new"], row["duplicates"]


def test_what_only_the_earlier_reading_gave_goes_to_the_bin_and_comes_back(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one", "both")
    assert store.uploads.read_again(number, {"format": "csv"}, "Noor")
    assert here(store) == ["both", "one"]
    read(store, number, "both", "two", "three")
    assert here(store) == ["both", "three", "two"]
    assert state(store) == ("done", 3, 0)
    replaced = store.uploads.understood(number).replaced
    assert replaced
    assert (replaced.gone, replaced.come) == (1, 2)
    changes = store.changes()
    assert set(changes["who"]) == {"Noor"}
    assert changes["change"].between(replaced.after + 1, replaced.upto).all()
    undoing = store.undo_batch(replaced.batch)
    assert here(store) == ["both", "one"]
    store.undo_batch(undoing)
    assert here(store) == ["both", "three", "two"]


def test_the_first_way_again_takes_its_articles_out_of_the_bin(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one")
    store.uploads.read_again(number, {"parts": "one"})
    read(store, number, "two")
    store.uploads.read_again(number, {})
    read(store, number, "one")
    assert here(store) == ["one"]
    assert state(store) == ("done", 1, 0)
    assert list(store.articles(removed=True)["title"]) == ["two"]


def test_what_was_replaced_is_no_earlier_article_that_the_new_ones_are_like(
    store: Store,
) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one")
    store.uploads.read_again(number, {"parts": "one"})
    read(store, number, "two")
    assert store.uploads.given("b")["relation"].tolist()[-1] == ""
    assert store.uploads.relatives("b", "same", 9).empty


def test_a_way_that_gives_no_article_replaces_nothing(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one")
    store.uploads.read_again(number, {"format": "json"})
    read(store, number, rejections=(Rejection("a.txt", "It is not JSON."),))
    assert here(store) == ["one"]
    row = store.uploads.batch("b").iloc[0]
    assert (row["state"], row["message"]) == (
        "done",
        "Could not be read as JSON: It is not JSON. The earlier reading (a table, 1 article) is "
        "kept.",
    )
    assert state(store) == ("done", 1, 0)
    understood = store.uploads.understood(number)
    assert (understood.kind, understood.failed) == ("a table", row["message"])
    assert store.uploads.answered(number) == {}
    assert [*store.uploads.first_given(number, 9)] == [make("one").id]


def test_a_way_that_fails_gives_no_advice_to_change_the_file(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one", "two")
    store.uploads.read_again(number, {"format": "json"})
    why = "It is not valid JSON (line 1): correct it there, or export it again. Else paste it."
    read(store, number, rejections=(Rejection("a.txt", why),))
    assert store.uploads.batch("b")["message"].tolist() == [
        "Could not be read as JSON: It is not valid JSON (line 1). The earlier reading (a table, "
        "2 articles) is kept."
    ]


def test_after_an_undo_the_file_is_told_as_it_was_read_before_and_after_a_redo_again(
    store: Store,
) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one", "both", rejections=(Rejection("row 3", "It has no text."),))
    store.uploads.read_again(number, {"days": "mdy"})
    read(store, number, "both", "two", "three")
    replaced = store.uploads.understood(number).replaced
    assert replaced
    assert store.uploads.may_be_undone(replaced.batch)
    undoing = store.undo_batch(replaced.batch)
    assert not store.uploads.may_be_undone(replaced.batch)
    back = store.uploads.understood(number)
    assert back.replaced
    assert (back.articles, back.replaced.is_undone) == (2, True)
    row = store.uploads.batch("b").iloc[0]
    assert (row["new"], row["message"]) == (2, "row 3: It has no text.")
    assert store.uploads.answered(number) == {}
    assert [*store.uploads.first_given(number, 9)] == [make("one").id, make("both").id]
    store.undo_batch(undoing)
    again = store.uploads.understood(number)
    assert again.replaced
    assert (again.articles, again.replaced.is_undone) == (3, False)
    assert store.uploads.answered(number) == {"days": "mdy"}
    titles = [store.article(id).title for id in store.uploads.first_given(number, 9)]
    assert titles == ["both", "two", "three"]


def test_when_one_of_its_articles_was_moved_since_a_reading_cannot_be_undone(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one", "two")
    store.uploads.read_again(number, {"days": "mdy"})
    read(store, number, "three")
    replaced = store.uploads.understood(number).replaced
    assert replaced
    store.restore([make("one").id])
    assert not store.uploads.may_be_undone(replaced.batch)
    assert not store.uploads.may_be_undone(0)


def test_an_article_that_another_file_gave_too_stays(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one", "own")
    other = store.uploads.enqueue("c", "b.txt", b"b")
    read(store, other, "one")
    store.uploads.read_again(number, {"parts": "one"})
    read(store, number, "two")
    assert here(store) == ["one", "two"]
    replaced = store.uploads.understood(number).replaced
    assert replaced
    assert (replaced.gone, replaced.come, replaced.stay, replaced.by) == (1, 1, 1, "b.txt")


def test_what_came_beside_articles_that_stay_can_be_taken_away(store: Store) -> None:
    first = store.uploads.enqueue("c", "b.txt", b"b")
    read(store, first, "one")
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one")
    store.uploads.read_again(number, {"parts": "one"})
    read(store, number, "two")
    replaced = store.uploads.understood(number).replaced
    assert replaced
    assert (replaced.gone, replaced.come, replaced.stay, replaced.by) == (0, 1, 1, "b.txt")
    store.undo_batch(replaced.batch)
    assert here(store) == ["one"]
    assert [*store.uploads.first_given(number, 9)] == [make("one").id]


def test_cancelled_before_it_began_a_file_is_as_it_was(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one", "two", rejections=(Rejection("row 3", "It has no text."),))
    before = store.uploads.batch("b")
    for cancel in (store.uploads.cancel, lambda _: store.uploads.cancel_batch("b")):
        store.uploads.read_again(number, {"format": "csv"})
        assert state(store)[0] == "waiting"
        claimed = store.uploads.claim("w")
        assert claimed
        assert store.uploads.ask(number, {"names": []})
        assert cancel(number)
        assert store.uploads.batch("b").equals(before)
    assert here(store) == ["one", "two"]


def test_a_file_that_is_not_finished_or_has_no_bytes_is_not_read_again(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    assert not store.uploads.read_again(number, {})
    read(store, number, "one")
    store.uploads.refuse("b", "large.pdf", "It is too large.")
    refused = int(store.uploads.batch("b")["id"].iloc[1])
    store.remove(store.articles()["id"])
    store.empty_bin()
    assert not store.uploads.read_again(refused, {})
    assert not store.uploads.read_again(number, {})


def test_an_answer_about_columns_keeps_what_was_answered_before(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one")
    store.uploads.read_again(number, {"format": "csv"})
    store.uploads.claim("w")
    store.uploads.ask(number, {"names": ["x"]})
    store.uploads.answer(number, {"text": "x"})
    claimed = store.uploads.claim("w")
    assert claimed
    assert claimed.columns == {"format": "csv", "text": "x"}


def test_what_a_file_was_taken_for_is_read_as_it_was_written() -> None:
    columns: dict[str, object] = {"names": ["x"], "fields": {}, "rows": []}
    told = Understanding(
        *("a table", "csv", "parts", 2, {"a field": 1, "": 1}, (("row 3", "No text."),)),
        *((("a.csv", "Check it."),), 4, columns, "row 3: No text."),
        statuses={"killed": 1},
    )
    assert read_understanding(write_understanding(told)) == told
    assert read_understanding("") == Understanding()


def test_what_has_another_form_is_left_empty() -> None:
    odd = {"kind": 1, "days": [2], "notes": {"a": 1}, "again": {"who": 3}, "columns": "x"}
    assert read_understanding(orjson.dumps(odd).decode()) == Understanding()
    odd = {"days": {"a": "b", "c": 1}, "left_out": [["a", 1], [2]], "replaced": {"batch": "x"}}
    told = read_understanding(orjson.dumps(odd).decode())
    assert (told.days, told.left_out) == ({"c": 1}, (("a", "1"),))


def test_the_columns_of_a_very_wide_table_are_not_kept() -> None:
    told = Understanding("a table", columns={"names": ["x" * LONGEST]})
    assert read_understanding(write_understanding(told)) == Understanding("a table")


def test_a_day_rests_on_what_the_article_says_else_on_its_kind() -> None:
    day = date(2024, 5, 1)
    assert find_basis(Article("a", "", "", published=day, bases={"published": "field PD"})) == (
        "field PD"
    )
    assert find_basis(Article("a", "", "", published=day, basis="byline")) == "a line of the text"
    assert find_basis(Article("a", "", "", bases={"published": "field PD"})) == ""


def test_whether_a_file_was_read_whole_is_told_beside_what_it_is(store: Store) -> None:
    book = Understanding("a book", "epub", "chapters", articles=1)
    numbers = [store.uploads.enqueue("b", f"{name}.epub", name.encode()) for name in "ab"]
    for number in numbers:
        assert store.uploads.claim("w")
        store.uploads.finish_some([Filled(number, [make(str(number))], understood=book)])
    split, whole = numbers
    assert store.uploads.read_again(whole, {"parts": "one"})
    assert store.uploads.claim("w")
    store.uploads.finish_some([Filled(whole, [make("whole")], understood=book)])
    assert store.uploads.kinds([split, whole, 99]) == {
        split: FileKind("a book", "chapters"),
        whole: FileKind("a book", "chapters", is_whole=True),
    }


def test_a_file_that_somebody_has_read_again_is_held_and_one_that_was_deleted_is_not(
    store: Store,
) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    read(store, number, "one")
    assert store.uploads.read_again(number, {"format": "csv"}, "Noor")
    assert not store.uploads.read_again(number, {"format": "plain"}, "Ada")
    assert store.uploads.is_held(number)
    again = store.uploads.understood(number).again
    assert again
    assert (again.who, store.uploads.answered(number)) == ("Noor", {"format": "csv"})
    read(store, number, "one")
    store.remove(store.articles()["id"])
    store.empty_bin()
    assert not store.uploads.read_again(number, {"format": "plain"}, "Ada")
    assert not store.uploads.is_held(number)


def test_what_an_import_holds_in_another_form_is_left_empty() -> None:
    said: dict[str, object] = {
        "kind": 1,
        "left_out": [1, 2, ["a"], ["a.csv", "Row 3 has no text."]],
        "notes": ["ab", None, {"a": 1, "b": 2}],
        "columns": {"names": [1], "fields": {}, "rows": []},
        "completed": {"days": [1], "counts": 3},
    }
    read = read_understanding(orjson.dumps(said).decode())
    assert read.kind == ""
    assert read.left_out == (("a.csv", "Row 3 has no text."),)
    assert read.notes == ()
    assert read.columns == {}
    assert (read.completed.days, read.completed.counts) == (("1",), {})


def test_columns_are_kept_as_they_were_told() -> None:
    table = {"names": ["kop"], "fields": {"text": "kop"}, "rows": [{"kop": "One"}], "lists": {}}
    told = Understanding("JSON", columns={**table, "lists": {"posts": table}})
    assert read_understanding(write_understanding(told)) == told
