"""Environment: the corpus folder, the library, this version, addresses of the server, limits."""

from __future__ import annotations

import hashlib
import os
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "corpus"
# Routes of the server besides the pages.
UPLOAD_PATH = "/intake"
EXPORT_PATH = "/export-library"
IMPORT_PATH = "/import-library"
# plotly.js of the Python package, as Streamlit serves it.
PLOTLY_PATH = "/_stcore/bidi-components/parallax_plotly.library/plotly.min.js"
# Batches and pages make many objects and no circles: fewer collections of garbage save a fortieth
# of the time of a batch and a twelfth of that of a page.
COLLECTED = (20_000, 20, 50)
# How far work that takes all cores yields to pages, as `nice` counts.
PATIENCE = 5
# The argument with which a worker makes the library.
MAKE = "--make"
# That with which it serves all libraries, for servers that start none.
ALL = "--all"
_SAMPLE_SUMS = ROOT / "data" / "sample.sha256"


def corpus_folder() -> Path:
    """The folder whose files go into the library: `PARALLAX_CORPUS`, else that of the sample."""
    named = os.environ.get("PARALLAX_CORPUS", "")
    return Path(named).expanduser().resolve() if named else SAMPLE


@cache
def sample_files() -> dict[str, str]:
    """The file names of the sample by sha256, of every version that was ever shipped."""
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


def is_first_start() -> bool:
    """Whether the file of the library is not there yet; False on a server."""
    home = library_url()
    return home.startswith("sqlite:///") and not Path(home.removeprefix("sqlite:///")).exists()


def library_name() -> str:
    """The name of the library in exports, without the path to it."""
    return Path(library_url()).stem


@cache
def software() -> str:
    """The name and version of this program, for exports."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return f"Parallax {project['project']['version']}"


@lru_cache(maxsize=64)  # bounded, for any name may come
def known_zone(name: str) -> str:
    """The IANA name of a time zone if this computer has it, else UTC: a browser may report any."""
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return "UTC"
    return name
