"""What a library says about the place it is kept in."""

import sqlite3
from pathlib import Path

import pytest

from components.corpus.database import upgrade_schema
from components.corpus.database.upgrade_schema import lies_on_network
from components.corpus.store import Store, open_store


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    monkeypatch.setattr(upgrade_schema, "LOW", 0)
    return f"sqlite:///{tmp_path}/library.sqlite"


def test_a_library_in_a_good_place_says_nothing(local: str) -> None:
    store = open_store(local)
    assert store.health() == []
    store.close()


def test_a_library_on_a_server_says_nothing(store: Store) -> None:
    if store.where.startswith("postgresql"):
        assert store.health() == []


def test_an_old_sqlite_says_what_may_happen(local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    store = open_store(local)
    (sentence,) = store.health()
    assert "has a rare fault" in sentence
    store.close()


def test_little_room_is_told_in_megabytes(local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade_schema, "LOW", 10**18)
    store = open_store(local)
    (sentence,) = store.health()
    assert "MB are left on the disk" in sentence
    store.close()


def test_a_network_disk_is_known_by_the_mount_that_holds_the_path(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda / ext4 rw 0 0\nbox:/x /mnt/news nfs4 rw 0 0\n"
        "/dev/sdb /mnt/news/my\\040disk ext4 rw 0 0\n"
    )
    assert lies_on_network(Path("/mnt/news/library.sqlite"), mounts)
    assert not lies_on_network(Path("/mnt/newspaper/library.sqlite"), mounts)
    assert not lies_on_network(Path("/mnt/news/my disk/library.sqlite"), mounts)
    assert not lies_on_network(Path("/x"), tmp_path / "none")
