"""A backup of all libraries, and what it takes to restore one, over both databases."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from components.corpus.article import Article
from components.corpus.backup import SUMS, main
from components.corpus.database.libraries import HOME, Libraries
from components.corpus.store import open_store
from tests.corpus.export.test_library_export import describe, fill


def make_two(home: str) -> None:
    with closing(open_store(home)) as store:
        fill(store)
    with closing(open_store(Libraries(home).make("Second"))) as store:
        store.add([Article("z", "Z", "The second one.")])


def described(home: str) -> dict[str, object]:
    libraries = Libraries(home)
    found = {}
    for name in libraries.names():
        with closing(open_store(libraries.url(name), make=False)) as store:
            found[name] = describe(store)
    return found


@pytest.fixture
def saved(home: str, tmp_path: Path) -> Path:
    """The folder of a backup of two libraries."""
    make_two(home)
    folder = tmp_path / "backup"
    assert main(["save", str(folder), "--library", home]) == 0
    return folder


def test_what_was_saved_comes_back_in_the_other_database_too(
    home: str, saved: Path, tmp_path: Path, new_postgresql: Callable[[], str]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    for other in (new_postgresql(), f"sqlite:///{tmp_path}/elsewhere/library.sqlite"):
        assert main(["restore", str(saved), "--library", other]) == 0
        assert described(other) == described(home)
    assert sorted(path.name for path in saved.iterdir()) == [
        "Main.parallax.zip", SUMS, "Second.parallax.zip",
    ]  # fmt: skip


def test_a_backup_is_never_written_over_another(
    home: str, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (saved / SUMS).read_bytes()
    assert main(["save", str(saved), "--library", home]) == 1
    assert "is there already" in capsys.readouterr().err
    assert (saved / SUMS).read_bytes() == before


def test_nothing_is_restored_over_libraries_that_are_there(home: str, saved: Path) -> None:
    before = described(home)
    assert main(["restore", str(saved), "--library", home]) == 1
    assert described(home) == before


def test_nothing_is_restored_where_the_first_library_has_articles(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    other = f"sqlite:///{tmp_path}/other/library.sqlite"
    with closing(open_store(other)) as store:
        store.add([Article("y", "Y", "Here before.")])
    assert main(["restore", str(saved), "--library", other]) == 1
    assert Libraries(other).names() == [HOME]
    assert "empty" in capsys.readouterr().err


@pytest.mark.parametrize("harm", ["changed", "missing", "unlisted"])
def test_nothing_is_restored_of_a_backup_that_is_not_whole(
    saved: Path, tmp_path: Path, harm: str, capsys: pytest.CaptureFixture[str]
) -> None:
    second = saved / "Second.parallax.zip"
    if harm == "changed":
        second.write_bytes(second.read_bytes() + b" ")
    elif harm == "missing":
        second.unlink()
    else:
        (saved / SUMS).unlink()
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "library.sqlite"
    assert main(["restore", str(saved), "--library", f"sqlite:///{other}"]) == 1
    assert not other.exists()
    told = capsys.readouterr().err
    assert (SUMS if harm == "unlisted" else second.name) in told


@pytest.mark.parametrize(
    ("name", "is_there"),
    [("Main.parallax.zip", True), ("Main.parallax.zip", False), ("Second.parallax.zip", True)],
)
def test_nothing_is_restored_of_a_backup_whose_list_lacks_a_library(
    saved: Path, tmp_path: Path, name: str, is_there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (saved / SUMS).read_text().splitlines(keepends=True)
    (saved / SUMS).write_text("".join(line for line in lines if name not in line))
    if not is_there:
        (saved / name).unlink()
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "library.sqlite"
    assert main(["restore", str(saved), "--library", f"sqlite:///{other}"]) == 1
    assert not other.exists()
    assert f"does not list {name}" in capsys.readouterr().err


def test_a_library_that_cannot_be_read_leaves_no_half_backup(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"no database" * 1000)
    home = f"sqlite:///{tmp_path}/library.sqlite"
    assert main(["save", str(tmp_path / "backup"), "--library", home]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["library.sqlite"]
