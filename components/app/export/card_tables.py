"""What a card holds, gathered while it is drawn, for its table and its exports."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pandas as pd

from components.views.export.table_files import list_table
from components.views.naming.entity_types import name_types

Table: TypeAlias = pd.DataFrame | Callable[[], pd.DataFrame]


@dataclass
class Sheet:
    """A card's title and table; whether it has a chart; rows of its lists; what is cut off.

    `pin` is the name by which its chart can be pinned, "" when it cannot be; `key` identifies the
    card when its title changes between runs.
    """

    title: str
    table: Table | None
    pin: str = ""
    key: str = ""
    has_chart: bool = False
    listed: list[dict[str, Any]] = field(default_factory=list)
    cut_offs: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The key, else the title up to its colon, for keys of containers."""
        if self.key:
            return self.key
        words = "".join(letter if letter.isalnum() else " " for letter in self.title.split(":")[0])
        return "-".join(words.split())

    @property
    def has_export(self) -> bool:
        """Whether there is a table or list to export."""
        if self.table is None:
            return bool(self.listed)
        return callable(self.table) or not self.table.empty

    def read(self) -> pd.DataFrame:
        """The table, types in words, else the lists as they are drawn; may compute for long."""
        if self.table is None:
            return list_table(self.listed)
        return name_types(self.table() if callable(self.table) else self.table)


current: ContextVar[Sheet | None] = ContextVar("sheet", default=None)
