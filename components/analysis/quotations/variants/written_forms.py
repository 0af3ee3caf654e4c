"""How words are written: spellings that alter nothing, and what an article prints elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from functools import cache, lru_cache
from typing import Any

from components.analysis.pair.edits.read_numbers import read_numbers
from components.analysis.pair.edits.surface_changes import american
from components.analysis.quotations.utterances import Utterance
from components.text.language import FUNCTION_WORDS, most_used
from components.text.normalisation import fold
from components.text.segment import words

_MOST_USED = 60
_LONG_WORD, _DOUBLED = 6, re.compile(r"(\w)\1")
_LETTERS = re.compile(r"[\W\d_]+")
_JOINED = re.compile(r"[\W_]+(?!\d)|(?<!\d)[\W_]+")
# As printed and in full; ’s behind a noun may be a genitive and is left as it is.
_CONTRACTIONS = tuple(
    (re.compile(short + r"\b"), full)
    for short, full in (
        ("can't", "can not"), ("cannot", "can not"), ("won't", "will not"), ("shan't", "shall not"),
        ("n't", " not"), ("'re?", " are"), ("'ve", " have"), ("'ll", " will"), ("i'm", "i am"),
        ("ться", "тся"), ("'n'", " and "),
        (r"\b(it|that|there|s?he)(?:'s| is| has)", r"\1 s"),
    )
)  # fmt: skip
_IN_WORD = re.compile(r"(?<=[^\W\d])[.-](?=[^\W\d]|$)|(?<=\d),(?=\d{3}\b)")
_GENITIVE = re.compile(r"(?<=s)'s?(?=\s|\Z)")
_PER_CENT = frozenset({"percent", "pct", "prozent", "pourcent", "відсотків", "процентов"})
# Letters of two scripts that look alike, as typists mix them.
_LOOKS = str.maketrans("асеорхукмтнвіј", "aceopxykmthbij")
_MIXED = re.compile(r"(?<!\w)(?=\w*[a-z])\w*[а-яіїєґ]\w*")
# Shorter sentences stand in any text.
_FEWEST_WORDS = 3
_FEWEST_OF_LONG, _MOST_RUNS = 8, 0.75
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|(?<!\s)\s+…\s+")

Words = tuple[int, int]  # the number of the first word, and of the one behind the last


def is_spelling(base: Utterance, here: Words, other: Utterance, there: Words) -> bool:
    """Whether words are the same but for how they are written."""
    if _is_sign(base, here, other, there) or _is_sign(other, there, base, here):
        return True
    letters = _letters(base, here), _letters(other, there)
    if letters[0] == letters[1] or _are_doubled_otherwise(*letters):
        return True
    numbers = [
        read_numbers(" ".join(one.keys[slice(*span)]))
        for one, span in ((base, here), (other, there))
    ]
    if numbers[0] == numbers[1] and any(word.startswith("#") for word in numbers[0]):
        return True
    return _is_short_for(other, there, base, here) or _is_short_for(base, here, other, there)


def _is_sign(one: Utterance, said: Words, other: Utterance, blank: Words) -> bool:
    """Whether the words are per cent, and the other has the sign for it in their place."""
    before = other.word_spans[blank[0] - 1][1] if blank[0] else 0
    has_sign = blank[0] == blank[1] and other.text[before : before + 2].strip()[:1] == "%"
    return has_sign and "".join(one.keys[slice(*said)]) in _PER_CENT


def _are_doubled_otherwise(one: str, other: str) -> bool:
    """Whether two long words differ in a doubled letter only: faithfull, faithful."""
    long = min(len(one), len(other)) >= _LONG_WORD
    return long and _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other)


def _letters(one: Utterance, span: Words) -> str:
    """The letters of some words, contractions in full: they're, they are."""
    said = _GENITIVE.sub("", " ".join(one.keys[slice(*span)]))
    said = _MIXED.sub(lambda word: word[0].translate(_LOOKS), said)
    for short, full in _CONTRACTIONS:
        said = short.sub(full, said)
    return _JOINED.sub("", "".join(spell(tuple(said.split()))))


def _is_short_for(one: Utterance, short: Words, other: Utterance, full: Words) -> bool:
    """Whether a word is short for others: Sen. for Senator, U.S. for United States."""
    said, there = one.words(*short), other.keys[slice(*full)]
    letters = _LETTERS.sub("", said)
    if short[1] - short[0] != 1 or not there or not said[:1].isupper():
        return False
    if len(there) > 1:
        return letters.isupper() and list(letters.lower()) == [word[0] for word in there]
    ended = one.text[one.word_spans[short[0]][1] :][:1] == "." or len(letters) == 1
    return ended and len(letters) < len(there[0]) and there[0].startswith(letters.lower())


@cache
def common_words(language: str) -> frozenset[str]:
    """Function words, with those used most in a language, as `spell` gives them."""
    return frozenset(spell((*FUNCTION_WORDS, *most_used(language, _MOST_USED))))


@lru_cache(maxsize=16_384)
def spell(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The words in the form that their spellings share: U.K., UK; favour, favor."""
    return tuple(american(_IN_WORD.sub("", key)) for key in keys)


class Printed:
    """The words of whole articles, read when they are first asked for; None: nothing is known."""

    def __init__(self, text_of: Callable[[Any], str] | None) -> None:
        self._text_of = text_of
        self._read = lru_cache(maxsize=64)(self._spell)

    def find_missing(self, left_out: Sequence[str], article: Hashable) -> list[str]:
        """What is left out of a quotation, without sentences that its article has elsewhere."""
        if self._text_of is None:
            return list(left_out)
        kept = [self._strip(one, article) for one in left_out]
        return [one for one in kept if any(map(str.isalnum, one))]

    def _strip(self, left_out: str, article: Hashable) -> str:
        parts = _SENTENCES.split(left_out)
        missing = [one for one in parts if not self._is_printed(one, article)]
        return left_out if len(missing) == len(parts) else " … ".join(missing)

    def _is_printed(self, sentence: str, article: Hashable) -> bool:
        """Whether most runs of three of its words stand there; of a short one all words do.

        What begins with a small letter is no whole sentence.
        """
        said = _fold_words(sentence)
        if said.count(" ") <= _FEWEST_WORDS or sentence.lstrip("“”‘’'\"«»„ ")[:1].islower():
            return False
        own, text = said.split(), self._read(article)
        runs = [" ".join(own[n : n + _FEWEST_WORDS]) for n in range(len(own) - _FEWEST_WORDS + 1)]
        held = sum(f" {run} " in text for run in runs)
        return said in text or (len(own) >= _FEWEST_OF_LONG and held >= _MOST_RUNS * len(runs))

    def _spell(self, article: Hashable) -> str:
        return _fold_words(self._text_of(article)) if self._text_of else ""


def _fold_words(text: str) -> str:
    """The words in their normal form, with a space before and behind each."""
    return " " + "".join(f"{fold(text[start:end])} " for start, end in words(text))
