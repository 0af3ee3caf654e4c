"""Help on searching: what can be written, with examples of the library's own words, as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from components.corpus.search.operators import OPERATORS, Operator
from components.corpus.search.query_tokens import has_field
from components.corpus.search.relax_query import Relaxed
from components.text.language import own_stop_words
from components.text.plural import agree
from components.text.search_terms import plain_terms
from components.views.locale_formatting import count_of
from components.views.panes import list_row

# Titles that are read for words, and letters of a word that can stand in an example.
_TITLES, _LETTERS = 2_000, 5
_WORD = re.compile(rf"[a-z]{{{_LETTERS},}}")


def own_words(articles: pd.DataFrame, person: str) -> dict[str, str]:
    """By words of the examples of `OPERATORS` some of the library, so that they find something.

    Words, and a phrase of two, that stand in most headlines; the most frequent source, the month of
    most articles, and the last name of `person`. What the library does not have stays as it is.
    """
    heads = articles.drop_duplicates("title").head(_TITLES)
    single: Counter[str] = Counter()
    double: Counter[str] = Counter()
    for title, language in zip(heads["title"], heads["language"], strict=True):
        common = own_stop_words(language)
        terms = plain_terms(title, language)
        good = [
            len(term) >= _LETTERS and bool(_WORD.fullmatch(term)) and term not in common
            for term in terms
        ]
        single.update({term for term, is_good in zip(terms, good, strict=True) if is_good})
        double.update(
            f"{terms[n]} {terms[n + 1]}" for n in range(len(terms) - 1) if good[n] and good[n + 1]
        )
    words = [word for word, _ in single.most_common()]
    if len(words) < 4:
        return {}
    phrase = next((two for two, _ in double.most_common(1)), f"{words[0]} {words[1]}")
    # What is left out is rare: without a frequent word there may be no article.
    first, second, fourth, rare = *words[:2], words[3], words[-1]
    found = {
        "prime minister": phrase, "oil price": second, "minister resigns": phrase,
        "ferry": first, "minister": second, "bridge": rare, "late": second, "delayed": fourth,
        "sanctions": first, "diplom": first[:_LETTERS], "gate": second[-3:],
        "wom?n": f"{first[0]}?{first[2:]}", "colou?rs?": f"{first}|{second}",
    }  # fmt: skip
    last = person.split()[-1] if person else ""
    if last.isalpha() and len(last) >= _LETTERS:
        found["Zelensky"] = last
    return found | _of_fields(articles)


def _of_fields(articles: pd.DataFrame) -> dict[str, str]:
    sources = [source for source in articles["source"] if source]
    months = articles["published"].dropna().dt.strftime("%Y-%m")
    found = {}
    if sources:
        (source, _), *_ = Counter(sources).most_common(1)
        found["post"] = f'"{source}"' if not source.isalnum() else source.lower()
    if len(months):
        found["2019-11"] = str(months.mode().iloc[0])
    return found


def own_examples(words: Mapping[str, str]) -> tuple[Operator, ...]:
    """`OPERATORS` with words of a library, as of `own_words`, in examples and in what they find."""
    known = sorted(words, key=len, reverse=True)
    if not known:
        return OPERATORS
    whole = (rf"(?<!\w){re.escape(word)}(?!\w)" for word in known)
    pattern = re.compile("|".join(whole))
    told = re.compile(r"\b(ferry|bridge)\b")

    def replaced(written: str, by: re.Pattern[str]) -> str:
        return by.sub(lambda found: words[found[0]], written)

    return tuple(
        Operator(one.syntax, replaced(one.example, pattern), replaced(one.finds, told))
        for one in OPERATORS
    )


def describe_untitled(query: str, titles: Iterable[str]) -> str:
    """What `title:` in a query cannot find, for articles have no title; "" where all have one."""
    without = sum(not title for title in titles)
    if not without or not has_field(query, "title"):
        return ""
    have = count_of(without, "article has", "articles have")
    listed = agree(without, "it is listed by how it begins", "they are listed by how they begin")
    return f"{have} no title, so title: does not find {agree(without, 'it', 'them')}; {listed}."


def operator_rows(operators: Sequence[Operator], counts: Sequence[int]) -> list[dict[str, Any]]:
    """A row for each: what is written, what it finds, an example with the articles it finds."""
    return [
        list_row(
            str(n),
            [
                [[one.syntax, "strong"]],
                [[one.finds, ""]],
                [["Try ", "quiet"], [one.example, "hit"], [f"  {_say(count)}", "quiet"]],
            ],
        )
        for n, (one, count) in enumerate(zip(operators, counts, strict=True))
    ]


def relaxed_rows(relaxed: Iterable[tuple[Relaxed, int]]) -> list[dict[str, Any]]:
    """A row for each query that asks for less and finds something; its id is its number."""
    return [
        list_row(
            f"query.{n}",
            [[[f"{one.change}: ", "strong"], [_say(count), ""]], [[one.query, "quiet"]]],
        )
        for n, (one, count) in enumerate(relaxed)
    ]


def unfiltered_rows(counted: Mapping[str, tuple[str, int]]) -> list[dict[str, Any]]:
    """A row for each filter without which the search finds something, by the filter's clause."""
    return [
        list_row(f"filter.{clause}", [[[f"without {words}: ", "strong"], [_say(count), ""]]])
        for clause, (words, count) in counted.items()
        if count
    ]


def _say(count: int) -> str:
    return count_of(count, "article", "articles")
