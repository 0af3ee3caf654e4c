"""English plurals: which form goes with a number (“1 article”, “0 articles”, “2 articles”).

Kept apart so that only those who need plurals load babel.
"""

from __future__ import annotations

from babel.plural import PluralRule

# The rule of CLDR for English, written here because the sandbox can open no locale data.
_ENGLISH = PluralRule({"one": "i = 1 and v = 0"})


def agree(number: int, one: str, several: str) -> str:
    """`one` or `several`, the form that English has with a whole number, by the rule of CLDR."""
    return one if _ENGLISH(int(number)) == "one" else several
