"""Export and import of whole libraries: the routes, which stream to and from disk.

Each address carries a signature that only this server can make for the name of the library.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from components.app.access import signed_addresses
from components.app.add.receiving import refuse, write_body
from components.app.environment import EXPORT_PATH, IMPORT_PATH, library_url
from components.corpus.database.connection import RESERVE
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import Libraries
from components.corpus.database.roles import Role, acting_as
from components.corpus.database.sqlite_file import make_private
from components.corpus.store import open_store

_NO_ROOM = "There is not enough disk space for the file where the libraries are stored."
_ENDED = (
    "The server has restarted, or this page is too old: reload the page and import the file again."
)
NAME = "X-Parallax-Name"
# Characters of at most four bytes: what every disk takes.
_LONGEST = 60
# Of the libraries that are being read in.
_shares: dict[str, float] = {}


def export_address(name: str, who: str = "") -> str:
    """The address from which `who` fetches the export of this library."""
    return signed_addresses.make_address(EXPORT_PATH, who=who, name=name)


def import_address(name: str, who: str = "") -> str:
    """The address to which `who` sends a file that becomes the library of this name."""
    return signed_addresses.make_address(IMPORT_PATH, who=who, name=name)


def _may_import(request: Request) -> bool:
    return signed_addresses.is_good(request, IMPORT_PATH, "name", least=Role.ADMINISTRATOR)


def export_library(request: Request) -> Response:
    """Send the library as a file, or the reason as text. Runs in a thread of its own."""
    name = request.query_params.get("name", "")
    if not signed_addresses.is_good(request, EXPORT_PATH, "name", least=Role.READER):
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
        is_ours = isinstance(error, LibraryError)
        message = str(error) if is_ours else "There is not enough disk space for the file."
        return PlainTextResponse(message, 507)
    clean_up = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(
        path, filename=f"{name}.parallax.zip", media_type="application/zip", background=clean_up
    )


async def import_library(request: Request) -> Response:
    """Make a library of the file in the body; responds with its `name`, or the reason in `told`."""
    name = request.query_params.get("name", "")
    if not _may_import(request):
        return refuse(403, _ENDED)
    libraries = Libraries(library_url())
    size = request.headers.get("content-length", "")
    if not size.isdecimal() or not _has_room(libraries, int(size)):
        return refuse(507, _NO_ROOM)
    try:
        with libraries.workshop() as folder:
            path = folder / _file_name(request)
            make_private(path)
            with path.open("wb") as file:
                await write_body(request, file, int(size))
            tell = partial(_shares.__setitem__, name)
            with acting_as(signed_addresses.find_sender(request)):
                await run_in_threadpool(libraries.take_in, path, name, tell)
    except ClientDisconnect:
        return refuse(400, "The file arrived incomplete: send it again.")
    except (LibraryError, ValueError) as error:
        return refuse(422, str(error))
    except OSError:
        return refuse(507, _NO_ROOM)
    finally:
        _shares.pop(name, None)
    return JSONResponse({"name": name})


async def send_share(request: Request) -> Response:
    """Respond with the `share` of the file that is imported, 0 to 1; 0 while it arrives."""
    name = request.query_params.get("name", "")
    if not _may_import(request):
        return refuse(403, "The server has restarted.")
    return JSONResponse({"share": _shares.get(name, 0.0)})


def _has_room(libraries: Libraries, size: int) -> bool:
    return shutil.disk_usage(libraries.folder or tempfile.gettempdir()).free > size + RESERVE


def _file_name(request: Request) -> str:
    """The name of the file as the analyst knows it, without a path."""
    name = unquote(request.headers.get(NAME, "")).replace("\\", "/").replace("\0", "")
    return PurePosixPath(name).name[-_LONGEST:].lstrip(".") or "library.zip"
