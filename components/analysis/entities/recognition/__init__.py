"""Named entity recognition: a model once an article, whose spans are stored, and rules after it."""

from __future__ import annotations

from collections.abc import Iterable

from components.analysis.entities.recognition.ner_models import (
    SLOVNET_LANGUAGES,
    RawSpan,
    ask_slovnet,
    ask_spacy,
    find_spacy_model,
    find_user_models,
    has_slovnet,
    list_versions,
)

# Raised when a model is asked in another way, so that stored spans are made again.
_RULES = 4
_ROUGH = {
    "uk": "rough: .84 of 1 for names found and right (F1, 133 articles the rules were tuned on)",
    "ru": "rough: .83 of 1 for names found and right (F1, 323 articles the rules were tuned on)",
}
_UNMEASURED = "rough: your own model, not measured here"
_NONE = "names are not found in this language"


def languages_supported() -> frozenset[str]:
    """Languages in which names are found, as ISO 639-1 codes.

    English, Ukrainian and Russian by rules of their own, with or without their models; others
    when a spaCy model for them is installed (`de_core_news_sm` and the like).
    """
    return frozenset({"en"}) | SLOVNET_LANGUAGES | set(find_user_models())


def model_available(language: str = "en") -> bool:
    """Whether the model is installed; without it tables, and titles in English, find some names."""
    if language in SLOVNET_LANGUAGES:
        return has_slovnet()
    return bool(find_spacy_model(language))


def roughness(language: str) -> str:
    """How far names in a language are to be trusted, for the screen; '' where they are found well.

    A sentence with the measured F1 (exact span and type of people, places and organisations) for
    languages found roughly, another for those not found at all.
    """
    if language == "en":
        return ""
    if language in SLOVNET_LANGUAGES:
        return _ROUGH[language]
    return _UNMEASURED if language in languages_supported() else _NONE


MODEL_VERSION = ", ".join([*list_versions(), f"rules {_RULES}"])
"""What `recognise` asks, with versions; stored results of another version are out of date."""


def recognise(texts: Iterable[str], language: str = "en") -> list[list[RawSpan]]:
    """The model's spans with its labels (PERSON, GPE, DATE …) for each text, in order.

    The result of a text depends on that text alone and is plain enough for JSON. Every list is
    empty for a language that is not supported and when its model is not installed. A model is
    loaded when the first text of its language comes (English 0.7 s, 110 MB).
    """
    listed = list(texts)
    if not listed or language not in languages_supported() or not model_available(language):
        return [[] for _ in listed]
    ask = ask_slovnet if language in SLOVNET_LANGUAGES else ask_spacy
    return ask(listed, language)
