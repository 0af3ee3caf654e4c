"""Files as browsers send them: straight into the queue, a large one never whole in memory.

A request has one file, or several small ones, which are kept at once. The address carries a key
that only this server can make, and the names come in a header that no page elsewhere may send, so
nobody else can have files added.
"""

from __future__ import annotations

import re
import tempfile
from typing import BinaryIO, cast
from urllib.parse import unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from components.app import environment
from components.app.caches.library_cache import store_of
from components.corpus.database.errors import LibraryError

PATH = "/intake"
FILES = "X-Parallax-Files"
LIMIT = 512 << 20
# What of a file is held in memory before it goes to disk.
_HELD = 1 << 20
_BATCH = re.compile(r"[0-9a-f]{32}")
_LISTED = re.compile(r"([^:]+):([0-9]{1,12})")
_BROKEN_OFF = "The file arrived incomplete: send it again."


def address(library: str, who: str) -> str:
    """Where a browser sends files for this library ("" for that of the environment) and analyst.

    A request adds `batch`, 32 hexadecimal digits, and in `FILES` for each file in its body, one
    after the other, `name:size`, the name percent-encoded; commas between them.
    """
    key = environment.sign(PATH, library, who)
    return f"{PATH}?{urlencode({'library': library, 'who': who, 'key': key})}"


async def receive(request: Request) -> Response:
    """Put the files in the body into the queue: their `numbers`, or `told` why it did not work."""
    asked = request.query_params
    library, who = asked.get("library", ""), asked.get("who", "")
    if not environment.is_signed(asked.get("key", ""), PATH, library, who):
        return refuse(403, "The server has restarted: reload the page and add the file again.")
    batch, listed = asked.get("batch", ""), _read_list(request.headers.get(FILES, ""))
    if not listed or not _BATCH.fullmatch(batch):
        return refuse(400, "The file arrived without a name or a batch number.")
    try:
        with cast(BinaryIO, tempfile.SpooledTemporaryFile(_HELD)) as file:
            if not await write_body(request, file, LIMIT):
                return refuse(413, f"It is larger than {LIMIT >> 20} MB.")
            if file.tell() != sum(size for _, size in listed):
                return refuse(400, _BROKEN_OFF)
            numbers = await run_in_threadpool(_enqueue, library, batch, listed, file, who)
    except ClientDisconnect:
        return refuse(400, _BROKEN_OFF)
    except LibraryError as error:
        return refuse(503, str(error))
    except OSError:
        return refuse(507, "There is not enough disk space for the file on the server.")
    return JSONResponse({"numbers": numbers})


def _read_list(written: str) -> list[tuple[str, int]]:
    """The names and sizes of the files; empty when that is not what was written."""
    files = [_LISTED.fullmatch(entry) for entry in written.split(",")]
    return [(unquote(file[1]), int(file[2])) for file in files if file] if all(files) else []


async def write_body(request: Request, file: BinaryIO, limit: int) -> bool:
    """Write the body as it comes; whether all of it was within so many bytes."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        return False
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            return False
        file.write(chunk)
    return True


def _enqueue(
    library: str, batch: str, listed: list[tuple[str, int]], file: BinaryIO, who: str
) -> list[int]:
    file.seek(0)
    (name, _), *others = listed
    files: list[tuple[str, bytes | BinaryIO]] = [(name, file)]
    if others:
        files = [(name, file.read(size)) for name, size in listed]
    return store_of(library).uploads.enqueue_many(batch, files, who)


def refuse(status: int, told: str) -> Response:
    """An answer that says in words why it did not work."""
    return JSONResponse({"told": told}, status)
