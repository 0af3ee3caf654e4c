"""An exported library as a browser sends it: streamed to disk, so that none is too large.

The address carries a key that only this server can make for this name.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from components.app import keys
from components.app.adding.receiving import refuse, write_body
from components.app.place import library_url
from components.corpus.database import RESERVE
from components.corpus.errors import LibraryError
from components.corpus.libraries import Libraries
from components.corpus.library_file import make_private

PATH = "/import-library"
NAME = "X-Parallax-Name"
# Characters of at most four bytes: what every disk takes.
_LONGEST = 60
# Of the libraries that are being read in.
_shares: dict[str, float] = {}


def address(name: str) -> str:
    """Where a browser sends the file that becomes the library of this name."""
    return f"{PATH}?{urlencode({'name': name, 'key': keys.make(PATH, name)})}"


async def take_in(request: Request) -> Response:
    """Make the library of the file in the body: its `name`, or in `told` why there is none."""
    name = request.query_params.get("name", "")
    if not keys.fits(request.query_params.get("key", ""), PATH, name):
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
    if not keys.fits(request.query_params.get("key", ""), PATH, name):
        return refuse(403, "The server has restarted.")
    return JSONResponse({"share": _shares.get(name, 0.0)})


def _has_room(libraries: Libraries, size: int) -> bool:
    return shutil.disk_usage(libraries.folder or tempfile.gettempdir()).free > size + RESERVE


def _file_name(request: Request) -> str:
    """The name of the file as it is told to the analyst, of which nothing leads elsewhere."""
    told = unquote(request.headers.get(NAME, "")).replace("\\", "/").replace("\0", "")
    return PurePosixPath(told).name[-_LONGEST:].lstrip(".") or "library.zip"
