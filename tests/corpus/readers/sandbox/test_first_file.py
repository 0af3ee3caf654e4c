"""Whatever comes first after a start is read, and no reader has to open anything any more."""

import io
import json
import plistlib
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from benchmarks.real_files import ARTICLES, MAKERS, invent, make_file
from components.corpus.readers import read_file
from components.corpus.readers.formats.editions.scanned_issue import write_part
from components.corpus.readers.sandbox import client
from components.corpus.readers.sandbox.client import ParserHost
from tests.corpus.readers.formats.press.exports import EXPORTS
from tests.corpus.readers.sandbox import forked_host

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the host needs Linux")

ROOT = Path(__file__).parents[4]
# Each in the letters of its language, with a day in its words.
TEXTS = {
    ("cp1251", "mac_cyrillic", "utf-16", "iso8859_5"): (
        "Паром до Венделя відпливає опівдні, сказали в порту у понеділок.",
        "3 травня 2024",
    ),
    ("koi8_r", "cp866"): ("Паром отправляется в полдень, сообщили в порту.", "3 мая 2024 г."),
    ("shift_jis", "euc_jp", "iso2022_jp", "iso2022_jp_ext"): (
        "フェリーは正午に出航すると港は月曜日に発表した。",
        "2024年5月3日",
    ),
    ("gb18030", "big5", "hz"): ("渡船中午出港，港口星期一在公告中表示。", "2024年5月3日"),
    ("euc_kr", "iso2022_kr", "johab"): (
        "여객선은 정오에 출항한다고 항구가 밝혔다.",
        "2024년 5월 3일",
    ),
    ("cp1253", "cp1250", "cp437"): ("The ferry sails at noon, said the port.", "14 Quux 2024"),
}
HOCR = (
    "<html><body><div class='ocr_page'><span class='ocr_header' title='x_size 9'>A</span>"
    "<p class='ocr_par' lang='deu'><span class='ocr_line'><span class='ocrx_word' "
    "title='x_wconf 9'>Паром відпливає</span></span></p></div></body></html>"
)
TEI = (
    "<TEI><teiHeader><sourceDesc><date>2. Mai 1905</date></sourceDesc></teiHeader><text><body>"
    "<div type='item'><head>A</head><p>Паром відпли<lb break='no'/>ває.</p></div></body>"
    "</text></TEI>"
)
ALTO = "<alto><Page><TextBlock><TextLine><String CONTENT='паром' WC='1'/></TextLine></TextBlock>"
ALTO += "</Page></alto>"
PAGE = (
    "<PcGts><Page><TextRegion><TextEquiv><Unicode>паром</Unicode></TextEquiv></TextRegion></Page>"
)
PAGE += "</PcGts>"
METS = b"<mets><mods><dateIssued keyDate='yes'>2 mai 1905</dateIssued></mods></mets>"
OPENED = """
import io, json, os, sys
from components.corpus.readers.sandbox.child import warm_up, write_messages
from components.corpus.readers.sandbox.limits import Limits, Task

opened = []
def watch(event, arguments):
    if event == "open" and not isinstance(arguments[0], int):
        opened.append(str(arguments[0]))

warm_up("plain")
for line in sys.stdin:
    asked = json.loads(line)
    if os.fork() == 0:
        warm_up(asked["format"])
        sys.addaudithook(watch)
        for written in asked["files"]:
            stream, out = io.BytesIO(bytes.fromhex(written)), io.BytesIO()
            write_messages(Task(asked["format"], Limits()), stream, out)
        print(json.dumps({asked["format"]: opened}), flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.fixture
def fresh_host(loaded, monkeypatch):
    """A host that has read no file."""
    host = ParserHost(forked_host.MODULE)
    monkeypatch.setenv("TMPDIR", str(loaded))
    monkeypatch.setattr(client, "_host", host)
    yield host
    host.close()


@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_of_each_format_is_read_as_the_first_after_a_start(kind, fresh_host):
    reading = read_file(f"first.{kind}", make_file(kind, invent(5)))
    assert reading.rejected == []
    assert len(reading.articles) == ARTICLES.get(kind, 1)
    assert fresh_host.pid


@pytest.mark.parametrize("database", EXPORTS)
def test_an_export_of_each_press_database_is_read_as_the_first_after_a_start(database, fresh_host):
    name, data, count = EXPORTS[database]
    assert len(read_file(name, data).articles) == count
    assert fresh_host.pid


@pytest.mark.parametrize("kind", ["xlsx", "odt", "msg", "parquet", "eml"])
def test_a_file_alone_in_an_archive_is_read_as_the_first_after_a_start(kind, fresh_host, tmp_path):
    with ZipFile(tmp_path / "one.zip", "w") as archive:
        archive.writestr(f"alone.{kind}", make_file(kind, invent(6)))
    reading = read_file("one.zip", (tmp_path / "one.zip").read_bytes())
    assert reading.rejected == []
    assert len(reading.articles) == ARTICLES.get(kind, 1)


def write_all(encoding, text, day):
    """The same story in formats whose letters may be of any encoding."""
    page = f"<html><body><h1>A</h1><time>{day}</time>{f'<p>{text}</p>' * 5}</body></html>"
    mail = f"Subject: =?{encoding}?Q?a=20?=\nDate: {day}\n"
    mail += "Content-Type: multipart/mixed; boundary=b\n\n"
    part = f"--b\nContent-Type: text/html; charset={encoding}\n\n"
    feed = f"<rss><channel><item><pubDate>{day}</pubDate><description>{text}</description>"
    return {
        "plain": f"{text}\n\n{day}\n".encode(encoding),
        "markdown": f"---\ndate: {day}\n---\n# A\n\n{text}\n".encode(encoding),
        "webpage": page.encode(encoding),
        "csv": f"title,text,date\nA,{text},{day}\n".encode(encoding),
        "json": json.dumps([{"text": text, "date": day}], ensure_ascii=False).encode(encoding),
        "mail": mail.encode() + part.encode() + f"<p>{text}</p>\n--b--\n".encode(encoding),
        "mhtml": part.removeprefix("--b\n").encode() + page.encode(encoding),
        "xml": f"{feed}</item></channel></rss>".encode(),
    }


PROPERTY_LISTS = (plistlib.FMT_XML, plistlib.FMT_BINARY)


def save(form):
    """A page as Safari saves it."""
    page = write_all("latin-1", "The ferry sails at noon.", "3 May 2024")["webpage"]
    return plistlib.dumps({"WebMainResource": {"WebResourceData": page}}, fmt=form)


def pack_wacz(warc):
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("archive/data.warc", warc)
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
    return packed.getvalue()


def test_no_reader_opens_anything_once_it_may_be_forked():
    files = {}
    for encodings, (text, day) in TEXTS.items():
        for encoding in encodings:
            for key, data in write_all(encoding, text, day).items():
                files.setdefault(key, []).append(data)
    made = {
        "pdf": "pdf",
        "word": "docx",
        "opendocument": "odt",
        "rtf": "rtf",
        "warc": "warc",
    }
    made |= {
        "sheet": "xlsx",
        "parquet": "parquet",
        "outlook": "msg",
        "mailbox": "mbox",
        "emlx": "emlx",
        "epub": "epub",
        "zip": "zip",
    }
    made |= {"tar": "tar.gz", "gzip": "txt.gz"}
    files |= {key: [make_file(kind, invent(7))] for key, kind in made.items()}
    files |= {"wacz": [pack_wacz(files["warc"][0])], "webarchive": [*map(save, PROPERTY_LISTS)]}
    files["webpage"].append(HOCR.encode())
    files["xml"] += [markup.encode() for markup in (TEI, ALTO, PAGE)]
    files["issue"] = [write_part("a.xml", len(METS)) + METS + write_part("b.xml", 0)]
    files["scan"] = [make_file("pdf", invent(7))]
    asked = [{"format": key, "files": [data.hex() for data in some]} for key, some in files.items()]
    ran = subprocess.run(
        [sys.executable, "-c", OPENED],
        input="\n".join(map(json.dumps, asked)),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    opened = {}
    for line in ran.stdout.splitlines():
        opened |= json.loads(line)
    assert opened == {key: [] for key in files}
