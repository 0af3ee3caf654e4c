"""Decoding of bytes to text: which encoding, and how sure."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO, TextIO

from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.shaping.garbled_letters import has_windows_letters
from components.corpus.readers.stream import BLOCK, SAMPLE, read_blocks, read_start, take_telling
from components.text.language import identify
from components.text.plural import agree

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
_META = re.compile(rb"<meta[^>]{1,200}?charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_:.\-]{2,30})", re.I)
_NAMES_OF_WINDOWS_1252 = ("iso8859-1", "ascii")
_WESTERN = ("cp1252", "latin_1", "iso8859_1")
_NOT_WESTERN = ("hu", "pl", "cs", "sk", "sl", "hr", "bs", "ro", "tr", "et", "lv", "lt")
# What writes letters as marks of ASCII, by the mark that begins them.
_ESCAPED = {b"\x1b$": ("iso2022_jp_ext", "iso2022_kr"), b"~{": ("hz",)}
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")
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
    """A file as text to be read from its start; `large` when it is too large to be held."""

    text: TextIO
    note: str = ""
    large: bool = False


@dataclass(frozen=True)
class _Choice:
    """An encoding, what a person has to know of it, and the bytes of the mark before the text."""

    encoding: str
    note: str = ""
    mark: int = 0


def decode(data: bytes, declared: str = "") -> Decoded:
    """Turn the bytes of a text file into text.

    Order of trust: byte order mark, UTF-8 that decodes without an error, the encoding the file
    declares, UTF-16 or UTF-32 by its pattern of zeros, a guess from the letters. UTF-8 goes before
    the declaration because other text hardly ever is valid UTF-8, while many declarations are
    wrong. Raises UnreadableError for bytes that are not text.
    """
    chosen = _choose(io.BytesIO(data), declared)
    text = data[chosen.mark :].decode(chosen.encoding, "replace")
    return Decoded(text, chosen.encoding, chosen.note)


def open_text(stream: BinaryIO, large: int = LARGE) -> OpenedText:
    """Decode a file; one of more than `large` bytes is not held, but gone through twice or more.

    Its encoding is chosen as `decode` does. Line ends are left as they are.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size <= large:
        decoded = decode(stream.read())
        return OpenedText(io.StringIO(decoded.text, newline=""), decoded.note)
    chosen = _choose(stream)
    stream.seek(0)
    encoding = _SKIPS_BOM.get(chosen.encoding, chosen.encoding) if chosen.mark else chosen.encoding
    text = io.TextIOWrapper(stream, encoding, "replace", newline="")
    return OpenedText(text, chosen.note, large=True)


def declared_encoding(data: bytes) -> str:
    """The encoding named in the first 4 kB of a web page or feed, or in a later meta tag; or ""."""
    found = _DECLARATION.search(data[:4096]) or _META.search(data[:BLOCK])
    return found.group(1).decode("ascii") if found else ""


def _choose(stream: BinaryIO, declared: str = "") -> _Choice:
    start = read_start(stream, SAMPLE)
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return _count_broken(stream, _Choice(encoding, mark=len(bom)))
    if wide := _wide_encoding(start):
        return _count_broken(stream, _Choice(wide))
    for encoding in _candidates(stream, start, declared):
        if _decodes(stream, encoding):
            return _Choice(encoding)
    if _share_of_controls(start) > 0.05:
        raise UnreadableError(_NOT_TEXT)
    return _count_broken(stream, _guess(take_telling(stream)))


def _candidates(stream: BinaryIO, start: bytes, declared: str) -> list[str]:
    """Encodings to be tried without tolerance, in order."""
    if escaped := _escaped(stream):
        return [*escaped, "utf-8"]
    known = _known(declared)
    mostly_controls = _share_of_controls(start) > 0.3
    return [] if mostly_controls else ["utf-8", *([known] if known else [])]


def _escaped(stream: BinaryIO) -> list[str]:
    """Encodings of old mails from East Asia whose marks stand in a file that is all ASCII."""
    found: set[bytes] = set()
    for block in read_blocks(stream):
        if not block.isascii():
            return []
        found |= {mark for mark in _ESCAPED if mark in block}
    return [name for mark, names in _ESCAPED.items() if mark in found for name in names]


def _known(declared: str) -> str:
    """Python's name of a declared encoding of text, or "" for one that is not believed."""
    try:
        name = codecs.lookup(declared).name
        # Python knows under such names also what turns bytes into bytes, and of wide letters,
        # which are told by their zeros, one byte is none.
        b"a".decode(name)
    except (LookupError, ValueError):  # the latter also for a name with a NUL in it
        return ""
    return "cp1252" if name in _NAMES_OF_WINDOWS_1252 else name


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, told by where the zeros stand."""
    sample = data[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    at = [sample[i::4].count(0) / max(1, len(sample[i::4])) for i in range(4)]
    if min(at[2:]) > 0.9 > min(at[:2]):
        return "utf-32-le"
    if min(at[:2]) > 0.9 > min(at[2:]):
        return "utf-32-be"
    even, odd = (at[0] + at[2]) / 2, (at[1] + at[3]) / 2
    if max(even, odd) < 0.05 or min(even, odd) > 0.01:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _share_of_controls(data: bytes) -> float:
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls / max(1, len(sample))


def _guess(sample: bytes) -> _Choice:
    """An encoding for undeclared bytes, and the sentence that says it was guessed."""
    import charset_normalizer

    if _is_nearly_utf8(sample):
        return _Choice("utf-8")
    found = charset_normalizer.from_bytes(sample, cp_exclusion=_UNLIKELY)
    best = found.best()
    if best is None:
        raise UnreadableError(
            "The encoding of this file could not be determined: save it in UTF-8 and load it again."
        )
    # Of encodings that fit as well it takes the first by the alphabet: cp1250 for French.
    likely = {
        name
        for match in found
        if match.chaos <= best.chaos and match.coherence >= best.coherence
        for name in match.could_be_from_charset
    }
    if has_windows_letters(sample, best.encoding):
        likely = {"cp1252"}
    is_western = not likely.isdisjoint(_WESTERN) and identify(str(best)) not in _NOT_WESTERN
    name = "cp1252" if is_western else best.encoding
    shown = name.replace("_", "-").replace("cp125", "windows-125")
    note = f"Its encoding is not stated; {shown} was assumed. Check the letters."
    return _Choice(name, note)


def _is_nearly_utf8(sample: bytes) -> bool:
    """Whether most characters outside ASCII are valid UTF-8, which they never are by accident."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd") - sample.count("\ufffd".encode())
    whole = sum(not c.isascii() for c in text) - broken
    return whole > 2 * broken


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    """Whether the whole file is valid in an encoding."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        for block in read_blocks(stream):
            decoder.decode(block)
        decoder.decode(b"", True)
    except (UnicodeError, LookupError):
        return False
    return True


def _count_broken(stream: BinaryIO, chosen: _Choice) -> _Choice:
    """The choice with the number of bytes that are no letters in it; raises when they are many."""
    decoder = codecs.getincrementaldecoder(chosen.encoding)("replace")
    broken = letters = 0
    before = b""
    for block in chain(read_blocks(stream, chosen.mark), [b""]):
        text = decoder.decode(block, not block)
        letters += len(text)
        broken += text.count("\ufffd")
        if chosen.encoding == "utf-8":
            # One that stands in the file was lost before.
            joined = before + block
            broken -= joined.count("\ufffd".encode())
            before = joined[-2:]
    if broken <= 0:
        return chosen
    if broken > 0.1 * letters:
        raise UnreadableError(_NOT_TEXT)
    what = f"{broken:,} {agree(broken, 'broken character is', 'broken characters are')}"
    lost = f"{what} shown as \ufffd: the file is not valid {chosen.encoding.upper()}."
    return replace(chosen, note=f"{chosen.note} {lost}".strip())
