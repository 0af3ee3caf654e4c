"""Words with which a program or a person writes that a value is not known."""

from __future__ import annotations

import re

_WORDS = frozenset(
    (
        *("none", "nan", "null", "nil", "n/a", "n.a.", "<na>", "#n/a", "nat", "undefined", "\\n"),
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
        *(
            "unknown author",
            "author unknown",
            "unknown source",
            "no byline",
            "missing",
            "не указан",
        ),
        *("не вказано", "не указано", "bilinmiyor", "neznámý", "غير معروف", "不明", "未知"),
    )
)
# In capitals alone: the same letters in small ones are a name or a word.
_CAPITALS = frozenset(("NA", "#NV", "#REF!", "#VALUE!", "#NAME?"))
_LONGEST_SIGNS = 5
_SIGNS = re.compile(r"[\W_]+")


def is_empty_word(value: str) -> bool:
    """Whether a value is blank, signs alone (“-”), or a word such as nan, None, N/A or unknown."""
    text = " ".join(value.split())
    bare = text.strip("()[]<>{}'\" ").casefold()
    if not bare or text in _CAPITALS or text.casefold() in _WORDS or bare in _WORDS:
        return True
    return len(text) <= _LONGEST_SIGNS and _SIGNS.fullmatch(text) is not None
