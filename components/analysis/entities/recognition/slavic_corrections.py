"""Corrections of what a model recognises in Ukrainian and Russian, by tables, cases and endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from components.analysis.entities.linking.name_forms import acronym
from components.analysis.entities.recognition.gazetteer import Gazetteer, Known, needs_a_model
from components.analysis.entities.recognition.name_spans import FoundName, TakenSpans, clean_spans
from components.analysis.entities.recognition.slavic_names import is_cyrillic, latin_name, stem
from components.analysis.word_lists import name_words
from components.text.language import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‑-][^\W\d_]+)*")
_SURNAME = re.compile(
    r"(?:енк|ськ|цьк|ск|цк|ов|ев|єв|ін|їн|ин|ук|юк|чук|ян|дз|швіл|швил|вич|вич|сон|ич)\Z"
)
# Regions named after their town, as in «на Харківщині»; the ending is that of family names too.
_REGION = re.compile(r"(?:щ|чч)ин\Z")
_OPENS = re.compile(r"(?:\A|\n|[.!?:…»”\"]\s)[\s«“„\"—–-]*\Z")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\. ?){1,2}\Z")
_SPACE = (" ", "\xa0")
_MOST_WORDS = 4


class _Token(NamedTuple):
    word: str
    start: int
    end: int


class _KnownName(NamedTuple):
    """A name of the gazetteer in the text."""

    start: int
    end: int
    known: Known


def correct_slavic(
    text: str, spans: Sequence[tuple[int, int, str]], gazetteer: Gazetteer
) -> list[FoundName]:
    """Names of one text in Ukrainian or Russian, in order, not overlapping."""
    tokens = [_Token(match.group(), *match.span()) for match in _WORD.finditer(text)]
    known = list(_known(text, tokens, gazetteer))
    corrected = (_correct_span(text, span, gazetteer) for span in clean_spans(text, spans))
    model = [one for one in corrected if not _is_no_name(text[one.start : one.end])]
    organisations = [_with_country(text, one, known) for one in model if one.type == "ORG"]
    found = _without_overlaps(
        len(text),
        [
            *(
                FoundName(one.start, one.end, one.known.type)
                for one in known
                if gazetteer.own_name(one.known.name)
            ),
            *_full_names(text, tokens, {one.start for one in known}),
            *(one for one in organisations if _is_wider(one, known)),
            *(FoundName(one.start, one.end, one.known.type) for one in known),
            *organisations,
            *(one for one in model if not _is_opening_word(text, one, tokens)),
        ],
    )
    families = {stem(text[one.start : one.end].split()[-1]) for one in found if _is_full(text, one)}
    retyped = [_retyped(text, one, families, gazetteer) for one in found]
    return _without_overlaps(len(text), [*retyped, *_lone_families(tokens, families)])


def _without_overlaps(length: int, names: Sequence[FoundName]) -> list[FoundName]:
    """The names in order of start; of two that overlap the one that was given first."""
    room = TakenSpans(length)
    found = []
    for name in names:
        if name.end > name.start and room.is_free(name.start, name.end):
            room.take(name.start, name.end)
            found.append(name)
    return sorted(found)


def _known(text: str, tokens: Sequence[_Token], gazetteer: Gazetteer) -> Iterator[_KnownName]:
    """Known names, in Cyrillic letters in any case, in Latin letters as written."""
    written = [token.word for token in tokens]
    free = 0
    for number, token in enumerate(tokens):
        if token.start < free or not token.word[:1].isupper():
            continue
        match = gazetteer.cyrillic.match(written, number) if is_cyrillic(token.word) else None
        if match is None or needs_a_model(match[1]):
            continue
        last = tokens[number + match[0] - 1]
        known = gazetteer.look_up(match[1])
        gaps = text[token.start : last.end].count("\n")
        if known and not gaps:
            free = last.end
            yield _KnownName(token.start, free, known)
    for start, end, known in gazetteer.find_known(text):
        yield _KnownName(start, end, known)


def _correct_span(text: str, span: FoundName, gazetteer: Gazetteer) -> FoundName:
    """The model's span without a common word that a capital opens the sentence with."""
    start, end, kind = span
    opener = _WORD.match(text, start, end)
    if opener and kind != "ORG" and opener.group().casefold() in _openers():
        start = opener.end()
        while start < end and not text[start].isalnum():
            start += 1
    if kind == "PERSON":
        start = _after_verb(text, start, end)
    surface = text[start:end]
    if acronym(surface) and kind != "ORG" and gazetteer.look_up(surface) is None:
        kind = "ORG"
    if kind == "PERSON":
        initials = _INITIALS.search(text[max(0, start - 8) : start])
        start -= len(initials.group()) if initials else 0
    known = gazetteer.known(surface)
    return FoundName(start, end, known.type if known else kind)


def _after_verb(text: str, start: int, end: int) -> int:
    """Where the name begins in Лідирує Трамп: a known family name after a word that opens."""
    before, _, family = text[start:end].rpartition(" ")
    opens = _OPENS.search(text[max(0, start - 4) : start])
    if not (opens and before.isalpha() and latin_name("family", family)):
        return start
    return start if latin_name("given", before) else end - len(family)


def _is_no_name(surface: str) -> bool:
    return surface.casefold() in name_words("not_names") or stem(surface) in name_words("not_names")


def _openers() -> frozenset[str]:
    return FUNCTION_WORDS | name_words("slavic_openers")


def _is_wider(name: FoundName, known: Sequence[_KnownName]) -> bool:
    """Whether an organisation's name has a known name in it and is more than that name."""
    return any(
        name.start <= one.start and one.end <= name.end and one[:2] != name[:2] for one in known
    )


def _with_country(text: str, name: FoundName, known: Sequence[_KnownName]) -> FoundName:
    """An organisation with the country whose it is: МЗС України, Верховного суду США."""
    if text[name.end : name.end + 1] not in _SPACE:
        return name
    for one in known:
        if one.start == name.end + 1 and one.known.type in ("GPE", "ORG"):
            return FoundName(name.start, one.end, name.type)
    return name


def _full_names(text: str, tokens: Sequence[_Token], starts: set[int]) -> Iterator[FoundName]:
    """A given name of the table with the capitalised words after it: Тереза Мей, Джо Байден.

    `starts` are those of known names, which belong to no person.
    """
    for number, token in enumerate(tokens):
        if not (token.word[:1].isupper() and latin_name("given", token.word)):
            continue
        last = token
        for following in tokens[number + 1 : number + _MOST_WORDS]:
            beside = text[last.end : following.start] in _SPACE
            if not (beside and following.word[:1].isupper() and is_cyrillic(following.word)):
                break
            if following.word.isupper() != token.word.isupper() or following.start in starts:
                break
            last = following
        if last is not token:
            yield FoundName(token.start, last.end, "PERSON")


def _is_opening_word(text: str, name: FoundName, tokens: Sequence[_Token]) -> bool:
    """Whether a lone word is taken for a name only because a sentence begins with it."""
    surface = text[name.start : name.end]
    if (
        name.type == "ORG"
        or " " in surface
        or not _OPENS.search(text[max(0, name.start - 4) : name.start])
    ):
        return False
    root = stem(surface)
    if latin_name("family", surface) or latin_name("given", surface) or _SURNAME.search(root):
        return False
    return not any(
        stem(token.word) == root
        for token in tokens
        if token.word[:1].isupper()
        and not _OPENS.search(text[max(0, token.start - 4) : token.start])
    )


def _is_full(text: str, name: FoundName) -> bool:
    surface = text[name.start : name.end]
    return name.type == "PERSON" and " " in surface and is_cyrillic(surface)


def _retyped(text: str, name: FoundName, families: set[str], gazetteer: Gazetteer) -> FoundName:
    """A GPE of one word becomes a person when the text has the word as a family name.

    A region becomes a place.
    """
    surface = text[name.start : name.end]
    if name.type in ("PERSON", "LOC", "GPE") and _REGION.search(stem(surface)):
        return name._replace(type="GPE")
    if name.type != "GPE" or " " in surface or gazetteer.known(surface):
        return name
    if not is_cyrillic(surface):
        return name
    root = stem(surface)
    is_family = root in families or latin_name("family", surface) or _SURNAME.search(root)
    return name._replace(type="PERSON") if is_family else name


def _lone_families(tokens: Sequence[_Token], families: set[str]) -> Iterator[FoundName]:
    """Family names that the text gives in full elsewhere, or that the table has."""
    for token in tokens:
        if not token.word[:1].isupper() or not is_cyrillic(token.word):
            continue
        if stem(token.word) in families or latin_name("family", token.word):
            yield FoundName(token.start, token.end, "PERSON")
