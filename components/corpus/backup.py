"""Back up all libraries into a folder, and restore them: `python -m components.corpus.backup`.

    save FOLDER [--library ADDRESS]      each library as an export, beside the hashes of these files
    restore FOLDER [--library ADDRESS]   the same into an empty database, or into an empty folder

ADDRESS is that of the first library, else what `PARALLAX_LIBRARY` says. A backup is whole or is not
there: it is written beside FOLDER first. Nothing is restored of a backup of which a file is
missing, is not listed or has another hash, nor over a library that is there. Exit code 0: done; 1:
not, with the reason.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import file_digest
from pathlib import Path
from uuid import uuid4

from components.corpus.database.errors import LibraryError
from components.corpus.database.libraries import HOME, Libraries
from components.corpus.export.library_export import Exchanged
from components.corpus.store import open_store

ENDING = ".parallax.zip"
# A line for each file: its sha256, two spaces, its name, as sha256sum writes and checks it.
SUMS = "SHA256SUMS"


class BackupRefusedError(Exception):
    """Why a backup was not made or not restored, in a sentence."""


def save(home: str, folder: Path) -> Iterator[str]:
    """Back up the library at `home` and those beside it; gives a line for each.

    The folder must not be there. Raises BackupRefusedError, LibraryError, OSError.
    """
    if folder.exists():
        raise BackupRefusedError(f"{folder} is there already: name a folder that is not.")
    unfinished = folder.with_name(f"{folder.name}.{uuid4().hex[:8]}.unfinished")
    unfinished.mkdir(mode=0o700, parents=True)
    try:
        libraries = Libraries(home)
        for name in libraries.names():
            path = unfinished / f"{name}{ENDING}"
            with closing(open_store(libraries.url(name), make=False)) as store:
                yield _tell(name, store.export_to(path))
        sums = "".join(f"{_hash(path)}  {path.name}\n" for path in sorted(unfinished.iterdir()))
        (unfinished / SUMS).write_text(sums, encoding="utf-8")
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def restore(folder: Path, home: str) -> Iterator[str]:
    """Make the libraries of a backup, that at `home` first; gives a line for each.

    Raises BackupRefusedError, LibraryError (LibraryNotEmpty where there is one), OSError.
    """
    paths = {path.name.removesuffix(ENDING): path for path in _checked(folder)}
    libraries = Libraries(home)
    # All that can be there already is looked at before anything is made.
    for name in paths.keys() - {HOME}:
        libraries.require_new(name)
    if HOME in paths:
        with closing(open_store(home)) as store:
            yield _tell(HOME, store.import_from(paths.pop(HOME)))
    for name, path in paths.items():
        libraries.take_in(path, name)
        yield f"{name}: restored"


def _checked(folder: Path) -> list[Path]:
    sums = folder / SUMS
    if not sums.is_file():
        raise BackupRefusedError(f"{folder} is no whole backup: it has no {SUMS}.")
    lines = sums.read_text(encoding="utf-8").splitlines()
    listed = [line.partition("  ") for line in lines]
    paths = []
    for digest, _, name in listed:
        path = folder / name
        if path.parent != folder or not path.is_file():
            raise BackupRefusedError(f"{name} is missing in {folder}.")
        if _hash(path) != digest:
            raise BackupRefusedError(f"{name} has changed since the backup was made.")
        paths.append(path)
    names = {path.name for path in paths}
    # Every backup has the first library; a line that is missing would leave one out in silence.
    expected = {f"{HOME}{ENDING}", *(path.name for path in folder.glob(f"*{ENDING}"))}
    if unlisted := sorted(expected - names):
        raise BackupRefusedError(f"{SUMS} in {folder} does not list {', '.join(unlisted)}.")
    return paths


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _tell(name: str, exchanged: Exchanged) -> str:
    return f"{name}: {exchanged.articles} articles, {exchanged.originals} original files"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says, and print a line for each library."""
    parser = argparse.ArgumentParser(
        prog="python -m components.corpus.backup",
        description="Back up all libraries into a folder, and restore them.",
    )
    parser.add_argument("what", choices=("save", "restore"))
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--library", metavar="ADDRESS", default=os.environ.get("PARALLAX_LIBRARY", ""),
        help="the address of the first library; PARALLAX_LIBRARY where it is not given",
    )  # fmt: skip
    given = parser.parse_args(arguments)
    if not given.library:
        parser.error("name the library: --library ADDRESS, or PARALLAX_LIBRARY")
    folder = given.folder.absolute()
    try:
        is_saving = given.what == "save"
        done = save(given.library, folder) if is_saving else restore(folder, given.library)
        for line in done:
            sys.stdout.write(f"{line}\n")
    except (BackupRefusedError, LibraryError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
