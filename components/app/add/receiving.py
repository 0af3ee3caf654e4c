"""Upload endpoint: the body of a POST request goes into the queue, never a whole file in memory.

A request has one file, or several small ones, which are stored together. The address carries a key
that only this server can make, and the names come in a header that pages of other sites may not
send, so nobody else can add files.
"""

from __future__ import annotations

import re
import tempfile
from typing import BinaryIO, cast
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from components.app.access import signed_addresses
from components.app.caches.open_library import store_of
from components.app.environment import UPLOAD_PATH
from components.corpus.database.errors import LibraryError
from components.corpus.database.roles import Role, acting_as

FILES = "X-Parallax-Files"
LIMIT = 512 << 20
# What of a file is held in memory before it goes to disk.
_HELD = 1 << 20
_BATCH = re.compile(r"[0-9a-f]{32}")
_LISTED = re.compile(r"([^:]+):([0-9]{1,12})")
_ENDED = (
    "The server has restarted, or this page is too old: reload the page and add the file again."
)
_BROKEN_OFF = "The file arrived incomplete: send it again."


def make_address(library: str, who: str) -> str:
    """Where a browser sends files for this library ("" for that of the environment) and analyst.

    A request adds `batch`, 32 hexadecimal digits, and in `FILES` for each file in its body, one
    after the other, `name:size`, the name percent-encoded; commas between them.
    """
    return signed_addresses.make_address(UPLOAD_PATH, who=who, library=library)


async def receive(request: Request) -> Response:
    """Put the files in the body into the queue.

    Answers with JSON: their `numbers` in the queue, or `told`, a sentence that says what went
    wrong, with status 400, 403, 413, 503 or 507.
    """
    asked = request.query_params
    library, who = asked.get("library", ""), asked.get("who", "")
    if not signed_addresses.is_good(request, UPLOAD_PATH, "library", least=Role.ANALYST):
        return refuse(403, _ENDED)
    batch, listed = asked.get("batch", ""), _read_list(request.headers.get(FILES, ""))
    if not listed or not _BATCH.fullmatch(batch):
        return refuse(400, "The file arrived without a name or a batch number.")
    try:
        with cast(BinaryIO, tempfile.SpooledTemporaryFile(_HELD)) as file:
            if not await write_body(request, file, LIMIT):
                return refuse(413, f"It is larger than {LIMIT >> 20} MB.")
            if file.tell() != sum(size for _, size in listed):
                return refuse(400, _BROKEN_OFF)
            with acting_as(signed_addresses.find_sender(request)):
                numbers = await run_in_threadpool(_enqueue, library, batch, listed, file, who)
    except ClientDisconnect:
        return refuse(400, _BROKEN_OFF)
    except LibraryError as error:
        return refuse(503, str(error))
    except OSError:
        return refuse(507, "There is not enough disk space for the file on the server.")
    return JSONResponse({"numbers": numbers})


def _read_list(written: str) -> list[tuple[str, int]]:
    """Name and size of each file; empty when the header has another form."""
    files = [_LISTED.fullmatch(entry) for entry in written.split(",")]
    return [(unquote(file[1]), int(file[2])) for file in files if file] if all(files) else []


async def write_body(request: Request, file: BinaryIO, limit: int) -> bool:
    """Write the body into `file` as it comes; False when it has more than `limit` bytes."""
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
    """An answer in JSON whose `told` says in words what went wrong."""
    return JSONResponse({"told": told}, status)
