"""Which day counts, what it rests on, and what else is told."""

import json
from datetime import date, timedelta

import pytest

from components.analysis.article.dates import published
from components.corpus.readers import read_file
from components.corpus.readers.drafts import Draft, Note
from components.corpus.readers.sandbox.limits import DEFAULT_LIMITS
from components.corpus.readers.shaping.draft_to_article import finish_draft

BODY = (
    "The council voted on Monday to keep the old ferry until the bridge opens.\n\n"
    "The mayor said the town owed it to the people on the other bank."
)
MAY_2 = date(2015, 5, 2)


def finish(text=BODY, **fields):
    results = [*finish_draft(Draft(text, **fields), DEFAULT_LIMITS)]
    notes = [one.sentence for one in results if isinstance(one, Note)]
    (draft,) = (one for one in results if isinstance(one, Draft))
    return draft, notes


def told(draft):
    return draft.published, draft.basis, draft.bases.get("published", "")


def test_a_day_that_the_file_states_keeps_what_it_rests_on():
    draft, notes = finish(published=MAY_2, bases={"published": "field PD of the export"})
    assert told(draft) == (MAY_2, "metadata", "field PD of the export")
    assert notes == []


def test_a_stated_day_goes_before_that_of_the_making_of_the_file():
    draft, _ = finish(f"Published: Saturday, May 2, 2015\n\n{BODY}", made=date(2026, 11, 20))
    assert told(draft) == (MAY_2, "byline", "a line of the text")


def test_the_making_of_the_file_counts_where_nothing_else_tells_and_is_called_so():
    draft, _ = finish(made=MAY_2, made_by="Ann Example")
    assert told(draft) == (
        MAY_2,
        "file",
        "file made: the day is that on which the file was made",
    )
    assert (draft.author, draft.bases["author"]) == (
        "Ann Example",
        "file made: account of its maker",
    )


@pytest.mark.parametrize(
    "account",
    ["HP Laptop User", "Windows User", "Microsoft Office User", "admin", "jsmith", "DELL"],
)
def test_the_account_of_a_computer_is_no_author(account):
    assert finish(made_by=account)[0].author == ""


def test_a_by_line_goes_before_the_account_of_the_maker():
    draft, _ = finish(f"By Ann Example, Political Editor\n\n{BODY}", made_by="Bob Sample")
    assert (draft.author, draft.bases["author"]) == ("Ann Example", "a by-line in the text")


def test_an_author_that_the_file_states_goes_before_a_by_line():
    draft, _ = finish(f"By Ann Example\n\n{BODY}", author="Bob Sample", bases={"author": "field"})
    assert (draft.author, draft.bases["author"]) == ("Bob Sample", "field")


def test_an_address_alone_gives_an_inferred_day():
    draft, _ = finish(url="https://post.example.org/2015/05/02/ferry", made=date(2026, 1, 1))
    assert told(draft) == (MAY_2, "inferred", "the address of the page")


def test_an_address_that_is_weeks_off_is_believed_and_the_other_day_told():
    draft, notes = finish(
        published=date(2024, 1, 9),
        bases={"published": "datePublished of the page"},
        url="https://post.example.org/2015/05/02/ferry",
    )
    assert told(draft)[:2] == (MAY_2, "inferred")
    assert "the address of the page" in told(draft)[2]
    assert draft.details["other_day"] == "2024-01-09 (datePublished of the page)"
    assert "2024-01-09" in notes[0]
    assert "2015-05-02" in notes[0]


@pytest.mark.parametrize(("apart", "is_believed"), [(14, False), (15, True)])
def test_two_weeks_are_the_limit(apart, is_believed):
    day = MAY_2 + timedelta(days=apart)
    draft, _ = finish(published=day, url="https://post.example.org/2015/05/02/ferry")
    assert draft.published == (MAY_2 if is_believed else day)


def test_an_address_that_is_days_off_is_told_and_not_believed():
    draft, notes = finish(
        published=date(2015, 5, 5), url="https://post.example.org/2015/05/02/ferry"
    )
    assert (draft.published, draft.basis) == (date(2015, 5, 5), "metadata")
    assert draft.details["other_day"] == "2015-05-02 (address)"
    assert "2015-05-02" in notes[0]


def test_a_single_day_is_the_difference_of_time_zones_and_makes_no_note():
    draft, notes = finish(
        published=date(2015, 5, 3), url="https://post.example.org/2015/05/02/ferry"
    )
    assert (draft.details, notes) == ({"other_day": "2015-05-02 (address)"}, [])


def test_a_day_that_may_be_one_of_two_is_left_open_and_kept_in_its_words():
    draft, _ = finish(day_words="03/05/2024", made=date(2026, 1, 1))
    assert (draft.published, draft.basis) == (None, "unknown")
    assert draft.details["other_day"] == "03/05/2024 (day or month first?)"
    draft, _ = finish(f"Published: 03/05/2024\n\n{BODY}")
    assert draft.details["other_day"] == "03/05/2024 (day or month first?)"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.txt", "Title: Ferry stays\nDate: 03/05/2024\nSource: Wick Courier"),
        ("a.md", "---\ntitle: Ferry stays\ndate: 03/05/2024\n---"),
        ("a.txt", "Ferry stays\n\nPublished: 03/05/2024"),
        ("a.txt", "Ferry stays\nBy Ann Example\nFriday 03/05/2024, 10:30"),
    ],
)
def test_an_open_day_of_a_file_is_told_and_kept_wherever_it_stands(name, head):
    reading = read_file(name, f"{head}\n\n{BODY}".encode())
    (article,) = reading.articles
    assert (article.published, "published" in article.bases) == (None, False)
    assert article.details["other_day"].startswith("03/05/2024 (day or month first?)")
    assert reading.notes == [
        "The date “03/05/2024” can be read in two ways and was left empty: choose its order under "
        "Read it otherwise › Days in numbers."
    ]


def test_the_address_tells_which_of_two_days_it_is_and_a_domain_does_not():
    words = {"day_words": "03/05/2024"}
    draft, _ = finish(url="https://post.example.org/2024/05/03/ferry", **words)
    assert (draft.published, draft.details) == (date(2024, 5, 3), {})
    assert finish(url="https://post.example.org.uk/ferry", **words)[0].published is None
    assert finish(url="https://post.example.de/ferry", **words)[0].published is None


@pytest.mark.parametrize("how", ["page", "line"])
def test_a_day_of_the_last_change_is_none_of_publication_and_is_told(how):
    fields = {"modified": MAY_2} if how == "page" else {"text": f"Updated: 2 May 2015\n\n{BODY}"}
    draft, notes = finish(**fields)
    assert (draft.published, draft.basis) == (None, "unknown")
    assert draft.details["other_day"] == "2015-05-02 (last change)"
    assert "last change" in notes[0]


def test_a_later_change_is_kept_beside_the_day_of_publication():
    draft, notes = finish(published=date(2015, 5, 1), modified=MAY_2)
    assert (draft.published, draft.details) == (date(2015, 5, 1), {"modified": "2015-05-02"})
    assert notes == []
    assert finish(published=MAY_2, modified=MAY_2)[0].details == {}


def test_of_a_day_of_change_that_a_reader_has_told_only_the_note_is_added():
    draft, notes = finish(modified=MAY_2, details={"other_day": "2015-05-02 (dateModified)"})
    assert draft.details == {
        "other_day": "2015-05-02 (dateModified)", "modified": "2015-05-02",
    }  # fmt: skip
    (note,) = notes
    assert note.startswith("Only the day of the last change is stated, 2015-05-02")


def test_a_day_to_come_is_not_taken():
    assert finish(published=date(2124, 5, 2))[0].published is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (f"Published: 2 May 2015\n\n{BODY}", ""),
        (f"Updated: June 5, 2013 | Published: June 4, 2013\n\n{BODY}", ""),
        (f"Wick Courier, 4 June 1913; pg. 4\n\n{BODY}", ""),
        (f"Published: 03/05/2024\n\n{BODY}", ""),
        (f"Updated: 2 May 2015\n\n{BODY}", ""),
        (f"Published: 2 May 2124\n\n{BODY}", ""),
        (f"WICK, 2 May 2015 (Agency) — {BODY}", ""),
        (f"Published: 2 May 2015\n\n{BODY}", "https://post.example.org/2013/06/04/ferry"),
        (BODY, "https://post.example.org/2013/06/04/ferry"),
    ],
)
def test_the_call_for_the_day_follows_the_rules_by_which_files_are_read(text, address):
    draft, _ = finish(text, url=address)
    guess = published(text, address or None)
    assert (guess.date, guess.basis) == (draft.published, draft.basis)


def read_rows(*rows):
    lines = "\n".join(json.dumps(row | {"text": f"{BODY} {at}"}) for at, row in enumerate(rows))
    return read_file("a.jsonl", lines.encode())


def test_where_a_column_proves_two_orders_each_outlet_tells_for_itself():
    reading = read_rows(
        {"date": "03/05/2024", "source": "Wick Courier"},
        {"date": "25/04/2024", "source": "Wick Courier"},
        {"date": "04/25/2024", "source": "Ohio Post"},
        {"date": "03/05/2024", "source": "Ohio Post"},
        {"date": "03/05/2024", "source": "Other Paper"},
    )
    assert [one.published and one.published.isoformat() for one in reading.articles] == [
        "2024-05-03",
        "2024-04-25",
        "2024-04-25",
        "2024-03-05",
        None,
    ]
    assert reading.articles[4].details["other_day"] == "03/05/2024 (day or month first?)"
    assert any("Dates of Wick Courier" in note for note in reading.notes)
    assert any("“03/05/2024” can be read in two ways" in note for note in reading.notes)
