"""What a step over the collection is told about what happened since it last worked."""

from collections.abc import Iterator

import pytest

from components.analysis.pipeline.step_table import STEP_OF
from components.app.worker.collection_inputs import CollectionInputs
from components.app.worker.stored_inputs import StoredInputs
from components.corpus.article import Article
from components.corpus.store import Store, open_store


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    opened.add([article(id) for id in "abc"])
    yield opened
    opened.close()


def article(id: str) -> Article:
    return Article(id, "", f"Notice {id} of the pier.", language="en")


def test_an_article_edited_while_a_step_reads_is_read_again_the_next_time(store):
    reading = CollectionInputs(StoredInputs(store), STEP_OF["pairs"])
    assert set(reading.articles["title"]) == {""}
    store.edit("b", title="The pier")
    marked = reading.marks()
    now = CollectionInputs(StoredInputs(store), STEP_OF["pairs"]).marks()
    assert [id for id in "abc" if marked[id] != now[id]] == ["b"]
