import pandas as pd

from components.views.overview.colour_groups import MOST_GROUPS, colours_of, largest_groups
from components.views.theme import category_colours


def test_few_values_are_a_group_each_the_largest_first():
    groups, names = largest_groups(pd.Series(["b", "a", "b", ""]), "not known", "others")
    assert names == ["b", "a", "not known"]
    assert groups.tolist() == ["b", "a", "b", "not known"]


def test_a_group_has_one_colour_in_charts_of_different_articles():
    first, second, third = category_colours("light")[:3]
    assert colours_of(["a", "b"], ["a", "b", "c"], "light") == [first, second]
    assert colours_of(["c", "a"], ["a", "b", "c"], "light") == [third, first]
    # One that is not ranked has a colour that no other has.
    assert colours_of(["z", "a"], ["a", "b", "c"], "light") == [second, first]


def test_many_values_keep_the_largest_and_gather_the_rest():
    values = pd.Series([f"s{n}" for n in range(10) for _ in range(10 - n)] + [""] * 50)
    groups, names = largest_groups(values, "not known", "others")
    assert names == [*(f"s{n}" for n in range(MOST_GROUPS)), "others"]
    assert (groups == "others").sum() == 4 + 3 + 2 + 1 + 50
