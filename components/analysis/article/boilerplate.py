"""Boilerplate: sentences known by their wording, and words that are pointed out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.analysis.article.captions import find_captions, find_links_in_capitals
from components.analysis.article.notices import (
    end_of_notice,
    find_bylines_at_end,
    find_cut,
    notice_in,
)
from components.text.segment import Span, paragraphs, sentences

_NAME = r"[^\W\d_a-z][\w.’'-]{0,30}"
_NAMES = rf"{_NAME}(?: (?:{_NAME}|and|de|van|von|al|bin|та|і|и|et|und|y),?+|, ?){{0,15}}"
_GOES_ON = r"(?=\s*[:>»|–—-]|\s*[\"“«‘'(]?[A-ZÀ-ÞЀ-Я0-9]|\s*$)"

_LINK, _CREDIT = "link to another article", "credit of a picture"
_FIRST = "note on where it first appeared"  # an outlet is named in it, often with an article
# Each is looked for at the start of a sentence. A word that also begins plain sentences asks for
# something behind it that those do not have.
_OPENINGS = {
    _LINK: (
        r"(?i:read (?:also|more|next|the rest)|also read|see (?:also|more)|more on this"
        r"|more from|related(?: (?:articles?|stories|coverage|links?|content|topics))?"
        r"|recommended|you may also like|don['’]t miss|click here|watch(?: also| more|:)"
        r"|чита(?:йте|й) (?:также|також|ещё|еще|ще)|дивіться також|смотрите также|по теме|за темою"
        r"|lire aussi|à lire aussi|voir aussi|lesen sie auch|mehr zum thema|lea también|ver también"
        r"|leggi anche|czytaj też|czytaj także|zobacz też|zobacz także)"
    )
    + _GOES_ON,
    "invitation to share or follow": (
        r"(?i:share (?:this|on|via)\b(?! view)|follow (?:us\b|@|[\w. ’'-]{1,60} on (?:twitter|x\b"
        r"|facebook|instagram|telegram))|like us on|join us on|tweet this|find us on|contact us\b"
        r"|follow .{1,60} @\w|поделиться|поділитися|підписуйтесь|підписуйтеся|подписывайтесь"
        r"|partager\b|suivez-nous|teilen\b|síguenos|compartir\b)"
    ),
    "offer of a newsletter or subscription": (
        r"(?i:(?:click here to )?(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletters?|inbox"
        r"|e?-?mails?|updates|alerts|briefing|digest|channel|podcast|today|now|here)\b"
        r"|get .{1,80} (?:in|to) your inbox|support our journalism|become a (?:member|subscriber)\b"
        r"|already a subscriber)"
    ),
    _FIRST: (
        r"(?i:the post .{1,300} appeared first on|this (?:article|story|piece|report|post|column)"
        r" (?:was |has been |is )?(?:originally |first |also )*(?:published|appeared|ran"
        r"|republished|produced)\b)"
    ),
    "credit of contributors": (
        r"(?i:\(?(?:additional |further )?(?:reporting|writing|editing|translation) by\b)"
        rf"|{_NAMES} contributed (?:reporting|research|to this (?:report|article|story))\b"
        r"|With (?:reporting|files|additional reporting) (?:by|from)\b"
        r"|(?:The )?(?:Associated Press|Reuters|AP|AFP) .{0,80}\bcontributed to this\b"
    ),
    "note on rights": (
        r"(?i:©|\(c\) (?:19|20)\d\d|copyright\b|all rights reserved|reprinted with permission"
        r"|this material may not be published|усі права захищ|всі права захищ|все права защищ"
        r"|tous droits réservés|alle rechte vorbehalten)"
    ),
    "advertising": (
        r"(?i:(?:advertise?ment|advertorial|sponsored(?: content)?|реклама|publicité|anzeige"
        r"|werbung|story continues below|article continues (?:below|after))\b.{0,40}\Z)"
    ),
    _CREDIT: (
        r"(?i:\(?(?:photo(?:graph)?|image|picture|фото|foto)(?: credit| by|s? courtesy)?\s*:)"
        r"|\((?i:photo|image|picture) (?i:by|via)\b"
    ),
}
_PATTERNS = {reason: re.compile(pattern) for reason, pattern in _OPENINGS.items()}
_BYLINE = re.compile(rf"(?:(?i:by)|Автор[:и]?|Від|Par|Von|Por) {_NAMES}(?:[|·•,].{{0,80}})?\Z")
_LONGEST = 200  # a longer "sentence" is such a line run together with text of the story
_EDGE = 4  # a line "By …" is a byline among so many first or last paragraphs alone


_NOTICE = "notice to the reader"
_WRITERS = "note on who wrote it"


@dataclass(frozen=True)
class Boilerplate:
    """The span of a stretch of boilerplate, and why it is one, in words for the reader."""

    start: int
    end: int
    reason: str


def find_boilerplate(text: str, language: str = "en") -> list[Boilerplate]:
    """Find what is boilerplate by its wording: sentences, lines and parts of them.

    In order, not overlapping. These are links to other articles ("Read also …"), invitations to
    share, newsletters, paywalls, consent, apps, counters of time, "The post … appeared first on …",
    contributors, bylines, rights, advertising, and captions with credits of pictures; in English,
    German, French, Spanish, Ukrainian and Russian. `language` is that of the sentence rules. What
    is glued to a sentence of the story is cut out of it. In doubt a sentence belongs to the story:
    some boilerplate is missed.
    """
    lines = paragraphs(text)
    edges = {*lines[:_EDGE], *lines[-_EDGE:]}
    spans = sentences(text, language)
    links = find_links_in_capitals(text)
    found = [Boilerplate(*one, _LINK) for one in links]
    captions = find_captions(text, spans, links)
    found += [Boilerplate(*one, _CREDIT) for one in captions]
    cut = find_cut(text, spans)
    begun = {start for start, _ in cut}
    found += [Boilerplate(*one, _NOTICE) for one in cut]
    found += [Boilerplate(*one, _WRITERS) for one in find_bylines_at_end(text, spans)]
    for start, end in spans:
        if start in begun or any(first <= start < last for first, last in captions):
            continue
        behind, reason = _read(text[start:end], (start, end) in edges)
        if behind:
            found.append(Boilerplate(start, start + behind, reason))
    return join_spans(found)


def _read(sentence: str, alone: bool) -> tuple[int, str]:
    """How many characters of a sentence are boilerplate by its beginning or words, and why."""
    if alone and len(sentence) <= _LONGEST and _BYLINE.match(sentence):
        return len(sentence), "byline"
    for why, opening in _PATTERNS.items():
        if known := opening.match(sentence):
            if sentence.startswith("The post ") or (why == _FIRST and len(sentence) <= _LONGEST):
                return len(sentence), why
            return end_of_notice(sentence, known.end(), why == _LINK), why
    return notice_in(sentence), _NOTICE


def join_spans(found: list[Boilerplate]) -> list[Boilerplate]:
    """The spans in order; what two of them have in common is left to the first."""
    joined: list[Boilerplate] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        start = max(one.start, joined[-1].end if joined else 0)
        if start < one.end:
            joined.append(Boilerplate(start, one.end, one.reason))
    return joined


def widen_to_words(text: str, span: Span) -> Span:
    """The span without white space at its ends, and with the whole of the words it begins and ends.

    A span of white space alone gives an empty one.
    """
    start, end = max(span[0], 0), min(span[1], len(text))
    words = text[start:end].strip()
    if not words:
        return start, start
    start = text.index(words, start)
    end = start + len(words)
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def compile_words(words: str) -> re.Pattern[str]:
    """A pattern for these words, as written, with any white space between them, and whole."""
    begins, ends = (r"\b" if side.isalnum() else "" for side in (words[:1], words[-1:]))
    return re.compile(begins + r"\s+".join(map(re.escape, words.split())) + ends)


def find_places(text: str, pattern: re.Pattern[str]) -> list[Span]:
    """The spans of a text where the pattern of `compile_words` matches, in order."""
    return [found.span() for found in pattern.finditer(text)]
