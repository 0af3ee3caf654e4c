import pandas as pd

from components.views.words.concordance_lines import (
    CONTEXT,
    concordance_lines,
    concordance_table,
)
from components.views.words.keyness_chart import group_rows, keyness_chart, keyness_table

WORDS = pd.DataFrame(
    {
        "word": ["ferry", "<tram>"],
        "first": [12, 6],
        "second": [3, 0],
        "first_words": [1000, 1000],
        "second_words": [1000, 1000],
        "first_articles": [5, 2],
        "second_articles": [2, 0],
        "log_ratio": [2.0, 3.6],
        "log_likelihood": [9.0, 4.0],
        "p": [0.003, 0.045],
        "q": [0.01, 0.2],
        "corrected": [0.006, 0.09],
    }
)


def test_both_rates_are_drawn_and_a_word_can_be_selected():
    figure = keyness_chart(WORDS, "light")
    first, second = figure.data[-2:]
    assert list(first.x) == [120, 60]
    assert list(second.x) == [30, 5], "a count of 0 is drawn as half a word"
    assert list(first.customdata) == ["ferry", "<tram>"]
    assert "12 in 5 of these articles" in first.hovertext[0]
    assert "<tram>" not in first.hovertext[1]
    assert [note.text for note in figure.layout.annotations] == ["12 : 3", "6 : 0", "uses ● : ○"]


def test_what_may_be_chance_is_faint_and_so_is_what_is_not_selected():
    first = keyness_chart(WORDS, "dark").data[-2]
    assert list(first.marker.opacity) == [1.0, 0.45]
    selected = keyness_chart(WORDS, "dark", selected="<tram>").data[-2]
    assert list(selected.marker.opacity) == [0.3, 1.0]


def test_the_table_names_its_measures():
    table = keyness_table(WORDS)
    assert table.loc[0, "Log Ratio"] == 2.0
    assert "p, corrected (Bonferroni)" in table


def test_a_group_without_words_says_so():
    rows = group_rows({"Wire": "Wire", "Post": "Post"}, {"Wire": WORDS, "Post": WORDS.head(0)})
    assert rows[0]["lines"][1] == [["ferry", "text"], [" · ", "quiet"], ["<tram>", "quiet"]]
    assert rows[1]["lines"][1] == [["no word is distinctive", "quiet"]]


TEXT = "x" * 200 + " the\nold ferry left\n\nat noon"
START = TEXT.index("ferry")
PLACES = pd.DataFrame({"article": ["a"], "start": [START], "end": [START + 5]})


def test_a_line_is_a_term_between_what_stands_before_and_after_it():
    (line,) = concordance_lines(PLACES, {"a": TEXT}, {"a": "Wire 1 Jan 2020"})
    assert line["hit"] == "ferry"
    assert line["before"].endswith("x the old ")
    assert len(line["before"]) == CONTEXT
    assert line["after"] == " left  at noon"
    assert line["id"] == f"a.{START}.{START + 5}"


def test_the_table_says_where_each_line_stands():
    articles = pd.DataFrame({"id": ["a"], "label": ["A title"], "source": ["Wire"]})
    table = concordance_table(PLACES, {"a": TEXT}, articles.assign(published=pd.NaT))
    assert table.loc[0, ["word", "title", "source", "start"]].tolist() == [
        "ferry", "A title", "Wire", START,
    ]  # fmt: skip
