"""The text of an OpenDocument text: paragraphs in their order, notes apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from components.corpus.readers.formats.document_paragraphs import Paragraph

MOST_SPACES = 100
"""A file may claim two thousand million of them."""
_SPACES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _OFFICE, _STYLE = _SPACES % "text", _SPACES % "office", _SPACES % "style"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
_NOTE, _NOTE_BODY = f"{_TEXT}note", f"{_TEXT}note-body"
_NOT_TEXT = (
    *(f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content"),
    *(f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph", f"{_TEXT}ruby-text"),
    *(f"{_SVG}title", f"{_SVG}desc", _NOTE),
)


class OpenDocumentText:
    """The paragraphs of the document and of its notes; `roots` hold its text and its styles."""

    def __init__(self, root: Any, *styles: Any) -> None:
        self._root = root
        self._hidden = {
            style.get(f"{_STYLE}name")
            for one in (root, *styles)
            for style in one.iter(f"{_STYLE}style")
            if any(part.get(f"{_TEXT}display") == "none" for part in style)
        }

    def paragraphs(self) -> list[Paragraph]:
        """Those of the body, without empty ones."""
        return [
            paragraph
            for element in self._root.iter(*_BLOCKS)
            if not any(above.tag in _NOT_TEXT for above in element.iterancestors())
            and (paragraph := self._paragraph(element)).text.strip()
        ]

    def notes(self) -> list[Paragraph]:
        """A paragraph for each footnote and endnote."""
        texts = (
            " ".join(
                " ".join(self._paragraph(element).text.split()) for element in body.iter(*_BLOCKS)
            )
            for body in self._root.iter(_NOTE_BODY)
        )
        return [Paragraph(text.strip()) for text in texts if text.strip()]

    def _paragraph(self, element: Any) -> Paragraph:
        is_title = element.tag == f"{_TEXT}h" or element.get(f"{_TEXT}style-name") == "Title"
        words = "" if self._is_hidden(element) else "".join(self._words(element))
        return Paragraph(words, "title" if is_title else "")

    def _words(self, element: Any) -> Iterator[str]:
        """The text of a paragraph, without paragraphs within it, which come by themselves."""
        yield element.text or ""
        for child in element:
            if child.tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "1")
                yield " " * min(MOST_SPACES, int(count[:5]) if count.isdecimal() else 1)
            elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
                yield "\n" if child.tag.endswith("break") else " "
            elif self._is_read(child):
                yield from self._words(child)
            yield child.tail or ""

    def _is_read(self, child: Any) -> bool:
        is_element = isinstance(child.tag, str)
        apart = child.tag in _BLOCKS or child.tag in _NOT_TEXT
        return is_element and not apart and not self._is_hidden(child)

    def _is_hidden(self, element: Any) -> bool:
        return element.get(f"{_TEXT}style-name") in self._hidden
