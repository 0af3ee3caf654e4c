"""Lists of references with a tag at the beginning of each line: RIS and EndNote's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.corpus.readers.formats.references.entries import EntryFields

_RIS = re.compile(r"([A-Z][A-Z0-9])\s{1,2}-(?:\s+(.*))?\Z")
_ENDNOTE = re.compile(r"%([0-9A-Z@>^&~+*!$#(\[\]{])\s+(.*)\Z")
RIS_FIELDS = EntryFields(
    title=("TI", "T1", "CT"),
    author=("AU", "A1"),
    source=("T2", "JF", "JO", "JA", "J2", "BT", "T3"),
    date=("DA", "Y1", "PY"),
    url=("UR", "LK", "L2"),
    abstract=("AB", "N2"),
    doi=("DO", "M3"),
    files=("L1", "L4"),
    language=("LA",),
    details={"page": "SP", "edition": "ET", "section": "SE"},
)
ENDNOTE_FIELDS = EntryFields(
    title=("T",),
    author=("A",),
    source=("J", "B"),
    date=("8", "D"),
    url=("U",),
    abstract=("X",),
    doi=("R",),
    files=(">",),
    language=("G",),
    details={"page": "P", "edition": "7"},
)


def is_ris(text: str) -> bool:
    """Whether a text begins with the type of a reference, as RIS does."""
    return bool(re.match(r"\s*TY\s{1,2}-", text))


def is_endnote(text: str) -> bool:
    """Whether a text begins with the type of a reference, as EndNote's own format does."""
    return bool(re.match(r"\s*%0\s", text))


def split_ris(text: str) -> Iterator[dict[str, list[str]]]:
    """The entries of RIS, each from `TY` to `ER` or the next `TY`."""
    return _split(text, _RIS, "TY", "ER")


def split_endnote(text: str) -> Iterator[dict[str, list[str]]]:
    """The entries of EndNote's own format, each from `%0`."""
    return _split(text, _ENDNOTE, "0", "")


def _split(
    text: str, tag: re.Pattern[str], first: str, last: str
) -> Iterator[dict[str, list[str]]]:
    entry: dict[str, list[list[str]]] = {}
    values: list[list[str]] = []
    for line in map(str.strip, text.splitlines()):
        found = tag.match(line)
        if found is None:
            # What has no tag goes on with the line above.
            if values and line:
                values[-1].append(line)
            continue
        if found[1] in (first, last) and entry:
            yield _join(entry)
            entry, values = {}, []
        if found[1] != last:
            values = entry.setdefault(found[1], [])
            values.append([(found[2] or "").strip()])
    if entry:
        yield _join(entry)


def _join(entry: dict[str, list[list[str]]]) -> dict[str, list[str]]:
    return {tag: ["\n".join(lines) for lines in values] for tag, values in entry.items()}
