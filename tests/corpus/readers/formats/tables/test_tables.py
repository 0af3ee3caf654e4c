"""Tables of every kind: columns recognised, proposed and mapped; streams in bounded memory."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.corpus.article import Article
from components.corpus.readers import Table, propose_columns, read_file, read_many
from components.corpus.readers.drafts import Kind
from components.corpus.readers.shaping.decoding import LARGE

FIRST = "The council met on Tuesday and agreed to repair the bridge before winter comes."
SECOND = "Nobody voted against it, and the mayor said that work could begin within the month."
UNUSUAL = f'kop,datum_x,verhaal\nOne,2025-05-01,{FIRST}\nTwo,2025-05-02,"{SECOND}"\n'.encode()


def workbook(*sheets, extra=""):
    """An XLSX of sheets, each a list of rows of words; `extra` is put into each sheet."""
    space = "http://schemas.openxmlformats.org"
    office, package = f"{space}/officeDocument/2006/relationships", f"{space}/package/2006"
    main = f"{space}/spreadsheetml/2006/main"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    }
    relations = names = ""
    for number, rows in enumerate(sheets, 1):
        relations += (
            f'<Relationship Id="r{number}" Type="{office}/worksheet" '
            f'Target="worksheets/{number}.xml"/>'
        )
        names += f'<sheet name="Sheet {number}" sheetId="{number}" r:id="r{number}"/>'
        cells = "".join(
            f'<row r="{place}">'
            + "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in row)
            + "</row>"
            for place, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{cells}{extra}</sheetData></worksheet>'
        )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>'
    )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


# The analyst's own mapping


def test_unusual_columns_are_proposed_with_examples_and_mapped_by_the_analyst():
    columns = propose_columns("a.csv", UNUSUAL)
    assert columns.names == ("kop", "datum_x", "verhaal")
    assert columns.fields == {"text": "verhaal", "date": "datum_x"}
    assert not columns.is_certain
    assert [row["datum_x"] for row in columns.rows] == ["2025-05-01", "2025-05-02"]
    assert "“verhaal”" in read_file("a.csv", UNUSUAL).rejected[0].reason
    chosen = {"text": "verhaal", "title": "kop", "date": "datum_x"}
    articles = read_file("a.csv", UNUSUAL, columns=chosen).articles
    assert [(a.title, a.text) for a in articles] == [("One", FIRST), ("Two", SECOND)]
    assert articles[0].published == date(2025, 5, 1)


def test_known_columns_are_proposed_for_their_fields():
    columns = propose_columns("a.jsonl", b'{"headline": "One", "body": "Text.", "id": 7}\n')
    assert columns.fields == {"text": "body", "title": "headline"}
    assert columns.names == ("headline", "body", "id")
    assert columns.is_certain


def test_addresses_are_told_by_their_look_and_numbers_are_no_text():
    columns = propose_columns("a.csv", b"where,count\nhttps://a.example/1,7\n,8\n")
    assert columns.fields == {"url": "where"}
    assert not columns.is_certain


def test_a_field_can_be_left_empty_by_the_analyst():
    data = f"title,text\nOne,{FIRST}\n".encode()
    assert read_file("a.csv", data, columns={"title": ""}).articles[0].title == ""


def test_a_file_that_is_no_table_has_no_columns():
    assert propose_columns("a.txt", FIRST.encode()).names == ()
    assert propose_columns("a.csv", b"").problem.startswith("It is empty")


def test_a_column_that_is_not_there_is_named():
    (rejection,) = read_file("a.csv", UNUSUAL, columns={"text": "story"}).rejected
    assert rejection.reason == "It has no column “story”: choose another."


# What stands in cells


def test_markup_in_a_cell_becomes_its_words():
    table = f'title,text\nFish &amp; Chips,"<p>{FIRST}</p><p>{SECOND}</p>"\na < b,"1 < 2 & 3 > 2"\n'
    first, second = read_file("a.csv", table.encode()).articles
    assert (first.title, first.text) == ("Fish & Chips", f"{FIRST}\n\n{SECOND}")
    assert (second.title, second.text) == ("a < b", "1 < 2 & 3 > 2")


def test_garbled_letters_are_mended_with_a_notice_and_good_ones_stay():
    garbled = "Itâ€™s a â€œbridgeâ€\x9d, the mayor said."
    reading = read_file("a.csv", f'text\n"{garbled}"\n"Ça va, São Paulo."\n'.encode())
    assert [a.text for a in reading.articles] == [
        "It’s a “bridge”, the mayor said.",
        "Ça va, São Paulo.",
    ]
    assert "garbled by a wrong encoding" in reading.notes[0]


# What programs write around a table


def rows_of(data):
    reading = read_file("a.csv", data)
    assert not reading.rejected
    return [(article.title, article.text) for article in reading.articles]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|", "^"])
@pytest.mark.parametrize("line", ["sep={}", "SEP={}", '"sep={}"', "Sep={};;"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_line_with_which_excel_says_its_separator_is_no_row(mark, line, encoding):
    lines = [
        line.format(mark),
        f"title{mark}text",
        f'One{mark}"{FIRST} a;b,c|d"',
        f"Two{mark}Shut",
    ]
    found = rows_of("\r\n".join(lines).encode(encoding))
    assert found == [("One", f"{FIRST} a;b,c|d"), ("Two", "Shut")]


def test_under_that_line_rows_are_counted_as_excel_shows_them_and_lines_as_they_are():
    reading = read_file("a.csv", f'sep=;\ntitle;text\nOne;{FIRST}\nTwo\nX;"open'.encode())
    assert [one.reason.partition(":")[0] for one in reading.rejected] == [
        "Row 3 has 1 cells where the first row has 2",
        "Row 4 cannot be read because a quotation mark opened in line 5 is never closed",
    ]


QUOTED = [("One, or 'first'", f'It\'s "so", he said.\n\n{FIRST}'), ("Two", SECOND)]


def in_marks(separator, style):
    """The same rows as Python's csv writes them with `'` in each of its styles."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, quotechar="'", quoting=style)
    writer.writerows([("title", "text", "n"), *((*row, 7) for row in QUOTED)])
    return written.getvalue().encode()


@pytest.mark.parametrize("style", [csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_MINIMAL])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_in_single_marks_are_read_without_them(separator, style):
    assert rows_of(in_marks(separator, style)) == QUOTED


def test_single_marks_alone_need_no_separator_within_to_be_known():
    assert rows_of(f"title,text\n'One','{SECOND[:40]}'\n".encode()) == [("One", SECOND[:40])]
    assert rows_of(b"title,text\nOne,'It''s open'\nTwo,Shut\n") == [
        ("One", "It's open"),
        ("Two", "Shut"),
    ]


def test_a_cell_in_single_marks_may_go_on_in_the_next_line_and_follow_a_space():
    data = "title,text\n'One','First line,\n\nsecond, line'\n'Two', 'It''s, too'\n"
    assert rows_of(data.encode()) == [("One", "First line,\n\nsecond, line"), ("Two", "It's, too")]
    assert rows_of(b"title,text\n'One','First\n\nsecond, line'\n") == [
        ("One", "First\n\nsecond, line")
    ]
    assert rows_of(b"title,text\n'Tis the season,One\nGood folks',Two\n") == [
        ("'Tis the season", "One"),
        ("Good folks'", "Two"),
    ]


def test_a_long_table_in_single_marks_is_known_by_its_beginning():
    text = "It''s a long way, " * 60_000
    reading = read_file("a.csv", f"'title','text'\n'One','{text}'\n'Two','Short, too'".encode())
    assert [article.title for article in reading.articles] == ["One", "Two"]
    assert reading.articles[0].text.startswith("It's a long way, It's")


@pytest.mark.parametrize(
    "rows",
    [
        [("'Tis the season", "It is said"), ("Rock 'n' roll", "'Twas a good night'")],
        [("'We will win' says mayor", "He said so."), ("'We will win'", "She said so.")],
        [("'We will win'", "A text of words."), ("Shut", "'It is over'")],
        [("Dogs' home", "The dogs' home"), ("O'Brien", "'Yes, we can', he said, 'and will'")],
        [("'s Heeren Loo", "The 's, as in 's Heeren"), ("The '90s", "'It was, in '92, a year'")],
    ],
)
@pytest.mark.parametrize("style", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
def test_apostrophes_and_quotations_of_the_words_stay(rows, style):
    written = io.StringIO()
    csv.writer(written, quoting=style).writerows([("title", "text"), *rows])
    assert rows_of(written.getvalue().encode()) == rows


@pytest.mark.parametrize("word", ["nan", "NaN", "None", "NULL", "null", "N/A", "NA", "<NA>", "NaT"])
def test_words_for_nothing_are_nothing_as_whole_cells_and_words_within_others(word):
    table = (
        f"title,text,author,source,date\n{word},{FIRST} {word},{word},{word},{word}\n"
        f"{word} one,{word},Ann,Post,2025-05-01\n"
    )
    reading = read_file("a.csv", table.encode())
    (article,) = reading.articles
    assert (article.title, article.author, article.source, article.published) == ("", "", "", None)
    assert article.text == f"{FIRST} {word}"
    assert not reading.notes
    assert reading.rejected[0].reason.startswith("Row 3 has no text")


# Media Cloud

MEDIA_CLOUD = (
    "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    "x1,2025-05-02,en,daily.example,https://daily.example,2025-05-01,Council to Repair Bridge,"
    "https://daily.example/a\n"
)


def test_a_media_cloud_list_gives_its_headlines_and_says_that_it_has_no_texts():
    reading = read_file("a.csv", MEDIA_CLOUD.encode())
    (article,) = reading.articles
    assert article.title == article.text == "Council to Repair Bridge"
    assert (article.source, article.url) == ("daily.example", "https://daily.example/a")
    assert (article.published, article.language) == (date(2025, 5, 1), "en")
    assert reading.notes[0].startswith("It lists headlines without texts")


def test_a_media_cloud_list_with_texts_gives_them():
    head, row = MEDIA_CLOUD.split("\n")[:2]
    (article,) = read_file("a.csv", f"{head},text\n{row},{FIRST}\n".encode()).articles
    assert article.text == FIRST


# Spreadsheets


def test_a_spreadsheet_gives_an_article_a_row():
    data = workbook([["Headline", "Text", "Date"], ["One", FIRST, "2025-05-01"], ["", "", ""]])
    (article,) = read_file("a.xlsx", data).articles
    assert (article.title, article.text, article.published) == ("One", FIRST, date(2025, 5, 1))


def test_of_several_sheets_those_with_texts_count():
    data = workbook([["name"], ["x"]], [["title", "text"], ["One", FIRST]])
    reading = read_file("a.xlsx", data)
    assert [a.title for a in reading.articles] == ["One"]
    assert reading.notes == ["Sheets without a column for texts were left out: “Sheet 1”."]


@pytest.mark.parametrize(
    "extra",
    [
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>end</t></is></c></row>',
        '<row r="3"><c t="s"><v>999999999</v></c></row>',
    ],
)
def test_a_spreadsheet_whose_counts_lie_is_answered(extra):
    reading = read_file("a.xlsx", workbook([["text"], [FIRST]], extra=extra))
    assert reading.articles or reading.rejected
    assert read_file("b.csv", b"text\nSome text.\n").articles


# Parquet


def test_a_parquet_table_gives_an_article_a_row():
    table = pa.table(
        {
            "title": ["One", "Two"],
            "body": [FIRST, None],
            "published": [datetime(2025, 5, 1, 10), None],
            "authors": [["Ann", "Bob"], []],
        }
    )
    pq.write_table(table, stream := io.BytesIO())
    reading = read_file("a.parquet", stream.getvalue())
    (article,) = reading.articles
    assert (article.title, article.text, article.author) == ("One", FIRST, "Ann, Bob")
    assert article.published == date(2025, 5, 1)
    assert reading.rejected[0].reason.startswith("Row 2 has no text")
    assert propose_columns("a.parquet", stream.getvalue()).fields["text"] == "body"


def test_a_damaged_parquet_table_says_so():
    assert "damaged" in read_file("a.parquet", b"PAR1" + bytes(100) + b"PAR1").rejected[0].reason


# Streams


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_a_file_too_large_to_be_held_is_read_row_by_row(tmp_path: Path, kind):
    path = tmp_path / f"a.{kind}"
    filler = "x" * 1_000_000
    count = LARGE // len(filler) + 2
    with path.open("w", encoding="utf-16" if kind == "csv" else "utf-8-sig", newline="") as file:
        file.write("id,text,unread\n" if kind == "csv" else "")
        for number in range(count):
            row = {"id": number, "text": f"Мост {number}.", "unread": filler}
            line = ",".join(map(str, row.values())) if kind == "csv" else json.dumps(row)
            file.write(f"{line}\n")
    found = read_many(path.name, path)
    first = next(found)
    assert isinstance(first, Article)
    assert first.text.startswith("Мост 0.")
    assert sum(isinstance(one, Article) for one in found) == count - 1


def test_closing_a_stream_stops_its_reader_and_frees_its_place():
    data = f"title,text\n{f'One,{FIRST}' * 1}\n".encode() + b"Two,Text.\n" * 200_000
    for _ in range(4):
        found = read_many("a.csv", data)
        assert isinstance(next(found), Article)
        found.close()
    assert read_file("b.txt", FIRST.encode()).articles


def test_a_table_that_has_to_be_asked_about_is_given_as_it_is_wherever_it_stands():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("in/odd.csv", UNUSUAL)
    for name, data in (("odd.csv", UNUSUAL), ("all.zip", stream.getvalue())):
        for found in read_many(name, data):
            if isinstance(found, Kind):
                continue
            assert isinstance(found, Table)
            assert found.name == {"odd.csv": "odd.csv", "all.zip": "all.zip/in/odd.csv"}[name]
            assert found.columns.fields == {"text": "verhaal", "date": "datum_x"}
            assert found.content.file.read() == UNUSUAL
        (rejection,) = read_file(name, data).rejected
        assert "“kop”, “datum_x”, “verhaal”" in rejection.reason


@pytest.mark.parametrize(
    "names",
    ["title,created_utc,text", "Titolo,timestamp,Testo", "Tytuł,Data publikacji,Treść"],
)
def test_names_of_columns_are_known_in_more_languages_and_days_in_seconds(names):
    (article,) = read_file("a.csv", f"{names}\nBridge,1746144000,{FIRST}\n".encode()).articles
    assert (article.title, article.text) == ("Bridge", FIRST)
    assert article.published == date(2025, 5, 2)
