"""The sentences that the HTML page of an evidence pack prints, by their names."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_NAME = re.compile(r"[A-Z]+[0-9]+")


def read_sentences(page: str) -> dict[str, str]:
    """The sentences of the full texts, such as A3, without their numbers and the space after."""
    reader = _Sentences()
    reader.feed(page)
    reader.close()
    return {name: "".join(pieces) for name, pieces in reader.found.items()}


class _Sentences(HTMLParser):
    """Collects what stands in the `bdi` of each element whose id is the name of a sentence."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {}
        self._name = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A name of a sentence begins one; the `bdi` in it has its words."""
        id = dict(attrs).get("id") or ""
        if tag == "span" and _NAME.fullmatch(id):
            self._name = id
        if self._name and (tag == "bdi" or self._depth):
            self._depth += 1
            self.found.setdefault(self._name, [])

    def handle_endtag(self, tag: str) -> None:
        """The end of its `bdi` ends a sentence."""
        if self._depth:
            self._depth -= 1
            if not self._depth:
                self._name = ""

    def handle_data(self, data: str) -> None:
        """Words inside a sentence."""
        if self._depth:
            self.found[self._name].append(data)
