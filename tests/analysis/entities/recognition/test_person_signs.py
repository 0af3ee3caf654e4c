import pytest

from components.analysis.entities.recognition.person_signs import is_house, read_sign
from tests.analysis.entities.recognition.names_of_text import found


def sign(text, name):
    start = text.index(name)
    return read_sign(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The armed group Marsk took the town.", "ORG"),
        ("The cruiser Marsk sank.", "ORG"),
        ("A virus called Marsk spreads.", "ORG"),
        ("The Marsk was sold.", "ORG"),
        ("Out: P Reed (Marsk), T Lund (Bergen).", "ORG"),
        ("Marsk are top of the league.", "ORG"),
        ("Marsk striker Tom Lund left.", "ORG"),
        ("Norland vs. Marsk begins at six.", "ORG"),
        ("Rain fell in Marsk today.", "GPE"),
        ("He lives in the village of Marsk alone.", "GPE"),
        ("A draw at Marsk, two days later.", "GPE"),
        ("Marsk Mayor Tom Lund spoke.", "GPE"),
        ("He spoke for Mr Marsk there.", "PERSON"),
        ("It was late, Marsk said.", "PERSON"),
        ("Her neighbour Marsk, 34, died.", "PERSON"),
        ("We trust in Marsk and his people.", ""),
        ("The Marsk White House kept silent.", ""),
        ("Lund and Marsk are friends.", ""),
        ("What did Marsk have to say?", ""),
        ("Nobody saw Marsk again.", ""),
    ],
)
def test_the_words_beside_a_name_tell_what_it_is(text, kind):
    assert sign(text, "Marsk") == kind


def test_one_sign_tells_of_all_mentions_of_a_name_that_nothing_calls_a_person():
    text = "The armed group Marsk took the town. Later Marsk fled and Marsk lost it."
    assert found(text, *[("Marsk", "PERSON")] * 3) == [("Marsk", "ORG")] * 3


def test_a_sign_of_a_place_does_not_outweigh_who_speaks():
    text = "There is much in Marsk. Marsk said so, and Marsk told us why."
    assert {kind for _, kind in found(text, *[("Marsk", "PERSON")] * 3)} == {"PERSON"}


def test_a_city_is_no_person_where_nobody_bears_its_name():
    assert found("Fans love Dortmund now.", ("Dortmund", "PERSON")) == [("Dortmund", "GPE")]
    text = "Rosa Dortmund sang. Fans love Dortmund now."
    names = ("Rosa Dortmund", "PERSON"), ("Dortmund", "PERSON")
    assert found(text, *names)[1] == ("Dortmund", "PERSON")


def test_a_name_of_a_company_of_the_text_is_the_companys_unless_its_bearer_speaks():
    text = "Reed Holdings grew. Ann Reed left. Shares of Reed fell, Reed said."
    at, last = text.index("Reed fell"), text.index("Reed said")
    assert is_house(text, at, at + 4, family=True)
    assert not is_house(text, last, last + 4, family=True)
    assert is_house(text, last, last + 4, family=False)
    assert not is_house("Ann Reed left. Reed fell.", 15, 19, family=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They gave it to Yorinobu Tanemoto on Monday.", "Yorinobu Tanemoto"),
        ("They asked Dame Rosa Lundby.", "Rosa Lundby"),
        ("They gave it to the Norland Tanemoto.", "Tanemoto"),
        ("It was about coach Tanemoto.", "Tanemoto"),
        ("They met German Tanemoto there.", "Tanemoto"),
        ("It was late. Orlan Tanemoto slept.", "Orlan Tanemoto"),
        ("It was late. Yesterday Tanemoto slept.", "Tanemoto"),
    ],
)
def test_a_given_name_that_the_model_left_out_belongs_to_the_name(text, name):
    family = name.split()[-1]
    assert (name, "PERSON") in found(text, (family, "PERSON"))


def test_a_full_name_that_a_model_calls_a_body_is_a_person_whose_family_name_speaks():
    text = "Orlan Tanemoto came. Tanemoto said no."
    names = ("Orlan Tanemoto", "ORG"), ("Tanemoto", "PERSON")
    assert found(text, *names) == [("Orlan Tanemoto", "PERSON"), ("Tanemoto", "PERSON")]


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        ("The Kolding Festival began.", "Kolding Festival", [("Kolding Festival", "EVENT")]),
        ("Then Borussia Rundal won.", "Borussia Rundal", [("Borussia Rundal", "ORG")]),
        ("See Norland vs Rundal live.", "Norland vs Rundal", []),
        ("Comedy Meet The Lundbys leads.", "Comedy Meet The Lundbys", []),
        ("It bought 500 mln H.K. Dlrs there.", "H.K. Dlrs", []),
        ("See #RosaLundby there.", "RosaLundby", []),
        ("So said Sinn F\ufffd\ufffdil there.", "Sinn F\ufffd\ufffdil", []),
        ("It rose quickly.- Lundby fell.", "quickly.- Lundby", [("Lundby", "PERSON")]),
        ("It was Tanemoto Juventus then.", "Tanemoto Juventus", [("Tanemoto", "PERSON")]),
    ],
)
def test_events_clubs_matches_and_broken_words_are_no_persons(text, name, mention):
    own = [one for one in found(text, (name, "PERSON")) if one[0] != "Juventus"]
    assert own == mention


def test_an_acronym_that_the_text_explains_is_a_body_and_one_of_a_thing_is_no_name():
    text = "The Norland Rail Group (NRG) sold ready-made garments (RMG). NRG and RMG grew."
    told = [("NRG", "ORG"), ("NRG", "ORG")]
    assert found(text, ("RMG", "ORG"), ("RMG", "ORG")) == told
    assert found("The NRG (XYZ) met. XYZ left.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Marsk, the e-commerce giant, grew.",
        "It was in a Marsk report.",
        "Marsk, a Norland firm, fell.",
    ],
)
def test_what_a_name_is_called_beside_it_tells_that_it_is_a_body(text):
    assert sign(text, "Marsk") == "ORG"


def test_a_label_in_capitals_is_no_person_though_the_word_stands_there_otherwise_too():
    text = "TARGET: a man. TARGET: a wall. TARGET: a door. Target fell."
    assert found(text, *[("TARGET", "PERSON")] * 3) == []
