"""Bodies of wire items: their paragraphs, from HTML, NITF or plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from components.corpus.readers.formats.html_text import extract_words, remove_embedded
from components.corpus.readers.formats.xml_tree import local_name, named

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "bq", "blockquote", "body", "body.content", "body.head"),
        *("block", "center", "credit", "dd", "div", "dl", "dt", "fn", "footer", "header", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "hr", "html", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "ul"),
    )
)
_NOT_TEXT = {
    **dict.fromkeys(("figure", "figcaption", "media", "media-caption", "picture"), "picture"),
    **dict.fromkeys(("table", "nitf-table"), "table"),
    **dict.fromkeys(
        ("head", "title", "script", "style", "template", "noscript", "svg", "iframe", "body.head"),
        "",
    ),
    **dict.fromkeys(("video", "audio", "object", "embed", "body.end", "media-metadata"), ""),
}
"""Elements that are no text, and what each is called where that is told."""
_BESIDE = frozenset(
    (
        *("vignette", "dat", "source", "credit", "caption", "linkbox", "notepad", "np-public"),
        *("np-nonpublic", "related", "embed"),
    )
)
_BYLINES = frozenset(("byline", "author"))
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_EMBEDDED = re.compile(r"<(?:div|script|iframe|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br|div|html|body|h[1-6]|li|ul)\b[^<>]{0,500}>", re.IGNORECASE)
_COLUMNS = re.compile(r"\S(?: {2,40}|\t|\.{3,40})\s?\S")
_WORD = re.compile(r"[^\W\d_]{2}")
_INDENT = re.compile(r"[ \t]{2,}\S|\t")
_CLOSERS = "\"'”’»)]"


@dataclass
class Body:
    """Paragraphs of a body in their order; lines that name its authors; what was left out."""

    paragraphs: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)

    @property
    def has_only_tables(self) -> bool:
        """Whether there are tables and no text."""
        return not self.paragraphs and bool(self.left["table"])


def read_markup(element: Any) -> Body:
    """The paragraphs of an element of HTML or NITF, by local names, at any depth."""
    body, words = Body(), _Words()

    def end_paragraph() -> None:
        body.paragraphs.extend(words.take())

    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, is_done = stack.pop()
        name = local_name(node).lower()
        if is_done:
            if name in _BLOCKS:
                end_paragraph()
            words.add(node.tail if node is not element else "")
            continue
        stack.append((node, True))
        if _is_left_out(node, name, body, node is element):
            end_paragraph()
        elif name == "pre":
            end_paragraph()
            _take_lines("".join(node.itertext()), body)
        elif name == "br":
            words.break_line()
        elif name or node.tag is etree.Entity:
            if name in _BLOCKS:
                end_paragraph()
            words.add(node.text)
            stack.extend((child, False) for child in reversed(node))
    end_paragraph()
    return body


def _is_left_out(node: Any, name: str, body: Body, is_root: bool) -> bool:
    """Whether an element is no part of the text; if so it is counted, or kept as a byline."""
    if is_root or not name:
        return False
    if name in _NOT_TEXT:
        if kind := _NOT_TEXT[name]:
            body.left[kind] += 1
        return True
    if name == "byline":
        body.bylines.append(words_of(node))
        return True
    classes = set((node.get("class") or "").lower().split()) if name in _BLOCKS else set()
    if classes & _BYLINES:
        body.bylines.append(words_of(node))
    return bool(classes & (_BYLINES | _BESIDE))


class _Words:
    """The words of a paragraph as they come, with the breaks of lines between them."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]

    def add(self, text: str | None) -> None:
        if text:
            self._lines[-1].append(text)

    def break_line(self) -> None:
        self._lines.append([])

    def take(self) -> Iterator[str]:
        """The paragraphs: two breaks part them, and one does after the end of a sentence."""
        lines = [_collapse("".join(line)) for line in self._lines]
        self._lines = [[]]
        paragraph = ""
        for line in lines:
            is_end = not line or paragraph.rstrip(_CLOSERS)[-1:] in (".", "!", "?", "…", "。")
            if is_end and paragraph:
                yield paragraph
                paragraph = ""
            paragraph = f"{paragraph} {line}".strip()
        if paragraph:
            yield paragraph


def _collapse(text: str) -> str:
    """The words in one line; what is escaped a second time, and embedded code, is undone."""
    joined = " ".join(text.split())
    if _ESCAPED.search(joined):
        joined = " ".join(unescape(joined).split())
    return " ".join(extract_words(joined).split()) if _EMBEDDED.search(joined) else joined


def _take_lines(text: str, body: Body) -> None:
    """Lines of type of one width: a text, or the columns of a table."""
    lines = [line for line in text.splitlines() if line.strip()]
    if sum(bool(_COLUMNS.search(line.strip())) for line in lines) * 3 > len(lines):
        body.left["table"] += 1
    else:
        body.paragraphs += join_lines(lines_of(text))


def read_html(markup: str) -> Body:
    """The paragraphs of HTML, or of escaped XML, that is the value of a field."""
    cleaned = remove_embedded(markup).strip()
    if not cleaned:
        return Body()
    encoded = re.sub(r"^<\?xml[^>]{0,200}\?>", "", cleaned)
    try:
        tree = html.document_fromstring(encoded)
    except (etree.ParserError, ValueError):
        return Body()
    body = find_named(tree, "body")
    return read_markup(body if body is not None else tree)


def read_plain_body(text: str) -> Body:
    """The paragraphs of plain text, which may hold tags of HTML and lines of one width."""
    if _TAG.search(text):
        if not any(map(_INDENT.match, lines_of(text))):
            return read_html(text)
        text = _TAG.sub("\n", text)
    lines = lines_of(text)
    if any(map(_INDENT.match, lines)):
        return Body(join_lines(lines))
    return Body([block for block in re.split(r"\n\s*\n", "\n".join(lines).strip()) if block])


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def join_lines(lines: Sequence[str]) -> list[str]:
    """Paragraphs of lines of one width: a blank line, or an indented one, begins the next."""
    paragraphs: list[str] = []
    is_new = True
    for line in lines:
        words = _collapse(line)
        if not words:
            is_new = True
            continue
        if is_new or _INDENT.match(line) or not paragraphs:
            paragraphs.append(words)
        else:
            paragraphs[-1] += f" {words}"
        is_new = False
    return paragraphs


def find_named(tree: Any, *names: str) -> Any:
    """The first element within a tree of one of these local names, or None."""
    return next(named(tree, *names, *map(str.upper, names)), None)


def words_of(element: Any) -> str:
    """All words of an element in one line; what is escaped a second time is undone."""
    for line_break in named(element, "br", "BR"):
        line_break.text = " "
    return _collapse("".join(element.itertext()))


def read_place(dateline: str) -> str:
    """A dateline without its dash; "" for one that is a moment alone."""
    return dateline.strip(" -–—") if _WORD.search(dateline) else ""
