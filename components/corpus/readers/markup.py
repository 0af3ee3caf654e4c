"""The words of HTML, all of them, where no article can be told from the page."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

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


def words_of_markup(markup: str) -> str:
    """All text between the tags, a line break at each tag that is not within a line.

    Takes any nesting, and markup that is not well formed; scripts, styles and the title are left
    out.
    """
    words = _Words()
    words.feed(markup)
    words.close()
    return "".join(words.found)


def words_if_markup(value: str) -> str:
    """The words of a value that holds HTML; any other as it is.

    HTML is told by a closing tag or a break of HTML, or by a named entity; `a < b` is none.
    """
    if _TAG.search(value):
        return words_of_markup(value)
    return unescape(value) if _ENTITY.search(value) else value


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
