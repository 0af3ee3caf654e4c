"""Sources, second look: whether the other sentence, or the other text, names who said it too."""

from __future__ import annotations

from components.analysis.pair.edits.changed_credits import credit_phrases, find_outlet
from components.analysis.pair.edits.changed_names import named_in
from components.analysis.pair.edits.changed_quotations import (
    attribution_verbs,
    is_verb_of_attribution,
)
from components.analysis.pair.edits.checks.weighed_words import (
    at_least_reworded,
    sentence_of,
    sides,
    weighed,
)
from components.analysis.pair.edits.edit import Typed, typed, words
from components.analysis.pair.edits.edit_context import Change, Piece, describe
from components.text.normalisation import fold

_TO_WHOM = frozenset(["told", "to", "with", "on", "at", "by"])
_MOST_OF_SOURCE = 2  # words of meaning behind a phrase that credits by which its source is known
_NEAR = 60  # letters behind a phrase that credits in which its source is named
_STEM = 6
# Who speaks is named elsewhere, or nobody does: he said, was announced.
_NO_SPEAKER = frozenset(
    {"he", "she", "they", "it", "we", "i", "was", "were", "been"}
    | {"він", "вона", "вони", "он", "она", "они"}
)
_MOST_CREDITED = 5  # words of meaning of a change that may still be only about its source
_TAG = 10  # words behind a quotation among which the verb of its speaker stands
_AT_START, _AT_END = 2, 3  # words of a piece among which the verb of a source stands


def check_credit(change: Change, found: Typed) -> Typed:
    """A credit tells most where the other text does not have its source at all."""
    if found.case in ("dateline", "line"):
        return found
    pieces = change.before, change.after
    sentences = [sentence_of(piece) for piece in pieces]
    attributed = [_is_attributed(sentence) for sentence in sentences]
    sources = [_source(piece) for piece in pieces]
    both = all(_are_in(sources[n], sentences[1 - n].tokens) for n in (0, 1))
    if (both and (all(attributed) or any(sources))) or _are_verbs_of_one(pieces):
        return typed("wording", "small", describe(change, "the same source: "))
    credited = any(credit_phrases(" ".join([*p.before[-4:], *p.tokens])) for p in pieces)
    outlet = any(_speaks(pieces[n], sentences[1 - n]) for n in (0, 1))
    if all(attributed) and not outlet and not (credited and change.case == "changed"):
        return weighed(found, "beside")
    if change.case != "changed" and _is_named_elsewhere(*sides(change)):
        return weighed(found, "elsewhere")
    longest = max(len(p.content) for p in pieces)
    if longest > _MOST_CREDITED * (1 if change.case == "changed" else 2):
        return at_least_reworded(change, weighed(found, "rewritten"))
    return found


def _source(piece: Piece) -> set[str]:
    """The words of meaning behind the phrase that credits, or beside the verb."""
    phrases = credit_phrases(piece.folded)
    if not phrases and not _names_a_source(piece):
        return set()
    if not phrases:
        return set(piece.content) - attribution_verbs().keys() - {"per"}
    _, end = piece.side.sentence_around(piece.start, piece.end)
    behind = Piece(piece.side, piece.start, max(piece.end, min(end, piece.end + _NEAR)))
    named = behind.tokens[behind.tokens.index(phrases[0].split()[-1]) + 1 :]
    return set([token for token in named if token in behind.content][:_MOST_OF_SOURCE])


def _names_a_source(piece: Piece) -> bool:
    spoken = any(map(is_verb_of_attribution, piece.tokens))
    return spoken or bool(find_outlet(piece) or credit_phrases(" ".join(piece.before[-4:])))


def _are_verbs_of_one(pieces: tuple[Piece, Piece]) -> bool:
    """Whether two single words, one of which credits, stand before one source: reports Reuters."""
    single = all(len(piece.tokens) == 1 for piece in pieces)
    credits = any(credit_phrases(piece.folded) == piece.tokens for piece in pieces)
    return single and credits and pieces[0].after[:1] == pieces[1].after[:1] != []


def _are_in(source: set[str], tokens: list[str]) -> bool:
    """Whether all words of a source are among the tokens, in any form."""
    return {word[:_STEM] for word in source} <= {token[:_STEM] for token in tokens}


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


def _is_named_elsewhere(piece: Piece, other: Piece) -> bool:
    """Whether the other text names a source that has a name; an unnamed one may be anybody."""
    said = [word for _, _, word in _naming(piece).words if fold(word) in piece.content]
    names = [word for word in said if word[:1].isupper() and fold(word) not in attribution_verbs()]
    return bool(names) and all(map(other.side.wording.holds, names))


def _naming(piece: Piece) -> Piece:
    """The piece from behind its phrase that credits, or the whole of it."""
    phrases = credit_phrases(piece.folded)
    at = piece.folded.find(phrases[0]) if phrases else -1
    if at < 0:
        return piece
    return Piece(piece.side, min(piece.end, piece.start + at + len(phrases[0])), piece.end)


def check_attribution(change: Change, found: Typed) -> Typed:
    """Verbs differ in stance where neither is a mild one; a speaker where nobody else is named."""
    if change.case == "changed":
        tokens = {token for piece in change.pieces for token in piece.tokens}
        mild = found.case == "stance" and tokens & words("meaning", "mild")
        return weighed(found, "mild") if mild else found
    piece, other = sides(change)
    said = set(piece.content) - attribution_verbs().keys()
    unnamed = _NO_SPEAKER.intersection(piece.tokens)
    alone = said and not unnamed and speaks_alone(piece, other)
    if not alone:
        return weighed(found, "beside")
    known = all(map(other.side.wording.holds, said))  # the department, which it says more of
    return weighed(found, "elsewhere") if known or _is_named_elsewhere(piece, other) else found


def check_speaker(change: Change, found: Typed) -> Typed:
    """The speaker of a quotation tells where the other text names neither him nor another."""
    piece, other = sides(change)
    if not (named_in(piece) and speaks_alone(piece, other)):
        return weighed(found, "pronoun")
    return weighed(found, "beside") if _is_named_elsewhere(piece, other) else found


def speaks_alone(piece: Piece, other: Piece) -> bool:
    """Whether the sentence of the other piece has no verb of speech for that of this one."""
    own = _verbs_of_speech(sentence_of(piece)) - _verbs_of_speech(piece)
    return _verbs_of_speech(sentence_of(other)) <= own


def only_attributes(change: Change) -> bool:
    """Whether words on one side only say who said it, while the other sentence says it too, or
    stand behind a quotation whose speaker the other text names before or after it."""
    if change.case == "changed":
        return False
    piece, other = sides(change)
    if _is_behind_a_quotation(piece) and any(map(is_verb_of_attribution, piece.tokens[:_TAG])):
        named = named_in(piece).values()
        return not named or any(map(other.side.wording.holds, named))
    credited = bool(credit_phrases(sentence_of(other).folded))
    return speaks(piece) and (credited or not speaks_alone(piece, other))


def _is_behind_a_quotation(piece: Piece) -> bool:
    before = piece.side.text[max(0, piece.start - 3) : piece.start].rstrip()
    return before[-1:] in tuple('"”»’') and not piece.quoted


def speaks(piece: Piece) -> bool:
    """Whether a piece begins or ends with a verb of speech, as what only names a source does."""
    ends = [*piece.tokens[:_AT_START], *piece.tokens[_AT_START:][-_AT_END:]]
    return any(map(is_verb_of_attribution, ends))


def _verbs_of_speech(piece: Piece) -> int:
    return sum(map(is_verb_of_attribution, piece.tokens))
