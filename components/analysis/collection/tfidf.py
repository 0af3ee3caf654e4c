"""TF-IDF: the weights of the terms of each text in a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


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


def count_terms(text: str, settings: TfidfSettings | None = None) -> Counter[str]:
    """How often one text has each term, by the same terms as `term_weights`."""
    return Counter(_vectorizer(settings or TfidfSettings()).build_analyzer()(text))


def _vectorizer(settings: TfidfSettings, **options: Any) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(
        ngram_range=settings.ngrams,
        stop_words=list(settings.stop_words) or None,
        sublinear_tf=settings.sublinear,
        min_df=settings.min_articles,
        **options,
    )
