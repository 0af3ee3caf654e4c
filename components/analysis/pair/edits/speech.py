"""Edits to what is quoted, to who said it and how, and to the source it is credited to."""

from __future__ import annotations

import re
from functools import cache

from components.analysis.pair.edits.change import (
    QUOTE_SIGNS,
    Change,
    Part,
    Typed,
    became,
    came_or_went,
    shown,
)
from components.analysis.pair.edits.changed_names import is_proper
from components.analysis.pair.edits.edit import Reason, weight, words
from components.analysis.pair.edits.numbers import read_numbers
from components.analysis.tables import read_table
from components.text.normalisation import find_insertions, fold
from components.text.segment import Span
from components.text.stop_words import FUNCTION_WORDS

_DATELINE = re.compile(r"[^\W\d_a-z][\w’'.,/() -]{1,60}\Z")
_AFTER_DATELINE = re.compile(r"[ \xa0.)]{0,3}[—–-]{1,2} ?(?=\w|[“\"«])")
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "він", "вона", "вони", "он", "она", "они"}
)
_MOST_LEFT = 3


def by_insertion(change: Change) -> Typed | None:
    """What an editor put in brackets within a quotation, which nobody spoke: [First Last]."""
    part = next(change.parts, None)
    span = _brackets_around(part) if part and change.case != "changed" else None
    if part is None or span is None or not part.side.is_quoted(*span):
        return None
    words_ = shown(part.side.text[slice(*span)])
    told = "was inserted by an editor" if change.after else "of an editor was left out"
    sides = ("", words_) if change.after else (words_, "")
    reason = Reason(f"in a quotation: ‘{words_}’ {told}", "inserted by an editor: ", *sides)
    return Typed("quotation", weight("quotation", "inserted"), reason)


def _brackets_around(part: Part) -> Span | None:
    """The brackets, with what is in them, that hold all of a part."""
    text = part.side.text
    start = text.rfind("[", max(0, part.start - 200), part.start + 1)
    end = text.find("]", part.end - 1, part.end + 200)
    held = find_insertions(text[start : end + 1]) if 0 <= start < end else []
    return (start, end + 1) if held == [(0, end + 1 - start)] else None


def by_quotation(change: Change) -> Typed | None:
    """Words inside quotation marks, the marks themselves, or the speaker of a quotation."""
    if all(set(part.raw) <= QUOTE_SIGNS for part in change.parts):
        said = "gained" if change.after else "lost"
        words_ = shown(_quoted_at(change))
        told = f"the quotation marks around ‘{words_}’ were {said}"
        sides = ("", words_) if change.after else (words_, "")
        reason = Reason(told, "quotation marks: ", *sides)
        return Typed("quotation", weight("quotation", "marks"), reason)
    if all(part.quoted for part in change.parts):
        case = {"changed": "altered"}.get(change.case, change.case)
        return Typed("quotation", weight("quotation", case), became(change, "in a quotation: "))
    if speaker := _by_speaker(change):
        return speaker
    if change.before and change.after and change.before.quoted != change.after.quoted:
        reason = became(change, "words moved into or out of quotation marks: ")
        return Typed("quotation", weight("quotation", "marks"), reason)
    held = [part.side.quotations_in(part.start, part.end) for part in change.parts]
    if not any(held):
        return None
    case = {"changed": "altered"}.get(change.case, change.case)
    return Typed("quotation", weight("quotation", case), became(change, "with a quotation: "))


def _quoted_at(change: Change) -> str:
    """What stands behind the marks that came or went."""
    part = next(change.parts)
    quoted = part.side.quotations_in(part.end, part.end + 1)
    return part.side.text[slice(*quoted[0])] if quoted else part.side.text[part.end :][:40]


def _by_speaker(change: Change) -> Typed | None:
    """`he said` came or went beside a quotation."""
    part = next(change.parts)
    if change.case == "changed" or not _names_a_speaker(part):
        return None
    line = part.side.quotations_in(part.start - 4, part.end + 4)
    if not line:
        return None
    told = f"a quotation {change.case} its speaker: ‘{shown(part.raw)}’"
    reason = came_or_went(change, told, "the speaker of a quotation: ")
    return Typed("quotation", weight("quotation", "speaker"), reason)


def _names_a_speaker(part: Part) -> bool:
    """Nothing but a verb of attribution and who is its subject."""
    sure = set(part.tokens).intersection(_verbs()) - words("attribution", "also_nouns")
    if not sure or len(part.tokens) < 2:
        return False
    proper = {fold(word) for start, _, word in part.words if is_proper(part, start, word)}
    left = [token for token in part.content if token not in _verbs() and token not in proper]
    left = [token for token in left if token not in _PRONOUNS]
    return len(left) <= 1


def attributions(part: Part) -> dict[str, str]:
    """The verbs of attribution in a part: base form to the stance it takes."""
    verbs = _verbs()
    return dict(verbs[token] for token in part.tokens if token in verbs)


def is_verb_of_attribution(folded: str) -> bool:
    """Whether a folded word is a verb that says who said something."""
    return folded in _verbs() and folded not in words("attribution", "also_nouns")


@cache
def _verbs() -> dict[str, tuple[str, str]]:
    return {
        form: (forms.split()[0], stance)
        for stance, verbs in read_table("pair/edits", "attribution").items()
        if stance != "also_nouns"
        for forms in verbs
        for form in forms.split()
    }


def by_attribution(change: Change) -> Typed | None:
    """Said became claimed; or `he said` came or went where nothing is quoted."""
    one, other = attributions(change.before), attributions(change.after)
    if one.keys() == other.keys():
        return None
    if one and other:
        unsure = words("attribution", "also_nouns").issuperset(
            token for part in change.parts for token in part.tokens if token in _verbs()
        )
        if unsure or any(_left(part) > _MOST_LEFT for part in change.parts):
            return None
        return _changed_verb(change, one, other)
    if change.case == "changed" or not _names_a_speaker(next(change.parts)):
        return None
    verb = "was added" if change.case == "gained" else "was dropped"
    told = f"the attribution ‘{shown(next(change.parts).raw)}’ {verb}"
    reason = came_or_went(change, told, "the attribution: ")
    return Typed("attribution", weight("attribution", change.case), reason)


def _left(part: Part) -> int:
    return sum(token not in _verbs() for token in part.content)


def _changed_verb(change: Change, one: dict[str, str], other: dict[str, str]) -> Typed:
    verbs = _verbs()
    before, after = (
        next(word for _, _, word in part.words if fold(word) in verbs)
        for part in (change.before, change.after)
    )
    case = "stance" if set(one.values()) != set(other.values()) else "changed"
    told = f"the verb of attribution changed from ‘{before}’ to ‘{after}’"
    reason = Reason(told, "the verb of attribution: ", before, after)
    return Typed("attribution", weight("attribution", case), reason)


def by_credit(change: Change) -> Typed | None:
    """A source credited on one side only, or another source; a dateline that came or went."""
    return _by_dateline(change) or _by_phrase(change) or _by_outlet(change)


def by_credited_figure(change: Change) -> Typed | None:
    """A credit that came or went and holds the only figure: `citing two officials`."""
    figures = [
        any(token[0] == "#" for token in read_numbers(part.folded))
        for part in (change.before, change.after)
    ]
    return None if figures[0] == figures[1] else _by_phrase(change) or _by_outlet(change)


def _by_dateline(change: Change) -> Typed | None:
    part = next(change.parts)
    if change.case == "changed" or part.start not in part.side.starts:
        return None
    text = part.side.text
    if not _DATELINE.match(part.raw) or not _AFTER_DATELINE.match(text, part.end):
        return None
    if not part.words[0][2].isupper():
        return None
    verb = "was added" if change.case == "gained" else "was dropped"
    told = f"the dateline ‘{shown(part.raw)}’ {verb}"
    reason = came_or_went(change, told, "the dateline: ")
    return Typed("credit", weight("credit", "dateline"), reason)


def _by_phrase(change: Change) -> Typed | None:
    before, after = (credit_phrases(part.folded) for part in (change.before, change.after))
    if before != after:
        case = "changed" if before and after else "lost" if before else "gained"
        return Typed("credit", weight("credit", case), became(change, "the credit: "))
    if not any(map(_follows_credit, change.parts)) or any(map(_is_long, change.parts)):
        return None
    return Typed("credit", weight("credit", "changed"), became(change, "the source credited: "))


def credit_phrases(folded: str) -> list[str]:
    """The phrases in a folded text that credit a source."""
    return _phrases().findall(folded)


@cache
def _phrases() -> re.Pattern[str]:
    listed = sorted(read_table("pair/edits", "credit")["phrases"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")


def _follows_credit(part: Part) -> bool:
    near = " ".join(part.before[-4:])
    ends = [phrase.end() for phrase in _phrases().finditer(near)]
    return bool(ends) and len(near[ends[-1] :].split()) <= 1


def _is_long(part: Part) -> bool:
    return len(part.content) > _MOST_LEFT


def _by_outlet(change: Change) -> Typed | None:
    """An outlet beside a verb of attribution: `Reuters reported`, `told Reuters`."""
    outlets = [outlet_in(part) for part in (change.before, change.after)]
    if outlets[0] == outlets[1] or any(part.quoted for part in change.parts):
        return None
    if any(len(part.content) > 2 * _MOST_LEFT for part in change.parts):
        return None
    if not any(_is_beside_attribution(part) for part in change.parts):
        return None
    case = "changed" if all(outlets) else "lost" if outlets[0] else "gained"
    return Typed("credit", weight("credit", case), became(change, "the source credited: "))


def _is_beside_attribution(part: Part) -> bool:
    near = [*part.before[-1:], *part.tokens, *part.after[:1]]
    return any(token in _verbs() for token in near)


def outlet_in(part: Part) -> str:
    """The folded name of a news outlet in a part, or ''."""
    proper = [fold(word) for _, _, word in part.words if word[:1].isupper()]
    if not proper:
        return ""
    known = _outlets().search(part.folded)
    if known:
        return known[0]
    held = words("credit", "outlet_words").intersection(proper)
    several = len([word for word in proper if word not in FUNCTION_WORDS]) > 1
    return " ".join(proper) if held and several else ""


@cache
def _outlets() -> re.Pattern[str]:
    listed = sorted(read_table("pair/edits", "credit")["outlets"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")
