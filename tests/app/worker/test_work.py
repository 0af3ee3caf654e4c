"""The same text gives the same result in every process, whatever order its sets are walked in."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from components.app.worker.folder import enqueue_folder
from components.app.worker.read_files import read_next
from components.corpus.store import open_store

ROOT = Path(__file__).resolve().parents[3]
CORPUS = str(ROOT / "data" / "corpus")
# The order of a set of strings goes by this seed, which Python draws anew for each process.
SEEDS = ("0", "1", "2")
WORK = """
import sys
from components.app.worker.work import work_through
from components.corpus.store import open_store
store = open_store(sys.argv[1])
work_through(store)
assert not store.results.step_faults()
store.close()
"""
# Certainties as they are before they are rounded for the library.
CHOOSE = """
import sys
from pathlib import Path
from components.analysis import entities
from components.analysis.quotations.attribution import choose_speakers
from components.analysis.quotations.raw_quotations import parse_texts
for path in sorted(Path(sys.argv[2]).iterdir()):
    text = path.read_text(encoding="utf-8")
    (names,) = entities.recognise([text], "en")
    for choice in choose_speakers(text, parse_texts([text], "en", [names])[0]):
        print(path.name, choice.quoted.start, repr(choice.confidence))
"""
# One sentence against twelve that lack another word of it each: all of them answer equally well.
ALIGN = """
from components.analysis.pair.alignment import align
words = "harbour council mayor budget ferry island winter storm bridge market school doctor".split()
lacking = [" ".join(w for w in words if w != gone) + "." for gone in words]
first, second = " ".join(words) + ".", " ".join(one.capitalize() for one in lacking)
print([link.second for link in align(first.capitalize(), second, language="en").links])
"""
# Every change between any two articles of the sample, and what one has and the other lacks.
LEDGER = """
import sys
from itertools import combinations
from pathlib import Path
from components.analysis.pair.alignment import align
from components.analysis.pair.ledger import ledger
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[2]).iterdir())]
for first, second in combinations(texts, 2):
    print(ledger(align(first, second, language="en")).to_csv())
"""


CODE = {"steps": WORK, "certainties": CHOOSE, "ties": ALIGN, "changes": LEDGER}
END = "the next\n"


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    """The sample, read and not analysed, once for each seed."""
    folder = tmp_path_factory.mktemp("seeds")
    store = open_store(f"sqlite:///{folder / 'read.sqlite'}")
    enqueue_folder(store, Path(CORPUS))
    while read_next(store, "inline"):
        pass
    store.close()
    data = (folder / "read.sqlite").read_bytes()
    paths = {seed: folder / f"seed-{seed}.sqlite" for seed in SEEDS}
    for path in paths.values():
        path.write_bytes(data)
    return paths


@pytest.fixture(scope="module")
def printed(libraries):
    """What each piece of `CODE` prints under each seed; in one process, since all load the same."""
    code = f"print({END!r}, end='')\n".join(CODE.values())
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, f"sqlite:///{libraries[seed]}", CORPUS],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in SEEDS
    ]
    runs = [one.communicate()[0].split(END) for one in running]
    assert [one.returncode for one in running] == [0] * len(SEEDS)
    return dict(zip(CODE, zip(*runs, strict=True), strict=True))


def stored(library: Path) -> dict[tuple[str, str], bytes]:
    """Every result and every table of a library, as they lie there."""
    with sqlite3.connect(library) as connection:
        results = connection.execute("SELECT kind, article, value FROM result").fetchall()
        tables = connection.execute("SELECT name, number, data FROM frame_partition").fetchall()
    return {(kind, article): value for kind, article, value in results} | {
        ("table", f"{name} {number}"): data for name, number, data in tables
    }


def test_every_step_stores_the_same_in_several_processes(libraries, printed):
    assert list(printed["steps"]) == [""] * len(SEEDS)
    first, *others = [stored(path) for path in libraries.values()]
    assert {kind for kind, _ in first} >= {"names", "quotations", "facts", "outlines", "table"}
    for other in others:
        assert sorted(first) == sorted(other)
        assert [key for key in first if first[key] != other[key]] == []


def test_certainty_of_a_speaker_is_the_same_to_the_last_digit(printed):
    first, *others = printed["certainties"]
    assert first.count("\n") > 20
    assert others == [first] * len(others)


def test_of_sentences_that_answer_equally_well_the_same_one_is_taken(printed):
    assert list(printed["ties"]) == ["[(0,)]\n"] * len(SEEDS)


def test_the_changes_between_two_articles_are_told_in_the_same_words_and_order(printed):
    first, *others = printed["changes"]
    assert first.count("\n") > 200
    assert others == [first] * len(others)
