"""Paragraphs of documents to drafts: titles and drop caps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.corpus.readers.drafts import Draft
from components.corpus.readers.shaping.paragraphs import split_headline
from components.text.language import FUNCTION_WORDS, identify

_TITLE_STYLES = ("title", "heading 1", "titel", "überschrift 1", "titre", "заголовок 1", "назва")
_OF_NO_MEANING = re.compile(
    r"(?:microsoft word|word document|powerpoint|untitled|unbenannt|слайд)\b"
    r"|(?:document|doc|документ) ?\d*$"
    r"|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|tex|dvi|html?|txt|pages)$",
    re.IGNORECASE,
)


_INITIAL = re.compile(r"[^\w\s]{0,2}[^\W\d_][’']?")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
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
    *("strono", "sylum", "thens", "thlet", "mazon", "tom", "viation", "void", "wait", "ward"),
    *("ware", "way", "wake"),
)
_AFTER_I = (
    *("celand", "dea", "dent", "magin", "mam", "ran", "raq", "reland", "rish", "ron", "saac"),
    *("sabel", "slam", "sland", "solat", "stanbul", "tal", "tem", "van", "vory"),
)
_AFTER_PREPOSITIONS = FUNCTION_WORDS - {"of", "to", "in", "for", "that", "is", "was", "at", "on"}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document, and the name of its style, or ""."""

    text: str
    style: str = ""


def draft_paragraphs(paragraphs: list[Paragraph]) -> Draft:
    """An article whose title is a first paragraph in a style for titles, or like a headline."""
    if not paragraphs:
        return Draft("")
    first, rest = paragraphs[0], paragraphs[1:]
    if rest and first.style.casefold() in _TITLE_STYLES:
        return Draft(_join_paragraphs(rest), title=first.text)
    title, text = split_headline(_join_paragraphs(paragraphs))
    return Draft(text, title=title)


def meaningful_title(title: str) -> str:
    """A title from a file's properties, or "" when it names the file or the program."""
    words = " ".join(title.split())
    return "" if _OF_NO_MEANING.match(words) else words


def remove_title(text: str, title: str) -> str:
    """The text without a first paragraph that repeats the title."""
    first, _, rest = text.lstrip().partition("\n\n")
    return rest if rest and " ".join(first.split()).casefold() == title.casefold() else text


def _join_paragraphs(paragraphs: list[Paragraph]) -> str:
    return "\n\n".join(p.text.strip() for p in paragraphs)


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
    first = _FIRST_WORD.match(rest)
    if first is None:  # a number, a quotation; or an apostrophe, a stop
        return rest[:1].isdigit() or rest[:1] in '“‘«„"([$£€'
    if first[0][:1].isupper() and first[0][1:2].islower():
        return True
    word = first[0].casefold()
    words = [found.casefold() for found in _FIRST_WORD.findall(text)]
    others = set(words) - ({word} if words.count(word) == 1 else set())
    alone = _is_among(word, others)
    is_english = letter in "ai" and identify(text) == "en"
    begun = is_english and word.startswith(_AFTER_A if letter == "a" else _AFTER_I)
    together = begun or _is_among(letter + word, others)
    if alone and together:  # "A long debate", "Along the river"
        following = _FIRST_WORD.search(rest, first.end())
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
