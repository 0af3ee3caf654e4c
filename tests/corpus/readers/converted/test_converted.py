"""Files that a program of the machine turns into another: with programs that the test writes."""

import io
import shutil
import struct
import sys
import zlib
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from components.corpus.readers import read_file
from components.corpus.readers.converted import conversion, old_word
from components.corpus.readers.converted.conversion import Recognition
from components.corpus.readers.read import read_many
from components.corpus.readers.reading_outcome import LanguageQuestion
from components.corpus.readers.sandbox.converters import run_caged
from components.corpus.readers.stream import open_stream

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="stand-ins are scripts")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
PROGRAMS = ("ANTIWORD", "CATDOC", "SOFFICE", "TESSERACT")
# It says which of its languages it was asked for, and that the page it got is a PNG.
TESSERACT = """#!/bin/sh
if [ "$1" = --list-langs ]; then
  echo "List of available languages in /data (3):"; echo deu; echo eng; echo osd; exit
fi
read -r first < "$1"
case "$first" in *PNG*) ;; *) exit 1;; esac
echo "<?xml version='1.0'?><html><head><title/></head><body><div class='ocr_page'>"
echo "<p class='ocr_par'><span class='ocr_line'><span class='ocrx_word'"
echo "title='x_wconf 70'>Read</span> <span class='ocrx_word' title='x_wconf 90'>$4</span></span>"
echo "</p></div></body></html>"
"""


@pytest.fixture(autouse=True)
def none_installed(monkeypatch, tmp_path):
    """A machine without any of these programs."""
    for name in PROGRAMS:
        monkeypatch.setenv(f"PARALLAX_{name}", str(tmp_path / "none"))


@pytest.fixture
def install(monkeypatch, tmp_path):
    """Write a script as the program of this name."""

    def write(name, script):
        path = tmp_path / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv(f"PARALLAX_{name.upper()}", str(path))

    return write


def png(width=500, height=500):
    def chunk(name, content):
        sum_of = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + sum_of

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def scan(pages=2):
    document = PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 100)
    document.save(packed := io.BytesIO())
    return packed.getvalue()


def only_reason(name, data):
    reading = read_file(name, data)
    assert reading.articles == []
    return [one.reason for one in reading.rejected]


def test_an_old_word_document_says_what_to_install():
    assert only_reason("a.doc", OLD) == [
        "It is an old Word document, a format before 2007: open it and save it as .docx, or "
        "install LibreOffice, antiword or catdoc, by which Parallax can read it."
    ]


@pytest.mark.parametrize("name", ["antiword", "catdoc"])
def test_an_old_word_document_is_read_by_a_program_that_gives_its_text(name, install):
    install(name, "#!/bin/sh\necho 'A headline'; echo; echo 'Le café of the port is shut.'\n")
    reading = read_file("a.doc", OLD)
    (article,) = reading.articles
    assert (article.title, article.text) == ("A headline", "Le café of the port is shut.")
    assert article.name == "a.doc"
    assert reading.notes[0] == f"It is an old Word document, read by {name}."


def test_an_old_word_document_that_no_program_can_read_is_refused(install):
    install("antiword", "#!/bin/sh\nexit 1\n")
    (reason,) = only_reason("a.doc", OLD)
    assert reason == (
        "It is an old Word document, a format before 2007, and antiword could not read it: "
        "open it and save it as .docx."
    )


def test_a_page_or_rich_text_named_doc_is_read_as_what_it_is():
    page = b"<html><body><p>The tram was stopped at noon, said the port.</p></body></html>"
    assert "tram" in read_file("a.doc", page).articles[0].text
    assert "tram" in read_file("a.doc", b"{\\rtf1 The tram was stopped.}").articles[0].text
    (reason,) = only_reason("a.doc", b"\0\1\2\3 no document")
    assert reason.startswith("It is no Word document, although its name says so")


def test_a_scan_and_a_picture_say_what_to_install():
    (of_scan,) = only_reason("a.pdf", scan())
    assert of_scan.startswith(
        "It contains pictures of pages and no text, like a scan: install Tess"
    )
    (of_picture,) = only_reason("a.png", png())
    assert of_picture.startswith("It is a picture: install Tesseract")


def test_all_pages_of_a_scan_are_one_article_with_its_confidence(install):
    install("tesseract", TESSERACT)
    reading = read_file("a.pdf", scan(3))
    (article,) = reading.articles
    assert article.text == "\n\n".join(["Read deu+eng"] * 3)
    assert article.details["confidence"] == "80"
    assert reading.notes[:2] == [
        "Its text was recognised by Tesseract, for these languages: deu, eng.",
        "It is recognised text of 3 scanned pages (hOCR), read as one article: it may have "
        "mistakes.",
    ]


def test_each_page_is_told_before_it_is_recognised(install):
    install("tesseract", TESSERACT)
    found = [*read_many("a.pdf", scan(2))]
    assert found[:2] == [Recognition(1, 2), Recognition(2, 2)]
    assert found[0].describe() == "The text of page 1 of 2 is being recognised."
    assert [one for one in read_many("a.png", png()) if isinstance(one, Recognition)] == [
        Recognition(1, 0)
    ]


def test_an_analyst_is_asked_for_the_languages_and_they_are_those_recognised(install, monkeypatch):
    install("tesseract", TESSERACT)
    for name, data in (("a.pdf", scan()), ("a.png", png())):
        question = next(read_many(name, data, columns={"languages": "?"}))
        assert question == LanguageQuestion(("deu", "eng"))
        (article,) = read_file(name, data, columns={"languages": "eng"}).articles
        assert article.text.startswith("Read eng")
    monkeypatch.setenv("PARALLAX_OCR_LANGUAGES", "deu")
    assert "Read deu" in read_file("a.pdf", scan(), columns={"languages": "?"}).articles[0].text


def test_nobody_is_asked_about_one_language(install):
    install("tesseract", TESSERACT.replace("echo deu; ", ""))
    assert read_file("a.png", png(), columns={"languages": "?"}).articles[0].text == "Read eng"


def test_of_a_pdf_of_which_some_pages_are_scans_only_these_are_recognised(install):
    from tests.corpus.readers.formats.pdf.test_document import LEFT, column, pdf

    install("tesseract", TESSERACT)
    data = pdf(column(60, 700, *LEFT), [], column(60, 700, *LEFT), [])
    for answer in (None, {"languages": "?"}):
        reading = read_file("a.pdf", data, columns=answer)
        assert reading.kind == "a PDF with pages that may be scanned"
        assert "have them recognised under Read it otherwise" in reading.notes[0]
    (text,) = [one.text for one in reading.articles]
    recognised = read_file("a.pdf", data, columns={"languages": "deu"})
    (article,) = recognised.articles
    first, second = text.split("\n\n")
    assert article.text == "\n\n".join([first, "Read deu", second, "Read deu"])
    assert recognised.kind == "a PDF with scanned pages"
    assert recognised.notes[1].startswith("It is recognised text of 2 scanned pages")


def test_a_picture_is_read_in_the_languages_that_are_asked_for(install, monkeypatch):
    install("tesseract", TESSERACT)
    monkeypatch.setenv("PARALLAX_OCR_LANGUAGES", "deu+../../evil+-c")
    assert [a.text for a in read_file("a.png", png()).articles] == ["Read deu"]


def test_a_picture_too_small_for_a_page_is_not_read(install):
    install("tesseract", TESSERACT)
    (reason,) = only_reason("a.png", png(120, 60))
    assert "too small to be a page" in reason
    (reason,) = only_reason("a.jpg", b"no picture at all")
    assert "no picture" in reason


def test_a_page_that_cannot_be_recognised_refuses_the_whole(install):
    install("tesseract", TESSERACT.replace("*PNG*) ;;", "*PNG*) exit 1;;"))
    (reason,) = only_reason("a.pdf", scan())
    assert reason == "Recognition of its text failed on page 1: load its pages as pictures."


def test_tesseract_without_languages_says_so(install):
    install("tesseract", "#!/bin/sh\necho none\n")
    (reason,) = only_reason("a.png", png())
    assert "without the languages that it needs" in reason


def test_a_pdf_with_text_is_not_recognised(install):
    install("tesseract", "#!/bin/sh\nexit 1\n")
    from benchmarks.real_files import invent, make_file

    reading = read_file("a.pdf", make_file("pdf", invent(7)))
    assert reading.rejected == []
    assert len(reading.articles) == 1


def test_a_system_that_cannot_bind_a_program_says_so(install, monkeypatch):
    install("antiword", "#!/bin/sh\necho 'The tram was stopped at noon.'\n")
    monkeypatch.setattr(conversion, "is_bound", lambda: False)
    assert read_file("a.doc", OLD).notes[1] == (
        "This system cannot keep antiword from other files of yours (it has no Landlock): load "
        "such files only from sources that you trust."
    )


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_real_old_word_document_is_read_by_libreoffice(monkeypatch):
    from benchmarks.real_files import invent, make_file

    monkeypatch.delenv("PARALLAX_SOFFICE")
    _, job, _ = old_word._find_converter()
    to_old = [word.replace("docx", "doc").replace("in.doc", "in.docx") for word in job.arguments]
    with open_stream(make_file("docx", invent(7))) as stream:
        back = replace(job, arguments=tuple(to_old), result="in.doc")
        made = run_caged(back, "in.docx", stream, repeats=(81,))
    with made.content.file as file:
        reading = read_file("a.doc", file.read())
    assert reading.rejected == []
    assert [a.text for a in reading.articles] == [invent(7).text]
