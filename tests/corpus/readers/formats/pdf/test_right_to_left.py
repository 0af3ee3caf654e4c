"""PDFs in scripts that run from right to left, and what their makers do to them."""

import random

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.formats.pdf.right_to_left import is_backwards, join_signs, read_signs

WIDTH = 6
RIGHT = 560
ARABIC = "وافق المجلس يوم الاثنين على خطة الميناء الجديد"
SECOND = "وقال رئيس البلدية إن العمل سيبدأ في الربيع"
HEBREW = "המועצה אישרה ביום שני את תוכנית הנמל החדשה"
PERSIAN = "شورای شهر روز دوشنبه طرح بندر جدید را تصویب کرد"


def is_turned(word):
    return any("\u0590" <= letter <= "\u08ff" or letter > "\ufb00" for letter in word)


def placed(words, y, right=RIGHT):
    """Each letter with the place of its left side, as a line of these words is printed."""
    letters = []
    for word in words.split(" "):
        inside = word if is_turned(word) else word[::-1]
        for letter in inside:
            right -= WIDTH
            letters.append((letter, right, y))
        right -= WIDTH
    return letters


def pdf(letters, size=12):
    """A page of single letters, in the order in which they are given."""
    signs = sorted({letter for letter, _, _ in letters})
    codes = {letter: code for code, letter in enumerate(signs, 33)}
    shown = "\n".join(
        f"BT /F {size} Tf {x} {y} Td <{codes[letter]:02x}> Tj ET" for letter, x, y in letters
    ).encode()
    meant = "\n".join(
        f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()
    )
    table = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{meant}\nendbfchar endcmap end"
    ).encode()
    widths = " ".join(["500"] * 224)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R/FirstChar 32/LastChar 255"
        b"/Widths[%s]>>" % widths.encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(table), table),
    ]
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (n, content) for n, content in enumerate(objects, 1))
    return b"%PDF-1.7\n" + b"".join(numbered) + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF"


def text_of(letters):
    reading = read_file("a.pdf", pdf(letters))
    assert reading.rejected == []
    return reading.articles[0].text


def in_reading_order(letters):
    return letters


def from_the_left(letters):
    return sorted(letters, key=lambda letter: (-letter[2], letter[1]))


def in_no_order(letters):
    return random.Random(7).sample(letters, len(letters))


@pytest.mark.parametrize("order", [in_reading_order, from_the_left])
@pytest.mark.parametrize("words", [ARABIC, HEBREW, PERSIAN])
def test_a_line_comes_out_as_it_is_read_whatever_the_order_of_the_file(words, order):
    assert text_of(order(placed(words, 700))) == words


def test_words_stay_whole_where_the_file_shuffles_the_letters_of_a_line():
    assert text_of(in_no_order(placed(ARABIC, 700))).replace(" ", "") == ARABIC.replace(" ", "")


@pytest.mark.parametrize("order", [in_reading_order, from_the_left])
def test_numbers_and_latin_words_within_a_line_run_from_the_left(order):
    words = "استمر 3 ساعات وبلغت الكلفة 1,250 مليون في 15/4/2024 عند شركة"
    assert text_of(order(placed(words, 700))) == words
    mixed = placed("وأن شركة", 700) + [
        (letter, 400 + WIDTH * n, 700) for n, letter in enumerate("Harbour Works") if letter != " "
    ]
    line = mixed + placed("ستبدأ العمل", 700, right=394)
    assert text_of(order(line)) == "وأن شركة Harbour Works ستبدأ العمل"


def test_hebrew_numbers_keep_their_sign_and_their_hyphen():
    signs = [*"12.5%", " ", *reversed("ב-"), " ", *reversed("שנה")]
    assert read_signs(signs, from_right=True) == "שנה ב- 12.5%"
    assert read_signs([*"2019-2020", " ", *reversed("בשנת")], True) == "בשנת 2019-2020"


def test_a_percent_sign_after_an_arabic_number_stands_at_its_left():
    assert read_signs(["%", *"45", " ", *reversed("إن")], from_right=True) == "إن 45%"


@pytest.mark.parametrize("brackets", ["()", ")("])
def test_brackets_open_before_and_close_behind_whichever_form_the_file_gives_them(brackets):
    first, last = brackets
    signs = [".", last, *reversed("خطوة جيدة"), first, " ", *reversed("قال")]
    assert read_signs(signs, from_right=True) == "قال (خطوة جيدة)."


def test_forms_of_letters_become_letters_and_what_stretches_a_line_goes():
    assert join_signs("ﺍﻟﻤﺠﻠﺲ") == "المجلس"
    assert join_signs("ﻻ") == "لا"
    assert join_signs("المـــجلس") == "المجلس"
    assert join_signs("1445هـ") == "1445هـ"


def test_a_sign_without_meaning_that_only_stretches_words_is_left_out():
    stretched = placed("وافق المج&لس يوم الاثن&ين على خطة", 700)
    assert text_of(stretched) == "وافق المجلس يوم الاثنين على خطة"
    assert "&" in text_of(placed("شركة س & ص وافق المج&لس يوم الاثن&ين على خطة", 700))


def test_a_page_whose_maker_wrote_the_letters_the_wrong_way_round_is_read_as_well():
    backwards = [(letter, 40 + WIDTH * n, 700) for n, letter in enumerate(ARABIC) if letter != " "]
    assert text_of(backwards) == ARABIC
    assert is_backwards(ARABIC[::-1])
    assert not is_backwards(ARABIC)
    assert not is_backwards(HEBREW)


def test_columns_are_read_from_the_right_to_the_left():
    right = ["وافق المجلس يوم الاثنين على", "خطة الميناء الجديد بعد نقاش", "طويل في قاعة المدينة"]
    left = ["وقال رئيس البلدية إن العمل", "سيبدأ في الربيع المقبل وإن", "الكلفة معقولة"]
    letters = []
    for number in range(3):
        letters += placed(right[number], 700 - 16 * number)
        letters += placed(left[number], 700 - 16 * number, right=260)
    text = " ".join(text_of(letters).split())
    assert text == " ".join([*right, *left])


def test_a_quotation_in_an_english_page_is_read_from_its_own_side():
    letters = [
        (letter, 40 + WIDTH * n, 700)
        for n, letter in enumerate("The council wrote in its letter:")
        if letter != " "
    ]
    x = 40 + WIDTH * (len("The council wrote in its letter: ") + len("وافق المجلس"))
    letters += placed("وافق المجلس", 700, right=x)
    letters += [
        (letter, x + WIDTH * (n + 1), 700)
        for n, letter in enumerate("and meant it.")
        if letter != " "
    ]
    assert text_of(letters) == "The council wrote in its letter: وافق المجلس and meant it."


def test_lines_of_a_paragraph_are_joined():
    letters = placed(ARABIC, 700) + placed(SECOND, 684)
    assert text_of(letters) == f"{ARABIC} {SECOND}"


def test_a_line_of_another_script_runs_from_the_left_unless_its_stop_stands_there():
    assert read_signs([*"The council met, and"], from_right=True) == "The council met, and"
    assert read_signs([*".Harbour Works Ltd"], from_right=True) == "Harbour Works Ltd."
    assert read_signs([*".2019-2020"], from_right=True) == "2019-2020."


def test_letters_that_one_sign_stands_for_keep_their_order():
    letters = placed("رئيس البلدية قال", 700)
    x = min(place for _, place, _ in letters) - 2 * WIDTH
    assert text_of([*letters, ("لا", x, 700)]) == "رئيس البلدية قال لا"


def test_a_mark_belongs_to_the_letter_at_which_it_stands():
    letters = placed("صوت ضد القرار في قاعة المجلس", 700)
    second = next(letter for letter in letters if letter[0] == "و")
    assert text_of([*letters, ("\u0651", *second[1:])]) == "صو\u0651ت ضد القرار في قاعة المجلس"
