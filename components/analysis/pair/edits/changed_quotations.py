"""Quotations and attributions: edits of what is quoted, of who said it and how, and variants."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from components.analysis.pair.edits.changed_names import is_proper
from components.analysis.pair.edits.edit import Reason, Typed, typed, words
from components.analysis.pair.edits.edit_context import (
    QUOTE_SIGNS,
    Change,
    Piece,
    Side,
    describe,
    describe_one_side,
    shorten,
)
from components.analysis.word_lists import read_table
from components.text.normalisation import fold, without_insertions
from components.text.segment import Span
from components.text.segment import words as word_spans

if TYPE_CHECKING:
    from components.analysis.quotations.utterances import Utterance

_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "він", "вона", "вони", "он", "она", "они"}
)
_MOST_LEFT = 3
_FEWEST_QUOTED = 4
_NEAR = 200  # characters around the place where the other text may name the same speaker
_FEWEST_CLOSED = 2  # where a stop or a capital shows that a sentence was quoted
_FEWEST_SHARED = 3  # words that two forms of one quotation have in common at least


def by_quotation(change: Change) -> Typed | None:
    """Words in quotation marks, the marks themselves, or the speaker of a quotation."""
    if all(set(piece.raw) <= QUOTE_SIGNS for piece in change.pieces):
        said = "gained" if change.after else "lost"
        quoted = shorten(_quoted_at(change))
        told = f"the quotation marks around ‘{quoted}’ were {said}"
        sides = ("", quoted) if change.after else (quoted, "")
        reason = Reason(told, "quotation marks: ", *sides)
        return typed("quotation", "marks", reason)
    pieces = change.before, change.after
    if all(piece.quoted for piece in change.pieces):
        case = {"changed": "altered"}.get(change.case, change.case)
        return typed("quotation", case, describe(change, "in a quotation: "))
    if speaker := _by_speaker(change):
        return speaker
    kept = set(change.before.content) & set(change.after.content)
    if kept and change.before.quoted != change.after.quoted:
        reason = describe(change, "words moved into or out of quotation marks: ")
        return typed("quotation", "marks", reason)
    if not any(_brings_a_quotation(*pair) for pair in (pieces, pieces[::-1])):
        return None
    case = {"changed": "altered"}.get(change.case, change.case)
    return typed("quotation", case, describe(change, "with a quotation: "))


def _brings_a_quotation(piece: Piece, other: Piece) -> bool:
    """Whether a piece has the beginning of a quotation that the other text lacks."""
    return any(
        piece.start <= start < piece.end
        and not other.side.spoken.holds(without_insertions(piece.side.text[start:end]))
        and len(Piece(piece.side, start, min(end, piece.end)).content) >= _FEWEST_QUOTED
        for start, end in piece.side.quotations_in(piece.start, piece.end)
    )


def _quoted_at(change: Change) -> str:
    """What follows the quotation marks that were added or dropped."""
    piece = next(change.pieces)
    quoted = piece.side.quotations_in(piece.end, piece.end + 1)
    return piece.side.text[slice(*quoted[0])] if quoted else piece.side.text[piece.end :][:40]


def _by_speaker(change: Change) -> Typed | None:
    """The speaker of a quotation ("he said"), named on one side only."""
    piece = next(change.pieces)
    if change.case == "changed" or not _names_a_speaker(piece):
        return None
    line = piece.side.quotations_in(piece.start - 4, piece.end + 4)
    if not line:
        return None
    other = change.before if piece is change.after else change.after
    near = other.side.text[max(other.start - _NEAR, 0) : other.end + _NEAR]
    if _squeeze(piece.raw) in _squeeze(near):
        told = f"the speaker of a quotation, ‘{shorten(piece.raw)}’, stands at another place"
        return typed("quotation", "speaker", Reason(told))
    told = f"a quotation {change.case} its speaker: ‘{shorten(piece.raw)}’"
    reason = describe_one_side(change, told, "the speaker of a quotation: ")
    return typed("quotation", "speaker", reason)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _names_a_speaker(piece: Piece) -> bool:
    """Whether a piece is only a verb of attribution and its subject."""
    sure = set(piece.tokens).intersection(attribution_verbs()) - words("attribution", "also_nouns")
    if not sure or len(piece.tokens) < 2 or _takes_an_object(piece):
        return False
    proper = {fold(word) for start, _, word in piece.words if is_proper(piece, start, word)}
    left = [
        token for token in piece.content if token not in attribution_verbs() and token not in proper
    ]
    left = [token for token in left if token not in _PRONOUNS]
    return len(left) <= 1


def _takes_an_object(piece: Piece) -> bool:
    """Whether a piece begins with a verb whose object follows: rejected the plan."""
    return attribution_verbs().get(piece.tokens[0], ("", ""))[1] == "denying"


def _attributions(piece: Piece) -> dict[str, str]:
    """The verbs of attribution in a piece: base form to stance."""
    verbs = attribution_verbs()
    return dict(verbs[token] for token in piece.tokens if token in verbs)


def is_verb_of_attribution(folded: str) -> bool:
    """Whether a folded word is a verb that says who said something, and no noun."""
    return folded in attribution_verbs() and folded not in words("attribution", "also_nouns")


@cache
def attribution_verbs() -> dict[str, tuple[str, str]]:
    """Each form of a verb of attribution to its base form and its stance."""
    return {
        form: (forms.split()[0], stance)
        for stance, verbs in read_table("pair/edits", "attribution").items()
        if stance != "also_nouns"
        for forms in verbs
        for form in forms.split()
    }


def by_attribution(change: Change) -> Typed | None:
    """Another verb of attribution (said, claimed), or "he said" on one side only, no quotation."""
    one, other = _attributions(change.before), _attributions(change.after)
    if one.keys() == other.keys():
        return None
    if one and other:
        unsure = words("attribution", "also_nouns").issuperset(
            token
            for piece in change.pieces
            for token in piece.tokens
            if token in attribution_verbs()
        )
        if unsure or any(_left(piece) > _MOST_LEFT for piece in change.pieces):
            return None
        return _changed_verb(change, one, other)
    if change.case == "changed" or not _names_a_speaker(next(change.pieces)):
        return None
    verb = "was added" if change.case == "gained" else "was dropped"
    told = f"the attribution ‘{shorten(next(change.pieces).raw)}’ {verb}"
    reason = describe_one_side(change, told, "the attribution: ")
    return typed("attribution", change.case, reason)


def _left(piece: Piece) -> int:
    return sum(token not in attribution_verbs() for token in piece.content)


def _changed_verb(change: Change, one: dict[str, str], other: dict[str, str]) -> Typed:
    verbs = attribution_verbs()
    before, after = (
        next(word for _, _, word in piece.words if fold(word) in verbs)
        for piece in (change.before, change.after)
    )
    case = "stance" if set(one.values()) != set(other.values()) else "changed"
    told = f"the verb of attribution changed from ‘{before}’ to ‘{after}’"
    reason = Reason(told, "the verb of attribution: ", before, after)
    return typed("attribution", case, reason)


def quotations_in(side: Side, span: Span) -> list[str]:
    """The quotations in a sentence; a few words without a full stop or capital are none."""
    cut = [
        side.text[max(start, span[0]) : min(end, span[1])]
        for start, end in side.quotations_in(*span)
    ]
    return [text for text in cut if not _is_scare(text)]


def _is_scare(text: str) -> bool:
    plain = text.strip()
    closed = plain[-1:] in tuple(".,!?…") or plain[:1].isupper()
    return len(word_spans(plain)) < (_FEWEST_CLOSED if closed else _FEWEST_QUOTED)


def read_quoted(side: Side) -> list[Utterance]:
    """The words in each pair of quotation marks of a text; those of too few words are left out."""
    read = (_read(side.text[start:end]) for start, end in side.quoted)
    return [one for one in read if one is not None]


def is_quoted_in(text: str, quoted: Sequence[Utterance]) -> bool:
    """Whether one of these is what the ledger of quotations calls a variant, of one speaker."""
    # Here, because the rules of variants read spellings by the rules of edits.
    from components.analysis.quotations.variants.one_utterance import Bond, is_one, measure_shared

    own = _read(text)
    return own is not None and any(
        is_one(measure_shared(own, other), Bond(same=True, beside=True))
        for other in quoted
        if len({*own.keys} & {*other.keys}) >= _FEWEST_SHARED
    )


def _read(text: str) -> Utterance | None:
    from components.analysis.quotations.resolve_speakers import Quotation
    from components.analysis.quotations.utterances import read_utterances

    return next(read_utterances(0, [Quotation(0, len(text), text, None, "direct")], ""), None)
