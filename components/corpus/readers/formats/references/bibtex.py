"""BibTeX: its entries as names and values, with the letters that LaTeX writes in commands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from components.corpus.readers.formats.references.entries import EntryFields

BIBTEX_FIELDS = EntryFields(
    title=("title",),
    author=("author",),
    source=("journaltitle", "journal", "newspaper", "booktitle", "organization", "howpublished"),
    date=("date", "issued", "year, month, day", "year"),
    url=("url", "link"),
    abstract=("abstract",),
    doi=("doi",),
    files=("file", "localfile"),
    language=("langid", "language"),
    details={"page": "pages", "edition": "edition"},
)
_START = re.compile(r"@([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*+[^,\s={}\"]*+\s*,")
_NAME = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}\"]+")
_JOINT = re.compile(r"\s*#\s*")
_LONGEST = 2_000_000
_NO_ENTRIES = ("comment", "preamble", "string")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MARKS = {
    **{"`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303"},
    **{"=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b"},
    **{"c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323"},
}
"""The letter of Unicode that puts an accent on the one before, by LaTeX's command."""
_ACCENT = re.compile(
    r"\\([`'^\"~=.])\s*+\{?\s*\\?([A-Za-z])\}?|\\([uvHckrd])(?:\s++\{?|\{)\s*\\?([A-Za-z])\}?"
)
_LETTERS = {
    **{"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ"},
    **{"OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j", "dh": "ð", "th": "þ"},
    **{"textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘"},
    **{"textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "dots": "…"},
}
_LETTER = re.compile(rf"\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])\s?")
_STYLE = re.compile(r"\\(?:emph|textit|textbf|textsc|textrm|url|href|mkbibquote)\s*(?=\{)")
_ESCAPED = re.compile(r"\\([&%$#_{}~ ])")


def is_bibtex(text: str) -> bool:
    """Whether a text has an entry of BibTeX near its beginning."""
    return bool(_START.search(text[:20_000]))


def split_bibtex(text: str) -> Iterator[dict[str, list[str]]]:
    """The entries, names in small letters; authors one by one, the day put together."""
    words: dict[str, str] = dict(zip(_MONTHS, map(str, range(1, 13)), strict=True))
    at = 0
    while start := _START.search(text, at):
        kind, at = start[1].casefold(), start.end()
        key = None if kind in _NO_ENTRIES else _KEY.match(text, at)
        if kind in ("comment", "preamble"):
            continue
        values, at = _read_values(text, key.end() if key else at, words)
        if kind == "string":
            words |= values
        elif values:
            yield _entry(values)


def _read_values(text: str, at: int, words: dict[str, str]) -> tuple[dict[str, str], int]:
    """The named values of an entry from there on, and where they end."""
    values: dict[str, str] = {}
    while name := _NAME.match(text, at):
        value, at = _read_value(text, name.end(), words)
        while joint := _JOINT.match(text, at):
            more, at = _read_value(text, joint.end(), words)
            value += more
        values.setdefault(name[1].casefold(), value)
    return values, at


def _read_value(text: str, at: int, words: dict[str, str]) -> tuple[str, int]:
    if text[at : at + 1] == "{":
        end = _end_of_braces(text, at)
        return text[at + 1 : end], end + 1
    if text[at : at + 1] == '"':
        end = at + 1
        while end < len(text) and text[end] != '"':
            end = _end_of_braces(text, end) + 1 if text[end] == "{" else end + 1
        return text[at + 1 : end], end + 1
    bare = _BARE.match(text, at)
    if bare is None:
        return "", at
    return words.get(bare[0].casefold(), bare[0]), bare.end()


def _end_of_braces(text: str, at: int) -> int:
    """Where the brace that opens there is closed; if never, where the next entry begins."""
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST)):
        letter = text[place]
        if letter == "\n" and _START.match(text, place + 1):
            return place
        if letter in "{}" and text[place - 1 : place] != "\\":
            depth += 1 if letter == "{" else -1
            if depth == 0:
                return place
    return min(len(text), at + _LONGEST)


def _entry(values: dict[str, str]) -> dict[str, list[str]]:
    found = {name: [decode_latex(value)] for name, value in values.items()}
    people = " ".join(values.get("author", "").split()).split(" and ")
    found["author"] = [decode_latex(one) for one in people if one.strip() not in ("", "others")]
    if {"year", "month", "day"} <= values.keys():
        month = values["month"].strip().casefold()[:3]
        number = str(_MONTHS.index(month) + 1) if month in _MONTHS else month
        found["year, month, day"] = [f"{values['year'].strip()}-{number}-{values['day'].strip()}"]
    for name in ("file", "localfile"):
        if name in values:
            found[name] = [*_paths(values[name])]
    return found


def _paths(written: str) -> Iterator[str]:
    """The paths of `description:path:type;…`, as Zotero, JabRef and Mendeley write them."""
    for one in re.split(r"(?<!\\);", written):
        parts = [
            part.replace("\\:", ":").replace("\\;", ";") for part in re.split(r"(?<!\\):", one)
        ]
        yield parts[1] if len(parts) == 3 else ":".join(parts)


def decode_latex(value: str) -> str:
    """A value as a person reads it: accents as letters, commands and braces left out."""
    value = _ACCENT.sub(_accented, _STYLE.sub("", value))
    value = _LETTER.sub(lambda found: _LETTERS[found[1]], value)
    value = _ESCAPED.sub(lambda found: "\0" + found[1], value)
    value = re.sub(r"(?<!\0)[{}]", "", value).replace("\0", "").replace("~", " ")
    value = value.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    lines = "\n".join(map(str.strip, value.splitlines()))
    return re.sub(r"(?<!\n)\n(?!\n)", " ", lines).strip()


def _accented(found: re.Match[str]) -> str:
    mark, letter = found[1] or found[3], found[2] or found[4]
    return unicodedata.normalize("NFC", letter + _MARKS[mark])
