"""The list of what was added: what was just added is shown, whatever has the same name."""

import pytest
from streamlit.runtime.context import ContextProxy

from components.app.worker.read_files import read_next
from components.corpus.database.errors import LibraryBusy
from components.corpus.queue.uploads import Uploads
from components.corpus.store import open_store

FERRY = "The ferry to Wendle was late on Monday and nobody at the harbour knew why."
TRAM = "A tram left the rails in Ostend on Friday, and no passenger was hurt by it."


def paste(app, text, title=""):
    app.text_area[0].set_value(text)
    next(one for one in app.text_input if one.label == "Title").set_value(title)
    next(one for one in app.button if one.label == "Add this text").click().run()
    assert not app.exception


def read(app, library):
    store = open_store(library)
    while read_next(store, "inline"):
        pass
    store.close()
    app.run()


def latest_and_before(library):
    store = open_store(library)
    batches = store.uploads.batches()["batch"].tolist()
    store.close()
    return batches[:2]


def files_added(app):
    return next(one for one in app.selectbox if one.label == "Files added")


def test_of_texts_that_were_pasted_the_last_is_shown(open_page, home):
    app = open_page(home, "add")
    paste(app, FERRY)
    read(app, home)
    paste(app, FERRY)
    first, second = latest_and_before(home)[::-1]
    assert files_added(app).value == second
    read(app, home)
    paste(app, FERRY)
    read(app, home)
    box = files_added(app)
    assert len(set(box.options)) == 3
    assert box.value == latest_and_before(home)[0]
    box.set_value(first).run()
    assert files_added(app).value == first
    paste(app, TRAM, "Tram / off: the rails")
    assert files_added(app).value == latest_and_before(home)[0]
    assert files_added(app).options[0].endswith(": pasted, Tram off the rails.json")


def refuse(*_):
    raise LibraryBusy("here")


def test_a_pasted_text_stays_in_its_field_until_it_is_stored(open_page, home):
    app = open_page(home, "add")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Uploads, "enqueue", refuse)
        paste(app, FERRY, "Ferry late")
    assert "yours was not saved" in " ".join(one.value for one in app.text)
    assert app.text_area[0].value == FERRY
    assert next(one for one in app.text_input if one.label == "Title").value == "Ferry late"
    next(one for one in app.button if one.label == "Add this text").click().run()
    assert len(latest_and_before(home)) == 1
    assert app.text_area[0].value == ""
    assert not app.error


def test_without_a_text_the_other_fields_stay(open_page, home):
    app = open_page(home, "add")
    paste(app, "", "Ferry late")
    assert "There is no text to add" in app.error[0].value
    assert next(one for one in app.text_input if one.label == "Title").value == "Ferry late"


def test_files_are_listed_for_a_browser_in_an_unknown_time_zone(open_page, home, monkeypatch):
    monkeypatch.setattr(ContextProxy, "timezone", "Etc/Unknown")
    app = open_page(home, "add")
    paste(app, FERRY)
    paste(app, TRAM)
    assert len(files_added(app).options) == 2
