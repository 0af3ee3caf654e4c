"""Several writers in one transaction."""

import pytest

from components.corpus.article import Article
from components.corpus.database.errors import EditConflict
from components.corpus.database.roles import Actor, NotAllowed, Role, acting_as
from components.corpus.store import Store

FERRY = Article("a" * 12, "Ferry late", "The ferry was late. Again.", source="Post")
ANN = Actor("ann@example.org", Role.ANALYST)


def test_what_is_written_together_is_stored_together(store: Store) -> None:
    store.add([FERRY])
    with store.together():
        edited = store.edit_many({FERRY.id: {"source": "Echo"}})
        tagged = store.tags.add([FERRY.id], ["checked"])
    assert store.article(FERRY.id).source == "Echo"
    assert store.tags.by_article() == {FERRY.id: ["checked"]}
    with store.together():
        store.undo_batch(tagged)
        store.undo_batch(edited)
    assert store.article(FERRY.id).source == "Post"
    assert store.tags.by_article() == {}


def colour_at_odds(store: Store) -> None:
    with store.together():
        number = store.notes.add(FERRY.id, "Ask the harbour.")
        store.tags.add([FERRY.id], ["checked"])
        store.verdicts.set("note colour", str(number), "red", expected="blue")


def test_an_error_takes_back_all_that_was_written_before_it(store: Store) -> None:
    store.add([FERRY])
    before = store.stamp()
    with pytest.raises(EditConflict):
        colour_at_odds(store)
    assert (store.notes.all(), store.tags.by_article()) == ([], {})
    assert store.stamp() == before
    assert store.tags.add([FERRY.id], ["checked"])


def test_it_is_one_entry_of_the_audit_and_takes_the_role(store: Store) -> None:
    store.add([FERRY])
    with acting_as(ANN), store.together():
        number = store.notes.add(FERRY.id, "Ask the harbour.")
        store.verdicts.set("note colour", str(number), "red")
    (entry,) = store.audit.entries()
    assert {one["table"] for one in entry.wrote} >= {"note", "verdict"}
    reader = Actor("cy@example.org", Role.READER)
    with acting_as(reader), pytest.raises(NotAllowed), store.together():
        pytest.fail("a reader began to write")
    with acting_as(ANN), pytest.raises(NotAllowed), store.together():
        store.empty_bin()
