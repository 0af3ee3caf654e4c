"""Keys that only this server can make, for the addresses that a browser fetches or sends to."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "corpus"
_SAMPLE_SUMS = ROOT / "data" / "sample.sha256"


def corpus_folder() -> Path:
    """The folder whose files go into the library: `PARALLAX_CORPUS`, else the sample."""
    named = os.environ.get("PARALLAX_CORPUS", "")
    return Path(named).expanduser().resolve() if named else SAMPLE


@cache
def sample_files() -> dict[str, str]:
    """The names of the files of the sample, as they were ever shipped, by sha256."""
    lines = _SAMPLE_SUMS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("  ", 1) for line in lines)


def library_url() -> str:
    """The database of the library: `PARALLAX_LIBRARY`, else a file in `data/`.

    Each corpus folder has a file of its own, so that opening another folder never mixes two
    corpora.
    """
    named = os.environ.get("PARALLAX_LIBRARY", "")
    if named:
        return named
    folder = corpus_folder()
    if folder == SAMPLE:
        return f"sqlite:///{ROOT / 'data' / 'library.sqlite'}"
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:6]
    return f"sqlite:///{ROOT / 'data' / f'{folder.name}-{mark}.sqlite'}"


def library_name() -> str:
    """What the library is called in what leaves the house: never the path to it."""
    return Path(library_url()).stem


@cache
def software() -> str:
    """The name and the version of this program."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return f"Parallax {told['project']['version']}"


_SECRET = secrets.token_bytes(32)


def make(*words: str) -> str:
    """The key to what these words name; good for as long as this server runs."""
    return hmac.new(_SECRET, json.dumps(words).encode(), sha256).hexdigest()


def fits(key: str, *words: str) -> bool:
    """Whether the key, which may be anything, is the one to what these words name."""
    return hmac.compare_digest(key.encode(errors="replace"), make(*words).encode())
