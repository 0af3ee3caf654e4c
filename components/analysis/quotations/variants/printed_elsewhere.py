"""What a quotation leaves out and its article prints elsewhere, and so does not leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from components.analysis.quotations.variants.shared_words import Changes
from components.text.normalisation import fold
from components.text.segment import words

# Shorter ones stand in any text.
_FEWEST_WORDS = 3
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\s+…\s+")


class Printed:
    """The words of whole articles, read when they are first asked for; None: nothing is known."""

    def __init__(self, texts: Sequence[str] | None) -> None:
        self._texts = texts
        self._read = lru_cache(maxsize=64)(self._spell)

    def without_printed(self, changes: Changes, article: int) -> Changes:
        """The changes without those sentences left out that the article prints at another place."""
        if self._texts is None or not changes.left_out:
            return changes
        kept = [self._strip(one, article) for one in changes.left_out]
        return replace(changes, left_out=[one for one in kept if one])

    def _strip(self, left_out: str, article: int) -> str:
        parts = _SENTENCES.split(left_out)
        missing = [one for one in parts if not self._is_printed(one, article)]
        return left_out if len(missing) == len(parts) else " … ".join(missing)

    def _is_printed(self, sentence: str, article: int) -> bool:
        said = _spelled(sentence)
        return said.count(" ") > _FEWEST_WORDS and said in self._read(article)

    def _spell(self, article: int) -> str:
        return _spelled(self._texts[article]) if self._texts else ""


def _spelled(text: str) -> str:
    """The words in their normal form, with a space before and behind each."""
    return " " + "".join(f"{fold(text[start:end])} " for start, end in words(text))
