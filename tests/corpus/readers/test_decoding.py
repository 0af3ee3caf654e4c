import pytest

from components.corpus.readers.decoding import declared_encoding, decode
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
    assert "check the letters" in decoded.note


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
