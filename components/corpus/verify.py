"""Check an evidence pack on the command line: `python -m components.corpus.verify PACK`.

Reads packs in HTML, JSON, DOCX and PDF, without the dashboard and without a network. Prints a line
for each article and a verdict. Exit code 0: everything holds; 1: something does not; 2: the file
cannot be read as a pack.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from components.corpus.integrity.check_pack import ArticleCheck, PackCheck, check_pack
from components.corpus.integrity.read_pack import UnreadablePackError, read_pack
from components.text.unsafe_characters import show_unsafe

HOLDS, DOES_NOT_HOLD, UNREADABLE = 0, 1, 2
MOST_ORIGINALS = 100_000
_NO_SIGNATURE = (
    "A pack is not signed: this finds damage and careless changes. Who changes a pack on purpose "
    "can compute new hashes, but not those of the original files (--originals FOLDER)."
)


def verify(path: Path, originals: Path | None = None) -> tuple[int, list[str]]:
    """The exit code for a pack and the lines to print.

    With a folder of `originals` each article must have come in a file with the bytes of one there.
    """
    try:
        read = read_pack(path)
        found = check_pack(read)
        if originals is not None:
            found = _compare_originals(found, originals)
    except UnreadablePackError as error:
        return UNREADABLE, [f"CANNOT BE READ  {error}"]
    lines = [*_describe_articles(found), *(f"  {fault}" for fault in found.faults)]
    failed = sum(bool(one.faults) for one in found.articles)
    holds = not failed and not found.faults
    lines += [f"Not checked: {told}" for told in found.unchecked]
    lines.append(_describe_verdict(read.form, len(found.articles), failed, holds))
    return (HOLDS if holds else DOES_NOT_HOLD), [show_unsafe(_one_line(line)) for line in lines]


def _describe_articles(found: PackCheck) -> Iterator[str]:
    for one in found.articles:
        verdict = "DOES NOT HOLD" if one.faults else "holds"
        yield f"{one.letter:<3} {verdict:<13}  {one.title}"
        yield from (f"      {fault}" for fault in one.faults)


def _describe_verdict(form: str, count: int, failed: int, holds: bool) -> str:
    articles = f"{count} {'article' if count == 1 else 'articles'}"
    if holds:
        return f"HOLDS  The {form} pack of {articles} is as it was made. {_NO_SIGNATURE}"
    which = f"{failed} of {articles}" if failed else "the pack as a whole, but no single article"
    return f"DOES NOT HOLD  {which}; see the lines above."


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _compare_originals(found: PackCheck, folder: Path) -> PackCheck:
    digests = _digests(folder)
    articles = tuple(
        replace(one, faults=(*one.faults, *_original_faults(one, digests)))
        for one in found.articles
    )
    return replace(found, articles=articles)


def _original_faults(one: ArticleCheck, digests: dict[str, list[str]]) -> Iterator[str]:
    if one.sha256 in digests:
        return
    named = any(Path(one.file).name == name for names in digests.values() for name in names)
    other = "the file of that name has other bytes" if named else "no file there has its bytes"
    yield f"The original {one.file} was not found: {other}."


def _digests(folder: Path) -> dict[str, list[str]]:
    """The names of the files of a folder, and of those below it, by the digest of their bytes."""
    if not folder.is_dir():
        raise UnreadablePackError(f"There is no folder {folder}.")
    found: dict[str, list[str]] = {}
    for count, path in enumerate(sorted(p for p in folder.rglob("*") if p.is_file()), 1):
        if count > MOST_ORIGINALS:
            raise UnreadablePackError(f"The folder has more than {MOST_ORIGINALS:,} files.")
        try:
            with path.open("rb") as file:
                found.setdefault(file_digest(file, "sha256").hexdigest(), []).append(path.name)
        except OSError as error:
            raise UnreadablePackError(f"{path.name} cannot be opened: {error.strerror}.") from None
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the pack that is named on the command line, and print what was found."""
    parser = argparse.ArgumentParser(
        prog="python -m components.corpus.verify",
        description="Check that an evidence pack is as it was made.",
        epilog=f"Exit code 0: holds; 1: does not hold; 2: cannot be read. {_NO_SIGNATURE}",
    )
    parser.add_argument("pack", type=Path, help="a pack in HTML, JSON, DOCX or PDF")
    parser.add_argument(
        "--originals", type=Path, metavar="FOLDER",
        help="compare the hashes of the original files with those in this folder",
    )  # fmt: skip
    given = parser.parse_args(arguments)
    code, lines = verify(given.pack, given.originals)
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
