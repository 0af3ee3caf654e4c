"""Each page full, empty, and on a link that asks for what is not there."""

import json

import pytest

from components.corpus.store import open_store

PAGES = [
    "overview",
    "compare",
    "lineage",
    "quotations",
    "figures",
    "entities",
    "words",
    "articles",
    "library",
    "notes",
    "add",
]


def words_on(app):
    shown = [*app.text, *app.info, *app.warning, *app.caption, *app.title, *app.subheader]
    return " ".join(str(element.value) for element in shown)


def components_of(app):
    return [element.proto for element in app.get("bidi_component")]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_on_the_sample_corpus(open_page, sample_library, page):
    app = open_page(sample_library, page)
    assert not app.exception
    assert app.title[0].value.split()[0].lower() == page


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_library_says_what_to_do(open_page, tmp_path, page):
    app = open_page(f"sqlite:///{tmp_path / 'empty.sqlite'}", page)
    assert not app.exception
    links = [link.proto.label for link in app.get("page_link")]
    assert "Add" in words_on(app) or "Add articles" in links


@pytest.mark.parametrize("page", PAGES)
def test_a_link_to_what_is_not_there_is_answered_in_words(open_page, sample_library, page):
    link = {"pair": "000000000000.111111111111", "entity": "Nobody At All", "days": "x..y"}
    app = open_page(sample_library, page, link)
    assert not app.exception
    assert "not in this library" in words_on(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_single_article_is_no_reason_to_fail(open_page, tmp_path, sample_library, page):
    url = f"sqlite:///{tmp_path / 'one.sqlite'}"
    sample = open_store(sample_library)
    open_store(url).add([sample.article(sample.articles()["id"][0])])
    assert not open_page(url, page).exception


def test_compare_counts_the_sentences_of_the_pair_in_the_link(open_page, sample_library):
    articles = open_store(sample_library).articles().set_index("source")
    first, second = articles.loc["The Estuary Times", "id"], articles.loc["Freight Ledger", "id"]
    app = open_page(sample_library, "compare", {"pair": f"{first}.{second}"})
    assert "sentences of A are in B" in words_on(app)
    assert [box.value for box in app.selectbox][:2] == [first, second]


def test_choosing_another_second_article_changes_the_pair(open_page, sample_library):
    articles = open_store(sample_library).articles().set_index("source")
    first, second, third = (
        articles.loc[source, "id"]
        for source in ("The Estuary Times", "Freight Ledger", "Coastline Brief")
    )
    app = open_page(sample_library, "compare", {"pair": f"{first}.{second}"})
    app.selectbox[1].select(third).run()
    assert app.query_params["pair"] in ([f"{first}.{third}"], f"{first}.{third}")


def test_a_third_version_stands_in_the_link_and_beside_the_pair(open_page, sample_library):
    articles = open_store(sample_library).articles().set_index("source")
    first, second, third = (
        articles.loc[source, "id"]
        for source in ("The Estuary Times", "Freight Ledger", "Coastline Brief")
    )
    app = open_page(sample_library, "compare", {"pair": f"{first}.{second}", "also": third})
    assert [box.value for box in app.selectbox][:3] == [first, second, third]
    # Both others have their text from the first.
    assert "sentences of A are in B" in words_on(app)
    assert "sentences of A are in C" in words_on(app)


def test_of_a_pair_that_lost_an_article_the_other_is_kept(open_page, sample_library):
    articles = open_store(sample_library).articles().set_index("source")
    kept = articles.loc["Coastline Brief", "id"]
    app = open_page(sample_library, "compare", {"pair": f"{kept}.000000000000"})
    assert kept in [box.value for box in app.selectbox]
    assert "not in this library" in words_on(app)


def test_what_a_version_leaves_out_is_asked_for_in_the_link(open_page, sample_library):
    articles = open_store(sample_library).articles().set_index("source")
    pair = ".".join(articles.loc[["The Estuary Times", "Coastline Brief"], "id"])
    app = open_page(sample_library, "compare", {"pair": pair, "of": "A", "omitted": "only here"})
    chosen = {group.key: group.value for group in app.get("segmented_control")}
    assert not app.exception
    assert "Compared with 2 related articles" in words_on(app)
    assert chosen["of"] == "A"


def test_the_link_of_an_entity_narrows_the_articles(open_page, sample_library):
    app = open_page(sample_library, "articles", {"entity": "Maren Vollan"})
    counted = next(c.value for c in app.caption if "of 15 articles" in c.value)
    assert 0 < int(counted.split()[0]) < 15


def test_a_search_in_the_link_narrows_the_articles(open_page, sample_library):
    app = open_page(sample_library, "articles", {"q": "museum sea"})
    assert any(c.value == "1 of 15 articles." for c in app.caption)


def test_a_search_that_cannot_be_understood_is_explained(open_page, sample_library):
    app = open_page(sample_library, "overview", {"q": "(museum OR"})
    assert not app.exception
    (warning,) = app.warning
    assert "This bracket is never closed" in warning.value
    assert "missing after OR" in warning.value
    assert app.query_params["q"] in ("(museum OR", ["(museum OR"])


def test_titles_reach_the_page_only_as_data(open_page, tmp_path):
    from components.corpus.article import Article

    hostile = "![x](https://tracker.example/a.png) <img src=x onerror=alert(1)> :red[x]"
    url = f"sqlite:///{tmp_path / 'hostile.sqlite'}"
    texts = ("One bridge closed on Monday.", "One bridge closed on Tuesday.")
    open_store(url).add(
        [Article(id=f"{n:012x}", title=hostile, text=text) for n, text in enumerate(texts)]
    )
    for page in PAGES:
        app = open_page(url, page)
        assert not app.exception
        for kind in ("markdown", "caption", "title", "subheader", "info", "warning", "html"):
            for element in app.get(kind):
                assert "tracker.example" not in json.dumps(str(element.proto)), (page, kind)


def test_what_counts_stands_in_the_link_and_changes_what_is_compared(open_page, sample_library):
    articles = open_store(sample_library).articles().set_index("source")
    pair = ".".join(
        articles.loc[[name], "id"].iloc[0] for name in ("The Harbour Post", "Podil Wire")
    )

    def counted(**link):
        app = open_page(sample_library, "compare", {"pair": pair, **link})
        app.session_state["what-counts"] = True  # the panel is open
        app.run()
        return words_on(app), next(t.value for t in app.caption if "are in B" in t.value)

    usual, without = counted(), counted(without="quotations")
    assert usual[1] != without[1]
    assert "compared again" in without[0]
    assert "compared again" not in usual[0]


def test_articles_in_two_languages_are_said_not_to_be_comparable(open_page, sample_library):
    articles = open_store(sample_library).articles().set_index("source")
    pair = ".".join(articles.loc[["The Harbour Post", "Правий берег"], "id"].iloc[[0, -1]])
    app = open_page(sample_library, "compare", {"pair": pair})
    assert "cannot be compared word by word" in words_on(app)


def test_an_article_without_words_is_compared_in_words(open_page, tmp_path):
    from components.corpus.article import Article

    url = f"sqlite:///{tmp_path / 'bare.sqlite'}"
    texts = ("", "The tram was late on Monday.", "A \u202eferry\u200b sank.")
    open_store(url).add(
        [Article(id=f"{n:012x}", title="", text=text) for n, text in enumerate(texts)]
    )
    for pair in ("000000000000.000000000001", "000000000001.000000000002"):
        app = open_page(url, "compare", {"pair": pair})
        assert not app.exception
        assert "to compare" in words_on(app)


@pytest.mark.parametrize("page", ["overview", "compare"])
def test_of_two_articles_that_share_no_sentence_no_change_is_claimed(
    open_page, sample_library, page
):
    articles = open_store(sample_library).articles().set_index("source")
    pair = ".".join(articles.loc[["The Saturday Whistle", "Wendle Evening Echo"], "id"])
    words = words_on(open_page(sample_library, page, {"pair": pair}))
    assert "not versions of one text" in words
    assert "The most important changes" not in words


def test_what_is_chosen_on_a_page_keeps_nobody_from_leaving_it(open_page, sample_library):
    app = open_page(sample_library, "overview", {"matrix-order": "Date"})
    button = next(one for one in app.button if one.label == "Compare side by side")
    button.click().run()
    assert not app.error
    assert app.title[0].value == "Compare"
    assert [*app.query_params] == ["pair"]


def test_any_word_is_enough_until_the_switch_or_the_link_asks_for_all(open_page, sample_library):
    store = open_store(sample_library)
    some, both = (len(store.find("zelensky talks", every=every)) for every in (False, True))
    assert 0 < both < some
    total = len(store.articles())
    app = open_page(sample_library, "articles", {"q": "zelensky talks"})
    assert f"{some} of {total} articles." in words_on(app)
    (switch,) = [one for one in app.button_group if one.label == "Articles with"]
    switch.set_value("All words").run()
    assert f"{both} of {total} articles." in words_on(app)
    assert app.query_params["match"] in ("all", ["all"])
    again = open_page(sample_library, "articles", {"q": "zelensky talks", "match": "all"})
    assert f"{both} of {total} articles." in words_on(again)


def test_what_is_not_understood_of_a_search_is_told_beside_its_results(open_page, sample_library):
    store = open_store(sample_library)
    found, total = len(store.find("museum")), len(store.articles())
    app = open_page(sample_library, "articles", {"q": "titel:museum"})
    (warning,) = app.warning
    assert "There is no field “titel”" in warning.value
    assert f"{found} of {total} articles." in words_on(app)


def test_what_was_typed_is_told_as_it_was_typed(open_page, sample_library):
    app = open_page(sample_library, "articles", {"q": "source: ![x](http://example.org/x.png)~1"})
    assert all("![" not in warning.value for warning in app.warning)


def test_how_to_search_can_be_read(open_page, sample_library):
    app = open_page(sample_library, "overview")
    assert any("`date:2019-11`" in element.value for element in app.markdown)
