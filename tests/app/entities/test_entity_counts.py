"""How often entities are mentioned, as counts and as rates."""


def test_rates_are_for_each_thousand_words(open_page, library):
    app = open_page(library, "entities", {"counted": "per 1,000 words"})
    assert not app.exception
    assert "Counted in" in " ".join(str(one.value) for one in app.caption)
