"""Table columns in the reader's locale, and callbacks of widgets that replace one another."""

import pandas as pd
from streamlit.testing.v1 import AppTest

from components.app.widgets import as_written, localise

PAGE = """
import streamlit as st
from components.app.widgets import keyed_callback

chosen = st.session_state.setdefault("chosen", [])
first = keyed_callback("port", "first", lambda: chosen.append("first"))
first()
second = keyed_callback("port", "second", lambda: chosen.append("second"))
first()
second()
keyed_callback("town", "first", lambda: None)
second()
"""


def test_the_callback_of_a_widget_acts_until_another_stands_in_its_place():
    page = AppTest.from_string(PAGE).run()
    assert not page.exception
    assert page.session_state["chosen"] == ["first", "second", "second"]


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


def test_a_column_of_long_words_leaves_room_for_the_others():
    title, place = "Dockers Walk Out at Port of Wendle After Talks Collapse", "Wendle"
    config = localise(pd.DataFrame({"family": [title], "first print": [title], "place": [place]}))
    assert {name: one["width"] for name, one in config.items()} == {
        "family": 260,
        "first print": 260,
    }
    # Beside numbers alone there is room for it.
    assert localise(pd.DataFrame({"family": [title], "versions": [3]})).keys() == {"versions"}


def test_as_many_figures_stand_after_the_mark_as_the_column_has_up_to_four():
    table = pd.DataFrame({"a": [1.0, 2.0], "b": [0.5, 0.25], "c": [1 / 3, 0.0], "d": [None, 3]})
    steps = {name: one["type_config"]["step"] for name, one in localise(table).items()}
    assert steps == {"a": 1, "b": 0.01, "c": 0.0001, "d": 1}


def test_amounts_far_apart_have_no_places_after_the_mark_that_they_lack():
    table = pd.DataFrame({"value": [600_000_000, 1.5, 0.1 + 0.2]})
    assert localise(table)["value"]["type_config"]["step"] is None


def test_a_column_is_wide_enough_for_its_longest_number_and_its_name():
    table = pd.DataFrame({"n": [1, 1_234_567], "words in the article": [1, 2], "share": [0.25, 1]})
    widths = {name: one["width"] for name, one in localise(table).items()}
    assert widths["n"] >= 7 * len("1,234,567")
    assert widths["words in the article"] >= 7 * len("words in the article")
    assert widths["share"] >= 50


def test_an_empty_table_has_nothing_to_write():
    assert localise(pd.DataFrame({"title": pd.Series(dtype=str)})) == {}


def test_markdown_shows_words_as_they_were_written():
    assert as_written("[a](b) _c_ $d$ :red[e] <f>") == (r"\[a\]\(b\) \_c\_ \$d\$ \:red\[e\] \<f\>")
    assert as_written("“Łódź” – 北京…") == "“Łódź” – 北京…"
