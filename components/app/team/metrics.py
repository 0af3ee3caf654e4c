"""Metrics for Prometheus: how long pages take, and what waits in each library."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from components.app.environment import library_url
from components.app.worker.result_tables import REQUESTED
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import Libraries
from components.corpus.store import Store, open_store

if TYPE_CHECKING:
    from prometheus_client import Histogram
    from prometheus_client.core import Metric

_MISSING = "Metrics need prometheus-client: pip install -r team/requirements.txt"
_BUCKETS = (0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
# By library, what is told of each.
_JOB = "parallax_job_waiting"
_GAUGES = {
    "parallax_articles": "Articles in a library, without those in its bin",
    "parallax_files_waiting": "Files that wait to be read",
    _JOB: "Articles or pairs that a step of the analysis under way has before it",
    "parallax_step_failed": "Steps of the analysis that failed and have not worked since",
    "parallax_analysis_paused": "1 while somebody has paused the analysis of a library",
}


def answer(_: Request) -> Response:
    """The route of the metrics, in the text format of Prometheus; 501 where its package lacks."""
    try:
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
    except ModuleNotFoundError:
        return PlainTextResponse(_MISSING, status_code=501)
    _pages()
    _tell_of_libraries()
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


@contextmanager
def timed(page: str) -> Iterator[None]:
    """Count the seconds that a run of this page takes, however it ends."""
    began = time.perf_counter()
    try:
        yield
    finally:
        if (pages := _pages()) is not None:
            pages.labels(page).observe(time.perf_counter() - began)


@cache
def _pages() -> Histogram | None:
    try:
        from prometheus_client import Histogram
    except ModuleNotFoundError:
        return None
    told = "Seconds of a run of a page in the server"
    return Histogram("parallax_page_seconds", told, ["page"], buckets=_BUCKETS)


@cache
def _tell_of_libraries() -> None:
    """Have every answer from now on look at all libraries."""
    from prometheus_client import REGISTRY

    REGISTRY.register(_OfLibraries())


class _OfLibraries:
    """Looks at libraries whenever it is asked; one that cannot be opened is left out."""

    def __init__(self) -> None:
        self._stores: dict[str, Store] = {}

    def describe(self) -> list[Any]:
        """Nothing before the libraries are looked at."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The gauges by library, that of jobs by step too."""
        from prometheus_client.core import GaugeMetricFamily

        told = {
            name: GaugeMetricFamily(name, about, labels=["library", "step"][: 1 + (name == _JOB)])
            for name, about in _GAUGES.items()
        }
        with suppress(LibraryError, ValueError):
            libraries = Libraries(library_url())
            for library in libraries.names():
                with suppress(LibraryError, ValueError):
                    for labels, name, value in self._look(library, libraries.url(library)):
                        told[name].add_metric(labels, value)
        yield from told.values()

    def _look(self, library: str, address: str) -> Iterator[tuple[list[str], str, float]]:
        if address not in self._stores or self._stores[address].was_replaced():
            self._stores[address] = open_store(address, make=False)
        store = self._stores[address]
        results = store.results
        yield [library], "parallax_articles", results.expected()
        yield [library], "parallax_files_waiting", store.uploads.waiting()
        yield [library], "parallax_step_failed", len(results.step_faults())
        yield [library], "parallax_analysis_paused", float(results.paused() is not None)
        for one in results.progress():
            step = "other settings" if one.task.startswith(REQUESTED) else one.task
            yield [library, step], _JOB, one.total - one.done
