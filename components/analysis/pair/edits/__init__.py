"""Edits of linked sentences, each with kind, weight and reason, by rules asked in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.analysis.pair.edits.changed_credits import (
    behind_heading,
    by_credit,
    by_credited_figure,
    by_page_form,
)
from components.analysis.pair.edits.changed_figures import (
    by_date,
    by_number,
    by_sign,
    by_written_unit,
)
from components.analysis.pair.edits.changed_meaning import (
    by_hedge,
    by_label,
    by_negation,
    by_tense,
)
from components.analysis.pair.edits.changed_names import by_entity, by_name_form
from components.analysis.pair.edits.changed_quotations import (
    by_attribution,
    by_quotation,
)
from components.analysis.pair.edits.checked_changes import check_change
from components.analysis.pair.edits.checks.inserted_words import by_insertion
from components.analysis.pair.edits.checks.weighed_words import by_wording
from components.analysis.pair.edits.edit import EDIT_KINDS, Edit, Typed, typed
from components.analysis.pair.edits.edit_context import (
    Change,
    Mention,
    Piece,
    Side,
    describe,
    read_side,
)
from components.analysis.pair.edits.surface_changes import (
    by_letters,
    by_marks,
    by_spelling,
    find_moves,
    type_turned,
)
from components.analysis.pair.edits.whole_sentences import SENTENCE_KINDS
from components.analysis.pair.edits.written_times import by_written_time
from components.text.segment import Span

__all__ = ["EDIT_KINDS", "SENTENCE_KINDS", "Edit", "Mention", "Side", "read_side", "type_edits"]

# What nobody spoke comes first, then the sign of a figure; then what is equal but for letters or
# spelling, for figures are compared there; then what turns the meaning, wherever it stands; then
# the quotation it stands in; then who is credited, who says it and how, who is meant; then form.
_RULES: tuple[Callable[[Change], Typed | None], ...] = (
    by_page_form,
    by_insertion,
    by_sign,
    by_letters,
    by_spelling,
    by_written_unit,
    by_written_time,
    by_credited_figure,
    by_number,
    by_date,
    by_negation,
    by_name_form,
    by_marks,
    by_quotation,
    by_credit,
    by_attribution,
    by_tense,
    by_hedge,
    by_label,
    by_entity,
)


def type_edits(
    first: Side,
    second: Side,
    spans: Sequence[tuple[Span, Span]],
    turned: tuple[Span, Span] | None = None,
    kept: Sequence[tuple[Span, Span]] = (),
) -> list[Edit]:
    """Type the edits of one link: kind, weight and reason of each, in the order of `spans`.

    `spans` are the differing spans of both texts, in order and not overlapping; one span of a pair
    may be empty. Each pair gives an edit, and one with different numbers is never cosmetic. All
    that touches `turned`, the spans where roles are reversed, is one edit; `kept` are the spans of
    equal tokens, each of which it covers on both sides or on none.
    """
    whole = _widen(turned, [*spans, *kept]) if turned else None
    places = [pair for pair in spans if not (whole and _touch(whole, pair))]
    changes = [Change(Piece(first, *one), Piece(second, *other)) for one, other in places]
    moves = find_moves(changes)
    found = [moves.get(number) or type_change(change) for number, change in enumerate(changes)]
    edits = [
        Edit(*pair, one.kind, one.weight, one.reason)
        for pair, one in zip(places, found, strict=True)
    ]
    if whole:
        one = type_turned(Change(Piece(first, *whole[0]), Piece(second, *whole[1])))
        edits.append(Edit(*whole, one.kind, one.weight, one.reason))
    return sorted(edits, key=lambda edit: (edit.first, edit.second))


def _widen(turned: tuple[Span, Span], pairs: Sequence[tuple[Span, Span]]) -> tuple[Span, Span]:
    """The spans where roles are reversed, widened to all of every pair that touches them."""
    wider = turned
    for pair in pairs:
        if _touch(wider, pair):
            wider = _hull(wider[0], pair[0]), _hull(wider[1], pair[1])
    return turned if wider == turned else _widen(wider, pairs)


def _touch(one: tuple[Span, Span], other: tuple[Span, Span]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a, b in zip(one, other, strict=True))


def _hull(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def type_change(change: Change) -> Typed:
    """Type one change by itself: the first rule that answers, else its wording; checked."""
    rest = behind_heading(change)
    if rest.before.folded == rest.after.folded and rest != change:
        return typed("wording", "heading", describe(change, "a heading or caption: "))
    found = (rule(rest) for rule in _RULES)
    return check_change(rest, next(filter(None, found), None) or by_wording(rest))
