"""Health of this server: whether the library can be reached, and whether a worker serves it."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.app.environment import library_url
from components.app.worker import start_worker
from components.corpus.database.errors import LibraryError
from components.corpus.store import Store, open_store


def answer(_: Request) -> Response:
    """`library` and `worker`, each true or false; 503 where the library cannot be reached.

    The worker may be another server's: what counts is that one holds the library.
    """
    try:
        is_served = _store(library_url()).results.holder("worker") is not None
    except (LibraryError, ValueError):
        return JSONResponse({"library": False, "worker": start_worker.is_running()}, 503)
    return JSONResponse({"library": True, "worker": is_served or start_worker.is_running()})


@cache
def _store(address: str) -> Store:
    return open_store(address, make=False)
