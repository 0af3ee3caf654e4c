"""A real cluster: a scheduler and workers, each a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from components.app.worker.engines import cluster as engine
from components.app.worker.engines.cluster import Cluster

ROOT = Path(__file__).resolve().parents[4]
# Without both a part listens to every machine, in spite of the first.
LOOPBACK = ["--no-dashboard", "--host=127.0.0.1", "--dashboard-address=127.0.0.1:0"]
# Nothing outlives a suite that was killed for long.
ENDING = ["--idle-timeout=10 minutes"]


class RunningCluster:
    """A scheduler on this machine, and workers that are started again when they die."""

    def __init__(self, folder: Path, certificates: dict[str, Path] | None = None) -> None:
        self._folder, self._port = folder, "0"
        self._tls = [f"--{name}={path}" for name, path in (certificates or {}).items()]
        self._protocol = "tls" if certificates else "tcp"
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.address = ""

    def start(self, workers: int = 2) -> None:
        self.start_scheduler()
        for number in range(workers):
            self.start_worker(f"worker-{number}")

    def start_scheduler(self, **environment: str) -> None:
        file = self._folder / "scheduler.json"
        file.unlink(missing_ok=True)
        place = [f"--protocol={self._protocol}", f"--port={self._port}"]
        more = [*LOOPBACK, f"--scheduler-file={file}", *ENDING]
        self._run("scheduler", *place, *more, environment=environment)
        wait_until(lambda: file.exists() and file.stat().st_size > 0)
        self.address = json.loads(file.read_text(encoding="utf-8"))["address"]
        self._port = self.address.rpartition(":")[2]

    def start_worker(self, name: str, *more: str) -> None:
        limits = ["--nthreads=1", "--memory-limit=2GB", f"--local-directory={self._folder}"]
        place = [self.address, f"--name={name}", *LOOPBACK, "--death-timeout=60"]
        self._run(name, *place, *limits, *more, command="worker")

    def kill(self, name: str) -> None:
        """Kill a part, with what it started."""
        process = self._processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for name in [*self._processes]:
            self.kill(name)

    def _run(
        self,
        name: str,
        *arguments: str,
        command: str = "scheduler",
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        ours = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        with (self._folder / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + command, *arguments, *self._tls],
                cwd=ROOT,
                env=os.environ | ours | environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def wait_until(true: Callable[[], Any], seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(autouse=True)
def patient_with_the_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take its time to connect."""
    monkeypatch.setattr(engine, "ANSWER", 120.0)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCluster]:
    """A cluster of two workers that no test harms for good."""
    one = RunningCluster(tmp_path_factory.mktemp("cluster"))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def cluster(running: RunningCluster) -> Iterator[Cluster]:
    """The engine of that cluster."""
    one = Cluster(running.address)
    yield one
    one.close()
