"""Signs in a field (title, source, author) by which it would pass for another, and our marks.

Never for the text of an article, whose offsets must stay.
"""

from __future__ import annotations

import re
import unicodedata

# Scripts in which a zero-width joiner or non-joiner between two letters changes what is read:
# Arabic to Mandaic, those of India, Tibetan, Burmese, Khmer, Mongolian, and later blocks of these.
_JOINING = (
    "\u0620-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
# Signs that take the vowel off a letter of India; behind one a joiner counts at a word's end too.
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2"
_PICTURES = "\u203c-\u3299\U0001f000-\U0001faff"
_KEPT = (
    f"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])|(?<=[{_VIRAMAS}])[\u200c\u200d]"
    # The Hijri year is written with the initial form of this letter alone.
    "|(?<=\u0647)\u200d"
    f"|(?<=[{_PICTURES}\ufe0f])\u200d(?=[{_PICTURES}])"
    # Flags of parts of a country.
    "|\U0001f3f4[\U000e0061-\U000e007a]{3,6}\U000e007f"
)
# Directions (UAX #9), nothing wide, fillers, soft hyphen, annotations, tags.
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
_ANY = re.compile(f"[{_HIDDEN}]")
_SIGN = re.compile(f"({_KEPT})|{_ANY.pattern}")
# What looks like the mark of the sample, `SAMPLE_MARK` of the views: the word with one of its dots,
# in letters of other alphabets too, or alone, for a label joins fields by the same dot.
_IMITATION = re.compile(
    "\\A\\s*([S\u0405][a\u0430]m[p\u0440][lI1|\u04cf][e\u0435])(?=\\s*(?:$|[\u00b7\u2022\u2027\u2219"
    "\u22c5\u30fb\uff65\ua78f\u16eb\u2e31]))",
    re.IGNORECASE,
)
_FIRST_LETTERS = frozenset("Ss\u0405\u0455")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def drop_hidden(text: str) -> str:
    """A field without hidden signs; a joiner that a language or a picture needs stays."""
    if not _has_hidden(text):
        return text
    plain = _SIGN.sub(lambda found: found[1] or "", text)
    return text if plain == text else plain.strip()


def show_field(text: str) -> str:
    """A field as it is shown, with hidden signs as ‹U+202E›; what is shown so stays as it is.

    The mark of the sample, which no field may have, is shown as ‹Sample›.
    """
    if _has_hidden(text):
        text = _SIGN.sub(lambda found: found[1] or f"‹U+{ord(found[0]):04X}›", text)
    if text.lstrip()[:1] in _FIRST_LETTERS:
        text = _IMITATION.sub(lambda found: f"‹{found[1]}›", text)
    return text


def _has_hidden(text: str) -> bool:
    return not text.isascii() and _ANY.search(text) is not None


def isolate(text: str) -> str:
    """A piece of a joined label that turns nothing round beside it, such as a day.

    Only a piece with right-to-left letters gets the signs for it (FSI, PDI).
    """
    if text.isascii() or _RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, text)):
        return text
    return f"\u2068{text}\u2069"
