"""The bin while somebody else moves articles into it and out of it."""

import pytest

from components.corpus.article import Article
from components.corpus.store import open_store

FERRY = Article("a" * 12, "Ferry late", "The ferry was late. Again.")
HARBOUR = Article("b" * 12, "Harbour shut", "The harbour was shut on Friday.")
TRAM = Article("c" * 12, "Tram stops", "The tram stopped at noon.")


@pytest.fixture
def library(home):
    store = open_store(home)
    store.add([FERRY, HARBOUR, TRAM])
    store.remove([FERRY.id], who="Ada")
    yield store
    store.close()


def press(app, label):
    return next(button for button in app.button if button.label == label).click().run()


def texts(app):
    return [one.value for one in app.text]


def test_what_another_puts_into_the_bin_after_the_dialog_was_read_stays(open_page, home, library):
    app = press(open_page(home, "library"), "Empty the bin…")
    assert "Ferry late" in texts(app)
    library.remove([HARBOUR.id, TRAM.id], who="Ben")
    press(app, "Delete for good")
    assert "Deleted 1 article for good." in texts(app)
    assert library.articles(removed=True)["title"].tolist() == ["Harbour shut", "Tram stops"]


def test_what_another_took_out_of_the_bin_is_not_deleted_and_is_told(open_page, home, library):
    library.remove([HARBOUR.id])
    app = press(open_page(home, "library"), "Empty the bin…")
    library.restore([HARBOUR.id], who="Ben")
    press(app, "Delete for good")
    assert "Deleted 1 article for good. 1 article had left the bin before." in texts(app)
    assert library.articles()["title"].tolist() == ["Harbour shut", "Tram stops"]


def test_a_dialog_on_articles_that_all_left_the_bin_deletes_nothing(open_page, home, library):
    app = press(open_page(home, "library"), "Empty the bin…")
    library.restore([FERRY.id], who="Ben")
    library.remove([TRAM.id], who="Ben")
    press(app, "Delete for good")
    assert "These articles are no longer in the bin." in [one.value for one in app.caption]
    assert library.articles(removed=True)["title"].tolist() == ["Tram stops"]


def test_restoring_says_what_was_no_longer_there(open_page, home, library):
    library.remove([HARBOUR.id])
    app = open_page(home, "library")
    library.empty_bin([FERRY.id])
    press(app, "Restore all")
    told = "Restored 1 article from the bin. 1 article had been moved or deleted before."
    assert told in texts(app)
    press(app, "Undo")
    assert "Undo" in [button.label for button in app.button]
    assert library.articles(removed=True)["title"].tolist() == ["Harbour shut"]


def test_restoring_what_is_gone_claims_nothing_and_offers_no_undo(open_page, home, library):
    app = open_page(home, "library")
    library.empty_bin()
    press(app, "Restore all")
    told = "Nothing was restored from the bin. 1 article had been moved or deleted before."
    assert told in texts(app)
    assert "Undo" not in [button.label for button in app.button]


def test_removing_what_is_gone_claims_nothing(open_page, home, library):
    app = open_page(home, "articles", {"read": HARBOUR.id})
    library.remove([HARBOUR.id], who="Ben")
    press(app, "Remove")
    told = "Nothing was moved to the bin. 1 article had been moved or deleted before."
    assert told in texts(app)
