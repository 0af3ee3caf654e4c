from components.views.compare.aligned_panes import version_switches

TICKS = {"a": "Post 1 Mar", "b": "Wire 2 Mar", "c": "Echo 3 Mar", "d": "Mail", "e": "Sun"}


def switches(chosen):
    return version_switches(list("abcde"), chosen, TICKS, {i: f"Title {i}" for i in TICKS})


def test_the_versions_on_screen_carry_the_letter_of_their_column():
    found = {one["id"]: one["letter"] for one in switches(["c", "a"])}
    assert found == {"a": "B", "b": "", "c": "A", "d": "", "e": ""}


def test_of_two_versions_none_can_be_taken_away():
    assert [one["id"] for one in switches(["a", "b"]) if one["locked"]] == ["a", "b"]


def test_beside_four_versions_none_can_be_put():
    assert [one["id"] for one in switches(list("abcd")) if one["locked"]] == ["e"]
