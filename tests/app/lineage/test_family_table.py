"""The table of families: what a row says, what narrows it, and that the order of files is none."""

import json
import shutil
from pathlib import Path

import pytest

from components.app.worker.folder import enqueue_folder
from components.app.worker.work import work_through
from components.corpus.store import open_store

CORPUS = Path(__file__).resolve().parents[3] / "data" / "corpus"
PORT = "Sample · Dockers Walk Out at Port of Wendle After Talks on Night Shifts Collapse"
TALKS = "Sample · With Peace Talks Stalled, Zelensky Asks Putin for a Meeting of Two"


def grid(app):
    drawn = [json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.json]
    return next((one for one in drawn if one.get("label") == "Families"), None)


def titles(app):
    table = grid(app)
    return [row["words"] for row in table["rows"]] if table else []


def cells(row):
    return [cell["text"] for cell in row["cells"]]


def test_a_row_says_what_is_known_of_a_family(open_page, sample_library):
    first, second = grid(open_page(sample_library, "lineage"))["rows"]
    assert first["words"] == PORT
    assert cells(first)[:7] == [
        "3",
        "3: The Estuary Times, Coastline Brief, Freight Ledger",
        "The Estuary Times, 18 Mar 2024",
        "number .95: 2,400 → 1,400",
        "18 Mar 2024",
        "19 Mar 2024",
        "1",
    ]
    assert (first["selected"], second["selected"]) == (True, False)
    assert second["words"] == TALKS


def test_filters_and_the_order_are_those_of_the_link(open_page, sample_library):
    def listed(**query):
        named = {name.replace("_", "-"): value for name, value in query.items()}
        return titles(open_page(sample_library, "lineage", named))

    assert listed(families_by="-title") == [TALKS, PORT]
    assert listed(families_by="overlap") == [TALKS, PORT]
    assert listed(families_by="change") == [PORT, TALKS]
    assert listed(families_by="nothing <b>") == [PORT, TALKS]
    assert listed(family_words="museum port") == []
    # Each word is in the title of one version or another.
    assert listed(family_words="port union") == [PORT]
    assert listed(family_words="dockers WENDLE") == [PORT]


def test_a_filter_that_nothing_matches_says_so_and_a_chosen_family_stays(open_page, sample_library):
    ids = open_store(sample_library).articles().set_index("source")["id"]
    query = {"family-versions": "4", "family": ids["Freight Ledger"]}
    app = open_page(sample_library, "lineage", query)
    assert grid(app) is None
    assert any(one.value.startswith("No family matches") for one in app.caption)
    assert any(PORT in one.value and "not in this list" in one.value for one in app.text)
    assert "Who took it from whom" in [one.value for one in app.subheader]


def test_the_table_follows_the_selection(open_page, sample_library):
    app = open_page(sample_library, "lineage", {"source": "Freight Ledger"})
    assert titles(app) == [PORT]
    assert any("1 have a selected article" in one.value for one in app.caption)


@pytest.fixture(scope="module")
def in_two_orders(tmp_path_factory):
    """Two families and two single articles, added in one order and in the other."""
    names = ["01", "02", "03", "08", "09", "10", "14", "15"]
    found = [next(CORPUS.glob(f"{name}-*.md")) for name in names]
    libraries = []
    for order in (found, found[::-1]):
        home = tmp_path_factory.mktemp("order")
        (home / "files").mkdir()
        for number, path in enumerate(order):
            shutil.copy(path, home / "files" / f"{number:02}{path.suffix}")
        store = open_store(f"sqlite:///{home / 'library.sqlite'}")
        enqueue_folder(store, home / "files")
        work_through(store)
        store.close()
        libraries.append(f"sqlite:///{home / 'library.sqlite'}")
    return libraries


def test_the_order_in_which_files_are_added_changes_nothing(open_page, in_two_orders):
    first, second = (open_page(library, "lineage") for library in in_two_orders)
    assert grid(first) == grid(second)
    assert len(grid(first)["rows"]) == 2
    first, second = (open_page(library, "lineage", {"once": "80"}) for library in in_two_orders)
    assert [one.value for one in first.caption] == [one.value for one in second.caption]


def test_an_article_that_shares_no_text_is_in_no_family(open_page, in_two_orders):
    """Neither the museum nor the handball final is put with other articles in a rest."""
    ids = open_store(in_two_orders[0]).articles().set_index("source")["id"]
    alone = {ids["Wendle Evening Echo"], ids["The Saturday Whistle"]}
    table = grid(open_page(in_two_orders[0], "lineage"))
    assert [cells(row)[0] for row in table["rows"]] == ["3", "3"]
    assert not any(id in json.dumps(table) for id in alone)
