from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.views.entities.cooccurrence_graph import WIDTH, spread_names

NUMBERS = st.floats(-1.3, 1.0)
NAMES = st.lists(
    st.tuples(st.tuples(NUMBERS, NUMBERS), st.integers(1, 24), st.floats(9, 34)), max_size=25
)


def boxes_of(spread, labels, sizes, stretch=1.0):
    """Left, bottom, right and top of each circle with its label, seven pixels a letter."""
    boxes = []
    for (x, y), label, size in zip(spread.places.values(), labels, sizes, strict=True):
        half = max(size, 7 * len(label)) / 2
        boxes.append((stretch * x - half, y - size / 2 - 15, stretch * x + half, y + size / 2))
    return boxes


@pytest.mark.parametrize("stretch", [1.0, 1.2, 2.0])
@given(names=NAMES)
def test_no_name_lies_on_another_or_is_cut_however_wide_the_chart_is(names, stretch):
    places = {str(number): place for number, (place, _, _) in enumerate(names)}
    labels, sizes = ["n" * length for _, length, _ in names], [size for _, _, size in names]
    spread = spread_names(places, labels, sizes)
    boxes = boxes_of(spread, labels, sizes, stretch)
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for left, bottom, right, top in boxes:
        assert min(left, bottom) >= 0
        assert right <= stretch * WIDTH
        assert top <= spread.height


def test_names_with_room_stay_in_their_order_and_the_chart_as_high_as_it_is():
    places = {"Ann": (-1.0, 0.0), "Bo": (0.0, 1.0), "Oslo": (1.0, -1.0)}
    spread = spread_names(places, list(places), [20.0, 20.0, 20.0])
    assert spread.height == 560
    assert sorted(places, key=lambda name: spread.places[name][0]) == ["Ann", "Bo", "Oslo"]
    assert sorted(places, key=lambda name: spread.places[name][1]) == ["Oslo", "Ann", "Bo"]


def test_a_name_in_wide_letters_is_not_cut_at_the_edge():
    spread = spread_names({"a": (0.0, 0.0), "b": (1.0, 0.0)}, ["\u4e2d" * 24] * 2, [9.0, 9.0])
    assert spread.places["a"][0] >= 24 * 12 / 2


def test_nobody_needs_no_places():
    assert spread_names({}, [], []).places == {}
