"""Articles that are read where they changed stand as if all were read."""

from contextlib import closing
from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from components.corpus import kept_articles
from components.corpus.article import Article, article_id
from components.corpus.store import Store, open_store

DAYS = st.sampled_from(
    [None, date(1500, 1, 1), date(2025, 1, 2), date(2025, 1, 3), date(2400, 1, 1)]
)


def make(number: int, day: date | None) -> Article:
    title = f"Ferry {number}"
    return Article(article_id(title, "Sank.", "", "", day, ""), title, "Sank.", published=day)


def change(store: Store, what: str, place: int, day: date | None, number: int) -> None:
    ids = store.articles()["id"].tolist()
    if what == "add" or not ids:
        store.add([make(number, day)])
    elif what == "remove":
        store.remove([ids[place % len(ids)]])
    elif what == "restore" and len(binned := store.articles(removed=True)):
        store.restore([binned["id"].iloc[place % len(binned)]])
    else:
        store.edit(ids[place % len(ids)], published="" if day is None else day.isoformat())


@settings(max_examples=40)
@given(
    st.lists(DAYS, max_size=6),
    st.lists(
        st.tuples(st.sampled_from(["add", "edit", "remove", "restore"]), st.integers(0, 9), DAYS),
        max_size=5,
    ),
)
def test_the_table_is_that_of_a_reading_of_all(tmp_path_factory, days, changes):
    path = tmp_path_factory.mktemp("articles") / "library.sqlite"
    with closing(open_store(f"sqlite:///{path}")) as store:
        store.add([make(number, day) for number, day in enumerate(days)])
        store.articles()
        for number, one in enumerate(changes):
            change(store, *one, 100 + number)
            with closing(open_store(f"sqlite:///{path}")) as other:
                pd.testing.assert_frame_equal(store.articles(), other.articles())


def test_only_articles_that_changed_are_read_again(store, monkeypatch):
    store.add([make(number, date(2025, 1, 1 + number)) for number in range(5)])
    ids, read = store.articles()["id"].tolist(), []
    list_articles = kept_articles.list_articles

    def count(connection, which):
        read.append(len(found := list_articles(connection, which)))
        return found

    monkeypatch.setattr(kept_articles, "list_articles", count)
    store.edit(ids[3], title="Another")
    assert store.articles()["title"].tolist()[3] == "Another"
    store.add([make(7, date(2025, 1, 2)), make(8, None)])
    assert store.articles()["title"].tolist()[2::4] == ["Ferry 7", "Ferry 8"]
    store.articles()
    assert read == [1, 2]


def test_what_a_caller_writes_to_a_table_is_in_no_other(store):
    store.add([make(1, None)])
    table = store.articles()
    table["title"] = "mine"
    assert store.articles()["title"].tolist() == ["Ferry 1"]
