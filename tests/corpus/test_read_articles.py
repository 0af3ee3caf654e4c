"""What the fields of an article rest on, once an analyst typed some of them."""

from datetime import date

from components.corpus.article import Article
from components.corpus.read_articles import TYPED
from components.corpus.store import Store

ARTICLE = Article(
    "a1",
    "Ferry late",
    "The ferry was late.",
    "Echo",
    "Ann",
    date(2024, 5, 3),
    url="https://e.example",
    basis="metadata",
    bases={"title": "h1 of the page", "source": "site name", "published": "a meta element"},
    details={"status": "killed"},
)


def test_each_edited_field_rests_on_the_analyst_and_the_others_on_what_they_did(
    store: Store,
) -> None:
    store.add([ARTICLE])
    store.edit("a1", title="Ferry very late", author="Bob", language="en")
    read = store.article("a1")
    assert read.bases == {**ARTICLE.bases, "title": TYPED, "author": TYPED, "language": TYPED}
    assert (read.basis, read.details) == ("metadata", {"status": "killed"})
    store.edit("a1", published="2024-05-04")
    assert (store.article("a1").bases["published"], store.article("a1").basis) == (TYPED, "typed")


def test_what_was_set_back_rests_on_what_it_did_at_first(store: Store) -> None:
    store.add([ARTICLE])
    (change,) = store.edit("a1", title="Other")
    store.undo(change)
    store.edit("a1", source="Post")
    store.edit("a1", source="Echo")
    assert store.article("a1") == ARTICLE
