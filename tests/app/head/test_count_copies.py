"""Copies of a text counted once, on the sample.

Two of its stories are printed by three outlets each: the first prints are The Estuary Times and The
Harbour Post, and Freight Ledger, Coastline Brief, Podil Wire and Lakeshore Register have copies.
"""

import json

import pytest

from components.corpus.store import open_store

TOLD = (
    "6 articles of 2 families counted once: 4 left out, because 80 % or more of their words are "
    "in another."
)


def captions(app):
    return [str(one.value) for one in app.caption]


def charts(app):
    drawn = [json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.json]
    return {one["alt"]: json.loads(one["figure"]) for one in drawn if "figure" in one}


def bar(app, lead, name):
    """The length of the bar of a name in the chart whose text alternative begins so."""
    figure = next(one for alt, one in charts(app).items() if alt.startswith(lead))
    bars = figure["data"][0]
    return dict(zip((one[0] if isinstance(one, list) else one for one in bars["customdata"]),
                    bars["x"], strict=True))[name]  # fmt: skip


@pytest.mark.parametrize(("query", "articles"), [({}, 15), ({"once": "80"}, 11)])
def test_the_overview_counts_fifteen_articles_or_eleven_texts(
    open_page, sample_library, query, articles
):
    app = open_page(sample_library, "overview", query)
    (line,) = [h.value for h in app.get("html") if "<dt>articles" in str(h.value)]
    assert f"<dd>{articles}</dd>" in line
    told = [words for words in captions(app) if words.startswith(TOLD)]
    # Under the figures, the names and the timeline.
    assert len(told) == (3 if query else 0)


@pytest.mark.parametrize(("query", "mentions"), [({}, 10), ({"once": "80"}, 5)])
def test_a_name_in_three_versions_is_counted_in_the_first(
    open_page, sample_library, query, mentions
):
    """Kestrel is named five times in The Estuary Times, three and two times in its copies."""
    app = open_page(sample_library, "entities", query)
    assert bar(app, "Most named", "Kestrel") == mentions


@pytest.mark.parametrize(("query", "quotations"), [({}, 2), ({"once": "80"}, 1)])
def test_a_quotation_is_counted_in_the_first(open_page, sample_library, query, quotations):
    """Amara Nwosu is quoted in The Estuary Times and in Freight Ledger."""
    app = open_page(sample_library, "quotations", query)
    assert bar(app, "Most quoted", "Amara Nwosu") == quotations


@pytest.mark.parametrize("query", [{}, {"once": "80"}])
def test_a_copy_counts_where_what_it_copies_is_not_selected(open_page, sample_library, query):
    """Harold T. Wexley is quoted by Podil Wire, and later by The Harbour Post.

    The article that Podil Wire has its text from does not quote him.
    """
    app = open_page(sample_library, "overview", {"speaker": "Harold T. Wexley", **query})
    (line,) = [h.value for h in app.get("html") if "<dt>article" in str(h.value)]
    assert "<dt>articles</dt><dd>2</dd>" in line


@pytest.mark.parametrize(("query", "places"), [({}, 12), ({"once": "80"}, 4)])
def test_a_word_is_counted_in_the_first(open_page, sample_library, query, places):
    """“strike” stands four times in each version of the story of the port."""
    app = open_page(sample_library, "words", {"term": '"strike"', **query})
    assert any(words.startswith(f"{places} places in") for words in captions(app))


@pytest.mark.parametrize(("query", "numbers"), [({}, 109), ({"once": "80"}, 82)])
def test_numbers_are_counted_in_the_first(open_page, sample_library, query, numbers):
    app = open_page(sample_library, "figures", query)
    assert f"{numbers} numbers." in captions(app)


def test_what_is_selected_decides_which_version_counts(open_page, sample_library):
    """Of the two copies alone the edited one counts, for it has the words of the shortened one."""
    ids = open_store(sample_library).articles().set_index("source")["id"]
    copies = ".".join(ids[["Freight Ledger", "Coastline Brief"]])
    app = open_page(sample_library, "entities", {"once": "80", "article": copies})
    assert bar(app, "Most named", "Kestrel") == 3
    assert any("2 articles of 1 family counted once: 1 left out" in one for one in captions(app))


def test_what_compares_versions_still_has_them_all(open_page, sample_library):
    app = open_page(sample_library, "overview", {"once": "80"})
    (matrix,) = [one for alt, one in charts(app).items() if alt.startswith("Similarity")]
    assert matrix["data"][0]["z"]["shape"] == "15, 15"


def test_with_what_no_article_reaches_all_count(open_page, sample_library):
    app = open_page(sample_library, "entities", {"once": "100"})
    assert bar(app, "Most named", "Kestrel") == 10
    assert any(words.startswith("No copies to count once") for words in captions(app))


def test_a_term_over_time_is_counted_in_the_first(open_page, sample_library):
    query = {"words-view": "Over time", "over-time": "strike", "q": "strike", "once": "80"}
    told = " ".join(captions(open_page(sample_library, "words", query)))
    # Three dated articles without it.
    assert "1 dated article of one period only" in told
    assert "3 articles of 1 family counted once: 2 left out" in told
