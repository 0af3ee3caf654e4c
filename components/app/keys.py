"""Keys that only this server can make, for the addresses that a browser fetches or sends to."""

from __future__ import annotations

import hmac
import json
import secrets
from hashlib import sha256

_SECRET = secrets.token_bytes(32)


def make(*words: str) -> str:
    """The key to what these words name; good for as long as this server runs."""
    return hmac.new(_SECRET, json.dumps(words).encode(), sha256).hexdigest()


def fits(key: str, *words: str) -> bool:
    """Whether the key, which may be anything, is the one to what these words name."""
    return hmac.compare_digest(key.encode(errors="replace"), make(*words).encode())
