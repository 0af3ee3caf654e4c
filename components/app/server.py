"""ASGI server around the dashboard: security headers, routes, start and stop of the worker."""

from __future__ import annotations

import gc
import inspect
import re
import sys
import threading
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.server_util import get_url

from components.app import registered_components
from components.app.access import sign_in
from components.app.access.fair_share import FairShare
from components.app.access.list_uploads import ListUploads
from components.app.access.message_rate import MessageRate
from components.app.access.same_origin import SameOrigin
from components.app.access.start_token import StartToken, choose_token
from components.app.environment import (
    COLLECTED,
    EXPORT_PATH,
    IMPORT_PATH,
    PLOTLY_PATH,
    UPLOAD_PATH,
    is_first_start,
)
from components.app.team import json_logs
from components.app.worker import start_worker
from components.corpus.database import roles


def _inline_scripts() -> str:
    """CSP hashes of the inline scripts of the installed Streamlit's start page."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (b64encode(sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


# What Streamlit needs and nothing else: eval for its own bundle, blob: and data: for what it draws.
# No other host is named, so a page that was tricked into it still cannot call anybody; 'self' takes
# in the websocket of the same host and port, also behind a proxy (CSP 3, 6.7.2.8).
_POLICY = "; ".join(
    [
        "default-src 'self'",
        f"script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob: {_inline_scripts()}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
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
# The browser fetches the charts' library while the page is still being made.
_PRELOAD = [(b"link", f"<{PLOTLY_PATH}>; rel=preload; as=script".encode())]


class _Headers:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = list(message.get("headers", []))
                is_page = any(k == b"content-type" and v.startswith(b"text/html") for k, v in sent)
                message["headers"] = [*sent, *_HEADERS, *(_PRELOAD if is_page else [])]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


async def _health(_: Request) -> Response:
    return JSONResponse({"worker": start_worker.is_running()})


async def _go_to_start(request: Request) -> Response:
    """The front door of Overview: Streamlit answers its first page at "/" alone."""
    # Relative, so that it holds behind a proxy that serves Parallax under a path.
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")


_TRANSFER, _RECEIVING = "components.app.library.transfer", "components.app.add.receiving"
_HEALTH, _METRICS = "components.app.team.health", "components.app.team.metrics"


def _answer(module: str, name: str) -> Callable[[Request], Any]:
    """The endpoint of this name, whose module is imported when it is first asked."""

    async def answer(request: Request) -> Response:
        endpoint = getattr(await run_in_threadpool(import_module, module), name)
        if inspect.iscoroutinefunction(endpoint):
            return cast(Response, await endpoint(request))
        return cast(Response, await run_in_threadpool(endpoint, request))

    return answer


# What draws the first page.
_FIRST = (
    "components.app.custom_components",
    "components.app.overview.charts",
    "components.app.overview.reuse",
    "components.app.head.settings_panel",
    "components.app.export.menu",
    "scipy.cluster.hierarchy",
)


def _warm_up() -> None:
    """Import what the first page needs while the browser still loads Streamlit's own page.

    The server answers before that, and a request that comes too early waits for its own imports.
    """
    from components.app.caches import open_library

    open_library.make_first()
    for module in _FIRST:
        import_module(module)


def _print_address(token: str) -> None:
    """Print where a browser finds the dashboard, and is let in."""
    asked = f"?token={token}" if token else ""
    address = get_url(streamlit.config.get_option("server.address") or "localhost")
    sys.stdout.write(f"\n  Parallax is at {address}/{asked}\n\n")
    sys.stdout.flush()


@asynccontextmanager
async def _lifespan(_: Any, token: str) -> AsyncIterator[None]:
    json_logs.set_up()
    gc.set_threshold(*COLLECTED)
    registered_components.register()
    roles.ask_for_actor(sign_in.find_actor)
    if is_first_start():
        start_worker.start(make=True)
    else:
        start_worker.start_soon()
    threading.Thread(target=_warm_up, daemon=True).start()
    _print_address(token)
    yield
    start_worker.stop()


def around() -> dict[str, Any]:
    """The arguments of `st.App` besides the script: middleware, routes, lifespan."""
    token, hosts = choose_token(), streamlit.config.get_option("server.allowedHosts")
    return {
        "middleware": [
            Middleware(_Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            Middleware(SameOrigin),
            Middleware(StartToken, token=token),
            Middleware(ListUploads),
            Middleware(MessageRate),
            Middleware(FairShare),
        ],
        "routes": [
            Route("/health", _health),
            Route("/ready", _answer(_HEALTH, "answer")),
            Route("/metrics", _answer(_METRICS, "answer")),
            Route("/overview", _go_to_start),
            Route(EXPORT_PATH, _answer(_TRANSFER, "export_library")),
            Route(IMPORT_PATH, _answer(_TRANSFER, "import_library"), methods=["POST"]),
            Route(IMPORT_PATH, _answer(_TRANSFER, "send_share"), methods=["GET"]),
            Route(UPLOAD_PATH, _answer(_RECEIVING, "receive"), methods=["POST"]),
        ],
        "lifespan": partial(_lifespan, token=token),
    }
