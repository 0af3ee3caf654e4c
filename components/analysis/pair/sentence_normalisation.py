"""Sentence forms: tokens, stems and weights by which sentences of two texts are compared."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from components.text.digit_grouping import JOINT, join_groups
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold
from components.text.segment import Span, words

# Marks that change what is said: a quotation that opens, a question, an exclamation, a currency,
# a percentage, a minus.
_TELLING = re.compile(
    r"(?<!\w)(?:[\"“„‘]|«[ \xa0\u202f]?|['`](?=\w)){1,3}(?=[\w\[(…])|[?!؟？！]+"
    r"|[$€£¥₴₽]|(?<=\d)[%‰]|(?<![^\s(\[])[-−](?=\d)"
)
_STEM = 6
_LIGHT = 0.15


@dataclass(frozen=True)
class Tokens:
    """The words and telling marks of a text in order: spans, text as shown, and folded keys."""

    spans: list[Span]
    shown: list[str]
    keys: list[str]


@dataclass(frozen=True)
class Form:
    """One sentence in the form for comparison.

    `key`: its folded tokens. `shares`: each stem to its weight times its count. `weight`: the sum
    of these. `content`: the stems that are no function words. `neighbours`: pairs of stems side by
    side.
    """

    key: tuple[str, ...]
    shares: dict[str, float]
    weight: float
    content: frozenset[str]
    neighbours: frozenset[tuple[str, str]]


def find_tokens(text: str, spans: Sequence[Span]) -> Tokens:
    """Find the tokens of `text` within `spans`; an opening quotation mark folds to ', ?! to ?.

    A number is one token and folds to its digits, whichever space is between its thousands.
    """
    found: list[Span] = []
    keys: list[str] = []
    for start, end in spans:
        part = text[start:end]
        marks = [mark.span() for mark in _TELLING.finditer(part)]
        joined = join_groups(part)
        own = words(part) if joined is part else list(_join_figures(words(part), joined))
        own = sorted(own + marks) if marks else own
        found += [(start + a, start + b) for a, b in own]
        keys += [_key(joined[a:b].replace(JOINT, "")) for a, b in own]
    return Tokens(found, [text[a:b] for a, b in found], keys)


def _join_figures(spans: Sequence[Span], joined: str) -> Iterator[Span]:
    """The words, with the groups of one number joined to one word."""
    start, end = spans[0]
    for a, b in spans[1:]:
        if joined[end:a] != JOINT:
            yield start, end
            start = a
        end = b
    yield start, end


def _key(token: str) -> str:
    if token[0].isalnum():
        return fold(token)
    return "?" if token[0] in "?!؟？！" and set(token) & set("?؟？") else fold(token[0])


def sentence_forms(
    first: str, first_spans: Sequence[Span], second: str, second_spans: Sequence[Span]
) -> tuple[list[Form], list[Form]]:
    """The forms of the sentences of both texts.

    A stem weighs more the fewer sentences have it, counted in the text where it is more frequent;
    function words weigh little.
    """
    keys = [_sentence_keys(first, first_spans), _sentence_keys(second, second_spans)]
    stems = {key: _stem(key) for side in keys for sentence in side for key in sentence}
    holding = _holding(keys[0], stems) | _holding(keys[1], stems)
    count = max(len(first_spans), len(second_spans))
    weights = {stem: _weight(stem, holding[stem], count) for stem in holding}
    forms, others = ([_form(sentence, stems, weights) for sentence in side] for side in keys)
    return forms, others


def _sentence_keys(text: str, spans: Sequence[Span]) -> list[tuple[str, ...]]:
    """The folded tokens of each sentence; of one without tokens, the whole of it folded."""
    return [tuple(find_tokens(text, [span]).keys) or (fold(text[slice(*span)]),) for span in spans]


def _holding(sentences: list[tuple[str, ...]], stems: dict[str, str]) -> Counter[str]:
    """How many of the sentences have each stem."""
    return Counter(stem for keys in sentences for stem in {stems[key] for key in keys})


def _stem(key: str) -> str:
    key = key.removesuffix("'s")
    return key if key[:1].isdecimal() or key in FUNCTION_WORDS else key[:_STEM]


def _weight(stem: str, holding: int, count: int) -> float:
    if not stem[:1].isalnum():
        return 0.0
    rarity = math.log1p(count / holding) / math.log1p(count)
    return rarity * (_LIGHT if stem in FUNCTION_WORDS else 1.0)


def _form(key: tuple[str, ...], stems: dict[str, str], weights: dict[str, float]) -> Form:
    counted = Counter(stems[token] for token in key)
    shares = {stem: times * weights[stem] for stem, times in counted.items() if weights[stem]}
    ordered = [stems[token] for token in key if weights[stems[token]]]
    return Form(
        key=key,
        shares=shares,
        weight=sum(shares.values()),
        content=frozenset(stem for stem in shares if stem not in FUNCTION_WORDS),
        neighbours=frozenset(pairwise(ordered)),
    )
