"""Lists leave as tables."""

from components.views.export.table_files import list_table


def test_each_line_of_a_row_is_a_cell():
    rows = [
        {"score": 0.9, "lines": [[["Ferry ", "strong"], ["late", ""]], [["why", "quiet"]]]},
        {"score": None, "lines": [[["Fog", ""]]]},
    ]
    table = list_table(rows)
    assert list(table.columns) == ["score", "line 1", "line 2"]
    assert table["line 1"].tolist() == ["Ferry late", "Fog"]
    assert table["line 2"].tolist() == ["why", ""]


def test_a_list_without_scores_has_no_such_column_and_an_empty_one_is_empty():
    assert list(list_table([{"score": None, "lines": [[["Fog", ""]]]}]).columns) == ["line 1"]
    assert list_table([]).empty
