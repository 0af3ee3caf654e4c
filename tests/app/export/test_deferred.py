"""Packs and workbooks of the sample corpus, made as a click makes them, without a session."""

import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from python_calamine import CalamineWorkbook

from components.analysis.pipeline.step_inputs import Decided
from components.analysis.selection import Settings
from components.app.export.build_exports import Inputs, Scope, make_pack, make_workbook
from components.app.tables.read_corpus import read_corpus
from components.corpus.store import open_store
from components.corpus.verify import HOLDS, verify
from components.views.export.evidence_pack import write_html, write_json
from components.views.selection_text import About

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[3] / "docs" / "evidence.schema.json").read_text("utf-8")
)
ABOUT = About(
    library="Main", revision=15, clauses=(), query="", shown=15, total=15, sources=(),
    languages=("en",), settings=(), software="Parallax", made=datetime(2026, 11, 22, tzinfo=UTC),
    who="Ada",
)  # fmt: skip


@pytest.fixture(scope="module")
def inputs(sample_library, tmp_path_factory):
    """A copy of the sample library, in which an analyst writes."""
    path = tmp_path_factory.mktemp("pack") / "own.sqlite"
    open_store(sample_library).close()
    shutil.copy(sample_library.removeprefix("sqlite:///"), path)
    store = open_store(f"sqlite:///{path}")
    return Inputs(store, read_corpus(store, "0", Settings(), Decided()), ABOUT)


def pair_of(strike):
    return Scope("pair", "Strike", strike[:2], (strike[:2],))


@pytest.fixture
def strike(inputs):
    """The three versions of the strike story, by day."""
    articles = inputs.corpus.articles.set_index("source")["id"]
    return tuple(articles[s] for s in ("The Estuary Times", "Freight Ledger", "Coastline Brief"))


def valid(pack):
    told = json.loads(write_json(pack))
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def test_a_pack_of_a_pair_has_the_changed_number_and_why_they_are_alike(inputs, strike):
    told = valid(make_pack(inputs, pair_of(strike), "Who changed it?"))
    (pair,) = told["pairs"]
    assert (pair["changes"][0]["before"], pair["changes"][0]["after"]) == ("2,400", "1,400")
    assert pair["cosine"] == pytest.approx(sum(pair["parts"].values()))
    assert told["cut_offs"] == []


def test_a_pack_of_a_family_compares_along_the_likely_steps_and_says_so(inputs, strike):
    told = valid(make_pack(inputs, Scope("family", "Strike", strike), ""))
    assert len(told["pairs"]) == 2
    assert "likely steps" in told["cut_offs"][0]
    assert [one["letter"] for one in told["articles"]] == ["A", "B", "C"]


def test_selected_versions_are_compared_each_with_the_next(inputs, strike):
    edges = (strike[:2], strike[1:])
    told = valid(make_pack(inputs, Scope("selection", "Strike", strike, edges), ""))
    assert [(pair["first"], pair["second"]) for pair in told["pairs"]] == list(edges)
    assert told["cut_offs"][0] == "2 pairs are compared: each version with the next."


@pytest.fixture(scope="module")
def everything(inputs):
    ids = tuple(inputs.corpus.articles["id"])
    return make_pack(inputs, Scope("selection", "All articles", ids), "")


def test_a_pack_of_everything_is_valid_and_makes_a_page(everything):
    assert len(valid(everything)["articles"]) == 15
    assert b"Content-Security-Policy" in write_html(everything)


@pytest.mark.parametrize("write", [write_html, write_json])
def test_a_pack_of_everything_holds_on_the_command_line(everything, tmp_path, write):
    path = tmp_path / "pack"
    path.write_bytes(write(everything))
    code, lines = verify(path)
    assert (code, len(lines)) == (HOLDS, 16), "\n".join(lines)


def test_a_note_and_a_verdict_of_an_analyst_are_in_the_pack(inputs, strike):
    pair = pair_of(strike)
    change = make_pack(inputs, pair, "").pairs[0].changes[0].id
    key = f"{strike[0]}.{strike[1]}:{change}"
    inputs.store.verdicts.set("edit", key, "telling", "a thousand fewer", "Ada")
    inputs.store.notes.add(strike[0], "Ask the union", "Ada")
    told = valid(make_pack(inputs, pair, ""))
    verdict = told["pairs"][0]["changes"][0]["verdict"]
    assert (verdict["value"], verdict["note"], verdict["who"]) == (
        "telling",
        "a thousand fewer",
        "Ada",
    )
    assert "Ask the union" in [note["text"] for note in told["articles"][0]["notes"]]


def test_the_workbook_of_a_selection_has_every_sheet_filled(inputs, strike):
    written = make_workbook(inputs, Scope("selection", "Strike", strike))
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    rows = {name: len(book.get_sheet_by_name(name).to_python()) - 1 for name in book.sheet_names}
    assert rows["articles"] == 3
    for name in ("pairs", "relations", "edits", "entities", "mentions", "quotations", "figures"):
        assert rows[name] > 0, name
    assert rows["compared"] == 2
