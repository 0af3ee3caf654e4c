import pytest

from components.app.environment import ROOT, SAMPLE, corpus_folder, known_zone, library_url


def test_without_settings_the_sample_is_read_into_the_library_of_the_project(monkeypatch):
    monkeypatch.delenv("PARALLAX_CORPUS", raising=False)
    monkeypatch.delenv("PARALLAX_LIBRARY", raising=False)
    assert corpus_folder() == SAMPLE
    assert library_url() == f"sqlite:///{ROOT}/data/library.sqlite"


def test_another_folder_has_a_library_of_its_own(monkeypatch, tmp_path):
    monkeypatch.delenv("PARALLAX_LIBRARY", raising=False)
    monkeypatch.setenv("PARALLAX_CORPUS", str(tmp_path))
    mine = library_url()
    monkeypatch.setenv("PARALLAX_CORPUS", str(tmp_path / "other" / tmp_path.name))
    assert f"/data/{tmp_path.name}-" in mine
    assert library_url() != mine


def test_a_named_library_is_used_as_it_is(monkeypatch):
    monkeypatch.setenv("PARALLAX_LIBRARY", "postgresql+psycopg://me@/mine")
    assert library_url() == "postgresql+psycopg://me@/mine"


@pytest.mark.parametrize("name", ["", "Etc/Unknown", "Europe", "../etc/passwd", "x" * 5000])
def test_a_time_zone_that_nobody_knows_is_utc(name):
    assert known_zone(name) == "UTC"


def test_a_known_time_zone_stays():
    assert known_zone("Asia/Kathmandu") == "Asia/Kathmandu"
