"""What Library says of the place where a library lies, and of the process that reads files."""

import pytest

from components.corpus.readers.sandbox import gaps

CLOSED = "Files are read in a process that can do nothing else on this computer."


def test_a_system_that_closes_in_what_reads_files_is_said_to(open_page, home):
    app = open_page(home, "library")
    assert CLOSED in [one.value for one in app.caption]
    assert not any("harmful" in one.value for one in app.warning)


@pytest.mark.parametrize("strict", ["", "1"])
def test_what_a_harmful_file_could_do_is_said(open_page, home, monkeypatch, strict):
    monkeypatch.setattr(gaps, "_found", [("list folders", "reach the network")])
    monkeypatch.setenv("PARALLAX_STRICT", strict)
    shown = [one.value for one in open_page(home, "library").warning]
    (told,) = [
        one for one in shown if "a harmful file could list folders, reach the network." in one
    ]
    assert ("Nothing is read" in told) == bool(strict)
    assert "SECURITY.md" in told
