"""Facets, saved searches and the help on searching as rows."""

from datetime import date

import pandas as pd

from components.analysis.facets import Chosen
from components.corpus.search.operators import OPERATORS
from components.corpus.search.parse_query import parse
from components.corpus.search.relax_query import Relaxed
from components.views.search.facet_groups import MOST, facet_groups
from components.views.search.saved_rows import Told, describe_new, saved_rows
from components.views.search.search_help import (
    describe_untitled,
    operator_rows,
    own_examples,
    own_words,
    relaxed_rows,
    unfiltered_rows,
)

LABELS = {"a": "Ferry late again"}


def words_of(row):
    return ["".join(text for text, _ in line) for line in row["lines"]]


def test_a_facet_has_its_values_in_words_and_how_each_is_chosen():
    counted = {
        "source": [("Post", 4), ("", 2)], "day": [("2024-01", 1)], "language": [("uk", 1)],
        "tag": [], "family": [("a", 2)],
    }  # fmt: skip
    chosen = {kind: Chosen() for kind in counted} | {
        "source": Chosen(out=("Post",)),
        "day": Chosen(days=(date(2024, 1, 1), date(2024, 1, 31))),
    }
    groups = {one["kind"]: one["values"] for one in facet_groups(counted, chosen, LABELS)}
    assert "tag" not in groups
    sources = [(one["text"], one["count"], one["share"], one["state"]) for one in groups["source"]]
    assert sources == [("Post", "4", 1.0, "out"), ("not known", "2", 0.5, "")]
    assert (groups["day"][0]["text"], groups["day"][0]["state"]) == ("January 2024", "in")
    assert groups["language"][0]["text"] == "Ukrainian"
    assert groups["family"][0]["text"] == "Ferry late again"


def test_of_very_many_values_those_chosen_are_shown_too():
    counted = {"source": [(f"S{n}", 500 - n) for n in range(MOST + 50)]}
    (group,) = facet_groups(counted, {"source": Chosen(alone=(f"S{MOST + 9}",))}, {})
    assert len(group["values"]) == MOST + 1
    assert group["more"] == 50


def test_a_saved_search_says_what_is_new_since_it_was_looked_at():
    told = Told("x", "Ships", "search ferry", 12, ("a", "b"), date(2026, 11, 28))
    assert describe_new(told) == "12 articles · 2 new since you last looked (28 Nov 2026)"
    (row,) = saved_rows([told])
    assert words_of(row)[:2] == ["Ships", "search ferry"]
    assert [label for _, label in row["actions"]] == [
        "Show 2 new", "Mark as seen", "Rename", "Delete",
    ]  # fmt: skip
    (seen,) = saved_rows([Told("x", "Ships", "", 1, (), date(2026, 11, 28))], brief=True)
    assert seen["actions"] == []
    assert "1 article · nothing new" in words_of(seen)[2]


def test_examples_are_made_of_words_of_the_library():
    titles = ["Harbour strike in Wendle", "Harbour strike over", "Wendle harbour shut", "Tunnel"]
    articles = pd.DataFrame(
        {
            "title": titles,
            "language": "en",
            "source": ["The Post", "The Post", "Wire", ""],
            "published": pd.to_datetime(["2024-01-02", "2024-01-05", "2024-02-01", None]),
        }
    )
    operators = own_examples(own_words(articles, "Anna Lindqvist"))
    examples = {one.syntax: one.example for one in operators}
    assert examples['"words"'] == '"harbour strike"'
    assert examples["word~"] == "Lindqvist~"
    assert examples["source:name"] == 'source:"The Post"'
    assert examples["date:day"] == "date:2024-01"
    assert not [one.example for one in operators if parse(one.example).remarks]


def test_it_is_said_what_a_search_of_titles_cannot_find():
    said = (
        "2 articles have no title, so title: does not find them; they are listed by how they begin."
    )
    assert describe_untitled("TITLE:Zelensky -ferry", ["", "Ferry", ""]) == said
    one = "1 article has no title, so title: does not find it; it is listed by how it begins."
    assert describe_untitled("title:Zelensky", ["", "Ferry"]) == one
    assert describe_untitled("title:Zelensky", ["Ferry"]) == ""
    assert describe_untitled("Zelensky", [""]) == ""


def test_a_library_with_few_words_has_the_examples_of_everybody():
    empty = pd.DataFrame({"title": [], "language": [], "source": [], "published": []})
    assert own_examples(own_words(empty, "")) == OPERATORS


def test_rows_of_the_help_and_of_what_to_relax():
    rows = operator_rows(OPERATORS, [3] * len(OPERATORS))
    assert len(rows) == len(OPERATORS)
    assert words_of(rows[0])[2].endswith("3 articles")
    (row,) = relaxed_rows([(Relaxed("without “title:”", "ferry", False), 3)])
    assert words_of(row) == ["without “title:”: 3 articles", "ferry"]
    rows = unfiltered_rows({"sources": ("source Post", 12), "days": ("days May", 0)})
    assert [(row["id"], words_of(row)) for row in rows] == [
        ("filter.sources", ["without source Post: 12 articles"])
    ]
