"""XML: parsed with nothing fetched or expanded, and names without their namespaces."""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import UnreadableError
from components.corpus.readers.shaping.decoding import declared_encoding

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
    parser = etree.XMLParser(
        # Huge: pictures written into an item are no reason to drop the items behind it.
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        encoding=_true_encoding(data),
    )
    root = etree.fromstring(data.removeprefix(codecs.BOM_UTF8).strip(), parser)
    is_cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return Tree(root, is_cut)


def _true_encoding(data: bytes) -> str | None:
    """The encoding of the bytes where that is not the declared one, else None."""
    if data.isascii() or b"\0" in data[:4]:
        return None
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return "utf-8"
    declared = declared_encoding(data).lower()
    is_western = declared in ("", "utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "us-ascii")
    return "windows-1252" if is_western and not data.startswith(_WIDE) else None


def local_name(element: Any) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
