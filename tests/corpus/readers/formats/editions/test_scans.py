"""Recognised text of scans: hOCR, ALTO and PAGE files by themselves."""

import pytest

from components.corpus.readers import read_file

HEAD = "<html><head><title></title><meta name='ocr-system' content='{maker}'/></head><body>"
LOW = "<div class='ocr_page' title='image \"a.png\"'>"


def word(text, sure):
    return f"<span class='ocrx_word' title='bbox 0 0 9 9; x_wconf {sure}'>{text}</span>"


def line(kind, *words):
    return f"<span class='{kind}' title='bbox 0 0 9 9'>{' '.join(words)}</span>\n"


def paragraph(*lines, lang="eng"):
    return f"<div class='ocr_carea'><p class='ocr_par' lang='{lang}'>{''.join(lines)}</p></div>"


def read_hocr(*parts, name="page.html", maker="tesseract 5.3.0"):
    return read_file(name, (HEAD.format(maker=maker) + LOW + "".join(parts) + "</div>").encode())


def test_hocr_has_its_headline_joined_words_and_confidence():
    reading = read_hocr(
        paragraph(line("ocr_header", word("Tram", 90), word("stopped", 80))),
        paragraph(
            line("ocr_line", word("The", 90), word("sta-", 50)),
            line("ocr_line", word("tion", 70), word("was", 90), word("shut.", 70)),
        ),
        paragraph(line("ocr_caption", word("The", 90), word("pier.", 90))),
        paragraph(line("ocr_textfloat", word("Nobody", 90), word("came.", 90))),
    )
    (article,) = reading.articles
    assert article.title == "Tram stopped"
    assert article.text == "The station was shut.\n\nThe pier.\n\nNobody came."
    assert article.details["confidence"] == "82"  # 900 of 11 words
    assert article.published is None
    assert reading.notes == [
        "It is recognised text of 1 scanned page (hOCR), read as one article: it may have mistakes."
    ]


def test_hocr_of_other_engines_has_lines_without_words_or_paragraphs():
    reading = read_hocr(
        "<span class='ocr_line' title='bbox 0 0 9 9'>The tram was stop-</span>",
        "<span class='ocr_line' title='bbox 0 9 9 9'>ped at noon.</span>",
        maker="ocropus 0.4",
    )
    (article,) = reading.articles
    assert article.text == "The tram was stopped at noon."
    assert "confidence" not in article.details


@pytest.mark.parametrize(
    "inner",
    [
        "<span class='ocrx_word' title='x_wconf 80'>The</span> "
        "<span class='ocrx_word' title='x_wconf 80'>tram.</span>",
        "The tram.",
        "<span class='ocr_line'><span class='ocrx_word' title='x_wconf 80'>"
        "<span class='ocrx_cinfo'>T</span>\n<span class='ocrx_cinfo'>he</span></span>\n"
        "<span class='ocrx_word' title='x_wconf 80'>tram.</span></span>",
    ],
)
def test_hocr_with_more_or_fewer_levels_has_the_same_words(inner):
    (article,) = read_hocr(f"<p class='ocr_par'>{inner}</p>").articles
    assert article.text == "The tram."


def test_hocr_that_is_unsure_is_told():
    reading = read_hocr(paragraph(line("ocr_line", word("Tbe", 30), word("trarn", 40))))
    assert reading.notes[1].startswith("Recognition was unsure of its words (35 %)")


def test_hocr_is_told_by_its_elements_also_under_another_name_and_as_text():
    part = paragraph(line("ocr_line", word("Паром", 90), word("відпливає", 90)), lang="ukr")
    reading = read_hocr(part, name="scan.txt")
    assert [a.text for a in reading.articles] == ["Паром відпливає"]


def test_the_names_that_tesseract_and_editors_give_are_known():
    part = paragraph(line("ocr_line", word("Words", 90), word("stand", 90)))
    assert [a.text for a in read_hocr(part, name="scan.hocr").articles] == ["Words stand"]
    text = b"<TEI><text><body><p>Words stand.</p></body></text></TEI>"
    assert [a.text for a in read_file("a.tei", text).articles] == ["Words stand."]


def test_a_page_that_writes_of_hocr_is_a_page():
    page = "<html><body><article><h1>On ocr_page</h1><p>The class ocr_page marks a page of a scan, "
    page += "as in &lt;div class='ocr_page'&gt;, says the standard.</p></article></body></html>"
    reading = read_file("a.html", page.encode())
    assert "says the standard" in reading.articles[0].text
    assert not any("hOCR" in note for note in reading.notes)


def string(content, more=""):
    return f'<String CONTENT="{content}" WC="0.9" {more}/>'


def alto(*blocks, space="", more=""):
    return (
        f"<alto{space}><Layout><Page PHYSICAL_IMG_NR='3'>{more}<PrintSpace>{''.join(blocks)}"
        "</PrintSpace></Page></Layout></alto>"
    )


def block(*lines, more=""):
    joined = "".join(f"<TextLine>{line}</TextLine>" for line in lines)
    return f"<TextBlock {more}>{joined}</TextBlock>"


def read_alto(markup):
    reading = read_file("page.xml", markup.encode())
    assert reading.rejected == []
    return reading


FIRST = 'SUBS_TYPE="HypPart1" SUBS_CONTENT="station"'
SECOND = 'SUBS_TYPE="HypPart2" SUBS_CONTENT="station"'
SPACES = [
    "",
    ' xmlns="http://www.loc.gov/standards/alto/ns-v2#"',
    ' xmlns="http://www.loc.gov/standards/alto/ns-v3#"',
    ' xmlns="http://www.loc.gov/standards/alto/ns-v4#"',
    ' xmlns="http://schema.ccs-gmbh.com/ALTO"',
]


@pytest.mark.parametrize("space", SPACES)
def test_alto_of_every_version_is_a_page_and_told_as_one(space):
    reading = read_alto(
        alto(
            block(
                string("The") + "<SP/>" + string("sta", FIRST) + '<HYP CONTENT="-"/>',
                string("tion", SECOND) + "<SP/>" + string("shut."),
            ),
            block(string("Nobody") + "<SP/>" + string("came.")),
            space=space,
        )
    )
    (article,) = reading.articles
    assert article.text == "The station shut.\n\nNobody came."
    assert article.details == {"page": "3", "confidence": "90"}
    assert "METS" in reading.notes[0]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ((string("tion", SECOND) + string("shut."),), "tion shut."),
        ((string("sta", FIRST),), "station"),
        ((string("sta") + '<HYP CONTENT="-"/>', string("tion")), "station"),
        ((string("Anglo") + '<HYP CONTENT="-"/>', string("Saxon")), "Anglo-Saxon"),
        ((string("sta-"), string("tion")), "station"),
        ((string("sta¬"), string("tion")), "station"),
        ((string("Sta="), string("tion")), "Station"),
        ((string("sta-") + string("tion"),), "sta- tion"),
        ((string("noon") + string("–"), string("one")), "noon – one"),
        ((string("a") + string("") + string("b"),), "a b"),
    ],
)
def test_halves_of_words_in_alto(lines, text):
    (article,) = read_alto(alto(block(*lines))).articles
    assert article.text == text


def test_a_page_of_alto_may_state_its_confidence_as_a_whole():
    page = "<alto><Page PC='0.71'><TextBlock><TextLine><String CONTENT='Tram'/></TextLine>"
    (article,) = read_alto(page + "</TextBlock></Page></alto>").articles
    assert article.details["confidence"] == "71"


def test_strings_of_alto_that_touch_are_pieces_of_one_word():
    pieces = string("1", 'HPOS="10" WIDTH="5"') + string("st", 'HPOS="15" WIDTH="4"')
    rest = '<SP WIDTH="6"/>' + string("May", 'HPOS="25" WIDTH="9"')
    (article,) = read_alto(alto(block(pieces + rest))).articles
    assert article.text == "1st May"


def test_blocks_of_alto_follow_the_order_that_is_stated():
    blocks = [block(string(name), more=f'ID="{name}"') for name in ("one", "two", "three")]
    order = '<ReadingOrder><OrderedGroup><ElementRef REF="three"/><ElementRef REF="one"/>'
    order += "</OrderedGroup></ReadingOrder>"
    (article,) = read_alto(alto(*blocks, more=order)).articles
    assert article.text == "three\n\none\n\ntwo"
    blocks = [
        block(string("one"), more='ID="a" IDNEXT="c"'),
        block(string("two"), more='ID="b"'),
        block(string("three"), more='ID="c" IDNEXT="a"'),
    ]
    (article,) = read_alto(alto(*blocks)).articles
    assert article.text.split("\n\n")[0] == "two"
    assert sorted(article.text.split("\n\n")) == ["one", "three", "two"]


def test_page_xml_follows_its_reading_order_and_has_its_heading():
    def region(name, kind, *lines):
        read = "".join(
            f"<TextLine><Word><TextEquiv conf='0.8'><Unicode>x</Unicode></TextEquiv></Word>"
            f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>"
            for text in lines
        )
        return f"<TextRegion id='{name}' type='{kind}'>{read}</TextRegion>"

    space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    markup = (
        f"<PcGts xmlns='{space}'><Page><ReadingOrder><OrderedGroup>"
        "<RegionRefIndexed index='1' regionRef='b'/><RegionRefIndexed index='0' regionRef='a'/>"
        "</OrderedGroup></ReadingOrder>"
        + region("b", "paragraph", "The tram was stop¬", "ped at noon.")
        + region("n", "page-number", "3")
        + region("a", "heading", "The tram")
        + "</Page></PcGts>"
    )
    (article,) = read_file("page.xml", markup.encode()).articles
    assert (article.title, article.text) == ("The tram", "The tram was stopped at noon.")
    assert article.details["confidence"] == "80"


def test_recognised_text_under_the_name_of_another_kind_is_not_called_a_web_page():
    markup = (
        "<html><body><div class='ocr_page'><p class='ocr_par'><span class='ocr_line'>The ferry is "
        "late.</span></p></div></body></html>"
    )
    reading = read_file("a.txt", markup.encode())
    assert reading.kind == "recognised text of scanned pages (hOCR)"
    assert reading.notes[0] == (
        "It is recognised text (hOCR), although its name ends in .txt, and was read as such."
    )
