"""Agency marks: where a text says beside its sentences that an agency wrote it, or a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from components.analysis.word_lists import read_table
from components.text.segment import Span

_NEAR_THE_TOP = 300
_LONGEST_LINE = 90
_SENTENCE_ENDS = tuple(".!?…”»\"')]")
_DASH = re.compile(r"[ \xa0]*(?:[—–:-]|\n|\Z)")
# How Reuters signs: nobody else parts reporters and editors by a semicolon.
_SIGNED = re.compile(
    r"\b[Rr]eporting by [^;)\n]{3,200}; ?(?:[Ww]riting|[Ee]diting|[Cc]ompiled) by\b"
)


def find_agency_marks(text: str) -> Iterator[tuple[str, Span, bool]]:
    """Each mark of an agency: its name, the span, and whether it is only of a photograph.

    Datelines, bylines, notes on who contributed, signatures at an end. An acronym that a bracket
    explains, and an agency of which a sentence speaks ("a deal with Reuters"), are none.
    """
    for match in _SIGNED.finditer(text):
        yield "Reuters", match.span(), False
    for match in _pattern().finditer(text):
        kind = str(match.lastgroup)
        if kind == "listed":
            if _is_a_mark(text, match.span(), match[kind]):
                for name in re.split(r"[,/&] ?| and | und ", match[kind]):
                    yield name.strip(), match.span(), False
        elif kind != "byline" or _is_a_note(text, match.span()):
            yield match[kind], match.span(), kind == "photo"


@cache
def _pattern() -> re.Pattern[str]:
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
