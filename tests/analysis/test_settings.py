"""What counts, in a link."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from components.analysis.selection import (
    LEAST_ARTICLES,
    LONGEST_TERM,
    ONCE_FROM,
    ONCE_UP_TO,
    PARTS,
    Settings,
    read_settings,
    settings_of,
    write_settings,
)

ANY = st.builds(
    Settings,
    without=st.sets(st.sampled_from(PARTS)).map(lambda some: tuple(p for p in PARTS if p in some)),
    longest=st.integers(1, LONGEST_TERM),
    common=st.booleans(),
    sublinear=st.booleans(),
    least=st.integers(1, LEAST_ARTICLES),
    once=st.just(0) | st.integers(ONCE_FROM, ONCE_UP_TO),
)


@given(ANY)
def test_what_is_written_into_a_link_reads_back_equal(settings):
    assert read_settings(write_settings(settings)) == settings
    assert settings_of(settings.key) == replace(settings, once=0)


def test_the_usual_settings_leave_nothing_in_the_link():
    assert write_settings(Settings()) == {}
    assert Settings().key == ""


def test_counting_copies_once_asks_for_no_other_comparison():
    assert Settings(once=80).key == ""
    assert write_settings(Settings(once=80)) == {"once": ["80"]}
    assert read_settings({"once": ["49"]}) == read_settings({"once": ["101"]}) == Settings()


def test_boilerplate_is_left_out_unless_a_link_says_that_nothing_is():
    assert read_settings({}).without == ("boilerplate",)
    assert read_settings({"without": ["nothing"]}).without == ()


def test_nonsense_in_a_link_is_as_usual():
    nonsense = {"longest": ["-1"], "least": ["9999999"], "common": ["perhaps"], "sublinear": []}
    assert read_settings(nonsense) == Settings()
    assert read_settings({"without": ["prose"]}).without == ()
