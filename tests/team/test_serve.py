"""A team's server as processes of one machine, as `make serve` starts it, in a real browser."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psutil
import pytest
import yaml
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from components.corpus.article import Article
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import Libraries
from components.corpus.store import open_store
from tests.team.conftest import make_database

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240
TOKEN = "a-token-for-this-team"
ARTICLE = "Ferry halted\n\nThe ferry of Anna Breslow was halted on Monday, the harbour office said."


def free_ports(count):
    """Ports that nobody has, one after the other, from below those that systems give to clients."""
    while True:
        port = random.randrange(20_000, 32_000)
        if all(is_free(port + more) for more in range(count)):
            return port


def is_free(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0


def wait_until(true):
    deadline = time.monotonic() + SECONDS
    while not (found := true()):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return found


def get(address):
    asked = urllib.request.Request(address, headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return answer.read().decode()


def answers(address):
    try:
        return get(address)
    except OSError:
        return ""


def processes_of(session):
    """The numbers of the processes that run in a session."""
    numbers = [int(one.name) for one in Path("/proc").glob("[0-9]*")]
    return {number for number in numbers if session_of(number) == session}


def listening(session):
    """The addresses at which the processes of a session listen."""
    found = set()
    for number in processes_of(session):
        with suppress(psutil.Error):
            sockets = psutil.Process(number).net_connections("inet")
            found |= {one.laddr.ip for one in sockets if one.status == psutil.CONN_LISTEN}
    return found


def session_of(number):
    try:
        return os.getsid(number)
    except OSError:
        return None


@contextmanager
def started(command, log=subprocess.DEVNULL, **environment):
    """Processes of a session of their own, none of which is left at the end."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, start_new_session=True,
        stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        for number in processes_of(process.pid):
            os.kill(number, signal.SIGKILL)
        process.wait()


@pytest.fixture
def haproxy():
    if not shutil.which("haproxy"):
        pytest.skip("HAProxy is not installed")


@pytest.fixture
def home(server):
    return make_database(server)


@pytest.fixture
def open_page(chromium):
    """Opens a page as a person of its own, with what it was told by cookies."""
    contexts = []

    def show(address):
        contexts.append(chromium.new_context())
        page = contexts[-1].new_page()
        page.set_default_timeout(SECONDS * 1000)
        page.goto(address)
        return page

    yield show
    for context in contexts:
        context.close()


def see(locator):
    """Wait until it is to be seen."""
    expect(locator.first).to_be_visible(timeout=SECONDS * 1000)


def cookie_of(page):
    cookies = page.context.cookies()
    return next(one["value"] for one in cookies if one["name"] == "parallax_server")


def test_a_team_works_at_one_address_and_goes_on_when_a_server_dies(
    haproxy, home, open_page, tmp_path
):
    first = free_ports(5)
    at = f"http://127.0.0.1:{first + 2}"
    asked = {
        "PARALLAX_LIBRARY": home, "PARALLAX_CORPUS": str(tmp_path / "corpus"), "FIRST": str(first),
        "PAGES": "2", "WORKERS": "1", "ADDRESS": f"127.0.0.1:{first + 2}",
        "METRICS": f"127.0.0.1:{first + 3}", "SCHEDULER": str(first + 4),
        "PARALLAX_TOKEN": TOKEN,
    }  # fmt: skip
    (tmp_path / "corpus").mkdir()
    log = tmp_path / "log"
    with log.open("wb") as out, started(["team/serve.sh"], out, **asked) as server:
        wait_until(lambda: all(answers(f"http://127.0.0.1:{first + n}/ready") for n in (0, 1)))
        wait_until(lambda: answers(f"{at}/health"))
        wait_until(lambda: json.loads(get(f"http://127.0.0.1:{first}/ready"))["worker"])
        # One browser after the other comes to the server with fewer of them, and stays there.
        ann, bob = (open_page(f"{at}/add?token={TOKEN}") for _ in range(2))
        for page in (ann, bob):
            see(page.get_by_role("heading", name="Add articles"))
        assert cookie_of(ann) != cookie_of(bob)
        assert listening(server.pid) <= {"127.0.0.1", "::1"}
        # What one sends, the other sees; the cluster analyses it.
        ann.locator("input[type=file]").first.set_input_files(
            {"name": "ferry.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()}
        )
        see(ann.get_by_text("1 of 1 file read, 1 new article"))
        bob.goto(f"{at}/articles")
        see(bob.get_by_text("1 of 1 article"))
        with closing(open_store(home)) as store:
            wait_until(lambda: {"mentions", "pairs"} <= store.results.frames().keys())
            # A pause is for all, and whoever sees it may end it.
            store.results.pause("Ann")
            bob.reload()
            see(bob.get_by_text("The analysis of this library is paused (Ann"))
            bob.get_by_role("button", name="Go on").click()
            wait_until(lambda: store.results.paused() is None)
        # The server of one dies: the page comes back by itself, at another one or a new one.
        port = cookie_of(bob).removeprefix("server")
        os.kill(listener(server.pid, port), signal.SIGKILL)
        wait_until(lambda: goes_to_notes(bob))
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/ready"))
        # Metrics are for who runs it, not for who reads it.
        told = "".join(get(f"http://127.0.0.1:{first + n}/metrics") for n in (0, 1))
        assert 'parallax_articles{library="Main"} 1.0' in told
        assert 'parallax_page_seconds_count{page="add"}' in told
        assert "haproxy_server_status" in get(f"http://127.0.0.1:{first + 3}/metrics")
        assert not answers(f"{at}/metrics")
        assert not answers(f"{at}/_stcore/metrics")
        # Told to end, it ends with all its parts.
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=SECONDS) == 0
        wait_until(lambda: not processes_of(server.pid))
    lines = log.read_text(encoding="utf-8").splitlines()
    assert f"Parallax for a team: {at}/?token={TOKEN}" in lines
    events = [json.loads(line) for line in lines if line.startswith("{")]
    assert {"front", "distributed.scheduler"} <= {one["logger"] for one in events}
    assert all(one["time"] and one["level"] for one in events)
    # What readers ask for stands in addresses, and no log has it.
    assert not [one for one in events if "?" in one.get("path", "")]


def goes_to_notes(page):
    """Whether a click, for which a page needs its server, does something yet."""
    with suppress(PlaywrightError, AssertionError):
        page.get_by_role("link", name="Notes").click(timeout=2000)
        expect(page.get_by_role("heading", name="Notes").first).to_be_visible(timeout=5000)
        return True
    return False


def listener(session, port):
    """The process of a session that was started for a port."""
    for number in processes_of(session):
        told = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        if port.encode() in told and b"streamlit" in b" ".join(told):
            return number
    raise AssertionError(port)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"PARALLAX_LIBRARY": ""}, "Name a library in PostgreSQL"),
        ({"PARALLAX_LIBRARY": "sqlite:///x.sqlite"}, "Name a library in PostgreSQL"),
        ({"PARALLAX_LIBRARY": "postgresql+psycopg://x/x", "PATH": "/x"}, "HAProxy is missing"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_started(environment, told):
    bash = shutil.which("bash")
    result = subprocess.run(
        [bash, "team/serve.sh"], cwd=ROOT, env=os.environ | environment, text=True,
        capture_output=True,
    )  # fmt: skip
    assert result.returncode == 2
    assert told in result.stderr


def services():
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_the_commands_of_the_containers_analyse_a_library_by_a_cluster_with_tls(home, tmp_path):
    certificates = tmp_path / "certificates"
    certificates.mkdir()
    subprocess.run(["sh", "team/make_certificate.sh", str(certificates)], cwd=ROOT, check=True)
    port = str(free_ports(1))

    def as_process(service):
        words = services()[service]["command"].split()
        here = [word.replace("/certificates", str(certificates)) for word in words]
        here = [word.replace("//scheduler:8786", f"//127.0.0.1:{port}") for word in here]
        here = [port if word == "8786" else word for word in here]
        here += ["--host=127.0.0.1", "--dashboard-address=127.0.0.1:0"] * (here[0] == "dask")
        return [str(ROOT / ".venv" / "bin" / here[0]), *here[1:]]

    told = services()["analysis"]["environment"]
    told = {name: value.replace("/certificates", str(certificates)) for name, value in told.items()}
    told |= {"PARALLAX_LIBRARY": home, "PARALLAX_ENGINE": f"tls://127.0.0.1:{port}"}
    told = {k: v for k, v in told.items() if k.startswith("PARALLAX_")} | {"PYTHONPATH": str(ROOT)}
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    told["PARALLAX_CORPUS"] = str(corpus)
    with (
        started(as_process("scheduler"), **told),
        started([*as_process("workers"), "--local-directory", str(tmp_path)], **told),
        started(as_process("analysis"), **told),
    ):
        wait_until(lambda: reachable(home))
        with closing(open_store(home)) as store:
            store.add([Article(f"{n:012x}", "", f"{ARTICLE} {n}") for n in range(8)])
            wait_until(lambda: "contradictions" in store.results.frames())
            assert store.results.step_faults() == {}
            assert Libraries(home).names() == ["Main"]


def reachable(home):
    try:
        open_store(home, make=False).close()
    except LibraryError:
        return False
    return True


def test_the_containers_share_one_image_and_only_the_front_has_a_port(haproxy):
    found = services()
    ours = {name: one for name, one in found.items() if one["image"] == "parallax"}
    assert {*found} - {*ours} == {"database", "front"}
    assert [name for name, one in found.items() if "ports" in one] == ["front"]
    assert found["front"]["ports"] == ["${PARALLAX_ADDRESS:-127.0.0.1:8501}:8501"]
    assert all(one["cap_drop"] == ["ALL"] and one["read_only"] for one in ours.values())
    environment = os.environ | {"ADDRESS": ":8501", "METRICS": ":8404"}
    command = ["haproxy", "-c", "-f", "team/front.cfg", "-f", "team/compose.cfg"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
