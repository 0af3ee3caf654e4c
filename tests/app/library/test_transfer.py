"""An exported library that a browser sends."""

from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.app import environment, server
from components.app.library import transfer
from components.corpus.article import Article
from components.corpus.database.libraries import Libraries
from components.corpus.store import open_store


@pytest.fixture
def client(home):
    with TestClient(Starlette(routes=server.around()["routes"])) as opened:
        yield opened


@pytest.fixture
def exported(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    store = open_store(f"sqlite:///{folder / 'library.sqlite'}")
    store.add([Article("00000000000a", "Ferry late", "The ferry was late.", language="en")])
    store.tags.add(["00000000000a"], ["harbour"], "Noor")
    store.export_to(folder / "exported.zip")
    store.close()
    return (folder / "exported.zip").read_bytes()


def send(client, data, name="Taken in", address=None, file="exported.zip"):
    headers = {transfer.NAME: quote(file)}
    return client.post(address or transfer.import_address(name), content=data, headers=headers)


def test_what_was_exported_becomes_a_library(client, home, exported, tmp_path):
    answer = send(client, exported)
    assert (answer.status_code, answer.json()) == (200, {"name": "Taken in"})
    store = open_store(Libraries(home).url("Taken in"))
    assert store.article("00000000000a").text == "The ferry was late."
    assert store.tags.by_article()["00000000000a"] == ["harbour"]
    assert store.search("ferries").ids == ["00000000000a"]
    assert list(tmp_path.glob("parallax-import-*")) == []


@pytest.mark.parametrize("data", [b"", b"no library", b"PK\x03\x04 but no more"])
def test_a_file_that_is_no_library_is_told_and_leaves_nothing(client, home, data, tmp_path):
    answer = send(client, data, file="holiday photos.zip")
    assert answer.status_code == 422
    assert "holiday photos.zip is not an exported library" in answer.json()["told"]
    assert Libraries(home).names() == ["Main"]
    assert list(tmp_path.glob("parallax-import-*")) == []


def test_a_library_cut_short_is_told_and_leaves_nothing(client, home, exported):
    assert send(client, exported[: len(exported) // 2]).status_code == 422
    assert Libraries(home).names() == ["Main"]


def test_a_name_that_is_taken_is_told(client, home, exported):
    assert send(client, exported, "Second").status_code == 200
    answer = send(client, exported, "Second")
    assert answer.status_code == 422
    assert "There is already a library called Second" in answer.json()["told"]


def test_a_name_of_a_file_leads_nowhere_else(client, exported, tmp_path):
    assert send(client, exported, file="../../up\\there/\0.zip").status_code == 200
    assert send(client, exported, "Again", file="..").status_code == 200
    assert send(client, exported, "Long", file="Ж" * 5_000).status_code == 200
    assert not (tmp_path.parent / "there").exists()


def test_without_the_key_to_that_name_nothing_is_taken(client, home, exported):
    address = transfer.import_address("Taken in").replace("Taken", "Other")
    for one in (
        address,
        f"{environment.IMPORT_PATH}?name=a",
        f"{environment.IMPORT_PATH}?name=a&key=%C3%A9",
    ):
        assert send(client, exported, address=one).status_code == 403
    assert Libraries(home).names() == ["Main"]


def test_a_file_for_which_there_is_no_room_is_refused_before_it_comes(
    client, home, exported, monkeypatch
):
    monkeypatch.setattr(transfer, "RESERVE", 10**18)
    answer = send(client, exported)
    assert answer.status_code == 507
    assert "not enough disk space" in answer.json()["told"]
    assert Libraries(home).names() == ["Main"]


def test_how_much_is_read_in_is_told_to_whoever_has_the_key(client, exported, monkeypatch):
    told = []

    def ask(libraries, path, name, tell):
        tell(0.25)
        told.append(client.get(transfer.import_address(name)).json())
        return take_in(libraries, path, name, tell)

    take_in = Libraries.take_in
    monkeypatch.setattr(Libraries, "take_in", ask)
    assert client.get(transfer.import_address("Taken in")).json() == {"share": 0.0}
    assert send(client, exported).status_code == 200
    assert told == [{"share": 0.25}]
    assert client.get(transfer.import_address("Taken in")).json() == {"share": 0.0}
    assert client.get(f"{environment.IMPORT_PATH}?name=a&key=b").status_code == 403
