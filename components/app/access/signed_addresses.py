"""Signed addresses: what a page lets its browser send or fetch, by requests outside of its session.

Only this server can make the signature, and only while it runs. Where people sign in, an address
is of the one who made it: it ends after some hours, and the role of that person is asked again.
"""

from __future__ import annotations

import hmac
import json
import secrets
import time
from hashlib import sha256
from urllib.parse import urlencode

from starlette.requests import Request

from components.app.access import sign_in
from components.corpus.database.roles import Actor, Role

HOURS = 8
"""How long an address is good where people sign in."""
_SECRET = secrets.token_bytes(32)


def make_address(path: str, *, who: str = "", **words: str) -> str:
    """The address of a route with these words as its query, for `who`."""
    until = f"{time.time() + HOURS * 3600:.0f}" if sign_in.is_asked() else ""
    asked = {**words, "who": who, "until": until}
    return f"{path}?{urlencode({**asked, 'key': _sign(path, asked)})}"


def is_good(request: Request, path: str, *names: str, least: Role) -> bool:
    """Whether a request came by an address that `make_address` made, whose words have these names.

    Where people sign in, it has not ended, and who it is of has at least this role now.
    """
    query = request.query_params
    asked = {name: query.get(name, "") for name in (*names, "who", "until")}
    given = query.get("key", "").encode(errors="replace")
    if not hmac.compare_digest(given, _sign(path, asked).encode()):
        return False
    actor = find_sender(request)
    if actor is None:
        return True
    return float(asked["until"] or 0) > time.time() and actor.role >= least


def find_sender(request: Request) -> Actor | None:
    """Who acts in a request by a good address, in the role of now; None where nobody signs in."""
    if not sign_in.is_asked():
        return None
    who = request.query_params.get("who", "")
    return Actor(who, sign_in.find_role(who, sign_in.read_roles()))


def _sign(path: str, asked: dict[str, str]) -> str:
    words = json.dumps([path, sorted(asked.items())])
    return hmac.new(_SECRET, words.encode(), sha256).hexdigest()
