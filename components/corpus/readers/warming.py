"""All that a reader may come to need, loaded before it is forked and can open nothing any more."""

from __future__ import annotations

import codecs
import encodings
import pkgutil
from contextlib import suppress
from functools import cache

from components.corpus.readers.days import load_words
from components.corpus.readers.decoding import decode
from components.corpus.readers.drafts import Draft, Member
from components.corpus.readers.finishing import finish
from components.corpus.readers.formats import read_sample, samples_of
from components.corpus.readers.limits import Limits

# A dateline, letters that are garbled, and enough words to name their language.
_TEXT = "OSLO, 1 May 2025 — The cafÃ© by the harbour opens at noon, the port said on Monday."
_SPELLINGS_OF_FTFY = ("utf-8-variants", "sloppy-windows-1252")
_UNDECLARED = "Паром відпливає опівдні, сказали в порту у понеділок.".encode("cp1251")


@cache
def warm_up(module: str) -> None:
    """Load what the readers of a format need: at first some 1.5 s, then that of the format alone.

    Raises whatever a library raises that cannot be loaded or cannot read our own sample.
    """
    _warm_up_all()
    for name in samples_of(module):
        for part in read_sample(name):
            if isinstance(part, Draft):
                list(finish(part, Limits()))
            if isinstance(part, Member):
                list(part.chunks)


@cache
def _warm_up_all() -> None:
    """What a file of any format may need, by its letters, its language and its dates."""
    for module in pkgutil.iter_modules(encodings.__path__):
        # Some are no encodings, and some are there on other systems only.
        with suppress(LookupError):
            codecs.lookup(module.name)
    for name in _SPELLINGS_OF_FTFY:
        codecs.lookup(name)
    decode(_UNDECLARED)
    load_words()
    list(finish(Draft(_TEXT, title="A title"), Limits()))
