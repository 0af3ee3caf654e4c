"""Similarity on the Overview: the matrix and its order, the pairs, what is not compared yet."""

import base64
import json
import random
import shutil

import numpy as np
import pytest

from components.analysis.collection.tfidf import TfidfSettings, list_stop_words, term_weights
from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store

REPORT = (
    "The harbour master of Wendle closed the north quay on Monday after a night of storms. "
    "Ferries will sail from the old pier until engineers have looked at the cranes."
)
OTHER = "Rain fell on the fields of Carrow, and nobody there could say when it would end."


def captions(app):
    return " ".join(str(c.value) for c in app.caption)


def figures(app):
    drawn = [json.loads(c.proto.json) for c in app.get("bidi_component") if c.proto.json]
    return {one["alt"]: json.loads(one["figure"]) for one in drawn if "figure" in one}


def one(app, start):
    return next(figure for alt, figure in figures(app).items() if alt.startswith(start))


def test_the_matrix_is_ordered_by_date_or_source_when_the_link_says_so(overview):
    by_date = one(overview(**{"matrix-order": "Date"}), "Similarity")["data"][0]["customdata"]
    by_source = one(overview(**{"matrix-order": "Source"}), "Similarity")["data"][0]["customdata"]
    assert [row[0][0] for row in by_date] != [row[0][0] for row in by_source]
    assert sorted(row[0][0] for row in by_date) == sorted(row[0][0] for row in by_source)


def test_the_order_that_was_called_likeness_is_that_by_similarity(overview):
    def order(**link):
        cells = one(overview(**link), "Similarity")["data"][0]["customdata"]
        return [row[0][0] for row in cells]

    assert order(**{"matrix-order": "Likeness"}) == order() != order(**{"matrix-order": "Date"})


def shuffle(text, number):
    """The words of a text in another order, so that no passage is the same."""
    words = text.split()
    return " ".join(random.Random(number).sample(words, len(words)))


@pytest.fixture(scope="module")
def alike(tmp_path_factory):
    """A library in which most pairs are not kept: 40 reports in the same words from either desk.

    And strangers.
    """
    url = f"sqlite:///{tmp_path_factory.mktemp('alike') / 'library.sqlite'}"
    store = open_store(url)
    desks = [("North Desk", REPORT)] * 40 + [("South Desk", REPORT)] * 40 + [("Far", OTHER)] * 20
    store.add(
        Article(
            f"{n:012x}", f"Report {n}", f"{shuffle(words, n)} Line{n % 9}.", desk, language="en"
        )
        for n, (desk, words) in enumerate(desks)
    )
    work_through(store)
    articles = store.articles()
    texts = store.texts(articles["id"])
    words = [f"{title}\n\n{texts[id]}" for id, title in articles[["id", "title"]].to_numpy()]
    # scikit-learn cuts words at apostrophes and says so of one that has any.
    common = tuple(word for word in list_stop_words("en") if "'" not in word)
    matrix = term_weights(words, TfidfSettings(stop_words=common)).matrix
    store.close()
    return url, articles["id"].tolist(), (matrix @ matrix.T).toarray()


def grid_of(app):
    heat = one(app, "Similarity")["data"][0]
    order = [row[0][0] for row in heat["customdata"]]
    packed = base64.b64decode(heat["z"]["bdata"])
    grid = np.frombuffer(packed, heat["z"]["dtype"]).reshape(len(order), -1)
    return order, grid, heat


def test_every_cell_of_a_narrowed_matrix_is_the_cosine_in_the_whole_library(open_page, alike):
    url, ids, cosines = alike
    order, grid, _ = grid_of(open_page(url, "overview", {"source": "South Desk"}))
    assert len(order) == 40
    rows = [ids.index(article) for article in order]
    expected = cosines[np.ix_(rows, rows)]
    apart = ~np.eye(40, dtype=bool)
    assert expected[apart].min() > 0.4
    np.testing.assert_allclose(grid[apart], expected[apart], atol=1e-9)


def test_a_narrowed_list_of_pairs_has_all_that_the_matrix_has(open_page, alike):
    url, _, _ = alike
    app = open_page(url, "overview", {"source": "South Desk"})
    assert "The first 30 of 780; the table has all." in captions(app)


def test_two_articles_whose_pair_is_not_kept_are_compared_when_selected(open_page, alike):
    url, ids, cosines = alike
    store = open_store(url)
    kept = {frozenset(two) for two in store.results.frame("pairs").frame[["a", "b"]].to_numpy()}
    store.close()
    far = next((a, b) for a in ids for b in ids if a != b and frozenset((a, b)) not in kept)
    app = open_page(url, "overview", {"article": list(far)})
    order, grid, heat = grid_of(app)
    expected = cosines[ids.index(order[0]), ids.index(order[1])]
    assert grid[0, 1] == pytest.approx(expected)
    assert f"cosine {expected:.2f}" in heat["hovertext"][0][1]
    app = open_page(url, "compare", {"pair": f"{far[0]}.{far[1]}"})
    shown = [o for s in app.selectbox if s.label.startswith("Version") for o in s.options]
    assert any(o.endswith(f"({expected:.2f})") for o in shown)


def test_what_was_not_compared_yet_has_no_cosine(open_page, alike, tmp_path):
    url, _, _ = alike
    shutil.copy(url.removeprefix("sqlite:///"), tmp_path / "own.sqlite")
    own = f"sqlite:///{tmp_path / 'own.sqlite'}"
    store = open_store(own)
    new = Article("f" * 12, "New", f"{REPORT} And more.", "South Desk", language="en")
    store.add([new])
    store.close()
    order, grid, heat = grid_of(open_page(own, "overview", {"source": "South Desk"}))
    row = order.index(new.id)
    assert np.isnan(grid[row]).all()
    assert np.isnan(grid[:, row]).all()
    assert not (grid == 0).any()
    assert heat["hovertext"][row][row - 1].endswith("not compared yet")


@pytest.mark.parametrize(
    ("third", "title", "named"),
    [
        (f"{REPORT} Trams run.", "The most similar pair that differs", "Third"),
        (OTHER, "The most similar pair", "Second"),
    ],
)
def test_the_pair_with_its_changes_is_called_what_it_is_beside_an_identical_one(
    open_page, tmp_path, third, title, named
):
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    texts = {"First": REPORT, "Second": f"{REPORT}\n", "Third": third}
    store.add(
        Article(f"{n:012x}", name, text, language="en")
        for n, (name, text) in enumerate(texts.items())
    )
    work_through(store)
    store.close()
    app = open_page(url, "overview")
    assert title in [one.value for one in app.subheader]
    assert any(f"B  {named}" in str(one.value) for one in app.text)
