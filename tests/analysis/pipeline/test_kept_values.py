"""A value is made once for what it rests on."""

import pandas as pd

from components.analysis.pipeline.kept_values import MarkedValues, SameObjects


def test_a_value_is_made_again_at_another_mark_alone():
    values, made = MarkedValues(), iter(range(9))
    seen = [values.keep("days", mark, lambda: next(made)) for mark in (1, 1, 2, 1)]
    assert seen == [0, 0, 1, 2]
    assert values.has("days", 1)
    assert not values.has("days", 2)
    assert not values.has("titles", 1)


def test_a_mark_of_objects_tells_the_same_ones_from_equal_ones():
    one, alike = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})
    assert SameObjects(one, alike) == SameObjects(one, alike)
    assert SameObjects(one) != SameObjects(alike)
    assert SameObjects(one) != SameObjects(one, one)
    assert SameObjects(one) != one
