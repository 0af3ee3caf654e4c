"""Metrics for Prometheus: how long pages take, and what waits in each library."""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from components.app.access import sign_in, start_token
from components.app.caches.open_library import store_of
from components.app.environment import is_first_start, library_url
from components.app.worker.result_tables import REQUESTED
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import Libraries

if TYPE_CHECKING:
    from prometheus_client import Histogram
    from prometheus_client.core import Metric

SETTING = "PARALLAX_METRICS_TOKEN"
_UNKNOWN = f"Metrics are told to who names {SETTING} as a bearer."
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


def answer(request: Request) -> Response:
    """The route of the metrics, in the text format of Prometheus; 501 where its package lacks.

    They name libraries. Where people sign in and nothing else asks who comes, `SETTING` is asked
    for as a bearer, and nothing told without it: 404.
    """
    if not _may_ask(request):
        return PlainTextResponse(_UNKNOWN, status_code=404)
    if _pages is None:
        return PlainTextResponse(_MISSING, status_code=501)
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _may_ask(request: Request) -> bool:
    if not sign_in.is_asked() or os.environ.get(start_token.SETTING, "") != start_token.OFF:
        return True
    expected = os.environ.get(SETTING, "")
    given = request.headers.get("authorization", "").encode()
    return bool(expected) and hmac.compare_digest(given, f"Bearer {expected}".encode())


@contextmanager
def timed(page: str) -> Iterator[None]:
    """Count the seconds that a run of this page takes, however it ends."""
    began = time.perf_counter()
    try:
        yield
    finally:
        if _pages is not None:
            _pages.labels(page).observe(time.perf_counter() - began)


class _OfLibraries:
    """Looks at libraries whenever it is asked; one that cannot be opened is left out."""

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
        # To ask for a library does not make it.
        with suppress(LibraryError, ValueError):
            for library in [] if is_first_start() else Libraries(library_url()).names():
                with suppress(LibraryError, ValueError):
                    for labels, name, value in self._look(library):
                        told[name].add_metric(labels, value)
        yield from told.values()

    def _look(self, library: str) -> Iterator[tuple[list[str], str, float]]:
        store = store_of(library)
        results = store.results
        yield [library], "parallax_articles", results.expected()
        yield [library], "parallax_files_waiting", store.uploads.waiting()
        yield [library], "parallax_step_failed", len(results.step_faults())
        yield [library], "parallax_analysis_paused", float(results.paused() is not None)
        for one in results.progress():
            step = "other settings" if one.task.startswith(REQUESTED) else one.task
            yield [library, step], _JOB, one.total - one.done


def _register() -> Histogram | None:
    """The histogram of pages, and libraries among what an answer looks at; None without package."""
    try:
        from prometheus_client import REGISTRY, Histogram
    except ModuleNotFoundError:
        return None
    REGISTRY.register(_OfLibraries())
    told = "Seconds of a run of a page in the server"
    return Histogram("parallax_page_seconds", told, ["page"], buckets=_BUCKETS)


# When this is imported, which two pages at once do not do twice.
_pages = _register()
