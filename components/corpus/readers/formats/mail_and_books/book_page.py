"""A page of an electronic book: its heading, its paragraphs, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from components.corpus.readers.formats.html_text import extract_words, remove_embedded
from components.corpus.readers.formats.xml_tree import line_of

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
# XHTML closes what HTML leaves open: a title so closed would hold all of the page.
_SELF_CLOSED = re.compile(
    r"<(a|abbr|b|blockquote|body|cite|code|div|em|h[1-6]|i|iframe|li|ol|p|script|section|small|span|"
    r"strong|style|sub|sup|td|th|title|tr|u|ul)(\s[^<>]*)?/>",
    re.IGNORECASE,
)
_WITHIN_A_LINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"),
        *("img", "wbr", "var", "tt", "ruby", "rb"),
    )
)
_NO_TEXT = frozenset(("script", "style", "head", "template", "svg", "math", "rt", "rp", "noscript"))
_HEADINGS = ("h1", "h2", "h3")
_TYPE = "epub:type"
_LISTS = ("calibre_feed_list", "calibre_article_list")
_NAVIGATION = "calibre_navbar"
_DOWNLOADED = "downloaded by"
_BREAK = "\x0b"
_BREAKS = re.compile(rf"(?<!\s)\s*{_BREAK}\s*{_BREAK}[\s{_BREAK}]*")
_FEWEST_LINKS = 3


@dataclass(frozen=True)
class PageText:
    """`whole` is all text; `paragraphs` all but the heading that is the title, if one is.

    `kind` is what the page says that it is (`toc`, `cover`), `section` the name of the feed that it
    lists, `url` where its article was taken from.
    """

    whole: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    title: str = ""
    head_title: str = ""
    kind: str = ""
    section: str = ""
    url: str = ""
    is_list: bool = False


def read_book_page(markup: str) -> PageText:
    """Read a page, also one that is not well formed."""
    markup = _SELF_CLOSED.sub(r"<\1\2></\1>", _DECLARATION.sub("", remove_embedded(markup)))
    parser = html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.replace("\0", ""), parser=parser)
    except (etree.ParserError, ValueError):
        return PageText()
    url = _remove_navigation(tree)
    body = tree.find("body")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The rest was dropped, as too deep.
        words = [" ".join(line.split()) for line in extract_words(markup).split("\n")]
        lines = [line for line in words if line]
        return PageText(whole=lines, paragraphs=lines)
    blocks = list(_read_blocks(body)) if body is not None else []
    heading = _find_heading(blocks)
    texts = [text for _, text in blocks]
    feed = next((e for e in tree.iter("h1", "h2") if "calibre_feed_title" in _classes(e)), None)
    return PageText(
        whole=texts,
        paragraphs=texts[:heading] + texts[heading + 1 :] if heading is not None else texts,
        title=texts[heading] if heading is not None else "",
        head_title=" ".join((tree.findtext("head/title") or "").split()),
        kind=_kind(tree),
        section=line_of(feed) if feed is not None else "",
        url=url,
        is_list=_is_list(tree, sum(map(len, texts))),
    )


def _remove_navigation(tree: Any) -> str:
    """Take calibre's lines for moving about out of a page; gives the address they tell."""
    url = ""
    for element in [e for e in tree.iter() if _NAVIGATION in _classes(e)]:
        links = [a.get("href", "") for a in element.iter("a")]
        if _DOWNLOADED in element.text_content():
            url = url or next((link for link in links if link.startswith("http")), "")
        if element.getparent() is not None:
            element.drop_tree()
    return url


def _read_blocks(body: Any) -> Iterator[tuple[str, str]]:
    """The tag and the text of each block; a single line break is a space, two are a new block."""
    words: list[str] = []
    tags, silent = ["body"], 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = tag not in _WITHIN_A_LINE and tag != "br"
        if tag in _NO_TEXT or _is_mark(element):
            silent += 1 if event == "start" else -1
        if is_block:
            yield from _flush(tags[-1], words)
            if event == "start":
                tags.append(tag)
            elif len(tags) > 1:
                tags.pop()
        if event == "start" and not silent:
            words.append(_BREAK if tag == "br" else element.text or "")
        if event == "end" and not silent and element is not body:
            words.append(element.tail or "")
    yield from _flush("body", words)


def _flush(tag: str, words: list[str]) -> Iterator[tuple[str, str]]:
    for text in _BREAKS.split("".join(words)):
        if joined := " ".join(text.split()):
            yield tag, joined
    words.clear()


def _is_mark(element: Any) -> bool:
    """Whether it is the number of a note or of a printed page, which is not of the sentence."""
    kind = str(element.get(_TYPE) or "") if isinstance(element.tag, str) else ""
    return "noteref" in kind or "pagebreak" in kind


def _find_heading(blocks: list[tuple[str, str]]) -> int | None:
    """Which block is the title: the first highest heading among the first ones."""
    before = 0
    found: int | None = None
    for number, (tag, text) in enumerate(blocks[:12]):
        is_higher = found is None or tag < blocks[found][0]
        if tag in _HEADINGS and is_higher and len(text) <= 300:
            found = number
        elif tag not in _HEADINGS:
            before += len(text)
        if before > 300:
            break
    return found if len(blocks) > 1 else None


def _kind(tree: Any) -> str:
    """What the page says that it is, when all of it is that."""
    for element in tree.iter("body", "section", "nav"):
        for kind in str(element.get(_TYPE) or "").split():
            if kind in ("toc", "cover", "titlepage", "copyright-page", "landmarks"):
                return kind
    return ""


def _is_list(tree: Any, length: int) -> bool:
    """Whether the page is a list of links to other pages of the book."""
    if any(name in _classes(e) for e in tree.iter("ul", "ol", "div") for name in _LISTS):
        return True
    links = [a for a in tree.iter("a") if a.get("href") and ":" not in a.get("href")]
    within = [len(line_of(a)) for a in links if a.get("href")[0] != "#"]
    return len(within) >= _FEWEST_LINKS and sum(within) > 0.7 * length


def _classes(element: Any) -> str:
    return str(element.get("class") or "") if isinstance(element.tag, str) else ""
