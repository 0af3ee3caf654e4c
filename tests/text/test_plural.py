"""Which form of a word goes with a number."""

import pytest

from components.text.plural import agree


@pytest.mark.parametrize(
    ("number", "form"), [(0, "articles"), (1, "article"), (2, "articles"), (21, "articles")]
)
def test_only_one_has_the_singular(number, form):
    assert agree(number, "article", "articles") == form
