from components.analysis.quotations.parsed_frame import inflect_verb, list_reporting_verbs
from components.analysis.word_lists import read_table


def test_verbs_have_all_their_forms():
    assert set(inflect_verb("say")) >= {"say", "says", "said", "saying"}
    assert set(inflect_verb("deny")) >= {"denies", "denied", "denying"}
    assert set(inflect_verb("argue")) >= {"argues", "argued", "arguing"}
    assert "stresses" in inflect_verb("stress")


def test_added_verbs_join_the_list_in_all_forms():
    assert "zorked" not in list_reporting_verbs()
    assert list_reporting_verbs(("zork",))["zorked"] == ("zork", "state")


def test_weights_name_no_word_but_those_of_the_lists():
    lists = read_table("quotations", "verbs")
    verbs = {verb for listed in lists.values() for verb in listed} | {"other", "dash", "according"}
    verbs |= set(read_table("quotations", "persons")["said_things"])
    for table in ("weights", "weights_without_parser"):
        named = {f.split()[1] for f in read_table("quotations", table) if f.startswith("verb ")}
        classes = {*lists, "other", "words", "according", "left", "right", "dash"}
        assert named <= verbs | classes
