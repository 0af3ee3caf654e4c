"""Engine of a Dask cluster: its workers read what they work on from the library themselves.

The one module that knows Dask, an extra: `pip install dask distributed`.
"""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_inputs import Batch
from components.app.worker.engines.engine import EngineLost, Outcome, StateChanged
from components.app.worker.engines.named_batch import (
    NamedBatch,
    name_batch,
    read_outcome,
    work_on,
)
from components.app.worker.stored_inputs import StoredInputs

if TYPE_CHECKING:
    from distributed import Client, Future
    from distributed.security import Security

# The files of certificates for an address that begins with tls:, in PEM.
AUTHORITY, CERTIFICATE, KEY = "PARALLAX_TLS_CA", "PARALLAX_TLS_CERT", "PARALLAX_TLS_KEY"
# Seconds for the scheduler to answer; between two looks at a batch under way; without any worker.
ANSWER, LOOK, WORKERLESS = 10.0, 1.0, 30.0
# So many batches for each worker are under way: the scheduler gives the next without asking here.
AHEAD = 3
# A text alone of which workers died so often is at fault; each time the scheduler has tried four.
TRIES = 3
_DIED = "every worker that worked on it ended, perhaps for want of memory"
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}

_log = logging.getLogger("parallax.worker")


class Cluster:
    """The workers behind the scheduler at an address; an `Engine`."""

    # A batch takes a worker seconds, beside which a message to it is nothing.
    at_once = 8

    def __init__(self, address: str) -> None:
        self.address = address
        self._client: Client | None = None

    def is_worth(self, step: Step, batches: int) -> bool:
        """Always: this process need not load any model."""
        return True

    def make_batch(self, inputs: StoredInputs, step: Step, keys: Sequence[Any]) -> Batch:
        """The articles or pairs by name."""
        return name_batch(inputs, step, keys)

    def run(self, step: Step, batches: Iterable[Batch]) -> Iterator[Outcome]:
        """Work on named batches; gives their outcomes in order.

        What one worker after another dies of is a fault of its smallest part. Raises EngineLost
        where the scheduler or all workers are gone, and StateChanged; what was given is whole.
        """
        ahead: deque[tuple[NamedBatch, Future]] = deque()
        try:
            most = AHEAD * max(1, self._count_workers())
            for batch in batches:
                assert isinstance(batch, NamedBatch)
                ahead.append((batch, self._submit(batch)))
                if len(ahead) >= most:
                    yield self._take(step, *ahead.popleft())
            while ahead:
                yield self._take(step, *ahead.popleft())
        except EngineLost:
            self.close()
            raise
        finally:
            for _, future in ahead:
                future.release()

    def close(self) -> None:
        """Let go of the cluster; what is under way there is dropped."""
        client, self._client = self._client, None
        if client is not None:
            client.close(timeout=LOOK)

    def _connect(self) -> Client:
        if self._client is None:
            try:
                from distributed import Client
            except ImportError:
                raise EngineLost(
                    "PARALLAX_ENGINE names a cluster, and Dask is not installed here: "
                    "pip install dask distributed."
                ) from None
            security = find_security(self.address)
            try:
                self._client = Client(
                    self.address, timeout=ANSWER, set_as_default=False, security=security
                )
            except Exception as fault:  # of sockets, of certificates, of versions
                _log.info("No connection to the cluster", exc_info=fault)
                why = "" if isinstance(fault, TimeoutError | OSError) else f" ({_tell(fault)})"
                raise EngineLost(f"{self._named} does not answer{why}.") from None
        return self._client

    @property
    def _named(self) -> str:
        return f"The cluster at {self.address}"

    def _count_workers(self) -> int:
        """How many threads work there."""
        client = self._connect()
        try:
            return sum(client.nthreads().values())
        except Exception as fault:
            raise EngineLost(f"{self._named} was lost ({_tell(fault)}).") from None

    def _submit(self, batch: NamedBatch, turn: int = 0) -> Future:
        client = self._connect()
        try:
            # What failed by one name fails by it until the scheduler has forgotten it.
            return client.submit(work_on, batch, key=f"{batch.name}-{turn}")
        except Exception as fault:
            raise EngineLost(f"{self._named} was lost ({_tell(fault)}).") from None

    def _take(self, step: Step, batch: NamedBatch, future: Future) -> Outcome:
        from distributed.scheduler import KilledWorker

        for turn in range(1, TRIES + 1):
            try:
                return read_outcome(self._wait_for(future))
            except KilledWorker:
                _log.warning("Workers died at the step %s", step.name)
            finally:
                # A result that is held is worked on again when its worker is lost.
                future.release()
            if len(batch) > 1:
                return [one for part in batch.split() for one in self._work_alone(step, part)]
            if turn < TRIES:
                future = self._submit(batch, turn)
        return [(step.nothing, _DIED)]

    def _work_alone(self, step: Step, part: Batch) -> Outcome:
        assert isinstance(part, NamedBatch)
        return self._take(step, part, self._submit(part))

    def _wait_for(self, future: Future) -> bytes:
        """The packed outcome, when it is there. Raises EngineLost, KilledWorker, StateChanged."""
        from distributed.scheduler import KilledWorker

        seen = time.monotonic()
        while True:
            try:
                found: bytes = future.result(timeout=LOOK)
            except (EngineLost, KilledWorker, StateChanged):
                raise
            except TimeoutError:
                if self._count_workers():
                    seen = time.monotonic()
                elif time.monotonic() > seen + WORKERLESS:
                    raise EngineLost(f"{self._named} has no workers.") from None
            except Exception as fault:
                raise EngineLost(f"{self._named} was lost ({_tell(fault)}).") from None
            else:
                return found


def find_security(address: str) -> Security | None:
    """The certificates for a scheduler at this address; None for one on this machine.

    Raises EngineLost where they are not named, and for an address elsewhere without encryption:
    whoever reaches a scheduler can have anything done there.
    """
    from distributed.security import Security

    parts = urlsplit(address)
    if parts.scheme == "tcp" and parts.hostname in _LOOPBACK:
        return None
    if parts.scheme != "tls":
        raise EngineLost(
            f"PARALLAX_ENGINE is {address}; a cluster on other machines needs tls://HOST:PORT, "
            "one on this machine may be tcp://127.0.0.1:PORT."
        )
    files = [os.environ.get(name, "") for name in (AUTHORITY, CERTIFICATE, KEY)]
    if not all(files):
        raise EngineLost(f"A cluster with tls:// needs {AUTHORITY}, {CERTIFICATE} and {KEY}.")
    authority, certificate, key = files
    return Security(
        tls_ca_file=authority,
        tls_client_cert=certificate,
        tls_client_key=key,
        require_encryption=True,
    )


def _tell(fault: Exception) -> str:
    if "deserialization of the task graph" in str(fault):
        return "the scheduler has another Parallax than this machine, or none on its PYTHONPATH"
    first = str(fault).partition("\n")[0].rstrip(".")
    return f"{type(fault).__name__}: {first}" if first else type(fault).__name__
