"""Pairs, articles, mentions, grids and outcomes in words."""

import pandas as pd
import pytest

from components.views.articles import article_rows, describe_article, short_label
from components.views.entities.entity_charts import article_entity_grid
from components.views.entities.entity_rows import mention_rows
from components.views.formatting import shorten
from components.views.pairs import pair_reason, pair_rows, pair_table

LABELS = {"a": "One", "b": "Two", "c": "Three"}
PAIRS = pd.DataFrame(
    [
        ("a", "b", 0.83, "bridge, Oslo", 20.0, 4.0),
        ("a", "c", 0.2, "", None, None),
    ],
    columns=["a", "b", "score", "words", "shared", "edited"],
)
ARTICLE = {
    "id": "a",
    "label": "One",
    "source": "The Harbour Post",
    "author": "Ann Lee",
    "published": pd.Timestamp("2019-11-02"),
    "name": "one.txt",
    "words": 1200,
    "language": "en",
}


def words_of(row):
    return " / ".join("".join(text for text, _ in line) for line in row["lines"])


def test_a_pair_says_how_many_sentences_and_which_words_it_shares():
    row = pair_rows(PAIRS, LABELS, selected=("b", "a"))[0]
    assert words_of(row) == (
        "One / Two / 20 sentences in common, 4 of them edited; words in both: bridge, Oslo"
    )
    assert row["id"] == "a.b"
    assert row["picked"]


@pytest.mark.parametrize(
    ("shared", "edited", "words"),
    [
        (0, 0, "no sentences in common"),
        (1, 0, "1 sentence in common"),
        (None, None, "no words in common"),
    ],
)
def test_the_reason_of_a_pair_in_words(shared, edited, words):
    assert pair_reason({"shared": shared, "edited": edited, "words": ""}) == words


def test_the_table_behind_the_pairs_has_titles_not_ids():
    assert pair_table(PAIRS, LABELS)["first"].tolist() == ["One", "One"]


def test_an_article_is_described_by_where_and_when_it_appeared():
    assert describe_article(ARTICLE) == "The Harbour Post · Ann Lee · 2 November 2019"
    unknown = ARTICLE | {"source": "", "author": "", "published": pd.NaT}
    assert describe_article(unknown) == "source and date not known · one.txt"


def test_the_short_name_of_an_article_is_its_source_and_day_else_its_title():
    assert short_label(ARTICLE) == "The Harbour Post 2 Nov 2019"
    assert short_label(ARTICLE | {"published": pd.NaT}) == "One"


def test_an_article_leads_to_its_closest_relative():
    row = article_rows(pd.DataFrame([ARTICLE]), {"a": "b"})[0]
    assert row["id"] == "a.b"
    assert row["lines"][1][0][0].endswith(" · 1,200 words · en")
    assert article_rows(pd.DataFrame([ARTICLE]), {"b": "a"})[0]["actions"] == []


def test_an_article_of_one_word_has_one_word():
    row = article_rows(pd.DataFrame([ARTICLE | {"words": 1}]), {})[0]
    assert row["lines"][1][0][0].endswith(" · 1 word · en")


def test_a_mention_stands_in_its_context_and_leads_to_its_place():
    text = "On Monday Ann Lee spoke."
    mentions = pd.DataFrame([{"article": "a", "start": 10, "end": 17}])
    (row,) = mention_rows(mentions, {"a": text}, LABELS)
    assert row["id"] == "a.10.17"
    assert row["lines"][0] == [["On Monday ", "text"], ["Ann Lee", "hit"], [" spoke.", "text"]]


def test_a_cell_of_the_grid_carries_its_article_and_entity():
    counts = pd.DataFrame([[2, 0]], index=["a"], columns=["Oslo", "Ann <Lee>"])
    heatmap = article_entity_grid(counts, LABELS, "light", selected="Oslo").data[0]
    assert heatmap.customdata[0][1] == ["a", "Ann <Lee>"]
    assert list(heatmap.text[0]) == ["2", ""]


def test_a_day_that_the_file_does_not_state_says_what_it_rests_on():
    assert describe_article(ARTICLE | {"basis": "metadata"}) == describe_article(ARTICLE)
    assert describe_article(ARTICLE | {"basis": "typed"}).endswith("2 November 2019 (typed)")
    inferred = describe_article(ARTICLE | {"basis": "inferred"})
    assert inferred.endswith("2 November 2019 (inferred)")


def test_a_text_is_cut_at_a_word():
    assert shorten("The bridge in Oslo", 14) == "The bridge in…"
    assert shorten("Short", 14) == "Short"
    assert len(shorten("x" * 40, 14)) == 14
