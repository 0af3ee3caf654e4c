"""Files that a browser sends, one or several small ones a request."""

from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from components.app import environment
from components.app.add import receiving
from components.corpus.database.libraries import Libraries
from components.corpus.store import open_store

BATCH = "0123456789abcdef" * 2


@pytest.fixture
def client(home):
    app = Starlette(routes=[Route(environment.UPLOAD_PATH, receiving.receive, methods=["POST"])])
    with TestClient(app) as opened:
        yield opened


def send(client, name, data, address=None, batch=BATCH, size=None):
    size = len(data) if size is None else size
    return send_listed(
        client, f"{quote(name, safe='')}:{size}" if name else "", data, address, batch
    )


def send_listed(client, listed, data, address=None, batch=BATCH):
    address = address or receiving.make_address("", "Noor")
    headers = {receiving.FILES: listed} if listed else {}
    return client.post(f"{address}&batch={batch}", content=data, headers=headers)


def names(url):
    return open_store(url).uploads.batch(BATCH)["name"].tolist()


def test_a_file_goes_into_the_queue_whole_and_with_who_sent_it(client, home):
    data = b"One line of a notice.\n" * 100_000
    answer = send(client, "notice.txt", data)
    assert answer.status_code == 200
    store = open_store(home)
    file = store.uploads.batch(BATCH).iloc[0]
    assert (file["name"], file["state"], file["size"]) == ("notice.txt", "waiting", len(data))
    assert store.uploads.batches().iloc[0]["who"] == "Noor"
    claimed = store.uploads.claim("reader")
    assert [claimed.id] == answer.json()["numbers"]
    with store.uploads.open(claimed.sha256) as kept:
        assert kept.read() == data


@pytest.mark.parametrize(
    "name", ["desk/2024/one.txt", "бюро/Ёж №1 – 100%.txt", "a+b & c?.md", "a,b:1,c.txt"]
)
def test_a_name_comes_as_it_is_with_its_path(client, home, name):
    assert send(client, name, b"A notice.").status_code == 200
    assert names(home) == [name]


def test_an_empty_file_is_taken_and_left_to_the_reader(client, home):
    assert send(client, "empty.txt", b"").status_code == 200
    assert names(home) == ["empty.txt"]


@pytest.mark.parametrize(
    "address",
    [
        "/intake?library=&who=Noor",
        "/intake?library=&who=Noor&key=%C3%A9",
        receiving.make_address("", "Noor").replace("Noor", "Sam"),
        receiving.make_address("", "Noor").replace("library=", "library=Other"),
    ],
    ids=["no key", "a wrong key", "the key of another analyst", "the key of another library"],
)
def test_without_the_key_to_that_library_and_analyst_nothing_is_taken(client, home, address):
    answer = send(client, "notice.txt", b"A notice.", address)
    assert answer.status_code == 403
    assert "reload the page" in answer.json()["told"]
    assert names(home) == []


def test_small_files_come_together_each_with_its_own_name(client, home):
    words = [b"A notice.", b"", "Ще одна.".encode()]
    listed = ",".join(f"{quote(f'{n}, №.txt', safe='')}:{len(one)}" for n, one in enumerate(words))
    answer = send_listed(client, listed, b"".join(words))
    assert len(set(answer.json()["numbers"])) == 3
    assert names(home) == ["0, №.txt", "1, №.txt", "2, №.txt"]
    uploads = open_store(home).uploads
    assert sorted(uploads.contents(uploads.seen(BATCH)).values()) == sorted(words)


@pytest.mark.parametrize("listed", ["a.txt:4,b.txt:6", "a.txt:8", "a.txt:10"])
def test_files_that_did_not_come_whole_are_not_taken(client, home, listed):
    answer = send_listed(client, listed, b"A notice.")
    assert (answer.status_code, answer.json()["told"]) == (
        400,
        "The file arrived incomplete: send it again.",
    )
    assert names(home) == []


@pytest.mark.parametrize("listed", ["a.txt", "a.txt:", ":9", "a.txt:-1", "a.txt:9,", "a:b:9"])
def test_a_list_of_files_that_is_none_is_refused(client, home, listed):
    assert send_listed(client, listed, b"A notice.").status_code == 400
    assert names(home) == []


@pytest.mark.parametrize(("name", "batch"), [("", BATCH), ("a.txt", ""), ("a.txt", "../" * 8)])
def test_without_a_name_or_a_batch_nothing_is_taken(client, home, name, batch):
    assert send(client, name, b"A notice.", batch=batch).status_code == 400
    assert names(home) == []


def test_a_page_elsewhere_is_not_let_through(client):
    asked = {"Origin": "http://elsewhere.example", "Access-Control-Request-Method": "POST"}
    answer = client.options(environment.UPLOAD_PATH, headers=asked)
    assert "access-control-allow-origin" not in answer.headers


def test_a_file_that_is_too_large_is_refused_also_when_it_does_not_say_so(
    client, home, monkeypatch
):
    monkeypatch.setattr(receiving, "LIMIT", 2 << 20)
    said = send(client, "large.csv", b"x" * (3 << 20))
    unsaid = send(client, "large.csv", (b"x" * (1 << 20) for _ in range(3)), size=1)
    assert said.status_code == unsaid.status_code == 413
    assert said.json()["told"] == "It is larger than 2 MB."
    assert names(home) == []


def test_another_library_gets_its_own_files(client, home):
    url = Libraries(home).make("Second desk")
    address = receiving.make_address("Second desk", "Noor")
    assert send(client, "notice.txt", b"A notice.", address).status_code == 200
    assert (names(home), names(url)) == ([], ["notice.txt"])


def test_a_library_that_is_gone_is_told(client, home):
    answer = send(client, "notice.txt", b"A notice.", receiving.make_address("Gone", "Noor"))
    assert answer.status_code == 503
    assert "Gone" in answer.json()["told"]
