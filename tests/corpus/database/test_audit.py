"""Who wrote what: an entry for each transaction of who has signed in, on both databases."""

from dataclasses import asdict
from io import BytesIO

import orjson
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from components.corpus.article import Article
from components.corpus.database import audit
from components.corpus.database.roles import Actor, NotAllowed, Role, acting_as, ask_for_actor
from components.views.audit_rows import describe_written, list_details, make_table

ANN = Actor("ann@example.org", Role.ANALYST)
EVE = Actor("eve@example.org", Role.ADMINISTRATOR)
FERRY = Article("a" * 12, "Ferry late", "The ferry was late. Again.", language="en")
TRAM = Article("b" * 12, "Tram", "A tram line opened.", language="en")


@pytest.fixture
def filled(store):
    store.add([FERRY, TRAM])
    yield store
    ask_for_actor()


def said(store):
    return [(one.who, describe_written(one.wrote)) for one in store.audit.entries()]


def test_each_that_somebody_writes_is_an_entry(filled):
    with acting_as(ANN):
        filled.edit(FERRY.id, ANN.name, title="Ferry", source="Post")
        filled.notes.add(FERRY.id, "A note", who=ANN.name)
        filled.tags.add([FERRY.id, TRAM.id], ["ferries"], ANN.name)
        filled.verdicts.set("pair", "a.b", "unrelated", who=ANN.name)
        filled.uploads.enqueue_many("c" * 32, [("a.txt", BytesIO(b"Ferry"))])
        filled.results.pause(ANN.name)
        filled.remove([TRAM.id], ANN.name)
    with acting_as(EVE):
        filled.empty_bin()
    assert said(filled) == [
        (ANN.name, "changed 2 details of articles"),
        (ANN.name, "wrote 1 note; changed 1 detail of an article"),
        (ANN.name, "set 2 tags; changed 2 details of articles"),
        (ANN.name, "decided 1 matter"),
        (ANN.name, "sent 1 file"),
        (ANN.name, "paused 1 analysis"),
        (ANN.name, "changed 1 detail of an article"),
        (EVE.name, "deleted for good 1 article"),
    ]
    edited, *_, deleted = filled.audit.entries()
    assert edited.role == "analyst"
    (changes,) = [one for one in edited.wrote if one["table"] == "change"]
    assert [(row["field"], row["old"], row["new"]) for row in changes["rows"]] == [
        ("title", "Ferry late", "Ferry"),
        ("source", "", "Post"),
    ]
    assert "field: title; old: Ferry late; new: Ferry" in list_details(edited)
    # What is gone from the library is still named.
    assert TRAM.id in orjson.dumps(deleted.wrote).decode()


def test_what_nobody_in_particular_writes_is_none(filled):
    filled.edit(FERRY.id, "Ann", title="Ferry")
    assert filled.audit.entries() == []


def test_what_was_refused_or_failed_or_changed_nothing_is_none(filled):
    with acting_as(Actor("cy@example.org", Role.READER)), pytest.raises(NotAllowed):
        filled.edit(FERRY.id, "Cy", title="Ferry")
    with acting_as(ANN):
        filled.edit(FERRY.id, ANN.name, title=FERRY.title)
        filled.results.resume()
        with pytest.raises(ValueError, match="is not one of"):
            filled.edit(FERRY.id, ANN.name, colour="red")
    assert filled.audit.entries() == []


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = ''", "DELETE FROM audit"])
def test_the_database_refuses_to_change_an_entry(filled, statement):
    with acting_as(ANN):
        filled.edit(FERRY.id, ANN.name, title="Ferry")
    before = filled.audit.entries()
    with pytest.raises(DBAPIError, match="never changed"), filled._database.engine.begin() as open:
        open.execute(text(statement))
    assert filled.audit.entries() == before


def test_an_entry_that_was_taken_out_by_other_means_shows(filled):
    with acting_as(ANN):
        for title in ("Ferry", "Boat", "Ship"):
            filled.edit(FERRY.id, ANN.name, title=title)
    assert all(one.is_whole for one in filled.audit.entries())
    with filled._database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER ALL")
        else:
            connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.execute(text("DELETE FROM audit WHERE number = 2"))
    assert [(one.number, one.is_whole) for one in filled.audit.entries()] == [(1, True), (3, False)]
    assert list(make_table(filled.audit.entries())["whole"]) == [True, False]


def test_the_latest_entries_are_checked_against_the_one_before_them(filled):
    with acting_as(ANN):
        for title in ("Ferry", "Boat", "Ship"):
            filled.edit(FERRY.id, ANN.name, title=title)
    assert [(one.number, one.is_whole) for one in filled.audit.entries(2)] == [(2, True), (3, True)]


def test_long_values_and_many_rows_have_a_digest(filled):
    with acting_as(ANN):
        filled.notes.add(FERRY.id, "n" * 5_000, who=ANN.name)
    (entry,) = filled.audit.entries()
    assert len(orjson.dumps(asdict(entry))) < 5_000
    written = audit.Written()
    written.add("insert", "tag", [{"tag": "x"}] * (audit.MOST_ROWS + 1), audit.MOST_ROWS + 1)
    (told,) = written.list()
    assert told["count"] == audit.MOST_ROWS + 1
    assert "rows" not in told
    assert len(told["digest"]) == 64


def test_entries_are_given_to_the_log_once_they_are_stored(filled, caplog):
    with acting_as(ANN), caplog.at_level("INFO", "parallax.audit"):
        filled.edit(FERRY.id, ANN.name, title="Ferry")
    (line,) = [one.getMessage() for one in caplog.records if one.name == "parallax.audit"]
    told = orjson.loads(line)
    (entry,) = filled.audit.entries()
    assert (told["who"], told["number"]) == (ANN.name, 1)
    assert orjson.loads(told["wrote"]) == entry.wrote
