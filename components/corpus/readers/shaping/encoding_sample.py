"""Which bytes of a file tell in what encoding its letters are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

SAMPLE = 200_000
"""Bytes that a guess rests on, about."""
SAMPLE_OF_BLOCK = 4_000
"""Bytes of one block, when the sample is taken from many."""
BLOCK = 1 << 20
_HIGH = re.compile(rb"[\x80-\xff]")
# Between lines, cells and tags, and between words; none of these signs is ever half of a letter.
_CELLS = re.compile(rb"([\n\t;\"<>]+)")
_BLANKS = re.compile(rb"[ \t\r\n,;\"]+")
_LONG_CELL = 200
"""Bytes of a cell that says nothing of the encoding of others when it is all ASCII."""
_RARE = 0.25
"""With a smaller share of bytes in words with letters outside of ASCII, only those words tell."""


def sample_of(source: BinaryIO) -> bytes:
    """The file, or lines with letters outside of ASCII from all over it, SAMPLE bytes or few more.

    Only those letters tell one encoding from another.
    """
    start = first_bytes(source, SAMPLE + 1)
    if len(start) <= SAMPLE:
        return start
    found: list[bytes] = []
    for block in blocks(source):
        lines = [_shorten(line) for line in block.split(b"\n") if not line.isascii()]
        found += _thin_out(lines, SAMPLE_OF_BLOCK)
    return b"\n".join(_thin_out(found, SAMPLE)) or start


def telling(sample: bytes) -> bytes:
    """What of a sample tells one encoding from another: much English around it would hide it.

    Long cells in ASCII are left out; where other letters are rare then, the words that have them
    stay, each with its neighbours.
    """
    cells = _CELLS.split(sample)
    kept = b"".join(cell for cell in cells if len(cell) < _LONG_CELL or not cell.isascii())
    words = _BLANKS.split(kept)
    high = [place for place, word in enumerate(words) if not word.isascii()]
    share = sum(len(words[place]) for place in high) / max(1, sum(map(len, words)))
    if not high or share >= _RARE:
        return kept
    near = sorted({place + step for place in high for step in (-1, 0, 1)})
    return b" ".join(words[place] for place in near if 0 <= place < len(words))


def _shorten(line: bytes) -> bytes:
    """A line that is not all ASCII from the word with its first other letter on, cut at a word."""
    if len(line) <= SAMPLE_OF_BLOCK:
        return line
    found = _HIGH.search(line)
    assert found is not None
    at = found.start()
    # A space is never half of a letter, in no encoding that has ASCII in it.
    start = line.rfind(b" ", 0, at) + 1
    end = line.find(b" ", at + SAMPLE_OF_BLOCK)
    return line[start : end if end >= 0 else None]


def _thin_out(lines: list[bytes], most: int) -> list[bytes]:
    """Of so many lines every second, or third, …, so that about `most` bytes are left."""
    return lines[:: max(1, -(-sum(map(len, lines)) // most))]


def first_bytes(source: BinaryIO, size: int) -> bytes:
    """So many bytes from the start of a file."""
    source.seek(0)
    return source.read(size)


def blocks(source: BinaryIO, skip: int = 0) -> Iterator[bytes]:
    """The file in pieces that end with a line, unless lines are very long."""
    source.seek(skip)
    while block := source.read(BLOCK):
        yield block + source.readline(BLOCK)
