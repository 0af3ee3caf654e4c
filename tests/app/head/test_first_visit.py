"""The invented sample beside an article of one's own: marked wherever it is shown, taken out."""

import json
import re
import shutil

import pytest

from components.analysis.pipeline.step_inputs import Decided
from components.analysis.selection import Settings
from components.app.tables.read_corpus import read_corpus
from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store

MARK = "Sample · "
OWN = Article(
    "0" * 12,
    "Tram depot at Ostrava reopens",
    "The tram depot at Ostrava opened again on Friday, the city said. Mayor Jana Kovar called it "
    "“a good day for the east of the city”.",
    source="Ostrava Daily",
    language="en",
)
PAGES = [
    *("overview", "compare", "lineage", "entities", "quotations", "figures", "words", "articles"),
    *("library", "notes", "add"),
]


@pytest.fixture(scope="module")
def both(sample_library, tmp_path_factory):
    """The sample, and one article of one's own."""
    path = tmp_path_factory.mktemp("both") / "library.sqlite"
    shutil.copy(sample_library.removeprefix("sqlite:///"), path)
    store = open_store(f"sqlite:///{path}")
    store.add([OWN])
    work_through(store)
    store.close()
    return f"sqlite:///{path}"


@pytest.fixture
def own_copy(both, tmp_path):
    shutil.copy(both.removeprefix("sqlite:///"), tmp_path / "library.sqlite")
    return f"sqlite:///{tmp_path / 'library.sqlite'}"


def strings_of(value):
    if isinstance(value, str):
        if value[:1] in "{[":
            try:
                yield from strings_of(json.loads(value))
                return
            except ValueError:
                pass
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_of(one)
    elif isinstance(value, list):
        # What is drawn in pieces is read as one line.
        if value and all(isinstance(one, list) and isinstance(one[0], str) for one in value if one):
            yield "".join(one[0] for one in value if one)
        else:
            for one in value:
                yield from strings_of(one)


def shown_on(app):
    """Every string that the page shows, in components, in words, in tables and in choices."""
    for component in app.get("bidi_component"):
        yield from strings_of(component.proto.json)
    for element in (*app.text, *app.caption, *app.info, *app.markdown):
        yield str(element.value)
    for table in app.dataframe:
        # Columns that the page does not list are not shown.
        for column in set(table.value.columns) - ({"title"} & {*table.value.columns[1:]}):
            yield from (one for one in table.value[column] if isinstance(one, str))
    for choice in (*app.selectbox, *app.multiselect):
        yield from choice.options


def heads_of(url):
    """The titles of the sample, and where and when each appeared as an axis says it."""
    store = open_store(url)
    corpus = read_corpus(store, "0", Settings(), Decided())
    titles = store.articles().set_index("id")["title"]
    store.close()
    ticks = {corpus.ticks[article].removeprefix(MARK) for article in corpus.sample}
    return {titles[article] for article in corpus.sample} | ticks


def unmarked(app, heads):
    """Where the beginning of a head stands without the mark, but for articles that repeat it."""
    for told in shown_on(app):
        for head in heads:
            for found in re.finditer(rf"(?<!\w){re.escape(head[:24])}", told):
                before = told[: found.start()]
                if not before.endswith((MARK, "The post ")):
                    yield told[max(0, found.start() - 20) : found.end() + 20]


@pytest.fixture(scope="module")
def queries(both):
    """What is selected on each page, beside nothing."""
    store = open_store(both)
    articles = store.articles()
    store.close()
    strike = articles[articles["title"].str.contains("Wendle")]["id"].tolist()
    talks = articles[articles["source"] == "The Harbour Post"]["id"].tolist()
    return {
        "overview": [{"pair": ".".join(strike[:2])}],
        "compare": [{"pair": f"{OWN.id}.{talks[0]}"}],
        "entities": [{"entity": "Vladimir Putin"}],
        "words": [{"term": "talks"}],
        "articles": [{"q": "Zelensky"}, {"read": talks[0]}],
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_row_and_chart_that_shows_an_article_of_the_sample_says_so(
    open_page, both, queries, page
):
    heads = heads_of(both)
    for query in ({}, *queries.get(page, ())):
        app = open_page(both, page, query)
        assert not app.exception
        assert list(unmarked(app, heads)) == [], query


@pytest.mark.parametrize("page", ["overview", "compare", "articles"])
def test_an_article_of_ones_own_bears_no_mark(open_page, both, page):
    told = [one for one in shown_on(open_page(both, page)) if OWN.title in one]
    assert told
    assert not [one for one in told if f"{MARK}{OWN.title}" in one]


def words_on(app):
    return " ".join(str(element.value) for element in (*app.text, *app.caption, *app.info))


def button(app, label):
    return next((one for one in app.button if one.label == label), None)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_offers_to_take_the_sample_out_from_among_ones_own(open_page, both, page):
    app = open_page(both, page)
    assert "15 invented articles, marked “Sample” and counted in every chart" in words_on(app)
    assert button(app, "Remove the sample")


def test_the_sample_alone_is_offered_to_be_taken_out_where_articles_are_added_and_kept(
    open_page, sample_library
):
    for page in PAGES:
        app = open_page(sample_library, page)
        offered = button(app, "Remove the sample") is not None
        assert offered == (page in ("library", "add")), page


def test_a_library_without_the_sample_says_nothing_of_it(open_page, home):
    store = open_store(home)
    store.add([OWN])
    work_through(store)
    store.close()
    for page in ("overview", "library", "add"):
        app = open_page(home, page)
        assert button(app, "Remove the sample") is None
        assert "Sample" not in words_on(app)


def test_the_sample_is_taken_out_by_one_click_and_comes_back_by_another(open_page, own_copy):
    app = open_page(own_copy, "add")
    button(app, "Remove the sample").click().run()
    assert "Moved the sample to the bin." in words_on(app)
    assert button(app, "Remove the sample") is None
    store = open_store(own_copy)
    assert store.articles()["id"].tolist() == [OWN.id]
    assert len(store.articles(removed=True)) == 15
    button(app, "Undo").click().run()
    assert len(store.articles()) == 16
    assert button(app, "Remove the sample")
    store.close()


def test_the_library_undoes_it_in_its_latest_changes(open_page, own_copy):
    app = open_page(own_copy, "library")
    button(app, "Remove the sample").click().run()
    rows = [one for one in shown_on(app) if "15 articles" in one]
    assert rows
    store = open_store(own_copy)
    (batch,) = store.changes()["batch"].unique()
    store.undo_batch(int(batch))
    assert len(store.articles()) == 16
    store.close()


def test_an_edit_a_copy_and_an_export_keep_the_mark(open_page, own_copy, tmp_path):
    store = open_store(own_copy)
    first = store.articles().set_index("source")["id"]["The Harbour Post"].iloc[0]
    store.edit(first, title="Another headline", source="Another paper", published=None)
    store.export_to(tmp_path / "all.zip")
    store.close()
    copy = open_store(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    copy.import_from(tmp_path / "all.zip")
    corpus = read_corpus(copy, "0", Settings(), Decided())
    copy.close()
    assert len(corpus.sample) == 15
    assert corpus.labels[first] == f"{MARK}Another headline"
    assert corpus.ticks[first].startswith(MARK)
    assert OWN.id not in corpus.sample


@pytest.mark.parametrize("page", ["overview", "lineage"])
def test_an_empty_library_invites_to_add_articles_and_nothing_seems_on_its_way(
    open_page, home, page
):
    app = open_page(home, page)
    assert any("This library is empty" in str(one.value) for one in app.info)
    assert not app.get("skeleton")


def test_an_article_with_a_title_of_the_sample_is_not_taken_for_one_of_it(home):
    store = open_store(home)
    title = "With Peace Talks Stalled, Zelensky Asks Putin for a Meeting of Two"
    store.add([Article("1" * 12, title, OWN.text, source="The Harbour Post", language="en")])
    corpus = read_corpus(store, "0", Settings(), Decided())
    store.close()
    assert not corpus.sample
    assert corpus.labels["1" * 12] == title


def test_the_closest_pair_is_one_of_ones_own(open_page, own_copy):
    store = open_store(own_copy)
    text = f"{OWN.text} Trams had not run there since March. Buses stop on Sunday."
    other = Article("2" * 12, "Ostrava trams return", text, source="Moravia Now", language="en")
    store.add([other])
    work_through(store)
    store.close()
    told = words_on(open_page(own_copy, "overview"))
    assert re.search(r"A  (Tram depot|Ostrava trams)", told)
    told = words_on(open_page(own_copy, "compare"))
    assert "the two most similar articles that are not in the sample" in told
