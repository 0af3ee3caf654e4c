"""The server around the dashboard: security headers, health, and the worker's life."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.app import worker_process

# What Streamlit needs and nothing else: eval for its own bundle, blob: and data: for what it draws.
# No other host is named, so a page that was tricked into it still cannot call anybody.
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
]


class _SecurityHeaders:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


async def _health(_: Request) -> Response:
    return JSONResponse({"worker": worker_process.is_running()})


@asynccontextmanager
async def _lifespan(_: Any) -> AsyncIterator[None]:
    worker_process.start()
    yield
    worker_process.stop()


def around() -> dict[str, Any]:
    """What `st.App` is given besides the script."""
    return {
        "middleware": [Middleware(_SecurityHeaders)],
        "routes": [Route("/health", _health)],
        "lifespan": _lifespan,
    }
