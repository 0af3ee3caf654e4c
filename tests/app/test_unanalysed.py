"""What a first visitor reads while the articles are in and nothing is known of them yet."""

import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from components.analysis.selection import Settings
from components.app.tables.read_corpus import BLANK
from components.app.worker.result_tables import ENGINE, REQUESTED
from components.corpus.article import Article
from components.corpus.store import open_store

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(page.stem for page in (ROOT / "components" / "app" / "pages").glob("[a-z]*.py"))


@pytest.fixture
def library_of(tmp_path):
    """A library of so many articles that no worker has looked at."""

    def made(count: int) -> str:
        url = f"sqlite:///{tmp_path / 'library.sqlite'}"
        store = open_store(url)
        text = "The ferry was late. {0} people waited on pier {0}."
        store.add([Article(f"{n:012x}", f"Ferry {n}", text.format(n)) for n in range(count)])
        store.close()
        return url

    return made


def words_on(app):
    return " ".join(str(one.value) for one in [*app.text, *app.caption])


def tour_of(app):
    (chips,) = [
        json.loads(one.proto.json)
        for one in app.get("bidi_component")
        if '"guide"' in one.proto.json
    ]
    return " ".join(chips["guide"]["words"])


def test_pairs_are_said_to_be_found_while_they_are(open_page, library_of):
    app = open_page(library_of(3))
    assert "Similar pairs are being found" in words_on(app)
    assert "No two of these articles" not in words_on(app)


def test_numbers_and_quotations_are_not_said_to_be_missing_before_they_are_read(
    open_page, library_of
):
    library = library_of(3)
    told = words_on(open_page(library, "figures"))
    assert "No contradictions" not in told
    assert "name no date" not in told
    assert "None in the selected articles" not in told
    assert "Numbers and dates are being compared" in told
    assert "Numbers and dates are being read" in told
    told = words_on(open_page(library, "quotations"))
    assert "No quotation" not in told
    assert "None in the selected articles" not in told
    assert "Quotations are being read" in told


def test_what_was_not_looked_for_yet_is_not_said_to_be_missing(open_page, library_of):
    app = open_page(library_of(3))
    assert "For none of these articles" not in words_on(app)
    assert "No article of a known source" not in words_on(app)
    (line,) = [one.value for one in app.get("html") if "<dt>articles" in str(one.value)]
    assert "<dt>people named</dt><dd>…</dd>" in line


def test_the_tour_speaks_of_the_matrix_where_there_is_one(open_page, library_of):
    told = tour_of(open_page(library_of(60)))
    assert "Each cell of the matrix stands for two articles" in told
    assert "point of the map" not in told


def test_the_tour_speaks_of_the_map_where_a_library_opens_on_it(open_page, library_of):
    told = tour_of(open_page(library_of(61)))
    assert "Each point of the map is an article" in told
    assert "Each cell of the matrix" not in told


@pytest.mark.parametrize("name", BLANK)
def test_a_table_that_is_not_made_yet_has_the_columns_of_one_that_is(sample_library, name):
    made = open_store(sample_library).results.frame(name).frame
    kinds = made.dtypes.astype(str).replace("category", "str")
    assert BLANK[name].dtypes.astype(str).to_dict() == kinds.to_dict()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_on_two_articles_before_anything_is_known_of_them(open_page, library_of, page):
    app = open_page(library_of(2), page, {"pair": f"{0:012x}.{1:012x}"})
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("page", ["", "words", "lineage"])
def test_a_step_that_failed_is_told_and_nothing_is_said_to_come(open_page, library_of, page):
    library = library_of(3)
    store = open_store(library)
    for step in ("pairs", "words", "reuse"):
        store.results.save_step_fault(step, "ValueError: **no** words")
    store.close()
    app = open_page(library, *([page] if page else []))
    said = words_on(app) + " ".join(one.value for one in app.info)
    assert "Part of the analysis failed: similar pairs (ValueError: **no** words)" in said
    assert "This is not available because part of the analysis failed" in said
    assert "when this is finished" not in said


def test_a_lost_engine_is_told_apart_from_failed_steps_and_a_click_has_it_tried_again(
    open_page, library_of
):
    library = library_of(3)
    store = open_store(library)
    store.results.save_step_fault(ENGINE, "The cluster at tcp://127.0.0.1:9 has **no** workers.")
    app = open_page(library)
    said = words_on(app)
    assert "The analysis waits. The cluster at tcp://127.0.0.1:9 has **no** workers. Files" in said
    assert "Part of the analysis failed" not in said
    (again,) = (one for one in app.button if one.label == "Try again")
    again.click().run()
    assert store.results.step_faults() == {}
    assert "The analysis waits" not in words_on(app)
    store.close()


def test_the_pairs_that_a_step_failed_on_are_told(open_page, library_of):
    library, pair, other = library_of(3), (f"{0:012x}", f"{1:012x}"), (f"{0:012x}", f"{2:012x}")
    store = open_store(library)
    rows = {pair: ("k", None), other: ("k", None)}
    store.pair_results.save("alignments", "", rows, shown=False, faults={pair: "KeyError: **1**"})
    store.close()
    said = words_on(open_page(library))
    assert "1 pair of articles could not be compared for what is alike in two articles" in said
    assert "Ferry 0 and Ferry 1 (KeyError: **1**)" in said
    assert "Ferry 2 (" not in said


def test_what_failed_by_settings_that_count_no_more_is_not_told(open_page, library_of):
    library, settings = library_of(3), Settings(longest=2)
    store = open_store(library)
    store.results.save_step_fault(REQUESTED + settings.key, "ValueError: no words")
    store.close()
    assert "Part of the analysis failed" not in words_on(open_page(library))
    assert "Part of the analysis failed" in words_on(
        open_page(library, query=dict(parse_qsl(settings.key)))
    )
