import pandas as pd

from components.views.entities.entity_rows import surface_form_grid

TABLE = pd.DataFrame([[3, 0], [0, 1]], index=["The Times", ""], columns=["Ann Lee", ""])


def test_a_cell_leads_to_its_row_and_column_and_an_empty_one_nowhere():
    grid = surface_form_grid(TABLE, "Source", {"": "source not known"}, ("The Times", "Ann Lee"))
    assert grid["heads"] == ["Ann Lee", "other forms"]
    assert [row["words"] for row in grid["rows"]] == ["The Times", "source not known"]
    assert grid["rows"][0]["cells"] == [
        {"state": "picked", "text": "3", "place": "0.0"},
        {"state": "none", "text": "—", "place": ""},
    ]
    assert grid["rows"][1]["cells"][1]["place"] == "1.1"
