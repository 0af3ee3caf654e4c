"""Which language a text is written in."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Protocol

UNKNOWN = "und"
FIRST_LOOK, ENOUGH_TEXT = 600, 5_000
"""Characters that are looked at, and where these leave a doubt; more does not change the answer."""
LEAST_LETTERS = 12
LEAST_CERTAINTY, BEYOND_DOUBT = 0.5, 0.9999

_loading = Lock()


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def identify(text: str) -> str:
    """Name the language of `text` as ISO 639-1, or `und` when it is too short or unclear.

    Takes some 1 ms; the first call loads the model (0.6 s). Only the first 5,000 characters count,
    so a text in two languages gets that of its beginning.
    """
    beginning = text[:ENOUGH_TEXT]
    if sum(map(str.isalpha, beginning)) < LEAST_LETTERS:
        return UNKNOWN
    with _loading:
        identifier = _load_identifier()
    language, certainty = identifier.classify(beginning[:FIRST_LOOK])
    if certainty < BEYOND_DOUBT and len(beginning) > FIRST_LOOK:
        language, certainty = identifier.classify(beginning)
    return language if certainty >= LEAST_CERTAINTY else UNKNOWN


@cache
def _load_identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Three-letter labels are languages that ISO 639-1 has no code for.
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier
