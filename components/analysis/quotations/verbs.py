"""Reporting verbs with all their forms, and what the analyst adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from components.analysis.tables import read_table, read_words

_VOWELS = "aeiou"


@cache
def reporting_verbs(
    extra: tuple[str, ...] = (), language: str = "en"
) -> Mapping[str, tuple[str, str]]:
    """Each form of a reporting verb with its verb and class: say, state, judge or think.

    `extra` are verbs that the analyst adds, in the base form ("opine") in English, as they stand in
    the text in other languages; they count as `state`.
    """
    if language != "en":
        listed = read_table("quotations", "verbs_by_language").get(language, [])
        return MappingProxyType(dict.fromkeys([*listed, *extra], ("say", "say")))
    forms: dict[str, tuple[str, str]] = {}
    for kind, verbs in read_table("quotations", "verbs").items():
        for verb in verbs:
            for form in forms_of(verb):
                forms.setdefault(form, (verb, kind))
    for verb in extra:
        for form in forms_of(verb.strip().lower()):
            forms[form] = (verb, "state")
    return MappingProxyType(forms)


def forms_of(verb: str) -> Iterable[str]:
    """The forms of an English verb: irregular ones by the table, the rest by rule."""
    irregular = read_table("quotations", "forms")["irregular"].get(verb, [])
    stem = verb[:-1] if verb.endswith("e") else verb
    ends_in_y = verb.endswith("y") and verb[-2:-1] not in _VOWELS
    hissing = verb.endswith(("s", "sh", "ch", "x", "z"))
    third = verb[:-1] + "ies" if ends_in_y else verb + ("es" if hissing else "s")
    past = verb[:-1] + "ied" if ends_in_y else stem + "ed"
    return dict.fromkeys([verb, third, past, stem + "ing", *irregular])


def noun_forms() -> frozenset[str]:
    """Forms of reporting verbs that are nouns as often as not (claims, a report)."""
    return read_words("quotations", "forms", "nouns")


def words(kind: str) -> frozenset[str]:
    """One list of `tables/words.json`."""
    return read_words("quotations", "words", kind)
