"""Origin: only pages of this server may open its websocket or write to it.

A browser names the origin of the page that asks. It is to be exactly scheme, host and port under
which the server is reached, or one of `PARALLAX_ORIGIN`, for a server behind a proxy that speaks
TLS. Whoever names none is no page, and is refused as well.
"""

from __future__ import annotations

import os

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ORIGINS = "PARALLAX_ORIGIN"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OF_PAGES = {"ws": "http", "wss": "https"}
_REFUSED = "This was asked by a page of another server, or by a program that names no origin."


class SameOrigin:
    """Refuses websockets, and requests that may write, of any other origin: with status 403."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        is_read = scope["type"] == "lifespan" or scope.get("method") in _READING
        if is_read or _is_ours(scope):
            await self._app(scope, receive, send)
        else:
            await refuse(scope, receive, send, _REFUSED)


def _is_ours(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    scheme = _OF_PAGES.get(scope["scheme"], scope["scheme"])
    named = [one.strip().rstrip("/") for one in os.environ.get(ORIGINS, "").split(",")]
    own = [f"{scheme}://{headers.get('host', '')}", *filter(None, named)]
    return headers.get("origin", "").lower() in [one.lower() for one in own]


async def refuse(scope: Scope, receive: Receive, send: Send, told: str, status: int = 403) -> None:
    """Answer with a sentence; a websocket, which is not open yet, is not opened."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse(told, status)(scope, receive, send)
