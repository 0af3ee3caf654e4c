import pandas as pd

from components.views.pairs import source_matrix, taken_rows

COUNTS = pd.DataFrame(
    {
        "taker_source": ["Post"],
        "giver_source": ["Wire"],
        "articles": [2],
        "pairs": [3],
        "argued": [1],
        "share": [0.7],
    }
)


def test_a_row_takes_from_a_column():
    heat = source_matrix(COUNTS, ["Post", "Wire"], "light").data[0]
    assert heat.z.tolist() == [[0, 2], [0, 0]]
    assert list(heat.customdata[0][1]) == [
        "Post", "Wire",
    ]  # fmt: skip
    assert "1 argued from the evidence, 2 assumed from the dates" in heat.hovertext[0][1]
    assert "takes nothing" in heat.hovertext[1][0]


def test_the_picked_cell_is_outlined():
    figure = source_matrix(COUNTS, ["Post", "Wire"], "dark", selected=("Post", "Wire"))
    (outline,) = figure.layout.shapes
    assert (outline.x0, outline.y0) == (0.5, -0.5)
    assert not source_matrix(COUNTS, ["Post"], "dark", selected=("Post", "Wire")).layout.shapes


def test_a_pair_says_who_took_from_whom_and_how_that_is_known():
    taken = pd.DataFrame(
        {"taker": ["b"], "giver": ["a"], "taker_source": ["Post"], "giver_source": ["Wire"],
         "share": [0.9], "how": ["by day"]}
    )  # fmt: skip
    (row,) = taken_rows(taken, {"a": "First", "b": "Second"}, ("a", "b"))
    assert row["id"] == "a.b"
    assert row["picked"]
    assert "assumed from the dates" in row["lines"][1][2][0]
    (row,) = taken_rows(
        taken.assign(how="argued", sure="likely"), {"a": "First", "b": "Second"}, None
    )
    assert row["lines"][1][0][0] == "likely takes from "
