"""Large letters at the beginning of a paragraph of a PDF, set back before its first line.

Lengths are points from the lower left corner of the page.
"""

from __future__ import annotations

import re
from dataclasses import replace

from components.corpus.readers.formats.pdf.letters import Line
from components.text.language import identify
from components.text.stop_words import FUNCTION_WORDS

_INITIAL = re.compile(r"[^\w\s]{0,2}[^\W\d_][’']?")
_FIRST = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# In English, French, Spanish, Italian, Portuguese, Polish, Czech, Russian and Ukrainian.
_WORDS_OF_ONE_LETTER = frozenset("aiàyoeóèézwuvskв кусоияазіїйбж".replace(" ", ""))
# What no English word begins with, and what follows `A` and `I` in words that are one.
_NO_BEGINNING = re.compile(
    r"([^aeiouy])\1|[aeio]|u(?!n[ei]|s[aei]|s\b)|[^aeiouy]+\b"
    r"|(?![bcfgkp][lr]|[dt][rw]|th|[cgkprsw]h|s[ckmnpqtvwl]|[gk]n|qu|wr|ps)[^aeiouy]{2}"
)
_AFTER_A = (
    *("board", "bove", "broad", "cademic", "cross", "dult", "frican", "gain", "genc", "gent"),
    *("gree", "head", "larm", "lert", "live", "lone", "long", "meric", "mid", "mong", "nalys"),
    *("nimal", "nonym", "part", "polog", "pril", "rab", "rea", "rizon", "side", "sia", "sleep"),
    *(
        "strono",
        "sylum",
        "thens",
        "thlet",
        "mazon",
        "tom",
        "viation",
        "void",
        "wait",
        "ward",
        "ware",
        "way",
        "wake",
    ),
)
_AFTER_I = (
    *("celand", "dea", "dent", "magin", "mam", "ran", "raq", "reland", "rish", "ron", "saac"),
    *("sabel", "slam", "sland", "solat", "stanbul", "tal", "tem", "van", "vory"),
)
_AFTER_PREPOSITIONS = FUNCTION_WORDS - {"of", "to", "in", "for", "that", "is", "was", "at", "on"}


def is_initial(text: str) -> bool:
    """Whether it is one letter, perhaps with a quotation mark before it or an apostrophe after."""
    return _INITIAL.fullmatch(text) is not None


def join_initial(initial: str, rest: str, text: str) -> str:
    """How a paragraph begins: `T`, `he council` with `The`, but `A`, `council` with two words.

    `text` is that of the whole document, whose words decide where both could be.
    """
    if rest[:1].isspace():
        return f"{initial} {rest.lstrip()}"
    letter = initial[-1:].casefold()
    can_be_word = is_initial(initial) and letter in _WORDS_OF_ONE_LETTER
    apart = can_be_word and _is_word(letter, rest, text)
    return f"{initial} {rest}" if apart else f"{initial}{rest}"


def _is_word(letter: str, rest: str, text: str) -> bool:
    """Whether this letter is a word before `rest`."""
    first = _FIRST.match(rest)
    if first is None:  # a number, a quotation; or an apostrophe, a stop
        return rest[:1].isdigit() or rest[:1] in '“‘«„"([$£€'
    if first[0][:1].isupper() and first[0][1:2].islower():
        return True
    word = first[0].casefold()
    words = [found.casefold() for found in _FIRST.findall(text)]
    others = set(words) - ({word} if words.count(word) == 1 else set())
    alone = _is_among(word, others)
    is_english = letter in "ai" and identify(text) == "en"
    begun = is_english and word.startswith(_AFTER_A if letter == "a" else _AFTER_I)
    together = begun or _is_among(letter + word, others)
    if alone and together:  # "A long debate", "Along the river"
        following = _FIRST.search(rest, first.end())
        return following is None or following[0].casefold() not in _AFTER_PREPOSITIONS
    return alone or (is_english and not together and not _NO_BEGINNING.match(word))


def _is_among(word: str, others: set[str]) -> bool:
    """Whether it is a word of the text, in whatever form, or one that every text has."""
    if len(word) < 2:
        return False
    start = word[: max(4, len(word) - 2)]
    return (
        word in FUNCTION_WORDS
        or word in others
        or any(len(start) > 3 and other.startswith(start) for other in others)
    )


LEAST_HEIGHT = 1.6
"""Heights of a line from which a letter is such an initial."""


def place_drop_caps(lines: list[Line], text: str) -> list[Line]:
    """The lines of a page, each lone large letter joined to the line that begins with it.

    The lines beside it begin where it does, as those below. `text` is that of the document.
    """
    for initial in [line for line in lines if is_initial(line.text)]:
        beside = sorted(
            (line for line in lines if _is_beside(initial, line)), key=lambda line: -line.top
        )
        if beside:
            moved = {line: replace(line, left=initial.left) for line in beside}
            # A space after it shows: the lines below begin nearer to it.
            apart = len(beside) > 1 and beside[0].left - beside[1].left > 0.1 * beside[0].height
            rest = f" {beside[0].text}" if apart else beside[0].text
            begun = join_initial(initial.text, rest, text)
            moved[beside[0]] = replace(moved[beside[0]], text=begun)
            lines = [moved.get(line, line) for line in lines if line is not initial]
    return lines


def _is_beside(initial: Line, line: Line) -> bool:
    middle = (line.top + line.bottom) / 2
    gap = line.left - initial.right
    return (
        initial.bottom < middle < initial.top
        and LEAST_HEIGHT * line.height < initial.height
        and -0.5 * line.height < gap < 1.2 * line.height
    )
