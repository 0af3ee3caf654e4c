"""Opening of the card of a claim by a click in a list, and its place in the URL."""

from __future__ import annotations

from typing import NamedTuple

from components.app import state

# Kinds of claims with a card: those of `analysis.claims.judgements`, and a change of a ledger.
EDIT = "edit"
_OPEN = "card"


class OpenClaim(NamedTuple):
    """A claim whose card is open: kind and key of its verdict."""

    kind: str
    key: str


def open_claim(kind: str, key: str) -> None:
    """Open the card of a claim, by kind and key of the verdict on it."""
    state.keep(_OPEN, f"{kind}~{key}")


def close_claim() -> None:
    """Close the open card."""
    state.keep(_OPEN, None)


def read_open_claim() -> OpenClaim | None:
    """The claim whose card is open; None when none is, or a link names none."""
    kind, mark, key = str(state.kept(_OPEN) or "").partition("~")
    return OpenClaim(kind, key) if mark else None
