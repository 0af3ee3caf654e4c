"""Exports of Europresse: articles told by classes, in the old layout and in that with `article`.

The parts of the line above an article (section, weekday and day, page, edition) come in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.export_days import find_day
from components.corpus.readers.formats.press.export_documents import (
    Document,
    Piece,
    draft_documents,
    list_pieces,
    parse_page,
)
from components.corpus.readers.formats.press.persons import are_names, clean_author

_PUBLICATION = "docpublicationname"
_TITLE = ("titrearticlevisu", "rdp__articletitle", "titrearticle")
_AUTHORS = ("docauthors", "docauthor", "sm-margin-bottomnews")
_APART = frozenset((_PUBLICATION, "docheader", "doctitresoussection", "titrearticlevisu"))
_TEXT = ("doctext", "dococurrcontainer")
_HEADERS = ("docheader", "doctitresoussection", "header")
_FOOT = ("<footer>", "<small>", "publicertificat", "certificat", "docfooter", "<aside>")
_NUMBER = re.compile(r"\b(?:news|web|web_)[·.](\d{4})(\d{2})(\d{2})[·.][\w·.\-]+")
_END = re.compile(
    r"©|numéro de document|document number|cet article est paru|this article appeared|certificat "
    r"|note\(s\) ?:|taille de l.article",
    re.IGNORECASE,
)
_ISSUE = re.compile(r",? (?:no|n°|num)\.? ?[\d\w-]+.*$", re.IGNORECASE)
_PAGE = re.compile(
    r"\b(?:pp?|page|pag)\.? ?([A-Z]{0,4}-?\d{1,4}(?:[-,] ?\d{1,4})?)\b", re.IGNORECASE
)
_WORDS = re.compile(r"(\d[\d ]{0,6}) (?:mots|words)\b")
_WEEKDAY = re.compile(
    r"(?<![,\s])[,\s]*\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday|le|du)[,\s]*$",
    re.IGNORECASE,
)


def is_europresse(markup: str) -> bool:
    """Whether a page is an export of Europresse."""
    if "DocPublicationName" not in markup:
        return False
    return any(mark in markup for mark in ("DocHeader", "DocText", "itreArticle", "docOcurr"))


def split_europresse(markup: str) -> Results:
    """One draft for each article; one without text is refused singly."""
    parts = enumerate(_list_parts(markup), 1)
    return draft_documents(_read(number, part) for number, part in parts)


def _list_parts(markup: str) -> Iterator[list[Piece]]:
    """The pieces of each article: of an `article`, or from a name of a publication to the next."""
    tree = parse_page(markup)
    articles = [
        one for one in tree.iter("article") if next(one.iterdescendants("article"), None) is None
    ]
    if articles:
        yield from filter(None, ([*list_pieces(one, _APART)] for one in articles))
        return
    part: list[Piece] = []
    for piece in list_pieces(tree, _APART):
        is_name = _PUBLICATION in piece.marks
        if is_name and any(_PUBLICATION not in before.marks for before in part):
            yield part
            part = []
        if part or is_name:
            part.append(piece)
    if part:
        yield part


def _read(number: int, pieces: Sequence[Piece]) -> Document:
    document = Document(number)
    names = [one.text for one in pieces if _PUBLICATION in one.marks]
    source = _ISSUE.sub("", names[0]) if names else ""
    document.say("source", source.strip(" ,;"), "DocPublicationName of the article")
    titles = _find_titles(pieces)
    document.say("title", titles[0].text if titles else "", "titreArticle of the article")
    text = _find_text(pieces, titles)
    used = {id(one) for one in (*text, *titles)}
    rest = [one for one in pieces if id(one) not in used]
    head = [one for one in rest if _PUBLICATION not in one.marks and not _is_foot(one)]
    _read_header(document, sorted(head, key=lambda one: not one.marks & {*_HEADERS}))
    _find_author(document, pieces, head, titles)
    _read_number(document, rest)
    document.text = "\n\n".join(one.text for one in text)
    return document


def _find_titles(pieces: Sequence[Piece]) -> list[Piece]:
    for mark in _TITLE:
        if found := [one for one in pieces if mark in one.marks and not one.marks & {*_TEXT}]:
            return found
    return []


def _find_text(pieces: Sequence[Piece], titles: Sequence[Piece]) -> list[Piece]:
    """The pieces in a container of text, else those of the section, else all below the title."""
    for mark in _TEXT:
        if found := [one for one in pieces if mark in one.marks and not _is_foot(one)]:
            return _before_end(found)
    if found := [one for one in pieces if "<section>" in one.marks and not _is_foot(one)]:
        return _before_end(found)
    last = max((i for i, one in enumerate(pieces) if any(one is x for x in titles)), default=-1)
    below = [one for one in pieces[last + 1 :] if not _is_foot(one)]
    while below and (below[0].marks & {*_AUTHORS, *_HEADERS} or _is_author(below[0].text)):
        below.pop(0)
    return _before_end(below)


def _before_end(pieces: list[Piece]) -> list[Piece]:
    end = next((i for i, one in enumerate(pieces) if i and _END.match(one.text)), len(pieces))
    return pieces[:end]


def _is_foot(piece: Piece) -> bool:
    marks = piece.marks
    return not marks.isdisjoint(_FOOT) or any(mark.startswith("public_lbl") for mark in marks)


def _read_header(document: Document, head: Sequence[Piece]) -> None:
    """Day, section and page from the first line that holds a day."""
    for one in head:
        found = find_day(one.text)
        if found is None:
            continue
        document.say("published", one.text[found.start : found.end], "DocHeader of the article")
        rest = f"{_WEEKDAY.sub('', one.text[: found.start])}, {one.text[found.end :]}"
        if page := _PAGE.search(rest):
            document.say("page", page[1], "DocHeader of the article")
        if words := _WORDS.search(rest):
            document.say("words", words[1].replace(" ", ""), "DocHeader of the article")
        document.say("section", _find_section(rest), "DocHeader of the article")
        return


def _find_section(rest: str) -> str:
    """The first of the parts beside the day that holds no number."""
    parts = [part.strip() for part in re.split("[,;·|]", rest)]
    kept = (p for p in parts if p and not any(map(str.isdigit, p)) and len(p) < 60)
    return next((part for part in kept if not _WEEKDAY.fullmatch(part)), "")


def _find_author(
    document: Document, pieces: Sequence[Piece], head: Sequence[Piece], titles: Sequence[Piece]
) -> None:
    for one in pieces:
        if one.marks & {*_AUTHORS} and not one.marks & {*_TEXT} and not find_day(one.text):
            document.say("author", clean_author(one.text), "the author's line of the article")
    places = [i for i, one in enumerate(pieces) if any(one is x for x in titles)]
    last = places[-1] + 1 if places else 0
    heads = {id(one) for one in head}
    above = [one for one in pieces[:last] if not one.marks & {*_HEADERS[:2]}]
    for one in (*pieces[last:], *above):
        if id(one) in heads and _is_author(one.text):
            document.say("author", clean_author(one.text), "the line beside the headline")


def _is_author(line: str) -> bool:
    return len(line) <= 120 and are_names(line, 14) and not find_day(line)


def _read_number(document: Document, rest: Sequence[Piece]) -> None:
    """The maker's number, whose day counts only when no line above the article holds one."""
    for one in rest:
        if found := _NUMBER.search(one.text):
            document.say("guid", found[0], "number of the document")
            day = "-".join(found.groups())
            document.say("published", day, "the day in the number of the document")
            return
