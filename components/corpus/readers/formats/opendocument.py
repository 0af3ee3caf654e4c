"""OpenDocument texts (ODT): one article."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.formats.zip_files import open_document
from components.corpus.readers.shaping.drafts import Draft, Parts, UnreadableError
from components.corpus.readers.shaping.paragraphs import (
    Paragraph,
    draft_paragraphs,
    meaningful_title,
)
from components.corpus.readers.shaping.publication_days import parse_day

MOST_SPACES = 100
"""A file may claim two thousand million of them."""
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
_NOT_TEXT = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content")


def read(data: bytes) -> Parts:
    """One article with the document's properties, its title also from a first heading.

    Tables, lists and footnotes stand where they stand in the file; comments, deleted text and
    tables of contents are left out.
    """
    package = open_document(io.BytesIO(data))
    names = package.namelist()
    if "content.xml" not in names:
        raise UnreadableError("It is not an OpenDocument text: open it and save it as .odt again.")
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise UnreadableError(
            "It is protected by a password: save it without one and load it again."
        )
    found = [p for p in _paragraphs(_parse(package, "content.xml")) if p.text.strip()]
    draft = draft_paragraphs(found)
    values = _properties(package) if "meta.xml" in names else {}
    yield Draft(
        text=draft.text,
        title=draft.title or meaningful_title(values.get(f"{_DC}title", "")),
        author=values.get(f"{_META}initial-creator", "") or values.get(f"{_DC}creator", ""),
        published=parse_day(values.get(f"{_META}creation-date", "")),
    )


def _parse(package: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(name), parser)


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    elements = _parse(package, "meta.xml").iter(etree.Element)
    return {element.tag: (element.text or "").strip() for element in elements}


def _paragraphs(root: Any) -> Iterator[Paragraph]:
    for element in root.iter(*_BLOCKS):
        if any(above.tag in _NOT_TEXT for above in element.iterancestors()):
            continue
        is_title = element.tag == f"{_TEXT}h" or element.get(f"{_TEXT}style-name") == "Title"
        yield Paragraph("".join(_pieces(element)), "title" if is_title else "")


def _pieces(element: Any) -> Iterator[str]:
    """The text of a paragraph, without paragraphs within it, which come by themselves."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(MOST_SPACES, int(child.get(f"{_TEXT}c", "1")))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield "\n" if child.tag.endswith("break") else " "
        elif child.tag not in _BLOCKS and child.tag not in _NOT_TEXT and _is_element(child):
            yield from _pieces(child)
        yield child.tail or ""


def _is_element(child: Any) -> bool:
    return isinstance(child.tag, str)


def _sample() -> bytes:
    packed = io.BytesIO()
    space = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("content.xml", f"<a {space}><text:p>The text of it.</text:p></a>")
    return packed.getvalue()


SAMPLE = _sample()
