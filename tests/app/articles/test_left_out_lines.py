"""Words that analysts left out as boilerplate, on the pages."""

import re
import shutil

import pytest

from components.app.articles.left_out_lines import MOST_PLACES, BoilerplateDraft
from components.app.worker.result_tables import LEFT_OUT, PUT_BACK
from components.corpus.store import open_store

WORDS = "With material from"


@pytest.fixture
def library(sample_library, tmp_path):
    """The analysed sample with a line of each article of one agency left out by Ann."""
    path = tmp_path / "library.sqlite"
    shutil.copy(sample_library.removeprefix("sqlite:///"), path)
    store = open_store(f"sqlite:///{path}")
    articles = store.articles()
    for id in articles.loc[articles["source"] == "Agence Boréale", "id"]:
        start = store.text(id).index(WORDS)
        key = f"{id}.{start}.{start + len(WORDS)}"
        store.verdicts.set(PUT_BACK, key, LEFT_OUT, WORDS, "Ann")
    return f"sqlite:///{path}"


def words_counted(app):
    captions = " ".join(str(one.value) for one in app.caption)
    found = re.search(r"2 articles with ([\d,]+) words, compared with", captions)
    return int(found[1].replace(",", ""))


def test_words_left_out_are_no_distinctive_words(open_page, sample_library, library):
    asked = {"source": "Agence Boréale"}
    before = words_counted(open_page(sample_library, "words", asked))
    after = words_counted(open_page(library, "words", asked))
    assert before - after == 2 * len(WORDS.split())


def test_words_left_out_count_where_boilerplate_does(open_page, sample_library, library):
    asked = {"source": "Agence Boréale", "without": "nothing"}
    before = words_counted(open_page(sample_library, "words", asked))
    assert words_counted(open_page(library, "words", asked)) == before


@pytest.mark.parametrize(
    ("outlet", "places", "told"),
    [
        ("", {}, "Its outlet is not known"),
        ("Post", {}, "No other article of Post has these words"),
        ("Post", {"b": [(0, 4)] * (MOST_PLACES + 1)}, "too many to be one line"),
    ],
)
def test_where_only_the_article_can_be_meant_the_dialog_says_why(
    open_page, library, outlet, places, told
):
    id = open_store(library).articles()["id"].iloc[0]
    app = open_page(library, "articles", {"read": id})
    draft = BoilerplateDraft(id, (0, 9), "Five years", outlet, places)
    app.session_state["kept_boilerplate-draft"] = draft
    app.run()
    assert told in " ".join(str(one.value) for one in app.caption)
    assert not [one for one in app.radio if one.label == "Where"]
    next(one for one in app.button if one.label == "Leave out").click().run()
    held = open_store(library).verdicts.all(PUT_BACK)
    assert held.loc[held["note"] == "Five years", "key"].tolist() == [f"{id}.0.9"]


def test_the_name_of_an_outlet_is_no_link_in_the_dialog(open_page, library):
    outlet = "[Reuters](http://evil.example/login) :red[Sign in again]"
    shown = r"\[Reuters\]\(http\:\/\/evil\.example\/login\) \:red\[Sign in again\]"
    first, second = open_store(library).articles()["id"].iloc[:2]
    app = open_page(library, "articles", {"read": first})
    for others in ({}, {second: [(0, 9)]}):
        draft = BoilerplateDraft(first, (0, 9), "Five years", outlet, others)
        app.session_state["kept_boilerplate-draft"] = draft
        app.run()
        options = [label for one in app.radio for label in one.options]
        told = " ".join([*(str(one.value) for one in app.caption), *options])
        assert outlet not in told
        assert shown in told
