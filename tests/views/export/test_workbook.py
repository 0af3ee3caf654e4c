"""The sheets of a selection."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd

from components.analysis.pair.relation import Relation, apply_decisions
from components.analysis.pair.relation_records import relation_table
from components.corpus.annotations.article_notes import Note
from components.views.export.evidence_pack.pack_records import Pack
from components.views.export.workbook import Tables, selection_sheets
from components.views.selection_text import About

WHEN = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ABOUT = About("Main", 1, (), "", 2, 3, (), (), (), "Parallax", WHEN, "Ada")
NOTHING = Pack("selection", "", "", ABOUT, (), (), (), (), ())

ARGUED = Relation(0.5, 0.25, None, None, "version", "cannot tell", "", (), "too little")
RELATION = apply_decisions(ARGUED, ("first from second", "Ada", "2026-11-22T09:30:00Z"), ())


def tables():
    return Tables(
        articles=pd.DataFrame(
            {
                "id": ["aa", "bb"],
                "label": ["Ferry late", "Late ferry"],
                "source": "Post",
                "author": "",
                "published": pd.to_datetime(["2024-03-01", None]),
                "language": "en",
                "url": "",
                "name": "one.md",
                "sha256": "ab",
                "words": [4, 5],
            }
        ),
        pairs=pd.DataFrame(
            {
                "a": ["aa", "aa"], "b": ["bb", "gone"], "score": [0.8, 0.9],
                "words": ["ferry", ""], "shared": 1, "edited": 0, "moved": 0,
            }
        ),
        relations=relation_table({("aa", "bb"): RELATION, ("aa", "gone"): RELATION}),
        mentions=pd.DataFrame(
            {
                "article": pd.Categorical(["aa", "gone"]), "entity": ["Ines", "Olaf"],
                "type": "PERSON", "surface": ["Ines", "Olaf"], "start": 0, "end": 4,
            }
        ),
        quotations=pd.DataFrame({name: [] for name in ("article", "text")}),
        variants=pd.DataFrame({name: [] for name in ("article", "quotation")}),
        figures=pd.DataFrame({"article": ["aa"], "start": [0], "end": [1], "text": ["2"]}),
        tags={"aa": ["ferry", "fog"]},
        notes=[Note(1, "aa", 0, 5, "Which?", "Ada", WHEN), Note(2, "gone", 0, 1, "x", "Ada", WHEN)],
        texts={"aa": "Ferry late."},
    )  # fmt: skip


def sheet(name):
    return next(one.table for one in selection_sheets(tables(), NOTHING) if one.name == name)


def test_only_the_selected_articles_are_in_the_sheets():
    assert sheet("pairs")["cosine"].tolist() == [0.8]
    assert sheet("mentions")["entity"].tolist() == ["Ines"]
    assert sheet("entities")["entity"].tolist() == ["Ines"]


def test_a_pair_stands_in_the_sheet_of_relations_as_it_was_decided():
    (row,) = sheet("relations").to_dict("records")
    assert (row["a"], row["b"]) == ("Ferry late", "Late ferry")
    assert (row["a_in_b"], row["b_in_a"], row["kind"]) == (0.5, 0.25, "version")
    assert (row["direction"], row["confidence"]) == ("first from second", "decided")
    assert (row["decided"], row["decided_by"]) == ("first from second", "Ada")
    assert (row["id of a"], row["id of b"]) == ("aa", "bb")


def test_articles_carry_what_analysts_put_on_them():
    row = sheet("articles").iloc[0]
    assert (row["title"], row["tags"], row["notes"]) == ("Ferry late", "ferry; fog", 1)


def test_rows_name_their_article_by_title_and_id():
    row = sheet("figures").iloc[0]
    assert (row["article"], row["id"], row["text"]) == ("Ferry late", "aa", "2")


def test_a_note_stands_with_the_words_it_is_on():
    (row,) = sheet("notes").to_dict("records")
    assert (row["on the words"], row["note"], row["by"]) == ("Ferry", "Which?", "Ada")


def test_names_of_sheets_fit_a_spreadsheet():
    names = [one.name for one in selection_sheets(tables(), NOTHING)]
    assert len(names) == len(set(names))
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_an_article_with_a_status_says_so_in_a_column_that_is_left_out_where_none_has_one():
    assert "status" not in sheet("articles")
    marked = replace(tables(), articles=tables().articles.assign(status=["Killed", ""]))
    table = selection_sheets(marked, NOTHING)
    rows = next(one.table for one in table if one.name == "articles")
    assert rows["status"].tolist() == ["Killed", ""]
