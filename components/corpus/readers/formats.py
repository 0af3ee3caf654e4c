"""The formats that are read: one line each, and one module that reads it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module

from components.corpus.readers.drafts import Parts

MOCK_SWITCH = "PARALLAX_MOCK_READER"
"""Environment variable that lets tests read `.mock` files, which misbehave on purpose."""


@dataclass(frozen=True)
class Format:
    """A kind of file: its endings, the module beside this one whose `read(data)` yields its parts.

    `preload` names heavy imports that the host makes once, before it forks. `signature` is how such
    files begin when they can be told by that. `patience` multiplies the time limit.
    """

    module: str
    title: str
    endings: tuple[str, ...]
    preload: tuple[str, ...] = ()
    signature: bytes = b""
    patience: float = 1.0


FORMATS = (
    Format("plain", "plain text", (".txt", ".text")),
    Format("markdown", "Markdown", (".md", ".markdown"), ("yaml", "markdown_it")),
    Format("webpage", "a web page", (".html", ".htm", ".xhtml"), ("trafilatura",)),
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


def preload(module: str) -> None:
    """Import what reading this format needs; the second time costs nothing."""
    for name in next(f.preload for f in formats() if f.module == module):
        import_module(name)
    import_module(f"components.corpus.readers.{module}")


def read_parts(module: str, data: bytes) -> Parts:
    """Parse `data` in this process. For the confined child only."""
    reader = import_module(f"components.corpus.readers.{module}")
    parts: Parts = reader.read(data)
    return parts
