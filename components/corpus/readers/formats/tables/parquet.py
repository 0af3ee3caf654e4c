"""Parquet tables (by pyarrow): an article a row."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo, available_timezones

from components.corpus.readers.drafts import Reader, Row, Rows, UnreadableError
from components.corpus.readers.formats.tables.delimited import check_names
from components.corpus.readers.formats.tables.spreadsheet import value_words

ROWS_AT_ONCE = 256


def read_parquet(stream: BinaryIO, columns: Mapping[str, str]) -> Rows:
    """The rows of a Parquet table, some at a time.

    Lists of words are joined, and other nested values left out.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    _load_zones()
    try:
        table = pq.ParquetFile(stream, pre_buffer=False)
        check_names(table.schema_arrow.names)
        number = 0
        for batch in table.iter_batches(ROWS_AT_ONCE, use_threads=False):
            for values in _rows_of(batch):
                number += 1
                written = {str(name): value_words(value) for name, value in values.items()}
                yield Row(written, f"row {number}")
    except (pa.ArrowException, OSError, UnicodeDecodeError) as problem:
        raise UnreadableError("It is a damaged Parquet file: write it again.") from problem


def _rows_of(batch: Any) -> list[dict[str, Any]]:
    """The values of each row by their names; one that Python cannot hold is left out."""
    try:
        return batch.to_pylist()
    except (ValueError, OverflowError):
        names = batch.schema.names
        columns = [[_value_of(cell) for cell in column] for column in batch.columns]
        return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _value_of(cell: Any) -> Any:
    """The value of a cell; None for a day beyond the year 9999, letters that are none replaced."""
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return cell.as_buffer().to_pybytes().decode("utf-8", "replace")
    except (ValueError, OverflowError):
        return None


@cache
def _load_zones() -> tuple[ZoneInfo, ...]:
    """All time zones, kept so that the zone of no column has to be looked up on disk."""
    return tuple(map(ZoneInfo, sorted(available_timezones())))


def _make_parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    written = io.BytesIO()
    pq.write_table(pa.table({"text": ["The text of an article stands here."]}), written)
    return written.getvalue()


PARQUET = Reader(_make_parquet, rows=read_parquet, names="column")
