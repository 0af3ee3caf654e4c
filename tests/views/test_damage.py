"""What a check found, in words."""

import pytest

from components.corpus.integrity.integrity_check import Checked
from components.views.faults import describe_check, describe_remedy


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            Checked([], [], 0),
            "No damage was found: the database is intact. It contains no original files.",
        ),
        (
            Checked([], [], 1),
            "No damage was found: the database and the 1 original file are intact.",
        ),
        (
            Checked([], ["a.txt: it can no longer be read."], 1_200),
            "The database is intact. Some of the 1,200 original files have changed since they were "
            "added.",
        ),
        (Checked(["row 3 missing"], [], 2), "The database is damaged."),
        (
            Checked(
                [], [], 2, words=["The article “a”: its text has changed since it was stored."]
            ),
            "The database is intact, but one item in it is not as stored.",
        ),
    ],
)
def test_the_outcome_is_a_sentence(found, sentence):
    assert describe_check(found) == sentence


def test_what_to_do_follows_what_was_damaged():
    assert describe_remedy(Checked([], [], 3)) == ""
    assert "Export it now" in describe_remedy(Checked(["a"], [], 0))
    assert "own copies" in describe_remedy(Checked([], ["b"], 0))
    assert len(describe_remedy(Checked(["a"], ["b"], 0)).splitlines()) == 2
