import pytest

from components.analysis.entities.linking.person_names import (
    find_described_names,
    find_ministers,
    find_titled_names,
    skip_titles,
)


def titled(text):
    return [text[start:end] for start, end in find_titled_names(text)]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("President Joe Marlow", "Joe Marlow"),
        ("U.S. President Joe Marlow", "Joe Marlow"),
        ("former Prime Minister Ann Reed", "Ann Reed"),
        ("Ann Reed", "Ann Reed"),
        ("King", "King"),
    ],
)
def test_titles_end_where_the_name_begins(name, rest):
    assert name[skip_titles(name) :] == rest


def test_a_title_gives_the_name_that_follows():
    text = "Mr. Petrov met President Ivan V. Petrov’s aide and Dr. Ursula von der Leyen."
    assert titled(text) == ["Petrov", "Ivan V. Petrov", "Ursula von der Leyen"]


def test_days_and_offices_are_no_part_of_a_name():
    assert titled("President Marlow Tuesday saw the President Office.") == ["Marlow"]


def test_an_apposition_with_a_role_gives_the_name_before_it():
    text = "Ann Reed, Norway’s chief negotiator, met Oleg B. Marsh, a grain trader."
    assert [text[start:end] for start, end in find_described_names(text)] == ["Ann Reed"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Minister for Transport Shane Lundby left.", "Shane Lundby"),
        ("Secretary of State for Work and Pensions Amber Lundby left.", "Amber Lundby"),
        ("The Minister for Education, Simon Lundby, left.", "Simon Lundby"),
        ("The Minister for Transport left with Shane Lundby.", ""),
        ("The Secretary of Norland Steel spoke.", ""),
    ],
)
def test_a_name_behind_an_office_for_something_is_found(text, name):
    found = [text[start:end] for start, end in find_ministers(text)]
    assert found == ([name] if name else [])
