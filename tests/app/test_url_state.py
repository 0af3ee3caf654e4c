from streamlit.testing.v1 import AppTest

from components.analysis.selection import Selection
from components.app.url_state import (
    read_pins,
    read_places,
    rename_labels,
    write_pins,
    write_places,
)


def test_places_read_back_as_they_were_written_on_their_page():
    places = {"cell": ("Post", ""), "tie": ("Anna Berg", "Oslo"), "mention": "3", "library": "old"}
    link = write_places(places, "entities")
    assert link["cell"] == ["Post", ""]
    read = read_places(link)
    assert {name: read[name] for name in places} == places


def test_a_place_stands_in_no_link_of_another_page_and_a_library_in_every():
    places = {"talked": ("2024-03-01", "2024-03-08"), "lines-here": "2", "library": "old"}
    assert write_places(places, "overview") == {"library": ["old"]}
    assert write_places(places, "words") == {"lines-here": ["2"], "library": ["old"]}


def test_what_stands_in_no_link_is_empty():
    assert not any(read_places({}).values())


def test_pins_read_back_with_signs_that_a_query_is_parted_by():
    pins = {"matrix": Selection(entity="A & B = C?"), "bars": Selection()}
    assert read_pins(write_pins(pins)) == pins
    assert read_pins({"pin": ["?q=x"]}) == {}


def test_old_labels_become_those_of_now_and_other_words_of_a_link_stay():
    link = {"kinds": ["number", "how sure"], "part": ["Details"], "entity": ["Relatives"]}
    assert rename_labels(lambda key: link.get(key, [])) == {"kinds": ["number", "certainty"]}
    assert rename_labels(lambda key: []) == {}


def draw_with_a_late_address() -> None:
    """A page where something is picked and the browser still has the address from before."""
    import streamlit as st

    from components.app import state

    state.open_page("overview")
    if not st.session_state.get("picked"):
        st.session_state["picked"] = True
        state.put("sources", ("Post",))
        st.query_params.clear()
        state.rerun()
    st.text(state.read().sources)


def test_a_page_that_draws_itself_anew_keeps_the_choice_when_the_address_comes_late():
    assert AppTest.from_function(draw_with_a_late_address).run().text[0].value == "('Post',)"


def turn_while_drawn_anew() -> None:
    """A page that is drawn anew in the moment in which its reader turns to another."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    from components.app import state

    here = get_script_run_ctx()
    st.session_state.setdefault("pages", []).append(here.page_script_hash)
    if len(st.session_state["pages"]) == 1:
        here.script_requests.request_rerun(RerunData(page_script_hash="another"))
        state.rerun()


def test_before_a_page_draws_itself_anew_a_turn_that_was_asked_for_is_taken():
    pages = AppTest.from_function(turn_while_drawn_anew).run().session_state["pages"]
    assert pages[1:] == ["another"]


def draw_for_another_page() -> None:
    """A run that a page asked for which was left meanwhile."""
    import streamlit as st

    from components.app import state

    state.open_page("overview")
    asked = [state.is_stale()]
    st.session_state["page_hash"] = "another"
    st.text([*asked, state.is_stale()])


def test_a_run_that_a_page_asked_for_which_was_left_is_late():
    app = AppTest.from_function(draw_for_another_page).run()
    assert app.text[0].value == "[False, True]"
