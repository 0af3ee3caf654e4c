"""The formats that are read: one line each, and one module that reads it."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import BinaryIO, Literal, cast

from components.corpus.readers.formats.tables.columns import draft_rows, propose
from components.corpus.readers.sandbox.protocol import DEFAULT_LIMITS, Limits
from components.corpus.readers.shaping.drafts import Columns, Parts, Rows
from components.corpus.readers.stream import open_again

MOCK_SWITCH = "PARALLAX_MOCK_READER"
"""Environment variable that lets tests read `.mock` files, which misbehave on purpose."""


@dataclass(frozen=True)
class Format:
    """A kind of file: its endings, and the module beside this one that reads it.

    The module is run in the confined child. It has `SAMPLE`, a small file of ours that the host
    reads once before it forks, so that whatever is imported and built on the way is there for every
    file, and one of these, by `way`:

    - `whole`: `read(data) -> Parts`;
    - `rows`: `rows(source, columns) -> Rows`, piece by piece, `columns` as an analyst answered, and
      `NAMES`, what its names are called;
    - `stream`: `stream(source, limits) -> Parts`, piece by piece;
    - `archive`: the same, and what it gives counts as one level of nesting.

    `signature` is how such files begin, where that tells them apart; it stands at one of the places
    from the first to the last of `signature_at`. `patience` multiplies the time limit. `is_text`:
    it is typed, so a web page may hide under its name. `within` are modules that its reader calls
    for what stands in the file, so that their samples are read as well.
    """

    module: str
    title: str
    endings: tuple[str, ...]
    signature: bytes = b""
    patience: float = 1.0
    way: Literal["whole", "rows", "stream", "archive"] = "whole"
    signature_at: tuple[int, int] = (0, 0)
    is_text: bool = False
    within: tuple[str, ...] = ()


_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
FORMATS = (
    Format("plain", "plain text", (".txt", ".text"), is_text=True),
    Format("markdown", "Markdown", (".md", ".markdown"), is_text=True),
    Format("webpage", "a web page", (".html", ".htm", ".xhtml")),
    Format("tables.delimited", "a table", (".csv", ".tsv"), way="rows", is_text=True),
    Format("json.records", "JSON", (".json", ".jsonl", ".ndjson"), way="rows", is_text=True),
    Format("pdf.document", "a PDF", (".pdf",), b"%PDF-", patience=3.5, signature_at=(0, 1024)),
    Format("word", "a Word document", (".docx", ".docm", ".dotx")),
    Format("opendocument", "an OpenDocument text", (".odt", ".ott")),
    Format("rich_text", "rich text", (".rtf",), b"{\\rtf"),
    Format("tables.spreadsheet", "a spreadsheet", (".xlsx", ".xlsm", ".ods"), way="rows"),
    Format("tables.parquet", "a Parquet table", (".parquet",), b"PAR1", way="rows"),
    Format("mail", "a mail", (".eml",), way="stream"),
    Format("outlook", "a mail of Outlook", (".msg",), way="stream", within=("webpage",)),
    Format("mhtml", "a saved web page", (".mhtml", ".mht")),
    Format("feed", "a feed", (".rss", ".atom", ".xml", ".rdf"), is_text=True),
    Format("warc", "a web archive", (".warc", ".warc.gz"), b"WARC/1.", way="stream"),
    Format("archive_zip", "a ZIP archive", (".zip",), b"PK\x03\x04", way="archive"),
    Format("archive_tar", "a TAR archive", _TAR, b"ustar", way="archive", signature_at=(257, 257)),
    Format("gzipped", "a GZIP archive", (".gz",), b"\x1f\x8b", way="archive"),
)
_MOCK = Format("mock", "a test", (".mock",))
# Not among the files that articles are read from.
_LIBRARY = Format("exported_library", "an exported library", (), way="stream")


def formats() -> tuple[Format, ...]:
    """All formats that can be read here and now."""
    return (*FORMATS, _MOCK) if os.environ.get(MOCK_SWITCH) else FORMATS


def format_of(name: str) -> Format | None:
    """The format of files with this name (lower case); of two endings the longer decides."""
    fits = ((len(e), f) for f in formats() for e in f.endings if name.endswith(e))
    return max(fits, key=lambda fit: fit[0], default=(0, None))[1]


def read_parts(
    module: str, source: BinaryIO, limits: Limits, columns: Mapping[str, str] | None = None
) -> Parts:
    """Parse `source` in this process. For the confined child only."""
    reader = _reader(module)
    way = _format_read_by(module).way
    parts: Parts
    if way == "rows":
        answer = columns or {}
        read = partial(_rows, reader, source, answer)
        parts = draft_rows(read, reader.NAMES, answer)
    elif way == "whole":
        parts = reader.read(source.read())
    else:
        parts = reader.stream(source, limits)
    return parts


def read_columns(module: str, source: BinaryIO) -> Columns:
    """Which columns a table has and what they seem to mean. For the confined child only."""
    return propose(_reader(module).rows(source, {}))


def _rows(reader: ModuleType, source: BinaryIO, columns: Mapping[str, str]) -> Rows:
    """The rows from the start, apart from any reading that has begun."""
    return cast("Rows", reader.rows(open_again(source), columns))


def read_sample(module: str) -> Parts:
    """Parse the module's own sample, which is no foreign file."""
    return read_parts(module, io.BytesIO(_reader(module).SAMPLE), DEFAULT_LIMITS)


def samples_of(module: str) -> tuple[str, ...]:
    """The module, after those whose samples go with its own."""
    return (*_format_read_by(module).within, module)


def _format_read_by(module: str) -> Format:
    return next(f for f in (*FORMATS, _MOCK, _LIBRARY) if f.module == module)


def _reader(module: str) -> ModuleType:
    return import_module(f"components.corpus.readers.formats.{module}")
