"""What copying leaves behind: lost datelines, straight marks, page lines, short names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.analysis.pair.direction.evidence import Evidence, Look
from components.analysis.pair.edits import Side
from components.analysis.pair.edits.change import shorten
from components.analysis.pair.edits.credits import is_boilerplate, is_byline, is_credit_line
from components.text.normalisation import fold
from components.text.plural import agree
from components.text.segment import Span

_DATELINE = re.compile(
    r"[^\W\d_a-z][^a-z\n,(—–]{2,30}(?:, [\w. ]{1,30})?(?: \([\w -]{1,20}\))?(?: [—–-] | ?—)"
)
_TITLED = re.compile(r"\b(?:Mr|Ms|Mrs|Mx|Dr|Prof)\.? ([^\W\d_a-z][\w-]{2,30})")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w-]{2,30}")
_TRANSLATED = re.compile(
    r"\b(?:translated (?:from|by)|translation (?:from|by)|переклад з|перевод с)\b",
    re.IGNORECASE,
)
_CURLY, _STRAIGHT = re.compile("[“”‘’]"), re.compile("[\"']")
_FEWEST_MARKS = 3
_NEAR_THE_TOP = 3
_FEWEST_CUT = 2
_LOOK_AHEAD = 80


def by_dateline(look: Look) -> Iterator[Evidence]:
    """A dateline of a shared sentence, or a byline, that the taker lacks."""
    own, other = _datelines(look.own, look.spans[0]), _datelines(look.other, look.spans[1])
    shared = set(look.partners.values())
    lost = [span for place, span in other.items() if place in shared]
    if lost and not own:
        line = shorten(look.other.text[slice(*lost[0])].rstrip(" —–-"))
        yield look.evidence(
            "dateline", f"{look.names[0]} lacks the dateline ‘{line}’", 0.8, [], lost
        )
    own_line, other_line = _bylines(look.own, look.spans[0]), _bylines(look.other, look.spans[1])
    if other_line and not own_line:
        line = shorten(look.other.text[slice(*other_line[0])])
        sentence = f"{look.names[0]} lacks the byline ‘{line}’"
        yield look.evidence("byline", sentence, 0.3, [], other_line)


def _datelines(side: Side, spans: list[Span]) -> dict[int, Span]:
    matches = {n: _DATELINE.match(side.text, *span) for n, span in enumerate(spans[:_NEAR_THE_TOP])}
    return {place: match.span() for place, match in matches.items() if match}


def _bylines(side: Side, spans: list[Span]) -> list[Span]:
    return [span for span in spans[:_NEAR_THE_TOP] if is_byline(side.text[slice(*span)])]


def by_typography(look: Look) -> Iterator[Evidence]:
    """Curly marks became straight ones, as happens when text is copied from a page."""
    curly = [len(_CURLY.findall(side.text)) for side in (look.own, look.other)]
    straight = [len(_STRAIGHT.findall(side.text)) for side in (look.own, look.other)]
    if curly[1] < _FEWEST_MARKS or curly[0] or straight[0] < _FEWEST_MARKS:
        return
    if straight[1] > curly[1] / 4:
        return
    taker, source = look.names
    lost_dashes = "—" in look.other.text and "—" not in look.own.text
    curly_ones = "curly ones and long dashes" if lost_dashes else "curly ones"
    sentence = f"{taker} has straight quotation marks where {source} has {curly_ones}"
    yield look.evidence("typography", sentence, 0.5, [], [])


def by_page_lines(look: Look) -> Iterator[Evidence]:
    """`Read also` and the like inside the taker's text only."""
    own = [span for span in look.spans[0] if _is_page_line(look.own, span)]
    if own and not any(_is_page_line(look.other, span) for span in look.spans[1]):
        line = shorten(look.own.text[slice(*own[0])])
        sentence = f"a line of boilerplate is only in {look.names[0]}: ‘{line}’"
        yield look.evidence("page line", sentence, 0.6, own, [])


def _is_page_line(side: Side, span: Span) -> bool:
    return is_boilerplate(fold(side.text[span[0] : min(span[1], span[0] + _LOOK_AHEAD)]))


def by_cut_ending(look: Look) -> Iterator[Evidence]:
    """The last sentences of the other are missing, and the taker ends where they would begin.

    They may as well have been added; a text that breaks off without a stop was cut.
    """
    if not look.partners:
        return
    own_spans, other_spans = look.spans
    missing = other_spans[max(look.partners.values()) + 1 :]
    missing = [span for span in missing if not is_credit_line(look.other.text[slice(*span)])]
    tail = own_spans[max(look.partners) + 1 :]
    if len(missing) < _FEWEST_CUT or not all(_is_foreign(look.own, span) for span in tail):
        return
    end = own_spans[max(look.partners)]
    breaks_off = look.own.text[slice(*end)].rstrip("”»\"')]")[-1:] not in (".", "!", "?", "…")
    said = "breaks off" if breaks_off else "ends"
    sentences = agree(len(missing), "sentence", f"{len(missing)} sentences")
    sentence = f"{look.names[0]} {said} before the last {sentences} of {look.names[1]}"
    yield look.evidence("ending", sentence, 0.8 if breaks_off else 0.2, [end], missing)


def _is_foreign(side: Side, span: Span) -> bool:
    return _is_page_line(side, span) or is_credit_line(side.text[slice(*span)])


def by_names(look: Look) -> Iterator[Evidence]:
    """Names whose initials the taker left out, and persons it never introduces."""
    short = [
        edit
        for link in look.alignment.links
        if link.changed
        for edit in look.alignment.edits(link)
        if edit.kind == "name_form"
    ]
    places = [(edit.first, edit.second)[:: 1 if look.taker == 0 else -1] for edit in short]
    lost = [place for place in places if _is_initial(look, *place)]
    if lost:
        taker, source = look.names
        sentence = f"{taker} leaves out initials that {source} has in names ({len(lost)})"
        weight = 0.3 if len(lost) == 1 else 0.4
        spans = (
            [_with_the_word_before(look.own, own) for own, _ in lost],
            [_with_the_word_before(look.other, other) for _, other in lost],
        )
        yield look.evidence("names", sentence, weight, *spans)
    for name, own, other in _never_introduced(look):
        sentence = f"{look.names[0]} names {name} without the introduction in {look.names[1]}"
        yield look.evidence("introduction", sentence, 0.8, [own], [other])
        return


def _with_the_word_before(side: Side, span: Span) -> Span:
    start = side.text.rfind(" ", 0, max(0, span[0] - 1)) + 1
    return min(start, max(0, span[0] - 1)), span[1]


def _is_initial(look: Look, own: Span, other: Span) -> bool:
    letters = look.other.text[slice(*other)]
    return own[0] == own[1] and len(letters) == 1 and letters.isupper()


def _never_introduced(look: Look) -> Iterator[tuple[str, Span, Span]]:
    """Titled names whose first mention in the taker is their title and family name alone."""
    met, introduced = _first_places(look.own.text), _first_places(look.other.text)
    titled = _first_titled(look.other.text)
    for family, match in _first_titled(look.own.text).items():
        place = introduced.get(family)
        if met[family] < match.start(1) or place is None or family not in titled:
            continue
        if place < titled[family].start(1):
            yield match[0], match.span(), (place, place + len(family))


def _first_titled(text: str) -> dict[str, re.Match[str]]:
    first: dict[str, re.Match[str]] = {}
    for match in _TITLED.finditer(text):
        first.setdefault(match[1], match)
    return first


def _first_places(text: str) -> dict[str, int]:
    """Where each word with a capital stands first."""
    first: dict[str, int] = {}
    for match in _CAPITALISED.finditer(text):
        first.setdefault(match[0], match.start())
    return first


def by_translation(look: Look) -> Iterator[Evidence]:
    """The taker says that it was translated."""
    own, other = _TRANSLATED.search(look.own.text), _TRANSLATED.search(look.other.text)
    if own and not other:
        sentence = f"{look.names[0]} says that it was translated: ‘{own[0]}’"
        yield look.evidence("translation", sentence, 0.6, [], [])
