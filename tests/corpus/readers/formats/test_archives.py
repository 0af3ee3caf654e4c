"""Archives: what is taken, what is refused by name, and what is not even opened."""

import gzip
import io
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from components.corpus.readers import Limits, detect_format, read_file
from components.corpus.readers.sandbox import client
from components.corpus.readers.sandbox.client import ParserHost
from tests.corpus.readers.sandbox import misbehaving

FIRST = "The council met on Tuesday and agreed to repair the bridge before winter comes."
SECOND = "Nobody voted against it, and the mayor said that work could begin within the month."


def zipped(members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(members, mode="w"):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content.encode()))
    return stream.getvalue()


def told(name, data, limits=None):
    """The names of the articles, and the reason for each name that was rejected."""
    reading = read_file(name, data, limits or Limits())
    return [a.name for a in reading.articles], {r.name: r.reason for r in reading.rejected}


def directory_entry(name, crc, packed, unpacked, offset):
    fields = (
        b"PK\1\2",
        20,
        20,
        0,
        8,
        0,
        0,
        crc,
        packed,
        unpacked,
        len(name),
        0,
        0,
        0,
        0,
        0,
        offset,
    )
    return struct.pack("<4sHHHHHHIIIHHHHHII", *fields) + name


def local_entry(name, crc, packed, unpacked):
    fields = (b"PK\3\4", 20, 0, 8, 0, 0, crc, packed, unpacked, len(name), 0)
    return struct.pack("<4sHHHHHIIIHH", *fields) + name


def directory_end(count, size, offset):
    return struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, size, offset, 0)


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.zip", zipped),
        ("a.tar", tarred),
        ("a.tgz", lambda members: tarred(members, "w:gz")),
        ("a.tar.bz2", lambda members: tarred(members, "w:bz2")),
    ],
)
def test_every_file_of_an_archive_is_read_under_its_own_name(name, pack):
    data = pack(
        [("news/one.txt", FIRST), ("two.csv", f"title,text\nTwo,{SECOND[:20]}\n"), ("x.png", "x")]
    )
    reading = read_file(name, data)
    assert [a.name for a in reading.articles] == [f"{name}/news/one.txt", f"{name}/two.csv"]
    assert [a.text for a in reading.articles] == [FIRST, SECOND[:20]]
    assert [r.name for r in reading.rejected] == [f"{name}/x.png"]
    assert len({a.sha256 for a in reading.articles}) == 1


def test_a_gzip_file_is_read_as_what_it_holds():
    table = f"title,text\nOne,{FIRST}\n".encode()
    reading = read_file("a.csv.gz", gzip.compress(table))
    assert [(a.name, a.title) for a in reading.articles] == [("a.csv.gz/a.csv", "One")]


def test_one_bad_file_in_an_archive_leaves_the_others():
    data = zipped(
        [("a.txt", FIRST), ("b.pdf", "%PDF-1.7"), ("c.txt", bytes(500)), ("d.txt", SECOND)]
    )
    names, reasons = told("a.zip", data)
    assert names == ["a.zip/a.txt", "a.zip/d.txt"]
    assert set(reasons) == {"a.zip/b.pdf", "a.zip/c.txt"}


def test_what_systems_leave_in_archives_is_passed_over():
    data = zipped([("__MACOSX/._a.txt", "x"), (".DS_Store", "x"), ("d/", ""), ("a.txt", FIRST)])
    assert told("a.zip", data) == (["a.zip/a.txt"], {})


def test_three_levels_are_read_and_a_fourth_is_refused_by_name():
    inner = zipped([("deep.txt", FIRST)])
    third = zipped([("four.zip", inner), ("c.txt", FIRST)])
    second = zipped([("three.zip", third), ("b.txt", FIRST)])
    names, reasons = told("one.zip", zipped([("two.zip", second), ("a.txt", FIRST)]))
    assert names == ["one.zip/two.zip/three.zip/c.txt", "one.zip/two.zip/b.txt", "one.zip/a.txt"]
    ((name, reason),) = reasons.items()
    assert name == "one.zip/two.zip/three.zip/four.zip"
    assert "nested more than 3 levels deep" in reason


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("../../evil.txt", "points outside"),
        ("a/../../evil.txt", "points outside"),
        ("..\\evil.txt", "points outside"),
        ("/etc/evil.txt", "absolute path"),
        ("C:\\evil.txt", "absolute path"),
    ],
)
def test_names_that_lead_out_of_the_archive_are_refused(pack, bad, words):
    name = "a.zip" if pack is zipped else "a.tar"
    names, reasons = told(name, pack([(bad, FIRST), ("good.txt", FIRST)]))
    assert names == [f"{name}/good.txt"]
    (reason,) = reasons.values()
    assert words in reason


def test_nothing_of_an_archive_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(os.listdir(tmp_path.parent))
    told("a.zip", zipped([("../evil.txt", FIRST), ("folder/good.txt", FIRST)]))
    told("a.tar", tarred([("../evil.txt", FIRST), ("folder/good.txt", FIRST)]))
    assert sorted(os.listdir(tmp_path.parent)) == before
    assert list(tmp_path.rglob("*")) == []
    assert not Path("/folder").exists()


def test_links_are_refused():
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    _, reasons = told("a.zip", zipped([(link, "/etc/passwd"), ("good.txt", FIRST)]))
    assert "link" in reasons["a.zip/link.txt"]
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        entry = tarfile.TarInfo("link.txt")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(entry)
    _, reasons = told("a.tar", stream.getvalue())
    assert "link" in reasons["a.tar/link.txt"]


def test_an_encrypted_file_is_refused_and_the_others_are_read():
    data = bytearray(zipped([("secret.txt", FIRST), ("open.txt", FIRST)]))
    data[6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    names, reasons = told("a.zip", bytes(data))
    assert names == ["a.zip/open.txt"]
    assert "password" in reasons["a.zip/secret.txt"]


def test_files_that_overlap_are_refused_before_anything_is_inflated():
    packed = deflated(bytes(20 << 20))
    body = local_entry(b"a.txt", 0, len(packed), 20 << 20) + packed
    listed = b"".join(
        directory_entry(b"a%03d.txt" % n, 0, len(packed), 20 << 20, 0) for n in range(100)
    )
    data = body + listed + directory_end(100, len(listed), len(body))
    assert "overlap" in told("a.zip", data)[1]["a.zip"]


def test_a_file_that_claims_a_smaller_size_is_refused():
    packed = deflated(b"a" * (50 << 20))
    crc = zlib.crc32(b"a" * (50 << 20))
    body = local_entry(b"liar.txt", crc, len(packed), 100) + packed
    listed = directory_entry(b"liar.txt", crc, len(packed), 100, 0)
    data = body + listed + directory_end(1, len(listed), len(body))
    assert "damaged" in told("a.zip", data)[1]["a.zip/liar.txt"]


def test_a_file_that_unpacks_to_far_more_than_its_size_is_refused():
    data = zipped([("bomb.txt", b"a" * (20 << 20)), ("good.txt", FIRST)])
    names, reasons = told("a.zip", data)
    assert names == ["a.zip/good.txt"]
    assert "more than 200 times its size" in reasons["a.zip/bomb.txt"]
    assert "would unpack to more" in told("a.txt.gz", gzip.compress(bytes(20 << 20)))[1]["a.txt.gz"]
    bomb = tarred([("bomb.txt", "a" * (20 << 20))], "w:gz")
    assert "would unpack to more" in told("a.tgz", bomb)[1]["a.tgz"]


def test_more_files_or_bytes_than_allowed_are_refused():
    data = zipped([(f"{n}.txt", FIRST) for n in range(11)], zipfile.ZIP_STORED)
    assert told("a.zip", data, Limits(members=10))[1] == {
        "a.zip": "It contains 11 files, more than 10."
    }
    assert "would unpack to" in told("a.zip", data, Limits(unpacked=500))[1]["a.zip"]


def test_the_limits_hold_over_all_levels_together():
    inner = zipped([(f"{n}.txt", FIRST) for n in range(4)])
    data = zipped([("1.zip", inner), ("2.zip", inner), ("3.zip", inner)])
    names, reasons = told("a.zip", data, Limits(members=8))
    assert len(names) == 6
    assert reasons["a.zip"].startswith("It contains more than 8 files: the rest was left out")


def test_an_archive_whose_files_stop_their_readers_is_given_up(monkeypatch):
    monkeypatch.setattr(detect_format, "FORMATS", (*detect_format.FORMATS, misbehaving.FORMAT))
    monkeypatch.setattr(client, "_host", host := ParserHost(misbehaving.MODULE))
    data = zipped([(f"{n}.misbehaving", "exit") for n in range(20)] + [("good.txt", FIRST)])
    names, reasons = told("a.zip", data)
    host.close()
    assert names == []
    assert len(reasons) == 4
    assert "3 of its files made the reading program stop" in reasons["a.zip"]


def test_broken_archives_say_so():
    good = zipped([("a.txt", FIRST)])
    assert "damaged" in told("a.zip", good[:40])[1]["a.zip"]
    assert "damaged" in told("a.tar", b"x" * 2000)[1]["a.tar"]
    assert "damaged" in told("a.txt.gz", gzip.compress(FIRST.encode())[:-9])[1]["a.txt.gz"]
    assert "no article" in told("a.zip", zipped([]))[1]["a.zip"]


def test_files_before_the_place_where_an_archive_is_damaged_are_kept():
    data = tarred([("a.txt", FIRST), ("b.txt", SECOND * 1_000)])[:20_000]
    names, reasons = told("a.tar", data)
    assert names == ["a.tar/a.txt"]
    assert reasons["a.tar"].startswith("Only the first file in it could be read. It is damaged")


def test_a_file_is_told_by_its_bytes_when_its_name_is_wrong():
    reading = read_file("a.txt", zipped([("one.txt", FIRST)]))
    assert [a.name for a in reading.articles] == ["a.txt/one.txt"]
    assert reading.notes == ["It is a ZIP archive, although its name ends in .txt."]
