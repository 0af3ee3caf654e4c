"""Spans of names: trimmed of what is not the name, kept apart, and found as known phrases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from components.analysis.entities.linking.person_names import (
    is_family_first,
    is_particle,
    skip_titles,
)
from components.analysis.word_lists import name_words

TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT"})
"""Types of names, which are corrected and linked."""
SECOND_TYPES = frozenset({"LAW", "MONEY", "PERCENT", "DATE"})
"""Types that a model finds besides names; taken as found, and linked only when written alike."""
WORD = re.compile(r"[^\W_]+")
CAPITALISED = re.compile(r"(?<![^\W_])[^\W_a-z][^\W_]*")
_GLUED_BEFORE = frozenset("@#/_")
_LONGEST_NAME = 150
_HEADLINE_SHARE = 0.78
_LONGEST_HEADLINE = 300
_FEWEST_WORDS = 5
_QUOTED_HEADLINE = re.compile(r"The post .* appeared first on ")
_EDGE = " \t\r\n\xa0\"'“”‘’„«»‹›(),;:[]{}…—–-*|•·/"
_ARTICLES = ("the ", "The ", "THE ", "a ", "A ", "an ", "An ")
_POSSESSIVES = ("'s", "’s", "'S", "’S")
_SECOND_SYLLABLE = re.compile(r"-(?!led|era|run|like|style)[a-z]{2,5}\b")
# The Chinese name after the English one: Carrie Lam [Cheng Yuet-ngor].
_FURTHER_NAME = re.compile(r"(?: [A-Z][a-z]{1,6})? [A-Z][a-z]{1,5}-[a-z]{2,5}\b")
_SMALL_OPENING = re.compile(r"([^\W\dA-Z_]{3,})[^\w’'-][^\w]*(?=[A-Z])")
_TITLE_SIGNS = re.compile(r"[^\W\d_][\w’'.-]*")


class FoundName(NamedTuple):
    """A name found in one text, with its type."""

    start: int
    end: int
    type: str


def clean_spans(
    text: str, spans: Iterable[tuple[int, int, str]], types: Collection[str] = TYPES | {"LANGUAGE"}
) -> list[FoundName]:
    """The trimmed spans of the given types, in order, without overlaps."""
    found: list[FoundName] = []
    for start, end, label in (span for span in spans if span[2] in types):
        start, end = trim_span(text, max(0, start), min(end, len(text)))
        if label == "PERSON" and end - start <= _LONGEST_NAME:
            start, end = trim_person(text, start, end)
        glued = text[max(0, start - 1) : start] in ("#", "@")
        broken = label == "PERSON" and (glued or "\ufffd" in text[start : end + 1])
        right = 0 < end - start <= _LONGEST_NAME and not broken
        if right and _is_capitalised(text[start:end], label):
            found.append(FoundName(start, end, label))
    free = 0
    apart = []
    for name in sorted(found):
        if name.start >= free:
            apart.append(name)
            free = name.end
    return apart


def trim_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without signs at its edges, article and possessive; may be empty.

    A span that runs over a line end is cut there.
    """
    for sign in ("\n", " ("):
        cut = text.find(sign, start, end)
        end = cut if cut > start and ")" not in text[cut:end] else end
    while start < end and (_is_edge(text[start]) or text[start] in "?!"):
        start += 1
    end = _before_signs(text, start, end)
    for article in _ARTICLES:
        if text.startswith(article, start, end):
            start += len(article)
            break
    while start < end and text[start].isspace():
        start += 1
    if text.endswith(_POSSESSIVES, start, end):
        end = _before_signs(text, start, end - 2)
    return start, end


def trim_person(text: str, start: int, end: int) -> tuple[int, int]:
    """A person's span without the titles before the name, and with the end of Moon Jae-in."""
    rest = _SECOND_SYLLABLE.match(text, end)
    if rest and is_family_first(text[start : rest.end()].split()):
        end = rest.end()
    more = _FURTHER_NAME.match(text, end)
    if more and " " in text[start:end]:
        end = more.end()
    opening = _SMALL_OPENING.match(text, start, end)
    if opening and not is_particle(opening.group(1)):
        start = opening.end()
    whose = text.find(" of ", start, end)
    end = whose if whose > start else end
    return start + skip_titles(text[start:end]), end


def _is_capitalised(surface: str, label: str) -> bool:
    if label in SECOND_TYPES:
        return any(sign.isalnum() for sign in surface)
    if label in ("PERSON", "ORG"):  # bin Salman, al-Qaeda
        return any(sign.isupper() for sign in surface)
    return surface[0].isupper() or surface[0].isdecimal() or "-" in surface


def _is_edge(sign: str) -> bool:
    return sign in _EDGE or sign.isspace()


def _before_signs(text: str, start: int, end: int) -> int:
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return end


def find_title_case_lines(text: str) -> list[tuple[int, int]]:
    """Lines written in Title Case or capitals, where capital letters do not help a model.

    A line that ends with a stop is a sentence, but for the footer that quotes a headline. One that
    goes on with a small letter in the next line is wrapped text.
    """
    lines = []
    start = 0
    listed = text.split("\n")
    for line, following in zip(listed, [*listed[1:], ""], strict=True):
        if not following[:1].islower() and _is_title_case(line.strip()):
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _is_title_case(line: str) -> bool:
    if len(line) > _LONGEST_HEADLINE or line.startswith("By "):
        return False
    if line.endswith((".", ".”", '."')) and not _QUOTED_HEADLINE.match(line):
        return False
    small = name_words("small_in_headlines")
    signs = [word for word in _TITLE_SIGNS.findall(line) if word.lower() not in small]
    capitals = sum(word[0].isupper() for word in signs)
    return len(signs) >= _FEWEST_WORDS and capitals >= _HEADLINE_SHARE * len(signs)


class TakenSpans:
    """The characters of a text that already belong to a name."""

    def __init__(self, length: int, taken: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = bytearray(length)
        for start, end in taken:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Mark a span as belonging to a name."""
        self._taken[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no character of a span belongs to a name yet."""
        return self._taken.find(1, start, end) < 0


@dataclass
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    phrases: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Phrases:
    """A word trie of phrases, searched as written: case and punctuation count."""

    _root: _Node = field(default_factory=_Node)

    def add(self, phrase: str) -> None:
        """Take in a phrase, once; one that begins with a small letter is never found."""
        node = self._root
        for word in WORD.findall(phrase):
            node = node.following.setdefault(word, _Node())
        if node is not self._root and phrase not in node.phrases:
            node.phrases.append(phrase)

    def remove(self, phrase: str) -> None:
        """Forget a phrase that was taken in."""
        words, nodes = WORD.findall(phrase), [self._root]
        for word in words:
            nodes.append(nodes[-1].following[word])
        if words:
            nodes[-1].phrases.remove(phrase)
        while words and not (nodes[-1].phrases or nodes[-1].following):
            nodes.pop()
            del nodes[-1].following[words.pop()]

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Spans of the longest phrases in text[start:end], left to right, not overlapping.

        Phrases are found only as whole words, so `Iran` is not found in `Iranian`. Time is
        linear in the text, whatever the number of phrases.
        """
        stop = len(text) if end is None else end
        openings = self._root.following
        free = start
        for begin, word in _find_capitalised(text, start, stop):
            if word not in openings or begin < free:
                continue
            close = self._longest(text, begin, stop)
            if close and text[begin - 1 : begin] not in _GLUED_BEFORE:
                yield begin, close
                free = close

    def _longest(self, text: str, begin: int, stop: int) -> int:
        """Where the longest phrase that begins at a word ends; 0 when none does."""
        node: _Node | None = self._root
        close = 0
        for word in WORD.finditer(text, begin, stop):
            node = node.following.get(word.group()) if node else None
            if node is None:
                break
            for phrase in node.phrases:
                last = begin + len(phrase)
                if last <= stop and _stands_alone(text, last) and text.startswith(phrase, begin):
                    close = max(close, last)
        return close


@lru_cache(maxsize=64)
def _find_capitalised(text: str, start: int, stop: int) -> list[tuple[int, str]]:
    """Where words begin with a capital, and each; a text is searched for phrases of many kinds."""
    return [(one.start(), one.group()) for one in CAPITALISED.finditer(text, start, stop)]


def _stands_alone(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return not (after.isalnum() or after in ("_", "$"))


def build_phrases(phrases: Iterable[str]) -> Phrases:
    """Phrases ready to be searched for; those that begin with a small letter are never found."""
    built = Phrases()
    for phrase in phrases:
        built.add(phrase)
    return built
