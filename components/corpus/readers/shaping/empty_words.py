"""Words with which a program or a person writes that a value is not known."""

from __future__ import annotations

import re

_WORDS = frozenset(
    (
        *("none", "nan", "null", "nil", "n/a", "n.a.", "<na>", "#n/a", "nat", "undefined", "void"),
        *("unknown", "not available", "not known", "not specified", "no author", "no source"),
        *(
            "no title",
            "no date",
            "unbekannt",
            "k. a.",
            "k.a.",
            "keine angabe",
            "inconnu",
            "inconnue",
        ),
        *(
            "non disponible",
            "desconocido",
            "desconocida",
            "sconosciuto",
            "desconhecido",
            "onbekend",
        ),
        *("nieznany", "brak", "неизвестно", "неизвестен", "невідомо", "невідомий", "ohne autor"),
        *("[]", "{}", "()", "''", '""', "[none]", "['']", '[""]', "[null]", "(none)", "(null)"),
        *("[nan]", "['none']", "['nan']"),
    )
)
# In capitals alone: the same letters in small ones are a name or a word.
_CAPITALS = frozenset(("NA", "#NV", "#REF!", "#VALUE!", "#NAME?"))
_SIGNS = re.compile(r"[\W_]+")


def is_empty_word(value: str) -> bool:
    """Whether a value is blank, signs alone (“-”), or a word such as nan, None, N/A or unknown."""
    text = " ".join(value.split())
    if not text or text in _CAPITALS or text.casefold() in _WORDS:
        return True
    return len(text) <= 3 and _SIGNS.fullmatch(text) is not None
