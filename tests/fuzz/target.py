"""Fuzz the reader of one format until the time is over: FORMAT SECONDS FOLDER."""

import io
import random
import resource
import signal
import sys
import traceback
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["components", "striprtf", "oxmsg"]):
    from components.corpus.readers.sandbox import child
    from tests.fuzz.expectations import SECONDS, name_finding, read

    KEY, TIME, FOLDER = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    child.warm_up(KEY)

ROOM = 1 << 30
"""Bytes of memory beyond what is loaded, as a child of the sandbox has."""


class StuckError(BaseException):
    """Reading took too long; no reader may catch it."""


def _stop(*_: object) -> None:
    raise StuckError


def read_one(data: bytes) -> None:
    """Read bytes; what may not happen is kept with them, once, and the run goes on."""
    signal.setitimer(signal.ITIMER_PROF, 2 * SECONDS)
    try:
        read(KEY, data)
    except BaseException as problem:  # a finding of whatever kind
        folder = FOLDER / "findings" / f"{KEY}-{name_finding(problem)}"
        if not folder.exists():
            folder.mkdir(parents=True)
            (folder / "input").write_bytes(data)
            (folder / "trace.txt").write_text("".join(traceback.format_exception(problem)))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def change(data: bytes, most: int, seed: int) -> bytes:
    """Change bytes, or one file of a ZIP: its checksums would not survive a change outside."""
    chance, packed = random.Random(seed), io.BytesIO()
    if not data.startswith(b"PK") or chance.random() < 0.1:
        return atheris.Mutate(data, most)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w") as written:
            chosen = chance.choice(archive.infolist())
            for one in archive.infolist():
                content = archive.read(one)
                content = atheris.Mutate(content, most) if one is chosen else content
                written.writestr(one.filename, content, one.compress_type)
    except Exception:  # an archive that was changed outside may raise anything
        return atheris.Mutate(data, most)
    return packed.getvalue() if packed.tell() <= most else data


def main() -> None:
    """Fuzz; libFuzzer ends the process, and tells on standard error what it did."""
    signal.signal(signal.SIGPROF, _stop)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + ROOM, used + ROOM))
    folders = grown, seeds, stopped = [FOLDER / n / KEY for n in ("corpus", "seeds", "stopped")]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    (seeds / "sample").write_bytes(child._load_reader(KEY).sample())
    settings = {"max_total_time": TIME, "max_len": 64000, "timeout": 60, "rss_limit_mb": 0}
    flags = [f"-{name}={value}" for name, value in settings.items()]
    flags += [f"-artifact_prefix={stopped}/", str(grown), str(seeds)]
    atheris.Setup(["fuzz", *flags], read_one, custom_mutator=change)
    atheris.Fuzz()


main()
