"""TF-IDF: term weights of each text in a corpus, and the stop words that are left out of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Any

import numpy as np

from components.analysis.article.outline import Parts
from components.analysis.collection.words.own_stop_words import find_stems, is_left_out
from components.text.language import LISTED, UNKNOWN, identify, most_used, own_stop_words
from components.text.search_terms import elided_words, find_elisions

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# What is in a list, or left of "don't", "haven't" and "won't", although news is told by it.
_TELLING = {
    "en": "don haven won",
    "cs": "strana",
    "es": "acuerdo",
    "it": "ansa attesa casa città consiglio forza governo gruppo lavoro ministro mondo nazionale"
    " paese persone presa uomo",
    "pt": "conselho povo sistema",
}
# spaCy's name for a language where it is another than ours.
_SPACY = {"no": "nb"}
# Of languages that neither we nor spaCy have a list of, or hardly one, as many of the words they
# use most.
_MOST = 60

# As scikit-learn cuts texts into words by default.
_WORD = re.compile(r"\b\w\w+\b")
_AROUND_WORDS = re.compile(r"(\b\w\w+\b)")
_ANY_WORD = re.compile(r"\w[\w'’ʼ]*")


@lru_cache(maxsize=256)
def list_stop_words(language: str) -> frozenset[str]:
    """The stop words of a language in lower case, whole and cut at apostrophes.

    From `own_stop_words`, else from spaCy; a language that neither has a list for gets the sixty
    words of `most_used`; with its elided words ("dell"). Empty for a language of which nothing is
    known.
    """
    listed = {word.lower() for word in _listed(language)}
    if not listed:
        return frozenset()
    listed.update(elided_words(language))
    parts = {part for word in listed for part in _WORD.findall(word)}
    return frozenset(listed | parts) - {*_TELLING.get(language, "").split()}


def has_list(language: str) -> bool:
    """Whether there is a list of stop words for a language; loads none."""
    return language in LISTED or _find_list(language) is not None


def blank_stop_words(
    parts: Parts,
    language: str,
    library: Collection[str],
    common: bool,
    given: tuple[str, ...] = (),
) -> Parts:
    """An article with its stop words blanked, unless they count (`common`).

    Those that an analyst has `given` are blanked in all their forms, and never count.

    The list is that of its language; for an unknown one that of the language its text is written
    in; and if that is unknown too, the lists of all languages of the `library` together. Elided
    words are set apart with a space. Texts keep their length, so every span holds.
    """
    own = language if language != UNKNOWN else identify(parts.text)
    known = {own} if own != UNKNOWN else {*library}
    words = frozenset() if common else frozenset().union(*map(list_stop_words, known))
    stems = find_stems(given, own)
    headline, text = (_blank(one, own, words, stems) for one in (parts.headline, parts.text))
    return replace(parts, headline=headline, text=text)


def _blank(text: str, language: str, words: frozenset[str], stems: frozenset[str]) -> str:
    if "ʼ" in text:
        # The one apostrophe that is a letter to a tokenizer; at others it cuts by itself.
        text = _ANY_WORD.sub(lambda found: _set_word_apart(found[0], language), text)
    if not words and not stems:
        return text
    pieces = _AROUND_WORDS.split(text)
    pieces[1::2] = [
        " " * len(one)
        if one.lower() in words or (stems and is_left_out(one, language, stems))
        else one
        for one in pieces[1::2]
    ]
    return "".join(pieces)


def _set_word_apart(word: str, language: str) -> str:
    signs = find_elisions(word, language)
    return "".join(" " if place in signs else sign for place, sign in enumerate(word))


def _listed(language: str) -> Collection[str]:
    listed = own_stop_words(language) or _listed_by_spacy(language)
    return listed if len(listed) >= _MOST else listed.union(most_used(language, _MOST))


def _listed_by_spacy(language: str) -> frozenset[str]:
    """The stop words in the file that spaCy has for a language; empty without one."""
    found = _find_list(language)
    return frozenset(run_path(str(found))["STOP_WORDS"]) if found else frozenset()


def _find_list(language: str) -> Path | None:
    """The file of spaCy that defines stop words and imports nothing.

    spaCy itself is not loaded, which takes a second and 100 MB.
    """
    if not (language.isascii() and language.isalpha()):
        return None
    package = find_spec("spacy")
    places = (package.submodule_search_locations or ()) if package else ()
    files = (Path(place, "lang", _of_spacy(language), "stop_words.py") for place in places)
    return next((file for file in files if file.is_file()), None)


def _of_spacy(language: str) -> str:
    return _SPACY.get(language, language)


@dataclass(frozen=True)
class TfidfSettings:
    """What counts as a term and how it is weighed; the defaults are those of scikit-learn.

    `ngrams`: the fewest and the most words in a term. `stop_words`: words left out. `sublinear`: a
    term weighs 1 + ln(count) instead of its count. `min_articles`: in how many articles a term has
    to be.
    """

    ngrams: tuple[int, int] = (1, 1)
    stop_words: tuple[str, ...] = ()
    sublinear: bool = False
    min_articles: int = 1


@dataclass(frozen=True)
class TermWeights:
    """The weights of all terms in all articles.

    `matrix`: CSR float64, articles × terms, each row of length 1 or all zero. `terms`: sorted, one
    for each column.
    """

    matrix: csr_matrix
    terms: np.ndarray


def term_weights(texts: Sequence[str], settings: TfidfSettings | None = None) -> TermWeights:
    """Weigh the terms of each text by how often it has them and how few texts do.

    TF-IDF with the smoothed idf = ln((1 + n) / (1 + df)) + 1 and rows of length 1, equal to
    scikit-learn's `TfidfVectorizer`. A text without terms has an all-zero row; no texts, or no
    terms in any, give a matrix without columns. Linear in the length of the texts.
    """
    return _fit(_vectorizer(settings or TfidfSettings()), texts)


def weigh_known(
    texts: Sequence[str], settings: TfidfSettings, total: int, articles: Mapping[str, int]
) -> TermWeights:
    """Weigh the terms of some texts as `term_weights` does with all texts of their corpus.

    The corpus has `total` texts; `articles` says how many of them have a term: 1 for one it does
    not name.
    """
    from sklearn.preprocessing import normalize

    alone = replace(settings, min_articles=1)
    counted = _fit(_vectorizer(alone, use_idf=False, norm=None), texts)
    known = np.array([articles.get(term, 1) for term in counted.terms], dtype=np.float64)
    kept = np.flatnonzero(known >= settings.min_articles)
    if not len(kept):  # which scikit-learn refuses to normalise
        return TermWeights(counted.matrix[:, kept].astype(np.float64), counted.terms[kept])
    idf = np.log((1 + total) / (1 + known[kept])) + 1
    weights = counted.matrix[:, kept].multiply(idf).tocsr()
    return TermWeights(normalize(weights), counted.terms[kept])


def _fit(vectorizer: Any, texts: Sequence[str]) -> TermWeights:
    from scipy.sparse import csr_matrix

    try:
        matrix = vectorizer.fit_transform(texts)
    except ValueError:  # how scikit-learn says that no term is left
        return TermWeights(csr_matrix((len(texts), 0), dtype=np.float64), np.array([], dtype=str))
    return TermWeights(matrix, vectorizer.get_feature_names_out())


def find_words(text: str) -> list[tuple[int, str]]:
    """The words of a text as `term_weights` cuts them, in lower case, with where each begins."""
    return [
        (found.start(), word)
        for found in _WORD.finditer(text)
        for word in _WORD.findall(found[0].lower())  # a letter may become two, and cut the word
    ]


def join_terms(words: Sequence[str], settings: TfidfSettings) -> list[tuple[int, str]]:
    """The terms in a row of words, each with the number of its first word."""
    kept = [(n, word) for n, word in enumerate(words) if word not in settings.stop_words]
    fewest, most = settings.ngrams
    return [
        (kept[first][0], " ".join(word for _, word in kept[first : first + size]))
        for size in range(fewest, most + 1)
        for first in range(len(kept) - size + 1)
    ]


def make_analyser(settings: TfidfSettings) -> Callable[[str], list[str]]:
    """The function that gives the terms of a text as `term_weights` cuts them, in order."""
    analyse: Callable[[str], list[str]] = _vectorizer(settings).build_analyzer()
    return analyse


def _vectorizer(settings: TfidfSettings, **options: Any) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(
        ngram_range=settings.ngrams,
        stop_words=list(settings.stop_words) or None,
        sublinear_tf=settings.sublinear,
        min_df=settings.min_articles,
        **options,
    )
