"""A damaged part costs no more than itself, and a sentence says what is wrong with the file."""

import io
import json
import struct
import tarfile
import zipfile
import zlib
from datetime import date, datetime

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.real_files import compound
from components.corpus.readers import read_file

FIRST = "The council met on Tuesday and agreed to repair the bridge before winter comes."
SECOND = "Nobody voted against it, and the mayor said that work could begin within the month."


def texts(name, data):
    reading = read_file(name, data if isinstance(data, bytes) else data.encode())
    assert reading.rejected == []
    return [article.text for article in reading.articles]


def reason(name, data):
    reading = read_file(name, data if isinstance(data, bytes) else data.encode())
    assert reading.articles == []
    (rejection,) = reading.rejected
    assert rejection.fault == "file"
    return rejection.reason


def packed(parts, method=zipfile.ZIP_STORED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def repacked(data, **parts):
    """The same ZIP with other content in these parts, by the last word of their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        old = {name: package.read(name) for name in package.namelist()}
    stems = {name: name.rpartition("/")[2].partition(".")[0] for name in old}
    return packed({name: parts.get(stems[name], content) for name, content in old.items()})


def without_end_of(data, size):
    """An archive whose directory begins as many bytes later than it says."""
    at = data.rindex(b"PK\x05\x06") + 16
    start = struct.unpack("<I", data[at : at + 4])[0]
    return data[:at] + struct.pack("<I", start + size) + data[at + 4 :]


# Markup


@pytest.mark.parametrize("inside", ["<!-- a comment -->", "<?go on?>"])
def test_a_comment_in_the_byline_of_a_wire_item_is_no_name(inside):
    markup = (
        f"<nitf><body><body.head><byline>By Ann Lee{inside}</byline></body.head>"
        f"<body.content><p>{FIRST}</p></body.content></body></nitf>"
    )
    (article,) = read_file("a.xml", markup.encode()).articles
    assert (article.author, article.text) == ("Ann Lee", FIRST)


@pytest.mark.parametrize("inside", ["<!-- a comment -->", "<?go on?>"])
def test_a_comment_in_a_feed_is_no_part_of_a_text_or_name(inside):
    markup = (
        f"<rss><channel><item><title>A</title><author>{inside}Ann Lee</author>"
        f"<description>{inside}<![CDATA[<p>{FIRST}</p>]]></description></item></channel></rss>"
    )
    (article,) = read_file("a.rss", markup.encode()).articles
    assert (article.author, article.text) == ("Ann Lee", FIRST)


def test_a_feed_is_read_whose_prefixes_are_not_declared():
    markup = (
        "<rss><channel><item><title>A</title><dc:creator>Ann Lee</dc:creator>"
        f"<content:encoded>{FIRST} {SECOND}</content:encoded></item></channel></rss>"
    )
    (article,) = read_file("a.rss", markup.encode()).articles
    assert (article.author, article.text) == ("Ann Lee", f"{FIRST} {SECOND}")


def test_a_saved_page_is_read_though_its_encoding_has_a_name_with_a_nul():
    page = f'<html><head><meta charset="x"></head><body><p>Café: {FIRST}</p></body></html>'
    data = b"Content-Type: text/html; charset=a\0b\n\n" + page.encode("cp1252")
    assert texts("a.mhtml", data) == [f"Café: {FIRST}"]


def test_a_table_in_xhtml_that_is_named_a_spreadsheet_is_read():
    cells = f"<tr><td>title</td><td>text</td></tr><tr><td>Bridge</td><td>{FIRST}</td></tr>"
    markup = (
        f'<?xml version="1.0" encoding="UTF-8"?><html><body><table>{cells}</table></body></html>'
    )
    assert texts("a.xls", markup) == [FIRST]


@pytest.mark.parametrize(
    ("name", "markup", "told"),
    [
        ("a.xls", "<!-- <table>", "a web page without a table"),
        ("a.html", '<!-- <p class="ocr_page">', "no text"),
        ("a.xml", " \n", "XML of an unknown kind"),
    ],
)
def test_of_markup_without_an_element_is_said_what_it_lacks(name, markup, told):
    assert told in reason(name, markup)


def test_an_export_that_is_one_open_comment_is_read_as_a_page():
    found = read_file("a.html", b"<!-- <b>HD</b> <b>PD</b>")
    assert (found.kind, found.rejected) == ("a web page", [])


@pytest.mark.parametrize("unknown", ["NaN", "inf", "-1"])
def test_a_word_of_which_recognition_does_not_know_how_sure_it_is_does_not_count(unknown):
    words = f'<String CONTENT="Trams" WC="0.9"/><SP/><String CONTENT="stay" WC="{unknown}"/>'
    lines = f"<TextBlock><TextLine>{words}</TextLine></TextBlock>"
    markup = f"<alto><Layout><Page><PrintSpace>{lines}</PrintSpace></Page></Layout></alto>"
    (article,) = read_file("a.xml", markup.encode()).articles
    assert (article.text, article.details["confidence"]) == ("Trams stay", "90")


def test_a_book_whose_container_is_empty_is_read_by_its_list_of_contents():
    opf = (
        '<package><manifest><item id="a" href="a.html"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    page = f"<html><body><p>{FIRST}</p></body></html>"
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": ""}
    assert texts("a.epub", packed({**parts, "a.opf": opf, "a.html": page})) == [FIRST]


def test_a_sentence_on_an_object_in_no_list_names_the_key_above_it():
    story = {"title": "Bridge", "text": f"{FIRST} {SECOND}"}
    data = {"a": {**story, "date": "32nd"}, "b": {"_source": {**story, "title": "Other"}}}
    notes = read_file("a.json", json.dumps({"data": data}).encode()).notes
    assert [note for note in notes if "32nd" in note] == [
        "“data.a”: the date “32nd” was not understood and is left empty."
    ]


# Documents


def document():
    made = docx.Document()
    made.add_paragraph(FIRST)
    made.core_properties.author = "Ann Lee"
    made.save(stream := io.BytesIO())
    return stream.getvalue()


def test_a_word_document_is_read_without_properties_that_are_damaged():
    assert texts("a.docx", repacked(document(), core="<other/>")) == [FIRST]


@pytest.mark.parametrize(
    "damage", [{"document": "<other/>"}, {"document": "<w:"}, {"styles": "<w:"}]
)
def test_a_damaged_word_document_is_said_to_be_one(damage):
    assert "a damaged Word document" in reason("a.docx", repacked(document(), **damage))


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
CONTENT = f'<a xmlns:text="{OFFICE}:text:1.0"><text:p>{FIRST}</text:p></a>'


def test_an_opendocument_text_is_read_without_properties_that_are_damaged():
    assert texts("a.odt", packed({"content.xml": CONTENT, "meta.xml": "<a"})) == [FIRST]
    assert "a damaged OpenDocument text" in reason("a.odt", packed({"content.xml": "<a"}))


def test_spaces_of_an_opendocument_text_whose_count_is_no_number_are_one():
    content = CONTENT.replace("the bridge", 'the<text:s text:c="one"/>bridge')
    assert texts("a.odt", packed({"content.xml": content})) == [FIRST]


def test_a_letter_of_rich_text_whose_number_is_too_high_is_replaced():
    marked = rf"{{\rtf1\ansi Caf\u233? at noon\u9999999? {FIRST}\par}}"
    assert texts("a.rtf", marked) == [f"Café at noon\ufffd {FIRST}"]


def test_rich_text_that_lacks_a_number_is_said_to_be_damaged():
    assert "damaged rich text" in reason("a.rtf", rf"{{\rtf1\ansi\uc {FIRST}\par}}")


@pytest.mark.parametrize(
    "left_out",
    [
        *(r"\v0 ", r"\deleted0 ", r"\chftn ", r"\bin0 "),
        *(r"{\pict 00}", r"{\*\annotation No.}", r"{\header The Yard}"),
    ],
)
def test_words_behind_what_is_left_out_are_no_part_of_the_control_word_before(left_out):
    assert texts("a.rtf", rf"{{\rtf1\ansi Then\b{left_out}{FIRST}\par}}") == [f"Then{FIRST}"]


@pytest.mark.parametrize("paper", [r"\binfsxn4\binsxn4", r"\bin"])
def test_the_text_behind_a_picture_in_rich_text_stays_whatever_the_paper_of_the_printer(paper):
    picture = r"{\pict{\*\picprop{\sp{\sn fFlipH}{\sv 0}}}\pngblip 89504e47}"
    marked = rf"{{\rtf1\ansi{paper} {FIRST}\par {picture}\par {SECOND}\par}}"
    assert texts("a.rtf", marked) == [f"{FIRST}\n\n{SECOND}"]


# Tables


def parquet(**columns):
    pq.write_table(pa.table(columns), stream := io.BytesIO())
    return stream.getvalue()


def test_a_day_beyond_the_calendar_costs_no_more_than_itself():
    days = pa.array([10**18, 1_746_057_600_000], pa.timestamp("ms"))
    found = read_file("a.parquet", parquet(text=[FIRST, SECOND], date=days))
    assert [(a.text, a.published) for a in found.articles] == [
        (FIRST, None),
        (SECOND, date(2025, 5, 1)),
    ]


def test_a_byte_that_is_no_letter_is_replaced_in_its_cell():
    words = pa.array([FIRST.encode() + b" \xff", SECOND.encode()]).view(pa.string())
    assert texts("a.parquet", parquet(text=words)) == [f"{FIRST} \ufffd", SECOND]


# Archives


@pytest.mark.parametrize("name", ["a.zip", "a.docx", "a.odt", "a.epub"])
def test_an_archive_whose_directory_begins_before_the_file_is_damaged(name):
    data = without_end_of(packed({"a.txt": FIRST}), 1_000)
    assert "It is damaged or not a ZIP file" in reason(name, data)


def test_a_file_that_is_cut_in_a_packed_archive_is_said_to_be_damaged():
    with tarfile.open(fileobj=(stream := io.BytesIO()), mode="w:gz") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = 200_000
        archive.addfile(member, io.BytesIO(bytes(range(256)) * 800))
    found = read_file("a.tar.gz", stream.getvalue()[:300])
    assert [(one.name, one.reason) for one in found.rejected] == [
        ("a.tar.gz/a.txt", "It is damaged within the archive: pack it again."),
        ("a.tar.gz", "It is damaged or not a TAR file: pack it again."),
    ]


def response(address, more=""):
    page = f"<html><body><p>{FIRST}</p></body></html>".encode()
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{more}\r\n".encode() + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\n{address}Content-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


ADDRESS = "WARC-Target-URI: https://example.org/a\r\n"


def test_a_web_archive_is_read_up_to_an_answer_without_its_address():
    found = read_file("a.warc", response(ADDRESS) + response(""))
    assert [article.text for article in found.articles] == [FIRST]
    assert found.rejected[0].reason == (
        "Only the first file in it could be read. It is damaged or not a web archive."
    )


@pytest.mark.parametrize("length", ["²", "9" * 5_000])
def test_a_page_of_a_web_archive_whose_length_is_no_number_is_read(length):
    assert texts("a.warc", response(ADDRESS, f"Content-Length: {length}\r\n")) == [FIRST]


def test_a_web_archive_packed_by_zstandard_without_a_page_is_said_to_have_none():
    data = response(ADDRESS).replace(b"200 OK", b"404 No")
    zstandard = pa.Codec("zstd").compress(data, asbytes=True)
    assert reason("a.warc.zst", zstandard) == "There is no web page in it."


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("pages/pages.jsonl", "Its list of pages is damaged: download it again."),
        ("archive/data.warc", "It is damaged or not a web archive."),
    ],
)
def test_a_damaged_part_of_a_web_archive_is_said_to_be_damaged(part, told):
    data = packed({"archive/data.warc": response(ADDRESS), "pages/pages.jsonl": '{"url": "x"}'})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        checksum = struct.pack("<I", package.getinfo(part).CRC)
    other = struct.pack("<I", zlib.crc32(b"other"))
    assert reason("a.wacz", data.replace(checksum, other)) == told


# Mails


@pytest.mark.parametrize(
    "stated", ["charset=a\0b", "charset*=utf-8''utf-8", "charset*=a\0b''utf-8", "name*=a\0b''c"]
)
def test_a_mail_is_read_whatever_its_encoding_is_called(stated):
    data = f"Subject: Bridge\nContent-Type: text/plain; {stated}\n\nCafé: {FIRST}"
    assert texts("a.eml", data) == [f"Café: {FIRST}"]


def test_a_subject_in_an_encoding_that_cannot_be_one_stays_as_it_is_written():
    data = f"Subject: =?\xe9-8?q?Bridge?=\n\n{FIRST}".encode("latin-1")
    assert texts("a.eml", data) == [FIRST]


def test_a_mail_within_a_mail_that_cannot_be_written_out_is_refused_alone():
    inner = "Subject: x\nContent-Type: multipart/mixed; boundary*=utf-8''%C3%A9\n\n--é\n\nx"
    data = (
        "Subject: Bridge\nContent-Type: multipart/mixed; boundary=b\n\n"
        f"--b\n\n{FIRST}\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    )
    found = read_file("a.eml", data.encode())
    assert [article.text for article in found.articles] == [FIRST]
    assert [rejection.reason for rejection in found.rejected] == [
        "It is damaged in the mail: save it from there by itself."
    ]


SUBJECT, SENDER, SENT, TEXT, MARKUP, CODE_PAGE = 0x0037, 0x0C1A, 0x0039, 0x1000, 0x1013, 0x3FDE
NUMBER, MOMENT, WORDS, BYTES = 0x0003, 0x0040, 0x001F, 0x0102
UTF_8 = 65001


def outlook(sent=0, left_out=(), **parts):
    """A mail of these parts: `sent` in ten-millionths of a second, `left_out` are not stored."""
    kinds = {"subject": SUBJECT, "sender": SENDER, "text": TEXT, "markup": MARKUP}
    properties = bytes(32) + struct.pack("<IIQ", SENT << 16 | MOMENT, 6, sent)
    properties += struct.pack("<IIQ", CODE_PAGE << 16 | NUMBER, 6, UTF_8)
    streams = {}
    for name, content in parts.items():
        kind = BYTES if isinstance(content, bytes) else WORDS
        data = content if kind == BYTES else content.encode("utf-16-le")
        properties += struct.pack("<IIII", kinds[name] << 16 | kind, 6, len(data) + 2, 0)
        if name not in left_out:
            streams[f"__substg1.0_{kinds[name]:04X}{kind:04X}"] = data
    return compound({"__properties_version1.0": properties, **streams})


def test_a_mail_of_outlook_is_read_without_a_field_that_is_damaged():
    data = outlook(2**63, ("sender",), text=FIRST, subject="Bridge", sender="Ann Lee")
    found = read_file("a.msg", data)
    (article,) = found.articles
    assert (article.title, article.text, article.author) == ("Bridge", FIRST, "")
    assert found.notes == ["The mail is damaged: this of it could not be read: sender, day."]


def test_a_mail_of_outlook_whose_text_is_damaged_is_refused():
    data = outlook(0, ("text",), text=FIRST, subject="Bridge")
    assert reason("a.msg", data) == "It is a damaged mail: save it from Outlook again."


def test_a_byte_that_is_no_letter_costs_no_mail_of_outlook():
    page = f'<html><head><meta charset="utf-8"></head><body><p>{FIRST} \xff</p></body></html>'
    since = datetime(2025, 5, 1, 12) - datetime(1601, 1, 1)
    data = outlook(int(since.total_seconds()) * 10_000_000, markup=page.encode("latin-1"))
    (article,) = read_file("a.msg", data).articles
    assert article.text.startswith(FIRST)
    assert article.published == date(2025, 5, 1)
