"""An article that its agency killed is marked wherever it stands."""

from datetime import date

from components.app.caches import open_library
from components.corpus.article import Article
from components.corpus.store import open_store

KILLED = Article(
    "aa",
    "Ferry late",
    "The ferry to Wendle was late on Monday.",
    "Agency North",
    published=date(2024, 5, 3),
    bases={"source": "provider of the news item"},
    details={"status": "killed", "note": "Do not use."},
)


def test_it_is_marked_in_labels_axes_table_and_details(open_page, home):
    store = open_store(home)
    store.add([KILLED])
    store.edit("aa", author="Ann", who="Noor")
    app = open_page(home, "articles", {"read": "aa", "part": "Details"})
    corpus = open_library.corpus_at(open_library.stamp())
    assert corpus.labels == {"aa": "KILLED · Ferry late"}
    assert corpus.ticks == {"aa": "KILLED · Agency North 3 May 2024"}
    (table,) = app.dataframe
    assert table.value["label"].tolist() == ["KILLED · Ferry late"]
    told = "\n".join(one.value for one in app.text)
    assert "Source: Agency North (from provider of the news item)" in told
    assert "Author: Ann (typed by an analyst)" in told
    assert "Status: KILLED\nNote to editors: Do not use." in told
    store.remove(["aa"])
    assert list(open_library.written().removed["label"]) == ["KILLED · Ferry late"]
    store.close()
