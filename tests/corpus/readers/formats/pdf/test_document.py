"""PDF: columns, hyphens, running heads, scans and broken files."""

import zlib
from datetime import date

import pytest

from components.corpus.readers import read_file

CATALOG, FONT = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(*pages, info=b""):
    """A PDF of pages, each a list of (x, y, size, words)."""
    objects = [CATALOG, b"", FONT]
    kids = []
    for lines in pages:
        shown = b"\n".join(
            b"BT /F %d Tf %d %d Td (%s) Tj ET" % (size, x, y, words.encode("latin-1"))
            for x, y, size, words in lines
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return written(objects, info)


def written(objects, info=b""):
    if info:
        objects = [*objects, info]
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"/Root 1 0 R" + (b"/Info %d 0 R" % len(objects) if info else b"")
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d%s>>\nstartxref\n%d\n%%%%EOF"
        % (*(len(objects) + 1, table, len(objects) + 1, trailer, len(out)),)
    )


def column(x, top, *lines):
    return [(x, top - 14 * i, 11, line) for i, line in enumerate(lines)]


LEFT = (
    "The council met on Tuesday and agreed to",
    "repair the bridge. It is more than a hun-",
    "dred years old, and its well-known towers",
    "lean. Nobody voted against it.",
)
RIGHT = (
    "The mayor said that work could begin this",
    "month. She thanked the well-",
    "known engineers, who had asked for nothing",
    "but time and a roof over their heads.",
)


def one(data):
    reading = read_file("a.pdf", data)
    assert reading.rejected == []
    return reading.articles[0]


def reason(data):
    reading = read_file("a.pdf", data)
    assert reading.articles == []
    return reading.rejected[0].reason


@pytest.mark.parametrize("by_rows", [False, True])
def test_columns_are_read_one_after_the_other_whatever_the_order_of_the_file(by_rows):
    lines = column(60, 700, *LEFT) + column(320, 700, *RIGHT)
    if by_rows:
        lines = sorted(lines, key=lambda line: (-line[1], line[0]))
    first, second = one(pdf(lines)).text.split("\n\n")
    assert first.startswith("The council met")
    assert first.endswith("against it.")
    assert second.startswith("The mayor said")
    assert second.endswith("over their heads.")


def test_words_hyphenated_at_the_end_of_a_line_are_joined_and_compounds_are_not():
    text = one(pdf(column(60, 700, *LEFT) + column(320, 700, *RIGHT))).text
    assert "more than a hundred years" in text
    assert "the well-known engineers" in text


def test_a_line_across_both_columns_stands_above_them():
    lines = [
        (60, 730, 11, "A summary that goes across the whole width of this page, from side to side.")
    ]
    text = one(pdf(lines + column(60, 700, *LEFT) + column(320, 700, *RIGHT))).text
    assert text.startswith("A summary")
    assert text.index("The council") < text.index("The mayor")


def test_running_heads_and_page_numbers_are_left_out_with_a_notice():
    pages = [
        [(60, 760, 9, "The Daily, 1 May 2025"), (300, 30, 9, f"Page {n}"), *column(60, 700, *lines)]
        for n, lines in enumerate((LEFT, RIGHT, LEFT), 1)
    ]
    reading = read_file("a.pdf", pdf(*pages))
    assert "The Daily" not in reading.articles[0].text
    assert "Page" not in reading.articles[0].text
    assert any("repeat on its pages" in note and "The Daily" in note for note in reading.notes)


def test_one_word_in_the_properties_may_be_the_name_of_a_file():
    lines = [(60, 740, 24, "Council to Repair Bridge"), *column(60, 700, *LEFT)]
    article = one(pdf(lines, info=b"<</Title(bridge2)>>"))
    assert article.title == "Council to Repair Bridge"
    assert article.text.startswith("The council met")
    assert one(pdf(column(60, 700, *LEFT), info=b"<</Title(Bridge)>>")).title == "Bridge"


def test_lines_of_the_text_that_are_alike_on_every_page_stay():
    pages = [
        [*column(60, 700, *LEFT), (60, 700 - 14 * 4, 11, "He declined to comment.")]
        for _ in range(3)
    ]
    reading = read_file("a.pdf", pdf(*pages))
    assert reading.articles[0].text.count("He declined to comment.") == 3
    assert reading.articles[0].text.count("Nobody voted against it.") == 3
    assert reading.notes == []


def test_a_foot_that_differs_by_more_than_the_number_of_the_page_is_text():
    pages = [
        [*column(60, 700, *lines), (60, 60, 11, f"The vote was {n} to 2.")]
        for n, lines in ((7, LEFT), (5, RIGHT), (9, LEFT))
    ]
    text = one(pdf(*pages)).text
    assert all(f"The vote was {n} to 2." in text for n in (7, 5, 9))


def test_a_day_on_a_line_of_its_own_is_not_joined_to_the_text_below():
    lines = ("2 May 2015", "The council met on Tuesday and agreed to repair the", "old bridge.")
    article = one(pdf([(60, 730, 18, "The bridge is repaired"), *column(60, 700, *lines)]))
    assert article.published == date(2015, 5, 2)
    assert article.text.endswith("The council met on Tuesday and agreed to repair the old bridge.")
    assert article.text.startswith("2 May 2015\n\n")


def test_a_paragraph_goes_on_over_the_page():
    pages = [column(60, 700, *LEFT[:2]), column(60, 700, *LEFT[2:])]
    assert "\n\n" not in one(pdf(*pages)).text


def test_title_author_and_day_come_from_the_properties():
    info = b"<</Title(Council to Repair Bridge)/Author(Ann Other)/CreationDate(D:20250501100000Z)>>"
    article = one(pdf(column(60, 700, "Council to Repair Bridge", "", *LEFT), info=info))
    assert (article.title, article.author) == ("Council to Repair Bridge", "Ann Other")
    assert article.published == date(2025, 5, 1)


def test_without_properties_the_largest_letters_at_the_head_are_the_title():
    info = b"<</Title(Microsoft Word - draft.docx)>>"
    article = one(
        pdf([(60, 740, 24, "Council to Repair Bridge"), *column(60, 700, *LEFT)], info=info)
    )
    assert article.title == "Council to Repair Bridge"
    assert article.text.startswith("The council met")


WIDTHS = {"T": 0.61, "A": 0.67, "I": 0.28, "W": 0.94, '"': 0.36}
"""Of these letters of Helvetica, in sizes of the letters."""


def beside_drop_cap(x, top, initial, *lines, tall=2):
    """A paragraph whose first lines make room for a large letter as tall as they are."""
    size = 14 * tall + 8
    wide = 4 + round(size * sum(WIDTHS[letter] for letter in initial))
    indented = [(x + wide, top, 11, lines[0]), *column(x + wide, top - 14, *lines[1:tall])]
    rest = column(x, top - 14 * tall, *lines[tall:])
    return [(x, top - 14 * (tall - 1), size, initial), *indented, *rest]


@pytest.mark.parametrize("tall", [2, 3])
@pytest.mark.parametrize(
    ("initial", "rest", "begins"),
    [
        ("T", "he council met on Tuesday and agreed", "The council met"),
        ("A", "council met on Tuesday and agreed to", "A council met"),
        ("A", "fter it met on Tuesday the council said", "After it met"),
        ("I", "went to the council on Tuesday and saw", "I went to"),
        ("I", "n the hall the council met on Tuesday", "In the hall"),
        ('"W', "e will build it," + '" the mayor said', '"We will build it,"'),
    ],
)
def test_a_large_first_letter_stands_before_its_line(initial, rest, begins, tall):
    lines = beside_drop_cap(60, 700, initial, rest, *LEFT[1:], *LEFT[1:3], tall=tall)
    article = one(pdf([(60, 740, 24, "Council to Repair Bridge"), *lines]))
    assert article.title == "Council to Repair Bridge"
    assert article.text.startswith(begins)
    assert "\n\n" not in article.text.partition("lean.")[0]


def test_a_large_first_letter_is_no_title():
    article = one(pdf(beside_drop_cap(60, 700, "T", "he council met and agreed to", *LEFT[1:])))
    assert (article.title, article.text[:12]) == ("", "The council ")


def test_a_large_letter_in_the_second_column_belongs_to_its_line():
    second = beside_drop_cap(320, 700, "T", "he mayor said that work could", *RIGHT[1:])
    text = one(pdf(column(60, 700, *LEFT) + second)).text
    assert "\n\nThe mayor said" in text


def test_a_large_letter_is_told_from_its_line_whatever_the_order_of_the_file():
    lines = beside_drop_cap(60, 700, "T", "he council met on Tuesday and agreed", *LEFT[1:])
    assert one(pdf([*lines[1:], lines[0]])).text.startswith("The council met")
    # On the same foot as the last line beside it, right before that line.
    assert one(pdf([lines[1], lines[0], *lines[2:]])).text.startswith("The council met")


def test_lines_are_as_high_as_their_letters_are_large():
    # The font says nothing of its height, and one line has no letter that reaches up or down.
    silent = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Plain/FontDescriptor"
        b"<</Type/FontDescriptor/FontName/Plain/Flags 32/Ascent 0/Descent 0>>>>"
    )
    lines = [
        "Many of them hoped to go by then",
        "as we ran on we saw no one near",
        "(The fog had lifted by day)",
    ]
    assert "\n\n" not in one(pdf(column(60, 700, *lines)).replace(FONT, silent)).text


def test_pages_without_text_are_a_scan(monkeypatch, tmp_path):
    monkeypatch.setenv("PARALLAX_TESSERACT", str(tmp_path / "none"))
    assert "(OCR)" in reason(pdf([], []))
    reading = read_file("a.pdf", pdf(column(60, 700, *LEFT), []))
    assert reading.notes == [
        "No text was found on page 2: if they are scans, have them recognised under Read it "
        "otherwise › Languages of the scan."
    ]


def test_a_broken_or_encrypted_file_says_so():
    assert "damaged or not a PDF" in reason(b"%PDF-1.7\n")
    assert "damaged or not a PDF" in reason(pdf(column(60, 700, *LEFT))[:200])
    locked = pdf(column(60, 700, *LEFT)).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<%s>/U<%s>>>/ID[<00><00>]"
        % (b"11" * 32, b"22" * 32),
    )
    assert "password" in reason(locked)


def test_pages_that_lead_back_to_themselves_are_answered():
    objects = [CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>", FONT]
    assert read_file("a.pdf", written(objects)).rejected


def test_a_stream_that_inflates_without_end_is_answered():
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<<>>>>"
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(bomb), bomb)
    objects = [CATALOG, b"<</Type/Pages/Kids[4 0 R]/Count 1>>", FONT, page, stream]
    assert read_file("a.pdf", written(objects)).rejected
