"""What the sections of a pack have in common: headings, facts, and names of sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from components.text.segment import Span
from components.views.evidence.markup import Html, Piece, join, make
from components.views.evidence.pack import Text

Link = Callable[[Text, Span], Html]


def titled(heading: str, anchor: str, *children: Piece) -> Html:
    """A section with its heading."""
    return make("section", make("h2", heading), *children, id=anchor)


def facts(rows: Iterable[tuple[str, Piece]]) -> Html:
    """Names and values, one below the other; what has no value is left out."""
    cells = [(make("dt", name), make("dd", value)) for name, value in rows if value]
    return make("dl", *(piece for cell in cells for piece in cell), class_="facts")


def figures(rows: Iterable[tuple[str, str]]) -> Html:
    """Large numbers with their names."""
    cells = (make("div", make("dt", name), make("dd", value)) for name, value in rows)
    return make("dl", *cells, class_="figures")


def table(heads: Sequence[str], rows: Iterable[Sequence[Piece]], class_: str | None = None) -> Html:
    """A table with its heading; it scrolls by itself where it is too wide."""
    cells = (make("th", name, scope="col") if name else make("td") for name in heads)
    head = make("thead", make("tr", *cells))
    body = make("tbody", *(make("tr", *(make("td", cell) for cell in row)) for row in rows))
    return make("div", make("table", head, body, class_=class_), class_="wide")


def bar(share: float) -> Html:
    """A bar from 0 to 1; its length says again what the number beside it says."""
    return make("span", class_=f"bar w{round(10 * min(max(share, 0.0), 1.0))}", aria_hidden="true")


def sentence_number(text: Text, position: int) -> int:
    """The number, from 1, of the sentence a position lies in or follows."""
    return max(1, bisect_right([start for start, _ in text.sentences], position))


def sentence_name(text: Text, span: Span) -> str:
    """The letter of the article and the number of the sentence in which a span begins."""
    return f"{text.letter}{sentence_number(text, span[0])}"


def sentence_link(text: Text, span: Span) -> Html:
    """The name of a sentence, leading to it in the whole text."""
    name = sentence_name(text, span)
    return make("a", name, href=f"#{name}")


def sentence_links(text: Text, spans: Iterable[Span], link: Link = sentence_link) -> Html:
    """The names of the sentences that spans stand in, each once."""
    firsts = {sentence_number(text, span[0]): span for span in reversed(list(spans))}
    return listed([link(text, span) for _, span in sorted(firsts.items())])


def listed(pieces: Iterable[Piece]) -> Html:
    """Pieces with commas between them."""
    return join(*(join(", " if place else None, one) for place, one in enumerate(pieces)))


def percent(share: float) -> str:
    """A share as a percentage."""
    return f"{share:.0%}"
