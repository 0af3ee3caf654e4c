import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from components.analysis.facets import KINDS
from components.analysis.selection import Selection
from components.app.url_state import (
    read_pins,
    read_places,
    read_query,
    rename_labels,
    write_pins,
    write_places,
    write_query,
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
    """A page where something is selected and the browser still has the address from before."""
    import streamlit as st

    from components.app import state

    state.open_page("overview")
    if not st.session_state.get("selected"):
        st.session_state["selected"] = True
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


NAMES = st.text(min_size=1, max_size=8)
IDS = st.text("0123456789abcdef", min_size=12, max_size=12)
DAYS = st.tuples(st.dates(), st.dates()).map(lambda days: tuple(sorted(days)))
VERSIONS = st.lists(IDS, min_size=2, max_size=4, unique=True)
FACETS = st.builds(
    "{}{}:{}".format, st.sampled_from(("", "-")), st.sampled_from(KINDS), st.just("") | NAMES
)
SELECTIONS = st.builds(
    lambda versions, query, **clauses: Selection(
        pair=tuple(versions[:2]) or None,
        also=tuple(versions[2:]),
        query=query[0],
        all_words=query[1],
        **clauses,
    ),
    st.just([]) | VERSIONS,
    st.just(("", False)) | st.tuples(NAMES, st.booleans()),
    articles=st.lists(IDS, max_size=3).map(tuple),
    entity=st.just("") | NAMES,
    days=st.none() | DAYS,
    sources=st.lists(NAMES, max_size=3).map(tuple),
    languages=st.lists(NAMES, max_size=2).map(tuple),
    speaker=st.just("") | NAMES,
    term=st.just("") | NAMES,
    facets=st.lists(FACETS, max_size=3, unique=True).map(tuple),
)


@given(SELECTIONS)
def test_a_link_restores_every_selection(selection):
    assert read_query(write_query(selection)) == selection


def test_all_words_are_asked_for_in_the_link_of_a_search_alone():
    assert write_query(Selection(query="moon sea", all_words=True))["match"] == ["all"]
    assert write_query(Selection(query="moon sea")) == {"q": ["moon sea"]}
    assert not read_query({"match": ["all"]}).all_words


def test_tags_of_an_old_link_are_facets():
    assert read_query({"tags": ["check", "late"]}).facets == ("tag:check", "tag:late")


def test_nothing_selected_writes_no_link():
    assert write_query(Selection()) == {}


@pytest.mark.parametrize(
    "query",
    [{"pair": ["a"]}, {"pair": ["a.a"]}, {"days": ["soon"]}, {"days": ["2020-01-02..2020-01-01"]},
     {"pair": []}, {"unknown": ["x"]}],
)  # fmt: skip
def test_what_a_link_says_wrongly_is_left_out(query):
    assert read_query(query) == Selection()


def test_a_link_to_more_than_four_versions_or_to_one_twice_keeps_four_different_ones():
    link = {"pair": ["a.b"], "also": ["a", "c", "c", "d", "e"]}
    assert read_query(link).versions == ("a", "b", "c", "d")
    assert read_query({"also": ["c"]}) == Selection()
