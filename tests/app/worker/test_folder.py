"""The corpus folder, looked at again while it changes."""

import os

import pytest

from components.app.worker.folder import Folder
from components.app.worker.read_files import read_next
from components.corpus.store import open_store

FIRST = "The ferry to Wendle sails at noon, the port said on Monday."
SECOND = "The ferry to Wendle sails at two, the port said on Tuesday."


@pytest.fixture
def store(tmp_path):
    library = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    yield library
    library.close()


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    return folder


def write(path, text, seconds):
    path.write_text(text, encoding="utf-8")
    os.utime(path, (seconds, seconds))


def read_all(store):
    while read_next(store, "w"):
        pass


def test_a_changed_file_becomes_another_version_of_its_article(store, place):
    folder = Folder(store, place)
    write(place / "sub" / "ferry.txt", FIRST, 1_000)
    assert folder.look() == 1
    read_all(store)
    assert folder.look() == 0
    write(place / "sub" / "ferry.txt", SECOND, 2_000)
    assert folder.look() == 1
    read_all(store)
    old, new = store.articles()["id"]
    assert list(store.versions(old)["id"]) == [old, new]
    assert store.uploads.given("corpus folder")["relation"].tolist() == ["", "version"]


def test_files_of_many_articles_have_no_place(store, place):
    (place / "table.csv").write_text(f'text\n"{FIRST}"\n"{SECOND}"\n', encoding="utf-8")
    Folder(store, place, settle=0).look()
    read_all(store)
    assert {store.article(i).place for i in store.articles()["id"]} == {""}


def test_a_file_touched_moved_or_copied_with_the_same_bytes_is_not_read_again(store, place):
    folder = Folder(store, place)
    write(place / "ferry.txt", FIRST, 1_000)
    folder.look()
    write(place / "ferry.txt", FIRST, 2_000)
    write(place / "copy.txt", FIRST, 2_000)
    assert folder.look() == 0


def test_a_file_that_is_still_being_written_is_left_until_it_stays_as_it_is(store, place):
    folder = Folder(store, place)
    path = place / "ferry.txt"
    path.write_text(FIRST[:20], encoding="utf-8")
    assert folder.look() == 0
    path.write_text(FIRST, encoding="utf-8")
    assert folder.look() == 0
    assert folder.look() == 1


def test_hidden_files_and_what_is_no_file_are_left_out(store, place):
    (place / ".hidden").mkdir()
    write(place / ".hidden" / "a.txt", FIRST, 1_000)
    write(place / ".b.txt", FIRST, 1_000)
    os.mkfifo(place / "pipe.txt")
    (place / "gone.txt").symlink_to(place / "nowhere")
    assert Folder(store, place).look() == 0


def test_a_folder_that_appears_later_is_found(store, place):
    folder = Folder(store, place / "later")
    assert folder.look() == 0
    (place / "later").mkdir()
    write(place / "later" / "a.txt", FIRST, 1_000)
    assert folder.look() == 1
