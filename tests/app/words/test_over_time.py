"""Terms over time, neighbours and groups on the page Words."""

import pytest

from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store


def captions(app):
    return " ".join(str(one.value) for one in app.caption)


def titles(app):
    return [one.value for one in app.subheader]


@pytest.fixture(scope="module")
def undated(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('undated') / 'library.sqlite'}"
    store = open_store(url)
    store.add([Article(id=f"{1:012x}", title="", text="One ferry left the pier.", source="Wire")])
    work_through(store)
    return url


def test_without_a_term_the_page_says_how_to_choose_one(open_page, sample_library):
    app = open_page(sample_library, "words", {"words-view": "Over time"})
    assert not app.exception
    assert "Choose up to eight words or phrases" in captions(app)


def test_the_selected_term_is_drawn(open_page, sample_library):
    app = open_page(sample_library, "words", {"words-view": "Over time", "term": "strike"})
    assert not app.exception
    assert app.multiselect(key="over-time-terms").value == ["strike"]


@pytest.mark.parametrize(
    ("view", "chosen", "offered"),
    [
        ("Distinctive words", "", "Show over time"),
        ("Over time", "pier", "Add to the chart"),
        ("Over time", "", None),
    ],
)
def test_a_term_is_offered_to_the_chart_where_it_is_not_in_it(
    open_page, sample_library, view, chosen, offered
):
    query = {"words-view": view, "term": "strike"} | ({"over-time": chosen} if chosen else {})
    app = open_page(sample_library, "words", query)
    labels = {one.label for one in app.button}
    assert labels & {"Show over time", "Add to the chart"} == ({offered} if offered else set())


def test_few_articles_are_said_to_be_too_few_for_a_trend(open_page, sample_library):
    query = {"words-view": "Over time", "over-time": "strike", "q": "strike"}
    app = open_page(sample_library, "words", query)
    assert "Too little for a trend: 3 dated articles in 2 periods" in captions(app)


def test_copies_of_a_report_are_counted_once_when_they_are_to_be(open_page, sample_library):
    query = {"words-view": "Over time", "over-time": "strike", "q": "strike", "once": "80"}
    app = open_page(sample_library, "words", query)
    assert "1 dated article of one period only" in captions(app)
    assert "Too little" not in captions(app)


def test_without_dates_nothing_is_drawn_and_said_why(open_page, undated):
    app = open_page(undated, "words", {"words-view": "Over time", "term": "ferry"})
    assert "None of these articles has a date" in captions(app)


def test_few_places_are_said_to_be_too_few_for_the_measures(open_page, sample_library):
    app = open_page(sample_library, "words", {"term": "zelenskyy"})
    assert "Neighbours" in titles(app)
    assert "Only 9 places: too few for the measures" in captions(app)


def test_only_lines_with_the_neighbour_of_the_link_are_shown(open_page, sample_library):
    query = {"term": "zelenskyy", "neighbour": "volodymyr"}
    app = open_page(sample_library, "words", query)
    assert not app.exception
    assert "Only lines with “volodymyr” within 5 words" in [one.value for one in app.text]


def test_sources_are_compared_side_by_side(open_page, sample_library):
    app = open_page(sample_library, "words", {"words-view": "Groups side by side"})
    assert not app.exception
    assert "Words of each group against the rest" in titles(app)
    assert len(app.multiselect(key="compared-Sources").value) == 6


def test_one_source_is_compared_with_another(open_page, sample_library):
    query = {"words-view": "Groups side by side", "groups-how": "One against another"}
    app = open_page(sample_library, "words", query)
    assert not app.exception
    assert titles(app)[:2] == ["More frequent in A", "More frequent in B"]


def test_without_tags_there_are_no_groups_of_them(open_page, sample_library):
    query = {"words-view": "Groups side by side", "groups-by": "Tags"}
    app = open_page(sample_library, "words", query)
    assert "Articles are tagged on the Articles page" in captions(app)
