"""XML documents: which reader has the articles of one, by the name of its root."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from components.corpus.readers.drafts import Kind, Note, Reader, Results, UnreadableError
from components.corpus.readers.formats.editions.alto import read_alto
from components.corpus.readers.formats.editions.page_xml import read_page_xml
from components.corpus.readers.formats.editions.scanned_issue import refuse_mets
from components.corpus.readers.formats.editions.tei import read_tei
from components.corpus.readers.formats.feed import read_feed
from components.corpus.readers.formats.press.factiva import factiva_xml
from components.corpus.readers.formats.wire.address_lists import refuse_address_list
from components.corpus.readers.formats.wire.newsml_1 import read_newsml_1
from components.corpus.readers.formats.wire.newsml_g2 import read_newsml_g2
from components.corpus.readers.formats.wire.nitf import read_nitf
from components.corpus.readers.formats.xml_tree import local_name, parse_xml

_BY_ROOT: dict[str, Callable[[Any], Results]] = {
    "rss": read_feed,
    "RDF": read_feed,
    "feed": read_feed,
    **dict.fromkeys(factiva_xml.ROOTS, factiva_xml.read_factiva_xml),
    **dict.fromkeys(("newsItem", "newsMessage", "packageItem", "planningItem"), read_newsml_g2),
    **dict.fromkeys(("conceptItem", "knowledgeItem", "catalogItem"), read_newsml_g2),
    "NewsML": read_newsml_1,
    "nitf": read_nitf,
    **dict.fromkeys(("urlset", "sitemapindex", "opml"), refuse_address_list),
    "alto": read_alto,
    "mets": refuse_mets,
    "PcGts": read_page_xml,
    "TEI": read_tei,
    "TEI.2": read_tei,
    "teiCorpus": read_tei,
}
"""Readers are given the root element."""
_KINDS = {
    "rss": "a feed (RSS)",
    "RDF": "a feed (RSS)",
    "feed": "a feed (Atom)",
    **dict.fromkeys(factiva_xml.ROOTS, "an export of Factiva, XML"),
    **dict.fromkeys(("newsItem", "newsMessage", "packageItem", "planningItem"), "NewsML-G2"),
    "NewsML": "NewsML 1",
    "nitf": "NITF",
    "alto": "a scanned page (ALTO)",
    "PcGts": "a scanned page (PAGE XML)",
    **dict.fromkeys(("TEI", "TEI.2", "teiCorpus"), "an edition (TEI)"),
}
"""What a document is, in words, by its root."""


def read_xml(data: bytes) -> Results:
    """The articles of a document whose root is known. Raises UnreadableError for any other."""
    tree = parse_xml(data)
    root = _name_kind(tree.root) if tree.root is not None else ""
    read = _BY_ROOT.get(root)
    if read is None:
        root = "" if tree.root is None else f" (“{local_name(tree.root)[:40]}”)"
        raise UnreadableError(
            f"It is XML of an unknown kind{root}, not a feed, a wire item or an edition: "
            "save its articles as web pages or text."
        )
    if root in _KINDS:
        yield Kind(_KINDS[root])
    if tree.is_cut:
        yield Note(
            "It is nested more deeply than news should be: what follows that place was not read."
        )
    yield from read(tree.root)


def _name_kind(root: Any) -> str:
    """The name of a root; of one around documents of a kind that is known, the name of these."""
    name = local_name(root)
    inner = {local_name(one) for one in root} - {""}
    return inner.pop() if name not in _BY_ROOT and len(inner) == 1 and inner <= _WRAPPED else name


_WRAPPED = frozenset(("nitf", "NewsML", "newsItem", "newsMessage"))
"""Readers of these take an element around several of them as well."""


_SAMPLE = (
    b"<rss><channel><title>A site</title><item><title>A title</title>"
    b"<description>The text of an article stands here.</description></item></channel></rss>"
)
XML = Reader(lambda: _SAMPLE, whole=read_xml)
