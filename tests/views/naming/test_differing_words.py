"""Names of articles that can be told apart: thirteen of one outlet and day."""

import pandas as pd

from components.views.articles import (
    distinct_names,
    label_article,
    short_label,
)
from components.views.naming.differing_words import differing_words
from components.views.naming.disambiguated_titles import disambiguate_labels, name_choices

TITLES = [
    "Ferry to Oslo is late again",
    "Ferry to Oslo is cancelled",
    "Ferry to Bergen is late again",
    "Minister speaks about the ferry to Oslo",
    "Minister speaks about the ferry to Bergen",
    "Union halts work in the port of Wendle",
    "Union halts work in the port of Aldersea",
    "EU mulls options on fishing",
    "UN mulls options on fishing",
    "Storm closes the port",
    "Storm closes the school",
    "2 dead in storm",
    "3 dead in storm",
]


def rows(titles):
    return pd.DataFrame(
        {
            "id": [f"a{number}" for number in range(len(titles))],
            "label": titles,
            "source": "tass.com",
            "published": pd.Timestamp("2017-02-07"),
            "name": [f"{number}.txt" for number in range(len(titles))],
        }
    )


def names_of(articles):
    short = {row["id"]: short_label(row) for row in articles.to_dict("records")}
    return distinct_names(list(short), short, disambiguate_labels(articles))


def test_thirteen_articles_of_one_outlet_and_day_have_thirteen_names():
    names = list(names_of(rows(TITLES)).values())
    assert len(set(names)) == 13
    assert all(name.startswith("tass.com 7 Feb 2017 · ") for name in names)
    assert not any("(2)" in name for name in names)


def test_the_words_that_no_other_title_has_come_first():
    assert differing_words(TITLES[:3], 30) == [
        "…Oslo is late again",
        "…cancelled",
        "…Bergen is late again",
    ]
    assert differing_words(["Storm closes the port", "Storm closes the school"], 30) == [
        "…port",
        "…school",
    ]
    assert differing_words(["EU mulls options", "UN mulls options"], 30) == [
        "EU mulls options",
        "UN mulls options",
    ]


def test_equal_titles_of_one_outlet_and_day_are_told_apart_by_their_files():
    names = list(names_of(rows(["Ferry late"] * 3)).values())
    assert len(set(names)) == 3
    assert names[0].endswith("0.txt")


def test_long_titles_without_source_and_day_that_begin_alike_are_told_apart():
    titles = [
        "President Volodymyr Zelensky proposed direct talks with the Kremlin",
        "President Volodymyr Zelensky proposed direct talks with the White House",
    ]
    names = names_of(rows(titles).assign(source="", published=pd.NaT))
    assert list(names.values()) == ["…Kremlin", "…White House"]


def test_a_title_after_its_short_name_says_the_words_that_differ_once():
    short = "tass.com 7 Feb 2017 · …Oslo is late again"
    assert label_article(short, TITLES[0]) == f"tass.com 7 Feb 2017 · {TITLES[0]}"
    assert label_article("…Kremlin", "Talks with the Kremlin") == "Talks with the Kremlin"
    short, title = "Sample · Post 7 Feb 2017", "Sample · Storm closes the port"
    assert label_article(f"{short} · …port", title) == f"{short} · {title}"
    assert label_article(short, title) == f"{short} · {title}"
    assert label_article("Sample · …port", title) == title


def test_choices_that_begin_alike_are_led_by_what_tells_them_apart():
    title = "Creditors and debtors share responsibility, says he"
    labels = {
        "a": f"{title} · Reuters 1987-03-16",
        "b": f"{title} · Reuters 1987-03-17",
        "c": "Storm",
    }
    ticks = {"a": "Reuters 16 Mar 1987", "b": "Reuters 17 Mar 1987", "c": "Reuters 18 Mar 1987"}
    named = name_choices(list("abc"), ticks, labels)
    assert named["a"].startswith("Reuters 16 Mar 1987 · Creditors")
    assert named["b"].startswith("Reuters 17 Mar 1987 · Creditors")
    assert named["c"] == "Storm"
