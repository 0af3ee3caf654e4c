"""The words of HTML, all of them, where no article can be told from the page."""

from __future__ import annotations

from html.parser import HTMLParser

_WITHIN_A_LINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd"),
        *("mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"),
    )
)
_NOT_WORDS = frozenset(("script", "style", "title", "template", "noscript"))


def words_of_markup(markup: str) -> str:
    """All text between the tags, a line break at each tag that is not within a line.

    Takes any nesting, and markup that is not well formed; scripts, styles and the title are left
    out.
    """
    words = _Words()
    words.feed(markup)
    words.close()
    return "".join(words.found)


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
