"""What became of files, and what is to be decided about a table, in words."""

import pandas as pd
import pytest

from components.corpus.queue.understanding import FileKind
from components.views.add.file_outcomes import (
    describe_batches,
    describe_reading,
    format_size,
    group_by_outcome,
    outcome_rows,
    outcome_table,
)
from components.views.add.file_questions import (
    describe_list,
    describe_missing_languages,
    example_table,
    group_by_columns,
    name_scan_language,
    propose_scan_languages,
)

FILE = {
    "id": 1, "name": "one.txt", "size": 12, "state": "done", "message": "", "new": 0,
    "duplicates": 0, "again": False,
}  # fmt: skip


def files(*changes):
    return pd.DataFrame([FILE | {"id": number} | one for number, one in enumerate(changes, 1)])


def words_of(row):
    return " / ".join("".join(text for text, _ in line) for line in row["lines"])


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        ({"new": 2, "duplicates": 1}, "2 new articles, 1 already in the library"),
        ({"duplicates": 1}, "1 already in the library"),
        (
            {"duplicates": 1, "again": True},
            "1 already in the library, the same file was added before",
        ),
        ({"state": "rejected", "message": "It is empty."}, "not read / It is empty."),
        ({"state": "waiting"}, "waiting"),
        ({"state": "asking"}, "needs your decision"),
        ({"state": "reading"}, "being read"),
        ({"state": "reading", "new": 9, "duplicates": 3000}, "being read: 3,009 articles so far"),
        ({"state": "cancelled", "new": 3}, "cancelled; the library has the 3 articles read "
                                           "before that"),
    ],
)  # fmt: skip
def test_the_outcome_of_a_file_in_words(upload, words):
    assert words_of(outcome_rows(files(upload))[0]) == f"one.txt  12 bytes / {words}"


def test_a_delayed_file_tells_why_and_can_be_tried_now_and_counts_as_not_read():
    table = files({"new": 1}, {"state": "delayed", "message": "The disk is full."})
    row = outcome_rows(table)[1]
    assert words_of(row).endswith("not read yet; Parallax will try again / The disk is full.")
    assert row["actions"] == [["retry", "Try now"], ["cancel", "Cancel"]]
    assert describe_reading(table) == "1 of 2 files read, 1 new article"
    assert list(group_by_outcome(table)) == ["all", "delayed"]


def test_a_file_of_parts_that_was_read_is_offered_as_one_article_and_back():
    kinds = {
        1: FileKind("a book", "chapters"),
        2: FileKind("a book", "chapters", is_whole=True),
        3: FileKind("a book", "chapters"),
        4: FileKind("a table"),
    }
    table = files({"new": 9}, {"new": 1}, {"state": "reading"}, {"new": 2})
    assert [row["actions"] for row in outcome_rows(table, kinds)] == [
        [["whole", "Read as one article"]],
        [["parts", "Read by chapters"]],
        [["cancel", "Cancel"]],
        [],
    ]
    assert words_of(outcome_rows(table, kinds)[0]).startswith("one.txt  12 bytes · a book / 9 new")


def test_a_file_with_articles_that_were_killed_or_corrected_warns_of_them():
    kinds = {1: FileKind("NITF", statuses={"killed": 2, "update": 1, "correction": 1})}
    (row,) = outcome_rows(files({"new": 4}), kinds)
    assert row["lines"][2] == [["2 KILLED, 1 CORRECTION", "warning"]]
    assert len(outcome_rows(files({"new": 4}), {1: FileKind("NITF")})[0]["lines"]) == 2


def test_a_file_without_bytes_cannot_be_tried_again():
    (row,) = outcome_rows(files({"state": "rejected", "size": 0, "message": "It is a link."}))
    assert row["actions"] == []


def test_what_was_not_read_can_be_tried_again_as_after_a_program_was_installed():
    (row,) = outcome_rows(files({"state": "rejected", "message": "Install Tesseract."}))
    assert row["actions"] == [["retry", "Try again"]]


def test_what_can_be_done_about_a_file_depends_on_its_outcome():
    rows = outcome_rows(files(*({"state": s} for s in ("waiting", "reading", "cancelled", "done"))))
    assert [[name for name, _ in row["actions"]] for row in rows] == [
        ["cancel"],
        ["cancel"],
        ["retry"],
        [],
    ]


def test_files_that_were_not_read_are_not_counted_as_read():
    given = ({"new": 1}, {"state": "rejected"}, {"state": "rejected"}, {"state": "asking"})
    assert describe_reading(files(*given)) == (
        "1 of 4 files read, 2 not read, 1 waiting for your decision, 1 new article"
    )


def test_files_are_told_apart_by_outcome_and_what_needs_somebody_comes_first():
    table = files({"new": 1}, {"state": "rejected"}, {"state": "reading"}, {"message": "Hm."})
    kinds = group_by_outcome(table)
    assert list(kinds["all"]["id"]) == [3, 2, 1, 4]
    assert {name: list(found["id"]) for name, found in kinds.items() if name != "all"} == {
        "waiting": [3],
        "not read": [2],
        "with warnings": [4],
    }


def test_the_list_of_files_is_a_table_with_the_reason():
    (row,) = outcome_table(files({"state": "rejected", "message": "No."})).to_dict("records")
    assert (row["file"], row["outcome"], row["reason"]) == ("one.txt", "not read", "No.")


def test_a_batch_and_how_far_it_has_come_in_words():
    assert (
        describe_reading(files({"new": 1}, {"state": "waiting"}))
        == "1 of 2 files read, 1 new article"
    )
    ada = {"who": "Ada", "name": "one.txt", "files": 2, "unfinished": 1, "added": pd.NaT}
    folder = {"who": "", "name": "one.txt", "files": 1, "unfinished": 0}
    moment = pd.Timestamp("2024-03-18 14:05:10.5")
    batches = pd.DataFrame([{"batch": "a", **ada}, {"batch": "f", **folder, "added": moment}])
    assert describe_batches(batches, "Europe/Berlin") == {
        "a": "2 files of Ada, 1 not finished: one.txt",
        "f": "1 file of the corpus folder, 18 Mar 2024, 15:05: one.txt",
    }


def test_batches_with_the_same_words_are_numbered_the_earliest_first():
    same = {"who": "Ada", "name": "one.txt", "files": 1, "unfinished": 0, "added": pd.NaT}
    batches = pd.DataFrame([{"batch": "later", **same}, {"batch": "earlier", **same}])
    assert describe_batches(batches, "UTC") == {
        "later": "1 file of Ada: one.txt (2 of 2)",
        "earlier": "1 file of Ada: one.txt (1 of 2)",
    }


def test_sizes_have_the_unit_that_fits():
    assert [format_size(n) for n in (999, 1000, 1_500_000)] == ["999 bytes", "1 kB", "1.5 MB"]


def test_examples_stand_under_what_they_are_read_as():
    rows = [{"kop": "One", "tekst": "Words."}, {"kop": "Two"}]
    table = example_table(rows, {"text": "tekst", "title": "", "date": "gone"})
    assert list(table.columns) == ["Text ← tekst", "not read: kop"]
    assert table.to_numpy().tolist() == [["Words.", "One"], ["", "Two"]]


def test_tables_with_the_same_columns_are_asked_about_together():
    asked = {1: {"names": ["a", "b"]}, 2: {"names": ["c"]}, 3: {"names": ["a", "b"]}}
    assert group_by_columns(asked) == [[1, 3], [2]]


def test_files_of_json_are_asked_about_together_when_their_lists_are_the_same():
    posts = {"posts": {"names": ["kop"]}}
    asked = {
        1: {"names": ["kop"], "lists": posts},
        2: {"names": ["kop"], "lists": posts | {"comments": {"names": ["text"]}}},
        3: {"names": ["kop"], "lists": posts},
        4: {"names": ["kop"]},
    }
    assert group_by_columns(asked) == [[1, 3], [2], [4]]


def test_where_in_a_file_the_articles_stand_is_said_with_how_many_they_are():
    assert describe_list("response.docs", 2) == "2 entries under “response.docs”"
    assert describe_list("", 1) == "1 entry at the top of the file"


def test_languages_of_scans_are_those_of_the_library_that_tesseract_has():
    installed = ["chi_sim", "deu", "eng", "frk"]
    assert [name_scan_language(one) for one in installed] == [
        "Chinese (chi_sim)",
        "German (deu)",
        "English (eng)",
        "German (frk)",
    ]
    assert propose_scan_languages(installed, ["uk", "zh", "en"]) == ["chi_sim", "eng"]
    assert propose_scan_languages(installed, ["uk"]) == ["eng"]
    assert describe_missing_languages(installed, ["uk", "en"]) == (
        "Your library also has articles in Ukrainian, for which Tesseract has no data installed."
    )
    assert describe_missing_languages(installed, ["en"]) == ""


def test_scans_that_ask_for_the_same_languages_are_asked_about_together():
    asked = {1: {"languages": ["deu"]}, 2: {"names": ["a"]}, 3: {"languages": ["deu"]}}
    assert group_by_columns(asked) == [[1, 3], [2]]


def test_the_name_of_a_file_shows_its_hidden_signs():
    named = files({"name": "fdp\u202etxt.exe"})
    assert outcome_rows(named, {})[0]["lines"][0][0][0] == "fdp‹U+202E›txt.exe"
    assert outcome_table(named)["file"].tolist() == ["fdp‹U+202E›txt.exe"]
