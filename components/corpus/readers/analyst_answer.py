"""What an analyst answered on how one file is to be read; set in the child that reads it."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType

FORMAT, PARTS, DAYS = "format", "parts", "days"
"""What an answer may have beside the columns of a table: the key of the format to read a file as;
`ONE` article for the whole file or `SPLIT` into what a `Kind` names; the order of days of three
numbers, `dmy` or `mdy`."""
ONE, SPLIT = "one", "split"
ORDERS = ("dmy", "mdy")

_given: ContextVar[Mapping[str, str]] = ContextVar("answer", default=MappingProxyType({}))


def set_answer(answer: Mapping[str, str]) -> None:
    """Note the answer on the file that is read now; empty when nobody was asked."""
    _given.set(answer)


def answered(name: str) -> str:
    """What was answered on the file that is read now, "" for nothing."""
    return _given.get().get(name, "")
