"""A whole library as a file: written when it is fetched, and streamed, so that none is too large.

The link carries a key that only this server can make, so a page elsewhere cannot have it written.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from components.app import keys
from components.app.place import library_url
from components.corpus.errors import LibraryError
from components.corpus.libraries import Libraries
from components.corpus.store import open_store

PATH = "/export-library"


def link(name: str) -> str:
    """Where a browser fetches the library of this name, as long as this server runs."""
    return f"{PATH}?{urlencode({'name': name, 'key': keys.make(PATH, name)})}"


def export(request: Request) -> Response:
    """The library as a file, or why there is none in words. Runs beside the event loop."""
    name = request.query_params.get("name", "")
    if not keys.fits(request.query_params.get("key", ""), PATH, name):
        return PlainTextResponse(
            "This link has expired. Reload the Library page and export from there.", 403
        )
    folder = Path(tempfile.mkdtemp(prefix="parallax-export-"))
    try:
        path = folder / "library.zip"
        store = open_store(Libraries(library_url()).url(name), make=False)
        try:
            store.export_to(path)
        finally:
            store.close()
    except (LibraryError, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        told = (
            str(error)
            if isinstance(error, LibraryError)
            else ("There is not enough disk space for the file.")
        )
        return PlainTextResponse(told, 507)
    clean_up = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(
        path, filename=f"{name}.parallax.zip", media_type="application/zip", background=clean_up
    )
