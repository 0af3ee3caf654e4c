"""A value is made once for what it rests on."""

from components.analysis.pipeline.kept_values import MarkedValues


def test_a_value_is_made_again_at_another_mark_alone():
    values, made = MarkedValues(), iter(range(9))
    seen = [values.keep("days", mark, lambda: next(made)) for mark in (1, 1, 2, 1)]
    assert seen == [0, 0, 1, 2]
    assert values.has("days", 1)
    assert not values.has("days", 2)
    assert not values.has("titles", 1)
