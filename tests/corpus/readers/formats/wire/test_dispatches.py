"""IPTC 7901 and ANPA 1312: dispatches between control bytes, whatever the file is called."""

from datetime import date

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.formats.wire.bylines import find_names

ONE = "The ferry to Wendle will sail again on Friday, the port said after a week of repairs."
TWO = "Passengers had been taken over the river by bus, which took them an hour longer."


def iptc(
    head="Ferry sails again\r\nBy Ann Lee, dpa =", text=None, stamp="111137 GMT Apr 19", below=""
):
    wrapped = f"Wendle (dpa) - {ONE}".replace(" Friday", "\r\nFriday")
    body = f"{wrapped}\r\n\n{TWO}\r\n\n" if text is None else text
    return (
        f"\x01ecp0007 4 s 850  dpa-tns 0908\r\n\r\nWendle/ferry/\r\n\x02{head}\r\n\r\n{body}"
        f"{below}\r\n\x03{stamp}\r\n\x7f\r\n\x04"
    )


NOTEBOOK = (
    "# Notebook\r\n\r\n## Internet links\r\n- [Port](http://port.example)\r\n\r\n* * * *\r\n"
    "The following information is not for publication\r\n- Bob Ray, +49 30 1234567\r\n\r\n"
    "dpa al rmo\r\n"
)


def anpa(head=None, text=None, stamp="AP-WF-04-11-19 0337GMT<", extra=""):
    lines = ["BC-Ferry, 1st Ld-Writethru,93<", "Ferry sails again<", "By ANN LEE=", "AP Writer="]
    body = (
        f"\t   WENDLE (AP) _ {ONE} \r\n \r\n\t   ``{TWO}'' \r\n\r\n\t   " if text is None else text
    )
    marked = "".join(f"^{line}\r\n" for line in (head or lines))
    return (
        f"\x16\x16\x01W2870\x1f_asian\r\nf l\x13\x11 BC-Ferry   04-11 0104\r\n\x02\x02{marked}"
        f"{extra}{body}\x03{stamp}\r\n\r\n\x0c\r\n\x04"
    )


def read(text, name="a.txt", encoding="utf-8"):
    return read_file(name, text.encode(encoding))


def read_one(text, **how):
    reading = read(text, **how)
    assert (reading.rejected, reading.notes) == ([], [])
    (article,) = reading.articles
    return article


@pytest.mark.parametrize("name", ["a.txt", "a.tst", "a", "a.dat", "a.html"])
@pytest.mark.parametrize("make", [iptc, anpa])
def test_the_control_bytes_tell_whatever_the_ending(name, make):
    assert read_one(make(), name=name).title == "Ferry sails again"


def test_a_dispatch_of_iptc_7901_gives_its_fields():
    article = read_one(iptc(below=NOTEBOOK))
    assert (article.title, article.author, article.source) == (
        "Ferry sails again", "Ann Lee", "dpa",
    )  # fmt: skip
    assert (article.published, article.language) == (date(2019, 4, 11), "en")
    assert article.text == f"Wendle (dpa) - {ONE}\n\n{TWO}"
    assert article.details == {"words": "850", "place": "Wendle"}


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("REFILE\r\nFerry sails again =", "correction"),
        ("1ST LEAD\r\nFerry sails again =", "update"),
        ("EXTRA\r\n2ND ROUNDUP\r\nFerry sails again =", "update"),
        ("Berichtigung\r\n(Achtung: neuer Absatz)\r\nFerry sails again =", "correction"),
        ("2. Zusammenfassung\r\nFerry sails again =", "update"),
        ("ROUNDUP:\r\nFerry sails\r\nagain =", ""),
        ("Ferry sails again\r\nBy dpa correspondents =", ""),
        ("Ferry sails again\r\nVon Ann Lee und\r\nBob Ray, dpa =", ""),
    ],
)
def test_marks_are_no_part_of_the_headline_and_say_the_state(head, status):
    article = read_one(iptc(head))
    assert article.title == "Ferry sails again"
    assert article.details.get("status", "") == status


def test_a_byline_over_two_lines_is_two_authors():
    article = read_one(iptc("Ferry sails again\r\nVon Ann Lee und\r\nBob Ray, dpa ="))
    assert article.author == "Ann Lee, Bob Ray"


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("131137 GMT Nov 13", date(2013, 11, 13)),
        ("131137 Nov 18", date(2018, 11, 13)),
        ("022322 GMT Okt 15", date(2015, 10, 2)),
        ("022322 GMT Mär 2015", date(2015, 3, 2)),
        ("010000 GMT Mai 99", date(1999, 5, 1)),
        ("320000 GMT Mai 99", None),
        ("", None),
    ],
)
def test_the_day_stands_behind_the_text(stamp, day):
    assert read_one(iptc(stamp=stamp)).published == day


def test_letters_beyond_ascii_are_those_of_windows():
    text = "Zürich (dpa) - Die Fähre fährt wieder – nach einer Woche.\r\n"
    article = read_one(iptc(text=text), encoding="cp1252")
    assert article.text == "Zürich (dpa) - Die Fähre fährt wieder – nach einer Woche."


def test_a_dispatch_of_anpa_gives_its_fields():
    article = read_one(anpa())
    assert (article.title, article.author, article.source) == ("Ferry sails again", "Ann Lee", "AP")
    assert article.published == date(2019, 4, 11)
    assert article.text == f"WENDLE (AP) _ {ONE}\n\n“{TWO}”"
    assert article.details == {"words": "93", "place": "WENDLE", "status": "update"}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["BC-Ferry,93<", "AP Photo X1, X2<", "Ferry sails again<", "By ANN LEE="],
         "Ferry sails again"),
        (["BC-Ferry,93<", "Eds: With AP Photos.<", "Ferry sails again<"], "Ferry sails again"),
        (["BC-Ferry,93<", "Ferry sails again<", "A longer summary of the story.<", "By A LEE="],
         "Ferry sails again"),
        (["BC-Ferry,93<", "Ferry sails again="], "Ferry sails again"),
        (["BC-Ferry,93<", "EDITOR'S NOTE: A<", "By ANN LEE="], ""),
        (["BC-Ferry,93<"], ""),
    ],
)  # fmt: skip
def test_the_title_is_the_first_line_that_is_no_photo_note_or_author(lines, title):
    article = read_one(anpa(lines))
    assert article.title == title
    assert article.text.startswith("WENDLE (AP)")


def test_the_agency_below_the_byline_is_the_source():
    article = read_one(anpa(["BC-Ferry,93<", "Ferry<", "By ANN LEE=", "Example Wire="]))
    assert (article.author, article.source) == ("Ann Lee", "Example Wire")
    article = read_one(anpa(["BC-Ferry,93<", "Ferry<", "By The Associated Press="]))
    assert (article.author, article.source) == ("", "The Associated Press")


@pytest.mark.parametrize(
    ("slug", "note", "status"),
    [
        ("BC-Ferry, 2nd Ld,93", "Eds: CORRECTS name of river.", "correction, update"),
        ("BC-Ferry, KILL,93", "Eds: Do not use this story.", "killed"),
        ("BC-Ferry,93", "Eds: With AP Photos.", ""),
    ],
)
def test_slug_and_notes_say_the_state(slug, note, status):
    details = read_one(anpa([f"{slug}<", f"{note}<", "Ferry sails<"])).details
    assert details.get("status", "") == status
    assert details.get("note", "") == (note.removeprefix("Eds: ") if status else "")


def test_several_dispatches_in_one_file_are_several_articles():
    reading = read(iptc() + anpa() + iptc("No tram ="))
    assert [one.title for one in reading.articles] == [
        "Ferry sails again", "Ferry sails again", "No tram",
    ]  # fmt: skip


def test_a_kill_without_a_text_is_told():
    reading = read(anpa(["BC-Ferry, KILL,93<", "Eds: Kill the story.<"], text=""))
    assert (reading.articles, reading.rejected) == ([], [])
    assert "killed" in reading.notes[0]


def test_a_dispatch_that_is_cut_off_keeps_its_text():
    assert read(iptc().partition("\x03")[0]).articles[0].text.endswith(TWO)


def test_a_text_with_a_stray_control_is_plain_text():
    reading = read(f"\x01Ferry sails again\n\n{ONE}\n\n{TWO}\n")
    assert reading.articles[0].text.endswith(TWO)


def test_the_sign_of_an_agency_that_nobody_lists_is_no_author():
    assert find_names("By Ann Lee, qxz =") == "Ann Lee"
    assert find_names("By Ann Lee, QXZ", ["QXZ"]) == "Ann Lee"
