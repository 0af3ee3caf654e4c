"""Metrics and health of a server, as Prometheus and a proxy ask for them."""

import pytest
from starlette.requests import Request

from components.app.team import health, metrics
from components.corpus.article import Article
from components.corpus.database.libraries import Libraries
from components.corpus.store import open_store

ASKED = Request({"type": "http", "method": "GET", "path": "/", "headers": []})


@pytest.fixture
def home(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path}/library.sqlite"
    monkeypatch.setenv("PARALLAX_LIBRARY", address)
    return address


def values():
    """Each sample, by its name with labels."""
    lines = metrics.answer(ASKED).body.decode().splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if line.startswith("parallax_"))


def test_every_library_tells_what_waits_in_it(home):
    with_two = open_store(home)
    with_two.add([Article("a", "A", "One."), Article("b", "B", "Two.")])
    with_two.results.report("names", 1, 2)
    with_two.results.report("comparing anew: headlines", 0, 1)
    with_two.results.save_step_fault("map", "ValueError")
    second = open_store(Libraries(home).make("Second"))
    second.uploads.enqueue("batch", "a.txt", b"One.")
    second.results.pause("Ada")
    told = values()
    assert told['parallax_articles{library="Main"}'] == "2.0"
    assert told['parallax_articles{library="Second"}'] == "0.0"
    assert told['parallax_files_waiting{library="Second"}'] == "1.0"
    assert told['parallax_job_waiting{library="Main",step="names"}'] == "1.0"
    assert told['parallax_job_waiting{library="Main",step="other settings"}'] == "1.0"
    assert told['parallax_step_failed{library="Main"}'] == "1.0"
    assert told['parallax_analysis_paused{library="Main"}'] == "0.0"
    assert told['parallax_analysis_paused{library="Second"}'] == "1.0"


def test_a_library_that_cannot_be_opened_does_not_keep_the_others_back(home, tmp_path):
    open_store(home).close()
    (tmp_path / "Broken.library.sqlite").write_bytes(b"no database" * 1000)
    told = values()
    assert 'parallax_articles{library="Main"}' in told
    assert 'parallax_articles{library="Broken"}' not in told


def test_a_page_is_counted_however_it_ends(home):
    def count():
        return float(values().get('parallax_page_seconds_count{page="trial"}', 0))

    before = count()
    with metrics.timed("trial"):
        pass
    with pytest.raises(KeyError), metrics.timed("trial"):
        raise KeyError
    assert count() == before + 2


def test_a_server_is_ready_while_its_library_can_be_reached(home, tmp_path):
    assert health.answer(ASKED).status_code == 503
    store = open_store(home)
    answer = health.answer(ASKED)
    assert (answer.status_code, answer.body) == (200, b'{"library":true,"worker":false}')
    assert store.results.hold("worker", "another", 10)
    assert health.answer(ASKED).body == b'{"library":true,"worker":true}'
    (tmp_path / "library.sqlite").rename(tmp_path / "away")
    assert health.answer(ASKED).status_code == 503


def test_where_people_sign_in_they_are_told_to_who_names_the_secret_of_metrics(home, monkeypatch):
    open_store(home)
    monkeypatch.setenv("PARALLAX_SIGN_IN", "on")
    monkeypatch.setenv("PARALLAX_TOKEN", "off")
    assert metrics.answer(ASKED).status_code == 404
    monkeypatch.setenv(metrics.SETTING, "a secret of metrics")
    assert metrics.answer(ASKED).status_code == 404
    named = {"headers": [(b"authorization", b"Bearer a secret of metrics")]}
    assert metrics.answer(Request({**ASKED.scope, **named})).status_code == 200
    monkeypatch.setenv("PARALLAX_TOKEN", "by which whoever asks was let in")
    assert metrics.answer(ASKED).status_code == 200
