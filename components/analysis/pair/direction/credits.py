"""Credits: where a text names another outlet as its source, and how explicitly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from components.analysis.collection.outlets import is_known_outlet, is_same_outlet
from components.analysis.pair.edits.edit import words
from components.analysis.word_lists import read_table
from components.text.normalisation import fold
from components.text.segment import Span

_FOOTERS = (
    r"appeared first (?:on|in)|first appeared (?:on|in)|first published (?:by|in|on)"
    r"|originally (?:published|appeared) (?:by|in|on)|reprinted (?:from|with permission from)"
    r"|with (?:files|reporting|material|additional reporting) (?:from|by)|supplemented this"
)
_PHRASES = (
    r"according to|citing|as reported by|(?:first )?reported by|reporting by|quoted by|revealed by"
    r"|with reference to|source:|джерело:|источник:|covers [^.\n]{1,80}? for"
    r"|за даними|за інформацією|як (?:повідомляє|передає|пише)|з посиланням на|посилаючись на"
    r"|по данным|по информации|как (?:сообщает|пишет|передает|передаёт)|со ссылкой на|ссылаясь на"
    r"|(?:сообща|переда|пиш|цитиру)[её]т|сообщил[аои]?|передал[аои]?"
    r"|повідомля[єю](?:ть)?|повідоми(?:в|ла|ло|ли)|пише|передає|цитує"
)
_VOICES = (
    r"an? (?:\w+ )?interview (?:with|to|on)|interviewed (?:by|on)|appearance on|asked by"
    r"|(?:speaking|spoke) (?:to|on|with)|seen by|obtained by|told|tells|telling"
    r"|by a reporter (?:of|for)|(?:messages?|requests?|questions?|inquiries|comment) from"
    r"|(?:сказал|заявил|рассказал)[аи]?"
)
# What may stand between a phrase and the name: агентство, "британское издание", "the news agency".
_DESCRIBED = (
    r"(?:(?:[а-яіїєґ-]+ ){0,2}(?:агентств\w*|издани\w*|видання|телеканал\w*|газет\w*) "
    r"|[Tt]he (?:[a-z-]+ )?(?:news ?)?(?:agency|paper|newspaper|wire|broadcaster) )?"
)
_NAME = r"(?:[Tt]he )?[^\W\d_][\w.’'&-]{1,30}(?: [^\W\d_][\w.’'&-]{0,30}){0,4}"
_CREDIT = re.compile(
    rf"\b(?:(?P<footer>{_FOOTERS})|(?P<voice>{_VOICES})|{_PHRASES}),? "
    rf"{_DESCRIBED}[«\"“„]?(?=(?P<name>{_NAME}))",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?<!\w)(?:(?P<also>(?:The )?[^\W\d_a-z][\w’']{1,30}(?: [^\W\d_a-z][\w’']{1,30}){0,3}) and )?"
    r"(?:(?:Агентство|Издание|Видання|Телеканал|Газета) )?"
    r"(?P<name>(?:The )?[^\W\d_a-z][\w’'&-]{1,30}(?: [^\W\d_a-z][\w’'&-]{1,30}){0,4}),? "
    r"(?:first |also )?(?:reported|reports|writes|wrote|quoted|quotes|cited|cites|revealed"
    r"|сообщил[ао]?|сообщает|передал[ао]?|переда[её]т|пишет|пише|передає|повідомля[єв]|повідоми(?:в|ло|ла))\b"
)
# "CNN’s Rosa Lind contributed reporting": who wrote it, or a part of it.
_CONTRIBUTED = re.compile(
    r"(?<!\w)(?P<name>(?:The )?[^\W\d_a-z][\w&-]{1,30}(?: [^\W\d_a-z][\w&-]{1,30}){0,3})"
    r"[’'\"]s? (?:[^.\n]|\b[A-Z]\.){3,160}? contributed (?:to this|reporting|from)\b"
)
_NEAR_THE_TOP = 300
_LONGEST_LINE = 90
_SENTENCE_ENDS = tuple(".!?…”»\"')]")
_DASH = re.compile(r"[ \xa0]*(?:[—–:-]|\n|\Z)")
# How Reuters signs: nobody else parts reporters and editors by a semicolon.
_SIGNED = re.compile(
    r"\b[Rr]eporting by [^;)\n]{3,200}; ?(?:[Ww]riting|[Ee]diting|[Cc]ompiled) by\b"
)
_SHORT_LINE = 120
_ENDS = tuple(".!?…:;,\"'”»“)")
_STANDS_ALONE = re.compile("source|джерело|источник|quelle|by |according", re.IGNORECASE)
CREDIT_KINDS = ("footer", "phrase", "voice", "photo")


@dataclass(frozen=True)
class Credit:
    """A credit to an outlet: its name as written, the span, and how it is credited.

    `kind` is one of `CREDIT_KINDS`, the most explicit first; a `voice` spoke to the outlet: "told
    The Post", "seen by The Post"; a `photo` is its photograph.
    """

    outlet: str
    span: Span
    kind: str


def find_credits(text: str, sources: Sequence[str] = ()) -> list[Credit]:
    """Find the credits to outlets in a text, in order.

    An outlet is known by its name, by a word such as Times or Post, or is one of `sources`. Bodies
    that are no outlets ("according to the ministry") are left out.
    """
    found = [*_by_phrase(text, sources), *_by_verb(text, sources), *_by_agency(text)]
    found += _by_contribution(text, sources)
    whole = [credit for credit in found if not _is_of_a_link(text, credit)]
    return sorted(whole, key=lambda credit: credit.span)


def _is_of_a_link(text: str, credit: Credit) -> bool:
    """Whether it stands in a link: joined to its neighbours ("it rained.Reuters reports"), or in a
    short line that is no sentence, such as the headline of another article.
    """
    start, end = credit.span
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if credit.kind not in ("phrase", "voice"):
        return False
    if before.isalnum() or before in (".", "!", "?") or after.isalpha():
        return True
    line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) % (len(text) + 1)].strip()
    is_headline = len(line) < _SHORT_LINE and not line.endswith(_ENDS) and "\n" in text.strip()
    return is_headline and not _STANDS_ALONE.match(line)


def _by_agency(text: str) -> Iterator[Credit]:
    """Agencies in a dateline, at the end of a byline, in a note at the end, or at a photograph."""
    for name, span, is_photo in _find_agency_marks(text):
        yield Credit(name, span, "photo" if is_photo else "footer")


def _by_contribution(text: str, sources: Sequence[str]) -> Iterator[Credit]:
    for match in _CONTRIBUTED.finditer(text):
        name = _outlet(match["name"], sources)
        if name:
            yield Credit(name, match.span(), "footer")


def _by_phrase(text: str, sources: Sequence[str]) -> Iterator[Credit]:
    for match in _CREDIT.finditer(text):
        name = _outlet(match["name"], sources)
        if name:
            end = match.start("name") + len(name)
            kind = "footer" if match["footer"] else "voice" if match["voice"] else "phrase"
            yield Credit(name, (match.start(), end), kind)


def _by_verb(text: str, sources: Sequence[str]) -> Iterator[Credit]:
    for match in _SAID.finditer(text):
        for group in ("also", "name"):
            name = _outlet(match[group] or "", sources)
            if name:
                yield Credit(name, match.span(), "phrase")


def _outlet(phrase: str, sources: Sequence[str]) -> str:
    """The words with capitals at the start of a phrase, if they name an outlet; else ""."""
    taken: list[str] = []
    for word in phrase.split(" "):
        if not word[:1].isupper() and not (word in ("the", "of") and not taken[1:]):
            break
        taken.append(word)
        if word.endswith((".", "’s", "'s")) and len(word) > 3:
            break
    name = " ".join(taken).rstrip(".,’'")
    name = name.removesuffix("’s").removesuffix("'s")
    if any(is_same_outlet(name, source) for source in sources):
        return name
    parts = {fold(word) for word in name.split(" ")}
    known = is_known_outlet(name) or fold(name).removeprefix("the ") in words("credit", "outlets")
    several = len(parts - {"the"}) > 1
    return name if known or (several and parts & words("credit", "outlet_words")) else ""


def _find_agency_marks(text: str) -> Iterator[tuple[str, Span, bool]]:
    """Each mark of an agency: its name, the span, and whether it is only of a photograph.

    Datelines, bylines, notes on who contributed, signatures at an end. An acronym that a bracket
    explains, and an agency of which a sentence speaks ("a deal with Reuters"), are none.
    """
    for match in _SIGNED.finditer(text):
        yield "Reuters", match.span(), False
    for match in _agency_pattern().finditer(text):
        kind = str(match.lastgroup)
        if kind == "listed":
            if _is_a_mark(text, match.span(), match[kind]):
                for name in re.split(r"[,/&] ?| and | und ", match[kind]):
                    yield name.strip(), match.span(), False
        elif kind != "byline" or _is_a_note(text, match.span()):
            yield match[kind], match.span(), kind == "photo"


@cache
def _agency_pattern() -> re.Pattern[str]:
    named = read_table("collection", "outlets")["agencies"]
    agency = "(?:" + "|".join(sorted(map(re.escape, named), key=len, reverse=True)) + ")"
    ends = r"(?=[ \xa0]*(?:\n|\Z))"
    return re.compile(
        rf"\((?P<photo>{agency}) (?:Photo|Foto|file)[^)\n]{{0,60}}\)"
        rf"|[\[(](?P<listed>{agency}(?:(?:, ?|/| and | und | & ){agency})*)[\])]"
        rf"|\b(?P<note>{agency})\b(?:[^.\n]|\b\w{{1,3}}\.){{0,200}}\bcontributed (?:to|from)\b"
        rf"|\b(?P<staff>{agency}) (?:[A-Z]\w+ )?(?:writer|reporter|correspondent)s? [A-Z]"
        rf"|\b(?:[Ww]ith|mit|avec|con) (?P<byline>{agency})(?=\s|[.,;)/]|\Z)"
        rf"|(?<!\S)/(?P<slashed>{agency})/"
        rf"|(?<=[.!?”»\"\n])[ \xa0]*[—–-]{{1,2}} ?(?P<signed>{agency})\.?{ends}"
        rf"|(?:(?<=\n)|\A)(?:By|Von|Par|Source|Quelle|Источник|Джерело):? (?P<own>{agency})"
        rf"(?=[ \xa0]*(?:\n|\Z|[,/|·]))"
        rf"|(?:(?<=\n)|\A)(?P<posted>{agency})(?= · )"
        rf"|(?<=[\w)]) [—–-] (?P<dated>РИА Новости|ТАСС|Интерфакс|УНІАН|Укрінформ)[.,]"
        rf"|(?:(?<=\n)|\A)[^\W\d_a-z][\w ,.-]{{1,40}} (?P<wired>{agency})"
        rf" ?[—–-]{{1,2}}(?= ?[^\W\d_a-z])"
    )


def _is_a_mark(text: str, span: Span, named: str) -> bool:
    """Whether brackets hold a mark: in a dateline, behind a sentence, or alone."""
    before = text[: span[0]].rstrip(" \xa0")
    if not before or before.endswith(("\n", *_SENTENCE_ENDS)) or "," in named:
        return True
    last = before[-40:].split()[-1]
    dated = (
        len(before) - before.rfind("\n") < _NEAR_THE_TOP
        and last.isupper()
        and len(last) > len(named)
    )
    return dated or bool(_DASH.match(text, span[1])) or _is_a_signature(text, span)


def _is_a_signature(text: str, span: Span) -> bool:
    return not text[span[1] :].strip(" .\n")


def _is_a_note(text: str, span: Span) -> bool:
    """Whether "with" an agency is a line of its own or ends a byline, and no part of a sentence."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1]) % (len(text) + 1)
    line = text[start:end].strip()
    alone = len(line) < _LONGEST_LINE and not line.endswith((".", "!", "?"))
    opens = text[span[0]].isupper() or text[max(0, span[0] - 1)] in "(["
    return alone or (opens and text[span[1] : span[1] + 1] in (")", "]", ".", "\n", ""))
