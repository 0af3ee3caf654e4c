"""Matching forms: what two spellings of the same words have in common."""

from __future__ import annotations

import re
import unicodedata

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
    """The form in which two texts are compared; never the form that is shown.

    Compatibility forms (full width, ligatures, the ellipsis) are resolved, case is folded, every
    quotation mark and apostrophe becomes ', every dash -, runs of space one space, and invisible
    signs (zero width, bidirectional, soft hyphen) are dropped. Letters of different alphabets stay
    different, accents stay. Not length-preserving: spans do not carry over.
    """
    if text.isascii():
        marks = text.lower().translate(_ONE_MARK)
    else:
        # Marks first: NFKC would take some of them apart into a space and an accent.
        known = unicodedata.normalize("NFKC", text.translate(_ONE_MARK)).casefold()
        marks = unicodedata.normalize("NFKC", known).translate(_ONE_MARK)
    return " ".join(_RUN.sub(lambda run: run[0][0], marks).split())
