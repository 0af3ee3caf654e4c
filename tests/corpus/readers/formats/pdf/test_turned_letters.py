"""Text of a PDF that stands on a side, upside down, or across the page."""

import pytest

from components.corpus.readers import read_file
from tests.corpus.readers.formats.pdf.test_document import CATALOG, FONT, written

LINES = [
    "The yard keeps the old tram until June, the board said",
    "on Friday after a meeting of two hours.",
]
TEXT = " ".join(LINES)
# The form of upright, left, upside down and right, and where a second line stands below it.
FORMS = {
    "upright": ("1 0 0 1", (72, 700), (0, -14)),
    "on its left": ("0 1 -1 0", (100, 72), (14, 0)),
    "upside down": ("-1 0 0 -1", (540, 100), (0, 14)),
    "on its right": ("0 -1 1 0", (500, 720), (-14, 0)),
}


def shown(form, lines, start, step, size=11):
    return "\n".join(
        f"BT /F {size} Tf {form} {start[0] + n * step[0]} {start[1] + n * step[1]} Tm "
        f"({line}) Tj ET"
        for n, line in enumerate(lines)
    )


def read(*parts):
    content = "\n".join(parts).encode()
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>"
    )
    pages = b"<</Type/Pages/Kids[5 0 R]/Count 1>>"
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    reading = read_file("a.pdf", written([CATALOG, pages, FONT, stream, page]))
    assert reading.rejected == []
    return reading.articles[0].text, reading.notes


@pytest.mark.parametrize("kind", FORMS)
def test_a_page_of_turned_letters_is_read_like_any_other(kind):
    form, start, step = FORMS[kind]
    assert read(shown(form, LINES, start, step)) == (TEXT, [])


def test_a_credit_on_the_side_of_a_page_stands_behind_its_text():
    upright = shown(*FORMS["upright"][:1], LINES, *FORMS["upright"][1:])
    side = shown("0 1 -1 0", ["Photograph by Eve Marsh"], (40, 300), (0, 0), 8)
    text, notes = read(side, upright)
    assert text == f"{TEXT}\n\nPhotograph by Eve Marsh"
    assert notes == ["Text that stands on its side on page 1 was put behind the rest."]


def test_a_stamp_across_a_page_is_left_out_and_told():
    upright = shown(*FORMS["upright"][:1], LINES, *FORMS["upright"][1:])
    stamp = shown("0.7 0.7 -0.7 0.7", ["DRAFT COPY"], (150, 300), (0, 0), 60)
    assert read(upright, stamp) == (TEXT, ["Words across its pages were left out: “DRAFT COPY”."])


def test_lines_that_lean_a_little_are_read():
    assert read(shown("1 0.05 -0.05 1", LINES, (72, 600), (0, -20))) == (TEXT, [])
