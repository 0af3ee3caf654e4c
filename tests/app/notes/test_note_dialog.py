"""The dialog in which a note is written."""

import pytest

from components.app.notes.note_dialog import Draft
from components.corpus.annotations.verdicts import COLOUR_MEANING
from components.corpus.article import Article
from components.corpus.store import open_store

FERRY = Article("a" * 12, "Ferry late", "The ferry was late. Again.")


@pytest.fixture
def library(home):
    store = open_store(home)
    store.add([FERRY])
    yield store
    store.close()


def open_note(open_page, home, draft):
    app = open_page(home, "articles", {"read": FERRY.id})
    app.session_state["kept_draft"] = draft
    return app.run()


def test_what_a_colour_stands_for_is_no_image_in_the_dialog(open_page, home, library):
    library.verdicts.set(COLOUR_MEANING, "red", "![x](http://evil.example/x) $a$")
    app = open_note(open_page, home, Draft(FERRY.id))
    red = next(one for one in app.button_group if one.label == "Colour").options[0]
    assert r"\!\[x\]\(http\:\/\/evil\.example\/x\) \$a\$" in getattr(red, "content", red)
