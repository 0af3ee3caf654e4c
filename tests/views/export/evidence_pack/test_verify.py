"""Packs checked on the command line: whole ones hold, and each damage is told."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from components.corpus.integrity.pack_manifest import write_manifest
from components.corpus.verify import DOES_NOT_HOLD, HOLDS, UNREADABLE, verify
from components.views.export.evidence_pack import gather_pack, write_html, write_json

ROOT = Path(__file__).resolve().parents[4]
A, B = "aaaaaaaaaaaa", "bbbbbbbbbbbb"


@pytest.fixture
def full(material, about):
    """A pack with a quotation, names, a note, changes and a lone surrogate in its question."""
    quoted = "Captain Ines Dahl said"
    rows = [
        {"quotation": 0, "article": id, "start": text.index(quoted),
         "end": text.index(quoted) + len(quoted), "state": "verbatim", "first": id == A,
         "reattributed": False, "speaker": "Ines Dahl", "confidence": 0.9, "text": quoted,
         "left_out": [], "edits": [], "more": [], "inserted": []}
        for id, text in material.texts.items() if id != "cccccccccccc"
    ]  # fmt: skip
    told = replace(material, variants=pd.DataFrame(rows))
    return gather_pack(told, about, kind="pair", title="Ferry", question="Who \ud800?")


@pytest.fixture
def checked(tmp_path):
    """Check bytes as a file: exit code and lines."""

    def check(written, originals=None):
        path = tmp_path / "pack"
        path.write_bytes(written)
        code, lines = verify(path, originals)
        return code, "\n".join(lines)

    return check


def changed(pack, change):
    """The JSON of a pack after a change of its data."""
    told = json.loads(write_json(pack))
    change(told)
    return json.dumps(told).encode()


@pytest.mark.parametrize("write", [write_html, write_json])
def test_a_pack_as_it_was_made_holds(full, checked, write):
    code, told = checked(write(full))
    assert code == HOLDS
    assert [line.split()[:2] for line in told.splitlines()[:3]] == [
        ["A", "holds"], ["B", "holds"], ["C", "holds"],
    ]  # fmt: skip
    assert "HOLDS  The" in told


def test_one_changed_letter_of_a_text_is_told_with_the_article(full, checked):
    def change(told):
        told["articles"][0]["text"] = told["articles"][0]["text"].replace("ferry", "Ferry", 1)

    code, told = checked(changed(full, change))
    assert code == DOES_NOT_HOLD
    assert told.startswith("A   DOES NOT HOLD")
    assert "B   holds" in told


def test_one_changed_letter_on_the_page_is_told_with_the_sentence(full, checked):
    page = write_html(full)
    words = b"</sup><bdi>Nobody was hurt.</bdi>"
    assert page.count(words) == 1
    code, told = checked(page.replace(words, words.replace(b"hurt", b"hurl")))
    assert code == DOES_NOT_HOLD
    assert "Sentence A3 is printed otherwise" in told
    assert "The page was changed after it was made" in told


@pytest.mark.parametrize(
    "place",
    [
        lambda told: told["entities"][0]["mentions"][0]["span"],
        lambda told: told["quotations"][0]["variants"][1]["span"],
        lambda told: told["articles"][0]["notes"][0]["span"],
        lambda told: told["articles"][0]["sentences"][1],
        lambda told: told["pairs"][0]["changes"][0]["first"],
    ],
)
def test_one_moved_offset_is_told(full, checked, place):
    def move(told):
        place(told)[0] += 1

    code, told = checked(changed(full, move))
    assert code == DOES_NOT_HOLD
    assert "does not quote the text" in told or "does not begin and end" in told
    assert "their hash does not hold" in told


def test_an_offset_moved_with_its_manifest_is_told_by_the_words(full, checked):
    def move(told):
        told["quotations"][0]["variants"][0]["span"][1] -= 1
        told["manifest"] = write_manifest(told)

    code, told = checked(changed(full, move))
    assert code == DOES_NOT_HOLD
    assert "A quotation at 40–61 does not quote the text: “Captain Ines Dahl said”" in told


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("The ferry … late on Friday", True),
        ("The ferry … on Friday … late", False),
        ("ferry … late on Friday", False),
        ("The ferry … late on", False),
        ("The ferry … later on Friday", False),
    ],
)
def test_a_quotation_with_words_of_the_narrator_in_it_holds_by_its_parts(
    full, checked, words, holds
):
    def quote(told):
        told["quotations"][0]["variants"][0] |= {"span": [0, 38], "text": words}
        told["manifest"] = write_manifest(told)

    assert full.articles[0].text[:38] == "The ferry was two hours late on Friday"
    assert checked(changed(full, quote))[0] == (HOLDS if holds else DOES_NOT_HOLD)


def test_a_removed_article_is_told_by_its_letter(full, checked):
    code, told = checked(changed(full, lambda told: told["articles"].pop()))
    assert code == DOES_NOT_HOLD
    assert "The article C is missing" in told


def test_a_pack_without_a_manifest_is_not_called_whole(full, checked):
    code, told = checked(changed(full, lambda told: told.pop("manifest")))
    assert code == DOES_NOT_HOLD
    assert "It has no manifest" in told


@pytest.mark.parametrize(
    "written",
    [
        b"", b"{", b"[]", b"{}", b"PK\x03\x04 torn", b"%PDF-1.7 torn", b"<html>no data</html>",
        b'{"format": "parallax-evidence", "version": 9}',
        b'{"format": "parallax-evidence", "version": 1}',
        b'{"format": "parallax-evidence", "version": 1, "articles": [7]}',
        b"[" * 100_000, b'{"a":' * 100_000, b'{"a": 1' + b"0" * 10_000 + b"}",
    ],
)  # fmt: skip
def test_what_is_no_pack_is_said_to_be_none(checked, written):
    code, told = checked(written)
    assert code == UNREADABLE
    assert told.startswith("CANNOT BE READ")


def test_a_missing_file_cannot_be_read(tmp_path):
    assert verify(tmp_path / "nowhere.html")[0] == UNREADABLE


def test_originals_are_compared_by_their_bytes(full, checked, tmp_path):
    folder = tmp_path / "originals" / "more"
    folder.mkdir(parents=True)
    (folder / "one.md").write_bytes(b"as it came")
    digest = sha256(b"as it came").hexdigest()
    articles = tuple(replace(one, sha256=digest) for one in full.articles)
    written = write_json(replace(full, articles=articles))
    assert checked(written, folder.parent)[0] == HOLDS
    (folder / "one.md").write_bytes(b"as it came later")
    code, told = checked(written, folder.parent)
    assert code == DOES_NOT_HOLD
    assert "The original one.md was not found: the file of that name has other bytes." in told
    assert "The original two.md was not found: no file there has its bytes." in told
    assert checked(written, tmp_path / "nowhere")[0] == UNREADABLE


def test_a_title_cannot_steer_the_terminal(full, checked):
    evil = replace(full.articles[0], title="\x1b[2J\nHOLDS \u202e")
    _, told = checked(write_json(replace(full, articles=(evil, *full.articles[1:]))))
    assert "\x1b" not in told
    assert told.splitlines()[0] == "A   holds          ‹U+001B›[2J HOLDS ‹U+202E›"


def test_the_command_needs_nothing_of_the_dashboard(full, tmp_path):
    """A copy of two layers, no package but those of Python itself, no network, no library."""
    for layer in ("text", "corpus"):
        shutil.copytree(ROOT / "components" / layer, tmp_path / "components" / layer)
    shutil.copy(ROOT / "components" / "__init__.py", tmp_path / "components")
    (tmp_path / "pack.html").write_bytes(write_html(full))
    command = [sys.executable, "-S", "-m", "components.corpus.verify", "pack.html"]
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=tmp_path, env=bare, capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (HOLDS, "")
    assert "HOLDS  The HTML pack of 3 articles" in done.stdout
