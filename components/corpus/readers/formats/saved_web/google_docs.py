"""Documents that Google Docs saved as web pages: all of the text, without its comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from components.corpus.readers.formats.xml_tree import line_of

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li")
_START = 300_000
_BODY = re.compile(r"<(?:body|div)\b[^<>]{0,200}\bclass=[\"'][^\"'<>]{0,100}\bdoc-content\b")
_STYLES = ("themes.googleusercontent.com/fonts/css", "lst-kix_")


@dataclass(frozen=True)
class GoogleDoc:
    """The title of a document, "" without one, and its paragraphs."""

    title: str
    text: str


def is_google_doc(markup: str) -> bool:
    """Whether a page is a document as Google Docs saves or publishes it."""
    start = markup[:_START]
    if any(mark in start for mark in _STYLES):
        return True
    return "doc-content" in start and _BODY.search(start) is not None


def read_google_doc(tree: Any) -> GoogleDoc:
    """The document without its comments, and without their marks and those of its notes."""
    _drop_comments(tree)
    titles: list[str] = []
    lines: list[str] = []
    for block in tree.iter(*_BLOCKS):
        words = line_of(block)
        if not words or next(block.iterancestors(*_BLOCKS), None) is not None:
            continue
        is_title = "title" in (block.get("class") or "").split()
        if is_title and not lines:
            titles.append(words)
        else:
            lines.append(words)
    return GoogleDoc(" ".join(titles), "\n\n".join(lines))


def _drop_comments(tree: Any) -> None:
    for link in [*tree.iter("a")]:
        place = link.get("href") or ""
        if link.getparent() is None:
            continue
        if place.startswith("#cmnt_ref"):
            # The comment stands in the paragraph, and the paragraphs after it in the division.
            paragraph = next(link.iterancestors("p"), link)
            around = next(paragraph.iterancestors("div"), None)
            is_own = around is not None and "doc-content" not in (around.get("class") or "")
            unwanted: Any = around if is_own else paragraph
            if unwanted.getparent() is not None:
                unwanted.drop_tree()
        elif place.startswith(("#cmnt", "#ftnt")):
            above = link.getparent()
            (above if above.tag == "sup" and len(above) == 1 else link).drop_tree()
