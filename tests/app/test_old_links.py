"""Links that name an option by a label that it no longer has on screen."""

import pytest

from components.corpus.article import Article
from components.corpus.store import open_store


def chosen(app, key):
    return app.button_group(key=key).value


def pair_of(library, *sources):
    store = open_store(library)
    articles = store.articles().set_index("source")
    store.close()
    return ".".join(articles.loc[source, "id"] for source in sources)


@pytest.mark.parametrize(
    ("page", "key", "old", "now"),
    [
        ("overview", "matrix-order", "Likeness", "Similarity"),
        ("words", "word-order", "Surest first", "Most certain first"),
        ("compare", "omitted", "what it alone has", "only here"),
        ("compare", "kinds", "how sure", ["hedge"]),
        ("compare", "kinds", ["number", "how sure"], ["number", "hedge"]),
        ("lineage", "rows", "edited on the way", "edited"),
    ],
)
def test_an_old_label_in_a_link_chooses_what_it_chose(
    open_page, sample_library, page, key, old, now
):
    about = {"pair": pair_of(sample_library, "The Estuary Times", "Freight Ledger")}
    if page == "words":
        about = {"source": "The Estuary Times"}
    app = open_page(sample_library, page, about | {key: old})
    assert not app.exception
    assert chosen(app, key) == now


def test_an_article_opens_on_its_relatives_as_an_old_link_asks(open_page, sample_library):
    article = pair_of(sample_library, "The Estuary Times")
    app = open_page(sample_library, "articles", {"read": article, "part": "Relatives"})
    assert not app.exception
    assert chosen(app, "part") == "Related"
    assert app.query_params["part"] in ("Related", ["Related"])


def test_notes_of_one_kind_are_listed_as_an_old_link_asks(open_page, tmp_path):
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    store.add([Article("0" * 12, "Ferry late", "The ferry was late on Monday.")])
    store.verdicts.set("verb", "opine", "say", who="Bo")
    store.close()
    app = open_page(url, "notes", {"kind": "verb of saying"})
    assert not app.exception
    assert app.multiselect(key="kind").value == ["reporting verb"]
