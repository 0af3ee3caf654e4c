from streamlit.testing.v1 import AppTest

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
