"""A cluster that loses workers, its scheduler or its client: the work ends with equal tables."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed.security import Security

from components.app.worker.engines import cluster as engine
from components.app.worker.engines.cluster import Cluster, find_security
from components.app.worker.engines.engine import EngineLost, Outcome
from components.app.worker.result_tables import ENGINE
from components.app.worker.runner import Runner
from components.app.worker.stored_inputs import StoredInputs
from components.corpus.article import Article
from components.corpus.store import Store, open_store
from tests.app.worker.engines.conftest import ROOT, RunningCluster
from tests.app.worker.engines.test_engines import stored
from tests.app.worker.letter_steps import POISON

CLIENT = """
import sys
from components.app.worker.engines.cluster import Cluster
from components.app.worker.runner import Runner
from components.corpus.store import open_store
cluster = Cluster(sys.argv[2])
cluster.at_once = 1
runner = Runner(open_store(sys.argv[1]), cluster)
while runner.run_next():
    print("went on", flush=True)
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[RunningCluster]:
    """A cluster that a test may harm."""
    one = RunningCluster(tmp_path)
    yield one
    one.stop()


def make_articles(count: int) -> list[Article]:
    harbours = ("Oslo", "Lund", "Kiel", "Riga")
    return [
        Article(
            f"{n:012x}", f"Ferry {n}",
            f"“Ferry {n} is late,” Ann Lee said in {harbours[n % 4]}. {n + 20} people waited at "
            f"the quay of {harbours[n % 3]} for ship{n // 4}, which Tom Berg had left on Monday.",
            ("Wire", "Post")[n % 2], language="en",
        )
        for n in range(count)
    ]  # fmt: skip


def fill(path: Path, count: int = 96) -> Store:
    store = open_store(f"sqlite:///{path}")
    store.add(make_articles(count))
    return store


def engine_for(address: str) -> Cluster:
    """With small batches, so that much is under way."""
    one = Cluster(address)
    one.at_once = 1
    return one


def work(store: Store, cluster: Cluster | None) -> None:
    runner = Runner(store, cluster)
    while runner.run_next():
        pass
    runner.close()
    assert store.results.step_faults() == {}


def version_of(store: Store, step: str) -> str:
    return StoredInputs(store).versions[step]


def expected(folder: Path) -> dict:
    store = fill(folder / "alone.sqlite")
    work(store, None)
    store.close()
    return stored(folder / "alone.sqlite")


class Harmed(Cluster):
    """Loses a worker after every fourth outcome, while others are under way."""

    def __init__(self, own: RunningCluster) -> None:
        super().__init__(own.address)
        self.at_once, self._own, self._taken = 1, own, 0

    def _take(self, *about: Any) -> Outcome:
        self._taken += 1
        if self._taken % 4 == 0:
            self._own.kill(f"worker-{self._taken // 4 - 1}")
            self._own.start_worker(f"worker-{self._taken // 4 + 1}")
        return super()._take(*about)


def test_workers_that_are_killed_again_and_again_cost_nothing(own, tmp_path):
    own.start()
    cluster, store = Harmed(own), fill(tmp_path / "killed.sqlite")
    work(store, cluster)
    cluster.close()
    store.close()
    assert cluster._taken >= 12
    assert stored(tmp_path / "killed.sqlite") == expected(tmp_path)


def test_a_lost_scheduler_is_told_and_the_work_goes_on_when_it_is_back(own, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "ANSWER", 10.0)
    own.start()
    cluster, store = engine_for(own.address), fill(tmp_path / "lost.sqlite")
    runner = Runner(store, cluster)
    while not store.results.load("names", version_of(store, "names")):
        runner.run_next()
    for name in ("scheduler", "worker-0", "worker-1"):
        own.kill(name)
    while ENGINE not in store.results.step_faults():
        runner.run_next()
    (said,) = store.results.step_faults().values()
    assert own.address in said
    store.add(make_articles(97)[96:])  # what is read meanwhile is stored
    own.start()
    store.results.drop_step_fault(ENGINE)  # as the button of a page does
    work(store, cluster)
    runner.close()
    cluster.close()
    assert len(store.results.load("names", version_of(store, "names"))) == 97
    store.close()


def test_a_click_has_a_lost_cluster_tried_at_once(own, tmp_path, monkeypatch):
    store = fill(tmp_path / "click.sqlite", 2)
    cluster = engine_for("tcp://127.0.0.1:9")
    monkeypatch.setattr(engine, "ANSWER", 0.5)
    runner = Runner(store, cluster)
    runner.run_next()
    (said,) = store.results.step_faults().values()
    assert said.startswith("The cluster at tcp://127.0.0.1:9 does not answer")
    monkeypatch.setattr(engine, "ANSWER", 120.0)
    own.start()
    cluster.address = own.address
    assert runner.run_next()
    assert store.results.load("lines", version_of(store, "lines")) == {}  # it rests
    store.results.drop_step_fault(ENGINE)
    while not store.results.load("lines", version_of(store, "lines")):
        assert runner.run_next()
    runner.close()
    cluster.close()
    store.close()


def test_what_a_worker_before_has_lost_is_no_matter_when_nothing_is_left_to_do(tmp_path):
    store = fill(tmp_path / "before.sqlite", 2)
    work(store, None)
    store.results.save_step_fault(ENGINE, "The cluster at tcp://127.0.0.1:9 was lost.")
    work(store, None)
    store.close()


def test_the_work_of_a_client_that_is_killed_is_ended_by_the_next(running, tmp_path):
    store = fill(tmp_path / "client.sqlite")
    client = subprocess.Popen(
        [sys.executable, "-c", CLIENT, f"sqlite:///{tmp_path / 'client.sqlite'}", running.address],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert client.stdout is not None
    assert client.stdout.readline()
    client.send_signal(signal.SIGKILL)
    client.communicate()
    cluster = engine_for(running.address)
    work(store, cluster)
    cluster.close()
    store.close()
    assert stored(tmp_path / "client.sqlite") == expected(tmp_path)


def test_the_text_that_workers_die_of_has_a_fault_and_all_others_their_names(own, tmp_path):
    own.start_scheduler()
    for name in ("worker-0", "worker-1"):
        own.start_worker(name, f"--preload={ROOT / 'tests/app/worker/engines/deadly_names.py'}")
    store = open_store(f"sqlite:///{tmp_path / 'deadly.sqlite'}")
    deadly = Article("f" * 12, "Deadly", POISON, language="en")
    store.add([*make_articles(3), deadly])
    cluster = Cluster(own.address)
    runner = Runner(store, cluster)
    while runner.run_next():
        pass
    runner.close()
    cluster.close()
    assert store.results.faults("names") == {deadly.id: engine._DIED}
    assert len(store.results.load("quotations", version_of(store, "quotations"))) == 4
    store.close()


def test_a_cluster_without_workers_is_told(own, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "WORKERLESS", 1.0)
    own.start_scheduler()
    store = fill(tmp_path / "workerless.sqlite", 2)
    runner = Runner(store, engine_for(own.address))
    runner.run_next()
    assert store.results.step_faults() == {ENGINE: f"The cluster at {own.address} has no workers."}
    runner.close()
    store.close()


def test_a_scheduler_without_parallax_is_told(own, tmp_path):
    own.start_scheduler(PYTHONPATH="", PYTHONSAFEPATH="1")
    own.start_worker("worker-0")
    store = fill(tmp_path / "bare.sqlite", 2)
    runner = Runner(store, engine_for(own.address))
    runner.run_next()
    (said,) = store.results.step_faults().values()
    assert "the scheduler has another Parallax than this machine, or none on its PYTHON" in said
    runner.close()
    store.close()


def test_a_worker_that_cannot_read_the_library_is_told(running, tmp_path):
    store = fill(tmp_path / "gone.sqlite", 2)
    store.address = f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"
    runner = Runner(store, engine_for(running.address))
    runner.run_next()
    (said,) = store.results.step_faults().values()
    assert said.startswith("A worker cannot read the library.")
    runner.close()
    store.close()


def test_parts_of_a_cluster_speak_by_certificates_and_refuse_whoever_has_none(
    tmp_path, monkeypatch
):
    made = Security.temporary()
    files = {
        "tls-ca-file": made.tls_ca_file,
        "tls-cert": made.tls_client_cert,
        "tls-key": made.tls_client_key,
    }
    paths = {name: tmp_path / f"{name}.pem" for name in files}
    for name, path in paths.items():
        path.write_text(str(files[name]), encoding="utf-8")
    own = RunningCluster(tmp_path, paths)
    own.start()
    try:
        with pytest.raises(EngineLost, match="PARALLAX_TLS_CA, PARALLAX_TLS_CERT and"):
            find_security(own.address)
        for variable, path in zip(
            (engine.AUTHORITY, engine.CERTIFICATE, engine.KEY), paths.values(), strict=True
        ):
            monkeypatch.setenv(variable, str(path))
        cluster, store = Cluster(own.address), fill(tmp_path / "tls.sqlite", 4)
        work(store, cluster)
        cluster.close()
        stranger = Cluster(own.address.replace("tls:", "tcp:"))
        monkeypatch.setattr(engine, "ANSWER", 2.0)
        with pytest.raises(EngineLost, match="does not answer"):
            stranger._connect()
        store.close()
    finally:
        own.stop()


@pytest.mark.parametrize("address", ["tcp://10.0.0.5:8786", "http://127.0.0.1:8786", "scheduler"])
def test_a_scheduler_elsewhere_needs_encryption(address):
    with pytest.raises(EngineLost, match=r"needs tls://HOST:PORT"):
        find_security(address)
