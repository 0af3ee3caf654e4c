import pandas as pd

from components.views.article_details import describe_article
from components.views.articles import (
    article_rows,
    distinct_names,
    label_article,
    short_label,
)
from components.views.naming.disambiguated_titles import disambiguate_labels

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

TICKS = {"a": "Post 1 Mar", "b": "Wire 2 Mar", "c": "Wire 2 Mar", "d": "Wire 2 Mar"}
LABELS = {"a": "One", "b": "Two", "c": "Three", "d": "Three"}


def test_versions_of_one_source_and_day_are_told_apart_by_their_titles():
    assert list(distinct_names(list("abcd"), TICKS, LABELS).values()) == [
        "Post 1 Mar",
        "Wire 2 Mar · Two",
        "Wire 2 Mar · Three",
        "Wire 2 Mar · Three (2)",
    ]


def test_a_title_that_stands_for_source_and_day_is_not_said_twice():
    assert label_article("One", "One") == "One"
    assert label_article("Post 1 Mar", "One") == "Post 1 Mar · One"


def same_title(sources, days, names):
    published = pd.Series([pd.Timestamp(day) if day else pd.NaT for day in days])
    return pd.DataFrame(
        {
            "id": list("abc"),
            "label": ["Ferry late", "Ferry late", "Tram late"],
            "source": sources,
            "published": published,
            "name": names,
        }
    )


def test_articles_of_one_title_are_told_apart_by_source_else_day_else_file_else_number():
    names = ["x.txt", "y.txt", "z.txt"]
    days = ["2024-03-01", "2024-03-02", ""]
    told = disambiguate_labels(same_title(["Post", "Wire", "Post"], days, names))
    assert told == {"a": "Ferry late · Post", "b": "Ferry late · Wire", "c": "Tram late"}
    told = disambiguate_labels(same_title(["Post"] * 3, days, names))
    assert told["b"] == "Ferry late · Post 2024-03-02"
    told = disambiguate_labels(same_title([""] * 3, [""] * 3, names))
    assert told["b"] == "Ferry late · y.txt"
    told = disambiguate_labels(same_title(["Post"] * 3, [""] * 3, ["x.csv"] * 3))
    assert [told["a"], told["b"]] == ["Ferry late · Post, 1 of 2", "Ferry late · Post, 2 of 2"]


def test_of_equal_titles_those_alike_in_all_that_is_known_are_counted_and_the_others_are_not():
    rows = same_title(["Post", "Post", ""], [""] * 3, ["x.csv", "x.csv", "y.txt"])
    rows["label"] = "Ferry late"
    assert list(disambiguate_labels(rows).values()) == [
        "Ferry late · Post, 1 of 2",
        "Ferry late · Post, 2 of 2",
        "Ferry late · y.txt",
    ]
    rows = same_title(["Post"] * 3, [""] * 3, ["x.csv", "x.csv", "y.txt"])
    told = disambiguate_labels(rows.assign(name=["x.csv", "y.csv", "z.csv"], label="Ferry late"))
    assert list(told.values()) == [f"Ferry late · {name}.csv" for name in "xyz"]


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


def test_a_day_that_the_file_does_not_state_says_what_it_rests_on():
    assert describe_article(ARTICLE | {"basis": "metadata"}) == describe_article(ARTICLE)
    assert describe_article(ARTICLE | {"basis": "typed"}).endswith("2 November 2019 (typed)")
    inferred = describe_article(ARTICLE | {"basis": "inferred"})
    assert inferred.endswith("2 November 2019 (inferred)")


def test_a_source_written_from_the_right_does_not_turn_the_day_round():
    row = ARTICLE | {"source": "הארץ", "author": "דנה"}
    assert short_label(row) == "\u2068הארץ\u2069 2 Nov 2019"
    assert describe_article(row) == "\u2068הארץ\u2069 · \u2068דנה\u2069 · 2 November 2019"
    two = pd.DataFrame([row | {"id": "a"}, row | {"id": "b", "source": "מעריב"}])
    assert disambiguate_labels(two)["a"] == "One · \u2068הארץ\u2069"
