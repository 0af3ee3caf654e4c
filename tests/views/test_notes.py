"""Tags, notes and verdicts as one table, and what was found, as rows."""

from datetime import datetime

import pandas as pd

from components.corpus.annotations.article_notes import Note
from components.corpus.near_duplicates import Relations
from components.corpus.search.find_passages import Passage
from components.corpus.search.search_articles import Hit
from components.views.annotation_rows import (
    annotation_rows,
    annotation_table,
    gather_annotations,
    narrow_annotations,
    span_notes,
    whole_notes,
)
from components.views.article_details import detail_lines
from components.views.articles import hit_rows, original_name, relative_rows
from components.views.locale_formatting import format_when
from components.views.notes.change_rows import change_rows, describe_change

NOON = datetime(2026, 5, 1, 12, 0)
LATER = datetime(2026, 5, 2, 12, 0)
LABELS = {"a": "Ferry late", "b": "Tram early"}
NOTES = [Note(7, "a", 4, 9, "Which?", "Ada", NOON), Note(8, "b", None, None, "Ask", "Bo", LATER)]


def table_of(**columns):
    return pd.DataFrame(columns)


TAGS = table_of(article=["a"], tag=["port.two"], who=["Bo"], when=[pd.Timestamp(NOON)])
VERDICTS = {
    "edit": table_of(
        number=[3], key=["a.b:c1"], value=["telling"], note=["soft"], who=["Ada"], when=[LATER]
    ),
    "boilerplate": table_of(
        number=[4], key=["a.0.5"], value=["counts"], note=[""], who=[""], when=[NOON]
    ),
}


def all_of_them():
    return gather_annotations(TAGS, NOTES, VERDICTS, LABELS).set_index("id")


def test_everything_stands_in_one_table_with_the_place_it_leads_to():
    found = all_of_them()
    assert found["place"].to_dict() == {
        "note.8": "read:b",
        "verdict.3": "change:a.b:c1",
        "tag.a.port.two": "read:a",
        "note.7": "read:a.4.9",
        "verdict.4": "read:a.0.5",
    }
    assert found.loc["verdict.3", "words"] == "telling: soft"
    assert found.loc["verdict.3", "about"] == "Ferry late ↔ Tram early"


def test_the_table_is_narrowed_by_kind_person_and_words():
    found = gather_annotations(TAGS, NOTES, VERDICTS, LABELS)
    assert list(narrow_annotations(found, ["note"], [], "")["id"]) == ["note.8", "note.7"]
    assert list(narrow_annotations(found, [], ["Ada"], "")["id"]) == ["verdict.3", "note.7"]
    assert list(narrow_annotations(found, [], [], "FERRY which")["id"]) == ["note.7"]
    assert len(narrow_annotations(found, [], [], "")) == 5


def test_nothing_written_is_an_empty_table():
    nothing = gather_annotations(TAGS.head(0), [], {}, {})
    assert nothing.empty
    assert annotation_rows(nothing, "UTC") == []
    assert list(annotation_table(nothing).columns) == [
        "kind", "words", "about", "who", "when (UTC)", "place",
    ]  # fmt: skip


def test_a_moment_is_said_in_the_time_zone_of_the_reader():
    assert format_when(NOON, "Europe/Berlin") == "1 May 2026, 14:00"


def test_notes_on_spans_and_on_the_whole_go_different_ways():
    assert [note["id"] for note in span_notes(NOTES, "UTC", {})] == [7]
    (row,) = whole_notes(NOTES, "UTC", {})
    assert (row["id"], row["lines"][0]) == ("8", [["Ask", "note"]])


def changes_of(*rows):
    columns = ["change", "batch", "article", "field", "old", "new", "who", "when"]
    return pd.DataFrame([(*row, "Ada", NOON) for row in rows], columns=columns)


def test_changes_made_at_once_are_one_row_with_one_undo():
    changes = changes_of(
        (3, 1, "b", "source", "", "Echo"),
        (2, 1, "a", "source", "Post", "Echo"),
        (1, 0, "a", "title", "Old", "New"),
    )
    together, alone = change_rows(changes, LABELS, "UTC")
    assert (together["id"], alone["id"]) == ("3.1", "1.0")
    assert together["lines"][0] == [["2 articles", "strong"]]
    assert together["lines"][1] == [["source: nothing → Echo; source: Post → Echo", ""]]
    assert alone["lines"][1] == [["title: Old → New", ""]]


def test_a_change_that_was_undone_says_so_and_has_no_button():
    def row(number, field, old, new, batch=0):
        signed = {"who": "Ada", "when": pd.Timestamp(NOON)}
        return {
            "change": number, "batch": batch, "article": "a", "field": field, "old": old,
            "new": new, **signed,
        }  # fmt: skip

    changes = [
        row(9, "note", '[1,"Ask."]', ""),
        row(8, "note", "", '[1,"Ask."]'),
        row(7, "note", "", '[2,"Why?"]'),
        row(6, "tag", "port", "", 2),
        row(5, "tag", "", "port", 1),
        row(4, "removed", "yes", ""),
        row(3, "removed", "", "yes"),
        row(2, "title", "Boat", "Ship"),
        row(1, "title", "Ferry", "Boat"),
    ]
    rows = change_rows(pd.DataFrame(changes), {}, "UTC")
    undone = [row["id"].partition(".")[0] for row in rows if not row["actions"]]
    assert undone == ["8", "5", "3"]
    assert rows[1]["lines"][-1][-1] == [" · undone since", "quiet"]


def test_each_kind_of_change_is_said_in_words():
    def said(field, old, new):
        return describe_change({"field": field, "old": old, "new": new})

    assert said("removed", "", "yes") == "moved to the bin"
    assert said("removed", "yes", "") == "restored from the bin"
    assert said("tag", "", "port") == "tag “port” added"
    assert said("tag", "port", "") == "tag “port” removed"
    assert said("note", '[1,"one"]', '[1,"two"]') == "note “one” → “two”"
    assert said("published", "", "2026-05-01") == "date: nothing → 2026-05-01"


def test_each_passage_found_is_a_row_that_leads_to_its_first_words():
    title = Passage("Ferry late", [(0, 5)])
    passages = [Passage("the ferry", [(4, 9)], 10), Passage("a ferry\nand it.", [(2, 7)])]
    rows = hit_rows([Hit("a", 1.5, title, passages)], {"a": ("Ferry late", "Echo")})
    assert [row["id"] for row in rows] == ["a.14.19", "a.2.7"]
    assert rows[0]["lines"] == [
        [["Ferry", "hit"], [" late", "strong"]],
        [["Echo", "quiet"]],
        [["… ", "quiet"], ["the ", "text"], ["ferry", "hit"], [" …", "quiet"]],
    ]
    assert rows[1]["lines"] == [[["a ", "text"], ["ferry", "hit"], [" and it.", "text"]]]


def test_what_is_found_in_no_text_leads_to_the_article():
    (row,) = hit_rows([Hit("a", 0.0, Passage("", []), [])], {"a": ("How it begins", "Echo")})
    assert row["id"] == "a"
    assert row["lines"][0] == [["How it begins", "strong"]]


def test_versions_come_before_copies_and_each_says_why():
    versions = table_of(id=["a", "b"], published=[pd.NaT, pd.Timestamp(2026, 5, 1)])
    reuse = table_of(a=["a"], b=["c"], overlap=[0.5], a_in_b=[0.25], b_in_a=[0.5])
    labels = {**LABELS, "c": "Third"}
    near = Relations(near={"a": ("c", 0.8)})
    rows = relative_rows("a", versions, near, reuse, labels)
    assert [row["id"] for row in rows] == ["b", "c"]
    assert rows[0]["lines"][1] == [
        ["another version of 1 May 2026 at the same web address", "quiet"]
    ]
    assert rows[1]["lines"][1][0][0] == (
        "nearly the same text: 80% of five-word sequences in common; 25% of this article is in "
        "that one, 50% of that one is in this"
    )


def test_the_original_of_what_was_in_an_archive_is_the_archive():
    assert original_name("folder/pack.zip/inside/one.txt") == "pack.zip"
    assert original_name("folder/one.txt") == "one.txt"
    assert original_name("strange") == "strange"


def test_what_is_not_known_of_an_article_is_said():
    row = {
        "source": "Echo", "author": "", "published": pd.NaT, "language": "en", "url": "",
        "words": 1200, "added": NOON, "name": "a.txt",
    }  # fmt: skip
    told = detail_lines(row, "UTC").splitlines()
    assert "Source: Echo" in told
    assert "Author: not known" in told
    assert "Words: 1,200" in told


def test_a_verdict_on_a_claim_leads_to_its_card():
    verdicts = {
        "quotation": table_of(
            number=[5], key=["a.4.9"], value=["speaker: Kim Nou"], note=[""], who=["Ada"],
            when=[NOON],
        ),
        "contradiction": table_of(
            number=[6], key=["a.1.2:b.3.4"], value=["wrong"], note=[""], who=["Bo"], when=[NOON]
        ),
    }  # fmt: skip
    found = gather_annotations(TAGS.head(0), [], verdicts, LABELS).set_index("id")
    assert found["place"].to_dict() == {
        "verdict.5": "claim:quotation~a.4.9",
        "verdict.6": "claim:contradiction~a.1.2:b.3.4",
    }
    assert found.loc["verdict.5", "words"] == "speaker: Kim Nou"
    assert found["about"].tolist() == ["Ferry late", "Ferry late ↔ Tram early"]
