import pandas as pd

from components.views.words import REACH, concordance_lines, concordance_table

TEXT = "x" * 200 + " the\nold ferry left\n\nat noon"
START = TEXT.index("ferry")
PLACES = pd.DataFrame({"article": ["a"], "start": [START], "end": [START + 5]})


def test_a_line_is_a_term_between_what_stands_before_and_after_it():
    (line,) = concordance_lines(PLACES, {"a": TEXT}, {"a": "Wire 1 Jan 2020"})
    assert line["hit"] == "ferry"
    assert line["before"].endswith("x the old ")
    assert len(line["before"]) == REACH
    assert line["after"] == " left  at noon"
    assert line["id"] == f"a.{START}.{START + 5}"


def test_the_table_says_where_each_line_stands():
    articles = pd.DataFrame({"id": ["a"], "label": ["A title"], "source": ["Wire"]})
    table = concordance_table(PLACES, {"a": TEXT}, articles.assign(published=pd.NaT))
    assert table.loc[0, ["word", "title", "source", "start"]].tolist() == [
        "ferry", "A title", "Wire", START,
    ]  # fmt: skip
