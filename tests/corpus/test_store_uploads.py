"""The queue of files: whoever leaves and comes back finds it as it is."""

import time

import pytest

from components.corpus.article import Article, Rejection, article_id
from components.corpus.errors import ArticleUnknown
from components.corpus.intake import Added
from components.corpus.store import Store, open_store
from components.corpus.uploads import COLUMNS, STOPPED


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
    assert (first.name, first.data, first.tries) == ("one.txt", b"one.txt", 1)
    assert second.name == "two.txt"
    assert store.uploads.claim("w3") is None
    assert states(store) == ["reading", "reading"]


def test_a_batch_is_found_as_it_was_after_leaving(store: Store, url: str) -> None:
    number = store.uploads.enqueue("b", "one.txt", b"12345", who="Ada")
    store.uploads.enqueue("c", "two.txt", b"", who="Bo")
    again = open_store(url)
    assert again.uploads.latest_batch("Ada") == "b"
    assert again.uploads.latest_batch("nobody") is None
    table = again.uploads.batch("b")
    assert list(table.columns) == COLUMNS
    assert table.iloc[0].to_dict() == {
        "id": number,
        "name": "one.txt",
        "size": 5,
        "state": "waiting",
        "message": "",
        "articles": [],
        "new": 0,
        "duplicates": 0,
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
    assert row["articles"] == [make("new").id, make("known").id]
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
    store.uploads.claim("dead", seconds=0.05)
    assert store.uploads.claim("heir") is None
    time.sleep(0.1)
    taken = store.uploads.claim("heir")
    assert taken
    assert (taken.id, taken.tries) == (number, 2)
    assert not store.uploads.renew(number, "dead")
    assert store.uploads.renew(number, "heir")


def test_a_renewed_lease_keeps_the_file(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"x")
    store.uploads.claim("w", seconds=0.05)
    assert store.uploads.renew(number, "w", seconds=60)
    time.sleep(0.1)
    assert store.uploads.claim("heir") is None


def test_a_file_that_kills_every_worker_is_rejected_and_the_next_one_is_read(store: Store) -> None:
    store.uploads.enqueue("b", "bomb.pdf", b"x")
    store.uploads.enqueue("b", "good.txt", b"y")
    for _ in range(3):
        bomb = store.uploads.claim("w", seconds=0.01)
        assert bomb
        assert bomb.name == "bomb.pdf"
        time.sleep(0.03)
    after = store.uploads.claim("w")
    assert after
    assert after.name == "good.txt"
    table = store.uploads.batch("b")
    assert list(table["state"]) == ["rejected", "reading"]
    assert table["message"][0] == STOPPED


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
