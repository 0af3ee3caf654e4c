"""HTML elements of an evidence pack: escaping, tables, links to sentences, the style sheet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from components.text.segment import Span
from components.text.unsafe_characters import show_unsafe
from components.views.export.evidence_pack.pack_records import PackArticle
from components.views.theme import SANS, TOKENS, Mode


class Html(str):
    """Markup built by this module; any other string is text and gets escaped."""

    __slots__ = ()


Piece = str | None


def make(tag: str, *children: Piece, **attributes: str | None) -> Html:
    """An element; children and attributes that are None are left out; `class_` is `class`."""
    opening = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape_text(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    inside = "".join(_inside(child) for child in children if child is not None)
    return Html(f"<{tag}{opening}>{inside}</{tag}>")


def join(*children: Piece) -> Html:
    """Concatenate pieces; None is left out."""
    return Html("".join(_inside(child) for child in children if child is not None))


def isolate(words: str, **attributes: str | None) -> Html:
    """Words of an article or an analyst in a `bdi`, so that their direction ends with them."""
    return make("bdi", words, **attributes)


def escape_text(text: str) -> str:
    """Escape text for an element or attribute; unsafe characters become ‹U+202E› and so on."""
    return escape(show_unsafe(text), quote=True)


def external_link(address: str) -> Html:
    """A web address as a link; any scheme but http and https stays text."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        return isolate(address)
    return make("a", address, href=address, rel="noopener noreferrer")


def _inside(child: str) -> str:
    return child if isinstance(child, Html) else escape_text(child)


_SERIF = "'Source Serif 4', Georgia, 'Times New Roman', serif"


def style_sheet() -> str:
    """The style sheet with the design tokens; print is always in light mode."""
    rules = Path(__file__).with_name("pack.css").read_text(encoding="utf-8")
    faces = f"--sans: {SANS}; --serif: {_SERIF};"
    return (
        f":root {{ color-scheme: light dark; {faces} {_variables('light')} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables('dark')} }} }}\n"
        f"{rules}"
    )


def _variables(mode: Mode) -> str:
    return " ".join(f"--{name}: {value};" for name, value in TOKENS[mode].items())


Link = Callable[[PackArticle, Span], Html]


def section(heading: str, anchor: str, *children: Piece) -> Html:
    """A section with its heading."""
    return make("section", make("h2", heading), *children, id=anchor)


def description_list(rows: Iterable[tuple[str, Piece]]) -> Html:
    """Names and values as a description list; those without a value are left out."""
    cells = [(make("dt", name), make("dd", value)) for name, value in rows if value]
    return make("dl", *(piece for cell in cells for piece in cell), class_="facts")


def large_numbers(rows: Iterable[tuple[str, str]]) -> Html:
    """Large numbers with their names."""
    cells = (make("div", make("dt", name), make("dd", value)) for name, value in rows)
    return make("dl", *cells, class_="figures")


def table(heads: Sequence[str], rows: Iterable[Sequence[Piece]], class_: str | None = None) -> Html:
    """A table with column headings, in a box that scrolls when it is too wide."""
    cells = (make("th", name, scope="col") if name else make("td") for name in heads)
    head = make("thead", make("tr", *cells))
    body = make("tbody", *(make("tr", *(make("td", cell) for cell in row)) for row in rows))
    return make("div", make("table", head, body, class_=class_), class_="wide")


def bar(share: float) -> Html:
    """A bar for a share of 0 to 1, hidden from screen readers: the number is beside it."""
    return make("span", class_=f"bar w{round(10 * min(max(share, 0.0), 1.0))}", aria_hidden="true")


def sentence_number(text: PackArticle, position: int) -> int:
    """The number, from 1, of the sentence that an offset lies in or follows."""
    return max(1, bisect_right([start for start, _ in text.sentences], position))


def sentence_name(text: PackArticle, span: Span) -> str:
    """The letter of the article and the number of the sentence in which a span begins."""
    return f"{text.letter}{sentence_number(text, span[0])}"


def sentence_link(text: PackArticle, span: Span) -> Html:
    """The name of a sentence as a link to it in the full text."""
    name = sentence_name(text, span)
    return make("a", name, href=f"#{name}")


def sentence_links(text: PackArticle, spans: Iterable[Span], link: Link = sentence_link) -> Html:
    """The names of the sentences in which spans begin, each once, with commas."""
    firsts = {sentence_number(text, span[0]): span for span in reversed(list(spans))}
    return join_with_commas([link(text, span) for _, span in sorted(firsts.items())])


def join_with_commas(pieces: Iterable[Piece]) -> Html:
    """Pieces with commas between them."""
    return join(*(join(", " if place else None, one) for place, one in enumerate(pieces)))


def percent(share: float) -> str:
    """A share of 0 to 1 as a whole percentage, the same in every locale; above 0 never “0%”."""
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"
