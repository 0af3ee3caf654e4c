"""Start of a Python process of Parallax's own, for code that reads files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[4]
_PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR")


def run_python(code: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start Python with the caller's search path and next to nothing of its environment."""
    path = [str(_ROOT), *(p for p in sys.path if p)]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own code, no shell
        [sys.executable, "-I", "-X", "utf8", "-c", f"import sys; sys.path[:] = {path!r}; {code}"],
        env={**environment, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        **options,
    )
