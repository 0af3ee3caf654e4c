"""An exported library as a browser sends it: streamed to disk, so that none is too large.

The address carries a key that only this server can make for this name.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlencode

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from components.app import environment
from components.app.add.receiving import refuse, write_body
from components.app.environment import library_url
from components.corpus.database.connection import RESERVE
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import Libraries
from components.corpus.database.sqlite_file import make_private
from components.corpus.store import open_store

PATH = "/export-library"


def link(name: str) -> str:
    """Where a browser fetches the library of this name, as long as this server runs."""
    return f"{PATH}?{urlencode({'name': name, 'key': environment.make(PATH, name)})}"


def export(request: Request) -> Response:
    """The library as a file, or why there is none in words. Runs beside the event loop."""
    name = request.query_params.get("name", "")
    if not environment.fits(request.query_params.get("key", ""), PATH, name):
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


PATH_IMPORTING = "/import-library"
NAME = "X-Parallax-Name"
# Characters of at most four bytes: what every disk takes.
_LONGEST = 60
# Of the libraries that are being read in.
_shares: dict[str, float] = {}


def address(name: str) -> str:
    """Where a browser sends the file that becomes the library of this name."""
    return f"{PATH_IMPORTING}?{urlencode({'name': name, 'key': environment.make(PATH_IMPORTING, name)})}"


async def take_in(request: Request) -> Response:
    """Make the library of the file in the body: its `name`, or in `told` why there is none."""
    name = request.query_params.get("name", "")
    if not environment.fits(request.query_params.get("key", ""), PATH_IMPORTING, name):
        return refuse(403, "The server has restarted: reload the page and import the file again.")
    libraries = Libraries(library_url())
    size = request.headers.get("content-length", "")
    if not size.isdecimal() or not _has_room(libraries, int(size)):
        return refuse(
            507, "There is not enough disk space for the file where the libraries are stored."
        )
    try:
        with libraries.workshop() as folder:
            path = folder / _file_name(request)
            make_private(path)
            with path.open("wb") as file:
                await write_body(request, file, int(size))
            tell = partial(_shares.__setitem__, name)
            await run_in_threadpool(libraries.take_in, path, name, tell)
    except ClientDisconnect:
        return refuse(400, "The file arrived incomplete: send it again.")
    except (LibraryError, ValueError) as error:
        return refuse(422, str(error))
    except OSError:
        return refuse(
            507, "There is not enough disk space for the file where the libraries are stored."
        )
    finally:
        _shares.pop(name, None)
    return JSONResponse({"name": name})


async def tell_share(request: Request) -> Response:
    """How much of the library of this name is read in by now, from 0 to 1; 0 while it comes."""
    name = request.query_params.get("name", "")
    if not environment.fits(request.query_params.get("key", ""), PATH_IMPORTING, name):
        return refuse(403, "The server has restarted.")
    return JSONResponse({"share": _shares.get(name, 0.0)})


def _has_room(libraries: Libraries, size: int) -> bool:
    return shutil.disk_usage(libraries.folder or tempfile.gettempdir()).free > size + RESERVE


def _file_name(request: Request) -> str:
    """The name of the file as it is told to the analyst, of which nothing leads elsewhere."""
    told = unquote(request.headers.get(NAME, "")).replace("\\", "/").replace("\0", "")
    return PurePosixPath(told).name[-_LONGEST:].lstrip(".") or "library.zip"
