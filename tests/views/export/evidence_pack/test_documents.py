"""Packs as DOCX and PDF, read back by libraries: the same claims, quotations and offsets."""

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from components.corpus.integrity.pack_manifest import text_digest
from components.corpus.readers.sandbox import client
from components.corpus.verify import DOES_NOT_HOLD, HOLDS, UNREADABLE, verify
from components.text.segment import sentences
from components.views.export.evidence_document import write_docx, write_pdf
from components.views.export.evidence_pack import write_json
from components.views.export.evidence_pack.pack_records import (
    Pack,
    PackArticle,
    PackNote,
    PrintedQuotation,
    Quotation,
)
from components.views.selection_text import About

NO_SPACE = re.compile(r"\s+")
HOSTILE = (
    "a\x00\x01\x0b\x1b[2J\ud800\ufffe<b>&amp;]]> **x** --y-- [z](https://evil.example) \ue000\ue001"
)
TEXT = "“We wait,” said Ada Dahl.\n\nЗа словами міністра, порт стоїть. Ο Λιμένας."


def article(letter, text, **more):
    given = {
        "letter": letter, "id": letter * 12, "title": f"Title {letter}", "source": "Harbour Post",
        "author": "", "published": "2026-05-01", "language": "en", "url": "", "file": "one.md",
        "sha256": "ab" * 32, "text_sha256": text_digest(text), "words": 9, "text": text,
        "sentences": tuple(sentences(text, "en")), "aside": (), "tags": (), "notes": (),
    }  # fmt: skip
    return PackArticle(**{**given, **more})


def pack_of(*articles, **more):
    about = About(
        library="Main", revision=7, clauses=(), query="", shown=2, total=3, sources=(),
        languages=("en",), settings=(), software="Parallax", who="Ada",
        made=datetime(2026, 11, 22, tzinfo=UTC),
    )  # fmt: skip
    given = {
        "kind": "selection", "title": "Ferry", "question": "Who?", "about": about, "cut_offs": (),
        "articles": articles, "pairs": (), "quotations": (), "entities": (),
    }  # fmt: skip
    return Pack(**{**given, **more})


def words_of_docx(written):
    document = Document(io.BytesIO(written))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return squeeze(" ".join([*(one.text for one in document.paragraphs), *cells]))


def words_of_pdf(written):
    document = PdfDocument(written)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return squeeze("".join(pages))


def squeeze(text):
    return NO_SPACE.sub("", text.replace("\ufffe", ""))


WRITERS = [(write_docx, words_of_docx), (write_pdf, words_of_pdf)]


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_texts_quotations_notes_and_offsets_are_read_back(write, read):
    note = PackNote((1, 8), TEXT[1:8], "Which berth?", "Bo", "2026-05-01", "red", "check")
    said = PrintedQuotation(
        "A" * 12, (1, 9), "verbatim", "Ada Dahl", 0.9, TEXT[1:9], (), (), (), ()
    )
    pack = pack_of(article("A", TEXT, notes=(note,)), quotations=(Quotation("Ada Dahl", (said,)),))
    found = read(write(pack))
    for words in (
        *TEXT.split(), "Which berth?", "red: check", "A1 (1–8)", "A1 (1–9)", "ab" * 32,
        "Ada Dahl", "Who?", "2026-11-22", pack.articles[0].text_sha256,
    ):  # fmt: skip
        assert squeeze(words) in found, words


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_a_pack_carries_the_data_by_which_it_is_checked(write, read, tmp_path):
    pack = pack_of(article("A", TEXT), article("B", "Nothing."))
    path = tmp_path / "pack"
    path.write_bytes(write(pack))
    code, lines = verify(path)
    assert code == HOLDS, lines
    assert [line.split()[:2] for line in lines[:2]] == [["A", "holds"], ["B", "holds"]]


def test_a_pdf_is_opened_in_the_sandbox_alone(tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(write_pdf(pack_of(article("A", TEXT))))
    code = (
        "import sys; from components.corpus.verify import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "assert not [name for name in sys.modules if name.startswith('pypdfium2')]"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "HOLDS" in ended.stdout


@pytest.mark.parametrize(("ending", "told"), [("crash", "was stopped"), ("read", "no data")])
def test_a_pdf_that_gives_no_data_cannot_be_checked(tmp_path, monkeypatch, ending, told):
    def answer(*_):
        yield from [{"kind": "end"}] if ending == "read" else []
        return ending

    monkeypatch.setattr(client, "read_isolated", answer)
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"%PDF-1.7")
    code, lines = verify(path)
    assert code == UNREADABLE
    assert told in lines[0]


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_hostile_words_break_nothing_and_stay_words(write, read):
    pack = pack_of(
        article("A", f"{HOSTILE[:8]}{HOSTILE[9:]} Ends.", title=HOSTILE, tags=(HOSTILE,)),
        title=HOSTILE, question=HOSTILE,
    )  # fmt: skip
    found = read(write(pack))
    assert "‹U+0001›" in found
    assert "‹U+001B›[2J" in found
    assert "**x**--y--[z](https://evil.example)" in found


def test_a_changed_word_document_is_told(tmp_path):
    written = write_docx(pack_of(article("A", "Nobody was hurt.")))
    path = tmp_path / "pack.docx"
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Nobody was hurt", b"Nobody was hurl", 1)
                         if name == "word/document.xml" else old.read(name))  # fmt: skip
    code, lines = verify(path)
    assert code == DOES_NOT_HOLD
    assert any("The document was changed" in line for line in lines)


def test_a_word_document_saved_without_the_data_cannot_be_checked(tmp_path):
    path = tmp_path / "pack.docx"
    Document().save(path)
    code, lines = verify(path)
    assert code == UNREADABLE
    assert "Word leaves them out" in lines[0]


def test_the_word_document_has_true_headings_repeated_heads_and_marks():
    pack = pack_of(article("A", TEXT))
    document = Document(io.BytesIO(write_docx(pack)))
    heads = [
        (one.style.name, one.text) for one in document.paragraphs if "Heading" in one.style.name
    ]
    assert heads[:3] == [
        ("Heading 1", "Ferry"), ("Heading 2", "The articles"), ("Heading 2", "The texts"),
    ]  # fmt: skip
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    assert document.core_properties.title == "Ferry"


def test_letters_that_the_pdf_cannot_draw_are_counted_and_told(tmp_path):
    text = "The word 中文 and 한 stand here. 🛥"
    pack = pack_of(article("A", text))
    written = write_pdf(pack)
    found = words_of_pdf(written)
    assert squeeze("This PDF has no font for some letters: 2 Chinese, 1 Hangul") in found
    assert squeeze("The word [2 Chinese letters] and [1 Hangul letter] stand here.") in found
    document = PdfDocument(written)
    told = json.loads(bytes(document.get_attachment(0).get_data()))
    document.close()
    assert told["articles"][0]["text"] == text
    assert squeeze("The word 中文 and 한 stand here.") in words_of_docx(write_docx(pack))


def test_arabic_and_devanagari_are_drawn(tmp_path):
    found = words_of_pdf(write_pdf(pack_of(article("A", "قال الوزير اليوم.\n\nनमस्ते."))))
    assert "hasnofont" not in found


def test_a_dropped_and_an_added_word_are_told_by_strike_and_underline(request):
    run = [
        one
        for table in Document(io.BytesIO(write_docx(request.getfixturevalue("pack")))).tables
        for row in table.rows for cell in row.cells
        for one in cell.paragraphs[0].runs
    ]  # fmt: skip
    assert {one.text for one in run if one.font.strike} >= {"two"}
    assert {one.text for one in run if one.font.underline} >= {"five"}


def test_every_claim_of_the_data_stands_in_both_documents(pack):
    told = json.loads(write_json(pack))
    for write, read in WRITERS:
        found = read(write(pack))
        for change in told["pairs"][0]["changes"]:
            for side, letter in (("first", "A"), ("second", "B")):
                if change[side]:
                    start, end = change[side]
                    assert f"({start}–{end})" in found, (write, letter)
            assert squeeze(change["reason"]) in found
        assert squeeze(told["pairs"][0]["direction"]["sentence"]) in found
        for entity in told["entities"]:
            assert squeeze(entity["name"]) in found


def test_a_replaced_question_is_in_neither(pack):
    assert squeeze("Who was late?") in words_of_docx(write_docx(pack))
    assert squeeze("Who was late?") not in words_of_docx(write_docx(replace(pack, question="")))
