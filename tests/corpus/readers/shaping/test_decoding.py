import io

import pytest

from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.shaping.decoding import Decoded, declared_encoding, decode, open_text
from components.corpus.readers.stream import BLOCK

RUSSIAN = "Городской совет собрался во вторник и решил отремонтировать мост до зимы. " * 4
GERMAN = "Der Stadtrat beschloss am Dienstag, die Brücke für Fußgänger zu schließen. " * 4


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding):
    assert decode(RUSSIAN.encode(encoding), "latin-1").text == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_known_without_a_mark(encoding):
    decoded = decode(RUSSIAN.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.note) == (RUSSIAN, encoding, "")


def test_utf8_goes_before_a_wrong_declaration():
    assert decode(RUSSIAN.encode(), "windows-1251").text == RUSSIAN


def test_the_declared_encoding_is_believed_when_the_bytes_fit_it():
    decoded = decode(RUSSIAN.encode("koi8-r"), "koi8-r")
    assert (decoded.text, decoded.note) == (RUSSIAN, "")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (GERMAN, "cp1252")],
)
def test_a_guessed_encoding_is_said(text, encoding):
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert "Check the letters" in decoded.note


def test_a_few_broken_bytes_are_shown_and_counted():
    decoded = decode(RUSSIAN.encode() + b"\xff and \xfe.")
    assert decoded.text == f"{RUSSIAN}\ufffd and \ufffd."
    assert decoded.note.startswith("2 broken characters")


def test_an_unknown_declaration_is_passed_over():
    assert decode(GERMAN.encode(), "no-such-thing").text == GERMAN


@pytest.mark.parametrize(
    "data", [b"a\0", bytes(1000), bytes(range(256)) * 8, b"\xff\xfe" + b"\x00\xd8" * 9]
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(UnreadableError, match="not text"):
        decode(data)


def test_the_declaration_of_a_page_is_found():
    assert declared_encoding(b'<meta charset="windows-1251">') == "windows-1251"
    assert declared_encoding(b"<?xml version='1.0' encoding='koi8-u'?>") == "koi8-u"
    assert declared_encoding(b"<p>none</p>") == ""


# Files whose beginning does not tell

PLAIN = "The council met on Tuesday and agreed to repair the bridge before winter comes.\n"
FRENCH = "Le maire a déclaré que la forêt serait protégée dès l'été, malgré les dégâts.\n" * 5


def opened(data, large):
    found = open_text(io.BytesIO(data), large)
    return found.text.read(), found.note


@pytest.mark.parametrize("large", [1_000, 10**9])
@pytest.mark.parametrize(
    ("tail", "encoding"),
    [(GERMAN, "cp1252"), (FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")],
)
def test_letters_far_behind_plain_ones_tell_the_encoding(tail, encoding, large):
    text = PLAIN * 4_000 + tail
    found, note = opened(text.encode(encoding), large)
    assert found == text
    assert "Check the letters" in note


def test_letters_in_the_midst_of_plain_ones_tell_the_encoding():
    text = PLAIN * 20_000 + FRENCH + PLAIN * 20_000
    assert opened(text.encode("cp1252"), 1_000)[0] == text
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("large", [1_000, 10**9])
def test_a_byte_broken_at_the_very_end_is_counted(large):
    text = PLAIN * 4_000 + RUSSIAN
    found, note = opened(text.encode() + b"\xd0", large)
    assert found == f"{text}\ufffd"
    assert note == "1 broken character is shown as \ufffd: the file is not valid UTF-8."


@pytest.mark.parametrize("large", [1_000, 10**9])
def test_what_does_not_fit_among_fitting_letters_is_counted(large):
    mixed = PLAIN.encode() * 4_000 + (RUSSIAN * 9).encode() + GERMAN.encode("cp1252")
    found, note = opened(mixed, large)
    assert found.startswith(PLAIN * 4_000 + RUSSIAN * 9)
    lost = sum(not letter.isascii() for letter in GERMAN)
    assert found.count("\ufffd") == lost
    assert note.startswith(f"{lost} broken characters are shown")


def test_a_mark_of_a_lost_letter_that_the_file_itself_has_is_not_counted():
    lost = "A letter was lost \ufffd before. " * 100_000
    assert opened(lost.encode(), 1_000) == (lost, "")
    assert "1 broken character is" in opened(lost.encode() + b"\xff", 1_000)[1]


@pytest.mark.parametrize("large", [1_000, 10**9])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-32"])
def test_wide_letters_are_read_at_any_size_and_a_cut_one_is_counted(encoding, large):
    text = PLAIN * 400 + GERMAN
    assert opened(text.encode(encoding), large) == (text, "")
    found, note = opened(text.encode(encoding) + b"\xe4", large)
    assert found == f"{text}\ufffd"
    assert note.startswith("1 broken character is")


def test_a_mark_of_a_lost_letter_between_two_pieces_of_a_long_line_is_taken_off_once():
    # A line without an end is read in pieces of 2 MiB, of which the mark is the last.
    data = b"a" * (2 * BLOCK - 3) + "\ufffd".encode() + b"a\xffa"
    assert decode(data).note.startswith("1 broken character is shown")


def test_the_mark_of_an_encoding_is_not_read_when_the_text_is_read_again():
    found = open_text(io.BytesIO(PLAIN.encode("utf-8-sig") * 2), 10)
    found.text.read()
    found.text.seek(0)
    assert found.text.read(3) == "The"


def test_a_declaration_that_names_no_encoding_of_text_is_passed_over():
    assert decode(GERMAN.encode(), "hex").text == GERMAN
    assert decode(GERMAN.encode("cp1252"), "base64").text == GERMAN


ENGLISH = "The harbour said that the ferry would stay closed for repairs until the spring. "


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
@pytest.mark.parametrize(
    "text",
    [
        ENGLISH * 60 + RUSSIAN * 2,
        (ENGLISH + "\n") * 100 + RUSSIAN * 2,
        "headline,text\n" + f'"{ENGLISH * 4}","{RUSSIAN * 3}"\n' * 20,
        f"<html><script>{'if (a < 2) b(c); ' * 600}</script><p>{RUSSIAN * 10}</p></html>",
    ],
    ids=["in a line", "in lines", "in cells", "behind a script"],
)
def test_much_english_around_them_does_not_hide_in_what_letters_are_written(text, encoding):
    assert decode(text.encode(encoding)).text == text


def test_the_encoding_in_a_meta_tag_is_found_behind_a_long_script():
    page = f"<html><head><script>{'a = 1; ' * 2000}</script><meta charset='koi8-u'></head></html>"
    assert declared_encoding(page.encode()) == "koi8-u"
    assert declared_encoding(f"{'a' * 5000} charset=koi8-u".encode()) == ""


def test_a_declaration_is_looked_for_in_the_first_four_thousand_bytes():
    found = "charset=koi8-u"
    assert declared_encoding(f"{'a' * (4_096 - len(found))}{found}".encode()) == "koi8-u"
    assert declared_encoding(f"{'a' * 4_096}{found}".encode()) == ""


# What is believed


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
        ("gb18030", b"\x84\x31\x95\x33"),
    ],
)
def test_a_mark_names_the_encoding_and_is_no_part_of_the_text(encoding, mark):
    assert decode(mark + RUSSIAN.encode(encoding)) == Decoded(RUSSIAN, encoding)
    found = open_text(io.BytesIO(mark + RUSSIAN.encode(encoding)), 1)
    assert found.text.read().removeprefix("\ufeff") == RUSSIAN


@pytest.mark.parametrize("text", ["H", "Hi", "Hi, all"])
@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_four_bytes_are_enough_to_know_a_wide_letter(text, encoding):
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_letters_are_enough_to_know_wide_ones(encoding):
    assert decode("Hi".encode(encoding)) == Decoded("Hi", encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_one_space_in_fourteen_letters_is_enough_to_know_wide_ones(encoding):
    text = "Водохранилище " * 40
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


@pytest.mark.parametrize("zeros", ["\0", "a\0", "\0a\0"])
def test_a_few_zeros_among_letters_do_not_make_them_wide(zeros):
    text = "The council met. " * 10 + zeros
    assert decode(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin-1", "us-ascii", "windows-1252"])
def test_western_names_all_mean_the_encoding_of_windows(declared):
    text = "“Brücke” – 5 €"
    assert decode(text.encode("cp1252"), declared) == Decoded(text, "cp1252")


@pytest.mark.parametrize("declared", ["utf-7", "utf-16", "utf-16-be", "utf-32", "utf-32-le"])
def test_a_declaration_of_wide_letters_that_are_not_there_is_passed_over(declared):
    text = GERMAN.strip() + "!"
    assert decode(text.encode("cp1252"), declared).text == text


@pytest.mark.parametrize(
    ("encoding", "found", "text"),
    [
        ("iso2022_jp", "iso2022_jp_ext", "日本語の新聞です。"),
        ("iso2022_kr", "iso2022_kr", "한국어 신문입니다."),
        ("hz", "hz", "这是一份中文报纸。"),
    ],
)
def test_letters_written_as_marks_of_ascii_are_read(encoding, found, text):
    assert decode(text.encode(encoding)) == Decoded(text, found)
    amid = PLAIN * 20_000 + text + "\n" + PLAIN * 20_000
    assert decode(amid.encode(encoding)) == Decoded(amid, found)


def test_plain_text_is_utf8():
    assert decode(PLAIN.encode()) == Decoded(PLAIN, "utf-8")
    assert decode(b"") == Decoded("", "utf-8")


# What is no text


@pytest.mark.parametrize(("controls", "is_text"), [(30, True), (31, False)])
def test_clean_utf8_may_hold_control_signs_up_to_three_in_ten(controls, is_text):
    data = b"\x01" * controls + b"a" * (100 - controls)
    if is_text:
        assert decode(data).text == data.decode()
    else:
        with pytest.raises(UnreadableError, match="not text"):
            decode(data)


def test_tabs_line_ends_and_escapes_are_no_control_signs():
    data = b"\t\n\v\f\r\x1b" * 20 + b"a"
    assert decode(data).text == data.decode()


@pytest.mark.parametrize(("controls", "reason"), [(5, "could not be determined"), (6, "not text")])
def test_more_control_signs_than_one_in_twenty_are_no_text(controls, reason):
    data = GERMAN.encode("cp1252")[: 100 - controls] + b"\x1f" * controls
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


def test_a_mark_that_no_encoding_follows_is_plain_text():
    assert decode(b"See page~{ 5 }.") == Decoded("See page~{ 5 }.", "utf-8")


# What is broken


def test_one_broken_letter_in_ten_is_shown_and_more_are_refused():
    mark = b"\xef\xbb\xbf"
    assert decode(mark + b"123456789\xff").text == "123456789\ufffd"
    with pytest.raises(UnreadableError, match="not text"):
        decode(mark + b"12345678\xff")


def test_the_number_of_broken_letters_and_the_encoding_are_said():
    data = "A plain sentence. ".encode("utf-16-le") * 200
    decoded = decode(b"\xff\xfe" + data + b"\x00\xd8a\x00" * 2)
    assert decoded.note == (
        "2 broken characters are shown as \ufffd: the file is not valid UTF-16-LE."
    )
    many = decode((PLAIN * 1_000).encode() + b"\xff a" * 1_234 + "é".encode() * 3_000)
    assert many.note.startswith("1,234 broken characters are shown")


def test_more_than_two_whole_letters_for_each_broken_one_are_utf8():
    around = PLAIN.encode() * 2
    assert decode(around + "é à è ".encode() + b"\xff") == Decoded(
        f"{PLAIN * 2}é à è \ufffd",
        "utf-8",
        "1 broken character is shown as \ufffd: the file is not valid UTF-8.",
    )
    assert "Check the letters" in decode(around + "é à ".encode() + b"\xff").note


def test_a_guess_is_named_as_programs_name_it():
    assert decode(RUSSIAN.encode("cp1251")).note == (
        "Its encoding is not stated; windows-1251 was assumed. Check the letters."
    )
    assert decode(RUSSIAN.encode("koi8-r")).note == (
        "Its encoding is not stated; koi8-r was assumed. Check the letters."
    )


POLISH = (
    "Rada miasta zdecydowała we wtorek, że most zostanie zamknięty do zimy, ponieważ jego filary "
    "są uszkodzone. Burmistrz powiedział, że naprawa będzie kosztować dwanaście milionów. "
)
CZECH = "Městská rada se v úterý rozhodla opravit most ještě před zimou. Starosta řekl, že ano. "


@pytest.mark.parametrize("text", [POLISH * 4, CZECH * 4])
def test_letters_of_central_europe_are_not_taken_for_western_ones(text):
    decoded = decode(text.encode("cp1250"))
    assert (decoded.text, decoded.encoding) == (text, "cp1250")


# A file that is read


@pytest.mark.parametrize(("large", "is_large"), [(9, False), (8, True)])
def test_a_file_is_large_beyond_the_bytes_that_are_said_and_keeps_its_line_ends(large, is_large):
    found = open_text(io.BytesIO(b"ab\r\nc\rde\n"), large)
    assert (found.large, found.note) == (is_large, "")
    assert list(found.text) == ["ab\r\n", "c\r", "de\n"]


WIND = (
    "Die nördliche Mauer stürzte in der Nacht ein. Überall standen Boote, sagte der Müller; größer "
    "sei der Schaden nie gewesen.\n"
)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_letters_are_not_taken_for_signs_of_another_system(encoding):
    assert decode(WIND.encode(encoding)).text == WIND


def test_few_letters_of_windows_in_a_table_are_not_taken_for_signs_of_dos():
    table = f'Datum;Titel;Text\n25-Apr-24;Mauer eingestürzt;"{WIND.strip()}"\n'
    assert decode(table.encode("cp1252")).text == table
