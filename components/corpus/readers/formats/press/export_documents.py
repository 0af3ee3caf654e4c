"""Documents of an export: drafts from their fields, names, languages, copies of one article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import html  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Note, Refused, Result, Results
from components.corpus.readers.formats import html_text
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.press.export_days import find_day
from components.text.plural import agree

_NUMBER = re.compile(r"\d[\d.,\s]*")
_MOST_NAMED = 5
"""Copies that are named; of more only the number is told."""


class Said(NamedTuple):
    """What an export says of a document, and which of its fields does."""

    value: str
    basis: str


@dataclass
class Document:
    """A document of an export: its number in the file, its text and what is said of it.

    The keys of `said` are fields of a draft, `published` as it is written, and keys of `DETAILS`.
    """

    number: int
    text: str = ""
    said: dict[str, Said] = field(default_factory=dict)

    def say(self, key: str, value: str, basis: str) -> None:
        """Keep a value, unless it is blank or the key has one."""
        value = " ".join(value.split())
        if value:
            self.said.setdefault(key, Said(value, basis))


_FIELDS = ("title", "source", "author", "published", "language", "url")


def draft_document(document: Document) -> Results:
    """The draft of a document after what is to be noted; it is refused when it has no text."""
    place = f"document {document.number}"
    if not document.text.strip():
        yield Refused(
            f"Document {document.number} has no text: export it again with its full text."
        )
        return
    value = {key: said.value for key, said in document.said.items()}
    found = find_day(value.get("published", ""))
    if found is None:
        yield Note(f"{place.capitalize()} has no date that was understood.")
    bases = {key: said.basis for key, said in document.said.items() if key in _FIELDS}
    if found is None:
        bases.pop("published", None)
    yield Draft(
        text=document.text,
        title=value.get("title", ""),
        source=value.get("source", ""),
        author=value.get("author", ""),
        published=found.day if found else None,
        language=language_code(value.get("language", "")),
        url=value.get("url", ""),
        place=place,
        bases={key: basis for key, basis in bases.items() if key != "language"},
        details={key: written for key, written in value.items() if key not in _FIELDS},
    )


def draft_documents(documents: Iterable[Document]) -> Results:
    """The drafts of all documents of an export."""
    for document in documents:
        yield from draft_document(document)


def tell_copies(results: Iterable[Result]) -> Results:
    """The results with each article once, and a note at the end of which documents are copies."""
    seen: dict[tuple[str, ...], str] = {}
    copies: list[tuple[str, str]] = []
    for result in results:
        if isinstance(result, Draft):
            words = " ".join(result.text.split())
            key = (result.title, words, result.source, str(result.published))
            if key in seen:
                copies.append((result.place, seen[key]))
                continue
            seen[key] = result.place
        yield result
    if copies:
        yield Note(_describe_copies(copies))


def _describe_copies(copies: Sequence[tuple[str, str]]) -> str:
    count = len(copies)
    head = f"{count} {agree(count, 'document is a copy', 'documents are copies')}"
    named = ", ".join(f"{place} of {first}" for place, first in copies[:_MOST_NAMED])
    more = f" and {count - _MOST_NAMED} more" if count > _MOST_NAMED else ""
    return (
        f"{head} of another in the file and {agree(count, 'was', 'were')} left out: {named}{more}."
    )


def split_at(lines: Iterable[str], begins: Callable[[str], bool]) -> Iterator[list[str]]:
    """The parts whose first line each begins one; what stands above the first is left out."""
    part: list[str] = []
    for line in lines:
        if begins(line):
            if part:
                yield part
            part = [line]
        elif part:
            part.append(line)
    if part:
        yield part


def join_lines(lines: Sequence[str], has_blank: bool) -> str:
    """The text of lines: paragraphs where blank ones part them, else each line is one."""
    return ("\n" if has_blank else "\n\n").join(lines)


def read_number(written: str) -> str:
    """The first number in a count of words, without what groups its digits."""
    found = _NUMBER.search(written)
    return re.sub(r"\D", "", found[0]) if found else ""


def fold(text: str) -> str:
    """The form in which two writings of a headline are compared."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def parse_page(markup: str) -> Any:
    """The tree of a page of an export."""
    return html_text.parse_page(html_text.remove_embedded(markup))


_PARTED = frozenset(
    (
        *("p", "div", "br", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "li"),
        *("ul", "ol", "article", "section", "header", "footer", "aside", "hr", "pre", "dt", "dd"),
        *("body", "blockquote", "title"),
    )
)
_NO_WORDS = frozenset(("script", "style", "head", "noscript", "template"))


class Piece(NamedTuple):
    """Words that no tag of a block parts, and the names and classes of what they stand in."""

    marks: frozenset[str]
    text: str


def list_pieces(root: Any, apart: frozenset[str] = frozenset()) -> Iterator[Piece]:
    """What stands in an element, in its order; words of links and highlights are not parted.

    `marks` are in small letters: names of elements as `<p>`, classes and ids as they are. Elements
    of a class in `apart` stand for themselves also within a line.
    """
    stack: list[frozenset[str]] = [frozenset()]
    words: list[str] = []
    marks: frozenset[str] = frozenset()
    silent = 0
    for event, element in html.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            own = f"<{tag}> {element.get('class') or ''} {element.get('id') or ''}"
            stack.append(stack[-1] | frozenset(own.casefold().split()))
        if tag in _PARTED or (apart and tag and not apart.isdisjoint(_classes(element))):
            if words:
                yield Piece(marks, " ".join("".join(words).split()))
            words, marks = [], frozenset()
        if event == "start":
            silent += tag in _NO_WORDS
        elif event == "end":
            stack.pop()
            silent -= tag in _NO_WORDS
        added = element.text if event == "start" else element.tail if element is not root else ""
        if added and not silent and (words or added.strip()):
            words.append(added)
            marks = marks | stack[-1] if added.strip() else marks
    if words:
        yield Piece(marks, " ".join("".join(words).split()))


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").casefold().split()
