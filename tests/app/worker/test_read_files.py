"""A file on its way through the queue: kept in batches, asked about, cancelled, taken up again."""

import io
import json
import random
import time
import zipfile

import pytest

from components.app.worker import read_files
from components.app.worker.read_files import read_next
from components.corpus.store import open_store
from tests.app.worker.forked_processes import ForkedProcesses

UNKNOWN = b"kop,verhaal\nOne,The ferry to Wendle sails at noon today the port said.\n"


@pytest.fixture
def store(tmp_path):
    library = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    yield library
    library.close()


def lines(count, start=0):
    rows = (
        {"title": f"Notice {n}", "text": f"Ferry number {n} sails at noon, the port said."}
        for n in range(start, start + count)
    )
    return "\n".join(map(json.dumps, rows)).encode()


def read_all(store):
    while read_next(store, "w"):
        pass


def outcome(store):
    (row,) = store.uploads.batch("b").to_dict("records")
    return row


def test_a_large_file_is_kept_in_batches_and_all_its_articles_are_there(store):
    store.uploads.enqueue("b", "many.jsonl", lines(950) + b"\nnot json\n")
    assert read_next(store, "w")
    row = outcome(store)
    assert (row["state"], row["new"]) == ("reading", 200)
    read_all(store)
    row = outcome(store)
    assert (row["state"], row["new"], row["duplicates"]) == ("done", 950, 0)
    assert row["message"] == "many.jsonl: Line 951 is not valid JSON: correct it or leave it out."
    assert store.revision() == 5


def test_of_many_bad_lines_some_are_told_and_the_others_counted(store):
    store.uploads.enqueue("b", "bad.jsonl", lines(1) + b"\nno" * 100)
    read_next(store, "w")
    message = outcome(store)["message"]
    assert message.count("is not valid JSON") == read_files.TOLD_AT_MOST
    assert message.endswith(f"And {100 - read_files.TOLD_AT_MOST} more of this kind.")


def test_a_table_without_a_known_text_column_waits_for_an_answer_and_is_read_by_it(store):
    number = store.uploads.enqueue("b", "odd.csv", UNKNOWN)
    read_next(store, "w")
    assert outcome(store)["state"] == "asking"
    found = store.uploads.asked(number)
    assert (found["names"], found["fields"]) == (["kop", "verhaal"], {"text": "verhaal"})
    assert found["rows"][0]["kop"] == "One"
    store.uploads.answer(number, {"text": "verhaal", "title": "kop"})
    read_next(store, "w")
    assert outcome(store)["state"] == "done"
    assert list(store.articles()["title"]) == ["One"]


def packed(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


def test_a_table_in_an_archive_is_asked_about_by_itself_and_the_rest_is_read(store):
    words = b"A notice on a pier that nobody has read before today."
    archive = packed(odd_csv=UNKNOWN, notice_txt=words, known_csv=b"text\nA weir is open.\n")
    store.uploads.enqueue("b", "all.zip", archive, who="Ada")
    read_all(store)
    whole, table = store.uploads.batch("b").to_dict("records")
    assert (whole["state"], whole["new"]) == ("done", 2)
    assert whole["message"] == f"all.zip/odd.csv: {read_files.ASIDE}"
    assert (table["name"], table["state"], table["size"]) == (
        "all.zip/odd.csv",
        "asking",
        len(UNKNOWN),
    )
    assert store.uploads.asked(table["id"])["fields"] == {"text": "verhaal"}
    assert store.uploads.batches().iloc[0]["who"] == "Ada"
    store.uploads.answer(table["id"], {"text": "verhaal", "title": "kop"})
    read_all(store)
    assert store.uploads.batch("b")["state"].tolist() == ["done", "done"]
    assert "One" in set(store.articles()["title"])


def test_an_archive_of_tables_to_ask_about_is_done_and_asks_once_however_often_it_is_read(store):
    number = store.uploads.enqueue("b", "all.zip", packed(odd_csv=UNKNOWN))
    claimed = store.uploads.claim("dead")
    store.uploads.ask_within(claimed, "all.zip/odd.csv", io.BytesIO(UNKNOWN), {"names": ["kop"]})
    store.uploads.take_over("w")
    read_all(store)
    table = store.uploads.batch("b")
    assert table["id"].tolist()[0] == number
    assert table["state"].tolist() == ["done", "asking"]


def test_a_cancelled_archive_asks_nothing(store):
    number = store.uploads.enqueue("b", "all.zip", packed(odd_csv=UNKNOWN))
    claimed = store.uploads.claim("w")
    store.uploads.cancel(number)
    assert not store.uploads.ask_within(claimed, "all.zip/odd.csv", io.BytesIO(UNKNOWN), {})
    assert len(store.uploads.batch("b")) == 1


def test_a_table_in_which_nothing_can_be_a_text_is_rejected_with_its_columns(store):
    store.uploads.enqueue("b", "numbers.csv", b"year,count\n2020,7\n")
    read_next(store, "w")
    assert outcome(store)["state"] == "rejected"
    assert "“year”, “count”" in outcome(store)["message"]


LOAD = """
from components.app.worker import read_files
from components.corpus.store import open_store
read_files.ARTICLES_AT_ONCE = 20
"""
READ = """
store = open_store(arguments[0])
store.uploads.take_over(str(os.getpid()))
while read_files.read_next(store, str(os.getpid())):
    pass
"""


@pytest.fixture
def readers(store, tmp_path):
    """Processes that read what waits in the library."""
    with ForkedProcesses(LOAD, READ, f"sqlite:///{tmp_path / 'library.sqlite'}") as processes:
        yield processes


def wait_until(met, readers, seconds=600):
    """Until it is met, or the reader has come to its end."""
    deadline = time.monotonic() + seconds
    while not readers.ends_within(0.02) and not met():
        assert time.monotonic() < deadline


def test_readers_killed_at_any_moment_double_nothing_and_lose_nothing(store, readers):
    number = store.uploads.enqueue("b", "many.jsonl", lines(1000))
    chance = random.Random(7)
    kept = 0
    for _ in range(2):
        readers.start()
        wait_until(lambda kept=kept: len(store.articles()) > kept, readers)
        time.sleep(chance.uniform(0, 0.5))
        readers.kill()
        now = len(store.articles())
        assert now >= kept
        kept = now
    assert kept
    readers.start()
    assert readers.wait() == 0
    row = outcome(store)
    assert (row["id"], row["state"], row["new"], row["duplicates"]) == (number, "done", 1000, 0)
    assert store.articles()["title"].nunique() == len(store.articles()) == 1000
    assert len(store.uploads.given("b")) == 1000


def test_small_files_are_read_together_and_each_has_its_own_outcome(store):
    store.uploads.enqueue_many(
        "b",
        [
            ("one.txt", b"A notice on a pier that nobody has read before today."),
            ("odd.csv", UNKNOWN),
            ("empty.txt", b" "),
            ("two.md", b"# Two\n\nA notice about a tram that came late again."),
            ("data.json", b'[{"text": "A notice on a bridge."}, {"no": 1}]'),
            ("again.txt", b"A notice on a pier that nobody has read before today."),
        ],
    )
    before = store.revision()
    assert read_next(store, "w")
    assert not read_next(store, "w")
    table = store.uploads.batch("b")
    assert table["state"].tolist() == ["done", "asking", "rejected", "done", "done", "done"]
    assert table["new"].tolist() == [1, 0, 0, 1, 1, 0]
    assert table["duplicates"].tolist() == [0, 0, 0, 0, 0, 1]
    assert "add the text" not in table["message"][2]
    assert store.revision() == before + 1


def test_a_large_file_among_small_ones_comes_in_its_turn(store):
    first = "A notice on the first pier of all."
    store.uploads.enqueue_many(
        "b", [("one.txt", first.encode()), ("many.jsonl", lines(900)), ("two.txt", b"The last.")]
    )
    read_all(store)
    assert store.uploads.batch("b")["new"].tolist() == [1, 900, 1]
    assert store.uploads.given("b")["article"].tolist()[0] == store.find("first pier")[0]


def test_while_a_large_file_is_read_other_libraries_have_their_turn(store, tmp_path):
    store.uploads.enqueue("b", "many.jsonl", lines(900))
    others = [open_store(f"sqlite:///{tmp_path / f'{number}.sqlite'}") for number in range(4)]
    for other in others:
        other.uploads.enqueue("b", "many.jsonl", lines(500))
    assert read_next(store, "w")
    assert outcome(store)["state"] == "reading"
    for other in others:
        read_all(other)
        assert (outcome(other)["state"], outcome(other)["new"]) == ("done", 500)
    assert outcome(store)["new"] == 200
    for one in (store, *others):
        one.uploads.enqueue("c", "again.jsonl", lines(500, start=5000))
    while True in {read_next(one, "w") for one in (store, *others)}:
        pass
    assert [len(one.articles()) for one in (store, *others)] == [1400, *[1000] * 4]
    for other in others:
        other.close()


def test_readers_killed_among_many_small_files_double_nothing_and_lose_nothing(store, readers):
    words = {
        f"{n}.txt": f"Ferry number {n} sails at noon, the port said.".encode() for n in range(400)
    }
    store.uploads.enqueue_many("b", words.items())
    chance = random.Random(8)
    for _ in range(3):
        kept = len(store.articles())
        readers.start()
        wait_until(lambda kept=kept: len(store.articles()) > kept, readers)
        time.sleep(chance.uniform(0, 0.1))
        readers.kill()
        table = store.uploads.batch("b")
        assert table["new"].sum() == len(store.articles())
        assert (table["new"] == (table["state"] == "done")).all()
    readers.start()
    assert readers.wait() == 0
    table = store.uploads.batch("b")
    assert set(table["state"]) == {"done"}
    assert store.articles()["name"].sort_values().tolist() == sorted(words)


def test_a_file_cancelled_while_it_is_read_ends_soon_and_keeps_what_was_read(store, readers):
    number = store.uploads.enqueue("b", "many.jsonl", lines(20_000))
    readers.start()
    wait_until(lambda: outcome(store)["new"], readers)
    store.uploads.cancel(number)
    assert readers.wait() == 0
    row = outcome(store)
    assert row["state"] == "cancelled"
    assert 0 < row["new"] < 20_000
    assert len(store.articles()) == row["new"]


def test_a_table_whose_emoji_were_cut_in_two_is_read(store):
    text = "The ferry to Wendle sails at noon today, the port said."
    data = rb'[{"title":"Harbour \ud83d","text":"%s"}]' % text.encode()
    store.uploads.enqueue("b", "cut.json", data)
    read_all(store)
    assert (outcome(store)["state"], outcome(store)["message"]) == ("done", "")
    assert list(store.articles()["title"]) == ["Harbour \ufffd"]
    rows = store.uploads.understood(outcome(store)["id"]).columns["rows"]
    assert rows == [{"title": "Harbour \ufffd", "text": text}]


def test_a_column_whose_name_was_cut_in_an_emoji_is_asked_about_and_read(store):
    text = "The ferry to Wendle sails at noon today, the port said."
    number = store.uploads.enqueue("b", "cut.json", rb'[{"verhaal \ud83d":"%s"}]' % text.encode())
    read_next(store, "w")
    assert store.uploads.asked(number)["fields"] == {"text": "verhaal \ufffd"}
    store.uploads.answer(number, {"text": "verhaal \ufffd"})
    read_all(store)
    assert (outcome(store)["state"], outcome(store)["new"]) == ("done", 1)
