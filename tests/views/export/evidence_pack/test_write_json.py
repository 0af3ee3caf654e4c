"""The data of a pack, held against its published schema by a validator that is not ours."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from components.views.export.evidence_pack import gather_pack, write_html, write_json

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[4] / "docs" / "evidence.schema.json").read_text("utf-8")
)


@pytest.fixture
def validator():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def test_a_pack_is_valid_by_the_published_schema(pack, validator):
    told = json.loads(write_json(pack))
    assert list(validator.iter_errors(told)) == []
    assert told["question"] == "Who was late?"


def test_a_pack_of_a_family_and_one_without_pairs_are_valid_too(material, about, validator):
    ids = material.articles["id"].tolist()
    family = replace(material, edges=[(ids[0], ids[1]), (ids[1], ids[2])])
    for one in (
        gather_pack(
            family, about, kind="family", title="Ferry", cut_offs=["2 pairs are compared."]
        ),
        gather_pack(replace(material, edges=[]), about, kind="selection", title="All"),
    ):
        assert list(validator.iter_errors(json.loads(write_json(one)))) == []


def test_the_schema_refuses_what_is_no_pack(pack, validator):
    told = json.loads(write_json(pack))
    assert not validator.is_valid({**told, "version": 2})
    assert not validator.is_valid({**told, "more": "than that"})
    told["articles"][0].pop("text")
    assert not validator.is_valid(told)


def test_every_span_of_the_data_holds_the_words_it_names(pack):
    told = json.loads(write_json(pack))
    texts = {one["id"]: one["text"] for one in told["articles"]}
    for entity in told["entities"]:
        for place in entity["mentions"]:
            assert texts[place["article"]][slice(*place["span"])] == place["surface"]
    for pair in told["pairs"]:
        for change in pair["changes"]:
            if change["first"]:
                assert texts[pair["first"]][slice(*change["first"])] == change["before"]


def test_the_data_ends_no_script_it_is_pasted_into_and_reads_back(pack):
    hostile = "</script><script>alert(1)</script>"
    written = write_json(replace(pack, question=hostile))
    assert b"</" not in written
    assert json.loads(written)["question"] == hostile


def test_a_broken_letter_in_the_question_breaks_nothing(pack):
    assert json.loads(write_json(replace(pack, question="who\ud800?")))["question"] == "who??"


def test_an_article_that_was_killed_says_so_in_data_and_page(material, about, validator):
    articles = material.articles.assign(status=["Killed", "", ""])
    killed = replace(material, articles=articles)
    pack = gather_pack(killed, about, kind="pair", title="Ferry late")
    told = json.loads(write_json(pack))
    assert list(validator.iter_errors(told)) == []
    assert [one["status"] for one in told["articles"]] == ["Killed", "", ""]
    assert "<dt>status</dt><dd><strong>Killed</strong></dd>" in write_html(pack).decode()
