from components.analysis.quotations.parsed_frame import forms_of, reporting_verbs
from components.analysis.tables import read_table


def test_verbs_have_all_their_forms():
    assert set(forms_of("say")) >= {"say", "says", "said", "saying"}
    assert set(forms_of("deny")) >= {"denies", "denied", "denying"}
    assert set(forms_of("argue")) >= {"argues", "argued", "arguing"}
    assert "stresses" in forms_of("stress")


def test_added_verbs_join_the_list_in_all_forms():
    assert "zorked" not in reporting_verbs()
    assert reporting_verbs(("zork",))["zorked"] == ("zork", "state")


def test_weights_name_no_word_but_those_of_the_lists():
    lists = read_table("quotations", "verbs")
    verbs = {verb for listed in lists.values() for verb in listed} | {"other", "dash", "according"}
    verbs |= set(read_table("quotations", "persons")["said_things"])
    for table in ("weights", "weights_without_parser"):
        named = {f.split()[1] for f in read_table("quotations", table) if f.startswith("verb ")}
        classes = {*lists, "other", "words", "according", "left", "right", "dash"}
        assert named <= verbs | classes
