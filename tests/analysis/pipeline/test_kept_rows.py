"""Rows that stay where they are make the table that is made of all."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.pipeline import kept_values
from components.analysis.pipeline.kept_values import KeptRows, count_rows

STATES = st.dictionaries(
    st.sampled_from("pqrstu"), st.lists(st.sampled_from(["ferry", "pier"]), max_size=3)
)


def tabulate(articles):
    rows = [(id, word) for id, words in articles.items() for word in words]
    return pd.DataFrame(rows, columns=["article", "word"]).astype("str")


@given(st.lists(STATES, max_size=6), st.integers(1, 6), st.booleans())
def test_a_table_of_rows_that_stay_is_that_of_all(states, most, turned):
    """New rows are given in the order of the table, or in another one."""
    kept, before = KeptRows(), {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_values, "_MOST_PIECES", most)
        for state in states:
            others = [(id, words) for id, words in state.items() if before.get(id) != words]
            changed = dict(others[::-1] if turned else others)
            counts = {id: len(words) for id, words in changed.items()}
            found = kept.put(tabulate(changed), counts, state)
            pd.testing.assert_frame_equal(found, tabulate(state))
            before = state


def test_a_table_in_which_nothing_changed_is_the_same_object():
    kept, state = KeptRows(), {"p": ["ferry"], "q": ["pier"]}
    first = kept.put(tabulate(state), {"p": 1, "q": 1}, state)
    assert kept.put(tabulate({}), {}, state) is first


def test_rows_are_counted_by_article():
    table = tabulate({"p": ["ferry", "pier"], "r": ["ferry"]})
    assert count_rows(table, ["p", "q", "r"]) == {"p": 2, "q": 0, "r": 1}
