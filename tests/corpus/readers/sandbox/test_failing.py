"""What fails with us is never told as damage of the file, and the file is read once it is over."""

import errno
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from benchmarks.real_files import invent, make_file
from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.sandbox.protocol import NOT_THE_FILE, describe_failure, find_failure
from tests.corpus.readers.sandbox import forked_host

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the host needs Linux")

ROOT = Path(__file__).parents[4]
READ_TWICE = """
import json, shutil, sys
from pathlib import Path
from components.corpus.readers import read_file

def tell(name):
    reading = read_file(name, Path(name).read_bytes())
    told = [[one.name.rpartition("/")[2], one.fault, one.reason] for one in reading.rejected]
    print(json.dumps([len(reading.articles), told]))

names = sys.argv[2:]
for name in names:
    tell(name)
shutil.rmtree(sys.argv[1], ignore_errors=True)
for name in names:
    tell(name)
"""
READ_AT_ONCE = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from components.corpus.readers import read_file

def read(name):
    reading = read_file(name, Path(name).read_bytes())
    return [len(reading.articles), [one.fault for one in reading.rejected]]

with ThreadPoolExecutor(len(sys.argv) - 1) as pool:
    print(json.dumps(list(pool.map(read, sys.argv[1:]))))
"""
WITH_A_FULL_DISK = """
import json, resource
from components.corpus.readers import read_file

def tell():
    reading = read_file("a.txt", b"The ferry sails at noon, the port said on Monday.")
    told = [[one.fault, one.reason] for one in reading.rejected]
    print(json.dumps([len(reading.articles), told]))

soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
tell()
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
tell()
"""
WITHOUT_ANOTHER_FILE = """
import json, os, resource
from components.corpus.readers import read_file

def tell():
    reading = read_file("a.txt", b"The ferry sails at noon, the port said on Monday.")
    told = [[one.fault, one.reason] for one in reading.rejected]
    print(json.dumps([len(reading.articles), told]))

soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")), hard))
tell()
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
tell()
"""


FORKED = f"""
from components.corpus.readers.sandbox import client
client._host = client.ParserHost({forked_host.MODULE!r})
"""


def run(code, *arguments, path=(), loaded=None):
    """What a fresh process prints, each line as JSON, with these folders first on its path.

    With `loaded`, the folder in which hosts are asked for, its hosts have loaded what all need.
    """
    start = f"import sys; sys.path[:0] = {[*map(str, path), str(ROOT)]!r}\n"
    start += FORKED if loaded else ""
    environment = os.environ | ({"TMPDIR": str(loaded)} if loaded else {})
    command = [sys.executable, "-c", start + code, *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def break_library(folder, name, code):
    """A folder with a library of this name that runs this code when it is imported."""
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text(code, encoding="utf-8")


@pytest.mark.parametrize(
    "code",
    [
        "raise ImportError('libfoo.so.1: cannot open shared object file')",
        "raise FileNotFoundError(2, 'No such file or directory', 'model.bin')",
        "raise AttributeError('half of it is of another version')",
        "raise MemoryError",
        "import os; os._exit(1)",
    ],
)
def test_a_library_that_cannot_be_loaded_is_not_the_fault_of_the_file(code, tmp_path, loaded):
    broken = tmp_path / "broken"
    break_library(broken, "python_calamine", code)
    (tmp_path / "a.xlsx").write_bytes(make_file("xlsx", invent(1)))
    (tmp_path / "b.txt").write_bytes(make_file("txt", invent(2)))
    files = tmp_path / "a.xlsx", tmp_path / "b.txt"
    first, other, again, _ = run(READ_TWICE, broken, *files, path=[broken], loaded=loaded)
    assert first[0] == 0
    ((name, fault, reason),) = first[1]
    assert (name, fault) == ("a.xlsx", "program")
    assert NOT_THE_FILE in reason
    assert "damaged" not in reason
    assert other == [1, []]
    assert again == [3, []]


def test_without_the_model_that_names_languages_no_file_is_blamed(tmp_path):
    broken = tmp_path / "broken"
    break_library(broken, "py3langid", "")
    model = "MODEL_FILE = '/nowhere/model'\nclass LanguageIdentifier:\n"
    model += "    def from_model_file(name, **_):\n        return open(name)\n"
    (broken / "py3langid" / "langid.py").write_text(model, encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(make_file("txt", invent(2)))
    first, again = run(READ_TWICE, broken, tmp_path / "a.txt", path=[broken])
    ((_, fault, reason),) = first[1]
    assert (first[0], fault) == (0, "program")
    assert NOT_THE_FILE in reason
    assert again == [1, []]


def test_in_an_archive_the_files_of_other_formats_are_read(tmp_path, loaded):
    broken = tmp_path / "broken"
    break_library(broken, "python_calamine", "import no_such_module")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number, kind in enumerate(["xlsx", "txt", "xlsx", "xlsx", "xlsx", "odt"]):
            archive.writestr(f"{number}.{kind}", make_file(kind, invent(number)))
    first, again = run(READ_TWICE, broken, tmp_path / "a.zip", path=[broken], loaded=loaded)
    assert first[0] == 2
    assert [(name, fault) for name, fault, _ in first[1]] == [
        (f"{number}.xlsx", "program") for number in (0, 2, 3, 4)
    ]
    assert again == [14, []]


def test_files_that_were_sent_together_with_one_of_a_broken_format_are_read(tmp_path, loaded):
    broken = tmp_path / "broken"
    break_library(broken, "python_calamine", "import no_such_module")
    (tmp_path / "a.xlsx").write_bytes(make_file("xlsx", invent(1)))
    names = ["a.xlsx", "b.txt", "c.txt", "d.txt"]
    for number, name in enumerate(names[1:], 2):
        (tmp_path / name).write_bytes(make_file("txt", invent(number)))
    files = [tmp_path / name for name in names]
    (found,) = run(READ_AT_ONCE, *files, path=[broken], loaded=loaded)
    assert found == [[0, ["program"]], [1, []], [1, []], [1, []]]


def test_a_full_disk_is_told_as_such_and_the_file_is_read_when_there_is_room():
    (first, told), again = run(WITH_A_FULL_DISK)
    ((fault, reason),) = told
    assert (first, fault) == (0, "program")
    assert "no disk space left" in reason
    assert again == [1, []]


def test_too_many_open_files_are_told_as_such_and_the_file_is_read_later():
    (first, told), again = run(WITHOUT_ANOTHER_FILE)
    ((fault, reason),) = told
    assert (first, fault) == (0, "program")
    assert "open files" in reason
    assert again == [1, []]


def test_a_failure_of_ours_is_found_under_what_a_reader_made_of_it():
    ours = OSError(errno.EMFILE, "Too many open files")
    told = UnreadableError("It is a damaged mail.")
    told.__cause__ = ours
    assert find_failure(told) is ours
    assert find_failure(UnreadableError("It is a damaged mail.")) is None


@pytest.mark.parametrize(
    "problem",
    [OSError(errno.EINVAL, "Invalid argument"), OSError("no errno"), ValueError(), EOFError()],
)
def test_what_bytes_can_bring_about_is_no_failure_of_ours(problem):
    assert find_failure(problem) is None


@pytest.mark.parametrize(
    "problem",
    [ImportError("x"), OSError(errno.ENOSPC, "x"), OSError(errno.EMFILE, "x"), KeyError()],
)
def test_each_failure_says_what_to_do_and_that_the_file_is_not_known_to_be_wrong(problem):
    sentence = describe_failure(problem)
    assert NOT_THE_FILE in sentence
    assert "Try again" in sentence
