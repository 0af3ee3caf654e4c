"""Values that are kept by name for as long as what they were made from stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class MarkedValues:
    """Values by name, each with the mark of what it was made from; the last of each name alone."""

    def __init__(self) -> None:
        self._found: dict[object, tuple[object, Any]] = {}

    def has(self, name: object, mark: object) -> bool:
        """Whether the value of this name was made at this mark."""
        return name in self._found and self._found[name][0] == mark

    def keep(self, name: object, mark: object, make: Callable[[], T]) -> T:
        """The value of this name, made now where that at this mark is not there.

        The mark has to be taken before anything is read.
        """
        known = self._found.get(name)
        if known is None or known[0] != mark:
            known = self._found[name] = mark, make()
        found: T = known[1]
        return found
