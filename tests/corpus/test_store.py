"""What every library keeps to, whichever database it lies in."""

import hashlib
import threading
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.corpus.article import Article, article_id
from components.corpus.database.connection import CHUNK
from components.corpus.database.errors import ArticleUnknown, EditConflict
from components.corpus.read_articles import COLUMNS
from components.corpus.store import Store, open_store
from components.text.hidden_signs import drop_hidden, show_field


def make(
    title: str = "Bridge opens", text: str = "The bridge opened.", **fields: object
) -> Article:
    source, author = str(fields.get("source", "")), str(fields.get("author", ""))
    day, url = fields.get("published"), str(fields.get("url", ""))
    assert day is None or isinstance(day, date)
    return Article(article_id(title, text, source, author, day, url), title, text, **fields)  # type: ignore[arg-type]


FIRST = make("Ferry late", "The ferry was late.\n\nAgain.", published=date(2024, 5, 2))
SECOND = make("Ferry early", "The ferry was early.", published=date(2024, 5, 1), source="Post")
UNDATED = make("Ferry stops", "The ferry stopped.")


def test_an_added_article_reads_back_equal(store: Store) -> None:
    added = store.add([FIRST, SECOND])
    assert added.new == [FIRST.id, SECOND.id]
    assert (added.duplicates, added.in_bin) == ([], [])
    assert store.article(FIRST.id) == FIRST
    assert store.text(SECOND.id) == "The ferry was early."
    assert store.texts([SECOND.id, FIRST.id]) == {SECOND.id: SECOND.text, FIRST.id: FIRST.text}


def test_a_second_server_sees_the_article_at_once(store: Store, url: str) -> None:
    other = open_store(url)
    before = other.stamp()
    store.add([FIRST])
    assert other.article(FIRST.id) == FIRST
    assert other.stamp() != before
    other.close()


def test_an_article_is_there_after_closing_and_opening_again(url: str) -> None:
    first = open_store(url)
    first.add([FIRST])
    stamp = first.stamp()
    first.close()
    again = open_store(url)
    assert (again.article(FIRST.id), again.stamp()) == (FIRST, stamp)
    again.close()


def test_the_same_article_twice_is_a_duplicate_and_no_new_revision(store: Store) -> None:
    assert store.add([FIRST, FIRST]).duplicates == [FIRST.id]
    assert store.revision() == 1
    added = store.add([FIRST, SECOND])
    assert (added.new, added.duplicates) == ([SECOND.id], [FIRST.id])
    assert store.revision() == 2
    store.add([FIRST])
    assert store.revision() == 2


def test_an_article_in_the_bin_is_a_duplicate_and_stays_there(store: Store) -> None:
    store.add([FIRST])
    store.remove([FIRST.id])
    added = store.add([FIRST])
    assert (added.new, added.duplicates, added.in_bin) == ([], [FIRST.id], [FIRST.id])
    assert store.articles().empty


def test_articles_are_listed_by_day_and_those_without_one_last(store: Store) -> None:
    store.add([UNDATED, FIRST, SECOND])
    table = store.articles()
    assert list(table.columns) == COLUMNS
    assert list(table["id"]) == [SECOND.id, FIRST.id, UNDATED.id]
    assert list(table["published"])[:2] == [pd.Timestamp("2024-05-01"), pd.Timestamp("2024-05-02")]
    assert table["published"].isna().tolist() == [False, False, True]
    assert list(table["words"]) == [4, 5, 3]
    assert list(table["source"]) == ["Post", "", ""]


def test_articles_of_one_day_are_listed_in_order_of_arrival(store: Store) -> None:
    same_day = [make(f"Number {n}", published=date(2024, 5, 1)) for n in range(20)]
    store.add(same_day[:7])
    store.add(same_day[7:])
    assert list(store.articles()["id"]) == [one.id for one in same_day]


def test_an_empty_library_has_the_columns_and_types_of_a_full_one(store: Store) -> None:
    empty = store.articles()
    store.add([FIRST])
    assert len(empty) == 0
    pd.testing.assert_series_equal(empty.dtypes, store.articles().dtypes)
    assert empty["published"].dtype == np.dtype("datetime64[ns]")
    assert empty["words"].dtype == np.dtype("int64")


def test_the_label_is_the_title_or_how_the_text_begins(store: Store) -> None:
    short = make("", "Only this.")
    long = make("", "word " * 100)
    unbroken = make("", "x" * 100)
    store.add([short, long, unbroken, FIRST])
    labels = dict(zip(store.articles()["id"], store.articles()["label"], strict=True))
    assert labels[FIRST.id] == "Ferry late"
    assert labels[short.id] == "Only this."
    assert labels[long.id] == "word " * 13 + "word…"
    assert labels[unbroken.id] == "x" * 70 + "…"


def test_a_day_no_table_can_hold_is_kept_with_the_article(store: Store) -> None:
    old = make("Old", published=date(1605, 1, 1))
    store.add([old])
    assert store.article(old.id).published == date(1605, 1, 1)
    assert store.articles()["published"].isna().all()


def test_more_articles_than_a_statement_takes_are_all_kept(store: Store) -> None:
    many = [make(f"Number {n}") for n in range(CHUNK + 100)]
    assert len(store.add(many).new) == len(many)
    assert list(store.texts(one.id for one in many)) == [one.id for one in many]
    assert store.add(many).duplicates == [one.id for one in many]
    assert len(store.remove(one.id for one in many)) == len(many)


@pytest.mark.parametrize("bad", ["nul \x00", "half a pair \ud83d"])
def test_an_article_that_would_break_lists_is_refused_whole(store: Store, bad: str) -> None:
    with pytest.raises(ValueError, match="source of article"):
        store.add([FIRST, Article("bad", "", "", bad)])
    assert store.articles().empty


def test_asking_for_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(ArticleUnknown, match="nothing0 is not in the library"):
        store.text("nothing0")
    with pytest.raises(ArticleUnknown):
        store.article("nothing0")
    with pytest.raises(ArticleUnknown):
        store.edit("nothing0", title="x")
    with pytest.raises(ArticleUnknown):
        store.undo(77)
    with pytest.raises(ArticleUnknown):
        store.original("00")


def test_the_bin_hides_an_article_until_it_is_restored(store: Store) -> None:
    store.add([FIRST, SECOND])
    assert store.remove([FIRST.id], who="Ada") == [FIRST.id]
    assert store.remove([FIRST.id]) == []
    assert list(store.articles()["id"]) == [SECOND.id]
    assert list(store.articles(removed=True)["id"]) == [FIRST.id]
    assert store.article(FIRST.id) == FIRST
    assert store.restore([FIRST.id, SECOND.id]) == [FIRST.id]
    assert list(store.articles()["id"]) == [SECOND.id, FIRST.id]
    assert store.revision() == 3


def test_of_the_bin_only_the_named_articles_are_deleted(store: Store) -> None:
    store.add([FIRST, SECOND, UNDATED])
    store.remove([FIRST.id, SECOND.id])
    assert store.empty_bin([FIRST.id, UNDATED.id, "no such article"]) == [FIRST.id]
    assert list(store.articles(removed=True)["id"]) == [SECOND.id]
    assert list(store.articles()["id"]) == [UNDATED.id]
    assert store.empty_bin([]) == []
    assert store.empty_bin() == [SECOND.id]


def test_an_edit_changes_the_article_and_is_in_the_history(store: Store) -> None:
    store.add([FIRST])
    changes = store.edit(FIRST.id, who="Ada", source="Gazette", published=date(2024, 6, 1), url="")
    edited = store.article(FIRST.id)
    assert (edited.source, edited.published, edited.title) == (
        "Gazette",
        date(2024, 6, 1),
        "Ferry late",
    )
    history = store.history(FIRST.id)
    assert list(history.columns) == ["change", "field", "old", "new", "who", "when"]
    assert list(history["change"]) == changes
    assert set(zip(history["field"], history["old"], history["new"], strict=True)) == {
        ("source", "", "Gazette"),
        ("published", "2024-05-02", "2024-06-01"),
    }
    assert set(history["who"]) == {"Ada"}


def test_an_edit_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    store.add([FIRST])
    assert store.edit(FIRST.id, title="Ferry late") == []
    assert store.revision() == 1
    assert store.history(FIRST.id).empty


def test_a_title_taken_away_is_replaced_in_the_list_by_the_text(store: Store) -> None:
    store.add([FIRST])
    store.edit(FIRST.id, title="")
    assert store.articles()["label"].tolist() == ["The ferry was late. Again."]


def test_undo_puts_back_what_stood_there_and_can_be_undone(store: Store) -> None:
    store.add([FIRST])
    (change,) = store.edit(FIRST.id, published=None)
    assert store.article(FIRST.id).published is None
    store.undo(change, who="Ada")
    assert store.article(FIRST.id) == FIRST
    store.undo(int(store.history(FIRST.id)["change"].iloc[-1]))
    assert store.article(FIRST.id).published is None
    assert len(store.history(FIRST.id)) == 3


def test_undo_takes_an_article_out_of_the_bin(store: Store) -> None:
    store.add([FIRST])
    store.remove([FIRST.id], who="Ada")
    (change,) = store.history(FIRST.id)["change"]
    store.undo(int(change))
    assert list(store.articles()["id"]) == [FIRST.id]
    store.undo(int(change))
    assert len(store.history(FIRST.id)) == 2


def test_a_change_that_was_undone_is_not_undone_again(store: Store) -> None:
    store.add([FIRST])
    (title,) = store.edit(FIRST.id, title="Boat late")
    tagged = store.tags.add([FIRST.id], ["port"])
    written = store.notes.add(FIRST.id, "Ask.")
    edited = store.notes.edit(written, "Ask again.")
    batch = store.edit_many({FIRST.id: {"source": "Post"}})
    for _ in range(2):
        store.undo(title)
        store.undo(edited)
    assert store.undo_batch(batch) > 0
    assert store.undo_batch(batch) == 0
    assert store.undo_batch(tagged) > 0
    assert store.undo_batch(tagged) == 0
    assert store.article(FIRST.id) == FIRST
    assert [one.text for one in store.notes.of(FIRST.id)] == ["Ask."]
    assert len(store.history(FIRST.id)) == 5 + 4


def test_a_conflict_is_told_in_words_of_the_reader() -> None:
    assert "changed the date in the meantime: it is now empty." in str(
        EditConflict("published", "")
    )


def test_undo_of_a_change_that_others_built_on_is_refused(store: Store) -> None:
    store.add([FIRST])
    (change,) = store.edit(FIRST.id, title="Boat late")
    store.edit(FIRST.id, title="Ship late")
    with pytest.raises(EditConflict, match="Ship late"):
        store.undo(change)
    assert store.article(FIRST.id).title == "Ship late"


def test_an_edit_does_not_overwrite_somebody_elses_silently(store: Store) -> None:
    store.add([FIRST])
    store.edit(FIRST.id, who="Ada", title="Boat late")
    with pytest.raises(EditConflict, match="“Boat late”") as conflict:
        store.edit(FIRST.id, who="Bo", expected={"title": "Ferry late"}, title="Ship late")
    assert (conflict.value.field, conflict.value.theirs) == ("title", "Boat late")
    assert store.article(FIRST.id).title == "Boat late"
    store.edit(FIRST.id, who="Bo", expected={"title": "Boat late"}, title="Ship late")
    assert store.article(FIRST.id).title == "Ship late"


def test_only_known_fields_can_be_edited(store: Store) -> None:
    store.add([FIRST])
    with pytest.raises(ValueError, match="title, source, author, published, language, url"):
        store.edit(FIRST.id, text="other")


def test_an_original_comes_back_byte_for_byte_and_is_kept_once(store: Store) -> None:
    data = bytes(range(256)) * 1000
    sha256 = store.keep_original(data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert store.keep_original(data) == sha256
    assert store.original(sha256) == data
    assert store.original(store.keep_original(b"")) == b""


def test_twenty_threads_adding_the_same_article_add_it_once(store: Store) -> None:
    outcomes = []

    def add() -> None:
        outcomes.append(store.add([FIRST]))

    threads = [threading.Thread(target=add) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(len(one.new) for one in outcomes) == 1
    assert sum(len(one.duplicates) for one in outcomes) == 19
    assert store.revision() == 1


def test_two_libraries_never_share_a_stamp(store: Store, tmp_path: object) -> None:
    other = open_store(f"sqlite:///{tmp_path}/other.sqlite")
    assert other.stamp() != store.stamp()
    other.close()


words = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
# What is stored without hidden signs, and shown as it is.
fields = words.map(drop_hidden).map(show_field)
articles = st.builds(
    make,
    title=fields,
    text=words,
    source=fields,
    author=fields,
    url=words,
    language=words,
    name=fields,
    sha256=words,
    published=st.none() | st.dates(),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(article=articles)
def test_whatever_is_written_reads_back_equal(lasting_store: Store, article: Article) -> None:
    fresh = lasting_store.add([article]).new
    if fresh:
        assert lasting_store.article(article.id) == article
    table = lasting_store.articles().set_index("id")
    assert table.loc[article.id, "url"] == article.url
    assert table.loc[article.id, "words"] == len(article.text.split())


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(title=words, day=st.none() | st.dates())
def test_every_edit_can_be_taken_back(lasting_store: Store, title: str, day: date | None) -> None:
    lasting_store.add([FIRST])
    before = lasting_store.article(FIRST.id)
    for change in lasting_store.edit(FIRST.id, title=title, published=day):
        lasting_store.undo(change)
    assert lasting_store.article(FIRST.id) == before


@settings(max_examples=30, deadline=None)
@given(data=st.binary(max_size=2000))
def test_every_original_reads_back_equal(lasting_store: Store, data: bytes) -> None:
    assert lasting_store.original(lasting_store.keep_original(data)) == data


def test_days_go_up_the_list(store: Store) -> None:
    days = [date(2024, 1, 1) + timedelta(days=n * 37 % 100) for n in range(50)]
    store.add(make(f"Number {n}", published=day) for n, day in enumerate(days))
    assert store.articles()["published"].is_monotonic_increasing


def test_writers_of_every_kind_at_once_never_block_one_another_for_good(store: Store) -> None:
    known = [make(f"Known {n}") for n in range(10)]
    store.add(known)
    failures: list[BaseException] = []

    def repeat(task: Callable[[int], object]) -> None:
        try:
            for number in range(10):
                task(number)
        except BaseException as error:  # a thread's error would vanish otherwise
            failures.append(error)

    def upload(number: int) -> None:
        store.uploads.enqueue("b", f"{number}", bytes([number]))
        claimed = store.uploads.claim("w")
        if claimed:
            store.uploads.finish(claimed.id, [make(f"File {claimed.id}")])

    tasks: list[Callable[[int], object]] = [
        lambda number: store.add([make(f"New {number}"), *known]),
        lambda number: store.edit(known[number].id, source=f"Source {number}"),
        lambda number: store.results.save("names", "1", {one.id: number for one in known}),
        lambda number: store.results.save("names", "2", {one.id: number for one in known[::-1]}),
        lambda number: store.remove([one.id for one in known[number:]]),
        lambda number: store.restore([one.id for one in known[::-1]]),
        upload,
        upload,
    ]
    threads = [threading.Thread(target=repeat, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert set(store.uploads.batch("b")["state"]) == {"done"}
    assert len(store.articles()) + len(store.articles(removed=True)) == 10 + 10 + 20


def test_what_a_day_rests_on_is_kept_until_it_is_typed_and_comes_back_with_undo(
    store: Store,
) -> None:
    store.add([make("One", published=date(2024, 5, 1), basis="byline"), make("Two")])
    one = store.articles()["id"][0]
    assert list(store.articles()["basis"]) == ["byline", ""]
    (change,) = store.edit(one, published=date(2024, 5, 3))
    assert list(store.articles()["basis"]) == ["typed", ""]
    assert store.article(one).basis == "typed"
    store.undo(change)
    assert store.article(one).basis == "byline"
    assert list(store.articles()["basis"]) == ["byline", ""]
    store.edit(one, title="Other")
    assert store.article(one).basis == "byline"
