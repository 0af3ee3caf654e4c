from components.views.articles import distinct_names, say_article

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
    assert say_article("One", "One") == "One"
    assert say_article("Post 1 Mar", "One") == "Post 1 Mar · One"
