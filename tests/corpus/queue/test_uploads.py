"""The queue of files: whoever leaves and comes back finds it as it is."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.corpus.add_articles import Added
from components.corpus.article import Article, Rejection, article_id
from components.corpus.database.errors import ArticleUnknown
from components.corpus.queue.batches import COLUMNS
from components.corpus.queue.leases import STOPPED, TRIES
from components.corpus.queue.store_articles import Filled
from components.corpus.store import Store, open_store

OVER = -1.0
"""Seconds of a lease that has run out when it is given."""


def make(title: str) -> Article:
    return Article(article_id(title, "Text.", "", "", None, ""), title, "Text.")


def states(store: Store, batch: str = "b") -> list[str]:
    return list(store.uploads.batch(batch)["state"])


def test_files_are_claimed_in_the_order_they_came(store: Store) -> None:
    for name in ("one.txt", "two.txt"):
        store.uploads.enqueue("b", name, name.encode())
    first = store.uploads.claim("w1")
    second = store.uploads.claim("w2")
    assert first
    assert second
    with store.uploads.open(first.sha256) as file:
        assert (first.name, file.read(), first.tries) == ("one.txt", b"one.txt", 1)
    assert second.name == "two.txt"
    assert store.uploads.claim("w3") is None
    assert states(store) == ["reading", "reading"]


def test_what_may_only_come_first_comes_into_a_library_that_never_had_anything(
    store: Store,
) -> None:
    files = [("one.txt", b"one"), ("two.txt", b"two")]
    assert len(store.uploads.enqueue_many("b", files, only_first=True)) == 2
    assert store.uploads.enqueue_many("b", files, only_first=True) == []


def test_nothing_that_may_only_come_first_comes_after_an_article_was_ever_there(
    store: Store,
) -> None:
    store.add([make("Own")])
    store.remove(store.articles()["id"])
    store.empty_bin()
    assert store.uploads.enqueue_many("b", [("one.txt", b"one")], only_first=True) == []
    assert store.uploads.batches().empty


def test_of_many_who_would_be_first_at_once_one_is(store: Store) -> None:
    def try_it(number: int) -> int:
        files = [(f"{number}.txt", b"%d" % number)]
        return len(store.uploads.enqueue_many(f"b{number}", files, only_first=True))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_it, range(8))) == 1
    assert len(store.uploads.batches()) == 1


def test_small_files_are_claimed_together_up_to_one_that_is_larger(store: Store) -> None:
    sizes = {"a": 5, "b": 10, "large": 11, "c": 5}
    store.uploads.enqueue_many("b", [(name, name.encode() * 5) for name in ("a", "b")])
    store.uploads.enqueue_many("b", [(name, b"x" * sizes[name]) for name in ("large", "c")])

    def claim() -> list[str]:
        return [one.name for one in store.uploads.claim_some("w", most=9, size=10)]

    assert [claim(), claim(), claim(), claim()] == [["a", "b"], ["large"], ["c"], []]


def test_no_more_small_files_are_claimed_than_asked_for(store: Store) -> None:
    store.uploads.enqueue_many("b", [(str(number), b"x") for number in range(5)])
    claimed = store.uploads.claim_some("w", most=3, size=10)
    assert [(one.name, one.tries) for one in claimed] == [("0", 1), ("1", 1), ("2", 1)]
    assert store.uploads.contents(one.sha256 for one in claimed) == {claimed[0].sha256: b"x"}
    assert states(store) == ["reading"] * 3 + ["waiting"] * 2


def test_what_was_tried_before_is_claimed_alone(store: Store) -> None:
    store.uploads.enqueue_many("b", [(str(number), b"x") for number in range(3)])
    assert len(store.uploads.claim_some("dead", most=2, size=10)) == 2
    store.uploads.take_over("heir")
    claimed = [store.uploads.claim_some("heir", most=9, size=10) for _ in range(3)]
    assert [[one.name for one in some] for some in claimed] == [["0"], ["1"], ["2"]]


def test_files_finished_together_each_tell_what_became_of_them(store: Store) -> None:
    store.add([make("known")])
    numbers = store.uploads.enqueue_many("b", [(str(number), b"x") for number in range(5)])
    store.uploads.claim_some("w", most=9, size=10)
    store.uploads.cancel(numbers[4])
    added = store.uploads.finish_some(
        [
            Filled(numbers[0], [make("one"), make("known"), make("one")]),
            Filled(numbers[1], [make("two")], [Rejection("row 3", "It has no text.")]),
            Filled(numbers[2], [make("one")]),
            Filled(numbers[3], [], [Rejection("x", "It is empty.")], more=2),
            Filled(numbers[4], [make("never")]),
        ]
    )
    assert added.new == [make("one").id, make("two").id]
    table = store.uploads.batch("b")
    assert table["state"].tolist() == ["done", "done", "done", "rejected", "cancelled"]
    assert table["new"].tolist() == [1, 1, 0, 0, 0]
    assert table["duplicates"].tolist() == [2, 0, 1, 0, 0]
    assert table["message"].tolist()[1:4] == [
        "row 3: It has no text.",
        "",
        "It is empty. And 2 more of this kind.",
    ]
    assert set(store.articles()["title"]) == {"known", "one", "two"}
    assert len(store.uploads.given("b")) == 4


def test_files_are_finished_together_or_not_at_all(store: Store) -> None:
    numbers = store.uploads.enqueue_many("b", [("one", b"x"), ("two", b"y")])
    store.uploads.claim_some("w", most=2, size=10)
    broken = Article("bad", "\ud800", "")
    with pytest.raises(ValueError, match="lone surrogate"):
        store.uploads.finish_some([Filled(numbers[0], [make("a")]), Filled(numbers[1], [broken])])
    assert states(store) == ["reading", "reading"]
    assert store.articles().empty


def test_leases_of_files_that_are_yet_to_be_read_are_lengthened(store: Store) -> None:
    numbers = store.uploads.enqueue_many("b", [("one", b"x"), ("two", b"y")])
    store.uploads.claim_some("w", most=2, size=10, seconds=OVER)
    store.uploads.renew(numbers[:1], "w")
    store.uploads.renew(numbers[1:], "another")
    taken = store.uploads.claim("heir")
    assert taken
    assert taken.name == "two"
    assert store.uploads.claim("heir") is None


def test_a_batch_is_found_as_it_was_after_leaving(store: Store, url: str) -> None:
    number = store.uploads.enqueue("b", "one.txt", b"12345", who="Ada")
    store.uploads.enqueue("c", "two.txt", b"", who="Bo")
    again = open_store(url)
    batches = again.uploads.batches()
    assert batches["added"].isna().all()
    assert batches.drop(columns="added").to_numpy().tolist() == [
        ["c", "Bo", "two.txt", 1, 1],
        ["b", "Ada", "one.txt", 1, 1],
    ]
    table = again.uploads.batch("b")
    assert list(table.columns) == COLUMNS
    assert table.iloc[0].to_dict() == {
        "id": number,
        "batch": "b",
        "name": "one.txt",
        "size": 5,
        "state": "waiting",
        "message": "",
        "new": 0,
        "duplicates": 0,
        "again": False,
    }
    assert again.uploads.batch("none").empty
    again.close()


def test_a_finished_file_tells_what_became_of_its_articles(store: Store) -> None:
    store.add([make("known")])
    number = store.uploads.enqueue("b", "three.csv", b"x")
    store.uploads.claim("w")
    added = store.uploads.finish(
        number, [make("known"), make("new")], [Rejection("row 3", "It has no text.")]
    )
    assert (added.new, added.duplicates) == ([make("new").id], [make("known").id])
    (row,) = store.uploads.batch("b").to_dict("records")
    assert (row["state"], row["message"]) == ("done", "row 3: It has no text.")
    assert list(store.uploads.given("b")["article"]) == [make("new").id, make("known").id]
    assert list(store.uploads.given("b")["new"]) == [True, False]
    assert (row["new"], row["duplicates"]) == (1, 1)
    assert set(store.articles()["title"]) == {"known", "new"}


def test_a_file_without_an_article_is_rejected_with_its_reason(store: Store) -> None:
    for rejections in ([Rejection("a.txt", "The file is empty.")], []):
        number = store.uploads.enqueue("b", "a.txt", b"")
        store.uploads.claim("w")
        assert store.uploads.finish(number, [], rejections) == Added()
    assert states(store) == ["rejected", "rejected"]
    assert list(store.uploads.batch("b")["message"]) == [
        "The file is empty.",
        "No article was found in this file.",
    ]


def test_articles_and_the_mark_are_stored_both_or_neither(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"")
    store.uploads.claim("w")
    with pytest.raises(ValueError, match="lone surrogate"):
        store.uploads.finish(number, [make("good"), Article("bad", "\ud800", "")])
    assert states(store) == ["reading"]
    assert store.articles().empty
    store.uploads.finish(number, [make("good")])
    assert states(store) == ["done"]


def test_another_worker_takes_over_when_the_lease_runs_out(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    store.uploads.claim("dead", seconds=60)
    assert store.uploads.claim("heir") is None
    assert store.uploads.keep(number, "dead", [], seconds=OVER) == Added()
    taken = store.uploads.claim("heir")
    assert taken
    assert (taken.id, taken.tries) == (number, 2)
    assert store.uploads.keep(number, "dead", [make("late")]) is None
    assert store.uploads.keep(number, "heir", [make("kept")])
    assert list(store.articles()["title"]) == ["kept"]


def test_a_renewed_lease_keeps_the_file(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    store.uploads.claim("w", seconds=OVER)
    assert store.uploads.keep(number, "w", [], seconds=60) == Added()
    assert store.uploads.claim("heir") is None


def die(store: Store) -> str:
    """Claim a file and be gone, so that the next worker takes over; gives its name."""
    claimed = store.uploads.claim("dead", seconds=60)
    assert claimed
    store.uploads.take_over("w")
    return claimed.name


def test_a_file_that_went_down_with_two_workers_comes_after_those_that_were_not_tried(
    store: Store,
) -> None:
    store.uploads.enqueue("b", "bomb.pdf", b"x")
    store.uploads.enqueue("b", "good.txt", b"y")
    assert [die(store), die(store)] == ["bomb.pdf", "bomb.pdf"]
    claimed = [store.uploads.claim("w"), store.uploads.claim("w")]
    assert [one and (one.name, one.tries) for one in claimed] == [("good.txt", 1), ("bomb.pdf", 3)]


def test_a_file_whose_worker_was_killed_a_few_times_is_read(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    for _ in range(TRIES - 1):
        die(store)
    assert store.uploads.claim("w")
    store.uploads.finish(number, [make("one")])
    assert states(store) == ["done"]


def test_a_file_that_kills_every_worker_is_left_alone_at_last_and_not_called_broken(
    store: Store,
) -> None:
    number = store.uploads.enqueue("b", "bomb.pdf", b"x")
    for _ in range(TRIES):
        assert die(store) == "bomb.pdf"
    assert store.uploads.claim("w") is None
    table = store.uploads.batch("b")
    assert (table["state"][0], table["message"][0]) == ("rejected", STOPPED)
    assert "is not known" in STOPPED
    assert store.uploads.retry(number)
    assert store.uploads.claim("w")


def test_a_file_left_alone_in_the_middle_tells_that_it_was_read_in_part(store: Store) -> None:
    number = store.uploads.enqueue("b", "bomb.zip", b"x")
    for _ in range(TRIES):
        assert store.uploads.claim("dead", seconds=60)
        store.uploads.keep(number, "dead", [make("kept")])
        store.uploads.take_over("w")
    assert store.uploads.claim("w") is None
    (row,) = store.uploads.batch("b").to_dict("records")
    assert (row["state"], row["new"], row["message"]) == ("done", 1, STOPPED)


def test_a_delayed_file_is_claimed_again_when_its_time_has_come_and_tells_why_until_then(
    store: Store,
) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    store.uploads.claim("w")
    store.uploads.delay([number], "w", "The disk is full.", seconds=3600)
    (row,) = store.uploads.batch("b").to_dict("records")
    assert (row["state"], row["message"]) == ("delayed", "The disk is full.")
    assert (store.uploads.claim("w"), store.uploads.waiting()) == (None, 0)
    store.uploads.hasten()
    assert store.uploads.waiting() == 1
    again = store.uploads.claim("w")
    assert again
    assert again.tries == 1
    assert list(store.uploads.batch("b")["message"]) == [""]


def test_a_file_delayed_ever_so_often_is_not_given_up(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    for _ in range(3 * TRIES):
        assert store.uploads.claim("w")
        store.uploads.delay([number], "w", "The disk is full.", seconds=-1)
    assert states(store) == ["delayed"]


def test_a_file_that_may_be_why_its_reader_ended_is_given_up_with_what_was_said_of_it(
    store: Store,
) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    for _ in range(TRIES):
        assert store.uploads.claim("w")
        store.uploads.delay([number], "w", "Memory ran short.", seconds=-1, counts=True)
    assert store.uploads.claim("w") is None
    table = store.uploads.batch("b")
    assert (table["state"][0], table["message"][0]) == ("rejected", "Memory ran short.")


def test_a_delayed_file_can_be_cancelled_or_tried_at_once(store: Store) -> None:
    first = store.uploads.enqueue("b", "a.txt", b"x")
    second = store.uploads.enqueue("b", "b.txt", b"y")
    assert store.uploads.claim_some("w", most=2, size=10)
    store.uploads.delay([first, second], "w", "The disk is full.", seconds=3600)
    assert store.uploads.cancel(first)
    assert store.uploads.retry(second)
    assert states(store) == ["cancelled", "waiting"]


def test_what_a_living_worker_gives_back_is_read_by_itself_and_does_not_count(
    store: Store,
) -> None:
    store.uploads.enqueue_many("b", [("a.txt", b"x"), ("b.txt", b"y"), ("c.txt", b"z")])
    assert len(store.uploads.claim_some("w", most=2, size=10)) == 2
    assert (store.uploads.give_back("other"), store.uploads.give_back("w")) == (0, 2)
    assert [(one.name, one.tries) for one in store.uploads.claim_some("w", 3, 10)] == [("a.txt", 1)]


def test_a_new_worker_tries_at_once_what_was_delayed(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    store.uploads.claim("w")
    store.uploads.delay([number], "w", "The disk is full.", seconds=3600)
    store.uploads.take_over("heir")
    assert store.uploads.claim("heir")


def test_a_file_refused_by_its_name_is_listed_once_and_cannot_be_read_again(store: Store) -> None:
    assert store.uploads.refuse("b", "key.pem", "It is a link.")
    assert not store.uploads.refuse("b", "key.pem", "It is a link.")
    (row,) = store.uploads.batch("b").to_dict("records")
    assert (row["name"], row["state"], row["size"]) == ("key.pem", "rejected", 0)
    assert row["message"] == "It is a link."
    assert not store.uploads.retry(row["id"])


def test_a_file_finished_twice_adds_nothing_the_second_time(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    store.uploads.claim("w")
    store.uploads.finish(number, [make("one")])
    assert store.uploads.finish(number, [make("two")]) == Added()
    assert list(store.articles()["title"]) == ["one"]


def test_a_file_cancelled_while_it_is_read_adds_nothing(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    store.uploads.claim("w")
    assert store.uploads.cancel(number)
    assert store.uploads.finish(number, [make("one")]) == Added()
    assert store.articles().empty
    assert states(store) == ["cancelled"]
    assert store.uploads.claim("w") is None


def test_a_cancelled_or_rejected_file_can_be_tried_again(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    assert not store.uploads.retry(number)
    store.uploads.cancel(number)
    assert store.uploads.retry(number)
    again = store.uploads.claim("w")
    assert again
    store.uploads.finish(number, [], [Rejection("a.txt", "No.")])
    assert store.uploads.retry(number)
    assert list(store.uploads.batch("b")["message"]) == [""]
    assert store.uploads.claim("w")
    store.uploads.finish(number, [make("one")])
    assert not store.uploads.retry(number)
    assert not store.uploads.cancel(number)


def test_the_queue_tells_how_many_wait_and_what_was_seen(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    store.uploads.enqueue("b", "copy.txt", b"x")
    assert store.uploads.waiting() == 2
    store.uploads.cancel(number)
    assert store.uploads.waiting() == 1
    assert store.uploads.seen("b") == {store.keep_original(b"x")}
    assert store.uploads.seen("c") == set()


def test_the_file_of_an_upload_is_kept_as_an_original(store: Store) -> None:
    store.uploads.enqueue("b", "a.txt", b"bytes")
    claimed = store.uploads.claim("w")
    assert claimed
    assert store.original(claimed.sha256) == b"bytes"


def test_a_file_name_no_database_holds_is_shown_with_the_replacement_mark(store: Store) -> None:
    store.uploads.enqueue("b", "caf\udce9\x00.txt", b"x")
    assert list(store.uploads.batch("b")["name"]) == ["caf\ufffd\ufffd.txt"]


def test_an_upload_that_never_was_cannot_be_finished(store: Store) -> None:
    with pytest.raises(ArticleUnknown):
        store.uploads.finish(77, [])


def test_articles_kept_while_a_file_is_read_count_at_once_and_stay_when_it_is_cancelled(
    store: Store,
) -> None:
    number = store.uploads.enqueue("b", "many.jsonl", b"x")
    store.uploads.claim("w")
    store.uploads.keep(number, "w", [make("one"), make("two")])
    assert store.uploads.batch("b")["new"].tolist() == [2]
    assert states(store) == ["reading"]
    store.uploads.cancel(number)
    assert store.uploads.keep(number, "w", [make("three")]) is None
    assert store.uploads.finish(number, [make("four")]) == Added()
    assert set(store.articles()["title"]) == {"one", "two"}
    assert store.uploads.batch("b")["new"].tolist() == [2]


def test_a_file_read_again_after_a_kill_doubles_nothing_and_counts_what_it_gave_as_new(
    store: Store,
) -> None:
    number = store.uploads.enqueue("b", "many.jsonl", b"x")
    store.add([make("known")])
    store.uploads.claim("dead")
    store.uploads.keep(number, "dead", [make("known"), make("one"), make("two")])
    assert store.uploads.claim("heir") is None
    assert store.uploads.take_over("heir") == 1
    assert store.uploads.claim("heir")
    assert store.uploads.batch("b")["new"].tolist() == [0]
    store.uploads.keep(number, "heir", [make("known"), make("one")])
    added = store.uploads.finish(number, [make("two"), make("three"), make("one")])
    assert added.new == [make("three").id]
    (row,) = store.uploads.batch("b").to_dict("records")
    assert (row["state"], row["new"], row["duplicates"]) == ("done", 3, 2)
    assert len(store.articles()) == 4
    assert store.uploads.given("b")["new"].tolist() == [True, True, True, False]


def test_many_rejections_are_told_in_part_and_counted(store: Store) -> None:
    number = store.uploads.enqueue("b", "bad.csv", b"x")
    store.uploads.claim("w")
    store.uploads.finish(number, [], [Rejection("bad.csv", "Row 2 is empty.")], more=1200)
    assert list(store.uploads.batch("b")["message"]) == [
        "Row 2 is empty. And 1,200 more of this kind."
    ]


def test_a_table_waits_until_an_analyst_has_named_its_columns(store: Store, url: str) -> None:
    number = store.uploads.enqueue("b", "odd.csv", b"x")
    store.uploads.claim("w")
    assert store.uploads.ask(number, {"names": ["kop"], "rows": [{"kop": "Über"}]})
    assert store.uploads.claim("w") is None
    assert store.uploads.waiting() == 0
    again = open_store(url)
    assert list(again.uploads.asking()["name"]) == ["odd.csv"]
    assert again.uploads.asked(number) == {"names": ["kop"], "rows": [{"kop": "Über"}]}
    assert again.uploads.answer(number, {"text": "kop"})
    assert not again.uploads.answer(number, {"text": "other"})
    again.close()
    claimed = store.uploads.claim("w")
    assert claimed
    assert claimed.columns == {"text": "kop"}
    assert store.uploads.asking().empty


def test_columns_by_which_a_file_was_not_read_are_asked_about_anew(store: Store) -> None:
    number = store.uploads.enqueue("b", "odd.csv", b"x")
    store.uploads.claim("w")
    store.uploads.ask(number, {"names": ["kop"]})
    store.uploads.answer(number, {"text": "kop"})
    store.uploads.claim("w")
    store.uploads.finish(number, [], [Rejection("odd.csv", "No.")])
    store.uploads.retry(number)
    claimed = store.uploads.claim("w")
    assert claimed
    assert claimed.columns is None


def test_a_file_is_left_out_only_while_it_asks(store: Store) -> None:
    numbers = store.uploads.enqueue_many("b", [("a.csv", b"a"), ("b.csv", b"b")])
    for number in numbers:
        assert store.uploads.claim("w")
        store.uploads.ask(number, {"names": ["kop"]})
    assert store.uploads.answer(numbers[0], {"text": "kop"})
    assert [store.uploads.leave_out(number) for number in numbers] == [False, True]
    assert states(store) == ["waiting", "cancelled"]
    assert not store.uploads.answer(numbers[1], {"text": "kop"})


@pytest.mark.parametrize("ending", ["delayed", "rejected", "cancelled"])
def test_a_file_that_is_tried_again_is_read_as_was_answered(store: Store, ending: str) -> None:
    number = store.uploads.enqueue("b", "a.md", b"# x")
    store.uploads.claim("w")
    store.uploads.finish(number, [], [Rejection("a.md", "No.")])
    assert store.uploads.read_again(number, {"format": "plain"})
    store.uploads.claim("w")
    if ending == "delayed":
        store.uploads.delay([number], "w", "The disk is full.", seconds=3600)
    elif ending == "rejected":
        store.uploads.finish(number, [], [Rejection("a.md", "No.")])
    else:
        store.uploads.cancel(number)
    assert store.uploads.retry(number)
    claimed = store.uploads.claim("w")
    assert claimed
    assert claimed.columns == {"format": "plain"}


def test_a_question_with_half_of_an_emoji_can_be_asked_and_answered(store: Store) -> None:
    number = store.uploads.enqueue("b", "odd.json", b"x")
    store.uploads.claim("w")
    assert store.uploads.ask(number, {"names": ["kop \ud83d"]})
    assert store.uploads.asked(number) == {"names": ["kop \ufffd"]}
    assert store.uploads.answer(number, {"text": "kop \ud83d"})
    assert store.uploads.answered(number) == {"text": "kop \ufffd"}


def test_all_files_of_a_batch_can_be_cancelled_at_once(store: Store) -> None:
    for name in ("one", "two", "three"):
        store.uploads.enqueue("b", name, name.encode())
    claimed = store.uploads.claim("w")
    assert claimed
    store.uploads.finish(claimed.id, [make("one")])
    assert store.uploads.cancel_batch("b") == 2
    assert states(store) == ["done", "cancelled", "cancelled"]


def test_the_same_bytes_and_what_articles_are_to_earlier_ones_are_told(store: Store) -> None:
    old = Article("a", "", "The ferry sails at noon.", url="https://post.example/ferry")
    store.add([old])
    numbers = store.uploads.enqueue_many("b", [("one", b"x"), ("two", io.BytesIO(b"x"))])
    store.uploads.claim("w")
    same = Article("b", "", "THE FERRY sails at noon.")
    newer = Article("c", "", "The ferry sails at one.", url="https://www.post.example/ferry/")
    store.uploads.finish(numbers[0], [same, newer])
    assert store.uploads.batch("b")["again"].tolist() == [False, True]
    assert store.uploads.given("b")["relation"].tolist() == ["same", "version"]
    store.remove(["b"])
    (told,) = store.uploads.relatives("b", "same", 10).to_dict("records")
    assert (told["article"], told["other"], told["removed"]) == ("b", "a", True)
    assert told["other_label"] == "The ferry sails at noon."
    (told,) = store.uploads.relatives("b", "version", 10).to_dict("records")
    assert (told["article"], told["other"], told["removed"]) == ("c", "a", False)


def test_another_text_in_the_same_place_is_a_version_and_stays_one_after_an_edit(
    store: Store,
) -> None:
    store.add([Article("a", "", "The ferry sails at noon.", name="x.txt", place="x.txt")])
    newer = Article("b", "", "The ferry sails at one.", name="x.txt", place="x.txt")
    assert store.add([newer]).relations.versions == {"b": "a"}
    store.edit("b", title="Ferry")
    assert list(store.versions("a")["id"]) == ["a", "b"]


def test_a_large_file_comes_back_as_it_was_though_it_is_kept_in_parts(store: Store) -> None:
    data = bytes(range(256)) * 40_000
    number = store.uploads.enqueue("b", "large", io.BytesIO(data))
    claimed = store.uploads.claim("w")
    assert claimed
    with store.uploads.open(claimed.sha256) as file:
        assert file.read() == data
    assert store.original(claimed.sha256) == data
    store.uploads.finish(number, [])


def test_an_article_is_traced_to_the_batch_that_brought_its_file(store: Store) -> None:
    for batch in ("first", "second"):
        number = store.uploads.enqueue(batch, "a.txt", b"The ferry was late.")
        store.uploads.claim("w")
        digest = hashlib.sha256(b"The ferry was late.").hexdigest()
        store.uploads.finish(number, [Article("a", "", "The ferry was late.", sha256=digest)])
    store.add([Article("b", "", "The tram was early.")])
    assert store.uploads.brought(["a", "b"]) == {"a": "first"}
