"""Runs benchmarks and prints every figure beside its peer's: `python -m benchmarks [NAME …]`."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
NAMES = sorted(
    [path.stem for path in HERE.glob("[a-z]*.py")]
    + [path.parent.name for path in HERE.glob("[a-z]*/__init__.py")]
)


def main() -> None:
    """Run the named benchmarks, or all of them, and write their figures where `--json` says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(NAMES)
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    figures = {"_made": describe_run()}
    for name in chosen.names or NAMES:
        print(f"{name} …", file=sys.stderr)
        figures[name] = import_module(f"benchmarks.{name}").run()
    written = json.dumps(figures, indent=2, ensure_ascii=False, default=str)
    if chosen.json:
        chosen.json.write_text(written + "\n", encoding="utf-8")
    print(written)


def describe_run() -> dict[str, str]:
    """When and with what the figures were made."""
    return {
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


if __name__ == "__main__":
    main()
