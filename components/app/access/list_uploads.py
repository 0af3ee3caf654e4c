"""Files that a page takes itself: lists of names, searches and words, which are small.

Streamlit takes them from any session, before anybody has signed in, and holds them in memory.
"""

from __future__ import annotations

from collections import OrderedDict

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from components.app.access.same_origin import refuse

MEGABYTES = 8
"""The largest of them; those of a session together have four times as much."""
_MOST, _MOST_HELD = MEGABYTES << 20, 4 * MEGABYTES << 20
_ROUTE = "/_stcore/upload_file/"
_SESSIONS = 1_000
_REFUSED = f"A list has at most {MEGABYTES} MB; articles are added on the page Add articles."


class ListUploads:
    """Refuses, with status 413, files that are larger than a list."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        # The bytes of each file that is held, by session.
        self._held: OrderedDict[str, dict[str, int]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] == "http" and _ROUTE in scope["path"] and not self._has_room(scope):
            await refuse(scope, receive, send, _REFUSED, 413)
        else:
            await self._app(scope, receive, send)

    def _has_room(self, scope: Scope) -> bool:
        session, _, file = scope["path"].partition(_ROUTE)[2].partition("/")
        held = self._held.setdefault(session, {})
        self._held.move_to_end(session)
        while len(self._held) > _SESSIONS:
            self._held.popitem(last=False)
        if scope["method"] == "DELETE":
            held.pop(file, None)
        if scope["method"] not in ("PUT", "POST"):
            return True
        told = Headers(scope=scope).get("content-length", "")
        # Of one that does not tell its size nobody knows when it ends.
        size = int(told) if told.isdecimal() and len(told) < 20 else _MOST + 1
        if size > _MOST or sum(held.values()) + size > _MOST_HELD:
            return False
        held[file] = size
        return True
