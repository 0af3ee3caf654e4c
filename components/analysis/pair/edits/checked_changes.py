"""Second look: the reason of a typed change is checked against both sentences and both texts.

A rule sees the words that changed. Whether a name, a figure or a source is really missing, only the
whole sentence and the whole other text can tell; what they do not bear out is weighed down.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from rapidfuzz.distance import Indel

from components.analysis.entities.recognition.gazetteer import look_up
from components.analysis.pair.edits.changed_figures import month
from components.analysis.pair.edits.changed_names import describe_names, named_in
from components.analysis.pair.edits.checks.checked_figures import (
    check_date,
    check_hedge,
    check_label,
    check_negation,
    check_number,
)
from components.analysis.pair.edits.checks.checked_sources import (
    check_attribution,
    check_credit,
    check_speaker,
    only_attributes,
    speaks,
)
from components.analysis.pair.edits.checks.weighed_words import (
    at_least_reworded,
    by_wording,
    is_cut,
    is_only_change,
    sentence_of,
    sides,
    stems,
    weighed,
)
from components.analysis.pair.edits.edit import Typed, typed, weight, words
from components.analysis.pair.edits.edit_context import Change, Piece
from components.analysis.word_lists import name_words
from components.text.normalisation import fold, read_wording

_FEW_WORDS = 4
_MARKS = ".,;:“”\"'‘’()"
_FEWEST_SAME, _NEAR = 3, 200  # equal words of meaning of one statement; letters before it
_CLAUSE = 0.33  # from this weight on words tell by themselves, whatever names are among them
_EXTRA_WORDS = 2
_BASED = re.compile(r"-[^\W\dA-Z_]+\Z")  # New York-based
_MISSPELT = 0.8  # letters in common above which a word of a quotation is another spelling


def check_change(change: Change, found: Typed) -> Typed:
    """The change as its whole sentences and texts bear it out: the same, or weighing less."""
    check = _CHECKS.get(found.kind)
    told = check(change, found) if check else found
    doubted = weight("wording", "cut")
    cut = any(map(is_cut, (change.before, change.after)))
    if told.weight > doubted and (cut or _is_of_other_statement(change)):
        return replace(by_wording(change), weight=doubted)
    return told


def _is_of_other_statement(change: Change) -> bool:
    """Whether two short sentences with hardly a word in common stand among other words, too."""
    held = [stems(sentence_of(piece)) for piece in (change.before, change.after)]
    if len(held[0] & held[1]) >= _FEWEST_SAME:
        return False
    before = [stems(_text_before(piece)) for piece in (change.before, change.after)]
    known = [own | near for own, near in zip(held, before, strict=True)]
    return min(map(len, before)) >= _FEWEST_SAME and len(known[0] & known[1]) < _FEWEST_SAME


def _text_before(piece: Piece) -> Piece:
    """Up to 200 letters before the sentence of a piece."""
    start, _ = piece.side.sentence_around(piece.start, piece.end)
    return Piece(piece.side, max(0, start - _NEAR), start)


def _check_entity(change: Change, found: Typed) -> Typed:
    """A name is missing only where neither the other sentence nor the other text has it."""
    if all(words("dates", "zones").issuperset(piece.tokens) for piece in change.pieces):
        return typed("date", "perhaps", found.reason)
    lost, gained = _missing(change.before, change.after), _missing(change.after, change.before)
    if lost and gained and {*map(_known_as, lost)} == {*map(_known_as, gained)}:
        return typed("name_form", "changed", found.reason)
    if lost and gained:
        parts = {part for name in (*lost, *gained) for part in name.split()}
        extra = [w for p in change.pieces for _, _, w in p.words if w not in parts]
        few = len(extra) <= _EXTRA_WORDS
        if few and is_only_change(change):
            return found
        return at_least_reworded(change, weighed(found, "rewritten" if few else "reworded"))
    held, lacking = (change.before, change.after) if lost else (change.after, change.before)
    names = [name for name in (*lost, *gained) if not _is_adjective(held, name)]
    if not names:
        return by_wording(change)
    found = replace(found, reason=describe_names(change, "lost" if lost else "gained", names))
    if only_attributes(change):
        return replace(found, weight=weight("attribution", "beside"))
    if change.case != "changed" and speaks(held):
        return replace(found, weight=weight("attribution", "elsewhere"))
    content = len(held.content) + len(lacking.content)
    alone = content - sum(len(name.split()) for name in names) <= _EXTRA_WORDS
    if all(map(lacking.side.wording.holds, names)):
        told = by_wording(change)
        weak = weighed(found, "elsewhere")
        return weak if alone else told
    person = held.side.names is None or any(kind == "PERSON" for kind in _kinds(held))
    named = weighed(found, "person" if person and alone else "alone")
    return _at_least(named, by_wording(change)) if alone else at_least_reworded(change, named)


def _at_least(found: Typed, told: Typed) -> Typed:
    return replace(found, weight=max(found.weight, told.weight))


def _missing(piece: Piece, other: Piece) -> list[str]:
    """The names in a piece that the sentence of the other does not have."""
    beside = sentence_of(other)
    known, said = named_in(beside), read_wording(beside.raw)
    return [
        name
        for key, name in named_in(piece).items()
        if key not in known and not said.holds(name) and not _is_named_by_family(name, beside.raw)
    ]


def _is_named_by_family(name: str, sentence: str) -> bool:
    """Whether a sentence has the last word of a name with a title, or alone: Mr Vollan, Vollan."""
    titles = name_words("words_of_titles")
    found = re.search(rf"(?:(\S+) )?\b{re.escape(name.split()[-1])}\b", sentence)
    before = (found[1] or "").strip(_MARKS) if found else ""
    return found is not None and (not before[:1].isupper() or fold(before) in titles)


def _known_as(name: str) -> str:
    """What a name of the gazetteer stands for, with or without its last stop; else the name.

    A word that was taken for the end of the name is left out: U.S. Agreed.
    """
    name = name.removeprefix("the ").removeprefix("The ")
    known = look_up(name) or look_up(name + ".") or look_up(name.rpartition(" ")[0])
    return known.name if known else name


def _kinds(piece: Piece) -> set[str]:
    return {kind for _, _, kind, _ in piece.side.names_in(piece.start, piece.end)}


def _is_adjective(piece: Piece, name: str) -> bool:
    """Whether a name only describes: Palestinian factions, Russian President, May-Oct."""
    known = look_up(name)
    if _BASED.search(name) or all(map(_is_month, name.split("-"))):
        return True
    text = piece.side.text
    at = text.find(name, piece.start, piece.end) + len(name)
    return (
        known is not None
        and known.type == "NORP"
        and text[at : at + 1].isspace()
        and text[at + 1 : at + 2].isalpha()
    )


def _is_month(word: str) -> bool:
    return bool(month(word))


def _check_quotation(change: Change, found: Typed) -> Typed:
    """Words of a quotation tell by their number; marks by whether the words stay quoted."""
    piece, other = sides(change)
    if found.case == "marks":
        return _check_marks(change, found)
    if found.case == "speaker":
        return check_speaker(change, found)
    if found.case == "inserted":
        return found
    content = max(len(piece.content) for piece in change.pieces)
    alike = Indel.normalized_similarity(change.before.folded, change.after.folded)
    if not content or (content < _FEW_WORDS and alike > _MISSPELT):
        return weighed(found, "small")
    if change.case != "changed" and other.side.wording.holds(piece.raw):
        return weighed(found, "elsewhere")
    base = "altered base" if change.case == "changed" else "base"
    told = weight("quotation", base) + weight("quotation", "each") * content
    return replace(found, weight=min(round(told, 2), found.weight))


def _check_marks(change: Change, found: Typed) -> Typed:
    if all(p.side.is_quoted(p.end, p.end + 1) for p in (change.before, change.after)):
        return typed("cosmetic", "changed", found.reason)
    piece = sides(change)[0]
    held = piece.side.quotations_in(piece.end, piece.end + 1)
    start, end = piece.side.sentence_around(piece.start, piece.end)
    whole = bool(held) and held[0][0] - start < 4 and end - held[0][1] < 4
    return weighed(found, "whole" if whole else "phrase")


def _check_wording(change: Change, found: Typed) -> Typed:
    """A clause that stands elsewhere in the other text, or says who spoke, is not missing there."""
    piece, other = sides(change)
    if change.case == "changed" or len(piece.content) < 2 or found.case == "heading":
        return found
    if only_attributes(change):
        return replace(found, weight=weight("attribution", "beside"))
    return weighed(found, "elsewhere") if other.side.wording.holds(piece.raw) else found


_CHECKS: dict[str, Callable[[Change, Typed], Typed]] = {
    "entity": _check_entity,
    "credit": check_credit,
    "attribution": check_attribution,
    "date": check_date,
    "hedge": check_hedge,
    "label": check_label,
    "negation": check_negation,
    "number": check_number,
    "quotation": _check_quotation,
    "wording": _check_wording,
}
