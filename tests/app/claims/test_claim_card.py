"""The card of a claim on the sample: what it shows, and where its verdict counts."""

import hashlib
import io
import shutil
from datetime import UTC, datetime

import orjson
import pandas as pd
import pytest
import streamlit as st
from python_calamine import CalamineWorkbook

from components.analysis.claims.judged_figures import contradiction_key
from components.analysis.claims.judgements import CONTRADICTION, FIGURE, QUOTATION, make_place
from components.app.caches import facts_cache, open_library
from components.app.claims.gather_claims import gather_claim
from components.app.claims.open_claim import OpenClaim
from components.app.export.build_exports import Inputs, Scope, make_pack, make_workbook
from components.app.worker.work import work_through
from components.corpus.store import open_store
from components.views.claims.occurrence_rows import Library, occurrence_table, write_occurrences
from components.views.export import table_files
from components.views.quotations import count_speakers
from components.views.selection_text import About

ABOUT = About(
    library="Main", revision=1, clauses=(), query="", shown=2, total=2, sources=(),
    languages=("en",), settings=(), software="Parallax", made=datetime(2026, 11, 22, tzinfo=UTC),
    who="Ada",
)  # fmt: skip


@pytest.fixture
def library(sample_library, tmp_path, monkeypatch):
    open_store(sample_library).close()
    shutil.copy(sample_library.removeprefix("sqlite:///"), tmp_path / "own.sqlite")
    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    monkeypatch.setenv("PARALLAX_LIBRARY", url)
    monkeypatch.setenv("PARALLAX_WORKER", "off")
    st.cache_resource.clear()
    st.cache_data.clear()
    return url


def corpus():
    return open_library.corpus_at(open_library.stamp())


def place_of(words):
    found = corpus().quotations
    return make_place(found[found["text"].str.startswith(words)].iloc[0])


def quoted(name):
    found = corpus().quotations
    counts = count_speakers(found[found["kind"] == "direct"], {})
    return dict(zip(counts["entity"], counts["mentions"], strict=True)).get(name, 0)


def decide(kind, key, value):
    return open_library.store().verdicts.set(kind, key, value, who="Ada")


def words_on(app):
    return " ".join(str(one.value) for one in [*app.text, *app.caption, *app.warning])


def test_a_corrected_speaker_counts_at_once_and_after_the_worker_and_is_undone(library):
    place = place_of("There is only one address")
    before, kim = quoted("Maren Vollan"), quoted("Kim Nou")
    number = decide(QUOTATION, place, "speaker: Kim Nou")
    assert (quoted("Kim Nou"), kim) == (2, 0)  # a quotation in two parts
    assert quoted("Maren Vollan") == before - 2
    variants = corpus().variants
    others = variants[variants["speaker"] == "Kim Nou"]
    assert len(others) == 1
    work_through(open_library.store())
    assert quoted("Kim Nou") == 2
    work_variants = corpus().variants
    assert (work_variants["speaker"] == "Kim Nou").sum() == 1
    open_library.store().verdicts.undo(number, "Ada")
    assert (quoted("Kim Nou"), quoted("Maren Vollan")) == (0, before)
    assert not (corpus().variants["speaker"] == "Kim Nou").any()


def test_packs_and_workbooks_have_the_corrected_speaker_and_who_corrected(library):
    place = place_of("Zelensky looked for a strong friend")
    decide(QUOTATION, place, "speaker: Kim Nou")
    here = corpus()
    variants = here.variants
    group = variants[variants["speaker"] == "Kim Nou"]["quotation"].iloc[0]
    pair = tuple(variants[variants["quotation"] == group]["article"].astype(str))
    inputs, scope = Inputs(open_library.store(), here, ABOUT), Scope("pair", "x", pair, (pair,))
    pack = make_pack(inputs, scope, "")
    assert any("Kim Nou" in str(one) for one in pack.quotations)
    book = CalamineWorkbook.from_filelike(io.BytesIO(make_workbook(inputs, scope)))
    head, *rows = book.get_sheet_by_name("quotations").to_python()
    told = [dict(zip(head, row, strict=True)) for row in rows]
    own = [row for row in told if row["speaker"] == "Kim Nou"]
    assert [row["decided"] for row in own] == ["speaker corrected by Ada"]


def test_what_is_no_quotation_counts_as_the_writers_words(library):
    place = place_of("Zelensky looked for a strong friend")
    article, start, end = place.split(".")
    span = (int(start), int(end))
    assert span in corpus().spans[0][article]
    decide(QUOTATION, place, "not a quotation")
    assert span not in corpus().spans[0][article]
    assert gather_claim(corpus(), OpenClaim(QUOTATION, place)) is not None


def test_a_wrong_figure_is_left_out_and_its_contradiction_with_it(library):
    table = facts_cache.facts(corpus(), "contradictions")
    row = table[table["first_text"] == "about 10,000"].iloc[0]
    place = f"{row['a']}.{row['first_start']}.{row['first_end']}"
    figures = facts_cache.facts(corpus(), "figures")
    own = [one for one in figures.to_dict("records") if place.startswith(f"{one['article']}.")]
    near = next(one for one in own if int(one["end"]) == row["first_end"])
    number = decide(FIGURE, make_place(near), "wrong")
    left = facts_cache.facts(corpus(), "contradictions")
    assert "about 10,000" not in [*left["first_text"], *left["second_text"]]
    work_through(open_library.store())
    after = facts_cache.facts(corpus(), "contradictions")
    assert len(left) == len(after) == len(table) - 1
    open_library.store().verdicts.undo(number, "Ada")
    work_through(open_library.store())
    assert len(facts_cache.facts(corpus(), "contradictions")) == len(table)


def test_a_corrected_value_makes_a_contradiction_that_was_none(library):
    figures = facts_cache.facts(corpus(), "figures")
    dockers = figures[figures["counts"].str.contains("dockworkers")]
    same = dockers[dockers["value"] == 2400.0]
    assert len(same) > 1
    before = len(facts_cache.facts(corpus(), "contradictions"))
    decide(FIGURE, make_place(same.iloc[0]), "value: 2900")
    work_through(open_library.store())
    assert len(facts_cache.facts(corpus(), "contradictions")) > before


def test_a_contradiction_that_is_wrong_is_shown_nowhere(library):
    table = facts_cache.facts(corpus(), "contradictions")
    row = table[table["counts"] == "dockworkers"].iloc[0]
    claim = gather_claim(corpus(), OpenClaim(CONTRADICTION, contradiction_key(row)))
    assert claim.occurrences["article"].nunique() == 3
    assert not claim.occurrences.duplicated(["article", "end"]).any()
    decide(CONTRADICTION, contradiction_key(row), "wrong")
    left = facts_cache.facts(corpus(), "contradictions")
    assert "dockworkers" not in set(left["counts"])
    assert gather_claim(corpus(), OpenClaim(CONTRADICTION, contradiction_key(row))) is not None


def test_an_export_of_every_occurrence_leads_back_to_the_words(library):
    place = place_of("I already received agreement")
    claim = gather_claim(corpus(), OpenClaim(QUOTATION, place))
    assert claim.occurrences["article"].nunique() == 4
    rows = {row["id"]: row for row in corpus().articles.to_dict("records")}
    store = open_library.store()
    table = occurrence_table(claim.occurrences, Library(store.texts(list(rows)), rows, {}), {})
    by_hash = {hashlib.sha256(t.encode()).hexdigest(): t for t in store.texts(list(rows)).values()}
    known = {row["sha256"] for row in rows.values()}
    csv = pd.read_csv(io.BytesIO(table_files.write_csv(table, "")), keep_default_na=False)
    json = orjson.loads(write_occurrences(table, {}))["occurrences"]
    for read in (csv.to_dict("records"), json):
        assert len(read) == len(claim.occurrences) == 5
        for row in read:
            text = by_hash[row["text sha256"]]
            assert text[int(row["start"]) : int(row["end"])] == row["words"]
            assert row["words"] in row["context"]
            assert row["original sha256"] in known
            assert (
                hashlib.sha256(store.original(row["original sha256"])).hexdigest()
                == (row["original sha256"])
            )


def test_the_card_of_a_link_is_open_and_its_buttons_decide(library, open_page):
    place = place_of("Zelensky looked for a strong friend")
    app = open_page(library, "quotations", {"card": f"quotation~{place}"})
    assert not app.exception
    assert "Speaker: Maren Vollan" in words_on(app)
    assert "37 were right" in words_on(app)
    assert "occurrences in 2 articles of the library." in words_on(app)
    app.button(key="claim-right").click().run()
    assert open_store(library).verdicts.all(QUOTATION)["value"].tolist() == ["right"]
    assert "Decided: right." in words_on(app)
    app.button(key="claim-undo").click().run()
    assert open_store(library).verdicts.all(QUOTATION).empty


@pytest.mark.parametrize(
    "card", ["", "~", "quotation~", "quotation~a.1.2", "nothing~x", "figure~x", "contradiction~:",
             "edit~a.b:c", "edit~:"],
)  # fmt: skip
def test_a_link_may_say_anything(library, open_page, card):
    app = open_page(library, "figures", {"card": card})
    assert not app.exception
