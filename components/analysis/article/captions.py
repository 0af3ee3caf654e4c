"""Captions and credits of pictures that an extractor glued to the sentences of a story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.analysis.word_lists import read_table, read_words
from components.text.segment import STARTERS, Span

_TABLE = read_table("article", "furniture")
_AGENCIES = "|".join(sorted(map(re.escape, _TABLE["agencies"]), key=len, reverse=True))
_LABELS = "|".join(sorted(read_words("article", "furniture", "credits"), key=len, reverse=True))
_STARTERS = "|".join(sorted(map(re.escape, STARTERS), key=len, reverse=True))
_TOKEN = rf"(?!(?:{_STARTERS})\b(?!\.))[A-ZÀ-ÞЀ-Я@][\w.’'-]{{0,60}}"
_BY = r"(?:[ \xa0]by|[ \xa0]credit|[ \xa0]courtesy of|\(s\))?"
_AGENCY = rf"(?:{_AGENCIES})\b(?:[ ]?(?:/|via)[ ]?(?:{_AGENCIES})\b)*"

# (Photo: …), (… /Agency), (… via Agency): the brackets of a credit.
_STRONG = re.compile(
    rf"\((?:(?i:{_LABELS}){_BY}(?i:\s*:|\s+by\b)[^()]{{1,100}}"
    rf"|[^()]{{0,80}}(?:/|\bvia |\bvia:){_AGENCY}[^()]{{0,30}}"
    rf"|[^()]{{0,40}}\bvia (?:X|Twitter|Facebook|Instagram|Telegram|YouTube)"
    rf"|(?:(?i:courtesy of|handout|file photo))[^()]{{0,80}}|Getty Images)\)"
)
_WEAK = re.compile(r"\([@A-ZÀ-ÞЀ-Я][^()]{1,80}\)")
# Photograph: A. Name/Agency, without brackets; and A. Name/Agency alone.
_LABELLED = re.compile(
    rf"(?<![\w(])(?i:{_LABELS}){_BY}\s*:\s*(?:{_TOKEN}[ \xa0]){{0,4}}{_TOKEN}"
    rf"(?:[ ]?[/|][ ]?(?:{_AGENCY}|{_TOKEN}(?: {_TOKEN})?))*"
)
_SLASHED = re.compile(rf"(?<![\w(/])(?:{_TOKEN}[ \xa0]){{0,3}}{_TOKEN} ?/ ?{_AGENCY}(?!\s*\))")
_SLASH = re.compile(rf"/ ?(?:{_AGENCIES})\b")
_ALONE = re.compile(
    rf"(?:Getty Images|PA Media|EPA-EFE|EPA|AFP via Getty Images|Reuters) (?=(?:{_STARTERS})\b)"
)
# A headline in capitals that links to another article.
_CAPITALS = re.compile(
    r"(?:(?<=[.!?:)”\"’'»\s])|^)[\"“‘'(]?[A-ZÀ-Þ0-9$][A-ZÀ-Þ0-9$’'‘\".,;:&/()“”–—-]{0,60}+"
    r"(?:\s+[A-ZÀ-Þ0-9$&\"“‘'–—(-][A-ZÀ-Þ0-9$’'‘\".,;:!?&/()“”–—-]{0,60}+){5,}(?=\s|$)"
)
_BEFORE_LINK = re.compile(r"[.!?:)\]…][\"”’'»]*\s+\Z|\s{2,}\Z")
_STOP_IN_LINK = re.compile(r"[.!?)][\"”’'»]?\s+")
_LEAST_CAPITALS, _MOST_CAPITALS = 25, 0.2
_LONGEST_CAPTION, _LONGEST_BEHIND_LINK, _MOST_SENTENCES = 240, 300, 6
_SAYING = re.compile(rf"\b(?:{'|'.join(sorted(read_words('article', 'furniture', 'saying')))})\b")
# Names of photographers, whom nobody should count for people of the story.
_LETTER = "[^\\W\\d_a-zа-яіїєґß-öø-ÿ]"
_WORD = rf"(?:{_LETTER}\.|[JS]r\.|(?!(?:{_STARTERS})\b){_LETTER}[\w’'-]{{0,60}})"
_NAME = rf"{_WORD}(?:[ \xa0]{_WORD}){{0,3}}"
_FULL_NAME = rf"{_WORD}(?:[ \xa0]{_WORD}){{1,3}}"
# A body that is in no list of agencies: Harbour News, The Morning Post.
_OUTLET = (
    rf"(?:The )?(?:{_WORD}[ \xa0]){{1,3}}"
    r"(?:Agency|Globe|Herald|Images|Media|News|Photos?|Pictures|Post|Press|Times)"
)
_BODY = rf"(?:{_AGENCIES}|{_OUTLET})\b(?:[ ]?(?:/|via)[ ]?(?:{_AGENCIES}|{_OUTLET})\b)*"
_LABEL = rf"(?<!\w)(?i:{_LABELS})(?:[ \xa0](?:by|credit))?[ \xa0]?(?::|(?<=by))[ \xa0]?"
_WITH_SLASH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LABEL}{_NAME}[ ]?[/|][ ]?(?:{_BODY}|{_NAME})",
        rf"(?<![\w/]){_FULL_NAME}[ ]?/[ ]?{_BODY}",
        rf"(?<=\(){_FULL_NAME}[ ]?/[ ]?[^()\n]{{2,60}}(?=\))",
        rf"(?<![\w/])(?:{_AGENCIES})[ ]?/[ ]?{_FULL_NAME}",
    )
)
_AT_LINE_END = re.compile(rf"{_LABEL}{_NAME}(?=\)|\]|\s*(?:\n|\Z))")

_COURTESY = re.compile(r"(?<=\()(?i:courtesy of)[ \xa0][^()\n]{2,80}(?=\))")


def find_links_in_capitals(text: str) -> list[Span]:
    """Headlines of other articles in capitals, as they stand between sentences; in order."""
    letters = sum(map(str.isalpha, text))
    if sum(map(str.isupper, text)) > _MOST_CAPITALS * letters:
        return []
    found = []
    for run in _CAPITALS.finditer(text):
        start, end = run.span()
        if start and not _BEFORE_LINK.search(text, max(0, start - 8), start):
            stop = _STOP_IN_LINK.search(text, start, end)
            if not stop:
                continue
            start = stop.end()
        # "… AND MORE A George …": a lone A or I begins what follows.
        kept, _, last = text[start:end].rpartition(" ")
        if last.strip("\"“‘'") in ("A", "I"):
            end = start + len(kept.rstrip())
        behind = text[end:].lstrip()[:1]
        letters = sum(map(str.isalpha, text[start:end]))
        if letters >= _LEAST_CAPITALS and not behind.islower() and text[end - 1] != ":":
            found.append((start, end))
    return found


def find_captions(text: str, spans: Sequence[Span], links: Sequence[Span]) -> list[Span]:
    """Captions with their credits, and credits alone; `spans` are the sentences of the text.

    A caption is what stands between a link in capitals and a credit, or the sentence before a
    credit on its line. In doubt the credit alone is cut.
    """
    found = [_with_caption(text, one.span(), spans, links, True) for one in _STRONG.finditer(text)]
    for one in _WEAK.finditer(text):
        if _behind_link(text, one.start(), spans, links) is not None and _ends_caption(text, one):
            found.append(_with_caption(text, one.span(), spans, links, False))
    named = (_LABELLED, _SLASHED) if _SLASH.search(text) else (_LABELLED,)
    for pattern in named:
        for one in pattern.finditer(text):
            found.append(_with_caption(text, one.span(), spans, links, True))
    starts = {start for start, _ in spans}
    found += [one.span() for one in _ALONE.finditer(text) if one.start() in starts]
    return sorted(found)


def _ends_caption(text: str, bracket: re.Match[str]) -> bool:
    """Whether a sentence ended before a bracket and another begins behind it."""
    before, behind = text[: bracket.start()].rstrip(), text[bracket.end() :].lstrip()
    return before[-1:] in tuple(".!?\"”’'") and (
        not behind or behind[0].isupper() or behind[0] in "\"“‘'«„"
    )


def _behind_link(text: str, place: int, spans: Sequence[Span], links: Sequence[Span]) -> int | None:
    """Where the link in capitals ends that stands a few sentences before a place."""
    ends = [end for _, end in links if end <= place]
    if not ends:
        return None
    between = sum(ends[-1] < end <= place for _, end in spans)
    near = between <= _MOST_SENTENCES and place - ends[-1] <= 2 * _LONGEST_CAPTION
    return ends[-1] if near and "\n" not in text[ends[-1] : place].strip() else None


def _with_caption(
    text: str, credit: Span, spans: Sequence[Span], links: Sequence[Span], labelled: bool
) -> Span:
    """The span of a credit with the caption before it, where that can be told."""
    start, end = credit
    while end < len(text) and text[end] in ".)":
        end += 1
    behind = _behind_link(text, start, spans, links)
    if behind is not None:
        inside = [first for first, last in spans if behind <= first < last <= start]
        is_short = start - behind <= _LONGEST_BEHIND_LINK or not inside
        return (behind if is_short else inside[-1]), end
    if not labelled:
        return start, end
    own = [(first, last) for first, last in spans if first <= start < last]
    first = own[0][0] if own else start
    if text[first:start].strip():
        return (first, end) if _may_be_caption(text, first, start) else (start, end)
    before = [one for one in spans if one[1] <= start]
    if not before or re.search(r"[\n\r]", text[before[-1][1] : start]):
        return start, end
    return (before[-1][0] if _may_be_caption(text, *before[-1]) else start), end


def _may_be_caption(text: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST_CAPTION and not _SAYING.search(text, start, end)


def find_photo_credits(text: str) -> list[tuple[int, int]]:
    """Spans of the credits of photographs, in order; they may overlap."""
    patterns = (_AT_LINE_END, _COURTESY, *(_WITH_SLASH if "/" in text else ()))
    return sorted(match.span() for credit in patterns for match in credit.finditer(text))
