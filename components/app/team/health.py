"""Health of this server: whether the library can be reached, and whether a worker serves it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.app.caches.open_library import store_of
from components.app.environment import is_first_start
from components.app.worker import start_worker
from components.corpus.database.errors import LibraryError


def answer(_: Request) -> Response:
    """`library` and `worker`, each true or false; 503 where the library cannot be reached.

    The worker may be another server's: what counts is that one holds the library.
    """
    try:
        # To ask for a library does not make it.
        is_there = not is_first_start()
        is_served = is_there and store_of("").results.holder("worker") is not None
    except (LibraryError, ValueError):
        is_there = is_served = False
    told = {"library": is_there, "worker": is_served or start_worker.is_running()}
    return JSONResponse(told, 200 if is_there else 503)
