"""What the fields of an article rest on, what its file states of it, and the mark of a status."""

from datetime import date

import pandas as pd
import pytest

from components.corpus.article import Article
from components.views.article_details import (
    describe_basis,
    describe_head,
    detail_lines,
    mark_in_label,
    mark_status,
    name_status,
    warn_of_status,
)
from components.views.articles import article_rows, mark_sample, short_label
from components.views.panes import reading_pane

ROW = {
    "id": "aa", "title": "Ferry late", "label": "KILLED · Ferry late", "source": "Agency North",
    "author": "", "published": pd.Timestamp("2024-05-03"), "language": "en", "url": "",
    "words": 9, "added": pd.Timestamp("2024-05-04"), "name": "wire.xml", "basis": "metadata",
    "status": "KILLED",
}  # fmt: skip
ARTICLE = Article(
    "aa", "Ferry late", "The ferry was late.", "Agency North", published=date(2024, 5, 3),
    bases={"source": "provider of the news item", "title": "typed by an analyst"},
    details={"status": "killed", "words": "1204", "confidence": "91", "odd": "x"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "named"),
    [("killed", "KILLED"), ("correction, embargoed", "CORRECTION, EMBARGOED"), ("", "")],
)
def test_a_status_in_words(written, named):
    assert name_status(written) == named


def test_the_label_of_an_article_with_a_status_begins_with_it_everywhere():
    articles = pd.DataFrame(
        {
            "id": ["aa", "bb"],
            "label": ["Ferry late", "Tram"],
            "details": ['{"status": "killed, correction"}', '{"section": "status"}'],
            "source": ["Echo", "Echo"],
            "published": pd.to_datetime(["2024-05-03", None]),
            "sha256": ["s", ""],
        }
    )
    marked = mark_status(articles)
    assert marked["status"].tolist() == ["KILLED, CORRECTION", ""]
    assert marked["label"].tolist() == ["KILLED, CORRECTION · Ferry late", "Tram"]
    assert articles["label"].tolist() == ["Ferry late", "Tram"]
    sample = mark_sample(marked, ["s"])
    first = sample.to_dict("records")[0]
    assert first["label"] == "Sample · KILLED, CORRECTION · Ferry late"
    assert short_label(first) == "Sample · KILLED, CORRECTION · Echo 3 May 2024"
    start, end, kind = mark_in_label(first)[0]
    assert (first["label"][start:end], kind) == ("KILLED, CORRECTION", "status")


def test_a_row_of_a_list_has_the_status_as_a_mark():
    (row,) = article_rows(pd.DataFrame([ROW]), {})
    assert row["lines"][0] == [["KILLED", "status"], [" · Ferry late", "strong"]]


def test_above_a_text_stand_the_mark_and_what_each_field_rests_on():
    head = describe_head(ROW, ARTICLE)
    assert head["titlePieces"] == [["KILLED", "status"], [" · Ferry late", ""]]
    assert head["metaPieces"] == [
        ["Agency North", "from provider of the news item"],
        ["3 May 2024", ""],
    ]
    assert head["facts"] == [
        ["Title", "Ferry late", "typed by an analyst"],
        ["Source", "Agency North", "from provider of the news item"],
        ["Published", "3 May 2024", ""],
        ["Status", "KILLED", ""],
        ["Words, as stated", "1,204", ""],
        ["OCR confidence", "91 %", ""],
    ]
    side = reading_pane("The ferry was late.", [["Ferry late", ""]], head, "en")
    assert side["meta"] == "Agency North · 3 May 2024"
    assert side["facts"] == head["facts"]


def test_an_article_of_which_nothing_is_known_has_nothing_to_open():
    assert (
        describe_head(ROW | {"label": "Ferry late", "status": ""}, Article("a", "", ""))["facts"]
        == []
    )


def test_details_say_what_each_field_rests_on_and_what_the_file_states():
    told = detail_lines(ROW, "UTC", ARTICLE.bases, ARTICLE.details).splitlines()
    assert told[:2] == [
        "Title: Ferry late (typed by an analyst)",
        "Source: Agency North (from provider of the news item)",
    ]
    assert "Author: not known" in told
    assert told[-3:] == ["Status: KILLED", "Words, as stated: 1,204", "OCR confidence: 91 %"]


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("hl1", "from the headline of the wire item (hl1)"),
        (
            "versionCreated of the item",
            "from the time at which this version of it was made (versionCreated)",
        ),
        ("DocHeader of the article", "from the line above the headline (DocHeader)"),
        (
            "datePublished of the page's NewsArticle",
            "from the day of publication in the page's data about itself "
            "(datePublished of NewsArticle)",
        ),
        (
            "author of the page's Article",
            "from the author in the page's data about itself (Article)",
        ),
        ("og:title of the page", "from a field in the head of the page (og:title)"),
        ("pubdate of the page", "from a field in the head of the page (pubdate)"),
        ("author of the page", "from author of the page"),
        ("field PD of the export", "from field PD of the export"),
        ("typed by Noor", "typed by Noor"),
        ("", ""),
    ],
)
def test_an_element_of_a_format_is_named_in_words(basis, words):
    assert describe_basis(basis) == words


def test_notes_by_the_editors_of_an_edition_are_none_to_editors():
    told = detail_lines(ROW, "UTC", details={"note": "A little.", "page": "2"})
    assert "Editors’ footnotes: A little." in told
    told = detail_lines(ROW, "UTC", details={"note": "Adds a line.", "guid": "urn:1"})
    assert "Note to editors: Adds a line." in told


def test_what_a_status_means_for_who_quotes_is_said_with_what_the_agency_says():
    assert warn_of_status({"status": "killed", "note": "Wrong man."}) == (
        "KILLED: its agency took this article back. Do not quote it. The agency says: Wrong man."
    )
    assert warn_of_status({"status": "correction, embargoed", "embargo": "2024-05-03"}) == (
        "CORRECTION: this article corrects an earlier version, which had a mistake. EMBARGOED "
        "until 3 May 2024: not to be published before."
    )
    assert warn_of_status({"status": "update", "note": "Adds a line."}) == ""
    assert warn_of_status({}) == ""
    assert describe_head(ROW, ARTICLE)["warning"] == warn_of_status(ARTICLE.details)
    (row,) = article_rows(pd.DataFrame([ROW | {"details": '{"status":"killed"}'}]), {})
    assert row["lines"][1] == [
        ["KILLED: its agency took this article back. Do not quote it.", "warning"]
    ]


def test_moments_and_days_in_details_are_written_as_the_reader_does_with_their_field():
    details = {
        "embargo": "2024-05-03T10:00:00+02:00",
        "captured": "2024-05-04",
        "other_day": "2024-05-03 (firstCreated); 2024-05-01 (address); 03/05/2024 (day or month "
        "first?)",
    }
    told = detail_lines(ROW, "Europe/Oslo", details=details)
    assert "Embargoed until: 3 May 2024, 10:00 UTC+02:00" in told
    assert ": 4 May 2024" in told
    assert (
        "Another day that is stated: 3 May 2024 (the time at which its first version was "
        "made); 1 May 2024 (address of the page); 03/05/2024 (day or month first?)"
    ) in told
    assert "Embargoed until: soon" in detail_lines(ROW, "Europe/Oslo", details={"embargo": "soon"})
