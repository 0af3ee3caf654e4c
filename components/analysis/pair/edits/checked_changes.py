"""Second look: the reason of a typed change is checked against both sentences and both texts.

A rule sees the words that changed. Whether a name, a figure or a source is really missing, only the
whole sentence and the whole other text can tell; what they do not bear out is weighed down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rapidfuzz.distance import Indel

from components.analysis.entities.recognition.gazetteer import look_up
from components.analysis.pair.edits.changed_credits import credit_phrases, find_outlet
from components.analysis.pair.edits.changed_figures import plain_numbers
from components.analysis.pair.edits.changed_meaning import by_wording
from components.analysis.pair.edits.changed_names import named_in
from components.analysis.pair.edits.changed_quotations import (
    attribution_verbs,
    is_verb_of_attribution,
)
from components.analysis.pair.edits.edit import Typed, typed, weight, words
from components.analysis.pair.edits.edit_context import Change, Piece, describe
from components.analysis.pair.edits.read_numbers import read_numbers
from components.text.normalisation import read_wording

_FEW_WORDS = 4
_TO_WHOM = frozenset(["told", "to", "with", "on", "at", "by"])
_SMALL = frozenset(map(str, range(11)))
_EXTRA_WORDS = 2
_NEAR = 60  # letters behind a phrase that credits in which its source is named
_MISSPELT = 0.8  # letters in common above which a word of a quotation is another spelling


def check_change(change: Change, found: Typed) -> Typed:
    """The change as its whole sentences and texts bear it out: the same, or weighing less."""
    check = _CHECKS.get(found.kind)
    return check(change, found) if check else found


def _weighed(found: Typed, case: str) -> Typed:
    return replace(found, weight=weight(found.kind, case), case=case)


def _sides(change: Change) -> tuple[Piece, Piece]:
    """The piece that is not empty, or that of the first text, and the other one."""
    return (change.before, change.after) if change.before else (change.after, change.before)


def _sentence(piece: Piece) -> Piece:
    """The sentence that a piece stands in or follows."""
    return Piece(piece.side, *piece.side.sentence_around(piece.start, piece.end))


def _check_entity(change: Change, found: Typed) -> Typed:
    """A name is missing only where neither the other sentence nor the other text has it."""
    lost, gained = _missing(change.before, change.after), _missing(change.after, change.before)
    if lost and gained:
        parts = {part for name in (*lost, *gained) for part in name.split()}
        extra = [w for p in change.pieces for _, _, w in p.words if w not in parts]
        few = len(extra) <= _EXTRA_WORDS
        return found if few else _at_least_reworded(change, _weighed(found, "reworded"))
    held, lacking = (change.before, change.after) if lost else (change.after, change.before)
    names = [name for name in (*lost, *gained) if not _is_adjective(held, name)]
    if not names:
        return by_wording(change)
    if all(map(lacking.side.wording.holds, names)):
        return _at_least_reworded(change, _weighed(found, "elsewhere"))
    person = held.side.names is None or any(kind == "PERSON" for kind in _kinds(held))
    return _at_least_reworded(change, _weighed(found, "person" if person else "alone"))


def _missing(piece: Piece, other: Piece) -> list[str]:
    """The names in a piece that the sentence of the other does not have."""
    beside = _sentence(other)
    known, said = named_in(beside), read_wording(beside.raw)
    return [
        name for key, name in named_in(piece).items() if key not in known and not said.holds(name)
    ]


def _kinds(piece: Piece) -> set[str]:
    return {kind for _, _, kind, _ in piece.side.names_in(piece.start, piece.end)}


def _at_least_reworded(change: Change, found: Typed) -> Typed:
    return replace(found, weight=max(found.weight, by_wording(change).weight))


def _is_adjective(piece: Piece, name: str) -> bool:
    """Whether the name of a people stands before a common noun: Palestinian factions."""
    known = look_up(name)
    text = piece.side.text
    at = text.find(name, piece.start, piece.end) + len(name)
    return (
        known is not None
        and known.type == "NORP"
        and text[at : at + 1].isspace()
        and text[at + 1 : at + 2].islower()
    )


def _check_credit(change: Change, found: Typed) -> Typed:
    """A credit tells most where the other sentence has no source at all."""
    if found.case in ("dateline", "line"):
        return found
    pieces = change.before, change.after
    sentences = [_sentence(piece) for piece in pieces]
    attributed = [_is_attributed(sentence) for sentence in sentences]
    both = all(_source(pieces[n]) <= set(sentences[1 - n].tokens) for n in (0, 1))
    if both and all(attributed):
        return typed("wording", "small", describe(change, "the same source: "))
    credited = any(credit_phrases(" ".join([*p.before[-4:], *p.tokens])) for p in pieces)
    outlet = any(_speaks(pieces[n], sentences[1 - n]) for n in (0, 1))
    if all(attributed) and not outlet and not (credited and change.case == "changed"):
        return _weighed(found, "beside")
    return found


def _source(piece: Piece) -> set[str]:
    """The words of meaning behind the phrase that credits, or beside the verb."""
    phrases = credit_phrases(piece.folded)
    if not phrases:
        return set(piece.content) - attribution_verbs().keys() - {"per"}
    _, end = piece.side.sentence_around(piece.start, piece.end)
    behind = Piece(piece.side, piece.start, max(piece.end, min(end, piece.end + _NEAR)))
    named = behind.tokens[behind.tokens.index(phrases[0].split()[-1]) + 1 :]
    return set([token for token in named if token in behind.content][:_EXTRA_WORDS])


def _is_attributed(sentence: Piece) -> bool:
    credited = bool(credit_phrases(sentence.folded)) or "per" in sentence.tokens
    return credited or any(map(is_verb_of_attribution, sentence.tokens))


def _speaks(piece: Piece, other: Piece) -> bool:
    """Whether a piece has an outlet that is not only spoken to (told Reuters), new to `other`."""
    outlet = find_outlet(piece).split(" ")[0]
    if not outlet or outlet in other.tokens:
        return False
    near = [*piece.before[-1:], *piece.tokens]
    return outlet not in near[1:] or near[near.index(outlet, 1) - 1] not in _TO_WHOM


def _check_attribution(change: Change, found: Typed) -> Typed:
    """Verbs differ in stance where neither is a mild one; a speaker where nobody else is named."""
    if change.case == "changed":
        tokens = {token for piece in change.pieces for token in piece.tokens}
        mild = found.case == "stance" and tokens & words("meaning", "mild")
        return _weighed(found, "mild") if mild else found
    piece, other = _sides(change)
    said = set(piece.content) - attribution_verbs().keys()
    alone = said and _speaks_alone(piece, other)
    return found if alone else _weighed(found, "beside")


def _speaks_alone(piece: Piece, other: Piece) -> bool:
    """Whether the sentence of the other piece has no verb of speech for that of this one."""
    own = _verbs_of_speech(_sentence(piece)) - _verbs_of_speech(piece)
    return _verbs_of_speech(_sentence(other)) <= own


def _verbs_of_speech(piece: Piece) -> int:
    return sum(map(is_verb_of_attribution, piece.tokens))


def _check_number(change: Change, found: Typed) -> Typed:
    """A figure is missing only where the other sentence and the other text lack it."""
    if found.case not in ("lost", "gained"):
        return found
    held, lacking = change.before, change.after
    if found.case == "gained":
        held, lacking = lacking, held
    if not plain_numbers(held):  # the sign of a number
        return found
    near = set(read_numbers(_sentence(lacking).folded))
    missing = [v for v in plain_numbers(held) if v not in near]
    if len(held.content) > _EXTRA_WORDS:
        missing = [value for value in missing if _is_telling(value, held)]
    if not missing:
        return by_wording(change)
    elsewhere = set(missing) <= set(read_numbers(lacking.side.folded))
    return _at_least_reworded(change, _weighed(found, "elsewhere") if elsewhere else found)


def _is_telling(value: str, piece: Piece) -> bool:
    """Whether a number is in digits or above ten; two leaders and the like are no figures."""
    return any(sign.isdecimal() for sign in piece.raw) or value.strip("#o") not in _SMALL


def _check_quotation(change: Change, found: Typed) -> Typed:
    """Words of a quotation tell by their number; marks by whether the words stay quoted."""
    piece, other = _sides(change)
    if found.case == "marks":
        return _check_marks(change, found)
    if found.case == "speaker":
        alone = named_in(piece) and _speaks_alone(piece, other)
        return found if alone else _weighed(found, "pronoun")
    if found.case == "inserted":
        return found
    content = max(len(piece.content) for piece in change.pieces)
    alike = Indel.normalized_similarity(change.before.folded, change.after.folded)
    if not content or (content < _FEW_WORDS and alike > _MISSPELT):
        return _weighed(found, "small")
    if change.case != "changed" and other.side.wording.holds(piece.raw):
        return _weighed(found, "elsewhere")
    base = "altered base" if change.case == "changed" else "base"
    told = weight("quotation", base) + weight("quotation", "each") * content
    return replace(found, weight=min(round(told, 2), found.weight))


def _check_marks(change: Change, found: Typed) -> Typed:
    if all(p.side.is_quoted(p.end, p.end + 1) for p in (change.before, change.after)):
        return typed("cosmetic", "changed", found.reason)
    piece = _sides(change)[0]
    held = piece.side.quotations_in(piece.end, piece.end + 1)
    start, end = piece.side.sentence_around(piece.start, piece.end)
    whole = bool(held) and held[0][0] - start < 4 and end - held[0][1] < 4
    return _weighed(found, "whole" if whole else "phrase")


def _check_hedge(change: Change, found: Typed) -> Typed:
    """A hedging word is missing only where the other sentence lacks it."""
    held = words("meaning", "hedges") & ({*change.before.tokens} ^ {*change.after.tokens})
    both = held & {*_sentence(change.before).tokens} & {*_sentence(change.after).tokens}
    return by_wording(change) if held and held == both else found


def _check_wording(change: Change, found: Typed) -> Typed:
    """A clause that stands elsewhere in the other text is not missing there."""
    piece, other = _sides(change)
    if change.case == "changed" or len(piece.content) < 2 or found.case == "heading":
        return found
    return _weighed(found, "elsewhere") if other.side.wording.holds(piece.raw) else found


_CHECKS: dict[str, Callable[[Change, Typed], Typed]] = {
    "entity": _check_entity,
    "credit": _check_credit,
    "attribution": _check_attribution,
    "hedge": _check_hedge,
    "number": _check_number,
    "quotation": _check_quotation,
    "wording": _check_wording,
}
