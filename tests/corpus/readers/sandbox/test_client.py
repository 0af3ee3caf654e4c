"""Files that misbehave on purpose: each is contained, named, and the next file is read."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from components.corpus.readers import Limits, read_file
from components.corpus.readers.detect_format import format_of
from components.corpus.readers.sandbox import client
from components.corpus.readers.sandbox.client import ParserHost, read_alone
from components.corpus.readers.sandbox.limits import Order, Task, make_order
from components.corpus.readers.stream import open_stream
from tests.corpus.readers.sandbox import misbehaving, without_seccomp

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the host needs Linux"),
    pytest.mark.usefixtures("misbehaving_files"),
]

QUICK = Limits(seconds=1, wait=60, memory=128 << 20, result_size=1 << 20)
PATIENT = replace(QUICK, seconds=9)
ORDER = Order(Task("misbehaving", QUICK), 9, 9, 9, 1 << 20)
TEXT = b"The council met on Tuesday and agreed to repair the bridge.\n"


def read_with(read, key, data, seconds, limits=QUICK):
    """The messages that reading gives, and how it ended."""
    order = Order(Task(key, limits), seconds, seconds, seconds, limits.result_size)
    with open_stream(data) as stream:
        return read_with_stream(read, order, stream)


def read_with_stream(read, order, stream):
    """The messages that reading a stream gives, and how it ended."""
    answer, messages = read(order, stream), []
    while True:
        try:
            messages.append(next(answer))
        except StopIteration as ended:
            return messages, ended.value


def reason(act, limits=QUICK):
    """Why a file that acts like this is rejected, once the file after it was read."""
    reading = read_file("bad.misbehaving", act.encode(), limits)
    assert read_file("good.txt", TEXT).articles
    assert not reading.articles
    (rejection,) = reading.rejected
    return rejection.reason


def test_a_parser_that_never_ends_its_work_is_stopped():
    assert reason("hang").startswith("Reading it took more than 1 seconds")


def test_a_parser_that_waits_for_ever_is_stopped_and_the_file_is_not_blamed():
    (rejection,) = read_file(
        "bad.misbehaving", b"sleep", replace(QUICK, seconds=0.2, wait=2)
    ).rejected
    assert rejection.fault == "unknown"
    assert "nothing is known to be wrong with the file" in rejection.reason


def test_what_a_busy_machine_takes_from_a_parser_does_not_count():
    (article,) = read_file("a.misbehaving", b"sleep 1.5", QUICK).articles
    assert article.text == "sleep: woke up"


def test_what_a_file_may_cost_grows_with_its_size():
    chosen = format_of("a.html")
    small, large = (
        make_order(Task("webpage", Limits()), chosen, size, 1) for size in (1_000, 8_000_000)
    )
    assert (round(small.processor_seconds), round(small.seconds)) == (6, 60)
    assert (round(large.processor_seconds), round(large.seconds)) == (86, 860)


def test_a_parser_that_takes_all_memory_is_stopped():
    assert "too much memory" in reason("oom", PATIENT)


@pytest.mark.parametrize("act", ["segv", "exit", "abort"])
def test_a_parser_that_breaks_down_takes_nothing_with_it(act):
    assert "crashed" in reason(act)


def test_a_result_without_end_is_stopped():
    assert reason("flood", PATIENT).startswith("It unpacks to far more than its size")


def test_a_parser_cannot_write_a_file(tmp_path):
    target = tmp_path / "written"
    assert "PermissionError" in reason(f"disk {target}")
    assert not target.exists()


def test_a_parser_cannot_reach_the_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert "OSError" in reason(f"net {server.getsockname()[1]}")
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("act", [b"empty", b"rewrite"])
@pytest.mark.parametrize("is_on_disk", [False, True])
def test_a_parser_cannot_change_the_file_that_it_reads(act, is_on_disk, tmp_path):
    path = tmp_path / "original"
    path.write_bytes(act)
    with open_stream(path if is_on_disk else act) as stream:
        messages, _ = read_with_stream(client.read_isolated, ORDER, stream)
        assert messages[0]["kind"] in ("failed", "unreadable")
        stream.file.seek(0)
        assert stream.file.read() == act


def test_a_file_in_memory_is_read_again_after_it_was_read():
    with open_stream(b"echo") as stream:
        for _ in range(2):
            messages, ended = read_with_stream(client.read_isolated, ORDER, stream)
            assert (messages[0]["text"], ended) == ("echo: nothing to do", "read")


def test_a_parser_has_only_its_own_files_open():
    (article,) = read_file("a.misbehaving", b"files", QUICK).articles
    # 5 is the listing itself.
    assert article.text == "files: 0,1,2,3,4,5"


def test_the_threads_of_a_parser_are_bounded_in_number():
    if subprocess.run(["unshare", "-Urn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("user namespaces are forbidden here, and with them this bound")
    (article,) = read_file("a.misbehaving", b"threads", QUICK).articles
    assert article.text == "threads: (64, 64)"


def children_of(host):
    """The processes of the readers that a host has started."""
    return set(Path(f"/proc/{host.pid}/task/{host.pid}/children").read_text().split())


def test_a_parser_cannot_have_children():
    assert "OSError" in reason("fork")


def test_where_it_can_they_do_not_outlive_it():
    host = ParserHost(without_seccomp.MODULE)
    messages, _ = read_with(host.read, "misbehaving", b"fork", 600)
    assert "fifty children" in messages[0]["text"]
    _wait_until(lambda: not children_of(host))
    host.close()


def test_a_killed_host_starts_again():
    host = ParserHost(misbehaving.MODULE)
    assert read_with(host.read, "plain", TEXT, 600)[1] == "read"
    first = host.pid
    os.kill(first, signal.SIGKILL)
    assert read_with(host.read, "plain", TEXT, 600)[1] == "read"
    assert host.pid != first
    host.close()


def test_a_host_killed_in_the_middle_of_a_file_reads_it_again():
    host = ParserHost(misbehaving.MODULE)
    read_with(host.read, "plain", TEXT, 600)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read_with, host.read, "misbehaving", b"sleep", 1)
        _wait_until(lambda: children_of(host))
        os.kill(host.pid, signal.SIGKILL)
        assert reading.result()[1] == "late"
    host.close()


def kill_child(host, killed):
    """End the child of a host that is none of those killed before, as the kernel does."""
    _wait_until(lambda: children_of(host) - killed)
    (pid,) = children_of(host) - killed
    os.kill(int(pid), signal.SIGKILL)
    killed.add(pid)


def test_a_reader_that_somebody_killed_is_started_once_more_and_then_the_file_is_not_blamed(
    tmp_path,
):
    host = ParserHost(misbehaving.MODULE)
    read_with(host.read, "plain", TEXT, 600)
    killed = set()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read_with, host.read, "misbehaving", b"sleep", 600)
        kill_child(host, killed)
        kill_child(host, killed)
        assert reading.result() == ([], "killed")
    with ThreadPoolExecutor(1) as pool:
        awaited = tmp_path / "awaited"
        act = f"await {awaited}".encode()
        reading = pool.submit(read_with, host.read, "misbehaving", act, 600)
        kill_child(host, killed)
        awaited.touch()
        messages, ended = reading.result()
    assert (messages[0]["text"], ended) == ("await: it is there", "read")
    host.close()


def test_the_host_ends_with_the_process_that_started_it():
    code = (
        "import os, signal\n"
        "from components.corpus.readers import read_file\n"
        "from components.corpus.readers.sandbox import client\n"
        "read_file('a.txt', b'Some text.')\n"
        "print(client._host.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    pid = int(ended.stdout)
    _wait_until(lambda: not _is_alive(pid))


def test_many_threads_share_the_host():
    def read_misbehaving(act):
        return read_file("a.misbehaving", act, QUICK if act == b"hang" else PATIENT)

    acts = [b"hang" if i % 8 == 0 else b"echo %d" % i for i in range(24)]
    with ThreadPoolExecutor(8) as pool:
        readings = list(pool.map(read_misbehaving, acts))
    texts = [r.articles[0].text if r.articles else "" for r in readings]
    assert texts == ["" if i % 8 == 0 else f"echo: {i}" for i in range(24)]


def test_without_a_host_a_file_gets_a_process_of_its_own():
    alone = partial(read_alone, module=misbehaving.MODULE)
    messages, ended = read_with(read_alone, "plain", TEXT, 60, Limits())
    assert (messages[0]["text"], ended) == (TEXT.decode().strip(), "read")
    assert read_with(alone, "misbehaving", b"exit", 60, Limits())[1] == "crash"


def _wait_until(met, seconds=600):
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end
        time.sleep(0.02)


def _is_alive(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
