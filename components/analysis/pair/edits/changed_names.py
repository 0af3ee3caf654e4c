"""Names: edits of who is named, and of the form of a name."""

from __future__ import annotations

import re

from components.analysis.entities.linking.name_forms import (
    acronym,
    given_names_agree,
    initials,
    romanised,
)
from components.analysis.entities.linking.person_names import parse_person
from components.analysis.entities.recognition.gazetteer import look_up
from components.analysis.pair.edits.changed_figures import month
from components.analysis.pair.edits.edit import Reason, Typed, typed, values
from components.analysis.pair.edits.edit_context import Change, Piece, describe, shorten
from components.analysis.word_lists import name_words
from components.text.language import FUNCTION_WORDS
from components.text.normalisation import fold
from components.text.segment import words

_MOST_NAME_WORDS = 8
_REACH = 60
_INITIALS = 5
_MOST_NAMES = 3
_NO_NAMES = frozenset({"DATE", "MONEY", "PERCENT"})  # mentions that the rules of figures look at


def by_name_form(change: Change) -> Typed | None:
    """The same person, place or organisation in another form: Dmitri S. Orlov, Orlov."""
    if not all(_is_name_like(piece) for piece in change.pieces):
        return None
    one, other = _name_around(change.before), _name_around(change.after)
    if not one or not other or one == other or not _is_same(one, other, change):
        return None
    told = f"the name ‘{shorten(one)}’ became ‘{shorten(other)}’"
    if change.case == "lost":
        told = f"‘{shorten(change.before.raw)}’ was dropped from the name ‘{shorten(one)}’"
    elif change.case == "gained":
        told = f"‘{shorten(change.after.raw)}’ was added to the name ‘{shorten(one)}’"
    reason = Reason(told, "the form of a name: ", shorten(one), shorten(other))
    return typed("name_form", "changed", reason)


def _is_name_like(piece: Piece) -> bool:
    """Whether a piece has only words with capitals and the small words inside names."""
    return len(piece.words) <= _MOST_NAME_WORDS and all(
        _is_capital(piece.side.text, start, end)
        or word in ("the", "of")
        or fold(word) in name_words("particles")
        for start, end, word in piece.words
    )


def _name_around(piece: Piece) -> str:
    """The name that a piece belongs to, or that surrounds an empty one; "" without a name."""
    text = piece.side.text
    start, end = max(0, piece.start - _REACH), min(len(text), piece.end + _REACH)
    found = [(start + a, start + b) for a, b in words(text[start:end])]
    first = last = None
    for a, b in reversed([span for span in found if span[1] <= piece.start]):
        if not _is_capital(text, a, b) or not _is_joined(text[b : first or piece.start], text[a:b]):
            break
        first = a
    for a, b in [span for span in found if span[0] >= piece.end]:
        behind = last or piece.end
        if not _is_capital(text, a, b) or not _is_joined(
            text[behind:a], text[piece.start : behind]
        ):
            break
        last = b
    name_start = first if first is not None else piece.start
    return " ".join(text[name_start : last or piece.end].split())


def _is_capital(text: str, start: int, end: int) -> bool:
    """Whether a word may be a word of a name: Orlov, Mr, V., WHO, but not After."""
    word = text[start:end]
    if not word[0].isupper():
        return False
    initial = len(word) == 1 and text.startswith(".", end)
    shouted = len(word) > 1 and word.isupper()
    small = fold(word) in FUNCTION_WORDS and fold(word) not in name_words("words_of_titles")
    return initial or shouted or not small


def _is_joined(gap: str, before: str) -> bool:
    """Whether two words of a name have only a space, or the dot of a title, between them."""
    short = len(before.split(" ")[-1].split(".")[-1]) <= _INITIALS
    return gap in ("", " ", "\xa0", "-") or (gap in (". ", ".\xa0", ".") and short)


def _is_same(one: str, other: str, change: Change) -> bool:
    linked = [
        {
            entity
            for _, _, _, entity in piece.side.names_in(piece.start - 1, piece.end + 1)
            if entity
        }
        for piece in (change.before, change.after)
    ]
    if linked[0] & linked[1] or _sound_alike(one, other):
        return True
    if linked[0] and linked[1]:
        return False
    known, known_too = _known(one), _known(other)
    if known or known_too:
        return known == known_too or _abbreviates(one, other)
    return _abbreviates(one, other) or _is_same_person(_core(one), _core(other))


def _sound_alike(one: str, other: str) -> bool:
    """Whether two names of several words are romanisations of one: Bagher and Baqer Ghalibaf.

    Romanisations of Arabic and Persian differ in vowels and in gh, q, k and kh.
    """
    words_of_one, words_of_other = one.split(" "), other.split(" ")
    return len(words_of_one) == len(words_of_other) > 1 and all(
        a == b or (len(a) >= _INITIALS and a[-1] == b[-1] and _consonants(a) == _consonants(b))
        for a, b in zip(words_of_one, words_of_other, strict=True)
    )


def _consonants(word: str) -> str:
    """The consonants of a name without doubles, gh and kh as k, with its first letter."""
    form = romanised(word)
    for written in ("gh", "kh", "q", "c", "h"):
        form = form.replace(written, "k" if written != "h" else "")
    return re.sub(r"(.)\1+", r"\1", form[:1] + re.sub("[aeiouyj]", "", form[1:]))


def _known(name: str) -> str:
    known = look_up(name) or look_up(name + ".") or look_up(name.removeprefix("The "))
    return known.name if known else ""


def _abbreviates(one: str, other: str) -> bool:
    return any(
        acronym(short) and acronym(short) == initials(long.removeprefix("The "))
        for short, long in ((one, other), (other, one))
    )


def _core(name: str) -> str:
    """A name without the nationalities before it."""
    pieces = name.split(" ")
    while len(pieces) > 1 and (known := look_up(pieces[0])) and known.type in ("NORP", "GPE"):
        pieces = pieces[1:]
    return " ".join(pieces).replace("’s", "").replace("'s", "")


def _is_same_person(one: str, other: str) -> bool:
    person, too = parse_person(one), parse_person(other)
    if not person.family or not too.family:
        return False
    return romanised(person.family) == romanised(too.family) and given_names_agree(
        person.given, too.given
    )


def by_entity(change: Change) -> Typed | None:
    """A person or thing that one side names and the other does not."""
    one, other = named_in(change.before), named_in(change.after)
    if one.keys() == other.keys():
        return None
    lost = [form for key, form in one.items() if key not in other]
    gained = [form for key, form in other.items() if key not in one]
    case = "changed" if lost and gained else "lost" if lost else "gained"
    if case == "changed":
        return typed("entity", case, describe(change))
    return typed("entity", case, describe_names(change, case, [*lost, *gained]))


def describe_names(change: Change, case: str, forms: list[str]) -> Reason:
    """The reason for names that only the first text has here (`case` "lost") or only the second."""
    held, lacking = (change.before, change.after)[:: 1 if case == "lost" else -1]
    names = _joined(held, forms)
    here = " at this place" if lacking.side.wording.holds(names) else ""
    lead, said = f"a name{here}: ", shorten(names)
    if case == "lost":
        return Reason(f"{said} is no longer named{here}", lead, first=said)
    return Reason(f"{said} is now named{here}", lead, second=said)


def _joined(piece: Piece, forms: list[str]) -> str:
    """The names as they are written in the piece, the words of one name together."""
    groups: list[list[int]] = []
    for start, end, word in piece.words:
        if not any(word.startswith(form) for form in forms):
            continue
        if groups and _is_joined(piece.side.text[groups[-1][1] : start], ""):
            groups[-1][1] = end
        else:
            groups.append([start, end])
    names = [piece.side.text[start:end] for start, end in groups[:_MOST_NAMES]]
    return ", ".join(names or forms[:_MOST_NAMES])


def named_in(piece: Piece) -> dict[str, str]:
    """The names in a piece, by what all forms of a name have in common."""
    if piece.side.names is not None:
        found = [
            (entity, piece.side.text[a:b])
            for a, b, kind, entity in piece.side.names_in(piece.start, piece.end)
            if kind not in _NO_NAMES
        ]
        days = values("dates", "weekdays")
        return {entity or name: name for entity, name in found if fold(name) not in days}
    return {
        _key(word): word.removesuffix("’s").removesuffix("'s")
        for start, _, word in piece.words
        if is_proper(piece, start, word)
    }


def _key(word: str) -> str:
    known = look_up(word.removesuffix("’s").removesuffix("'s"))
    return known.name if known else romanised(fold(word).removesuffix("'s"))


def is_proper(piece: Piece, start: int, word: str) -> bool:
    """Whether a word belongs to a name: it has a capital that its place does not explain."""
    folded = fold(word)
    plain = word.removesuffix("’s").removesuffix("'s")
    if not word[0].isupper() or folded in FUNCTION_WORDS or month(word):
        return False
    if folded in name_words("words_of_titles") or folded in values("dates", "weekdays"):
        return False
    if len(word) == 1 or folded in name_words("legal_forms"):
        return False
    return not piece.begins_sentence(start) or word in piece.side.capitals or bool(look_up(plain))
