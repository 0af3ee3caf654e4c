"""Token: whoever comes without that of this start is told where to find it.

It stands in the address that is printed at the start. A browser that has opened that address keeps
it in a cookie, for as long as this server runs. `PARALLAX_TOKEN=off` asks for none: for a machine
that nobody else uses, or where something in front of the server asks who comes. Another value, of
16 characters or more, is the token of every start.
"""

from __future__ import annotations

import os
import secrets
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.app.access.same_origin import refuse

SETTING, OFF = "PARALLAX_TOKEN", "off"
SHORTEST = 16
_PARAMETER = "token"
# What says nothing of a library: for those that watch over the server.
_FREE = frozenset({"/health", "/ready", "/_stcore/health"})
_REFUSED = "Open Parallax by the address that it printed when it was started."
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Parallax</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body{{font:1.05rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}}
code{{overflow-wrap:anywhere}}</style>
<h1>Which Parallax is this?</h1>
<p>{why}</p>
<p>The address that lets you in was printed where Parallax was started. It looks like this:</p>
<p><code>{address}?token=…</code></p>
<p>Open that one; this browser then needs it no more until Parallax is started again. On a machine
that nobody else uses, <code>PARALLAX_TOKEN=off</code> lets everybody in who is on it.</p></html>"""
_NONE = "You came without the token of this start, by which Parallax tells you from others who "
_NONE += "can reach this machine."
_OTHER = "The token in your address is of another start of Parallax, or was cut off."


def choose_token() -> str:
    """The token of this start, "" for none. Raises ValueError for a setting that is too short."""
    given = os.environ.get(SETTING, "")
    if given == OFF:
        return ""
    if given and len(given) < SHORTEST:
        raise ValueError(f"{SETTING} needs {SHORTEST} characters or more, or is off.")
    return given or secrets.token_urlsafe(24)


class StartToken:
    """Passes on what comes with the token: in a cookie, in the address, or as a bearer."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token
        self._kept = sha256(f"cookie {token}".encode()).hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or tell a browser where the token is found: status 401."""
        if scope["type"] == "lifespan" or not self._token or self._is_let_in(scope):
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await refuse(scope, receive, send, _REFUSED)
            return
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in asked if name == _PARAMETER]
        if given and self._is_token(given[0]):
            answer = self._let_in(scope, [one for one in asked if one[0] != _PARAMETER])
            await answer(scope, receive, send)
        elif "text/html" in Headers(scope=scope).get("accept", ""):
            address = f"{scope['scheme']}://{_name_server(scope)}/"
            page = _PAGE.format(why=_OTHER if given else _NONE, address=address)
            await HTMLResponse(page, 401)(scope, receive, send)
        else:
            await refuse(scope, receive, send, _REFUSED, 401)

    def _is_let_in(self, scope: Scope) -> bool:
        if scope["type"] == "http" and scope["path"] in _FREE:
            return True
        headers = Headers(scope=scope)
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self._is_token(given):
            return True
        kept = _read_cookie(headers.get("cookie", ""), _name_cookie(scope))
        return secrets.compare_digest(kept.encode(), self._kept.encode())

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())

    def _let_in(self, scope: Scope, asked: list[tuple[str, str]]) -> RedirectResponse:
        """To the same page, without the token, which then is in no history and no link."""
        query = f"?{urlencode(asked)}" if asked else ""
        answer = RedirectResponse(f".{scope['path'][scope['path'].rfind('/') :]}{query}", 303)
        is_safe = scope["scheme"] == "https"
        answer.set_cookie(
            _name_cookie(scope), self._kept, httponly=True, samesite="lax", secure=is_safe
        )
        return answer


def _name_server(scope: Scope) -> str:
    """Host and port as one of the allowed hosts was asked for; nothing that needs escaping."""
    host, _, port = Headers(scope=scope).get("host", "").partition(":")
    return f"{host}:{port}" if port.isdecimal() else host


def _name_cookie(scope: Scope) -> str:
    """Two servers on one machine have their own: cookies know no ports.

    Several behind one address have one.
    """
    return f"parallax-{_name_server(scope).partition(':')[2] or scope['scheme'][-1]}"


def _read_cookie(header: str, name: str) -> str:
    """The value of a cookie; others, of whatever form, come from any server of this machine."""
    for part in header.split(";"):
        own, _, value = part.strip().partition("=")
        if own == name:
            return value
    return ""
