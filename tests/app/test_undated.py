"""A library in which no article has a date, as five pasted texts are: every page opens on it."""

from pathlib import Path

import pytest

from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(page.stem for page in (ROOT / "components" / "app" / "pages").glob("[a-z]*.py"))
FIRST = "The old weir at Marlow Bend gave way on Friday night and flooded forty gardens. "
LAST = "Repairs will cost 1.2 million pounds and cannot begin before the river falls in spring."


@pytest.fixture(scope="module")
def undated(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('undated') / 'library.sqlite'}"
    store = open_store(url)
    text = f"{FIRST}{LAST}"
    versions = {"aaaaaaaaaaa1": text, "aaaaaaaaaaa2": text.replace("1.2", "1.4")}
    store.add([Article(id, f"Weir {id[-1]}", words, "") for id, words in versions.items()])
    work_through(store)
    store.close()
    return url


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", [{}, {"once": "50"}], ids=["all", "copies once"])
def test_a_page_opens_where_no_article_has_a_date(open_page, undated, page, query):
    app = open_page(undated, page, query)
    assert not app.exception
    assert not app.error


def test_the_family_of_undated_versions_is_listed(open_page, undated):
    assert "1 family at 30 %." in [one.value for one in open_page(undated, "lineage").caption]
