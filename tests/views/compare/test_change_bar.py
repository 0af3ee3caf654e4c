"""The bar of places: how many changes of which kind each part of an article has."""

from components.views.compare.change_bar import change_bar

SIZES = {"lede": 1, "body": 6, "end": 2}


def test_each_part_counts_its_changes_by_kind_in_words_and_signs():
    changes = ["edited", "edited", "dropped", "edited", "added"]
    places = ["headline", "lede", "body", "body", "body"]
    bar = change_bar(changes, places, SIZES, "body")
    assert [(one["part"], one["total"], one["selected"]) for one in bar] == [
        ("headline", 1, False),
        ("lede", 1, False),
        ("body", 3, True),
        ("end", 0, False),
    ]
    assert bar[2]["counts"] == [["≠ 1", "edited"], ["− 1", "dropped"], ["+ 1", "added"]]
    assert bar[2]["said"] == "body: 3 changes: 1 edited, 1 dropped, 1 added"
    assert bar[3]["said"] == "end: no change"


def test_where_nobody_knows_which_was_first_nothing_is_dropped_or_added():
    (_, lede) = change_bar(["differs", "only second"], ["lede", "lede"], {"lede": 2}, "")
    assert lede["said"] == "lede: 2 changes: 1 edited, 1 only in the second"


def test_a_part_that_the_text_has_not_is_left_out_and_the_headline_stays():
    assert [one["part"] for one in change_bar([], [], {"lede": 1}, "")] == ["headline", "lede"]
