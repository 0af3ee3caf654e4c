"""Word, OpenDocument and rich text: what of a document is its article."""

import io
import zipfile
from datetime import date, datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from components.corpus.readers import read_file

FIRST = "The council met on Tuesday and agreed to repair the bridge before winter comes."
SECOND = "Nobody voted against it, and the mayor said that work could begin within the month."
BODY = f"{FIRST}\n\n{SECOND}"


def packed(**parts):
    """A ZIP of these parts, dots and slashes written as `_dot_` and `_in_`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("_dot_", ".").replace("_in_", "/"), content)
    return stream.getvalue()


def document(*paragraphs, **properties):
    made = docx.Document()
    for paragraph in paragraphs:
        text, style = paragraph if isinstance(paragraph, tuple) else (paragraph, None)
        made.add_paragraph(text, style)
    for name, value in properties.items():
        setattr(made.core_properties, name, value)
    return saved(made)


def saved(made):
    made.save(stream := io.BytesIO())
    return stream.getvalue()


def one(name, data):
    reading = read_file(name, data)
    assert reading.rejected == []
    (article,) = reading.articles
    return article


def reason(name, data):
    reading = read_file(name, data)
    assert reading.articles == []
    return reading.rejected[0].reason


# Word


def test_a_word_document_gives_its_title_text_and_properties():
    data = document(
        ("Council to Repair Bridge", "Title"),
        FIRST,
        SECOND,
        author="Ann Other",
        created=datetime(2025, 5, 1, 10),
    )
    article = one("a.docx", data)
    assert (article.title, article.text) == ("Council to Repair Bridge", BODY)
    assert (article.author, article.published) == ("Ann Other", date(2025, 5, 1))


def test_the_day_and_author_of_the_template_are_not_those_of_the_article():
    article = one("a.docx", document(FIRST, SECOND))
    assert (article.author, article.published, article.title) == ("", None, "")


def test_tables_stand_where_they_stand_in_the_document():
    made = docx.Document()
    made.add_paragraph(FIRST)
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Length", "120 metres"
    made.add_paragraph(SECOND)
    assert one("a.docx", saved(made)).text == f"{FIRST}\n\nLength\n\n120 metres\n\n{SECOND}"


def test_inserted_text_stays_deleted_text_goes_and_a_box_is_read_once():
    made = docx.Document()
    markup = f"<w:p {nsdecls('w')}>{{}}</w:p>"
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    changes = (
        run.format("It was ")
        + f"<w:ins w:id='1' w:author='a'>{run.format('quickly ')}</w:ins>"
        + "<w:del w:id='2' w:author='a'><w:r><w:delText>slowly </w:delText></w:r></w:del>"
        + run.format("repaired.")
    )
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:p>{run.format('In a box.')}</w:p>"
    boxes = (
        f"<w:r><mc:AlternateContent xmlns:mc='{compatible}'><mc:Choice Requires='x'>{box}"
        f"</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = made.element.body
    body.insert(0, parse_xml(markup.format(changes)))
    body.insert(1, parse_xml(markup.format(run.format("Around.") + boxes)))
    assert one("a.docx", saved(made)).text == "It was quickly repaired.\n\nAround.\n\nIn a box."


def test_a_document_with_a_dtd_is_refused():
    data = document(FIRST)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(b"?>", b"?><!DOCTYPE x [<!ENTITY a 'b'>]>", 1)
            new.writestr(entry.filename, content)
    assert "contains a DTD" in reason("a.docx", stream.getvalue())


def test_a_document_that_is_a_bomb_is_refused():
    data = packed(word_in_document_dot_xml="<a>" + "a" * 20_000_000 + "</a>")
    assert "unpacks to 200 times its size" in reason("a.docx", data)


def test_a_zip_that_is_no_document_is_refused():
    assert "not a Word document" in reason("a.docx", packed(a_dot_txt=FIRST))
    assert "not an OpenDocument text" in reason("a.odt", packed(a_dot_txt=FIRST))
    assert "damaged" in reason("a.docx", b"PK\x03\x04" + bytes(100))


def test_an_encrypted_office_document_says_so():
    shell = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    assert "protected by a password" in reason("a.docx", shell)


def test_a_document_under_a_wrong_name_is_read_with_a_notice():
    reading = read_file("a.txt", document(FIRST))
    assert reading.articles[0].text == FIRST
    assert reading.notes == ["It is a Word document, although its name ends in .txt."]


# Nexis

NEXIS = [
    *("1. Council to Repair Bridge", "2. Mayor Speaks"),
    *("Council to Repair Bridge", "The Daily", "May 1, 2025 Thursday", "Copyright 2025 The Daily"),
    *("Section: NEWS; Pg. 5", "Length: 31 words", "Byline: By Ann Other", "Body", FIRST, SECOND),
    *("Load-Date: May 2, 2025", "End of Document"),
    *("Mayor Speaks", "The Weekly", "2 May 2025 Friday", "Length: 17 words", "Language: ENGLISH"),
    *("Body", SECOND, "Classification", "Language: ENGLISH", "End of Document"),
]


@pytest.mark.parametrize("kind", ["docx", "rtf"])
def test_a_nexis_export_is_one_article_a_document(kind):
    rich = "{\\rtf1\\ansi " + "\\par\n".join(NEXIS) + "}"
    data = document(*NEXIS) if kind == "docx" else rich.encode()
    first, second = read_file(f"a.{kind}", data).articles
    assert (first.title, first.text) == ("Council to Repair Bridge", BODY)
    assert (first.source, first.author) == ("The Daily", "Ann Other")
    assert (first.published, second.published) == (date(2025, 5, 1), date(2025, 5, 2))
    assert (second.title, second.source, second.text) == ("Mayor Speaks", "The Weekly", SECOND)


def test_a_nexis_document_without_a_body_is_refused_by_number():
    lines = [*NEXIS, "Third", "The Daily", "May 3, 2025 Saturday", "End of Document"]
    reading = read_file("a.docx", document(*lines))
    assert len(reading.articles) == 2
    assert reading.rejected[0].reason.startswith("Document 3 has no body")


def with_drop_cap(initial, rest, kind="drop"):
    made = docx.Document()
    cap = made.add_paragraph(initial)
    frame = f'<w:framePr {nsdecls("w")} w:dropCap="{kind}" w:lines="3"/>'
    cap._p.get_or_add_pPr().insert(0, parse_xml(frame))
    made.add_paragraph(rest)
    made.add_paragraph(SECOND)
    return saved(made)


@pytest.mark.parametrize("kind", ["drop", "margin"])
@pytest.mark.parametrize(
    ("initial", "rest", "begins"),
    [
        ("T", "he council met and agreed.", "The council met"),
        ("A", " council met and agreed.", "A council met"),
        ("A", "council met and agreed.", "A council met"),
        ("I", "went to the council.", "I went to"),
        ("“W", "e met,” they said.", "“We met,”"),
        ("The", " council met and agreed.", "The council met"),
        ("L’", "été est venu.", "L’été est"),
    ],
)
def test_a_drop_cap_stands_before_the_paragraph_beside_it(initial, rest, begins, kind):
    article = one("a.docx", with_drop_cap(initial, rest, kind))
    assert article.text.startswith(begins)
    assert article.text.endswith(f"\n\n{SECOND}")


def test_a_frame_that_is_no_drop_cap_is_a_paragraph():
    article = one("a.docx", with_drop_cap("Aside.", FIRST, kind="none"))
    assert article.text == f"Aside.\n\n{BODY}"


# OpenDocument

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def opendocument(body, meta=""):
    return packed(
        mimetype="application/vnd.oasis.opendocument.text",
        content_dot_xml=f"<office:document {SPACES}><office:text>{body}</office:text>"
        "</office:document>",
        meta_dot_xml=f"<office:meta {SPACES}>{meta}</office:meta>",
    )


def test_an_opendocument_text_gives_its_heading_text_and_properties():
    body = (
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
        f"<text:h>Council to Repair Bridge</text:h><text:p>{FIRST}</text:p>"
        f'<text:p>Nobody<text:s text:c="2000000000"/>voted<office:annotation><text:p>Why?</text:p>'
        f"</office:annotation>{SECOND[12:]}</text:p>"
    )
    meta = (
        "<meta:initial-creator>Ann Other</meta:initial-creator>"
        "<meta:creation-date>2025-05-01T10:00:00</meta:creation-date>"
    )
    article = one("a.odt", opendocument(body, meta))
    assert (article.title, article.text) == ("Council to Repair Bridge", BODY)
    assert (article.author, article.published) == ("Ann Other", date(2025, 5, 1))


# Rich text


def test_rich_text_gives_its_words_in_its_code_page():
    data = (
        rb"{\rtf1\ansi\ansicpg1251{\info{\title \'cc\'ee\'f1\'f2}{\author Ann Other}"
        rb"{\creatim\yr2025\mo5\dy1\hr10}}{\b Bridge}, \u1084?\u1086?\u1089?\u1090?.\par "
        rb"\'cc\'ee\'f1\'f2.}"
    )
    article = one("a.rtf", data)
    assert (article.title, article.text) == ("Мост", "Bridge, мост.\n\nМост.")
    assert (article.author, article.published) == ("Ann Other", date(2025, 5, 1))


def test_rich_text_of_two_hundred_thousand_groups_is_answered():
    assert one("a.rtf", b"{\\rtf1 " + b"{" * 200_000 + b"x" + b"}" * 200_000 + b"}").text == "x"
