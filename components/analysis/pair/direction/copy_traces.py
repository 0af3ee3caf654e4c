"""Traces of copying: lost datelines, straight quotes, cut ends, short names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.analysis.pair.direction.evidence import Assumption, Evidence
from components.analysis.pair.edits import Side
from components.analysis.pair.edits.changed_credits import is_boilerplate, is_byline, is_credit_line
from components.analysis.pair.edits.edit_context import shorten
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


def by_dateline(assumed: Assumption) -> Iterator[Evidence]:
    """A dateline of a shared sentence, or a byline, that the taker lacks."""
    own, other = (
        _datelines(assumed.taker, assumed.spans[0]),
        _datelines(assumed.giver, assumed.spans[1]),
    )
    shared = set(assumed.partners.values())
    lost = [span for place, span in other.items() if place in shared]
    if lost and not own:
        line = shorten(assumed.giver.text[slice(*lost[0])].rstrip(" —–-"))
        template = f"{assumed.names[0]} lacks the dateline ‘{{0}}’"
        yield assumed.support("dateline", template, 0.8, [], lost, quoted=(line,))
    own_line, other_line = (
        _bylines(assumed.taker, assumed.spans[0]),
        _bylines(assumed.giver, assumed.spans[1]),
    )
    if other_line and not own_line:
        line = shorten(assumed.giver.text[slice(*other_line[0])])
        template = f"{assumed.names[0]} lacks the byline ‘{{0}}’"
        yield assumed.support("byline", template, 0.3, [], other_line, quoted=(line,))


def _datelines(side: Side, spans: list[Span]) -> dict[int, Span]:
    matches = {n: _DATELINE.match(side.text, *span) for n, span in enumerate(spans[:_NEAR_THE_TOP])}
    return {
        place: match.span() for place, match in matches.items() if match and _is_place(match[0])
    }


def _is_place(line: str) -> bool:
    """Whether the words before a dash are names, and no headline such as "Rain fell — more"."""
    return all(word[:1] == word[:1].upper() for word in re.split(r"[,(—–-]", line)[0].split())


def _bylines(side: Side, spans: list[Span]) -> list[Span]:
    return [span for span in spans[:_NEAR_THE_TOP] if is_byline(side.text[slice(*span)])]


def by_typography(assumed: Assumption) -> Iterator[Evidence]:
    """Curly quotation marks became straight, as when text is copied from a page."""
    curly = [len(_CURLY.findall(side.text)) for side in (assumed.taker, assumed.giver)]
    straight = [len(_STRAIGHT.findall(side.text)) for side in (assumed.taker, assumed.giver)]
    if curly[1] < _FEWEST_MARKS or curly[0] or straight[0] < _FEWEST_MARKS:
        return
    if straight[1] > curly[1] / 4:
        return
    taker, giver = assumed.names
    lost_dashes = "—" in assumed.giver.text and "—" not in assumed.taker.text
    curly_ones = "curly ones and long dashes" if lost_dashes else "curly ones"
    template = f"{taker} has straight quotation marks where {giver} has {curly_ones}"
    yield assumed.support("typography", template, 0.5, [], [])


def _is_page_line(side: Side, span: Span) -> bool:
    return is_boilerplate(fold(side.text[span[0] : min(span[1], span[0] + _LOOK_AHEAD)]))


def by_cut_ending(assumed: Assumption) -> Iterator[Evidence]:
    """The last sentences of the giver are missing, and the taker ends where they would begin.

    They may have been added instead; but a text that breaks off without a full stop was cut.
    """
    if not assumed.partners:
        return
    own_spans, other_spans = assumed.spans
    missing = other_spans[max(assumed.partners.values()) + 1 :]
    missing = [span for span in missing if not is_credit_line(assumed.giver.text[slice(*span)])]
    tail = own_spans[max(assumed.partners) + 1 :]
    if len(missing) < _FEWEST_CUT or not all(_is_foreign(assumed.taker, span) for span in tail):
        return
    end = own_spans[max(assumed.partners)]
    breaks_off = assumed.taker.text[slice(*end)].rstrip("”»\"')]")[-1:] not in (".", "!", "?", "…")
    said = "breaks off" if breaks_off else "ends"
    sentences = agree(len(missing), "sentence", f"{len(missing)} sentences")
    template = f"{assumed.names[0]} {said} before the last {sentences} of {assumed.names[1]}"
    yield assumed.support("ending", template, 0.8 if breaks_off else 0.2, [end], missing)


def _is_foreign(side: Side, span: Span) -> bool:
    return _is_page_line(side, span) or is_credit_line(side.text[slice(*span)])


def by_names(assumed: Assumption) -> Iterator[Evidence]:
    """Names whose initials the taker leaves out, and persons whom it never introduces."""
    short = [
        edit
        for link in assumed.alignment.links
        if link.changed
        for edit in assumed.alignment.edits(link)
        if edit.kind == "name_form"
    ]
    places = [(edit.first, edit.second)[:: 1 if assumed.number == 0 else -1] for edit in short]
    lost = [place for place in places if _is_initial(assumed, *place)]
    if lost:
        taker, giver = assumed.names
        template = f"{taker} leaves out initials that {giver} has in names ({len(lost)})"
        weight = 0.3 if len(lost) == 1 else 0.4
        spans = (
            [_with_the_word_before(assumed.taker, own) for own, _ in lost],
            [_with_the_word_before(assumed.giver, other) for _, other in lost],
        )
        yield assumed.support("names", template, weight, *spans)
    for name, own, other in _never_introduced(assumed):
        template = f"{assumed.names[0]} names {{0}} without the introduction in {assumed.names[1]}"
        yield assumed.support("introduction", template, 0.8, [own], [other], quoted=(name,))
        return


def _with_the_word_before(side: Side, span: Span) -> Span:
    start = side.text.rfind(" ", 0, max(0, span[0] - 1)) + 1
    return min(start, max(0, span[0] - 1)), span[1]


def _is_initial(assumed: Assumption, own: Span, other: Span) -> bool:
    letters = assumed.giver.text[slice(*other)]
    return own[0] == own[1] and len(letters) == 1 and letters.isupper()


def _never_introduced(assumed: Assumption) -> Iterator[tuple[str, Span, Span]]:
    """Names that the taker has only as title and family name, introduced in the giver."""
    met, introduced = _first_places(assumed.taker.text), _first_places(assumed.giver.text)
    titled = _first_titled(assumed.giver.text)
    for family, match in _first_titled(assumed.taker.text).items():
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
    """The offset at which each word with a capital is first used."""
    first: dict[str, int] = {}
    for match in _CAPITALISED.finditer(text):
        first.setdefault(match[0], match.start())
    return first


def by_translation(assumed: Assumption) -> Iterator[Evidence]:
    """The taker says that it was translated."""
    own, other = _TRANSLATED.search(assumed.taker.text), _TRANSLATED.search(assumed.giver.text)
    if own and not other:
        template = f"{assumed.names[0]} says that it was translated: ‘{{0}}’"
        yield assumed.support("translation", template, 0.6, [], [], quoted=(own[0],))
