"""The corpus folder, looked at again while it changes."""

import os
import resource
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from components.app.worker.folder import (
    LEADS_NOWHERE,
    LEADS_OUT,
    LEADS_TO_HIDDEN,
    MOVING,
    TRIES,
    Folder,
)
from components.app.worker.read_files import read_next
from components.corpus.database.errors import LibraryFull
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


def refused(store):
    table = store.uploads.batch("corpus folder")
    return dict(zip(table["name"], table["message"], strict=True))


def test_files_that_a_full_disk_kept_out_of_the_queue_are_queued_at_a_later_look(store, place):
    folder = Folder(store, place)
    for number in range(150):
        write(place / f"{number:03}.txt", os.urandom(2_000).hex(), 1_000)
    library = place.parent / "library.sqlite"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (library.stat().st_size + 300_000, hard))
    try:
        with pytest.raises(LibraryFull):
            folder.look()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    folder.look()
    names = store.uploads.batch("corpus folder")["name"].tolist()
    assert sorted(names) == [f"{number:03}.txt" for number in range(150)]
    assert folder.look() == 0


def test_a_link_to_a_file_outside_is_refused_by_its_name_and_never_read(store, place, tmp_path):
    write(tmp_path / "private.pem", "A key that nobody else is to read in any article.", 1_000)
    (place / "key.txt").symlink_to(tmp_path / "private.pem")
    (place / "sub" / "up.txt").symlink_to("../../private.pem")
    write(place / "ferry.txt", FIRST, 1_000)
    assert Folder(store, place, settle=0).look() == 1
    read_all(store)
    assert refused(store) == {"key.txt": LEADS_OUT, "sub/up.txt": LEADS_OUT, "ferry.txt": ""}
    assert list(store.articles()["name"]) == ["ferry.txt"]


def test_a_link_to_a_folder_outside_is_refused_by_its_name(store, place, tmp_path):
    (tmp_path / "home").mkdir()
    write(tmp_path / "home" / "diary.txt", FIRST, 1_000)
    (place / "sub" / "home").symlink_to(tmp_path / "home")
    assert Folder(store, place, settle=0).look() == 0
    assert refused(store) == {"sub/home": LEADS_OUT}


@pytest.mark.parametrize("target", ["/proc/self/environ", "/etc/passwd", "/dev/zero", "..", "/"])
def test_no_way_out_is_taken(store, place, target):
    (place / "out.txt").symlink_to(target)
    assert Folder(store, place, settle=0).look() == 0
    assert refused(store) == {"out.txt": LEADS_OUT}


def test_a_link_to_a_link_that_leads_out_is_refused(store, place, tmp_path):
    write(tmp_path / "private.pem", FIRST, 1_000)
    (place / ".hidden").symlink_to(tmp_path / "private.pem")
    (place / "a.txt").symlink_to(place / ".hidden")
    assert Folder(store, place, settle=0).look() == 0
    assert refused(store) == {"a.txt": LEADS_OUT}


def test_what_links_within_the_folder_lead_to_is_read_once(store, place):
    write(place / "sub" / "ferry.txt", FIRST, 1_000)
    (place / "again.txt").symlink_to(place / "sub" / "ferry.txt")
    (place / "relative.txt").symlink_to("sub/ferry.txt")
    (place / "folder").symlink_to(place / "sub")
    (place / "sub" / "loop").symlink_to(place)
    assert Folder(store, place, settle=0).look() == 1
    read_all(store)
    assert list(store.articles()["name"]) == ["ferry.txt"]
    assert refused(store) == {"sub/ferry.txt": ""}


def test_a_folder_beside_with_a_longer_name_is_outside(store, place, tmp_path):
    (tmp_path / "corpus-private").mkdir()
    write(tmp_path / "corpus-private" / "a.txt", FIRST, 1_000)
    (place / "a.txt").symlink_to(tmp_path / "corpus-private" / "a.txt")
    assert Folder(store, place, settle=0).look() == 0
    assert refused(store) == {"a.txt": LEADS_OUT}


def test_a_link_to_a_hidden_file_within_the_folder_is_read_and_one_to_nothing_is_told(store, place):
    (place / ".store" / "objects").mkdir(parents=True)
    write(place / ".store" / "objects" / "k1.txt", FIRST, 1_000)
    (place / "ferry.txt").symlink_to(".store/objects/k1.txt")
    (place / "gone.txt").symlink_to(".store/objects/k2.txt")
    (place / "all").symlink_to(".store/objects")
    (place / "loop.txt").symlink_to("loop.txt")
    assert Folder(store, place, settle=0).look() == 1
    read_all(store)
    assert refused(store) == {
        "ferry.txt": "",
        "gone.txt": LEADS_NOWHERE,
        "loop.txt": LEADS_NOWHERE,
        "all": LEADS_TO_HIDDEN,
    }
    assert list(store.articles()["name"]) == ["ferry.txt"]


def test_the_corpus_folder_itself_may_be_a_link(store, place, tmp_path):
    write(place / "ferry.txt", FIRST, 1_000)
    (tmp_path / "link").symlink_to(place)
    assert Folder(store, tmp_path / "link", settle=0).look() == 1


def test_a_refused_link_is_listed_once_also_after_a_new_start_and_read_when_it_is_a_file(
    store, place, tmp_path
):
    write(tmp_path / "ferry.txt", FIRST, 1_000)
    (place / "a.txt").symlink_to(tmp_path / "ferry.txt")
    for _ in range(2):
        folder = Folder(store, place, settle=0)
        folder.look()
        folder.look()
    assert len(store.uploads.batch("corpus folder")) == 1
    (place / "a.txt").unlink()
    write(place / "a.txt", FIRST, 1_000)
    assert folder.look() == 1


def test_a_file_that_changes_while_it_is_read_is_read_when_it_stays_as_it_is(store, place):
    lines = f"{FIRST} " * 400_000
    path = place / "log.txt"
    path.write_text(lines, encoding="utf-8")
    folder = Folder(store, place, settle=0)
    stop = threading.Event()

    def go_on_writing():
        with path.open("a", encoding="utf-8") as file:
            while not stop.is_set():
                file.write(SECOND)
                file.flush()

    writer = threading.Thread(target=go_on_writing)
    writer.start()
    try:
        assert [folder.look() for _ in range(TRIES - 1)] == [0] * (TRIES - 1)
        assert store.uploads.batch("corpus folder").empty
        # Whoever looks at the list is told in the end; a look finds no file that is newer than it.
        for _ in range(20):
            if store.uploads.batch("corpus folder").empty:
                assert folder.look() == 0
    finally:
        stop.set()
        writer.join()
    assert store.uploads.batch("corpus folder")["message"].tolist() == [MOVING]
    assert folder.look() == 1
    assert folder.look() == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_file_that_may_not_be_opened_is_refused_by_name_until_it_may():
    # To root every file is open, so it becomes somebody else first.
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from components.app.worker.folder import Folder\n"
        "from components.corpus.store import open_store\n"
        "place = Path(sys.argv[1])\n"
        "if os.geteuid() == 0:\n"
        "    os.chown(place, 65534, 65534)\n"
        "    os.seteuid(65534)\n"
        "(place / 'corpus').mkdir()\n"
        "(place / 'corpus' / 'a.txt').write_text('A notice on a pier.')\n"
        "(place / 'corpus' / 'a.txt').chmod(0)\n"
        "store = open_store(f'sqlite:///{place}/library.sqlite')\n"
        "folder = Folder(store, place / 'corpus', settle=0)\n"
        "print(folder.look(), folder.look())\n"
        "print(store.uploads.batch('corpus folder')['message'].tolist())\n"
        "(place / 'corpus' / 'a.txt').chmod(0o600)\n"
        "print(folder.look(), folder.look())\n"
    )
    root = Path(__file__).parents[3]
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-c", code, place]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    first, told, later = ran.stdout.splitlines()
    assert (first, later) == ("0 0", "1 0")
    assert told == "['It could not be opened (Permission denied): allow Parallax to read it.']"
