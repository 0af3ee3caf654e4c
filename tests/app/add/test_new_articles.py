"""What the page Add articles says of articles that were added."""

import json

from components.app.worker.read_files import read_next
from components.corpus.store import open_store

FERRY = b"Ferry late\n\nThe ferry to Wendle was late on Monday, the harbour said."


def add(store, batch):
    store.uploads.enqueue(batch, "ferry.txt", FERRY)
    while read_next(store, "inline"):
        pass


def test_what_comes_again_and_lies_in_the_bin_is_told_and_can_be_taken_out(open_page, tmp_path):
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    add(store, "first")
    store.remove(store.articles()["id"])
    add(store, "again")
    app = open_page(url, "add")
    assert any("1 article is in the bin" in one.value for one in app.text)
    (button,) = [one for one in app.button if one.label == "Restore"]
    button.click().run()
    assert len(store.articles()) == 1
    store.close()


def test_nothing_is_said_of_the_bin_when_what_comes_again_is_not_in_it(open_page, tmp_path):
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    add(store, "first")
    add(store, "again")
    store.close()
    app = open_page(url, "add")
    assert not [one for one in app.button if one.label == "Restore"]


def test_copies_that_were_moved_to_the_bin_together_come_back_by_an_undo_in_their_place(
    open_page, tmp_path
):
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    for batch, titles in (("first", "AB"), ("again", "CD")):
        rows = [
            {"title": title, "text": f"{text} {FERRY.decode()}"}
            for title, text in zip(titles, ("One.", "Two."), strict=True)
        ]
        store.uploads.enqueue(batch, f"{batch}.json", json.dumps(rows).encode())
        while read_next(store, "inline"):
            pass
    app = open_page(url, "add")
    app.button(key="bin-copies").click().run()
    assert sorted(store.articles()["title"]) == ["A", "B"]
    assert any("2 copies were moved to the bin" in one.value for one in app.text)
    assert "bin-copies" not in [one.key for one in app.button]
    app.button(key="undo-bin-copies").click().run()
    assert sorted(store.articles()["title"]) == ["A", "B", "C", "D"]
    assert not [one for one in app.text if "moved to the bin" in one.value]
    assert "bin-copies" in [one.key for one in app.button]
    store.close()
