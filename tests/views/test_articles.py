import pandas as pd

from components.views.articles import disambiguate_labels, distinct_names, label_article

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
    assert [told["a"], told["b"]] == ["Ferry late · 1", "Ferry late · 2"]
