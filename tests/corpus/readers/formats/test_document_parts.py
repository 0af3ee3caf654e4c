"""Hidden words, links, notes and boxes of documents; account and day of their making."""

import io
import zipfile
from datetime import date, datetime

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from components.corpus.readers import read_file
from components.corpus.readers.formats.document_paragraphs import meaningful_maker

PLAIN = "The yard keeps the old tram until June, the board said on Friday."
BEHIND = "2 notes under its pages or at its end stand behind the text."


def one(name, data):
    reading = read_file(name, data)
    assert reading.rejected == []
    (article,) = reading.articles
    return article, reading.notes


def rich(body):
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}" + body + "\\par}").encode("cp1252")


# Rich text


@pytest.mark.parametrize(
    "link",
    [
        r'{\field{\*\fldinst{HYPERLINK "https://yard.example/a"}}{\fldrslt the old tram}}',
        r'{\field{\*\fldinst HYPERLINK "https://yard.example/a" }{\fldrslt {\ul the old tram}}}',
        '{\\field{\\*\\fldinst{\\rtlch\\af2 HYPERLINK\r\n"https://yard.example/a"}}\r\n'
        "{\\fldrslt{\\cf1 the old }{\\b tram}}}",
        r'{\field\fldedit{\*\fldinst { HYPERLINK \\l "mark"}{{\*\datafield 00d0c9}}}'
        r"{\fldrslt {\cs15\ul the old tram}}}",
    ],
)
def test_a_link_of_rich_text_leaves_no_address_in_its_sentence(link):
    article, _ = one("a.rtf", rich(f"The yard keeps {link} until June, the board said on Friday."))
    assert article.text == PLAIN


@pytest.mark.parametrize(
    "hidden",
    [
        r"{\v for the desk}",
        r"\v for the desk\v0 ",
        r"{\deleted\revauthdel1 and a bus}",
        r"{\v {\b for \'e9 \u233?} desk}",
        r"{\mvf moved away}",
    ],
)
def test_hidden_and_deleted_words_of_rich_text_are_left_out(hidden):
    article, _ = one("a.rtf", rich(PLAIN.replace(" until", f"{hidden} until")))
    assert article.text == PLAIN


def test_words_after_hidden_ones_show_again():
    article, _ = one("a.rtf", rich(r"{\v a\plain The yard keeps the old tram until June.}"))
    assert article.text == "The yard keeps the old tram until June."


def test_notes_and_boxes_of_rich_text_stand_behind_the_words_they_belong_to():
    note = r"{\super\chftn{\footnote\pard{\super\chftn} Page seven of its papers.}}"
    end = r"{\super\chftn{\footnote\ftnalt{\super\chftn} So a member of the board.}}"
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt A box beside it.\par}}{\shprslt A box.}}"
    article, notes = one(
        "a.rtf", rich(PLAIN.replace(" until", f"{note} until") + f"{end}{box}\\par Nobody spoke.")
    )
    assert article.text.split("\n\n") == [
        PLAIN,
        "A box beside it.",
        "Nobody spoke.",
        "Page seven of its papers.",
        "So a member of the board.",
    ]
    assert notes == [BEHIND]


def test_margins_comments_and_pictures_of_rich_text_are_left_out_and_cells_are_paragraphs():
    body = (
        r"{\header The Yard News {\shp{\shptxt Five cents}}\par}{\info{\author X}}"
        r"{\pict\bin4 {{}}}One.{\*\annotation No.\par}\par \trowd First\cell Second\cell\row Last."
    )
    article, _ = one("a.rtf", rich(body))
    assert article.text.split("\n\n") == ["One.", "First", "Second", "Last."]


def test_letters_that_rich_text_holds_as_bytes_are_of_its_code_page():
    data = "{\\rtf1\\ansi\\ansicpg1251 Трамвай стоїть у депо до червня.\\par}".encode("cp1251")
    assert one("a.rtf", data)[0].text == "Трамвай стоїть у депо до червня."


def test_the_day_on_which_rich_text_was_made_counts_only_where_no_line_tells_one():
    made = r"{\info{\author Ann Lee}{\creatim\yr2026\mo3\dy4}}"
    article, _ = one("a.rtf", rich(rf"{made}Tram stays\par Published: 2 May 2015\par {PLAIN}"))
    assert (article.published, article.basis) == (date(2015, 5, 2), "byline")
    article, _ = one("a.rtf", rich(rf"{made}Tram stays\par {PLAIN}"))
    assert (article.published, article.basis) == (date(2026, 3, 4), "file")
    assert article.bases["author"] == "file made: account of its maker"


@pytest.mark.parametrize(
    ("initial", "rest", "begins"),
    [("T", "he yard keeps the old tram", "The yard"), ("A", "tram stays in the yard", "A tram")],
)
def test_a_drop_cap_of_rich_text_stands_before_the_words_it_begins(initial, rest, begins):
    frame = rf"\pard\pvpara\wraparound\dropcapli3\dropcapt1 {{\fs120 {initial}}}\par"
    article, _ = one("a.rtf", rich(rf"{frame}\pard {rest} until June, and no tram is sold."))
    assert article.text.startswith(begins)
    assert "\n" not in article.text


# Word


def run(words, inside=""):
    return f'<w:r>{inside}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs):
    return parse_xml(f"<w:p {nsdecls('w')}>{''.join(runs)}</w:p>")


def saved(made):
    made.save(stream := io.BytesIO())
    return stream.getvalue()


def test_hidden_words_of_a_word_document_are_left_out_also_by_their_style():
    made = docx.Document()
    made.styles.add_style("Desk", docx.enum.style.WD_STYLE_TYPE.CHARACTER).font.hidden = True
    styled, shown = '<w:rStyle w:val="Desk"/>', '<w:vanish w:val="0"/>'
    runs = [
        run("The yard keeps the old tram"),
        run(" for the desk", "<w:rPr><w:vanish/></w:rPr>"),
        run(" not so", f"<w:rPr>{styled}</w:rPr>"),
        run(" until June,", f"<w:rPr>{shown}</w:rPr>"),
        run(" the board said on Friday.", f"<w:rPr>{styled}{shown}</w:rPr>"),
    ]
    made.element.body.insert(0, paragraph(*runs))
    assert one("a.docx", saved(made))[0].text == PLAIN


def test_notes_of_a_word_document_stand_behind_the_text_in_the_order_of_their_marks():
    made = docx.Document()
    for kind, words in (("footnote", "Page seven."), ("endnote", "So a member.")):
        content = (
            f"<w:{kind}s {nsdecls('w')}><w:{kind} w:id='0'><w:p/></w:{kind}>"
            f"<w:{kind} w:id='2'><w:p>{run('', f'<w:{kind}Ref/>')}{run(words)}</w:p></w:{kind}>"
            f"<w:{kind} w:id='9'><w:p>{run('No mark.')}</w:p></w:{kind}></w:{kind}s>"
        )
        part = Part(
            PackURI(f"/word/{kind}s.xml"), "application/xml", content.encode(), made.part.package
        )
        made.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind}s".upper()))
    made.element.body.insert(
        0,
        paragraph(
            run("The yard keeps the old tram", '<w:endnoteReference w:id="2"/>'),
            run(" until June,"),
            run(" the board said on Friday.", '<w:footnoteReference w:id="2"/>'),
        ),
    )
    article, notes = one("a.docx", saved(made))
    assert article.text.split("\n\n") == [PLAIN, "So a member.", "Page seven."]
    assert notes == [BEHIND]


def test_the_account_of_a_document_is_no_author_when_a_by_line_tells_one():
    made = docx.Document()
    for words in ("Tram stays", "By Eve Marsh and Ian Poe", PLAIN, PLAIN):
        made.add_paragraph(words)
    made.core_properties.author = "Cy Clerk"
    made.core_properties.created = datetime(2026, 3, 4, 9)
    article, _ = one("a.docx", saved(made))
    assert (article.author, article.bases["author"]) == ("Eve Marsh, Ian Poe", "the by-line")
    assert (article.title, article.basis) == ("Tram stays", "file")


@pytest.mark.parametrize(
    ("account", "maker"),
    [
        ("Ann Lee", "Ann Lee"),
        ("HP Laptop User", ""),
        ("Пользователь Windows", ""),
        ("DESKTOP-4711AB", ""),
        ("Admin", ""),
        ("ann@example.org", ""),
        ("Alec Home", "Alec Home"),
        ("hp", ""),
    ],
)
def test_an_account_that_names_a_computer_is_nobody(account, maker):
    assert meaningful_maker(account) == maker


# OpenDocument


def opendocument(body, styles=""):
    names = "office", "text", "style", "draw"
    spaces = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{"drawing" if n == "draw" else n}:1.0"'
        for n in names
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        content = f"<office:document-content {spaces}>{styles}<office:body><office:text>{body}"
        package.writestr(
            "content.xml", f"{content}</office:text></office:body></office:document-content>"
        )
    return stream.getvalue()


def test_notes_and_hidden_words_of_an_opendocument_text():
    note = (
        "<text:note><text:note-citation>{}</text:note-citation><text:note-body><text:p>{}</text:p>"
        "</text:note-body></text:note>"
    )
    hidden = '<text:span text:style-name="H"> for the desk</text:span>'
    style = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    first, second = note.format("1", "Page seven."), note.format("i", "So a member.")
    words = (
        f"The yard keeps the old tram{first}{hidden} until June, the board{second} said on Friday."
    )
    article, notes = one("a.odt", opendocument(f"<text:p>{words}</text:p>", style))
    assert article.text.split("\n\n") == [PLAIN, "Page seven.", "So a member."]
    assert notes == [BEHIND]


def test_a_box_of_an_opendocument_text_is_read_once():
    box = "<draw:frame><draw:text-box><text:p>A box.</text:p></draw:text-box></draw:frame>"
    article, _ = one("a.odt", opendocument(f"<text:p>{box}{PLAIN}</text:p>"))
    assert sorted(article.text.split("\n\n")) == ["A box.", PLAIN]


@pytest.mark.parametrize(("ending", "kind"), [("doc", "Word document"), ("ppt", "presentation")])
def test_a_document_of_the_time_before_2007_is_refused_with_what_to_do(ending, kind):
    reading = read_file(f"a.{ending}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert f"It is an old {kind}, a format before 2007" in reading.rejected[0].reason
