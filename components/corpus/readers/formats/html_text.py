"""Markup: the tree of HTML, HTML without what is built into it, and its words."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

_WITHIN_A_LINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd"),
        *("mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"),
    )
)
_NOT_WORDS = frozenset(("script", "style", "title", "template", "noscript"))
_TAG = re.compile(
    r"</(?:p|div|a|b|i|u|em|span|strong|li|ul|ol|h[1-6]|td|tr|table|figure|blockquote|html|font)>"
    r"|<(?:br|p|hr) ?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:nbsp|amp|quot|apos|[lr][sd]quo|[mn]dash|hellip|#\d{1,6}|#x[0-9a-f]{1,5});"
)
LONGEST = 1_000_000
"""Characters of an attribute, a script, a drawing: one that is longer is left out of the page."""
LONGEST_STATED = 8_000_000
"""The same of what a page states of itself (JSON-LD): behind 10 MB libxml2 drops the rest."""
_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]{0,200},[\w/+=%.~!*-]{1000,}+", re.IGNORECASE)
_PLAIN_DATA_ADDRESS = re.compile(_DATA_ADDRESS.pattern)
"""The same without a look at the case of its letters, which takes ten times as long."""
_LONG_VALUE = re.compile(rf"=\s*(?:\"[^\"]{{{LONGEST},}}+\"|'[^']{{{LONGEST},}}+')")
# From the first of such signs, so that each is looked at once.
_LONG_BARE_VALUE = re.compile(rf"(?<![^\s\"'<>])([\w-]+=)[!#-&(-;=?-~]{{{LONGEST},}}+")
_BLOCK = re.compile(r"<(?:(script|style|svg)\b[^<>]{0,2000}(?<!/)>|(!--))", re.IGNORECASE)
_BLOCK_ENDS = {
    "!--": re.compile("-->"),
    **{name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "svg")},
}
_OF_TEXT = re.compile(r"<(?:p|div|article|section|h[1-6]|li|td)\b", re.IGNORECASE)


def remove_embedded(markup: str) -> str:
    """The page without pictures written into it, and without overlong attributes and scripts.

    None of it is text, and behind ten megabytes of it libxml2 drops all that follows. The time is
    linear in the length.
    """
    is_plain = markup.lower().count("data:") == markup.count("data:")
    markup = (_PLAIN_DATA_ADDRESS if is_plain else _DATA_ADDRESS).sub("#", markup)
    if len(markup) <= LONGEST:
        return markup
    markup = _LONG_VALUE.sub('=""', markup)
    return _without_blocks(_LONG_BARE_VALUE.sub(r"\1", markup))


def extract_words(markup: str) -> str:
    """All text between the tags, a line break at each tag that is not within a line.

    Takes any nesting, and markup that is not well formed; scripts, styles and the title are left
    out.
    """
    words = _Words()
    words.feed(markup)
    words.close()
    return "".join(words.found)


def extract_words_if_markup(value: str) -> str:
    """The words of a value that holds HTML; any other as it is.

    HTML is told by a closing tag or a break of HTML, or by a named entity; `a < b` is none.
    """
    value = remove_embedded(value)
    if _TAG.search(value):
        return extract_words(value)
    return unescape(value) if _ENTITY.search(value) else value


def _without_blocks(markup: str) -> str:
    """The page, comments, scripts, styles and drawings empty that are longer than `LONGEST`."""
    kept: list[str] = []
    done = at = 0
    unclosed: set[str] = set()
    while found := _BLOCK.search(markup, at):
        at = found.end()
        name = (found[1] or found[2]).lower()
        # `<!-->` is a whole comment.
        begin = at - 2 if found[2] else at
        end = None if name in unclosed else _BLOCK_ENDS[name].search(markup, begin)
        if end is None:
            unclosed.add(name)
            continue
        is_unclosed = name == "svg" and _OF_TEXT.search(markup, at, end.start())
        if is_unclosed:
            continue
        states = "ld+json" in markup[found.start() : at].lower()
        if end.start() - at > (LONGEST_STATED if states else LONGEST):
            kept.append(markup[done:at])
            done = end.start()
        at = max(at, end.start())
    return "".join([*kept, markup[done:]])


def parse_page(markup: str, huge: bool = False) -> Any:
    """The tree of a page, nothing fetched; without anything in it when there is none."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=huge, no_network=True)
    try:
        # As bytes, since lxml refuses a string that declares an encoding, as XHTML does.
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return html.Element("html")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_WORDS and not self._silent:
            self._silent = tag
        self._break_line(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        self._break_line(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data.replace("\n", " "))

    def _break_line(self, tag: str) -> None:
        if tag not in _WITHIN_A_LINE:
            self.found.append("\n")
