"""Packed tables: a table as the bytes that a library stores."""

from __future__ import annotations

import pandas as pd


def pack_table(table: pd.DataFrame) -> bytes:
    """The bytes of a table whose columns hold what Arrow can hold."""
    import pyarrow as pa

    arrow, sink = pa.Table.from_pandas(table), pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, arrow.schema, options=options) as writer:
        writer.write_table(arrow)
    return bytes(sink.getvalue())


def unpack_table(data: bytes) -> pd.DataFrame:
    """The table of such bytes."""
    import pyarrow as pa

    with pa.ipc.open_stream(data) as reader:
        return reader.read_pandas()
