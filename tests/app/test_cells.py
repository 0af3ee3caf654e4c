import pandas as pd

from components.app.widgets import localise


def test_numbers_and_days_are_written_by_the_browser_and_words_are_left_alone():
    table = pd.DataFrame(
        {
            "title": ["Ferry", "Harbour"],
            "words": [1200, 80],
            "cosine": [0.845, 0.5],
            "published": pd.to_datetime(["2024-03-18", None]),
            "when": pd.to_datetime(["2024-03-18 14:05", "2024-03-19 00:00"]),
            "open": [True, False],
        }
    )
    config = localise(table)
    assert config.keys() == {"words", "cosine", "published", "when"}
    assert {one["type_config"]["format"] for one in config.values()} == {"localized"}
    kinds = {name: one["type_config"]["type"] for name, one in config.items()}
    assert kinds["published"] == "date"
    assert kinds["when"] == "datetime"


def test_as_many_figures_stand_after_the_mark_as_the_column_has_up_to_four():
    table = pd.DataFrame({"a": [1.0, 2.0], "b": [0.5, 0.25], "c": [1 / 3, 0.0], "d": [None, 3]})
    steps = {name: one["type_config"]["step"] for name, one in localise(table).items()}
    assert steps == {"a": 1, "b": 0.01, "c": 0.0001, "d": 1}


def test_an_empty_table_has_nothing_to_write():
    assert localise(pd.DataFrame({"title": pd.Series(dtype=str)})) == {}
