"""Tables as databases and programs export them: preambles, leads, serial days, open marks."""

import csv
import io
import json
import struct
import zipfile
from datetime import date

import pytest

from benchmarks.real_files import compound
from components.corpus.readers import propose_columns, read_file
from tests.corpus.readers.formats.tables.test_tables import workbook

FIRST = "The harbour board of Eastwick met on Friday and put off the sale of the old crane."
SECOND = "A buyer from the north had offered twice the price, the chair said afterwards."


def table(*rows, separator=","):
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode()


def only(reading):
    assert not reading.rejected
    (article,) = reading.articles
    return article


# Names that do not stand in the first row

PREAMBLE = [["Press archive of Eastwick"], ["Query: crane", "", "2 results"], [""]]
NAMES = ["Headline", "Newspaper", "Date", "Full_Text2"]
ROWS = [["One", "Post", "2023-02-10", FIRST], ["Two", "Post", "2023-02-11", SECOND]]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "semicolons", "tabs", "xls"])
def test_names_are_found_under_what_a_database_writes_above_them(kind):
    rows = [*PREAMBLE, NAMES, *ROWS, ["Three", "Post", "2023-02-12", ""]]
    marks = {"csv": ",", "semicolons": ";", "tabs": "\t"}
    if kind in marks:
        reading = read_file("a.csv", table(*rows, separator=marks[kind]))
    else:
        data = workbook(rows) if kind == "xlsx" else old_workbook(rows)
        reading = read_file(f"a.{kind}", data)
    first, second = reading.articles
    assert (first.title, first.source, first.published) == ("One", "Post", date(2023, 2, 10))
    assert second.text == SECOND
    assert first.bases["title"] == "column “Headline”"
    assert [one.reason for one in reading.rejected] == [
        "Row 7 has no text: add the text or leave it out."
    ]
    assert "“Press archive of Eastwick”, “Query: crane 2 results”" in reading.notes[0]


def test_unknown_names_under_narrow_rows_are_those_of_the_widest_row():
    rows = [["Archief"], ["Zoek: kraan"], ["kop", "blad", "verhaal"]]
    rows += [[f"Kraan {n}", "Bode", f"{FIRST} {n}"] for n in range(6)]
    columns = propose_columns("a.xlsx", workbook(rows))
    assert columns.names == ("kop", "blad", "verhaal")
    assert columns.fields["text"] == "verhaal"


def test_a_row_wider_than_the_names_is_told_and_the_others_stay():
    rows = [["title", "text"], ["One", FIRST], ["Two", SECOND, "more"], ["Three", FIRST]]
    reading = read_file("a.xlsx", workbook(rows))
    assert [a.title for a in reading.articles] == ["One", "Three"]
    assert [r.reason for r in reading.rejected] == ["Row 3 is wider than the names in row 1."]


# What is in the columns


def test_a_lead_is_the_beginning_of_the_text_that_does_not_have_it():
    rows = [
        ["headline", "lead_paragraph", "text", "byline"],
        ["One", "The crane of Eastwick stays where it is.", FIRST, "By Ida Berg"],
        ["Two", f"{FIRST[:50]}…", f"{FIRST}\n\n{SECOND}", "Von Lars Holm; Ida Berg"],
        ["Three", "-", FIRST, "['Ida Berg', 'Lars Holm']"],
    ]
    first, second, third = read_file("a.csv", table(*rows)).articles
    assert first.text == f"The crane of Eastwick stays where it is.\n\n{FIRST}"
    assert second.text == f"{FIRST}\n\n{SECOND}"
    assert third.text == FIRST
    assert first.author == "Ida Berg"
    assert second.author == "Lars Holm, Ida Berg"
    assert third.author == "Ida Berg, Lars Holm"


def test_families_before_given_names_are_turned_where_other_marks_part_the_names():
    rows = [["text", "authors"], [FIRST, "Berg, Ida; Holm, Lars"], [SECOND, "Berg, Ida"]]
    authors = [a.author for a in read_file("a.csv", table(*rows)).articles]
    assert authors == ["Ida Berg, Lars Holm", "Berg, Ida"]


def test_section_page_and_words_of_a_table_are_kept():
    rows = [["text", "Section", "Page", "Word count"], [FIRST, "Harbour", "A3", "120"]]
    rows += [[SECOND, "-", "", "many"]]
    first, second = read_file("a.csv", table(*rows)).articles
    assert first.details == {"section": "Harbour", "page": "A3", "words": "120"}
    assert second.details == {}


def test_names_that_begin_like_a_by_line_stay_whole():
    rows = [["text", "author"], [FIRST, "Von der Aa, Jan"], [SECOND, "Byron Hill"]]
    authors = [a.author for a in read_file("a.csv", table(*rows)).articles]
    assert authors == ["Von der Aa, Jan", "Byron Hill"]


def test_an_abstract_that_is_not_in_the_text_is_told_once():
    rows = [["title", "abstract", "text"]]
    rows += [[f"{n}", f"What the board decided, number {n}.", FIRST] for n in range(3)]
    reading = read_file("a.csv", table(*rows))
    assert [a.text for a in reading.articles] == [FIRST] * 3
    assert reading.notes == ["The column “abstract” is not part of the text and was left out."]


def test_a_table_of_abstracts_alone_gives_them_and_says_so():
    rows = [["Title", "Abstract", "pubtitle", "pubdate", "DocumentURL"]]
    rows += [["Crane stays", FIRST, "Eastwick Post", "Feb 10, 2023", "https://db.example/1"]]
    reading = read_file("a.xlsx", workbook(rows))
    article = only(reading)
    assert (article.text, article.source, article.published) == (
        FIRST,
        "Eastwick Post",
        date(2023, 2, 10),
    )
    assert article.url == "https://db.example/1"
    assert reading.notes[0] == "It has no texts: each article here is its abstract alone."


def test_the_whole_text_wins_over_a_snippet_under_a_better_name():
    rows = [["text", "Full Text"], [f"{FIRST[:30]}…", f"{FIRST}\n\n{SECOND}"], [FIRST, ""]]
    first, second = read_file("a.csv", table(*rows)).articles
    assert first.text == f"{FIRST}\n\n{SECOND}"
    assert second.text == FIRST


def test_a_title_repeated_as_the_first_line_is_left_out_and_a_text_of_it_alone_stays():
    rows = [["title", "text"], ["Crane stays", f"CRANE STAYS.\n{FIRST}"], ["Crane", "Crane"]]
    assert [a.text for a in read_file("a.csv", table(*rows)).articles] == [FIRST, "Crane"]


@pytest.mark.parametrize("word", ["-", "–", "none", "Null", "n/a", "N.A.", "[]", "undefined"])
def test_what_people_write_into_empty_cells_is_nothing(word):
    rows = [["title", "author", "source", "date", "text"], [word, word, word, word, FIRST]]
    reading = read_file("a.csv", table(*rows))
    article = only(reading)
    assert (article.title, article.author, article.source, article.published) == ("", "", "", None)
    assert not reading.notes


def test_an_address_under_the_name_of_the_source_is_the_address_of_the_article():
    rows = [["source", "text"], ["https://www.eastwick.example/crane", FIRST]]
    article = only(read_file("a.csv", table(*rows)))
    assert (article.source, article.url) == (
        "eastwick.example",
        "https://www.eastwick.example/crane",
    )


# Days


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("44967", date(2023, 2, 10)),
        ("44967.99", date(2023, 2, 10)),
        ("1676073000", date(2023, 2, 10)),
        ("1676073000000", date(2023, 2, 10)),
        ("20230210235000", date(2023, 2, 10)),
        ("202302102350", date(2023, 2, 10)),
        ("20230210", date(2023, 2, 10)),
        ("10.02.2023 23:50", date(2023, 2, 10)),
        ("2023-02-10 23:50:00+03:00", date(2023, 2, 10)),
        ("1985", None),
        ("123456", None),
        ("99999", None),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_day_that_is_written_as_a_number(written, day, kind):
    rows = [["date", "text"], [written, FIRST]]
    data = table(*rows) if kind == "csv" else workbook(rows)
    reading = read_file(f"a.{kind}", data)
    assert only(reading).published == day
    assert len(reading.notes) == (day is None)


def test_serial_days_of_a_workbook_that_counts_from_1904_are_as_many_days_later():
    data = workbook([["date", "text"], ["43505", FIRST], ["2023-02-10", SECOND]])
    source, packed = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as changed:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/workbook.xml":
                part = part.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
            changed.writestr(name, part)
    days = [a.published for a in read_file("a.xlsx", packed.getvalue()).articles]
    assert days == [date(2023, 2, 10)] * 2


# Quotation marks that are left open


def test_rows_that_an_open_mark_swallows_are_read_line_by_line_and_that_is_told():
    written = f'title,text\nOne,{FIRST[:20]}\nTwo,"open to the end\nThree,{SECOND[:20]}\nFour,x\n'
    reading = read_file("a.csv", written.encode())
    assert [(a.title, a.text) for a in reading.articles] == [
        ("One", FIRST[:20]),
        ("Two", "open to the end"),
        ("Three", SECOND[:20]),
        ("Four", "x"),
    ]
    assert reading.notes == [
        "A quotation mark in line 3 (row 3) is never closed: the 3 lines from there on were read "
        "one by one."
    ]


def test_after_the_swallowed_rows_the_table_goes_on_as_before():
    written = f'title,text\nTwo,"open\nThree,"{FIRST}"\nFour,"a, b"\nFive\n'
    reading = read_file("a.csv", written.encode())
    assert [(a.title, a.text) for a in reading.articles] == [
        ("Two", "open"),
        ("Three", FIRST),
        ("Four", "a, b"),
    ]
    assert reading.rejected[0].reason.startswith("Row 5 has 1 cells")


def test_a_cell_of_several_lines_is_no_open_mark():
    written = f'title,text\nOne,"{FIRST}\n\n{SECOND}, x"\nTwo,y\n'
    reading = read_file("a.csv", written.encode())
    assert [a.text for a in reading.articles] == [f"{FIRST}\n\n{SECOND}, x", "y"]
    assert not reading.notes


# Other programs


def old_workbook(rows):
    """A workbook of Excel 97 (MS-XLS): one sheet of words."""

    def record(kind, content):
        return struct.pack("<HH", kind, len(content)) + content

    def begin(kind):
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))

    name, end = "Sheet", record(0x000A, b"")
    cells = b"".join(
        record(
            0x0204,
            struct.pack("<HHHHB", line, place, 0, len(word), 1) + word.encode("utf-16-le"),
        )
        for line, row in enumerate(rows)
        for place, word in enumerate(row)
        if word
    )
    sheet = begin(0x0010) + cells + end
    bound = struct.pack("<BB", len(name), 0) + name.encode()
    start = len(begin(0x0005)) + 4 + 6 + len(bound) + len(end)
    book = begin(0x0005) + record(0x0085, struct.pack("<IBB", start, 0, 0) + bound) + end
    return compound({"Workbook": book + sheet})


def test_an_old_workbook_is_read():
    reading = read_file("a.xls", old_workbook([NAMES, *ROWS]))
    assert [(a.title, a.published) for a in reading.articles] == [
        ("One", date(2023, 2, 10)),
        ("Two", date(2023, 2, 11)),
    ]
    assert not reading.notes


def test_an_old_workbook_that_is_a_web_page_or_text_is_read_as_that():
    cells = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [NAMES, *ROWS]
    )
    page = f"<html><meta charset='utf-8'><body><table>{cells}</table></body></html>".encode()
    text = table(NAMES, *ROWS, separator="\t")
    for data, told in ((page, "a web page with a table"), (text, "a table as text")):
        reading = read_file("a.xls", data)
        assert [a.title for a in reading.articles] == ["One", "Two"]
        assert told in reading.notes[0]


def test_a_damaged_old_workbook_says_so():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "damaged spreadsheet" in read_file("a.xls", data).rejected[0].reason


def graph_row(number, extras):
    cells = [f"2023021201150{number}-{number}", "20230212011500", "1", "eastwick.example"]
    cells += [f"https://eastwick.example/{number}", *[""] * 21, extras]
    return "\t".join(cells)


def test_a_list_of_gdelt_gives_its_headlines_with_the_day_of_the_page():
    extras = (
        "<PAGE_AUTHORS>Ida Berg</PAGE_AUTHORS><PAGE_PRECISEPUBTIMESTAMP>20230210234500"
        "</PAGE_PRECISEPUBTIMESTAMP><PAGE_TITLE>Crane &#x201C;stays&#x201D;</PAGE_TITLE>"
    )
    rows = [graph_row(1, extras), graph_row(2, "<PAGE_TITLE>Two</PAGE_TITLE>"), graph_row(3, "")]
    reading = read_file("20230212011500.gkg.csv", "\n".join(rows).encode())
    first, second = reading.articles
    assert (first.title, first.source, first.author) == (
        "Crane “stays”",
        "eastwick.example",
        "Ida Berg",
    )
    assert (first.published, second.published) == (date(2023, 2, 10), None)
    assert first.url == "https://eastwick.example/1"
    assert "each article here is its headline alone" in reading.notes[0]
    assert reading.notes[-1] == "Rows of pages without a title were left out: 1."


def test_the_day_of_a_media_cloud_list_is_that_of_publication():
    rows = [
        [
            "stories_id",
            "publish_date",
            "collect_date",
            "date_is_reliable",
            "title",
            "url",
            "language",
            "media_name",
        ],
        ["1", "2023-02-10 09:00:00", "2023-03-01", "1", "Crane", "https://e.example", "en", "Post"],
    ]
    assert only(read_file("a.csv", table(*rows))).published == date(2023, 2, 10)


def test_a_table_with_the_columns_of_a_known_maker_is_read_as_its_json_is():
    rows = [
        ["id", "thread_id", "timestamp", "author", "subject", "body"],
        ["1", "1", "2023-02-10 23:50:00", "ida", "Crane stays", FIRST],
    ]
    article = only(read_file("4cat.csv", table(*rows)))
    assert (article.title, article.author, article.published) == (
        "Crane stays",
        "ida",
        date(2023, 2, 10),
    )
    assert article.bases["title"] == "column “subject” of 4CAT"


def test_a_list_that_gdelt_found_has_headlines_and_no_day_of_publication():
    rows = [["URL", "MobileURL", "Date", "Title"]]
    rows += [["https://eastwick.example/crane", "", "2023-02-12 01:15:00", "Crane stays"]]
    reading = read_file("a.csv", table(*rows))
    article = only(reading)
    assert (article.title, article.published) == ("Crane stays", None)
    assert reading.notes[0].startswith("It lists headlines without texts")
    entry = {"url": "https://eastwick.example/crane", "title": "Crane stays", "domain": "e.example"}
    answer = {"articles": [{**entry, "seendate": "20230212T011500Z", "socialimage": ""}] * 2}
    found = read_file("a.json", json.dumps(answer).encode())
    assert [(a.title, a.source, a.published) for a in found.articles] == [
        ("Crane stays", "e.example", None)
    ] * 2


def test_a_column_media_is_the_outlet_unless_it_lists_pictures():
    def rows(media):
        return [["Title", "Text", "Date", "Media"], ["Crane stays", FIRST, "2023-02-10", media]]

    assert only(read_file("a.csv", table(*rows("The Shore")))).source == "The Shore"
    for media in ("https://pictures.example/1.jpg", "['a', 'b']", "photo"):
        article = only(read_file("a.csv", table(*rows(media))))
        assert (article.source, article.url) == ("", "")
