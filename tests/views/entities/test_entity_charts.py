import pandas as pd

from components.views.entities.entity_charts import article_entity_grid, entity_bars

COUNTS = pd.DataFrame(
    [("Ann Lee", "PERSON", 9, 3), ("Oslo", "GPE", 4, 2), ("Bo Ek", "PERSON", 1, 1)],
    columns=["entity", "type", "mentions", "articles"],
)


def test_a_bar_is_as_long_as_its_mentions_and_carries_its_entity():
    people = entity_bars(COUNTS, "light").data[0]
    assert list(people.x) == [9, 1]
    assert list(people.customdata) == ["Ann Lee", "Bo Ek"]


def test_the_most_named_stands_on_top():
    assert entity_bars(COUNTS, "light").layout.yaxis.categoryarray == ("Bo Ek", "Oslo", "Ann Lee")


def test_what_is_not_selected_fades_while_something_is():
    people = entity_bars(COUNTS, "light", selected=["Bo Ek"]).data[0]
    assert list(people.marker.opacity) == [0.3, 1.0]


def test_counts_are_said_in_words():
    assert entity_bars(COUNTS, "light").data[0].hovertext[1] == "Bo Ek<br>1 mention in 1 article"


def test_what_is_counted_may_be_something_else():
    bars = entity_bars(COUNTS, "light", counted=("quotation", "quotations"))
    assert bars.data[0].hovertext[1] == "Bo Ek<br>1 quotation in 1 article"


def test_a_cell_of_the_grid_carries_its_article_and_entity():
    counts = pd.DataFrame([[2, 0]], index=["a"], columns=["Oslo", "Ann <Lee>"])
    heatmap = article_entity_grid(counts, {"a": "One"}, "light", selected="Oslo").data[0]
    assert heatmap.customdata[0][1] == ["a", "Ann <Lee>"]
    assert list(heatmap.text[0]) == ["2", ""]


def test_the_legend_of_a_single_bar_has_room_above_it():
    drawn = entity_bars(COUNTS.head(1), "light").layout
    legend = 30
    assert drawn.minreducedheight <= drawn.height - drawn.margin.t - drawn.margin.b - legend
