"""Text normalisation: cleaning of foreign text, and normal forms in which texts are compared.

Cleaned text (`clean`) is stored and shown; normal forms (`fold`, `read_wording`) never are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache

from components.text.segment import Span, words

_QUOTES = "\"'`´‘’‚‛“”„‟′″‴‵‶‷‹›«»ʹʺʻʼʽ＂＇「」『』〝〞〟"
_DASHES = "-‐‑‒–—―−⁃﹘﹣－"
# Zero-width, bidirectional and other invisible signs, soft hyphen, variation selectors.
_INVISIBLE = [0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
_INVISIBLE += [*range(0x2060, 0x2070), *range(0xFE00, 0xFE10)]

_ONE_MARK = str.maketrans(
    {
        **dict.fromkeys(_QUOTES, "'"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(map(chr, _INVISIBLE), ""),
    }
)
_RUN = re.compile(r"''+|--+")


def fold(text: str) -> str:
    """The normal form in which two texts are compared; spans in it are not spans of the text.

    Compatibility forms (full width, ligatures, the ellipsis) are resolved, case is folded, every
    quotation mark and apostrophe becomes ', every dash -, runs of space one space, and invisible
    signs (zero width, bidirectional, soft hyphen) are dropped. Letters of different alphabets stay
    different, accents stay.
    """
    if text.isascii():
        if text.isalnum():  # most words: there is nothing to resolve
            return text.lower()
        marks = text.lower().translate(_ONE_MARK)
    else:
        # Marks first: NFKC would take some of them apart into a space and an accent.
        known = unicodedata.normalize("NFKC", text.translate(_ONE_MARK)).casefold()
        marks = unicodedata.normalize("NFKC", known).translate(_ONE_MARK)
    return " ".join(_RUN.sub(lambda run: run[0][0], marks).split())


@dataclass(frozen=True)
class Wording:
    """The folded words of a text in one line, each between two spaces, without punctuation."""

    line: str = field(repr=False)

    def holds(self, phrase: str) -> bool:
        """Whether the words of a phrase occur in a row; False for a phrase without words."""
        line = read_wording(phrase).line
        return bool(line.strip()) and line in self.line


@lru_cache(maxsize=64)  # a pair is asked for many phrases, by several that look at it
def read_wording(text: str) -> Wording:
    """The words of a text, to search it for phrases; an English 's is dropped."""
    return Wording(f" {' '.join(_word_key(text[a:b]) for a, b in words(text))} ")


def _word_key(word: str) -> str:
    return fold(word).removesuffix("'s").replace("-", " ")


_BRACKET = re.compile(r"\[([^\[\]\n]{0,200})\]")
_CUTS = frozenset({"", "…", "...", ". . ."})


def find_insertions(text: str) -> list[Span]:
    """Spans of square brackets with their content, in order; not those within a word ([W]e)."""
    return [found.span() for found in _BRACKET.finditer(text) if not _is_within_a_word(found)]


def is_cut(insertion: str) -> bool:
    """Whether brackets with their content mark a cut: [...]."""
    return insertion[1:-1].strip() in _CUTS


def without_insertions(text: str) -> str:
    """The text without insertions; brackets within a word are dropped and their letters kept."""
    pieces, behind = [], 0
    for start, end in find_insertions(text):
        pieces.append(text[behind:start])
        behind = end
    return re.sub(r"[\[\]]", "", "".join([*pieces, text[behind:]]))


def _is_within_a_word(found: re.Match[str]) -> bool:
    text, inside = found.string, found[1]
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return inside.isalpha() and (before.isalpha() or after.isalpha())


LONGEST_RUN_OF_MARKS = 30
"""Combining marks that a letter may have, as in the stream-safe text format of UAX #15.

Without a limit the time of NFC grows with the square of the run: 51 s for 400 kB.
"""

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Cleaned:
    """Text that every database, parser and browser accepts.

    `replaced` counts the characters that were lost: broken ones now shown as U+FFFD, control
    characters and surplus combining marks. New line ends and composed accents are not a loss.
    """

    text: str
    replaced: int


def clean(text: str) -> Cleaned:
    """Clean a foreign text before anything else reads it; linear in its length.

    Lone surrogates become U+FFFD, control characters except tab and line feed are removed, all line
    ends become a line feed, runs of combining marks are cut to 30, and the rest is composed to NFC.
    Cleaning a cleaned text changes nothing.
    """
    text, broken = _replace_surrogates(text)
    text, controls = _CONTROL.subn("", text)
    text = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    text, marks = _cap_marks(text)
    # NFC splits some marks into two, so the runs are cut once more.
    text, more = _cap_marks(unicodedata.normalize("NFC", text))
    return Cleaned(text, broken + controls + marks + more)


def is_within_marks(text: str) -> bool:
    """Whether no letter has more combining marks than `LONGEST_RUN_OF_MARKS`."""
    return _cap_marks(text)[1] == 0


def _replace_surrogates(text: str) -> tuple[str, int]:
    """Join surrogate pairs into the character they mean, and replace those that stand alone."""
    try:
        text.encode()
    except UnicodeEncodeError:
        pass
    else:
        return text, 0
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _SURROGATE.subn("\ufffd", joined)


def _cap_marks(text: str) -> tuple[str, int]:
    if text.isascii() or _marks().isdisjoint(text):
        return text, 0
    capped = _run_of_marks().sub(r"\1", text)
    return capped, len(text) - len(capped)


@cache
def _marks() -> frozenset[str]:
    return frozenset(chr(c) for c in range(0x300, 0x1E950) if unicodedata.combining(chr(c)))


@cache
def _run_of_marks() -> re.Pattern[str]:
    marks = "".join(sorted(_marks()))
    return re.compile(f"([{marks}]{{{LONGEST_RUN_OF_MARKS}}})[{marks}]+")
