"""Known runs are found wherever they stand, whatever ends on the same bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.collection.repeats.placed_runs import place_known
from components.analysis.collection.shingles import SIZE, KnownRuns, shingle_keys

WORDS = st.lists(st.integers(0, 3), max_size=12).map(lambda own: np.array(own, dtype=np.uint64))


def runs_of(texts):
    return [set(shingle_keys(text, SIZE).tolist()) for text in texts]


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_a_word_is_marked_that_is_in_a_chosen_run_of_its_own_text(texts, data):
    every = sorted(set().union(*runs_of(texts)))
    known = sorted(data.draw(st.sets(st.sampled_from(every)))) if every else []
    chosen = np.array([data.draw(st.booleans()) for _ in known], dtype=bool)
    placed = place_known(texts, np.array(known, dtype=np.uint64))
    wanted = {run for run, is_chosen in zip(known, chosen.tolist(), strict=True) if is_chosen}
    expected = []
    for text in texts:
        marked = [False] * len(text)
        for place, run in enumerate(shingle_keys(text, SIZE).tolist()):
            if run in wanted:
                marked[place : place + SIZE] = [True] * SIZE
        expected += marked
    assert placed.mark(chosen).tolist() == expected


@given(st.sets(st.integers(0, 2**64 - 1)), st.lists(st.integers(0, 2**64 - 1)))
def test_a_run_is_found_by_all_of_its_bits(known, others):
    runs = np.array(sorted(known), dtype=np.uint64)
    # Of each a twin that differs in its first bit alone.
    asked = [*known, *(run ^ (1 << 63) for run in known), *others]
    places, numbers = KnownRuns(runs).find(np.array(asked, dtype=np.uint64))
    assert places.tolist() == [place for place, run in enumerate(asked) if run in known]
    assert runs[numbers].tolist() == [run for run in asked if run in known]
