"""Boilerplate: sentences known by their wording, and blocks that unrelated articles repeat."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.analysis.collection.shingles import (
    STOCK,
    Keys,
    Mask,
    Rules,
    index_shingles,
    stock_shingles,
    stock_words,
    word_keys,
)
from components.analysis.collection.similarity import MapLike
from components.text.segment import paragraphs, sentences, words

_NAME = r"[^\W\d_a-z][\w.’'-]{0,30}"
_NAMES = rf"{_NAME}(?: (?:{_NAME}|and|de|van|von|al|bin|та|і|и|et|und|y),?|, ?){{0,15}}"
_GOES_ON = r"(?=\s*[:>»|–—-]|\s*[\"“«‘'(]?[A-ZÀ-ÞЀ-Я0-9]|\s*$)"

# Each is looked for at the start of a sentence. A word that also begins plain sentences asks for
# something behind it that those do not have.
_OPENINGS = {
    "link to another article": (
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
    "note on where it first appeared": (
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
    "credit of a picture": (
        r"(?i:\(?(?:photo(?:graph)?|image|picture|фото|foto)(?: credit| by|s? courtesy)?\s*:)"
        r"|\((?i:photo|image|picture) (?i:by|via)\b"
    ),
}
_PATTERNS = {reason: re.compile(pattern) for reason, pattern in _OPENINGS.items()}
_BYLINE = re.compile(rf"(?:(?i:by)|Автор[:и]?|Від|Par|Von|Por) {_NAMES}(?:[|·•,].{{0,80}})?\Z")
_LONGEST = 200  # a longer "sentence" is such a line run together with text of the story
_EDGE = 4  # a line "By …" is a byline among so many first or last paragraphs alone


# As STOCK, within one source: a desk repeats its footer in three articles already.
_OF_ONE_SOURCE: Rules = ((3, 0.2), (6, 0.4), (8, 0.6))
_AT_HOME = "repeated in unrelated articles of its source"
_ANYWHERE = "repeated in many unrelated articles"


@dataclass(frozen=True)
class Boilerplate:
    """The span of a stretch of boilerplate, and why it is one, in words for the reader."""

    start: int
    end: int
    reason: str


def find_boilerplate(text: str, language: str = "en") -> list[Boilerplate]:
    """Find sentences and lines that are boilerplate by their wording; in order, not overlapping.

    These are links to other articles ("Read also …"), invitations to share, newsletters, "The post
    … appeared first on …", contributors, bylines, rights, advertising and picture credits; in
    English, and with fewer openings in some other languages. `language` is that of the sentence
    rules. In doubt a sentence belongs to the story: some boilerplate is missed.
    """
    lines = paragraphs(text)
    edges = {*lines[:_EDGE], *lines[-_EDGE:]}
    found = []
    for start, end in sentences(text, language):
        reason = _reason(text[start:end], (start, end) in edges)
        if reason:
            found.append(Boilerplate(start, end, reason))
    return found


def _reason(sentence: str, alone: bool) -> str:
    if len(sentence) > _LONGEST and not sentence.startswith("The post "):
        return ""
    if alone and _BYLINE.match(sentence):
        return "byline"
    return next((why for why, opening in _PATTERNS.items() if opening.match(sentence)), "")


def find_repeated(
    texts: Sequence[str], sources: Sequence[str] | None = None, *, run: MapLike = map
) -> list[list[Boilerplate]]:
    """Find for each text the blocks of fifteen words or more that unrelated texts repeat, in order.

    A block is boilerplate when texts with little else in common have it: three of one source that
    share less than a fifth of their words (more, where more of them have it; see
    `_OF_ONE_SOURCE`), or eight of any sources (see `STOCK`). So the versions of one story are no
    boilerplate of each other. `sources` names the source of each text, "" when it is unknown;
    `run` is any `map`.
    """
    keys = list(run(word_keys, texts))
    anywhere = _stock_words(keys, STOCK)
    at_home = [np.zeros(len(own), dtype=bool) for own in keys]
    for rows in _rows_by_source(sources or []):
        for row, mask in zip(
            rows, _stock_words([keys[r] for r in rows], _OF_ONE_SOURCE), strict=True
        ):
            at_home[row] = mask
    return [
        _spans(text, everywhere, home)
        for text, everywhere, home in zip(texts, anywhere, at_home, strict=True)
    ]


def _rows_by_source(sources: Sequence[str]) -> list[list[int]]:
    rows = defaultdict(list)
    for row, source in enumerate(sources):
        if source:
            rows[source].append(row)
    return [own for own in rows.values() if len(own) >= _OF_ONE_SOURCE[0][0]]


def _stock_words(keys: Sequence[Keys], rules: Rules) -> list[Mask]:
    stock = stock_shingles(index_shingles(keys), rules)
    return [stock_words(own, stock)[1] for own in keys]


def _spans(text: str, anywhere: Mask, at_home: Mask) -> list[Boilerplate]:
    """One span for each unbroken block, up to its last word and the marks that follow that."""
    if not (anywhere.any() or at_home.any()):
        return []
    places = words(text)
    found = []
    edges = np.flatnonzero(np.diff(np.concatenate([[0], anywhere | at_home, [0]])))
    for first, behind in edges.reshape(-1, 2).tolist():
        end = places[behind - 1][1]
        while end < len(text) and not (text[end].isalnum() or text[end].isspace()):
            end += 1
        reason = _AT_HOME if at_home[first:behind].any() else _ANYWHERE
        found.append(Boilerplate(places[first][0], end, reason))
    return found
