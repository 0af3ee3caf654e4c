"""The versions that stand side by side on Compare, and how they are chosen."""

import pytest

from components.corpus.store import open_store


@pytest.fixture
def ids(sample_library):
    store = open_store(sample_library)
    found = store.articles()["id"].tolist()
    store.close()
    return found[:4]


def pair_in_link(app):
    pair = app.query_params["pair"]
    return pair if isinstance(pair, str) else pair[0]


def test_two_versions_that_are_chosen_at_once_are_both_taken(open_page, sample_library, ids):
    first, second, third, fourth = ids
    app = open_page(sample_library, "compare", {"pair": f"{first}.{second}"})
    app.selectbox[0].set_value(third)
    app.selectbox[1].set_value(fourth)
    app.run()
    assert not app.exception
    assert pair_in_link(app) == f"{third}.{fourth}"


def test_a_version_that_is_chosen_just_before_swapping_is_the_one_that_is_swapped(
    open_page, sample_library, ids
):
    first, second, third, _ = ids
    app = open_page(sample_library, "compare", {"pair": f"{first}.{second}"})
    app.selectbox[1].set_value(third)
    next(one for one in app.button if one.label == "Swap").click().run()
    assert not app.exception
    assert pair_in_link(app) == f"{third}.{first}"


def test_one_article_that_is_chosen_for_two_columns_at_once_changes_nothing(
    open_page, sample_library, ids
):
    first, second, third, _ = ids
    app = open_page(sample_library, "compare", {"pair": f"{first}.{second}"})
    app.selectbox[0].set_value(third)
    app.selectbox[1].set_value(third)
    app.run()
    assert not app.exception
    assert pair_in_link(app) == f"{first}.{second}"
    assert [box.value for box in app.selectbox][:2] == [first, second]
