"""Fields of documents of Factiva: by their codes, or by where they stand around the words line.

Without codes a document is, line by line: perhaps a section, the headline, perhaps author and
credit, the count of words, the day, perhaps a time, the publication, its code, perhaps edition and
page, the language, the copyright; then the text, perhaps the publisher, and the number under which
the document is kept. The day in that number is that of loading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.press.export_days import find_day, is_day_line
from components.corpus.readers.formats.press.export_documents import (
    Document,
    read_number,
)
from components.corpus.readers.formats.press.persons import (
    are_names,
    clean_author,
)

CODES = (
    *("SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP"),
    *("TD", "CT", "RF", "CLM", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CX"),
)
AFTER_TEXT = ("CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN")
_FIELDS = {
    **{"title": "HD", "source": "SN", "published": "PD", "language": "LA", "section": "SE"},
    **{"edition": "ED", "page": "PG", "words": "WC"},
}
WORDS_LINE = re.compile(
    r"\d[\d.,\s]{0,11} ?(?:words?|wörter|mots?|palabras?|parole|palavras?|woorden|ord|слов[ао]?"
    r"|слів|słów|słowa|kelime|كلمة|個字|个字|字|単語|ワード|文字|单词|單詞|語|词|詞|단어|자)",
    re.IGNORECASE,
)
DOCUMENT_NUMBER = re.compile(
    r"\(?(?:document|dokument|documento|documenti|документ|文件|文档|文檔|문서|문서번호|ドキュメント)"
    r"(?: ?:)? ?(?=[a-z]*\d)[a-z0-9]{12,40}\)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,4}\)\s+(?=\S)")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[A-Z]{2,4}|h| Uhr)?")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_PAGE = re.compile(
    r"(?:p(?:g|age)?\.? |s(?:eite)?\.? )?[A-Z]{0,4}[-. ]?\d{1,4}[A-Z]?(?:[-/,] ?\d{1,4})?", re.I
)
_RIGHTS = re.compile(r"(?:copyright|\(c\)|©|\(с\)|版权|版權|著作権|저작권)", re.IGNORECASE)
_BY_LINE = re.compile(r"(?:by|von|par|por|door|di|av|af|автор) \S", re.IGNORECASE)
_FOOT = re.compile(
    r"(?:(?:page|seite|página) \d+ (?:of|sur|von|de) \d+)?\W*(?:©|\(c\)|copyright)? ?\d{0,4}"
    r" ?(?:factiva|dow jones)\b.{0,60}|(?:page|seite|página) \d+ (?:of|sur|von|de) \d+",
    re.IGNORECASE,
)
_FURTHEST = 9
"""Lines after that of the day within which the copyright stands."""


def read_coded(number: int, values: dict[str, str]) -> Document:
    """A document from its values by code; `values` of LP and TD are paragraphs already."""
    text = "\n\n".join(values[code] for code in ("LP", "TD") if values.get(code, "").strip())
    document = Document(number, text)
    for key, code in _FIELDS.items():
        written = values.get(code, "")
        if key == "title":
            written = clean_headline(written)
        elif key == "words":
            written = read_number(written)
        document.say(key, written, f"field {code} of the export")
    document.say("author", clean_author(values.get("BY", "")), "field BY of the export")
    return document


def clean_headline(written: str) -> str:
    """The headline without the number that Factiva sets before it: "100) "."""
    return _NUMBERED.sub("", " ".join(written.split()))


def read_above(document: Document, lines: Sequence[str]) -> None:
    """Section, headline, author and credit from the lines above the count of words."""
    left = list(lines)
    by = next((i for i, line in enumerate(left) if i and _BY_LINE.match(line)), 0)
    if not by:
        if len(left) > 1 and _is_credit(left[-1], left[-2]):
            left.pop()
        by = len(left) - 1 if len(left) > 1 and _is_name(left[-1], left[-2]) else 0
    if by:
        document.say("author", clean_author(left[by]), "the line below the headline")
        del left[by:]
    if len(left) > 1 and _is_section(left[0], left[1]):
        document.say("section", left.pop(0), "the line above the headline")
    title = clean_headline(" ".join(left))
    document.say("title", title, "the line above the author and the count of words")


def read_between(document: Document, lines: Sequence[str]) -> None:
    """The author from the lines between a marked headline and the count of words."""
    by = [one for one in lines if _BY_LINE.match(one) or (len(one) <= 80 and are_names(one, 4))]
    if by:
        document.say("author", clean_author(by[0]), "the line below the headline")


def read_below(document: Document, lines: Sequence[str]) -> int:
    """Fields from the lines that begin with the count of words; how many lines are theirs."""
    at = 1
    document.say("words", read_number(lines[0]), "the count of words")
    while at < len(lines) and at < 3 and not find_day(lines[at][:60]):
        at += 1
    if at < len(lines) and find_day(lines[at][:60]):
        document.say("published", lines[at], "the line below the count of words")
    at += 1
    if at < len(lines) and _TIME.fullmatch(lines[at]):
        at += 1
    if at < len(lines):
        document.say("source", lines[at], "the line below the day")
        at += 1
    return at + _read_rest(document, lines[at : at + _FURTHEST])


def _read_rest(document: Document, lines: Sequence[str]) -> int:
    """What stands between the publication and the text; how many of the lines that is."""
    language = next((i for i, line in enumerate(lines) if is_language(line)), -1)
    rights = next((i for i, line in enumerate(lines) if _RIGHTS.match(line)), -1)
    if language >= 0 and (rights < 0 or language < rights):
        document.say("language", lines[language], "the language in the head of the document")
    last = max(language, rights)
    if last < 0:
        return 1 if lines and _CODE.fullmatch(lines[0]) else 0
    for line in lines[: language if language >= 0 else last]:
        if _CODE.fullmatch(line) and line == lines[0]:
            continue
        key = "page" if _PAGE.fullmatch(line) else "edition"
        document.say(key, line, "a line in the head of the document")
    return last + 1


def is_language(line: str) -> bool:
    """Whether a line is the name of a language."""
    return (
        len(line) <= 40
        and len(line.split()) <= 4
        and bool(language_code(line))
        and not (line.isascii() and len(line) < 3)
    )


def is_dated_below(lines: Sequence[str], at: int) -> bool:
    """Whether the line at that place is a count of words and one of the next two is a day."""
    if not WORDS_LINE.fullmatch(lines[at]):
        return False
    return any(is_day_line(line) for line in lines[at + 1 : at + 3])


def is_page_foot(line: str) -> bool:
    """Whether a line is the foot of a printed page: "Page 2 of 9 © 2018 Factiva, Inc.…"."""
    return len(line) < 120 and _FOOT.fullmatch(line.strip()) is not None


def drop_last_lines(lines: Sequence[str], heads: Iterable[str]) -> list[str]:
    """The paragraphs of a text without the number of the document and the publisher below them."""
    left = list(lines)
    while left and DOCUMENT_NUMBER.fullmatch(left[-1]):
        left.pop()
    known = [line.casefold() for line in heads]
    while len(left) > 1 and len(left[-1]) < 80 and any(left[-1].casefold() in k for k in known):
        left.pop()
    return left


def _is_name(line: str, before: str) -> bool:
    """Whether a line is one or more persons' names below a headline."""
    return len(line) <= 80 and are_names(line, 4) and len(before.split()) > 1


def _is_credit(line: str, before: str) -> bool:
    """Whether a line below a headline is the name of an agency."""
    return len(line.split()) == 1 and len(line) <= 15 and len(before.split()) > 2


def _is_section(line: str, headline: str) -> bool:
    """Whether the first of the lines above is a section: short, and shorter than the headline."""
    words = len(line.split())
    if len(line) > 40 or line.endswith((".", "?", "!", ":")):
        return False
    return (line.isupper() and words <= 4) or (words <= 3 and words < len(headline.split()))
