"""XML: parsed with nothing fetched or expanded, and names without their namespaces."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.shaping.decoding import declared_encoding

_WESTERN = ("", "utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "us-ascii", "windows-1252")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Tree:
    """The root of a file, None when it has none; whether what stands too deep was dropped."""

    root: Any
    is_cut: bool = False


def parse_xml(data: bytes) -> Tree:
    """Parse what is there, also of XML that is not well formed.

    Bytes that are UTF-8 and not ASCII are read so whatever is declared, since other text hardly
    ever is valid UTF-8. Raises UnreadableError for entities that the file defines.
    """
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise UnreadableError(
            "It defines XML entities, which can be an attack: save it again without them."
        )
    recoded = _recode(data.removeprefix(codecs.BOM_UTF8).strip())
    parser = etree.XMLParser(
        # Huge: pictures written into an item are no reason to drop the items behind it.
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        # No words of an item, wherever they stand; CDATA that begins behind one is text as well.
        remove_comments=True,
        remove_pis=True,
        encoding=None if recoded is None else "utf-8",
    )
    try:
        root = etree.fromstring(data.strip() if recoded is None else recoded, parser)
    except etree.XMLSyntaxError:  # in spite of `recover`, where there is not even one sign of it
        return Tree(None)
    is_cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return Tree(root, is_cut)


def _recode(data: bytes) -> bytes | None:
    """The bytes in UTF-8 where their encoding may not be the declared one, else None.

    UTF-8 may have few mistakes in it.
    """
    if data.isascii() or b"\0" in data[:4] or data.startswith(_WIDE):
        return None
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 3 < sum(not sign.isascii() for sign in text) or not broken:
        return text.encode()
    is_western = declared_encoding(data).lower() in _WESTERN
    return data.decode("cp1252", "replace").encode() if is_western else None


def local_name(element: Any) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    if not isinstance(element.tag, str):
        return ""
    # A prefix that the file does not declare stays in the name.
    return element.tag.rpartition("}")[2].rpartition(":")[2]


def line_of(element: Any) -> str:
    """All words of an element in one line; a comment in it is none of them."""
    return " ".join("".join(element.itertext()).split())


def named(element: Any, *names: str) -> Iterator[Any]:
    """It and the elements within it that have one of these local names, in their order."""
    found: Iterator[Any] = element.iter(*(f"{{*}}{name}" for name in names))
    return found
