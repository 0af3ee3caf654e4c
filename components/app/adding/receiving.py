"""Files as browsers send them: one a request, straight into the queue, never whole in memory.

The address carries a key that only this server can make, and the name of the file comes in a
header that no page elsewhere may send, so nobody else can have files added.
"""

from __future__ import annotations

import re
import tempfile
from typing import BinaryIO, cast
from urllib.parse import unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from components.app import keys
from components.app.opened import store_of
from components.corpus.errors import LibraryError

PATH = "/intake"
NAME = "X-Parallax-Name"
LIMIT = 512 << 20
# What of a file is held in memory before it goes to disk.
_HELD = 1 << 20
_BATCH = re.compile(r"[0-9a-f]{32}")


def address(library: str, who: str) -> str:
    """Where a browser sends files for this library ("" for that of the environment) and analyst.

    A request adds `batch`, 32 hexadecimal digits, and its file's name, percent-encoded, in `NAME`.
    """
    key = keys.make(PATH, library, who)
    return f"{PATH}?{urlencode({'library': library, 'who': who, 'key': key})}"


async def receive(request: Request) -> Response:
    """Put the file in the body into the queue: its `number`, or in `told` why that did not work."""
    asked = request.query_params
    library, who = asked.get("library", ""), asked.get("who", "")
    if not keys.fits(asked.get("key", ""), PATH, library, who):
        return _refuse(403, "The server was started anew since: open the page again and add it.")
    batch, name = asked.get("batch", ""), unquote(request.headers.get(NAME, ""))
    if not name or not _BATCH.fullmatch(batch):
        return _refuse(400, "The file came without a name or without a batch.")
    try:
        with cast(BinaryIO, tempfile.SpooledTemporaryFile(_HELD)) as file:
            if not await _write(request, file):
                return _refuse(413, f"It is larger than {LIMIT >> 20} MB.")
            number = await run_in_threadpool(_enqueue, library, batch, name, file, who)
    except ClientDisconnect:
        return _refuse(400, "The file did not come whole.")
    except LibraryError as error:
        return _refuse(503, str(error))
    except OSError:
        return _refuse(507, "There is no room for the file on the server.")
    return JSONResponse({"number": number})


async def _write(request: Request, file: BinaryIO) -> bool:
    """Whether all of the body was within the limit."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > LIMIT:
        return False
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LIMIT:
            return False
        file.write(chunk)
    file.seek(0)
    return True


def _enqueue(library: str, batch: str, name: str, file: BinaryIO, who: str) -> int:
    return store_of(library).uploads.enqueue(batch, name, file, who)


def _refuse(status: int, told: str) -> Response:
    return JSONResponse({"told": told}, status)
