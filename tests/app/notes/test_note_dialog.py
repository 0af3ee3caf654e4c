"""The dialog in which a note is written."""

import pytest

from components.app.notes.note_dialog import Draft
from components.corpus.annotations.tags import Tags
from components.corpus.annotations.verdicts import COLOUR_MEANING, Verdicts
from components.corpus.article import Article
from components.corpus.database.errors import LibraryBusy
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


def refuse(*_, **__):
    raise LibraryBusy("here")


def save(app, text, colour):
    app.text_area[0].set_value(text)
    next(one for one in app.button_group if one.label == "Colour").set_value(colour)
    next(one for one in app.button if one.label == "Save").click().run()
    assert not app.exception


def test_a_note_whose_colour_cannot_be_stored_is_not_stored_either(open_page, home, library):
    app = open_note(open_page, home, Draft(FERRY.id))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Verdicts, "set", refuse)
        save(app, "Ask the harbour.", "red")
    assert "yours was not saved" in " ".join(one.value for one in app.text)
    assert library.notes.all() == []
    save(app, "Ask the harbour.", "red")
    assert [(one.text, one.colour) for one in library.notes.all()] == [("Ask the harbour.", "red")]


def test_details_whose_tag_cannot_be_stored_are_not_stored_either(open_page, home, library):
    app = open_page(home, "articles", {"read": FERRY.id})
    app.session_state["kept_editing"] = (FERRY.id,)
    app.run()
    next(one for one in app.text_input if one.label == "Source").set_value("Echo")
    library.tags.add([FERRY.id], ["checked"])
    app.run()
    next(one for one in app.multiselect if one.label == "Remove tags").set_value(["checked"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Tags, "remove", refuse)
        next(one for one in app.button if one.label == "Save").click().run()
    assert "yours was not saved" in " ".join(one.value for one in app.text)
    assert library.article(FERRY.id).source == ""
    assert library.tags.by_article() == {FERRY.id: ["checked"]}
