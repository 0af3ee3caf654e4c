"""The words that a language uses most, whatever it speaks of."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# As jusText calls the languages whose words it counted, in Wikipedia.
_NAMES = {
    "af": "Afrikaans", "an": "Aragonese", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "br": "Breton", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "fy": "West_Frisian", "ga": "Irish", "gl": "Galician",
    "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "is": "Icelandic",
    "it": "Italian", "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh", "kn": "Kannada",
    "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian_Nynorsk",
    "no": "Norwegian_Bokmal", "oc": "Occitan", "pa": "Western_Panjabi", "pl": "Polish",
    "pt": "Portuguese", "qu": "Quechua", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "tk": "Turkmen", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "vo": "Volapuk",
    "wa": "Walloon", "yo": "Yoruba",
}  # fmt: skip
COUNTED = frozenset(_NAMES)
_NO_WORD = re.compile(r"[\d_.,;:!?()\[\]\"„“”«»%/*=<>-]")


@cache
def most_used(language: str, most: int) -> tuple[str, ...]:
    """So many words in lower case, the most frequent first; none for a language not `COUNTED`.

    The first thirty hold sentences together; behind some sixty come words of an encyclopaedia.
    """
    if language not in COUNTED:
        return ()
    counted = files("justext").joinpath("stoplists", f"{_NAMES[language]}.txt")
    every = dict.fromkeys(counted.read_text(encoding="utf-8").split())
    # Names begin with a capital, and on some words hang marks.
    words = [word for word in every if word == word.lower() and not _NO_WORD.search(word)]
    return tuple(words[:most])
