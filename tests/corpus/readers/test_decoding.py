import io

import pytest

from components.corpus.readers.decoding import declared_encoding, decode, open_text
from components.corpus.readers.drafts import UnreadableError

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
    "data", [bytes(1000), bytes(range(256)) * 8, b"\xff\xfe" + b"\x00\xd8" * 9]
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
