"""The list of names that an analyst brings."""

from components.analysis.pipeline.step import split_version
from components.app.worker.stored_inputs import StoredInputs
from components.app.worker.work import work_through
from components.corpus.store import open_store


def words_on(app):
    shown = [*app.text, *app.info, *app.warning, *app.caption, *app.subheader]
    return " ".join(str(element.value) for element in shown)


def made_by(store, table):
    return split_version(store.results.frame(table).version)[0]


def buttons(app):
    return {button.label: button for button in app.button}


def test_a_list_of_names_is_taken_used_by_the_worker_and_taken_back(open_page, library):
    store = open_store(library)
    without = made_by(store, "mentions")
    app = open_page(library, "entities")
    app.file_uploader[0].upload("own.csv", b"Freight Ledger,ORG\nnobody,\n", "text/csv").run()
    assert "1 line cannot be used:" in words_on(app)
    buttons(app)["Use these 1 name"].click().run()
    assert "In use: 1 name" in words_on(app)
    assert "Names are still being read" in words_on(app)
    work_through(store)
    assert made_by(store, "mentions") == StoredInputs(store).versions["mentions"]
    assert made_by(store, "mentions") != without
    buttons(app)["Stop using the list"].click().run()
    assert "No list is in use" in words_on(app)
    assert StoredInputs(store).versions["mentions"] == without
    store.close()
