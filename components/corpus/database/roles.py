"""Roles: what somebody may do in a library, asked by everything that writes to it.

Who acts is asked each time of the function that `ask_for_actor` names. Nobody acts where nobody
signs in, in the worker, and outside of a session: then all is allowed that the database allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum

from components.corpus.database.errors import LibraryError


class Role(IntEnum):
    """Each may do what those before it may.

    A reader reads, and has results made for it; an analyst adds articles, changes, notes and
    decides; an administrator makes libraries and deletes for good.
    """

    READER = 1
    ANALYST = 2
    ADMINISTRATOR = 3


@dataclass(frozen=True)
class Actor:
    """Who acts, by the name that is written beside what is changed, and as what."""

    name: str
    role: Role


class NotAllowed(LibraryError):  # noqa: N818 (named after what a person reads)
    """Whoever acts has not the role for it."""

    sentence = (
        "You may not do this in the library {where}; nothing was changed. Ask whoever looks after "
        "this server for another role."
    )


def _nobody() -> Actor | None:
    return None


_find_actor = _nobody
_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)


def ask_for_actor(find: Callable[[], Actor | None] = _nobody) -> None:
    """Name the function that tells who acts now, None for nobody."""
    global _find_actor
    _find_actor = find


def find_actor() -> Actor | None:
    """Who acts now."""
    return _acting.get() or _find_actor()


@contextmanager
def acting_as(actor: Actor | None) -> Iterator[None]:
    """Have somebody act in what the block does, as in a request that they signed."""
    token = _acting.set(actor)
    try:
        yield
    finally:
        _acting.reset(token)


def may(least: Role) -> bool:
    """Whether whoever acts has at least this role."""
    actor = find_actor()
    return actor is None or actor.role >= least
