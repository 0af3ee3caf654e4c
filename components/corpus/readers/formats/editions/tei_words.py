"""Words of TEI: the paragraphs of an element as an edition means them, and its notes apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from components.corpus.readers.formats.xml_tree import line_of, local_name

_LEFT_OUT = frozenset(
    (
        "fw",
        "note",
        "noteGrp",
        "table",
        "figDesc",
        "graphic",
        "del",
        "listBibl",
        "teiHeader",
        "index",
    )
)
_BLOCKS = frozenset(
    (
        *("p", "ab", "head", "l", "item", "opener", "closer", "salute", "trailer", "sp", "u"),
        *("speaker", "epigraph", "argument", "list", "lg", "postscript", "addrLine", "signed"),
        *("div", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "byline", "dateline"),
    )
)
_BREAKS = frozenset(("pb", "cb", "gb", "milestone"))
# Of two readings the one that an edition would print, in the order of preference.
_BETTER = ("corr", "reg", "expan", "ex", "orig", "sic", "abbr")
# Signs that XML has not: a line, a page, a break within a word, a paragraph.
_LINE, _PAGE, _JOIN, _PARAGRAPH = "\x01", "\x04", "\x02", "\x03"
_HYPHEN, _ANY = "[-\u00ad¬‐⸗]", rf"[\s{_LINE}{_PAGE}]*"
_JOINED = re.compile(rf"(?<![\s{_LINE}{_PAGE}]){_HYPHEN}?{_ANY}{_JOIN}[\s{_LINE}{_PAGE}{_JOIN}]*")
_HYPHENATED = re.compile(
    rf"(?<=[^\W\d_]){_HYPHEN}(?=\s*[{_LINE}{_PAGE}])[\s{_LINE}{_PAGE}]+([^\W\d_])"
)
_WITHIN_WORD = re.compile(rf"(?<=[^\W\d_]){_PAGE}+([^\W\d_])")


@dataclass
class TeiWords:
    """The paragraphs of an element; its notes, and how many tables were left out."""

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tables: int = 0


def read_words(elements: Iterator[Any] | list[Any], skip: frozenset[Any] = frozenset()) -> TeiWords:
    """The words of all these elements, each a block of its own, without those in `skip`."""
    words, pieces = TeiWords(), []
    for element in elements:
        pieces += [_PARAGRAPH, *_pieces(element, words, skip)]
    shaped = _JOINED.sub("", "".join(pieces))
    for pattern in (_HYPHENATED, _WITHIN_WORD):
        shaped = pattern.sub(_join_halves, shaped)
    for block in shaped.split(_PARAGRAPH):
        if paragraph := " ".join(block.replace(_LINE, " ").replace(_PAGE, " ").split()):
            words.paragraphs.append(paragraph)
    return words


def _join_halves(found: re.Match[str]) -> str:
    """A word that goes on behind a break; what goes on with a capital is another, or a name."""
    return found[1] if found[1].islower() else found[0]


def words_of(element: Any) -> str:
    """The words of one element in a line."""
    return " ".join(read_words([element]).paragraphs)


def _pieces(root: Any, words: TeiWords, skip: frozenset[Any]) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element in skip or _is_left_out(element, words):
                walk.skip_subtree()
            else:
                yield _opening(element)
            continue
        if event == "end" and local_name(element) in _BLOCKS and element not in skip:
            yield _PARAGRAPH
        if element is not root:
            yield element.tail or ""


def _opening(element: Any) -> str:
    name, text = local_name(element), element.text or ""
    if element.get("break") == "no":
        return _JOIN + text
    if name == "lb":
        return f" {_LINE}{text}"
    if name in _BREAKS:
        return _PAGE + text
    if name == "gap":
        return "[…]"
    return _PARAGRAPH + text if name in _BLOCKS else text


def _is_left_out(element: Any, words: TeiWords) -> bool:
    name = local_name(element)
    if name == "note":
        if note := line_of(element):
            words.notes.append(note)
    elif name == "table":
        words.tables += 1
    return name in _LEFT_OUT or _is_worse_reading(element)


def _is_worse_reading(element: Any) -> bool:
    """Whether an element is one of a choice, and another of it is to be read."""
    choice = element.getparent()
    if choice is None or local_name(choice) not in ("choice", "app", "subst"):
        return False
    if local_name(choice) == "subst":
        return local_name(element) == "del"
    readings = [child for child in choice if local_name(child)]
    ranked = sorted(readings, key=_rank)
    return bool(ranked) and element is not ranked[0]


def _rank(reading: Any) -> int:
    name = local_name(reading)
    return _BETTER.index(name) if name in _BETTER else 0 if name == "lem" else len(_BETTER)
