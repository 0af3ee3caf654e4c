"""The formats that are read: one line each, and one module that reads it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from components.corpus.readers.drafts import Parts

MOCK_SWITCH = "PARALLAX_MOCK_READER"
"""Environment variable that lets tests read `.mock` files, which misbehave on purpose."""


@dataclass(frozen=True)
class Format:
    """A kind of file: its endings, and the module beside this one that reads it.

    The module has `read(data) -> Parts`, run in the confined child, and `SAMPLE`, a small file of
    ours that the host reads once before it forks, so that whatever is imported and built on the way
    is there for every file. `signature` is how such files begin, where that tells them apart.
    `patience` multiplies the time limit.
    """

    module: str
    title: str
    endings: tuple[str, ...]
    signature: bytes = b""
    patience: float = 1.0


FORMATS = (
    Format("plain", "plain text", (".txt", ".text")),
    Format("markdown", "Markdown", (".md", ".markdown")),
    Format("webpage", "a web page", (".html", ".htm", ".xhtml")),
    Format("table", "a table", (".csv", ".tsv"), patience=10),
    Format("records", "JSON", (".json", ".jsonl", ".ndjson"), patience=10),
)
_MOCK = Format("mock", "a test", (".mock",))


def formats() -> tuple[Format, ...]:
    """All formats that can be read here and now."""
    return (*FORMATS, _MOCK) if os.environ.get(MOCK_SWITCH) else FORMATS


def format_of(ending: str) -> Format | None:
    """The format of files with this ending (lower case, with the dot)."""
    return next((f for f in formats() if ending in f.endings), None)


def read_parts(module: str, data: bytes) -> Parts:
    """Parse `data` in this process. For the confined child only."""
    parts: Parts = _reader(module).read(data)
    return parts


def read_sample(module: str) -> Parts:
    """Parse the module's own sample, which is no foreign file."""
    parts: Parts = _reader(module).read(_reader(module).SAMPLE)
    return parts


def _reader(module: str) -> ModuleType:
    return import_module(f"components.corpus.readers.{module}")
