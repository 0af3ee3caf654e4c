"""What new articles are to earlier ones, in words."""

import pandas as pd
import pytest

from components.analysis.collection.pairs import no_pairs
from components.views.add.new_articles import (
    JoinedFamily,
    closest_article_rows,
    copy_rows,
    family_rows,
    find_joined_families,
)

LABELS = {"a": "One", "b": "Two", "c": "Three"}
PAIRS = pd.DataFrame(
    [("a", "b", 0.83, "bridge", 20.0, 4.0), ("a", "c", 0.2, "", None, None)],
    columns=["a", "b", "score", "words", "shared", "edited"],
)
RELATIVE = {
    "article": "b", "label": "Two", "relation": "same", "other": "a", "other_label": "One",
    "share": 1.0, "removed": False,
}  # fmt: skip


def words_of(row):
    return " / ".join("".join(text for text, _ in line) for line in row["lines"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Two / same text as One"),
        (
            {"relation": "near", "share": 0.86},
            "Two / 86% of five-word sequences in common with One",
        ),
        ({"relation": "version", "share": 0.0}, "Two / new text at the same web address: One"),
        ({"removed": True}, "Two  in the bin / same text as One"),
        ({"other_label": ""}, "Two / same text as a deleted article"),
    ],
)
def test_a_copy_a_near_copy_and_a_version_in_words(changes, words):
    (row,) = copy_rows(pd.DataFrame([RELATIVE | changes]))
    assert words_of(row) == words
    assert row["id"] == "b.a"


def test_a_copy_can_be_compared_and_put_in_the_bin_and_taken_out():
    kept, binned = copy_rows(pd.DataFrame([RELATIVE, RELATIVE | {"removed": True}]))
    assert [name for name, _ in kept["actions"]] == ["compare", "bin"]
    assert [name for name, _ in binned["actions"]] == ["restore"]


def test_new_articles_are_told_which_family_they_join():
    members = pd.DataFrame({"article": ["a", "b", "c", "d", "e"], "family": [0, 0, 0, 1, 1]})
    labels = {"a": "One", "b": "Two", "c": "Three", "d": "Four", "e": "Five"}
    joined = find_joined_families(["c", "b"], members, labels)
    assert joined == [JoinedFamily(new=["b", "c"], earlier=["a"])]
    (row,) = family_rows(joined, labels)
    assert words_of(row) == "One / 2 new articles join 1 earlier version"
    assert row["id"] == "a.b"


def test_new_articles_may_make_a_family_of_their_own():
    members = pd.DataFrame({"article": ["a", "b"], "family": [0, 0]})
    (row,) = family_rows(find_joined_families(["a", "b"], members, LABELS), LABELS)
    assert words_of(row) == "One / 2 new articles form a new family"


def test_a_new_article_is_told_where_it_belongs():
    (row,) = closest_article_rows(["b"], PAIRS, LABELS)
    assert words_of(row).startswith("Two / most similar to One / 20 sentences in common")
    assert row["id"] == "b.a"


def test_a_new_article_like_no_other_is_told_so():
    (row,) = closest_article_rows(["b"], no_pairs(), LABELS)
    assert words_of(row) == "Two / no similar article in the library"
