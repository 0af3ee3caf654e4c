"""Paragraphs of documents to drafts: titles and drop caps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.corpus.readers.drafts import Draft, Note
from components.text.language import FUNCTION_WORDS, identify
from components.text.plural import agree

_TITLE_STYLES = ("title", "heading 1", "titel", "überschrift 1", "titre", "заголовок 1", "назва")
_OF_NO_MEANING = re.compile(
    r"(?:microsoft word|word document|powerpoint|untitled|unbenannt|слайд)\b"
    r"|(?:document|doc|документ) ?\d*$"
    r"|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|tex|dvi|html?|txt|pages)$",
    re.IGNORECASE,
)


# Computers, programs and what their users are called by those.
_NOBODY = re.compile(
    r"(?i)\b(?:users?|admin|administrator|laptop|desktop(?:-\w+)?|windows|microsoft|python-docx|"
    r"libreoffice|openoffice|macbook|imac|nutzer|benutzer|anwender|utilisateur|propriétaire|usuario|"
    r"usuário|utente|użytkownik|właściciel|пользователь|користувач|админ|адмін|владелец|власник)\b"
    r"|^(?:owner|root|unknown|anonymous|author|guest|default|test|pc|hp|dell|lenovo|asus|acer|home|"
    r"toshiba|samsung|office|word|work|дом|дім|besitzer|unbekannt|inconnu|me|staff|none)(?: ?\d+)?$"
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
    """An article whose title is a first paragraph, when that is in a style for titles."""
    first, rest = paragraphs[:1], paragraphs[1:]
    if rest and first[0].style.casefold() in _TITLE_STYLES:
        basis = "the first paragraph, whose style is that of titles"
        return Draft(join_paragraphs(rest), title=first[0].text, bases={"title": basis})
    return Draft(join_paragraphs(paragraphs))


def meaningful_title(title: str) -> str:
    """A title from a file's properties, or "" when it names the file or the program."""
    words = " ".join(title.split())
    return "" if _OF_NO_MEANING.match(words) else words


def meaningful_maker(account: str) -> str:
    """The account of a file's maker, or "" when it names a computer, a program or nobody."""
    words = " ".join(account.split())
    is_nobody = _NOBODY.search(words) or "@" in words or not any(map(str.isalpha, words))
    return "" if is_nobody else words


def tell_notes(count: int) -> Note:
    """What is said of footnotes and endnotes, one at least."""
    stands = "stands" if count == 1 else "stand"
    what = agree(count, "note", "notes")
    return Note(f"{count} {what} under its pages or at its end {stands} behind the text.")


def join_paragraphs(paragraphs: list[Paragraph]) -> str:
    """Their texts, a blank line between them."""
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
