import numpy as np
import pandas as pd
import pytest

from components.analysis.collection.tfidf import term_weights
from components.analysis.collection.words.projection import place_articles, reduce_articles

SUBJECTS = ("ferry harbour captain", "vote party ballot", "goal match striker")
TEXTS = [f"{subject} word{n % 5}" for n in range(8) for subject in SUBJECTS]
IDS = [f"i{n}" for n in range(len(TEXTS))]


def project_articles(ids, weights, known=None):
    """Reduce the rows of `weights`, in the order of `ids`, and place the articles."""
    return place_articles(ids, reduce_articles(ids, weights), known)


@pytest.fixture(scope="module")
def laid_out():
    """The map of the texts."""
    return project_articles(IDS, term_weights(TEXTS))


def test_alike_articles_lie_nearer_than_others(laid_out):
    places = laid_out[["x", "y"]].to_numpy()
    middles = [places[start::3].mean(axis=0) for start in range(3)]
    own = max(np.linalg.norm(places[n] - middles[n % 3]) for n in range(len(IDS)))
    apart = min(np.linalg.norm(middles[a] - middles[b]) for a, b in ((0, 1), (1, 2), (0, 2)))
    assert own < apart
    assert np.abs(places).max() <= 1


def test_the_same_articles_give_the_same_map(laid_out):
    pd.testing.assert_frame_equal(project_articles(IDS, term_weights(TEXTS)), laid_out)


def test_a_new_article_is_placed_without_moving_the_others(laid_out):
    after = project_articles(
        [*IDS, "new"], term_weights([*TEXTS, "ferry harbour captain"]), laid_out
    )
    pd.testing.assert_frame_equal(after.head(len(IDS)), laid_out)
    assert after["placed"].iloc[-1] == "later, by neighbours"
    ferries = laid_out[["x", "y"]].to_numpy()[::3]
    new = after[["x", "y"]].to_numpy()[-1]
    assert np.all(new >= ferries.min(axis=0) - 1e-9)
    assert np.all(new <= ferries.max(axis=0) + 1e-9)


def test_of_what_is_kept_an_article_is_reduced_as_if_it_had_been_there():
    """And a word that was nowhere then counts nowhere."""
    kept = reduce_articles(IDS, term_weights(TEXTS))
    kept.put({"new": f"{TEXTS[4]} xylophone"})
    np.testing.assert_allclose(kept.vectors["new"], kept.vectors["i4"], atol=1e-6)
    kept.put({"strange": "xylophone"})
    assert not kept.vectors["strange"].any()
    kept.drop(["new", "strange", "gone"])
    assert list(kept.vectors) == IDS


def test_articles_that_came_later_do_not_keep_a_map_for_good(laid_out):
    ids, texts = list(IDS), list(TEXTS)
    table = laid_out
    for n in range(len(IDS)):
        ids, texts = [*ids, f"new{n}"], [*texts, f"ferry harbour captain word{n % 5}"]
        before, table = table, project_articles(ids, term_weights(texts), table)
        if (table["placed"] == "projected").all():
            break
        pd.testing.assert_frame_equal(table.head(len(before)), before)
    assert len(IDS) / len(ids) < 2 / 3 <= len(IDS) / (len(ids) - 1)


def test_a_library_that_has_mostly_changed_gets_a_new_map(laid_out):
    other = [f"other{n}" for n in range(len(IDS))]
    after = project_articles([*other, *IDS[:3]], term_weights([*TEXTS, *TEXTS[:3]]), laid_out)
    assert (after["placed"] == "projected").all()


def test_too_few_articles_or_no_words_have_no_map():
    assert project_articles(IDS[:2], term_weights(TEXTS[:2])).empty
    assert project_articles(IDS[:5], term_weights([""] * 5)).empty
