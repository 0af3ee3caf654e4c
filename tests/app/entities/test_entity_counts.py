"""How often entities are mentioned, as counts and as rates, and by which articles."""

import re

from components.app.entities import entity_counts


def test_rates_are_for_each_thousand_words(open_page, library):
    app = open_page(library, "entities", {"counted": "per 1,000 words"})
    assert not app.exception
    assert "Counted in" in " ".join(str(one.value) for one in app.caption)


def test_the_grid_says_which_articles_it_has_and_how_much_it_leaves_out(
    open_page, sample_library, monkeypatch
):
    monkeypatch.setattr(entity_counts, "ARTICLES_SHOWN", 4)
    app = open_page(sample_library, "entities")
    assert not app.exception
    told = next(one.value for one in app.caption if "that name most of them" in one.value)
    numbers = [int(one) for one in re.findall("[0-9]+", told)]
    columns, entities, shown, articles, some, none = numbers
    assert (columns, shown) == (15, 4)
    assert entities > columns
    assert some + none == articles - shown
