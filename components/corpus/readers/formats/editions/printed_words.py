"""Words of print as recognition gives them, joined to paragraphs; how sure it was of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.corpus.readers.formats.field_names import language_code
from components.text.language import UNKNOWN, identify

_HYPHENS = "-\u00ad¬‐⸗="
"""At the end of a line; a double hyphen, or what recognition makes of one, in Gothic type."""


@dataclass(frozen=True)
class PrintedWord:
    """A word with how sure recognition was of it (per cent, None where that is not said).

    `whole` is the word of which it is the first or second half, as `half` says (1, 2); 0 for a
    word that is not broken. `line` and `block` number the places in the file where it stands.
    `glued` words stand without a blank behind the one before; after a `broken` one stands a hyphen
    that is no letter of it.
    """

    text: str
    confidence: float | None = None
    whole: str = ""
    half: int = 0
    line: int = 0
    block: int = 0
    glued: bool = False
    broken: bool = False


def join_words(words: Iterable[PrintedWord]) -> str:
    """The words of a paragraph with blanks, those that are broken over two lines made whole."""
    pieces: list[str] = []
    before, pending = None, ""
    for word in words:
        if word.half == 2 and pending and word.whole == pending:
            pending = ""
            continue
        is_whole = word.half == 1 and bool(word.whole)
        shown = word.whole if is_whole else word.text
        pending = word.whole if is_whole else pending
        if shown:
            if before is not None:
                pieces[-1:] = _join_two(pieces[-1], shown, before, word)
            else:
                pieces.append(shown)
            before = word
    return " ".join(pieces)


def _join_two(last: str, shown: str, before: PrintedWord, word: PrintedWord) -> tuple[str, ...]:
    """The last word and the next, as one where they are."""
    is_next_line = (before.line, before.block) != (word.line, word.block)
    if word.glued and not is_next_line:
        return (last + shown,)
    stem = last.rstrip(_HYPHENS)
    is_broken = before.broken or stem != last
    is_whole = before.half == 1 and before.whole
    if not is_next_line or is_whole or not is_broken or not stem[-1:].isalnum():
        return last, shown
    if stem[-1].isalpha() and shown[0].islower():
        return (stem + shown,)
    # Before a capital or a number the hyphen belongs to the word.
    return (f"{stem}-{shown}",) if before.broken or last[-1] == "-" else (last, shown)


def mean_confidence(words: Iterable[PrintedWord]) -> str:
    """The mean of how sure recognition was, per cent without decimals; "" where it is not said.

    Programs write NaN or -1 for a word of which they do not know it.
    """
    stated = (word.confidence for word in words)
    known = [share for share in stated if share is not None and 0 <= share <= 100]
    return str(round(sum(known) / len(known))) if known else ""


def printed_language(text: str, stated: Sequence[str]) -> str:
    """The language of a text; what most of its parts state helps out, since it is often a default.

    Gives ISO 639-1, or "".
    """
    language = identify(text)
    if language != UNKNOWN:
        return language
    return next((code for name, _ in Counter(stated).most_common() if (code := _code(name))), "")


def _code(stated: str) -> str:
    return language_code(stated.split("+")[0])
