from streamlit.testing.v1 import AppTest

PAGE = """
import streamlit as st
from components.app.cards import while_standing

chosen = st.session_state.setdefault("chosen", [])
first = while_standing("port", "first", lambda: chosen.append("first"))
first()
second = while_standing("port", "second", lambda: chosen.append("second"))
first()
second()
while_standing("town", "first", lambda: None)
second()
"""


def test_the_callback_of_a_widget_acts_until_another_stands_in_its_place():
    page = AppTest.from_string(PAGE).run()
    assert not page.exception
    assert page.session_state["chosen"] == ["first", "second", "second"]
