"""The list of names that an analyst brings."""

from components.app.worker.stored_inputs import StoredInputs
from components.app.worker.work import work_through
from components.corpus.store import open_store


def words_on(app):
    shown = [*app.text, *app.info, *app.warning, *app.caption, *app.subheader]
    return " ".join(str(element.value) for element in shown)


def buttons(app):
    return {button.label: button for button in app.button}


def test_a_list_of_names_is_taken_used_by_the_worker_and_taken_back(open_page, library):
    store = open_store(library)
    without = store.results.frame("mentions").version
    app = open_page(library, "entities")
    app.file_uploader[0].upload("own.csv", b"Freight Ledger,ORG\nnobody,\n", "text/csv").run()
    assert "1 line cannot be used:" in words_on(app)
    buttons(app)["Use these 1 name"].click().run()
    assert "In use: 1 name" in words_on(app)
    assert "Names are still being read" in words_on(app)
    work_through(store)
    assert store.results.frame("mentions").version == StoredInputs(store).versions["mentions"]
    assert store.results.frame("mentions").version != without
    buttons(app)["Stop using the list"].click().run()
    assert "No list is in use" in words_on(app)
    assert StoredInputs(store).versions["mentions"] == without
    store.close()
