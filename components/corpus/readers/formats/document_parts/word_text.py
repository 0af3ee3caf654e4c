"""The text of a Word document: paragraphs in their order, drop caps joined, notes apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from components.corpus.readers.formats.document_paragraphs import Paragraph, join_initial

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _STYLE, _VALUE = f"{_W}p", f"{_W}pStyle", f"{_W}val"
_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DROP_CAP = f"{_W}dropCap"
_DROP_CAP_FRAME = f"{_W}pPr/{_W}framePr[@{_DROP_CAP}]"
# Boxes have paragraphs of their own; the last are the readings above Chinese and Japanese words.
_APART = (_PARAGRAPH, _SECOND_COPY, f"{_W}del", f"{_W}moveFrom", f"{_W}rt")
_RUN, _STYLE_OF_RUN = f"{_W}r", f"{_W}rPr/{_W}rStyle"
_HIDDEN = f"{_W}rPr/{_W}vanish"
_REFERENCES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_NOTE = {"footnotes": f"{_W}footnote", "endnotes": f"{_W}endnote"}
_OFF = ("0", "false", "off", "none")


class WordText:
    """The paragraphs of the document and of its notes, each with the name of its style."""

    def __init__(self, document: Any) -> None:
        self._styles = {s.style_id: str(s.name) for s in document.styles}
        self._hidden = {s.style_id for s in document.styles if _is_hidden(s.element)}
        self._document = document

    def paragraphs(self) -> list[Paragraph]:
        """Those of the body, without empty ones, each drop cap joined to the next."""
        joined = _join_drop_caps(list(self._framed(self._document.element.body)))
        return [paragraph for paragraph in joined if paragraph.text.strip()]

    def notes(self) -> list[Paragraph]:
        """A paragraph for each footnote and endnote that the body refers to, in its order."""
        found: dict[tuple[str, str], None] = {}
        for element in self._document.element.body.iter(*_REFERENCES):
            found[_REFERENCES[element.tag], element.get(f"{_W}id", "")] = None
        texts = {kind: self._texts_of(kind) for kind in {kind for kind, _ in found}}
        notes = (texts[kind].get(number, "") for kind, number in found)
        return [Paragraph(text) for text in notes if text]

    def _texts_of(self, kind: str) -> dict[str, str]:
        """The texts of footnotes or endnotes by their numbers."""
        from docx.oxml import parse_xml

        parts = (r for r in self._document.part.rels.values() if r.reltype.endswith(f"/{kind}"))
        part = next((r.target_part for r in parts if not r.is_external), None)
        if part is None:
            return {}
        return {
            note.get(f"{_W}id", ""): " ".join(
                " ".join(paragraph.text.split()) for paragraph, _ in self._framed(note)
            ).strip()
            for note in parse_xml(part.blob).iter(_NOTE[kind])
        }

    def _framed(self, body: Any) -> Iterator[tuple[Paragraph, bool]]:
        """The paragraphs, and whether each is a drop cap, framed beside the next."""
        for element in body.iter(_PARAGRAPH):
            if any(above.tag == _SECOND_COPY for above in element.iterancestors(_SECOND_COPY)):
                continue
            style = next((e.get(_VALUE) for e in element.iter(_STYLE)), "")
            words = "".join(self._words(element))
            frame = element.find(_DROP_CAP_FRAME)
            is_drop_cap = frame is not None and frame.get(_DROP_CAP) != "none"
            yield Paragraph(words, self._styles.get(style, "")), is_drop_cap

    def _words(self, element: Any) -> Iterator[str]:
        """The text of a paragraph, without that of boxes anchored in it and hidden words."""
        for child in element:
            if child.tag == f"{_W}t":
                yield child.text or ""
            elif child.tag in _CHARACTERS:
                yield _CHARACTERS[child.tag]
            elif child.tag not in _APART and not (child.tag == _RUN and self._is_left_out(child)):
                yield from self._words(child)

    def _is_left_out(self, run: Any) -> bool:
        if run.find(_HIDDEN) is not None:
            return _is_hidden(run)
        style = run.find(_STYLE_OF_RUN)
        return style is not None and style.get(_VALUE) in self._hidden


def _is_hidden(element: Any) -> bool:
    """Whether a run, or what has a style, does not show."""
    hidden = element.find(_HIDDEN)
    return hidden is not None and hidden.get(_VALUE, "true") not in _OFF


def _join_drop_caps(paragraphs: list[tuple[Paragraph, bool]]) -> Iterator[Paragraph]:
    """The paragraphs, each drop cap joined to the one that begins with it."""
    text = "\n".join(paragraph.text for paragraph, _ in paragraphs)
    initial = ""
    for paragraph, is_drop_cap in paragraphs:
        if is_drop_cap:
            initial += paragraph.text.strip()
        elif initial and paragraph.text.strip():
            yield replace(paragraph, text=join_initial(initial, paragraph.text, text))
            initial = ""
        else:
            yield paragraph
    yield Paragraph(initial)
