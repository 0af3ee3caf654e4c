"""The words of a few texts, as the tables of a library have them."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from components.analysis.collection.words.word_reader import WordReader


def read_words(
    texts: Mapping[str, str], languages: Sequence[str], common: Mapping[str, Collection[str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take texts apart into words; `texts` by article id, `languages` one for each."""
    by_article = dict(zip(texts, languages, strict=True))
    found = WordReader().read(by_article, lambda ids: {id: texts[id] for id in ids}, common)
    words, vocabulary = map(join_partitions, found)
    return words, vocabulary


def join_partitions(partitions: Mapping[int, pd.DataFrame]) -> pd.DataFrame:
    """The table whose partitions these are."""
    return pd.concat([partitions[number] for number in sorted(partitions)], ignore_index=True)
