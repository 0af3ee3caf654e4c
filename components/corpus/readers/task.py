"""What a child is asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components.corpus.readers.limits import Limits


@dataclass(frozen=True)
class Task:
    """What the child is to do: read as `module` does, or only tell the columns of a table.

    With `sizes` (bytes) there are several files, one after the other.
    """

    module: str
    limits: Limits
    columns: Mapping[str, str] | None = None
    only_columns: bool = False
    sizes: tuple[int, ...] = ()


def make_task(request: dict[str, Any]) -> Task:
    """The task that came as JSON."""
    limits = Limits(**request["limits"])
    sizes = tuple(request["sizes"])
    return Task(request["module"], limits, request["columns"], request["only_columns"], sizes)
