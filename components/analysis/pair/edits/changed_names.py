"""Whether an edit touches who is named, or only how."""

from __future__ import annotations

from components.analysis.entities.linking.name_forms import acronym, initials, romanised
from components.analysis.entities.linking.person_names import given_names_agree, parse_person
from components.analysis.entities.recognition.gazetteer import look_up
from components.analysis.pair.edits.change import Change, Part, Typed, became, shown
from components.analysis.pair.edits.changed_figures import month
from components.analysis.pair.edits.edit import Reason
from components.analysis.pair.edits.edit_tables import values, weight
from components.analysis.tables import name_words
from components.text.normalisation import fold
from components.text.segment import words
from components.text.stop_words import FUNCTION_WORDS

_MOST_NAME_WORDS = 8
_REACH = 60
_INITIALS = 5
_MOST_NAMES = 3


def by_name_form(change: Change) -> Typed | None:
    """The same person, place or body under another form of its name: Dmitri S. Orlov, Orlov."""
    if not all(_is_name_like(part) for part in change.parts):
        return None
    one, other = _name_around(change.before), _name_around(change.after)
    if not one or not other or one == other or not _is_same(one, other, change):
        return None
    told = f"the name ‘{shown(one)}’ became ‘{shown(other)}’"
    if change.case == "lost":
        told = f"‘{shown(change.before.raw)}’ was dropped from the name ‘{shown(one)}’"
    elif change.case == "gained":
        told = f"‘{shown(change.after.raw)}’ was added to the name ‘{shown(one)}’"
    reason = Reason(told, "the form of a name: ", shown(one), shown(other))
    return Typed("name_form", weight("name_form", "changed"), reason)


def _is_name_like(part: Part) -> bool:
    """Nothing but words with capitals and the small words inside names."""
    return len(part.words) <= _MOST_NAME_WORDS and all(
        _is_capital(part.side.text, start, end)
        or word in ("the", "of")
        or fold(word) in name_words("particles")
        for start, end, word in part.words
    )


def _name_around(part: Part) -> str:
    """The name that a part is in, or that stands at its empty place; '' when there is none."""
    text = part.side.text
    start, end = max(0, part.start - _REACH), min(len(text), part.end + _REACH)
    found = [(start + a, start + b) for a, b in words(text[start:end])]
    first = last = None
    for a, b in reversed([span for span in found if span[1] <= part.start]):
        if not _is_capital(text, a, b) or not _is_joined(text[b : first or part.start], text[a:b]):
            break
        first = a
    for a, b in [span for span in found if span[0] >= part.end]:
        behind = last or part.end
        if not _is_capital(text, a, b) or not _is_joined(text[behind:a], text[part.start : behind]):
            break
        last = b
    name_start = first if first is not None else part.start
    return " ".join(text[name_start : last or part.end].split())


def _is_capital(text: str, start: int, end: int) -> bool:
    """Whether a word may be part of a name: Orlov, Mr, V., WHO, but not After."""
    word = text[start:end]
    if not word[0].isupper():
        return False
    initial = len(word) == 1 and text.startswith(".", end)
    shouted = len(word) > 1 and word.isupper()
    small = fold(word) in FUNCTION_WORDS and fold(word) not in name_words("words_of_titles")
    return initial or shouted or not small


def _is_joined(gap: str, before: str) -> bool:
    """Whether a space, or the dot of an initial or a title, holds two words together."""
    short = len(before.split(" ")[-1].split(".")[-1]) <= _INITIALS
    return gap in ("", " ", "\xa0", "-") or (gap in (". ", ".\xa0", ".") and short)


def _is_same(one: str, other: str, change: Change) -> bool:
    linked = [
        {entity for _, _, _, entity in part.side.names_in(part.start - 1, part.end + 1) if entity}
        for part in (change.before, change.after)
    ]
    if linked[0] and linked[1]:
        return bool(linked[0] & linked[1])
    known, known_too = _known(one), _known(other)
    if known or known_too:
        return known == known_too or _abbreviates(one, other)
    return _abbreviates(one, other) or _is_same_person(_core(one), _core(other))


def _known(name: str) -> str:
    known = look_up(name) or look_up(name + ".") or look_up(name.removeprefix("The "))
    return known.name if known else ""


def _abbreviates(one: str, other: str) -> bool:
    return any(
        acronym(short) and acronym(short) == initials(long.removeprefix("The "))
        for short, long in ((one, other), (other, one))
    )


def _core(name: str) -> str:
    """A name without nationalities in front of it."""
    parts = name.split(" ")
    while len(parts) > 1 and (known := look_up(parts[0])) and known.type in ("NORP", "GPE"):
        parts = parts[1:]
    return " ".join(parts).replace("’s", "").replace("'s", "")


def _is_same_person(one: str, other: str) -> bool:
    person, too = parse_person(one), parse_person(other)
    if not person.family or not too.family:
        return False
    return romanised(person.family) == romanised(too.family) and given_names_agree(
        person.given, too.given
    )


def by_entity(change: Change) -> Typed | None:
    """Somebody or something named on one side is not named on the other."""
    one, other = _named(change.before), _named(change.after)
    if one.keys() == other.keys():
        return None
    lost = [form for key, form in one.items() if key not in other]
    gained = [form for key, form in other.items() if key not in one]
    case = "changed" if lost and gained else "lost" if lost else "gained"
    names = _joined(change.before if case == "lost" else change.after, [*lost, *gained])
    other_side = (change.after if case == "lost" else change.before).side
    here = " here" if case != "changed" and other_side.wording.holds(names) else ""
    lead = f"a name{here}: "
    said = {
        "changed": became(change),
        "lost": Reason(f"{shown(names)} is no longer named{here}", lead, first=shown(names)),
        "gained": Reason(f"{shown(names)} is now named{here}", lead, second=shown(names)),
    }
    return Typed("entity", weight("entity", case), said[case])


def _joined(part: Part, forms: list[str]) -> str:
    """The names as they stand in the part, words of one name together."""
    groups: list[list[int]] = []
    for start, end, word in part.words:
        if not any(word.startswith(form) for form in forms):
            continue
        if groups and _is_joined(part.side.text[groups[-1][1] : start], ""):
            groups[-1][1] = end
        else:
            groups.append([start, end])
    names = [part.side.text[start:end] for start, end in groups[:_MOST_NAMES]]
    return ", ".join(names or forms[:_MOST_NAMES])


def _named(part: Part) -> dict[str, str]:
    """The names in a part, by what all their forms share."""
    if part.side.names is not None:
        found = part.side.names_in(part.start, part.end)
        return {entity or part.side.text[a:b]: part.side.text[a:b] for a, b, _, entity in found}
    return {
        _key(word): word.removesuffix("’s").removesuffix("'s")
        for start, _, word in part.words
        if is_proper(part, start, word)
    }


def _key(word: str) -> str:
    known = look_up(word.removesuffix("’s").removesuffix("'s"))
    return known.name if known else romanised(fold(word).removesuffix("'s"))


def is_proper(part: Part, start: int, word: str) -> bool:
    """Whether a word is (part of) a name: a capital that its place does not explain."""
    folded = fold(word)
    plain = word.removesuffix("’s").removesuffix("'s")
    if not word[0].isupper() or folded in FUNCTION_WORDS or month(word):
        return False
    if folded in name_words("words_of_titles") or folded in values("dates", "weekdays"):
        return False
    if len(word) == 1 or folded in name_words("legal_forms"):
        return False
    return not part.begins_sentence(start) or word in part.side.capitals or bool(look_up(plain))
