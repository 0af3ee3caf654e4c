"""The cage of foreign programs: tried with harmless programs of the system in their place."""

import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from components.corpus.readers.sandbox.cage import find_interpreters, landlock_version
from components.corpus.readers.sandbox.converters import (
    Bounds,
    Job,
    find_program,
    is_bound,
    run_caged,
    run_for_text,
)
from components.corpus.readers.sandbox.forbidden_calls import forbid_to_converters
from components.corpus.readers.stream import open_stream

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the cage binds on Linux")
needs_landlock = pytest.mark.skipif(not landlock_version(), reason="this system has no Landlock")
SHELL = Path("/bin/sh").resolve()
USUAL = Bounds()


def program(name):
    return Path(shutil.which(name)).resolve()


def run(path, *arguments, data=b"words", result="", bounds=USUAL, sockets=()):
    job = Job(path, arguments, result, bounds, sockets)
    with open_stream(data) as stream:
        made = run_caged(job, "in.txt", stream)
    if made.content is None:
        return made.ending
    with made.content.file as file:
        return file.read()


def run_lines(*lines, **options):
    """Run these lines, made of nothing but what the shell itself can do."""
    return run(SHELL, "-c", "\n".join(lines), **options)


def test_a_program_gets_the_file_and_gives_what_it_writes():
    assert run(program("cat"), "in.txt") == b"words"


def test_a_program_gives_the_file_that_it_makes():
    assert run(program("cp"), "in.txt", "out.txt", result="out.txt") == b"words"


def test_a_program_that_fails_or_makes_nothing_says_so():
    assert run(program("cat"), "none.txt") == "failed"
    assert run(program("cat"), "in.txt", result="out.txt") == "failed"


@needs_landlock
def test_files_of_others_cannot_be_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    assert run(program("cat"), str(secret)) == "failed"
    assert run(program("cat"), "/etc/passwd") == "failed"


@needs_landlock
def test_nothing_is_written_outside_of_its_folder(tmp_path):
    written = run_lines(f"echo x > {tmp_path}/leak", "echo y > own", "read z < own", "echo $z")
    assert written == b"y\n"
    assert list(tmp_path.iterdir()) == []


@needs_landlock
def test_no_other_program_is_executed_nor_one_that_it_writes():
    cat = program("cat")
    assert run_lines(f"{cat} in.txt && echo ran", "echo end") == b"end\n"
    (loader,) = find_interpreters(cat)
    assert run_lines(f"{loader} {cat} in.txt && echo ran", "echo end") == b"end\n"
    copied = run_lines("echo '#!/bin/sh\necho ran' > own", "./own && echo ran", "echo end")
    assert copied == b"end\n"


def test_its_processes_are_bounded_in_number():
    if subprocess.run(["unshare", "-Urn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("user namespaces are forbidden here, and with them this bound")
    code = "import resource; print(*resource.getrlimit(resource.RLIMIT_NPROC))"
    python = Path(sys.executable).resolve()
    assert run(python, "-I", "-S", "-c", code) == b"128 128\n"


def test_a_link_is_no_result(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    assert run(program("ln"), "-s", str(secret), "out.txt", result="out.txt") == "failed"
    assert run(program("mkfifo"), "out.txt", result="out.txt") == "failed"
    assert run(program("mkdir"), "out.txt", result="out.txt") == "failed"


def test_time_and_size_are_bounded():
    assert run_lines("while :; do :; done", bounds=Bounds(seconds=1)) == "time"
    most = Bounds(size=10_000)
    assert run_lines("while echo many words; do :; done", bounds=most) == "size"


def test_the_environment_of_the_caller_is_not_passed_on(monkeypatch):
    monkeypatch.setenv("SECRET_OF_OURS", "secret")
    assert b"secret" not in run_lines("echo $SECRET_OF_OURS $PATH; pwd")


def test_its_folder_is_gone_afterwards():
    folder = Path(run_lines("pwd").decode().strip())
    assert folder.name.startswith("parallax-")
    assert not folder.exists()


def test_an_argument_can_name_its_folder():
    made = run(SHELL, "-c", "echo made > {folder}/out.txt", result="out.txt")
    assert made == b"made\n"


@needs_landlock
def test_it_reaches_no_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        taken = []

        def accept():
            server.settimeout(3)
            try:
                taken.append(server.accept())
            except TimeoutError:
                return

        waiting = threading.Thread(target=accept)
        waiting.start()
        code = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
        python = Path(sys.executable).resolve()
        assert run(python, "-I", "-S", "-c", code) == "failed"
        waiting.join()
        assert taken == []
        assert run(python, "-I", "-S", "-c", "print('ran')") == b"ran\n"


TRIED = """
import ctypes, errno, os, socket
libc = ctypes.CDLL(None, use_errno=True)
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):
    try:
        socket.socket(family)
        print("a socket")
    except OSError as error:
        print(errno.errorcode[error.errno])
socket.socket(socket.AF_UNIX).close()
for call, *arguments in (
    (libc.ptrace, 16, os.getpid(), 0, 0), (libc.unshare, 0), (libc.shmat, -1, None, 0),
    (libc.open_by_handle_at, -1, None, 0),
):
    print(call(*arguments), errno.errorcode[ctypes.get_errno()])
"""


@pytest.mark.skipif(not forbid_to_converters(), reason="no calls of this processor are known")
def test_its_sockets_have_a_path_and_it_looks_into_no_program():
    made = run(Path(sys.executable).resolve(), "-I", "-S", "-c", TRIED)
    assert made.decode().split("\n")[:-1] == ["EAFNOSUPPORT"] * 3 + ["-1 EPERM"] * 4


@needs_landlock
def test_sockets_are_made_only_where_they_may_be_and_dead_ones_are_removed(tmp_path):
    code = (
        "import socket, sys; made = socket.socket(socket.AF_UNIX)\n"
        f"made.bind('{tmp_path}/s'); print('bound')"
    )
    python = Path(sys.executable).resolve()
    assert run(python, "-I", "-S", "-c", code) == "failed"
    assert run(python, "-I", "-S", "-c", code, sockets=(str(tmp_path),)) == b"bound\n"
    assert list(tmp_path.iterdir()) == []


def test_a_status_to_be_repeated_is_once(tmp_path):
    lines = "if [ -e done ]; then echo second; else echo > done; exit 81; fi"
    made = run_caged(Job(SHELL, ("-c", lines)), "", repeats=(81,))
    with made.content.file as file:
        assert file.read() == b"second\n"


def test_a_program_is_found_by_its_setting_before_all(monkeypatch, tmp_path):
    monkeypatch.setenv("PARALLAX_CAT", str(SHELL))
    assert find_program("cat") == SHELL
    monkeypatch.setenv("PARALLAX_CAT", str(tmp_path / "none"))
    assert find_program("cat") is None
    monkeypatch.delenv("PARALLAX_CAT")
    assert find_program("cat") == program("cat")
    assert find_program("no-such-program-of-ours", "cat") == program("cat")


def test_a_program_without_a_file_gives_its_words():
    assert run_for_text(Job(SHELL, ("-c", "echo words"))) == "words\n"
    assert run_for_text(Job(SHELL, ("-c", "exit 1"))) == ""


def test_whether_the_system_binds_is_what_landlock_says():
    assert is_bound() == (landlock_version() > 0)


def test_interpreters_of_scripts_and_programs_are_found(tmp_path):
    script = tmp_path / "a"
    script.write_text(f"#!{SHELL} -e\necho", encoding="utf-8")
    assert find_interpreters(script)[0] == SHELL
    assert find_interpreters(script)[1:] == find_interpreters(SHELL)
    (tmp_path / "b").write_bytes(b"\x7fELF\x02" + b"\xff" * 80)
    assert find_interpreters(tmp_path / "b") == []
