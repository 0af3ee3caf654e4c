"""Notices to the reader: what a page says about itself, known by its wording in six languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.analysis.word_lists import read_table, read_words
from components.text.segment import STARTERS, Span

LONGEST = 240  # a longer "sentence" is a notice run together with text of the story
_TABLE = read_table("article", "furniture")


def _any_of(name: str, start: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?i){start}(?:{'|'.join(_TABLE[name])})")


_CUT = _any_of("cut", r"(?<!\w)")
_INSIDE, _PLAIN, _STARTS = (_any_of(name, r"(?<!\w)") for name in ("inside", "plain", "starts"))
# Words that speak to the reader, or of the outlet.
_TO_READER = re.compile(
    r"\b(?:[Yy]ou(?:rs?)?|[Ww]e|[Oo]ur|[Pp]lease|Sie|Ihre?[nmrs]?|[Ww]ir|[Uu]nsere?[nmrs]?|[Dd]eine?"
    r"|[Vv]ous|[Vv]otre|[Vv]os|[Nn]ous|[Nn]otre|[Nn]os|[Tt]us?|[Uu]sted(?:es)?|[Nn]uestr[ao]s?"
    r"|[Вв]и|[Вв]ам|[Вв]ас|[Вв]аш\w*|[Мм]и|[Нн]ас|[Нн]аш\w*|[Вв]ы|[Мм]ы"
    r"|[Ss]ubscribe|[Ss]ign|[Ll]og|[Rr]efresh|[Aa]ccept|[Jj]oin|[Ss]upport|[Jj]etzt|[Hh]ier)\b"
)
_QUOTED = re.compile(r"[\"“”„]")
_STARTERS = "|".join(sorted(map(re.escape, STARTERS), key=len, reverse=True))
# A story that goes on behind a notice without a stop, or behind a wide gap.
_GLUED = re.compile(rf"(?<=[^\W\d_A-ZÀ-Þ]|[!»)]) (?=(?:{_STARTERS}) )|[ \xa0]{{2,}}(?=\S)")
_NAMES_ON = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]|[\d!»)]) (?=[A-ZÀ-ÞА-ЯЄІЇҐ][\w’'-]+ )")
_STORY = re.compile(rf"\b(?:{'|'.join(sorted(read_words('article', 'furniture', 'story')))})\b")

_NAME = r"[A-ZÀ-ÞЀ-Я][\w.’'-]*+"
_WRITERS = "|".join(sorted(read_words("article", "furniture", "writers")))
_BIO = re.compile(
    rf"(?:{_NAME} ){{1,4}}(?:is|was) (?:an?|the|[\w’' ]{{2,40}}’s|[\w’' ]{{2,40}}'s) "
    rf"(?:[\w/&’'-]+,? ){{0,6}}?(?:{_WRITERS})s?\b"
    r"[^.]*\b(?:for|at|with|in|from|covering|based)\b"
)
_GOES_ON = re.compile(
    r"(?:She|He|They|You can (?:reach|follow|contact|find)|Follow|Contact|E-?mail|Story tips|Send)"
    r"\b"
)
_MOST_OF_CREDIT, _LEAST_STORY = 5, 15
_BIO_FROM_END, _MOST_OF_BIO = 14, 4
_EDITOR = re.compile(
    rf"(?:Edited|Reported|Translated|Compiled|Produced) by:? (?:{_NAME}[ ,&]*(?:and )?){{1,8}}\Z"
)


def find_cut(text: str, spans: Sequence[Span]) -> list[Span]:
    """What is a notice wherever it stands, however it is glued to its neighbours; in order.

    A few words before a counter of reading time, at the beginning of a sentence, are the credit.
    """
    found = []
    for one in _CUT.finditer(text):
        start, end = one.span()
        own = [first for first, behind in spans if first <= start < behind]
        if own and one[0][:1].isdecimal() and len(text[own[0] : start].split()) <= _MOST_OF_CREDIT:
            start = own[0]
        found.append((start, end))
    return found


def notice_in(sentence: str) -> int:
    """How many characters of a sentence are a notice, 0 when it is none.

    A story that is glued behind the notice is left out of it.
    """
    found = _STARTS.match(sentence)
    if not found and not _QUOTED.search(sentence):
        found = _PLAIN.search(sentence)
        if not found and _TO_READER.search(sentence):
            found = _INSIDE.search(sentence)
    return end_of_notice(sentence, found.end()) if found else 0


def end_of_notice(sentence: str, known: int, is_headline: bool = False) -> int:
    """Where a notice ends of which the first `known` characters are read; 0 when it is too long.

    What tells a story behind it is no longer the notice, unless a headline belongs to that.
    """
    glued = _GLUED.search(sentence, known)
    if not glued and not is_headline and _STORY.search(sentence, known):
        glued = _NAMES_ON.search(sentence, known)
    if glued and len(sentence) - glued.end() > _LEAST_STORY:
        return glued.start()
    return len(sentence) if len(sentence) <= LONGEST else 0


def find_bylines_at_end(text: str, spans: Sequence[Span]) -> list[Span]:
    """Sentences near the end about who wrote or edited the article; in order."""
    found: list[Span] = []
    first = max(0, len(spans) - _BIO_FROM_END)
    for number in range(first, len(spans)):
        start, end = spans[number]
        if _BIO.match(text, start, end) and not _QUOTED.search(text, start, end):
            found.append((start, end))
            for other in spans[number + 1 : number + 1 + _MOST_OF_BIO]:
                if not _GOES_ON.match(text, *other):
                    break
                found.append(other)
        for behind in (end, spans[number + 1][1] if number + 1 < len(spans) else end):
            if behind - start <= 80 and _EDITOR.match(text[start:behind].rstrip(".")):
                found.append((start, behind))
    return found
