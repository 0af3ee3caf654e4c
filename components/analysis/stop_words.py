"""Words too common to tell what an article is about, by language."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

# What news says in every story, whoever it is about; no list for general English has them.
_OF_NEWS = {"en": ("mr", "mrs", "ms", "said", "says", "told")}


def stop_words(languages: Iterable[str]) -> tuple[str, ...]:
    """The common words of the given languages (ISO 639-1), sorted, as a tokenizer cuts them.

    The lists are spaCy's, and for English the words of address and of reporting that every news
    story has; a language without a list adds nothing. Words with an apostrophe are
    given in their parts too ("don't": don, t), because that is how TF-IDF meets them.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    cut = CountVectorizer().build_analyzer()
    words: set[str] = set()
    for language in sorted(set(languages)):
        for word in _words_of(language):
            words.update(cut(word))
    return tuple(sorted(words))


def _words_of(language: str) -> Iterable[str]:
    if not (language.isascii() and language.isalpha()):
        return ()
    try:
        words: Iterable[str] = import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS
    except ModuleNotFoundError:
        return ()
    return (*words, *_OF_NEWS.get(language, ()))
