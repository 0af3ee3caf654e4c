"""Converters: foreign programs of the machine that turn a file into another, each in a cage.

No shell, no argument that an analyst wrote: a program gets a file with a name of ours in an empty
folder of its own, and what it makes is taken from there, never through a link.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from components.corpus.readers.sandbox.cage import find_interpreters, landlock_version
from components.corpus.readers.sandbox.confinement import SYSTEM
from components.corpus.readers.sandbox.forbidden_calls import forbid_to_converters
from components.corpus.readers.sandbox.gaps import is_strict
from components.corpus.readers.stream import BLOCK, Stream, open_scratch

_READABLE = (
    *SYSTEM,
    *("/etc/fonts", "/etc/alternatives", "/etc/libreoffice", "/var/cache/fontconfig"),
    *("/var/spool/libreoffice", "/var/lib/libreoffice"),
)
"""What converters read besides their own folder."""
_CAGE = Path(__file__).with_name("cage.py")
_START_SECONDS = 30
BY_THE_CLOCK = 4
"""How much longer than its own work a program may take, since others may be at work too."""


@dataclass(frozen=True)
class Bounds:
    """What a program may take: seconds of the processor, bytes of memory and of each file."""

    seconds: int = 120
    memory: int = 4 << 30
    size: int = 256 << 20


@dataclass(frozen=True)
class Job:
    """A program, its arguments, and the name of the file it makes; "" for its standard output.

    `{folder}` in an argument stands for the folder in which it runs. `sockets` are folders in which
    it may make sockets.
    """

    program: Path
    arguments: tuple[str, ...]
    result: str = ""
    bounds: Bounds = Bounds()
    sockets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """What a program made, or None; how it ended: `done`, `time`, `size`, `refused`, `failed`.

    `refused`: the cage could not be closed, and nothing was run.
    """

    content: Stream | None
    ending: str = "done"
    status: int = 0


CAN_RUN = os.name == "posix"
"""Whether programs are run at all: elsewhere there is nothing of a cage."""


def find_program(name: str, *others: str) -> Path | None:
    """The first of these programs that the machine has.

    `PARALLAX_` with the name of the first in capitals is a path that goes before all.
    """
    if not CAN_RUN:
        return None
    given = os.environ.get(f"PARALLAX_{name.upper()}", "")
    if given:
        return Path(given).resolve() if os.access(given, os.X_OK) else None
    found = next(filter(None, map(shutil.which, (name, *others))), None)
    return Path(found).resolve() if found else None


def is_bound() -> bool:
    """Whether this system can keep a program from the files of others."""
    return landlock_version() > 0


def run_caged(
    job: Job, name: str, stream: Stream | None = None, repeats: tuple[int, ...] = ()
) -> Made:
    """Run a program in a folder that holds nothing but `stream`, as `name`.

    With a status among `repeats` it is run once more in the same folder. In strict mode nothing is
    run where the system cannot bind it. Raises OSError when no process can be started or the disk
    is full.
    """
    if is_strict() and not is_bound():
        return Made(None, "refused")
    with tempfile.TemporaryDirectory(prefix="parallax-", ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        if stream is not None:
            _copy(stream.file, folder / name)
        with open_scratch() as output:
            made_of = _run(job, folder, output)
            if made_of in repeats:
                made_of = _run(job, folder, output)
            if ending := _describe(made_of):
                return Made(None, ending, made_of)
            return _take(job, folder, output)


def _copy(origin: BinaryIO, target: Path) -> None:
    origin.seek(0)
    with target.open("xb") as file:
        shutil.copyfileobj(origin, file, BLOCK)
    origin.seek(0)


def _run(job: Job, folder: Path, output: BinaryIO) -> int:
    """The status with which the program ended; it and all it started are gone then."""
    order = {
        "program": str(job.program),
        "arguments": [argument.replace("{folder}", str(folder)) for argument in job.arguments],
        "readable": [*_READABLE, *_own_folders(job.program)],
        "folder": str(folder),
        "sockets": job.sockets,
        "environment": _environment(folder),
        "seconds": job.bounds.seconds,
        "memory": job.bounds.memory,
        "size": job.bounds.size,
        "filter": forbid_to_converters().hex(),
    }
    began = time.time() - 1
    process = subprocess.Popen(  # noqa: S603 - our own script, no shell
        [sys.executable, "-I", "-S", str(_CAGE), json.dumps(order)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,
    )
    try:
        return process.wait(_START_SECONDS + BY_THE_CLOCK * job.bounds.seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGXCPU
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        _remove_dead_sockets(job.sockets, began)


def _remove_dead_sockets(folders: tuple[str, ...], began: float) -> None:
    """Remove the sockets that a program made there and, in its cage, could not remove."""
    for entry in (entry for folder in folders for entry in os.scandir(folder)):
        with suppress(OSError):
            told = entry.stat(follow_symlinks=False)
            if not stat.S_ISSOCK(told.st_mode) or told.st_mtime < began:
                continue
            with socket.socket(socket.AF_UNIX) as ours:
                ours.settimeout(1)
                try:
                    ours.connect(entry.path)
                except ConnectionRefusedError:  # nobody listens any more
                    os.unlink(entry.path)


def _own_folders(program: Path) -> list[str]:
    """Where a program that is not the system's has its libraries and data."""
    places = [program, *find_interpreters(program)]
    folders = [place.resolve().parent for place in places]
    beside = [one for one in folders if one.name not in ("bin", "sbin")]
    around = [one.parent / name for one in folders for name in ("lib", "share")]
    return list(map(str, [*beside, *around]))


def _environment(folder: Path) -> dict[str, str]:
    home = str(folder)
    return {
        **{"HOME": home, "TMPDIR": home, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": ""},
        # Of Tesseract and LibreOffice: one thread, no display.
        **{"OMP_THREAD_LIMIT": "1", "SAL_USE_VCLPLUGIN": "svp"},
    }


def _describe(status: int) -> str:
    if status == -signal.SIGXCPU:
        return "time"
    if status == -signal.SIGXFSZ:
        return "size"
    return {0: "", 125: "refused"}.get(status, "failed")


def _take(job: Job, folder: Path, output: BinaryIO) -> Made:
    """What the program made, as a file of ours that outlives its folder."""
    if not job.result:
        return _keep(output, job.bounds.size)
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # Without following a link, or waiting for whoever writes to a pipe.
        file = os.open(job.result, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=held)
    except OSError:
        return Made(None, "failed")
    finally:
        os.close(held)
    told = os.fstat(file)
    if not stat.S_ISREG(told.st_mode) or told.st_nlink != 1:
        os.close(file)
        return Made(None, "failed")
    with os.fdopen(file, "rb") as opened:
        return _keep(opened, job.bounds.size)


def _keep(origin: BinaryIO, most: int) -> Made:
    origin.seek(0, os.SEEK_END)
    size = origin.tell()
    if size > most:
        return Made(None, "size")
    kept = open_scratch()
    origin.seek(0)
    shutil.copyfileobj(origin, kept, BLOCK)
    kept.seek(0)
    return Made(Stream(kept, size))


def run_for_text(job: Job) -> str:
    """The standard output of a program that needs no file, "" when it failed."""
    made = run_caged(job, "")
    if made.content is None:
        return ""
    with made.content.file as file:
        return file.read(1 << 20).decode("utf-8", "replace")
