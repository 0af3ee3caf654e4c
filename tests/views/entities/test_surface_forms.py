import pandas as pd

from components.views.entities.entity_charts import form_grid, surface_form_grid

TABLE = pd.DataFrame([[3, 0], [0, 1]], index=["The Times", ""], columns=["Ann Lee", ""])


def test_a_cell_leads_to_its_row_and_column_and_an_empty_one_nowhere():
    grid = surface_form_grid(TABLE, "Source", {"": "source not known"}, ("The Times", "Ann Lee"))
    assert grid["heads"] == ["Ann Lee", "other forms"]
    assert [row["words"] for row in grid["rows"]] == ["The Times", "source not known"]
    assert grid["rows"][0]["cells"] == [
        {"state": "selected", "text": "3", "place": "0.0"},
        {"state": "none", "text": "—", "place": ""},
    ]
    assert grid["rows"][1]["cells"][1]["place"] == "1.1"


def test_a_form_is_told_with_its_counts_and_its_whole_reason():
    why = "by far the most frequent person with this surname in the library; title"
    forms = pd.DataFrame(
        [("Lee", 1200, 3, why)], columns=["surface", "mentions", "articles", "why"]
    )
    grid = form_grid(forms)
    assert grid["heads"] == ["mentions", "articles", "why"]
    assert grid["rows"][0]["words"] == "Lee"
    assert [cell["text"] for cell in grid["rows"][0]["cells"]] == ["1,200", "3", why]
    assert not any(cell["place"] for cell in grid["rows"][0]["cells"])
