"""What a corpus takes over from the one before it, and what it does not."""

import shutil

import pandas as pd
import pytest

from components.analysis.entities import Decision, Target
from components.analysis.pipeline.kept_values import MarkedValues
from components.analysis.selection import Settings
from components.app.tables.read_corpus import apply_names, read_corpus
from components.app.worker.result_tables import read_decided
from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store

# By the properties of a corpus on which of its tables each rests.
OF_PAIRS = ("families", "sharing", "closest")
OF_ARTICLES = ("labels", "ticks", "rows")


@pytest.fixture
def library(sample_library, tmp_path):
    """A copy of the sample library, with its tables."""
    open_store(sample_library).close()
    path = shutil.copy(sample_library.removeprefix("sqlite:///"), tmp_path / "own.sqlite")
    return open_store(f"sqlite:///{path}")


def read(library, kept=None, decisions=()):
    corpus = read_corpus(library, "", Settings(), read_decided(library), kept)
    return apply_names(corpus, "", decisions)


def assert_equal(one, other):
    for name in (*OF_PAIRS, *OF_ARTICLES, "names", "taken", "points", "mentions", "spans"):
        a, b = getattr(one, name), getattr(other, name)
        assert a.equals(b) if isinstance(a, (pd.DataFrame, pd.Index)) else a == b, name


def test_what_rests_on_tables_that_stayed_is_taken_over_when_an_article_is_added(library):
    kept = MarkedValues()
    before = read(library, kept)
    seen = {name: getattr(before, name) for name in (*OF_PAIRS, *OF_ARTICLES)}
    library.add(
        [Article(id="ferry", title="Ferry to stop", text="The ferry to Wendle stops in May.")]
    )
    now = read(library, kept)
    assert all(getattr(now, name) is seen[name] for name in OF_PAIRS)
    assert not any(getattr(now, name) is seen[name] for name in OF_ARTICLES)
    assert now.mentions is before.mentions
    assert_equal(now, read(library))


def test_after_the_work_it_is_as_if_nothing_had_been_taken_over(library):
    kept = MarkedValues()
    before = read(library, kept)
    first = library.articles()["id"].iloc[0]
    text = library.texts([first])[first]
    library.add([Article(id="print", title="A print of it", text=text.replace("the", "a", 3))])
    work_through(library)
    now = read(library, kept)
    assert len(now.relations) > len(before.relations)
    assert_equal(now, read(library))


def test_a_decision_on_a_name_is_not_hidden_by_mentions_of_before(library):
    kept = MarkedValues()
    name = str(read(library, kept).mentions["entity"].value_counts().index[0])
    kind = str(read(library, kept).mentions.query("entity == @name")["type"].iloc[0])
    decided = [Decision("rename", (Target(name, kind),), into="Somebody Else")]
    renamed = read(library, kept, decided)
    assert "Somebody Else" in set(renamed.mentions["entity"])
    assert "Somebody Else" not in set(read(library, kept).mentions["entity"])
