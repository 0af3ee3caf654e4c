"""The library that a session has open: each opened once a server, whoever has it open."""

from __future__ import annotations

import functools

from components.app import state
from components.app.place import library_url
from components.corpus.libraries import Libraries
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


@functools.cache
def _open(address: str) -> Store:
    return open_store(address)
