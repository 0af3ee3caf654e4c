"""Lists of GDELT, which have no names of columns and no texts: the pages of its knowledge graph."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from components.corpus.readers.drafts import Note, Row, Rows, UnreadableError

_GRAPH = re.compile(r"\d{14}-T?\d+\t\d{14}\t\d\t[^\t]*\thttps?://")
_EVENTS = re.compile(r"\d{6,12}\t(?:19|20)\d{6}\t(?:19|20)\d{4}\t(?:19|20)\d\d\t")
_MENTIONS = re.compile(r"\d{6,12}\t\d{14}\t\d{14}\t\d\t")
_SOURCE, _ADDRESS, _EXTRAS, _COLUMNS = 3, 4, 26, 27
_FIELDS = {
    **{"text": "PAGE_TITLE", "title": "PAGE_TITLE", "source": "SourceCommonName"},
    **{"author": "PAGE_AUTHORS", "date": "PAGE_PRECISEPUBTIMESTAMP", "url": "DocumentIdentifier"},
}


def is_graph(line: str) -> bool:
    """Whether this is the first line of a list of GDELT's knowledge graph; raises for other lists.

    Raises UnreadableError for lists of its events and mentions, which name no articles.
    """
    if _EVENTS.match(line) or _MENTIONS.match(line):
        raise UnreadableError(
            "It is a list of events or mentions of GDELT, which has no titles and no texts: load "
            "the pages that it names."
        )
    return bool(_GRAPH.match(line))


def read_graph(lines: Iterable[str]) -> Rows:
    """The pages of the list that have a title; their texts are not in it.

    The day is that of the page where it is given, never that of the collection (column 2).
    """
    yield Note(
        "It is a list of pages by GDELT without texts: each article here is its headline alone."
    )
    untitled = 0
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        extras = cells[_EXTRAS] if len(cells) >= _COLUMNS else ""
        if title := _within(extras, "PAGE_TITLE"):
            values = {
                "PAGE_TITLE": title,
                "SourceCommonName": cells[_SOURCE],
                "DocumentIdentifier": cells[_ADDRESS],
                "PAGE_PRECISEPUBTIMESTAMP": _within(extras, "PAGE_PRECISEPUBTIMESTAMP")[:8],
                "PAGE_AUTHORS": _within(extras, "PAGE_AUTHORS"),
            }
            yield Row(values, f"row {number}", _FIELDS, "GDELT")
        elif line.strip():
            untitled += 1
    if untitled:
        yield Note(f"Rows of pages without a title were left out: {untitled:,}.")


def _within(extras: str, name: str) -> str:
    """What stands in the element of that name."""
    _, _, rest = extras.partition(f"<{name}>")
    words, end, _ = rest.partition(f"</{name}>")
    return html.unescape(words).strip() if end else ""
