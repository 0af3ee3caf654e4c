import pytest

from components.analysis.entities.recognition.gazetteer import TABLES_ALONE, look_up
from components.analysis.word_lists import read_table


@pytest.mark.parametrize(
    ("surface", "kind", "name"),
    [
        ("UK", "GPE", "United Kingdom"),
        ("Türkiye", "GPE", "Turkey"),
        ("MOSCOW", "GPE", "Moscow"),
        ("Côte d’Ivoire", "GPE", "Ivory Coast"),
        ("Poles", "NORP", "Polish"),
        ("Chinese", "NORP", "Chinese"),
        ("Caucasus", "LOC", "Caucasus"),
    ],
)
def test_the_tables_know(surface, kind, name):
    known = look_up(surface)
    assert known is not None
    assert (known.type, known.name) == (kind, name)


@pytest.mark.parametrize("surface", ["us", "turkey", "IT", "", "Nowhere"])
def test_the_tables_do_not_know(surface):
    assert look_up(surface) is None


def test_every_name_in_the_tables_belongs_to_one_entity():
    names = [country["name"] for country in read_table("entities", "countries")]
    assert len(names) == len(set(names))
    assert all(look_up(name) and look_up(name).name == name for name in names)


def test_names_that_need_a_model_are_not_looked_for():
    assert list(TABLES_ALONE.find_known("Michael Jordan and Chad.")) == []
