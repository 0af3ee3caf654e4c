"""Parquet tables, by pyarrow: one article a row."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo, available_timezones

import pyarrow as pa
import pyarrow.parquet as pq

from components.corpus.readers.formats.tables.delimited import check_names
from components.corpus.readers.shaping.drafts import Row, Rows, UnreadableError

NAMES = "column"
ROWS_AT_ONCE = 256
# Kept, so that the zone of no column has to be looked up on disk.
_ZONES = tuple(map(ZoneInfo, sorted(available_timezones())))


def rows(source: BinaryIO, columns: Mapping[str, str]) -> Rows:
    """Its rows, some at a time; lists of words are joined, and other nested values left out."""
    try:
        table = pq.ParquetFile(source, pre_buffer=False)
        check_names(table.schema_arrow.names)
        number = 0
        for batch in table.iter_batches(ROWS_AT_ONCE, use_threads=False):
            for values in batch.to_pylist():
                number += 1
                written = {str(name): _written(value) for name, value in values.items()}
                yield Row(written, f"row {number}")
    except (pa.ArrowException, OSError) as problem:
        raise UnreadableError("It is a damaged Parquet file: write it again.") from problem


def _written(value: Any) -> str:
    match value:
        case None | bool() | dict() | bytes():
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case list():
            return ", ".join(word for word in map(_written, value) if word)
        case _:
            return str(value)


def _sample() -> bytes:
    written = io.BytesIO()
    pq.write_table(pa.table({"text": ["The text of an article stands here."]}), written)
    return written.getvalue()


SAMPLE = _sample()
