"""Readers: files in, articles out, through `read_file`, `read_many` and `read_together`."""

from components.corpus.readers.drafts import Columns
from components.corpus.readers.read import (
    Found,
    Table,
    collect_references,
    propose_columns,
    read_file,
    read_many,
    read_together,
)
from components.corpus.readers.sandbox.limits import Limits

__all__ = [
    "Columns",
    "Found",
    "Limits",
    "Table",
    "collect_references",
    "propose_columns",
    "read_file",
    "read_many",
    "read_together",
]
