"""The library that a session has open: each opened once a server, whoever has it open."""

from __future__ import annotations

import functools
from contextlib import suppress

from components.app import state
from components.app.environment import library_url
from components.corpus.database.connection import Database
from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import Libraries
from components.corpus.store import Store, open_store


def store() -> Store:
    """The library that this session has open. Raises a LibraryError that says what to do."""
    return _open(address())


def store_of(library: str) -> Store:
    """The library of this name, for what runs outside a session. Raises LibraryError."""
    return _open(_address_of(library))


def address() -> str:
    """Where the library that this session has open is. Raises LibraryUnknown."""
    return _address_of(state.library())


def _address_of(library: str) -> str:
    return _find(library_url(), library) if library else library_url()


@functools.cache
def _find(home: str, name: str) -> str:
    return Libraries(home).url(name)


_stores: dict[str, Store] = {}
# Addresses of libraries that have been there: none of these is ever made anew.
_known: set[str] = set()


def _open(address: str) -> Store:
    known = _stores.get(address)
    if known is None or known.was_replaced():
        is_first = address == library_url() and address not in _known
        _stores[address] = open_store(address, make=is_first)
        _known.add(address)
        if known is not None:
            known.close()
    return _stores[address]


def make_first() -> None:
    """Make the file of the library that the environment names, if this is the first time.

    What is wrong with it is told on the first page.
    """
    home = library_url()
    if home.startswith("sqlite"):
        with suppress(LibraryError, ValueError):
            Database(home).close()
            _known.add(home)
