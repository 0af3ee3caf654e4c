"""What kind of change an edit is."""

from __future__ import annotations

import pytest

from components.analysis.edits import edit_kind


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("1,200", "1,300", "number"),
        ("three ships", "four ships", "number"),
        ("", "12 men", "number"),
        ("три", "пять", "number"),
        ("three", "3", "wording"),
        ("1,200 men", "1200 people", "wording"),
        ("Government", "government", "cosmetic"),
        ("cease-fire", "ceasefire", "cosmetic"),
        ("government", "regime", "wording"),
    ],
)
def test_the_kind_of_a_change(before: str, after: str, kind: str) -> None:
    assert edit_kind(before, after) == kind
