"""Bytes to text: which encoding, and how sure."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from components.corpus.readers.drafts import UnreadableError

SAMPLE = 200_000
"""Bytes that guesses rest on."""
LARGE = 50_000_000
"""Bytes beyond which a file is decoded piece by piece."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SKIPS_BOM = {
    **{"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"},
    **{"utf-32-le": "utf-32", "utf-32-be": "utf-32"},
}
_DECLARATION = re.compile(rb"(?:charset|encoding)\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_:.\-]{2,30})")
_NAMES_OF_WINDOWS_1252 = ("iso8859-1", "ascii")
_NOT_TRUSTED = ("utf-7", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_ESCAPED = ("iso2022_jp_ext", "iso2022_kr", "hz")
_TEXT_CONTROLS = b"\t\n\v\f\r\x1b"
# Mainframes, old printers and scripts without a press: they win short texts by accident.
_UNLIKELY = [
    *("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140", "hp_roman8", "ptcp154"),
    *("cp775", "cp1258", "iso8859_10", "iso8859_13", "iso8859_14", "iso8859_16", "mac_iceland"),
    *("mac_latin2", "mac_turkish", "mac_greek", "utf_7", "kz1048", "cp720", "cp858"),
]
_NOT_TEXT = "This file is not text: save it as .txt in UTF-8 and load it again."


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was read in, and a sentence for the reader when that is not certain."""

    text: str
    encoding: str
    note: str = ""


@dataclass(frozen=True)
class OpenedText:
    """A file as text to be read from its start; `large` when not all of it was looked at."""

    text: TextIO
    note: str = ""
    large: bool = False


def decode(data: bytes, declared: str = "") -> Decoded:
    """Turn the bytes of a text file into text.

    Order of trust: byte order mark, UTF-8 that decodes without an error, the encoding the file
    declares, UTF-16 or UTF-32 by its pattern of zeros, a guess from the letters. UTF-8 goes before
    the declaration because other text hardly ever is valid UTF-8, while many declarations are
    wrong. Raises UnreadableError for bytes that are not text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_leniently(data[len(bom) :], encoding)
    for encoding in _candidates(data, declared):
        text = _try(data, encoding)
        if text is not None:
            return Decoded(text, encoding)
    if _share_of_controls(data) > 0.05:
        raise UnreadableError(_NOT_TEXT)
    return _decode_leniently(data, *_guess(data))


def open_text(source: BinaryIO) -> OpenedText:
    """Decode a file that may be too large to be held: then its encoding rests on its beginning.

    Line ends are left as they are.
    """
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    if size <= LARGE:
        decoded = decode(source.read())
        return OpenedText(io.StringIO(decoded.text, newline=""), decoded.note)
    sample = source.read(SAMPLE)
    source.seek(0)
    # Not cut within a letter; wide encodings have four bytes a letter at most, and so has SAMPLE.
    whole = sample if b"\0" in sample else sample[: sample.rfind(b"\n")] or sample
    decoded = decode(whole)
    has_bom = any(sample.startswith(bom) for bom, _ in _BOMS)
    encoding = _SKIPS_BOM.get(decoded.encoding, decoded.encoding) if has_bom else decoded.encoding
    text = io.TextIOWrapper(source, encoding, "replace", newline="")
    return OpenedText(text, decoded.note, large=True)


def declared_encoding(data: bytes) -> str:
    """The encoding named in the first 4 kB of a web page or feed, or ""."""
    found = _DECLARATION.search(data[:4096])
    return found.group(1).decode("ascii") if found else ""


def _candidates(data: bytes, declared: str) -> list[str]:
    """Encodings to be tried without tolerance, in order."""
    if (wide := _wide_encoding(data)) and _try(data, wide) is not None:
        return [wide]
    if data.isascii() and (b"\x1b$" in data or b"~{" in data):
        return [*_ESCAPED, "utf-8"]
    known = _known(declared)
    mostly_controls = _share_of_controls(data) > 0.3
    return [] if mostly_controls else ["utf-8", *([known] if known else [])]


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""
    if name in _NAMES_OF_WINDOWS_1252:
        return "cp1252"
    return "" if name in _NOT_TRUSTED else name


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, told by where the zeros stand."""
    sample = data[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    at = [sample[i::4].count(0) / max(1, len(sample[i::4])) for i in range(4)]
    if len(data) % 4 == 0 and min(at[2:]) > 0.9 > min(at[:2]):
        return "utf-32-le"
    if len(data) % 4 == 0 and min(at[:2]) > 0.9 > min(at[2:]):
        return "utf-32-be"
    even, odd = (at[0] + at[2]) / 2, (at[1] + at[3]) / 2
    if len(data) % 2 or max(even, odd) < 0.05 or min(even, odd) > 0.01:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _share_of_controls(data: bytes) -> float:
    sample = data[:SAMPLE]
    controls = sum(sample.count(c) for c in range(32) if c not in _TEXT_CONTROLS)
    return controls / max(1, len(sample))


def _guess(data: bytes) -> tuple[str, str]:
    """An encoding for undeclared bytes, and the sentence that says it was guessed."""
    import charset_normalizer

    sample = data[:SAMPLE]
    if _is_nearly_utf8(sample):
        return "utf-8", ""
    best = charset_normalizer.from_bytes(sample, cp_exclusion=_UNLIKELY).best()
    if best is None:
        raise UnreadableError(
            "The encoding of this file could not be told: save it in UTF-8 and load it again."
        )
    name = "cp1252" if best.encoding in ("latin_1", "iso8859_1") else best.encoding
    shown = name.replace("_", "-").replace("cp125", "windows-125")
    return name, f"Its encoding is not stated and was taken to be {shown}: check the letters."


def _is_nearly_utf8(sample: bytes) -> bool:
    """Whether most characters outside ASCII are valid UTF-8, which they never are by accident."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(not c.isascii() for c in text) - broken
    return whole > 2 * broken


def _decode_leniently(data: bytes, encoding: str, note: str = "") -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode()) * (encoding == "utf-8")
    if broken <= 0:
        return Decoded(text, encoding, note)
    if broken > 0.1 * len(text):
        raise UnreadableError(_NOT_TEXT)
    what = f"{broken:,} broken characters are" if broken > 1 else "1 broken character is"
    lost = f"{what} shown as \ufffd: the file is not clean {encoding.upper()}."
    return Decoded(text, encoding, f"{note} {lost}".strip())
