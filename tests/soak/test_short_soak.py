"""The short form of the soak test: some people, some actions each, on the sample."""

import shutil

import pytest

from tests.browser.conftest import ROOT, Server, analysed
from tests.run_apart import run_apart
from tests.soak.run import run

__all__ = ["analysed"]
PEOPLE, ACTIONS = 4, 12

pytestmark = pytest.mark.browser


def test_of_what_people_do_at_the_same_time_nothing_is_lost(tmp_path, analysed):
    library = tmp_path / "home" / "library.sqlite"
    library.parent.mkdir()
    shutil.copy(analysed, library)
    server = Server(library, ROOT / "data" / "corpus")
    server.start()
    acting = run(server, PEOPLE, seed=19, actions=ACTIONS, seconds=3_600, pause=0.1)
    try:
        course = run_apart(acting)
    finally:
        server.stop()
    assert course.faults == []
    assert sum(course.actions.values()) == PEOPLE * ACTIONS
