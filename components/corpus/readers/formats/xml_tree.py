"""XML: parsed with nothing fetched or expanded, and names without their namespaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.drafts import UnreadableError


@dataclass(frozen=True)
class Tree:
    """The root of a file, None when it has none; whether what stands too deep was dropped."""

    root: Any
    is_cut: bool = False


def parse_xml(data: bytes) -> Tree:
    """Parse what is there, also of XML that is not well formed.

    Raises UnreadableError for entities that the file defines.
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
    )
    root = etree.fromstring(data.strip(), parser)
    is_cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return Tree(root, is_cut)


def local_name(element: Any) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
