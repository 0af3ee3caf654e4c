"""Exports of Factiva as text, RTF or PDF, with the codes of the fields or without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_documents,
    join_lines,
)
from components.corpus.readers.formats.press.factiva.factiva_fields import (
    AFTER_TEXT,
    CODES,
    DOCUMENT_NUMBER,
    drop_last_lines,
    is_dated_below,
    is_page_foot,
    read_above,
    read_below,
    read_coded,
)

_CODED = re.compile(rf"\s{{0,8}}({'|'.join(CODES)})(?:(\t)\s*|\s+|$)(.*)", re.DOTALL)
_OF_TEXT = ("LP", "TD")
_BEFORE = ("SE", "CLM", "HD")
_MOST_ABOVE = 5
"""Lines above the count of words that may belong to the first document: above are contents."""


def is_coded(lines: Sequence[str]) -> bool:
    """Whether a text is an export of Factiva with the codes of the fields."""
    codes = [found[1] for line in lines if (found := _CODED.match(line))]
    if "HD" not in codes or not {*codes} & {*_OF_TEXT}:
        return False
    first = codes.index("HD")
    return "PD" in codes[first : first + 8]


def split_coded(lines: Sequence[str]) -> Results:
    """One draft for each document whose fields have codes."""
    documents = enumerate(_list_coded(lines), 1)
    has_blank = any(not line.strip() for line in lines)
    return draft_documents(
        read_coded(number, {code: _value(code, said, has_blank) for code, said in values.items()})
        for number, values in documents
    )


def _value(code: str, said: list[str], has_blank: bool) -> str:
    if code in _OF_TEXT:
        return join_lines(said, has_blank).strip()
    return " ".join(said)


def _list_coded(lines: Sequence[str]) -> Iterator[dict[str, list[str]]]:
    """The values of each document by code, as the lines that belong to them."""
    values: dict[str, list[str]] = {}
    code = ""
    has_tabs = any((found := _CODED.match(line)) and found[2] for line in lines)
    for line in lines:
        found = _CODED.match(line)
        if found and _is_code(found, code, has_tabs):
            is_new = (
                found[1] in values or "AN" in values or (found[1] in _BEFORE and "LP" in values)
            )
            if is_new and values:
                yield values
                values = {}
            code = found[1]
            values[code] = [found[3]]
        elif code and code != "AN" and not is_page_foot(line):
            values[code].append(line)
    if "HD" in values:
        yield values


def _is_code(found: re.Match[str], before: str, has_tabs: bool) -> bool:
    """Whether a line that begins like one begins a field: a text may begin with "IN THE END"."""
    if has_tabs:
        return bool(found[2]) or not found[3]
    if before not in _OF_TEXT:
        return True
    return found[1] in ("TD", "HD", "SE", "AN", "CLM") or (
        found[1] in AFTER_TEXT and (" : " in found[3] or found[1] == "PUB" or not found[3])
    )


def is_laid_out(lines: Sequence[str]) -> bool:
    """Whether a text is an export of Factiva without codes: words, day and number tell."""
    plain = [line.strip() for line in lines if line.strip()]
    if not any(DOCUMENT_NUMBER.fullmatch(line) for line in plain if len(line) < 80):
        return False
    return any(is_dated_below(plain, i) for i, line in enumerate(plain) if len(line) < 40)


def split_laid_out(lines: Sequence[str]) -> Results:
    """One draft for each document that ends with its number."""
    has_blank = any(not line.strip() for line in lines)
    return draft_documents(
        _read(number, part, has_blank) for number, part in enumerate(_list_parts(lines), 1)
    )


def _list_parts(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        if len(line) < 90 and DOCUMENT_NUMBER.fullmatch(line.strip()):
            if any(map(str.strip, part)):
                yield part
            part = []
        elif not is_page_foot(line):
            part.append(line)


def _read(number: int, part: Sequence[str], has_blank: bool) -> Document:
    document = Document(number)
    places = [i for i, line in enumerate(part) if line.strip()]
    plain = [part[i].strip() for i in places]
    at = next((i for i in range(len(plain)) if is_dated_below(plain, i)), -1)
    if at < 0:
        return document
    read_above(document, plain[max(0, at - _MOST_ABOVE) : at])
    used = at + read_below(document, plain[at:])
    if used < len(plain):
        heads = plain[at:used]
        kept = drop_last_lines(plain[used:], heads)
        end = places[used + len(kept) - 1] + 1
        document.text = join_lines(part[places[used] : end], has_blank)
    return document
