import pandas as pd

from components.views.entities.entity_rows import (
    entity_comparison_rows,
    headline_rows,
    mention_rows,
    sentence_rows,
)

LABELS = {"a": "One"}
TEXT = "Ann met Bo.\nCy was away. Ann left."


def mentions(*rows):
    return pd.DataFrame(rows, columns=["article", "sentence", "start", "end"])


def test_the_current_mention_is_picked():
    own = mentions(("a", 0, 0, 3), ("a", 2, 25, 28))
    rows = mention_rows(own, {"a": TEXT}, LABELS, selected="a.25.28")
    assert [row["picked"] for row in rows] == [False, True]


def test_a_sentence_is_shown_once_with_all_its_mentions_marked():
    own = mentions(("a", 0, 0, 3), ("a", 0, 8, 10), ("a", 2, 25, 28))
    first, second = sentence_rows(own, {"a": TEXT}, LABELS)
    assert first["lines"][0] == [["Ann", "hit"], [" met ", "text"], ["Bo", "hit"], [".", "text"]]
    assert first["id"] == "a.0.3"
    assert "".join(text for text, _ in second["lines"][0]) == "Ann left."


def test_a_headline_leads_to_the_beginning_of_its_article():
    own = pd.DataFrame({"article": ["a"], "start": [0], "end": [3]})
    (row,) = headline_rows(own, {"a": "Ann wins"}, LABELS)
    assert row["id"] == "a.0.0"
    assert row["lines"][0][1] == ["Ann", "hit"]


def test_compared_entities_tell_their_counts_on_the_sides_that_have_any():
    table = pd.DataFrame(
        [("Ann", "PERSON", 2, 0), ("Oslo", "GPE", 1, 3)],
        columns=["entity", "type", "first", "second"],
    )
    told = [row["lines"][0][1][0] for row in entity_comparison_rows(table, "Oslo")]
    assert told == ["  2, people", "  1 and 3, countries and cities"]
    assert entity_comparison_rows(table, "Oslo")[1]["picked"]
