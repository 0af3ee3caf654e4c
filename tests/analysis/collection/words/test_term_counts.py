"""Counts that are kept give the weights that counting all texts again gives."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.collection.tfidf import TfidfSettings, term_weights
from components.analysis.collection.words.term_counts import TermCounts

WORDS = ["ferry", "Ferry", "harbour", "fog", "queue", "капітан", "the", "a", "co-op", "x2"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.dictionaries(st.sampled_from("abcdef"), TEXTS, max_size=4)),
        st.tuples(st.just("drop"), st.sets(st.sampled_from("abcdef"))),
    ),
    max_size=8,
)
SETTINGS = st.builds(
    TfidfSettings,
    ngrams=st.sampled_from([(1, 1), (1, 2)]),
    stop_words=st.sampled_from([(), ("the", "fog")]),
    sublinear=st.booleans(),
    min_articles=st.integers(1, 3),
)


@given(STEPS, SETTINGS)
@settings(max_examples=150, deadline=None)
def test_weights_are_those_of_all_texts_whatever_came_changed_and_went(steps, chosen):
    counts, texts = TermCounts(chosen), {}
    for kind, change in steps:
        if kind == "put":
            counts.put(change)
            texts |= change
        else:
            counts.drop(change)
            texts = {id: text for id, text in texts.items() if id not in change}
        ids = sorted(texts)
        found, expected = counts.weigh(ids).weights, term_weights([texts[id] for id in ids], chosen)
        assert len(counts) == len(ids)
        assert found.terms.tolist() == expected.terms.tolist()
        assert found.matrix.shape == expected.matrix.shape
        assert np.allclose(found.matrix.toarray(), expected.matrix.toarray(), atol=1e-12, rtol=0)
        assert found.matrix.has_canonical_format


def test_without_articles_there_are_no_terms():
    found = TermCounts().weigh([]).weights
    assert found.matrix.shape == (0, 0)
