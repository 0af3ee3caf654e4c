"""Undo of a change that is undone already: nothing happens, and nobody is blamed."""

import json

from components.app.state import _KEPT
from components.corpus.article import Article
from components.corpus.store import open_store

FERRY = Article("a" * 12, "Ferry late", "The ferry was late. Again.")


def rows_of(app, label):
    found = [
        json.loads(one.proto.json)
        for one in app.get("bidi_component")
        if f'"{label}"' in one.proto.json
    ]
    return found[0]["rows"]


def test_a_row_that_was_undone_says_so_and_has_no_button(open_page, home):
    store = open_store(home)
    store.add([FERRY])
    store.remove([FERRY.id], who="Ada")
    store.restore([FERRY.id], who="Ada")
    store.close()
    app = open_page(home, "library")
    assert not app.exception
    back, removal = rows_of(app, "Latest changes")
    assert back["actions"] == [["undo", "Undo"]]
    assert removal["actions"] == []
    assert "undone since" in json.dumps(removal)


def test_why_a_change_failed_is_not_told_on_the_next_page(open_page, home):
    store = open_store(home)
    store.add([FERRY])
    store.close()
    app = open_page(home, "library")
    app.session_state[f"{_KEPT}trouble"] = "The disk is full."
    assert [one.value for one in app.run().error] == ["Your change was not saved."]
    assert app.run().error
    assert not app.switch_page("components/app/pages/notes.py").run().error
    assert not app.switch_page("components/app/pages/library.py").run().error
