import pandas as pd

from components.views.naming.entity_types import ONE_OF_TYPE, TYPE_NAMES, name_types


def test_types_are_words_in_a_table_and_what_has_no_words_stays():
    table = pd.DataFrame({"entity": ["Ann", "Oslo", "?"], "type": ["PERSON", "GPE", "OTHER"]})
    assert name_types(table)["type"].tolist() == ["people", "countries and cities", "OTHER"]
    assert table["type"].tolist() == ["PERSON", "GPE", "OTHER"]
    without = table.drop(columns="type")
    assert name_types(without) is without


def test_one_of_a_type_is_called_as_several_are():
    assert {
        kind: name.split()[0][:4] for kind, name in ONE_OF_TYPE.items() if kind != "PERSON"
    } == {kind: TYPE_NAMES[kind].split()[0][:4] for kind in ONE_OF_TYPE if kind != "PERSON"}
